//! The tables of a file one after the other: which records are rows of the one at hand, and where the next
//! begins.

use super::piece::Piece;
use super::rows::Rows;
use crate::plan::Plan;
use crate::problem::Code;
use crate::reject::Reject;
use crate::split::{Mark, Texts};
use crate::structure::{Frame, Kind};
use std::collections::VecDeque;

/// How many records of the file are passed over before the first row of a table.
pub(super) fn to_skip(plan: &Plan) -> usize {
    plan.header
        .map_or(0, |header| (header + plan.header_rows.max(1)) as usize)
}

pub(super) struct Tables {
    frame: Frame,
    is_read: bool,
    /// Whether the record before was blank or no row.
    after_blank: bool,
    /// Whether characters of the records at hand could not be decoded.
    pub(super) are_broken: bool,
    /// The header of a table that the plan does not know of; its rows are set aside.
    unknown: Option<String>,
    /// Records of the block that are no rows.
    kinds: Vec<(usize, Kind)>,
    done: Vec<Rows>,
    to_come: VecDeque<Plan>,
}

impl Tables {
    pub(super) fn new(plan: &Plan) -> Self {
        Self {
            frame: plan.frame.clone(),
            is_read: plan.is_read,
            after_blank: false,
            are_broken: false,
            unknown: None,
            kinds: Vec::new(),
            done: Vec::new(),
            to_come: plan.further.iter().cloned().collect(),
        }
    }

    /// Whether no other table has begun.
    pub(super) fn is_first(&self) -> bool {
        self.done.is_empty() && self.unknown.is_none()
    }

    /// Reads the records `first..` of a block up to where another table begins; says where that is.
    pub(super) fn take(
        &mut self,
        rows: &mut Rows,
        texts: &Texts<'_>,
        marks: &[Mark],
        first: usize,
    ) -> Option<usize> {
        if self.unknown.is_some() {
            return (first < marks.len()).then_some(first);
        }
        self.kinds.clear();
        let mut end = None;
        for (row, mark) in marks.iter().enumerate().skip(first) {
            let after_blank = self.after_blank || mark.after_blank;
            match self.frame.look(texts, mark, row, after_blank) {
                None => self.after_blank = false,
                Some(Kind::Start) => {
                    end = Some(row);
                    break;
                }
                Some(kind) => {
                    self.after_blank = matches!(kind, Kind::Blank | Kind::Note);
                    self.kinds.push((row, kind));
                }
            }
        }
        let marks = marks.get(..end.unwrap_or(marks.len())).unwrap_or_default();
        if self.is_read {
            if self.are_broken {
                rows.broken_characters(texts, marks, first);
            }
            rows.take(texts, marks, first, &self.kinds);
        }
        end
    }

    /// The plan of the next table.
    pub(super) fn next(&mut self) -> Option<Plan> {
        self.to_come.pop_front()
    }

    /// The next table begins.
    pub(super) fn begin(&mut self, rows: &mut Rows, plan: &Plan) {
        let done = std::mem::replace(rows, Rows::new(plan));
        self.done.push(done);
        self.frame = plan.frame.clone();
        self.is_read = plan.is_read;
        self.after_blank = false;
    }

    /// Sets aside the records `first..` of a block, rows of a table that the plan does not know of.
    pub(super) fn set_aside(
        &mut self,
        rows: &mut Rows,
        texts: &Texts<'_>,
        marks: &[Mark],
        first: usize,
    ) {
        for (row, mark) in marks.iter().enumerate().skip(first) {
            let raw = texts.raw(row);
            let header = self
                .unknown
                .get_or_insert_with(|| raw.chars().take(200).collect());
            rows.set_aside(Reject {
                line: mark.line,
                column: None,
                code: Code::AnotherTable,
                args: vec![("header".to_owned(), header.clone())],
                raw: raw.to_owned(),
                lost_row: true,
            });
        }
    }

    /// What all tables gave, the file's first in front.
    pub(super) fn end(self, rows: Rows, ends_whole: bool, lines: u32) -> Piece {
        let unreached = self.to_come.iter().map(Rows::new);
        let mut done = self.done.into_iter();
        let (first, now) = match done.next() {
            Some(first) => (first, Some(rows)),
            None => (rows, None),
        };
        let further = done.chain(now).chain(unreached);
        Piece {
            further: further.map(|rows| rows.end(ends_whole, lines)).collect(),
            ..first.end(ends_whole, lines)
        }
    }
}
