//! Workbooks, archives, JSON and HTML in; tables as text out, which the import reads like any other file.
//!
//! A table becomes CSV in UTF-8 with a line for each row of the sheet, empty ones too, so that row 17 of the
//! sheet is line 17 of the text. Numbers are plain, dates ISO, flags `TRUE` and `FALSE`; a formula gives the value
//! that the workbook holds for it. What was left out or filled in is said with the codes of `perennial-import`.
//! What cannot be read is a [`Found`] without text and with the reason: opening never fails. No I/O, no clock.

mod archive;
mod binary;
mod book;
mod cell;
mod compound;
mod gzip;
mod json;
mod layout;
mod markup;
mod ods;
mod room;
mod tags;
mod text;

use perennial_import::{Code, Container, IN, Problem};
use room::Room;
pub use room::Teller;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How deep archives may lie in archives.
const DEEPEST: usize = 3;

/// Something that lay in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its name, behind that of what it lay in: `工作簿.xlsx › Sheet1`.
    pub name: String,
    /// A table as text, or a file of an archive as it is; empty where a problem says why it cannot be read.
    pub bytes: Vec<u8>,
    /// What is worth saying about it, and why it cannot be read.
    pub problems: Vec<Problem>,
}

impl Found {
    fn table(name: String, text: String, problems: Vec<Problem>) -> Self {
        Self {
            name,
            bytes: text.into_bytes(),
            problems,
        }
    }

    fn refused(name: &str, problem: Problem) -> Self {
        Self {
            name: name.to_owned(),
            bytes: Vec::new(),
            problems: vec![problem],
        }
    }
}

/// Why nothing of a file can be read.
type Refusal = Problem;

/// All that lies in a file, in its order; at least one.
#[must_use]
pub fn open(name: &str, bytes: &[u8]) -> Vec<Found> {
    let mut room = Room::of(bytes.len());
    opened(name, bytes, &mut room, 0)
}

/// The same; `teller` hears how far it is.
#[must_use]
pub fn open_telling(name: &str, bytes: &[u8], teller: Teller) -> Vec<Found> {
    let mut room = Room::of(bytes.len()).telling(teller);
    opened(name, bytes, &mut room, 0)
}

fn opened(name: &str, bytes: &[u8], room: &mut Room, depth: usize) -> Vec<Found> {
    room.begin(name);
    let open = || match Container::of(bytes) {
        Some(Container::Zip) => archive::open(name, bytes, room, depth),
        Some(Container::Compound) => book::open_compound(name, bytes, room),
        Some(Container::Gzip) => gzip::open(name, bytes, room, depth),
        Some(Container::Json) => json::open(name, bytes, room),
        Some(Container::Markup) => markup::open(name, bytes, room),
        None => Ok(vec![Found {
            name: name.to_owned(),
            bytes: bytes.to_vec(),
            problems: Vec::new(),
        }]),
    };
    // calamine panics on some broken workbooks. Where a panic ends the program (in the browser a worker of this alone),
    // whoever has started it says so.
    let found = catch_unwind(AssertUnwindSafe(open));
    match found.unwrap_or_else(|_| Err(damaged("the reader gave up"))) {
        Ok(found) if found.is_empty() => {
            vec![Found::refused(name, Problem::new(Code::NoTable))]
        }
        Ok(found) => found,
        Err(problem) => vec![Found::refused(name, problem)],
    }
}

/// The name of what lies in something.
fn name_in(container: &str, part: &str) -> String {
    format!("{container}{IN}{part}")
}

/// That a file is broken, in the words of the library that met it.
fn damaged(detail: impl ToString) -> Problem {
    let detail: String = detail.to_string().chars().take(160).collect();
    Problem::new(Code::DamagedFile).with("detail", detail)
}
