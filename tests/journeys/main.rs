//! The journeys: what a person does, step by step, in a real browser over the release build.
//!
//! One file per promise. `cargo xtask test journeys` serves `dist/`, starts the driver and tells the journeys
//! through the environment where both are: `PERENNIAL_URL`, `WEBDRIVER_URL`, and, where they are known, `CHROMIUM`
//! and `AXE_JS`. Things are found as people and screen readers find them, by role and name ([`driver::by`]). Waits are
//! conditions with a limit, never a fixed time. A journey that fails leaves a picture and the text of the page in
//! `tests/output/`.
#![allow(clippy::disallowed_methods)] // a person takes time, and so do these tests

mod accessibility;
mod again;
mod bad_files;
mod bare;
mod brought;
mod doorways;
mod driver;
mod embedding;
mod embedding_hostile;
mod explained;
mod files;
mod five_tables;
mod giving;
mod inbox;
mod journey;
mod keyboard_only;
mod language_and_theme;
mod lists;
mod many_customers;
mod model_proof;
mod model_room;
mod naughty;
mod offline;
mod one_sheet;
mod out;
mod pages;
mod parts;
mod records;
mod reload;
mod sample;
mod screenshots;
mod selecting;
mod single;
mod snooze;
mod stages;
mod storage;
mod stretches;
mod taken_away;
mod two_departments;
mod undo;
mod workbook;
mod workspaces;
