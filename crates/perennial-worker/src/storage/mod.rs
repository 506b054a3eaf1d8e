//! The workspace in the browser's storage, one owner for all of it. How it is kept, and what holds
//! when a tab dies, two tabs are open or the disk is full: docs/storage.md.

mod channel;
mod idb;
mod lock;
mod name;
mod plan;
mod schedule;

pub(crate) use channel::Channel;
pub(crate) use lock::{Lock, acquire};
pub(crate) use schedule::{Next, Schedule};

use crate::js;
use crate::session::Session;
use idb::{Database, Transaction};
use js_sys::Uint8Array;
use perennial_protocol::Failure;
use perennial_protocol::view::StorageView;
use plan::{Plan, Verdict, judge, plan};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Record of the store `meta`: the manifest of the workspace.
const MANIFEST: &str = "manifest";
/// Record of the store `meta`: days of customers' lives that were worked out. No part of the workspace: it may go at any
/// time.
const DAYS: &str = "days";
/// Record of the store `meta`: counts the commits; also those that left nothing.
const SEQUENCE: &str = "sequence";
/// How long chunks are encoded without letting a request in; a large one takes longer.
const SLICE_MS: f64 = 8.0;
/// How much is encoded before the transaction begins; what is past that, one by one in it.
const PREPARED_BYTES: u32 = 64 << 20;

/// The stored workspace.
pub(crate) struct Store {
    database: RefCell<Option<Rc<Database>>>,
    /// The sequence that memory agrees with, or has grown from.
    seen: Cell<u64>,
    /// The chunks that are stored; `None` where that has to be found out or counts for nothing.
    known: RefCell<Option<BTreeSet<String>>>,
    /// Chunks encoded for the next commit, by name.
    prepared: RefCell<BTreeMap<String, Uint8Array>>,
    /// Counts how often the names of chunks came to stand for something else.
    meaning: Cell<u32>,
    /// Why nothing may be written.
    refusal: RefCell<Option<Failure>>,
    /// Called when the database is taken away.
    on_lost: RefCell<Option<Rc<dyn Fn()>>>,
}

/// What was found in the storage.
pub(crate) enum Loaded<S> {
    /// What this tab has already.
    Same,
    /// Nothing.
    Empty,
    /// A workspace.
    Workspace(S),
}

impl Store {
    /// A store that has not been connected and takes nothing yet.
    pub(crate) fn new() -> Self {
        Self {
            database: RefCell::new(None),
            seen: Cell::new(0),
            known: RefCell::new(None),
            prepared: RefCell::default(),
            meaning: Cell::new(0),
            refusal: RefCell::new(Some(Failure::new("storage-failed"))),
            on_lost: RefCell::default(),
        }
    }

    /// Has something called when the database is taken away: deleted, or changed by a later version of the app.
    pub(crate) fn when_lost(&self, call: impl Fn() + 'static) {
        self.on_lost.replace(Some(Rc::new(call)));
    }

    /// Whether what is committed is kept.
    pub(crate) fn is_working(&self) -> bool {
        self.refusal.borrow().is_none()
    }

    /// Makes the connection, if there is none.
    ///
    /// # Errors
    /// `storage-denied`, `storage-blocked`, `newer-format`, `storage-failed`.
    pub(crate) async fn connect(&self) -> Result<(), Failure> {
        let connected = self.database().await.map(|_| ());
        self.seal_if(connected)
    }

