//! The Perennial app: mounts [`app::App`], nothing else.

mod client;
mod day;
mod hooks;
mod queries;
mod route;
mod state;
mod store;
mod tasks;
mod words;

fn main() {}
