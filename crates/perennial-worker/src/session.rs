//! What the worker needs of the workspace it hosts. The workbench provides it; a stand-in can take its
//! place where storage and message loop are tried out on their own.

use perennial_data::Day;
use perennial_protocol::{Failure, Request, Response};

/// The answer to a request.
pub type Outcome = Result<Response, Failure>;

/// A file as it came, unread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileInfo {
    /// Its name without folders.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its date, as the file system says it.
    pub modified: Day,
}

/// Bytes of a file that are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Position of the first byte.
    pub offset: u64,
    /// Number of bytes; fewer are given at the file's end.
    pub len: u64,
}

/// A workspace in its stored form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Kept as it is.
    pub manifest: Vec<u8>,
    /// The chunks that the manifest needs. A name is never given to other bytes, so that chunks which
    /// are stored already need not be written again.
    pub chunks: Vec<String>,
}

/// A workspace without any notion of a browser. Files are named by their position.
pub trait Session: Sized + 'static {
    /// An empty workspace.
    fn new() -> Self;

    /// Answers a request that needs neither files nor storage; [`Request::Open`] and
    /// [`Request::DeleteAll`] after their storage part is done.
    ///
    /// # Errors
    /// As the request says; the workspace is unchanged then.
    fn handle(&mut self, request: &Request) -> Outcome;

    /// Counts every change.
    fn revision(&self) -> u64;

    /// Begins to look into files; `today` is for files that do not say their date.
    fn inspect_begin(&mut self, files: Vec<FileInfo>, today: Day);
    /// Which bytes of a file are wanted next; `None` when enough is known.
    fn inspect_wanted(&mut self, file: usize) -> Option<Wanted>;
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

    /// The stored form of the current revision.
    ///
    /// # Errors
    /// When it cannot be written down.
    fn stored_form(&mut self) -> Result<Stored, Failure>;
    /// The bytes of a chunk that [`Session::stored_form`] has just named.
    fn chunk_bytes(&self, name: &str) -> Vec<u8>;
    /// The names of the chunks that a manifest needs.
    ///
    /// # Errors
    /// `newer-format` for a manifest of a later version, `stored-damaged` for one that cannot be read.
    fn chunk_names(manifest: &[u8]) -> Result<Vec<String>, Failure>;
    /// A workspace from its stored form.
    ///
    /// # Errors
    /// As [`Session::chunk_names`].
    fn open_stored(
        manifest: &[u8],
        chunk: impl FnMut(&str) -> Option<Vec<u8>>,
    ) -> Result<Self, Failure>;
}