    /// What is stored, if it is something else than what this tab has seen; one consistent state.
    /// Whatever makes it unreadable also keeps it from being overwritten, until it is [cleared](Store::clear).
    ///
    /// # Errors
    /// `newer-format`, `stored-damaged`, `storage-failed`.
    pub(crate) async fn load<S: Session>(&self) -> Result<Loaded<S>, Failure> {
        let loaded = self.read().await;
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(failure) => return self.seal_if(Err(failure)),
        };
        self.refusal.replace(None);
        Ok(loaded)
    }

    async fn read<S: Session>(&self) -> Result<Loaded<S>, Failure> {
        let transaction = self.database().await?.read()?;
        let sequence = number(&transaction.meta(SEQUENCE).await?);
        if self.known.borrow().is_some() && judge(self.seen.get(), sequence) == Verdict::Ours {
            return Ok(Loaded::Same);
        }
        let manifest: Option<Uint8Array> = transaction.meta(MANIFEST).await?.dyn_into().ok();
        let (names, loaded) = match manifest {
            None => (BTreeSet::new(), Loaded::Empty),
            Some(manifest) => {
                let manifest = manifest.to_vec();
                let names = set(S::chunk_names(&manifest)?);
                let mut chunks = read_chunks(&transaction, &names).await?;
                let take = |name: &str| chunks.remove(name).map(|chunk| chunk.to_vec());
                (names, Loaded::Workspace(S::open_stored(&manifest, take)?))
            }
        };
        self.seen.set(sequence.unwrap_or(0));
        self.known.replace(Some(names));
        self.drop_prepared();
        Ok(loaded)
    }

    /// Writes the workspace as it is now; gives the revision that was written. All of it or nothing.
    ///
    /// # Errors
    /// `quota-exceeded`, `other-tab-wrote`, or why nothing may be written. What was stored is as it was.
    pub(crate) async fn write_down<S: Session>(
        &self,
        session: &RefCell<S>,
    ) -> Result<u64, Failure> {
        self.prepare(session).await;
        let written = self.commit(session).await;
        if written
            .as_ref()
            .is_err_and(|failure| failure.code == "quota-exceeded")
        {
            self.spare().await; // for the next try
        }
        written
    }

    /// Encodes what the next commit will write, so that the commit itself keeps the worker for a moment
    /// only. Lets requests in every few milliseconds: the workspace may change meanwhile, or be replaced.
    /// A chunk is what its name says whatever changes; what is replaced is encoded by the commit.
    async fn prepare<S: Session>(&self, session: &RefCell<S>) {
        let meaning = self.meaning.get();
        let Some(names) = self.wanting(session) else {
            return; // the commit says why
        };
        let mut bytes = 0;
        let mut since = js::now_ms();
        for name in names {
            if js::now_ms() - since >= SLICE_MS {
                js::sleep(0).await;
                since = js::now_ms();
            }
            if self.meaning.get() != meaning || bytes >= PREPARED_BYTES {
                return;
            }
            let Ok(chunk) = session.borrow().chunk_bytes(&name) else {
                return;
            };
            let chunk = Uint8Array::from(chunk.as_slice());
            bytes += chunk.length();
            self.prepared.borrow_mut().insert(name, chunk);
        }
        js::sleep(0).await;
    }

    /// The chunks that the next commit will write; `None` where there will be none.
    fn wanting<S: Session>(&self, session: &RefCell<S>) -> Option<Vec<String>> {
        if self.refusal.borrow().is_some() {
            return None;
        }
        let names = set(session.borrow_mut().stored_form().ok()?.chunks);
        Some(plan(self.known.borrow().as_ref(), &names).put)
    }

    /// Asks for all that a commit consists of, one chunk after the other: others are served in between, and
    /// the transaction stays open as it is all that is awaited. What is written was decided before.
    async fn write<S: Session>(
        &self,
        transaction: &Transaction,
        plan: &Plan,
        manifest: &[u8],
        sequence: u64,
        session: &RefCell<S>,
    ) -> Result<(), Failure> {
        let mut prepared = self.prepared.take();
        let meaning = self.meaning.get();
        if plan.clear {
            transaction.clear_chunks()?;
        }
        for name in &plan.put {
            let chunk = match prepared.remove(name) {
                Some(chunk) => chunk,
                // The workspace was replaced: its next save has all of it.
                None if self.meaning.get() != meaning => {
                    return Err(Failure::new("storage-failed"));
                }
                None => {
                    let bytes = session.borrow().chunk_bytes(name)?;
                    Uint8Array::from(bytes.as_slice())
                }
            };
            transaction.put_chunk(name, &chunk).await?;
        }
        for name in &plan.delete {
            transaction.delete_chunk(name)?;
        }
        transaction.put_meta(MANIFEST, &Uint8Array::from(manifest))?;
        transaction.put_meta(SEQUENCE, &record(sequence))
    }

    /// From now on names may stand for other bytes.
    fn drop_prepared(&self) {
        self.meaning.set(self.meaning.get().wrapping_add(1));
        self.prepared.take();
    }

    /// Writes what is prepared and what has changed since, in one transaction.
    async fn commit<S: Session>(&self, session: &RefCell<S>) -> Result<u64, Failure> {
        if let Some(refusal) = self.refusal.borrow().clone() {
            return Err(refusal);
        }
        let transaction = self.database().await?.write()?;
        let stored = number(&transaction.meta(SEQUENCE).await?);
        match judge(self.seen.get(), stored) {
            Verdict::Ours => {}
            Verdict::Gone => self.forget(),
            Verdict::Theirs => {
                transaction.abort();
                return self.seal_if(Err(Failure::new("other-tab-wrote")));
            }
        }
        let sequence = stored.unwrap_or(self.seen.get()) + 1;
        let form = session.borrow_mut().stored_form();
        let (form, revision) = match form {
            Ok(form) => (form, session.borrow().revision()),
            Err(failure) => {
                transaction.abort();
                return Err(failure);
            }
        };
        let names = set(form.chunks);
        let earlier = self.known.take();
        let plan = plan(earlier.as_ref(), &names);
        // Set before it is true, so that a call of `forget` meanwhile has the last word.
        self.known.replace(Some(names));
        let end = transaction.end();
        let written = self
            .write(&transaction, &plan, &form.manifest, sequence, session)
            .await;
        if written.is_err() {
            transaction.abort();
        }
        // Why a transaction was aborted says more than what became of its requests.
        if let Err(failure) = transaction.ended(end).await {
            let forgotten = self.known.borrow().is_none();
            self.known.replace(earlier.filter(|_| !forgotten));
            return Err(written
                .err()
                .filter(|_| failure.code != "quota-exceeded")
                .unwrap_or(failure));
        }
        self.seen.set(sequence);
        Ok(revision)
    }

    /// The next commit writes every chunk: names in memory may stand for other bytes than those stored.
    pub(crate) fn forget(&self) {
        self.known.replace(None);
        self.drop_prepared();
    }

    /// Deletes everything, also what could not be read.
    ///
    /// # Errors
    /// `storage-blocked`, `storage-failed`.
    pub(crate) async fn clear(&self) -> Result<(), Failure> {
        self.drop_prepared();
        if let Err(failure) = self.database().await {
            if failure.code == "storage-denied" {
                return Ok(()); // nothing was ever stored
            }
            Database::delete().await?;
        }
        let transaction = self.database().await?.write()?;
        let stored = number(&transaction.meta(SEQUENCE).await?);
        let sequence = stored.unwrap_or(0).max(self.seen.get()) + 1;
        transaction.clear_chunks()?;
        transaction.delete_meta(MANIFEST)?;
        transaction.delete_meta(DAYS)?;
        transaction.put_meta(SEQUENCE, &record(sequence))?;
        transaction.done().await?;
        self.seen.set(sequence);
        self.known.replace(Some(BTreeSet::new()));
        self.drop_prepared();
        self.refusal.replace(None);
        Ok(())
    }

    /// The days that were kept, if there are any that can be read.
    pub(crate) async fn days(&self) -> Option<Uint8Array> {
        let transaction = self.database().await.ok()?.read().ok()?;
        transaction.meta(DAYS).await.ok()?.dyn_into().ok()
    }

    /// Keeps days in place of those before. Where there is no room for them nothing is lost, and the ones before go, as
    /// what was kept of another state is of no use.
    pub(crate) async fn keep_days(&self, days: &Uint8Array) {
        if self.put_days(days).await.is_err() {
            self.spare().await;
        }
    }

    async fn put_days(&self, days: &Uint8Array) -> Result<(), Failure> {
        let transaction = self.database().await?.write()?;
        transaction.put_meta(DAYS, days)?;
        transaction.done().await
    }

    /// Gives back room that nothing depends on.
    async fn spare(&self) {
        let spared = async {
            let transaction = self.database().await?.write()?;
            transaction.delete_meta(DAYS)?;
            transaction.done().await
        };
        // Where even that fails, saving says what is the matter.
        spared.await.unwrap_or_default();
    }

    async fn database(&self) -> Result<Rc<Database>, Failure> {
        let held = self.database.borrow().clone();
        match held {
            Some(database) if !database.is_lost() => Ok(database),
            _ => {
                let on_lost = self.on_lost.borrow().clone();
                let database = Rc::new(Database::open(on_lost).await?);
                self.database.replace(Some(Rc::clone(&database)));
                Ok(database)
            }
        }
    }

    fn seal_if<T>(&self, result: Result<T, Failure>) -> Result<T, Failure> {
        if let Err(failure) = &result {
            self.refusal.replace(Some(failure.clone()));
        }
        result
    }
}

