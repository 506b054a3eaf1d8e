//! What the life of customers promises in the workspace: the same whatever was asked before, the
//! user's work kept, undone, exported and untouched by imports, refusals that change nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests stand outside test functions

mod cascade;
mod columns;
mod dates;
mod figures;
mod history;
mod kept;
mod practice;
mod records;
mod register;
mod sample;
mod scene;
mod views;
mod work;
