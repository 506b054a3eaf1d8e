//! Starts the engine in a web worker.

fn main() {}