/// The names as a set; one by one, as `collect` brings a sort along.
fn set(names: Vec<String>) -> BTreeSet<String> {
    let mut set = BTreeSet::new();
    set.extend(names);
    set
}

async fn read_chunks(
    transaction: &Transaction,
    names: &BTreeSet<String>,
) -> Result<BTreeMap<String, Uint8Array>, Failure> {
    let mut pending = Vec::with_capacity(names.len());
    for name in names {
        pending.push((name, transaction.chunk(name)?));
    }
    let mut chunks = BTreeMap::new();
    for (name, chunk) in pending {
        if let Some(bytes) = chunk.bytes().await? {
            chunks.insert(name.clone(), bytes);
        }
    }
    Ok(chunks)
}

/// How much is stored and how safely, in the browser's own words.
pub(crate) async fn usage() -> StorageView {
    let manager = js::property(&js::scope().navigator(), "storage");
    let asked = async |method: &str| {
        let promise = js::call(&manager, method, &[]).ok()?;
        JsFuture::from(promise.unchecked_into::<js_sys::Promise>())
            .await
            .ok()
    };
    let estimate = asked("estimate").await.unwrap_or(JsValue::UNDEFINED);
    StorageView {
        used: number(&js::property(&estimate, "usage")),
        quota: number(&js::property(&estimate, "quota")),
        persisted: asked("persisted").await.is_some_and(|yes| yes.is_truthy()),
        memory: memory_bytes(),
    }
}

#[cfg(target_arch = "wasm32")]
fn memory_bytes() -> u64 {
    const PAGE_BYTES: u64 = 65_536;
    core::arch::wasm32::memory_size::<0>() as u64 * PAGE_BYTES
}

#[cfg(not(target_arch = "wasm32"))]
fn memory_bytes() -> u64 {
    0
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // whole and positive, or no number of ours
fn number(value: &JsValue) -> Option<u64> {
    value.as_f64().map(|number| number as u64)
}

#[allow(clippy::cast_precision_loss)] // 2^53 commits
fn record(sequence: u64) -> JsValue {
    JsValue::from_f64(sequence as f64)
}
