//! The heart of the worker: takes messages, carries out one after the other, keeps the workspace
//! saved, and keeps tabs apart.

use crate::ahead::{self, Ahead};
use crate::files;
use crate::js;
use crate::parts::{self, NOT_LOADED};
use crate::port;
use crate::queue::{Cancelled, Queue};
use crate::readers::{self, Readers};
use crate::session::{Outcome, Session};
use crate::storage::{self, Channel, Loaded, Lock, Next, Schedule, Store};
use js_sys::{Array, Uint8Array};
use perennial_protocol::{Event, Failure, Request, Response, ToWorker, decode};
use perennial_workbench::Part;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, MessageEvent};

/// Pause between a change and its saving, long enough for the app's next requests to arrive.
const SETTLE_MS: u32 = 20;
const SETTLE_AT_MOST_MS: u32 = 500;
/// For how long nothing is asked before something is done that nobody asked for.
const QUIET_MS: u32 = 1_000;

/// The worker's state. No borrow of a cell lives across an `await`.
pub struct Host<S> {
    pub(crate) session: RefCell<S>,
    queue: RefCell<Queue<Job>>,
    /// The files of the import under way.
    pub(crate) files: RefCell<Rc<[File]>>,
    /// Workers that will read beside this one.
    pub(crate) readers: RefCell<Readers>,
    pub(crate) store: Store,
    schedule: RefCell<Schedule>,
    channel: Channel,
    tab: Cell<Tab>,
    /// Why the stored workspace could not be opened.
    unopened: RefCell<Option<Failure>>,
    /// Why the last change is not saved, as the app was told.
    unsaved: RefCell<Option<Failure>>,
    /// Counts messages.
    heard: Cell<u32>,
    /// Whether an idle job waits for quiet, or for its turn.
    is_idling: Cell<bool>,
}

/// What this tab may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    /// Not known yet.
    Starting,
    /// It holds the lock.
    Writer,
    /// The browser has no locks: it writes, and every commit checks that no other tab has.
    Unlocked,
    /// Another tab writes.
    Follower,
}

/// Something to do, in its turn.
enum Job {
    /// Finds out which tab this is and opens what is stored.
    Boot,
    /// Answers a request.
    Answer(ToWorker, Rc<[File]>),
    /// Another tab has saved.
    Follow,
    /// The lock has passed to this tab.
    Promote,
    /// Nobody waits: something is done that will be wanted.
    Idle,
}

/// Starts the worker: from now on it answers.
pub(crate) fn start<S: Session>() {
    // The app replaces a worker that says this; what follows the panic is a trap.
    std::panic::set_hook(Box::new(|panic| port::broken(&panic.to_string())));
    if js::scope().name() == readers::NAME {
        return spawn_local(async {
            match S::load(Part::Import).await.and_then(|()| parts::import()) {
                Ok(import) => (import.serve)(),
                Err(failure) => port::broken(&failure.code),
            }
        });
    }
    let session = match S::new() {
        Ok(session) => session,
        Err(failure) => return port::broken(&failure.code),
    };
    let host = Rc::<Host<S>>::new_cyclic(|host| {
        let host = host.clone();
        Host::new(
            session,
            Channel::open(move || {
                if let Some(host) = host.upgrade() {
                    Host::push(&host, None, Job::Follow);
                }
            }),
        )
    });
    let loser = Rc::downgrade(&host);
    host.store.when_lost(move || {
        // What was stored may be gone: who writes saves anew, and so finds out and says what holds now.
        if let Some(host) = loser.upgrade()
            && host.tab.get() != Tab::Follower
            && host.session.borrow().revision() > 0
        {
            Host::changed(&host);
        }
    });
    Host::push(&host, None, Job::Boot);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        receive(&host, &event);
    });
    js::scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget(); // listens as long as the worker lives
    port::ready();
}

fn receive<S: Session>(host: &Rc<Host<S>>, event: &MessageEvent) {
    host.heard.set(host.heard.get().wrapping_add(1));
    let data = event.data();
    let bytes = js::property(&data, "bytes").dyn_into::<Uint8Array>();
    let message = bytes.ok().and_then(|bytes| decode(&bytes.to_vec()).ok());
    let Some(message) = message else {
        return port::broken("a message was not understood");
    };
    let files = js::property(&data, "files").dyn_into::<Array>();
    let files = files.iter().flat_map(Array::iter);
    let files: Rc<[File]> = files.filter_map(|file| file.dyn_into().ok()).collect();
    match message {
        ToWorker {
            id,
            body: Request::Cancel { job },
        } => {
            let cancelled = host.queue.borrow_mut().cancel(job);
            if let Cancelled::Waiting(_) = cancelled {
                port::reply(job, Err(Failure::new("cancelled")));
            }
            port::reply(id, Ok(Response::Done));
        }
        message => Host::push(host, Some(message.id), Job::Answer(message, files)),
    }
}

