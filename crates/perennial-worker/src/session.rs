//! What the worker needs of the workspace it hosts. The workbench provides it; a stand-in can take its
//! place where storage and message loop are tried out on their own.

use crate::decoder::BrowserDecoders;
use crate::host::Host;
use crate::parts;
use perennial_data::Day;
use perennial_import::{Piece, Plan, Problem};
use perennial_protocol::{Failure, Request, Response};
use perennial_workbench::{FileFacts, Part, Stored, Workbench};
use std::future::{Future, ready};
use std::pin::Pin;
use std::rc::Rc;
use web_sys::File;

/// The answer to a request.
pub type Outcome = Result<Response, Failure>;
/// An answer that takes its time.
pub type Job<'a, T = Outcome> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// A workspace without any notion of a browser. Files are named by their position.
pub trait Session: Sized + 'static {
    /// An empty workspace.
    ///
    /// # Errors
    /// When something that ships with the program cannot be read: a fault of the build.
    fn new() -> Result<Self, Failure>;

    /// Loads a part of the program. What needs it fails with `part-not-loaded` before.
    ///
    /// # Errors
    /// `part-not-loaded` when it cannot be loaded; another attempt may succeed.
    fn load(part: Part) -> impl Future<Output = Result<(), Failure>>;

    /// Answers a request that needs neither files nor storage; [`Request::Open`] and
    /// [`Request::DeleteAll`] after their storage part is done.
    ///
    /// # Errors
    /// As the request says; the workspace is unchanged then.
    fn handle(&mut self, request: &Request) -> Outcome;

    /// How much of what a request needs is worked out, of so much in all; `None` where it can be
    /// answered at once.
    fn wanted(&mut self, request: &Request) -> Option<(u32, u32)>;

    /// Works out some more of what a request needs: at most so much.
    fn step(&mut self, request: &Request, at_most: u32);

    /// Counts every change.
    fn revision(&self) -> u64;

    /// Looks into files, by the methods `inspect_…` below.
    fn inspect<'a>(
        host: &'a Host<Self>,
        files: &'a [File],
        modified: &'a [Day],
        today: Day,
    ) -> Job<'a>;
    /// Imports files as decided, by the methods `read_…` below.
    fn run_import<'a>(host: &'a Host<Self>, job: u32, files: &'a [File]) -> Job<'a>;

    /// Makes a file of the workspace, or takes one in.
    fn exchange<'a>(host: &'a Host<Self>, request: &'a Request, files: &'a [File]) -> Job<'a>;

    /// Takes what was worked out and kept before, once, before any of it is worked out.
    fn recall(host: &Host<Self>) -> impl Future<Output = ()>;

    /// Does what will be wanted, as long as nobody waits for anything else; whether some of it is left.
    fn idle(host: &Host<Self>) -> impl Future<Output = bool>;

    /// Begins to look into files.
    fn inspect_begin(&mut self, files: Vec<FileFacts>);
    /// Says what is known of a file from where it lay.
    fn inspect_note(&mut self, file: usize, problems: Vec<Problem>);
    /// Offset and length of the next bytes wanted of a file, each named once; `None` after the last.
    /// They may be read side by side.
    fn inspect_wanted(&mut self, file: usize) -> Option<(u64, u64)>;
    /// Hands over bytes that were wanted.
    fn inspect_feed(&mut self, file: usize, offset: u64, bytes: &[u8]);
    /// What was found.
    ///
    /// # Errors
    /// When none of it can be an import.
    fn inspect_end(&mut self) -> Outcome;

    /// Begins to read the files of the import under way: which ones, in this order.
    ///
    /// # Errors
    /// When there is nothing to import, or something is undecided.
    fn read_begin(&mut self) -> Result<Vec<usize>, Failure>;
    /// Hands over the next bytes of a file.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    fn read_feed(&mut self, file: usize, bytes: &[u8]) -> Result<(), Failure>;
    /// How a file that is being read is read, for readers elsewhere.
    fn read_plan(&self, file: usize) -> Option<Plan>;
    /// Takes in what was read of a file elsewhere, behind what was handed over of it here; `None` where that
    /// did not come. `false` when the file has to be handed over from its start.
    fn read_join(&mut self, file: usize, pieces: Option<Vec<Piece>>) -> bool;
    /// Joins what was read into the workspace, all or nothing.
    ///
    /// # Errors
    /// When nothing of it can be used; the workspace is unchanged.
    fn read_end(&mut self, elapsed_ms: f64) -> Outcome;
    /// Forgets what was read; the workspace is unchanged.
    fn read_abort(&mut self);

    /// Replaces the workspace by the bytes of a backup file.
    ///
    /// # Errors
    /// When the file is not a backup; the workspace is unchanged.
    fn restore(&mut self, bytes: &[u8]) -> Outcome;

    /// Writes the workspace down as it is now, by the methods below; gives the revision that was written.
    ///
    /// # Errors
    /// Why it could not be written; what was stored is as it was.
    fn write(host: &Host<Self>) -> impl Future<Output = Result<u64, Failure>>;

    /// The stored form of the current revision.
    ///
    /// # Errors
    /// When it cannot be written down; `part-not-loaded` without [`Part::Second`].
    fn stored_form(&mut self) -> Result<Stored, Failure>;
    /// The bytes of a chunk that [`Session::stored_form`] has just named.
    ///
    /// # Errors
    /// `part-not-loaded`.
    fn chunk_bytes(&self, name: &str) -> Result<Vec<u8>, Failure>;
    /// The names of the chunks that a manifest needs.
    ///
    /// # Errors
    /// `newer-format` for a manifest of a later version, `stored-damaged` for one that cannot be read.
    fn chunk_names(manifest: &[u8]) -> Result<Vec<String>, Failure>;
    /// A workspace from its stored form.
    ///
    /// # Errors
    /// As [`Session::chunk_names`]; `part-not-loaded` where the model is the user's own and
    /// [`Part::Exchange`], which reads it, is not loaded.
    fn open_stored(
        manifest: &[u8],
        chunk: impl FnMut(&str) -> Option<Vec<u8>>,
    ) -> Result<Self, Failure>;
}

