//! Shared helpers of the golden, property, parity and journey tests.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr)] // a test fails by them

mod command;
mod folder;
pub mod hostile;
mod rows;
pub mod workbook;

pub use command::{Outcome, perennial, perennial_in};
pub use folder::{Scratch, repository, shared_data};
pub use rows::{csv_rows, csv_text, shuffle};