impl<S: Session> Host<S> {
    fn new(session: S, channel: Channel) -> Self {
        Self {
            session: RefCell::new(session),
            queue: RefCell::new(Queue::new()),
            files: RefCell::default(),
            readers: RefCell::default(),
            store: Store::new(),
            schedule: RefCell::default(),
            channel,
            tab: Cell::new(Tab::Starting),
            unopened: RefCell::default(),
            unsaved: RefCell::default(),
            heard: Cell::new(0),
            is_idling: Cell::new(false),
        }
    }

    /// Whether the job under way may go on.
    ///
    /// # Errors
    /// `cancelled`.
    pub(crate) fn go_on(&self) -> Result<(), Failure> {
        if self.queue.borrow().is_cancelled() {
            Err(Failure::new("cancelled"))
        } else {
            Ok(())
        }
    }

    /// Whether other jobs wait for the one under way.
    pub(crate) fn is_waited_for(&self) -> bool {
        self.queue.borrow().is_waited_for()
    }

    fn push(host: &Rc<Self>, id: Option<u32>, job: Job) {
        if host.queue.borrow_mut().push(id, job) {
            let host = Rc::clone(host);
            spawn_local(async move {
                loop {
                    let job = host.queue.borrow_mut().next();
                    let Some(job) = job else { return };
                    Self::carry_out(&host, job).await;
                }
            });
        }
    }

    async fn carry_out(host: &Rc<Self>, job: Job) {
        match job {
            Job::Boot => {
                Self::boot(host).await;
                spawn_local(Self::get_ready(Rc::clone(host)));
            }
            Job::Answer(message, files) => {
                match ahead::work(host, &message).await {
                    Ok(Ahead::Done) => {}
                    Ok(Ahead::OthersFirst) => {
                        return Self::push(host, Some(message.id), Job::Answer(message, files));
                    }
                    Err(failure) => return port::reply(message.id, Err(failure)),
                }
                let before = host.session.borrow().revision();
                let deletes = message.body == Request::DeleteAll;
                let outcome = Self::answer(host, message.id, message.body, files).await;
                port::reply(message.id, outcome.map(|response| host.completed(response)));
                let revision = host.session.borrow().revision();
                if !deletes && revision != before {
                    Self::changed(host);
                }
                if revision > 0 {
                    Self::idle_soon(host);
                }
            }
            // Who holds the lock has made whatever there is to hear of.
            Job::Follow if host.tab.get() == Tab::Writer => {}
            Job::Follow if host.unsaved.borrow().is_some() => {}
            Job::Follow => host.follow().await,
            Job::Idle => {
                host.is_idling.set(false);
                if S::idle(host).await {
                    Self::idle_soon(host);
                }
            }
            Job::Promote => {
                host.follow().await;
                host.tab.set(Tab::Writer);
                port::say(Event::Writer);
            }
        }
    }

    /// Loads what the first answers do not need, so that it is there when it is wanted, with or without
    /// a connection. What does not come now is loaded when it is asked for. Whoever has no customers yet
    /// will bring some: what reads them is made ready.
    async fn get_ready(host: Rc<Self>) {
        js::sleep(SETTLE_AT_MOST_MS).await;
        Self::load_the_rest().await;
        Self::push(&host, None, Job::Idle);
    }

    /// Does what will be wanted once it has been quiet for a while. Whoever drags a slider pauses for less than that,
    /// and would wait for what was begun.
    fn idle_soon(host: &Rc<Self>) {
        if !host.is_idling.replace(true) {
            let host = Rc::clone(host);
            spawn_local(async move {
                loop {
                    let before = host.heard.get();
                    js::sleep(QUIET_MS).await;
                    if host.heard.get() == before && !host.queue.borrow().is_busy() {
                        return Self::push(&host, None, Job::Idle);
                    }
                }
            });
        }
    }

