//! The engine in a web worker: message loop, storage, file reading.