impl Session for Workbench {
    fn new() -> Result<Self, Failure> {
        Self::new(Rc::new(BrowserDecoders))
    }

    fn load(part: Part) -> impl Future<Output = Result<(), Failure>> {
        parts::load(part)
    }

    fn handle(&mut self, request: &Request) -> Outcome {
        match Part::of(request) {
            Part::First => self.handle_first(request),
            Part::Second => (parts::second()?.handle)(self, request),
            Part::Import => (parts::import()?.handle)(self, request),
            Part::Exchange => (parts::exchange()?.handle)(self, request),
            Part::Life => (parts::life()?.handle)(self, request),
            Part::Model => (parts::model()?.handle)(self, request),
        }
    }

    fn wanted(&mut self, request: &Request) -> Option<(u32, u32)> {
        parts::life()
            .ok()
            .and_then(|life| (life.wanted)(self, request))
    }

    fn step(&mut self, request: &Request, at_most: u32) {
        if let Ok(life) = parts::life() {
            (life.step)(self, request, at_most);
        }
    }

    fn revision(&self) -> u64 {
        self.revision()
    }

    fn inspect<'a>(
        host: &'a Host<Self>,
        files: &'a [File],
        modified: &'a [Day],
        today: Day,
    ) -> Job<'a> {
        match parts::import() {
            Ok(import) => (import.inspect)(host, files, modified, today),
            Err(failure) => Box::pin(ready(Err(failure))),
        }
    }

    fn run_import<'a>(host: &'a Host<Self>, job: u32, files: &'a [File]) -> Job<'a> {
        match parts::import() {
            Ok(import) => (import.run)(host, job, files),
            Err(failure) => Box::pin(ready(Err(failure))),
        }
    }

    fn exchange<'a>(host: &'a Host<Self>, request: &'a Request, files: &'a [File]) -> Job<'a> {
        match parts::exchange() {
            Ok(exchange) => (exchange.run)(host, request, files),
            Err(failure) => Box::pin(ready(Err(failure))),
        }
    }

    async fn recall(host: &Host<Self>) {
        if let Ok(life) = parts::life() {
            (life.recall)(host).await;
        }
    }

    /// Whoever has no customers yet will bring some: what reads them is made ready, once. Of customers who are there
    /// the days before are worked out.
    async fn idle(host: &Host<Self>) -> bool {
        let is_new = host.session.borrow().revision() == 0;
        match (parts::import(), parts::life()) {
            (Ok(import), _) if is_new => {
                (import.rehearse)(host).await;
                false
            }
            (_, Ok(life)) if !is_new => (life.go_ahead)(host).await,
            _ => false,
        }
    }

    // What follows is called by the part itself.

    fn inspect_begin(&mut self, files: Vec<FileFacts>) {
        self.inspect_begin(files);
    }

    fn inspect_note(&mut self, file: usize, problems: Vec<Problem>) {
        self.inspect_note(file, problems);
    }

    fn inspect_wanted(&mut self, file: usize) -> Option<(u64, u64)> {
        self.inspect_wanted(file)
    }

    fn inspect_feed(&mut self, file: usize, offset: u64, bytes: &[u8]) {
        self.inspect_feed(file, offset, bytes);
    }

    fn inspect_end(&mut self) -> Outcome {
        self.inspect_end()
    }

    fn read_begin(&mut self) -> Result<Vec<usize>, Failure> {
        self.read_begin()
    }

    fn read_feed(&mut self, file: usize, bytes: &[u8]) -> Result<(), Failure> {
        self.read_feed(file, bytes)
    }

    fn read_plan(&self, file: usize) -> Option<Plan> {
        self.read_plan(file).cloned()
    }

    fn read_join(&mut self, file: usize, pieces: Option<Vec<Piece>>) -> bool {
        self.read_join(file, pieces)
    }

    fn read_end(&mut self, elapsed_ms: f64) -> Outcome {
        self.read_end(elapsed_ms)
    }

    fn read_abort(&mut self) {
        self.read_abort();
    }

    fn restore(&mut self, bytes: &[u8]) -> Outcome {
        self.restore(bytes)
    }

    async fn write(host: &Host<Self>) -> Result<u64, Failure> {
        (parts::second()?.write)(host).await
    }

    fn stored_form(&mut self) -> Result<Stored, Failure> {
        (parts::second()?.stored_form)(self)
    }

    fn chunk_bytes(&self, name: &str) -> Result<Vec<u8>, Failure> {
        Ok((parts::second()?.chunk_bytes)(self, name))
    }

    fn chunk_names(manifest: &[u8]) -> Result<Vec<String>, Failure> {
        perennial_workbench::chunk_names(manifest)
    }

    fn open_stored(
        manifest: &[u8],
        chunk: impl FnMut(&str) -> Option<Vec<u8>>,
    ) -> Result<Self, Failure> {
        let reader = parts::exchange().ok().map(|exchange| exchange.read_model);
        Self::open_stored(manifest, chunk, Rc::new(BrowserDecoders), reader)
    }
}