    /// Whether this tab may keep what was worked out.
    pub(crate) fn may_keep(&self) -> bool {
        self.tab.get() != Tab::Follower && self.store.is_working()
    }

    async fn load_the_rest() {
        for part in Part::LATER {
            S::load(part).await.ok();
        }
    }

    /// Connects to the storage, finds this tab's part, and opens what is stored.
    async fn boot(host: &Rc<Self>) {
        let opened = match host.store.connect().await {
            Ok(()) => {
                if host.tab.get() == Tab::Starting {
                    Self::take_part(host).await;
                }
                host.load().await.map(|_| ())
            }
            Err(failure) => {
                // Memory is this tab's own: nothing is shared with other tabs.
                host.tab.set(Tab::Starting);
                Err(failure)
            }
        };
        // Where the browser keeps nothing there is nothing to open; the workspace says `is_stored: false`.
        let failure = opened
            .err()
            .filter(|failure| failure.code != "storage-denied");
        host.unopened.replace(failure);
    }

    async fn take_part(host: &Rc<Self>) {
        host.tab.set(match storage::acquire().await {
            Lock::Held => Tab::Writer,
            Lock::None => Tab::Unlocked,
            Lock::Elsewhere(passed) => {
                let heir = Rc::clone(host);
                spawn_local(async move {
                    if passed.await.is_ok() {
                        Self::push(&heir, None, Job::Promote);
                    }
                });
                port::say(Event::Follower);
                Tab::Follower
            }
        });
    }

    /// Takes over what is stored; `true` when it was something else than before.
    async fn load(&self) -> Result<bool, Failure> {
        let mut loaded = self.store.load().await;
        if loaded
            .as_ref()
            .is_err_and(|failure| failure.code == NOT_LOADED)
        {
            // The model is not one that ships; few are, so what reads it is a part of its own.
            S::load(Part::Exchange).await?;
            loaded = self.store.load().await;
        }
        let session = match loaded? {
            Loaded::Same => return Ok(false),
            Loaded::Empty => S::new()?,
            Loaded::Workspace(session) => session,
        };
        self.session.replace(session);
        Ok(true)
    }

    async fn follow(&self) {
        let loaded = self.load().await;
        let changed = loaded.as_ref().map_or(true, |changed| *changed);
        self.unopened.replace(loaded.err());
        if changed {
            // Also where it cannot be opened: the app asks for the workspace and learns why.
            let revision = self.session.borrow().revision();
            port::say(Event::Changed { revision });
        }
    }

    async fn answer(host: &Rc<Self>, id: u32, body: Request, files: Rc<[File]>) -> Outcome {
        host.go_on()?;
        if host.tab.get() == Tab::Follower && changes(&body) {
            return Err(Failure::new("other-tab-writes"));
        }
        let part = Part::of(&body);
        S::load(part).await?;
        if part == Part::Import {
            // What follows an import may want the rest, which comes while files are read.
            spawn_local(Self::load_the_rest());
        }
        host.go_on()?;
        match &body {
            Request::Open => {
                if host.unopened.borrow().is_some() {
                    Self::boot(host).await;
                }
                if let Some(failure) = host.unopened.borrow().clone() {
                    return Err(failure);
                }
                host.session.borrow_mut().handle(&body)
            }
            Request::Inspect { modified, today } => {
                host.files.replace(Rc::clone(&files));
                S::inspect(host, &files, modified, *today).await
            }
            Request::InspectText { text, today } => {
                let files: Rc<[File]> = [files::of_text(text)?].into();
                host.files.replace(Rc::clone(&files));
                S::inspect(host, &files, &[], *today).await
            }
            Request::RunImport => {
                let files = Rc::clone(&host.files.borrow());
                S::run_import(host, id, &files).await
            }
            Request::DropImport => {
                host.files.take();
                host.readers.take();
                host.session.borrow_mut().handle(&body)
            }
            Request::Backup { .. } | Request::Restore { .. } | Request::Book { .. } => {
                S::exchange(host, &body, &files).await
            }
            Request::DeleteAll => host.delete_all(&body).await,
            Request::Storage => Ok(Response::Storage(storage::usage().await)),
            _ => host.session.borrow_mut().handle(&body),
        }
    }

    /// Memory first: a save under way then has nothing left to bring back.
    async fn delete_all(&self, request: &Request) -> Outcome {
        self.files.take();
        self.readers.take();
        let response = self.session.borrow_mut().handle(request)?;
        self.store.clear().await?;
        self.unopened.replace(None);
        self.unsaved.replace(None);
        self.channel.announce();
        Ok(response)
    }

