//! What the worker says: replies, and what it says unasked.

use crate::failure::Failure;
use crate::response::Response;
use serde::{Deserialize, Serialize};

/// Any message of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromWorker {
    /// The first message: the worker listens. Requests sent before it are lost.
    Ready {
        /// [`crate::PROTOCOL_VERSION`] of the worker's build.
        protocol: u32,
    },
    /// The answer to a request.
    Reply {
        /// The request's number.
        id: u32,
        /// The answer.
        result: Result<Response, Failure>,
    },
    /// Something happened.
    Event(Event),
}

/// What the worker says unasked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// How far a job is.
    Progress {
        /// The request that started it.
        job: u32,
        /// Done, in bytes.
        done: u64,
        /// Of so many.
        total: u64,
    },
    /// A file is being opened before it can be looked into: a workbook, an archive.
    Opening {
        /// The file, with the sheet where it has some.
        name: String,
        /// Rows of the sheet so far.
        rows: u64,
    },
    /// The workspace changed: views of an older revision are out of date.
    Changed {
        /// The new revision.
        revision: u64,
    },
    /// Whether the last change is on disk.
    Saved {
        /// Up to this revision.
        revision: u64,
    },
    /// It could not be written; nothing in memory is lost.
    NotSaved(Failure),
    /// Another tab writes this workspace; this one follows and cannot change it.
    Follower,
    /// This tab may write now.
    Writer,
}
