//! The user's own work and calendars as they are kept: bytes with a version, read when first asked for.

use perennial_life::calendar::{Calendar, CalendarFile, shipped_calendars};
use perennial_life::work::WorkLog;
use perennial_protocol::Failure;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Version of the bytes, their first.
const VERSION: u8 = 1;

/// What people did and the days they work on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct UserWork {
    pub(crate) log: WorkLog,
    /// Calendars of the user's own; each replaces what ships for its time.
    pub(crate) calendars: Vec<CalendarFile>,
}

impl UserWork {
    /// # Errors
    /// `newer-format`, `stored-damaged`.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Failure> {
        match bytes.split_first() {
            // Nothing yet, or what a sample's team did and nobody has asked for.
            None | Some((&0, _)) => Ok(Self::default()),
            Some((&VERSION, rest)) => {
                postcard::from_bytes(rest).map_err(|_| Failure::new("stored-damaged"))
            }
            Some((version, _)) => {
                Err(Failure::new("newer-format").with("format", version.to_string()))
            }
        }
    }

    /// # Errors
    /// `not-stored` when it cannot be written down.
    pub(crate) fn write(&self) -> Result<Rc<[u8]>, Failure> {
        let bytes = postcard::to_extend(self, vec![VERSION]);
        bytes.map(Rc::from).map_err(|_| Failure::new("not-stored"))
    }

    /// The days that people work on: the shipped calendars, and the user's own over them.
    pub(crate) fn calendar(&self) -> Calendar {
        let mut files = shipped_calendars();
        files.extend(self.calendars.iter().cloned());
        Calendar::of(&files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use perennial_life::work::{Note, Work};

    /// What version 1 wrote for one note. Bytes that are stored must be read for ever.
    const FIRST: &[u8] = &[1, 1, 1, 2, 87, 117, 212, 191, 2, 4, 1, 97, 2, 104, 105, 0];

    fn noted() -> UserWork {
        let mut work = UserWork::default();
        let note = Note {
            account: "a".to_owned(),
            text: "hi".to_owned(),
        };
        work.log
            .push("Wu", "2026-01-05".parse().unwrap(), Work::Note(note));
        work
    }

    #[test]
    fn what_was_written_by_the_first_version_reads() {
        assert_eq!(UserWork::read(FIRST).unwrap(), noted());
        assert_eq!(&*noted().write().unwrap(), FIRST);
        assert_eq!(UserWork::read(&[]).unwrap(), UserWork::default());
    }

    #[test]
    fn bytes_of_a_later_version_and_broken_ones_are_told_apart() {
        let code = |bytes: &[u8]| UserWork::read(bytes).unwrap_err().code;
        assert_eq!(code(&[2, 0]), "newer-format");
        assert_eq!(code(&FIRST[..5]), "stored-damaged");
    }
}