    /// Fills in what the workspace cannot know.
    fn completed(&self, mut response: Response) -> Response {
        if let Response::Workspace(view) = &mut response {
            view.is_writer = self.tab.get() != Tab::Follower;
            view.is_stored = self.store.is_working() && self.unsaved.borrow().is_none();
        }
        response
    }

    fn changed(host: &Rc<Self>) {
        let saver = host.schedule.borrow_mut().changed();
        if let Some(saver) = saver {
            spawn_local(Self::save(Rc::clone(host), saver));
        }
    }

    /// Waits for a moment in which nobody waits: writing a large change down keeps the worker busy, and
    /// the views that follow an import come first. Not for ever, since what is not saved can be lost.
    async fn settle(&self) {
        let mut waited_ms = 0;
        while waited_ms == 0 || (self.queue.borrow().is_busy() && waited_ms < SETTLE_AT_MOST_MS) {
            js::sleep(SETTLE_MS).await;
            waited_ms += SETTLE_MS;
        }
    }

    async fn save(host: Rc<Self>, saver: u32) {
        loop {
            host.settle().await;
            let written = match S::load(Part::Second).await {
                Ok(()) => S::write(&host).await,
                Err(failure) => Err(failure),
            };
            let next = match written {
                Ok(revision) => {
                    host.unsaved.replace(None);
                    host.channel.announce();
                    port::say(Event::Saved { revision });
                    host.schedule.borrow_mut().saved(true)
                }
                Err(failure) => {
                    let known = host.unsaved.replace(Some(failure.clone()));
                    let again = is_passing(&failure);
                    if known.as_ref() != Some(&failure) {
                        port::say(Event::NotSaved(failure));
                    }
                    if !again {
                        return host.schedule.borrow_mut().give_up();
                    }
                    host.schedule.borrow_mut().saved(false)
                }
            };
            let Next::SaveAfter(pause_ms) = next else {
                return;
            };
            js::sleep(pause_ms).await;
            if !host.schedule.borrow_mut().wake(saver) {
                return;
            }
        }
    }
}

/// Whether the same save may succeed later.
fn is_passing(failure: &Failure) -> bool {
    matches!(
        failure.code.as_str(),
        "quota-exceeded" | "storage-failed" | "storage-blocked" | NOT_LOADED
    )
}

/// Whether a request changes the workspace. Looking into files does not.
fn changes(request: &Request) -> bool {
    match request {
        Request::LoadSample { .. }
        | Request::RunImport
        | Request::ApplyImport
        | Request::Assign { .. }
        | Request::UseModel { .. }
        | Request::LoadModel { .. }
        | Request::EditModel(_)
        | Request::SetOverride { .. }
        | Request::ClearOverride { .. }
        | Request::Work { .. }
        | Request::SetTierCut { .. }
        | Request::UseStages { .. }
        | Request::LoadCalendar { .. }
        | Request::Undo
        | Request::Redo
        | Request::Restore { .. }
        | Request::DeleteAll => true,
        Request::Open
        | Request::Inspect { .. }
        | Request::InspectText { .. }
        | Request::EditImport(_)
        | Request::DropImport
        | Request::Unmatched { .. }
        | Request::Cancel { .. }
        | Request::Rejects { .. }
        | Request::RejectsFile { .. }
        | Request::Quality { .. }
        | Request::FindingRows { .. }
        | Request::Prepare { .. }
        | Request::Portfolio { .. }
        | Request::WhatIf { .. }
        | Request::Customers(_)
        | Request::CustomersFile(_)
        | Request::Groups(_)
        | Request::Customer { .. }
        | Request::Outlook { .. }
        | Request::Change { .. }
        | Request::Metric { .. }
        | Request::Catalogue
        | Request::Rows { .. }
        | Request::Search { .. }
        | Request::Inbox(_)
        | Request::Lifecycle { .. }
        | Request::Cascade { .. }
        | Request::StageHistory { .. }
        | Request::ValueMap { .. }
        | Request::CustomerLife { .. }
        | Request::Snapshot(_)
        | Request::Register(_)
        | Request::WorkFile
        | Request::TableFile { .. }
        | Request::ModelFile
        | Request::ModelRoom(_)
        | Request::Backup { .. }
        | Request::Book { .. }
        | Request::Storage => false,
    }
}
