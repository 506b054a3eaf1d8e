//! Firefox and WebKit: the app as one file opened from the disk, and the pages of hosts with the card.
//!
//! `cargo xtask test --all-browsers` installs both, serves the pages and tells these tests through the environment where
//! everything is: `PERENNIAL_HOSTS`, `PERENNIAL_SINGLE`, `FIREFOX`, `WEBKIT_DRIVER`, `WEBKIT_BROWSER`. What is tried in
//! depth is tried in Chromium, by the journeys.
#![allow(clippy::disallowed_methods)] // a browser takes time, and so do these tests

mod card;
#[path = "../journeys/driver/http.rs"]
mod http;
mod marionette;
mod one_file;
mod remote;
