//! The user's own work and calendars as they are kept: bytes with a version, read when first asked for.

use perennial_life::calendar::{Calendar, CalendarFile, shipped_calendars};
use perennial_life::work::{FirstLog, WorkLog};
use perennial_protocol::Failure;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Version of the bytes, their first.
const VERSION: u8 = 2;
/// The form before records had all their fields.
const FIRST_VERSION: u8 = 1;

/// What people did and the days they work on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct UserWork {
    pub(crate) log: WorkLog,
    /// Calendars of the user's own; each replaces what ships for its time.
    pub(crate) calendars: Vec<CalendarFile>,
}

/// The same as the first version has it.
#[derive(Deserialize)]
struct FirstWork {
    log: FirstLog,
    calendars: Vec<CalendarFile>,
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
            Some((&FIRST_VERSION, rest)) => {
                let first: FirstWork =
                    postcard::from_bytes(rest).map_err(|_| Failure::new("stored-damaged"))?;
                Ok(Self {
                    log: first.log.into(),
                    calendars: first.calendars,
                })
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
#[path = "user_tests.rs"]
mod tests;
