//! The engine in a web worker: message loop, storage, file reading. What the workspace is and does is
//! not here: it is the [`Session`] that this crate hosts.

mod ahead;
mod books;
mod containers;
mod days;
mod decoder;
mod exchange;
mod files;
mod host;
mod import;
mod js;
mod parts;
mod port;
mod program;
mod queue;
mod readers;
mod reading;
mod rehearsal;
mod sealed;
mod session;
mod slices;
mod storage;
mod stretches;

pub use decoder::BrowserDecoders;
pub use session::{Job, Outcome, Session};

/// Starts the worker around an empty workspace: it says that it is ready and answers from then on.
pub fn start<S: Session>() {
    host::start::<S>();
}
