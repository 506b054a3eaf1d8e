//! How much a file may become when it is unpacked, in proportion to what it is; and how far opening it is.

use perennial_import::{Code, Problem};
use std::io::Read;
use std::rc::Rc;

/// What any file may become, in bytes.
const ALWAYS: u64 = 256 << 20;
/// How many times its own size; workbooks of real life stay below 40.
const TIMES: u64 = 100;

/// Rows between two words on how far it is.
const ROWS_BETWEEN: u64 = 10_000;

/// Hears what is being opened, and how many of its rows there are so far.
pub type Teller = Rc<dyn Fn(&str, u64)>;

/// The room that is left.
#[derive(Clone)]
pub(crate) struct Room {
    limit: u64,
    used: u64,
    teller: Option<Teller>,
    /// What is being opened, and its rows so far.
    at: (String, u64),
}

impl Room {
    /// For a file of so many bytes.
    pub(crate) fn of(size: usize) -> Self {
        Self {
            limit: ALWAYS.max(size as u64 * TIMES),
            used: 0,
            teller: None,
            at: (String::new(), 0),
        }
    }

    /// The same, which tells how far opening is.
    pub(crate) fn telling(self, teller: Teller) -> Self {
        Self {
            teller: Some(teller),
            ..self
        }
    }

    /// A sheet, or a file without sheets, begins.
    pub(crate) fn begin(&mut self, name: &str) {
        self.at = (name.to_owned(), 0);
        self.tell();
    }

    /// Counts a row of it.
    pub(crate) fn row(&mut self) {
        self.at.1 += 1;
        if self.at.1.is_multiple_of(ROWS_BETWEEN) {
            self.tell();
        }
    }

    fn tell(&self) {
        if let Some(teller) = &self.teller {
            teller(&self.at.0, self.at.1);
        }
    }

    /// Takes so many bytes.
    ///
    /// # Errors
    /// `unpacked-too-large`.
    pub(crate) fn take(&mut self, bytes: usize) -> Result<(), Problem> {
        self.used = self.used.saturating_add(bytes as u64);
        if self.used <= self.limit {
            Ok(())
        } else {
            Err(self.exceeded())
        }
    }

    /// How many bytes are left.
    pub(crate) fn left(&self) -> u64 {
        self.limit.saturating_sub(self.used)
    }

    /// That there is none left.
    pub(crate) fn exceeded(&self) -> Problem {
        Problem::new(Code::UnpackedTooLarge).with("limit", self.limit)
    }

    /// All of what can be read, as far as there is room.
    ///
    /// # Errors
    /// `unpacked-too-large`; `damaged-file` where reading fails.
    pub(crate) fn read(&mut self, from: impl Read) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        let most = self.left();
        let read = from.take(most + 1).read_to_end(&mut bytes);
        read.map_err(crate::damaged)?;
        self.take(bytes.len())?;
        Ok(bytes)
    }
}
