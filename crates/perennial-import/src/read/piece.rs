//! A stretch of a file that was read by itself: stretches are read side by side and put together again.

use super::Imported;
use crate::decode::Encoding;
use crate::plan::{Plan, Shape, Target};
use crate::problem::{Code, Problem};
use crate::reject::Rejects;
use crate::split::{Block, Splitter};
use perennial_data::{Batch, StoredError, TableId};
use serde::{Deserialize, Serialize};

/// How many records have to look right behind a place where a file is cut.
const RECORDS_SEEN: usize = 8;
/// How many line breaks are tried.
const BREAKS_TRIED: usize = 64;

/// What a stretch of a file gave. [`Piece::join`] puts stretches together in the order of the file; the
/// result is what reading the file at once gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    pub(super) batches: Vec<Batch>,
    pub(super) rejects: Rejects,
    pub(super) notes: Vec<Problem>,
    pub(super) rows: u64,
    pub(super) records: u64,
    pub(super) blank: u64,
    /// How often the header came again.
    pub(super) repeated: u64,
    pub(super) lines: u32,
    /// Whether it ended where a record does.
    pub(super) ends_whole: bool,
    /// Tables further down in the file, as far as they are read.
    pub(super) further: Vec<Piece>,
}

impl Piece {
    /// This stretch and the one that follows it. `None` where this one ends within a record: the next was
    /// then read from a place where no record begins, and the file has to be read at once.
    #[must_use]
    pub fn join(mut self, next: Self) -> Option<Self> {
        if !self.ends_whole {
            return None;
        }
        self.batches.extend(next.batches);
        self.rejects.append(next.rejects, self.lines);
        for note in next.notes {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
        self.rows += next.rows;
        self.records += next.records;
        self.blank += next.blank;
        self.repeated += next.repeated;
        self.lines = self.lines.saturating_add(next.lines);
        self.ends_whole = next.ends_whole;
        Some(self)
    }

    /// The last one is in.
    #[must_use]
    pub fn finish(mut self) -> Imported {
        if self.records == 0 && self.notes.iter().all(|note| note.code != Code::NoDecoder) {
            let columns = self.rejects.headers().len();
            let note = Problem::new(Code::HeadersOnly).with("columns", columns);
            self.notes.push(note);
        }
        if self.blank > 0 {
            let note = Problem::new(Code::BlankRows).with("rows", self.blank);
            self.notes.push(note);
        }
        if self.repeated > 0 {
            let note = Problem::new(Code::RepeatedHeader).with("rows", self.repeated);
            self.notes.push(note);
        }
        Imported {
            further: self.further.into_iter().map(Self::finish).collect(),
            batches: self.batches,
            rejects: self.rejects,
            notes: self.notes,
            rows: self.rows,
        }
    }

    /// Takes the columns out as bytes, in which they can be handed over quickly; what remains is small.
    #[must_use]
    pub fn take_columns(&mut self) -> Vec<Vec<u8>> {
        let own = self.batches.iter_mut().flat_map(Batch::take_stored);
        let mut columns: Vec<Vec<u8>> = own.collect();
        for piece in &mut self.further {
            columns.extend(piece.take_columns());
        }
        columns
    }

    /// Puts back what [`Piece::take_columns`] took out.
    ///
    /// # Errors
    /// When these are not the columns that were taken out.
    pub fn put_columns(
        &mut self,
        columns: impl IntoIterator<Item = Vec<u8>>,
    ) -> Result<(), StoredError> {
        self.put_back(&mut columns.into_iter())
    }

    fn put_back(&mut self, columns: &mut dyn Iterator<Item = Vec<u8>>) -> Result<(), StoredError> {
        for batch in &mut self.batches {
            batch.put_stored(columns)?;
        }
        for piece in &mut self.further {
            piece.put_back(columns)?;
        }
        Ok(())
    }
}

impl Plan {
    /// Whether stretches of the file may be read by themselves: no row needs to know of others. Keys must not
    /// come twice, rows without one are called by their number, and single events are counted over the whole
    /// file, so that files with any of these are read at once; those in encodings without a mark for the end
    /// of a line as well.
    #[must_use]
    pub fn is_cuttable(&self) -> bool {
        let Shape::Table(table) = self.shape else {
            return false;
        };
        let has = |field: &str| {
            let target = Target::field(table, field);
            self.columns.iter().any(|column| column.target == target)
        };
        let are_events = table == TableId::Usage && !has("events") && !has("users");
        self.encoding == Encoding::Utf8
            && self.further.is_empty()
            && table.spec().key().is_none()
            && !are_events
    }

    /// Where a record begins in `window`, bytes from further down in the file: behind a line break from which
    /// on records have as many fields as the file has columns. A line break within quotes can look so too;
    /// [`Piece::join`] finds that out. `None` where there is no such place.
    #[must_use]
    pub fn cut(&self, window: &[u8]) -> Option<usize> {
        let width = self.columns.len();
        let mut block = Block::of_rows(width, RECORDS_SEEN);
        let breaks = window
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n');
        let after = breaks.map(|(at, _)| at + 1).take(BREAKS_TRIED);
        after.into_iter().find(|&at| {
            let rest = window.get(at..).unwrap_or_default();
            Splitter::new(self.dialect).split(rest, false, &mut block);
            let fits = |mark: &crate::split::Mark| mark.fields as usize == width;
            block.rows() == RECORDS_SEEN && block.marks.iter().all(fits)
        })
    }
}
