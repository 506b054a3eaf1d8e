//! Lists over all customers: what became of contracts, whom to win back, what is asked for, how far a play
//! is; each to be seen, cut to what a screen bears, or as a file of all rows. A list per file.

mod outcomes;
mod play;
mod requests;
mod winback;

use crate::life::tracking::Life;
use crate::session::{Session, count};
use crate::{export_file, not_ours, packed};
use perennial_data::{Day, TableId};
use perennial_protocol::view::{
    CellView, REGISTER_ROWS, Register, RegisterForm, RegisterQuery, RegisterView,
};
use perennial_protocol::{Failure, Packed, Response};

/// A list before it is cut: what is said of all of it, and its rows.
struct List<V, R> {
    /// The view without rows.
    view: V,
    rows: Vec<R>,
}

/// The day to which a list needs every day.
pub(super) fn day_of(query: &RegisterQuery) -> Day {
    match query.of {
        Register::Outcomes { from, to, .. } => outcomes::told_on((from, to), query.as_of),
        _ => query.as_of,
    }
}

impl Session {
    /// # Errors
    /// `stored-damaged` where the user's work cannot be read.
    pub(super) fn register(&mut self, query: &Packed<RegisterQuery>) -> Result<Response, Failure> {
        let query = query.read().map_err(|_| not_ours())?;
        let (as_of, form) = (query.as_of, query.form);
        let (currency, _) = self.currency();
        match query.of {
            Register::Outcomes { from, to, only } => {
                let span = (from, to);
                let on = outcomes::told_on(span, as_of);
                let tiers = self.tiers_on(&[on])?;
                let tiers = tiers.first().ok_or_else(not_ours)?;
                let life = self.life()?;
                life.work_out(on);
                let list = outcomes::list((life, tiers), currency, span, &only, as_of);
                let sheet = Sheet {
                    name: format!("renewals-{from}-{to}.csv"),
                    header: &outcomes::HEADER,
                    line: outcomes::line,
                };
                give(form, &sheet, list, |mut view, rows, n| {
                    view.rows = rows.into_iter().map(|ended| ended.row).collect();
                    view.n_rows = n;
                    RegisterView::Outcomes(view)
                })
            }
            Register::WinBack { reason } => {
                let (life, today) = self.life_on(as_of)?;
                let list = winback::list((life, &*today), currency, reason.as_deref());
                let sheet = Sheet {
                    name: format!("win-back-{as_of}.csv"),
                    header: &winback::HEADER,
                    line: winback::line,
                };
                give(form, &sheet, list, |mut view, rows, n| {
                    (view.rows, view.n_rows) = (rows, n);
                    RegisterView::WinBack(view)
                })
            }
            Register::Requests { only } => {
                let (life, today) = self.life_on(as_of)?;
                let list = requests::list((life, &*today), currency, only.as_ref());
                let sheet = Sheet {
                    name: format!("requests-{as_of}.csv"),
                    header: &requests::HEADER,
                    line: requests::line,
                };
                give(form, &sheet, list, |mut view, rows, n| {
                    (view.rows, view.n_rows) = (rows, n);
                    RegisterView::Requests(view)
                })
            }
            Register::Play { play, task, state } => {
                let (life, today) = self.life_on(as_of)?;
                let only = (play.as_deref(), task.as_deref(), state);
                let list = play::list((life, &*today), only);
                let sheet = Sheet {
                    name: format!("play-{as_of}.csv"),
                    header: &play::HEADER,
                    line: play::line,
                };
                give(form, &sheet, list, |mut view, rows, n| {
                    (view.rows, view.n_rows) = (rows, n);
                    RegisterView::Play(view)
                })
            }
        }
    }
}

/// How a list is written to a file.
struct Sheet<R> {
    name: String,
    header: &'static [&'static str],
    line: fn(R) -> Vec<CellView>,
}

/// The list as it is asked for.
fn give<V, R>(
    form: RegisterForm,
    sheet: &Sheet<R>,
    mut list: List<V, R>,
    view: impl FnOnce(V, Vec<R>, u32) -> RegisterView,
) -> Result<Response, Failure> {
    match form {
        RegisterForm::Screen => {
            let n = count(list.rows.len());
            list.rows.truncate(REGISTER_ROWS);
            let view = view(list.view, list.rows, n);
            Ok(Response::Register(packed(&view)?))
        }
        RegisterForm::File => {
            let header: Vec<String> = sheet.header.iter().map(|&name| name.to_owned()).collect();
            let lines = list.rows.into_iter().map(sheet.line);
            Ok(export_file::csv(&sheet.name, &header, lines))
        }
    }
}

/// A text of a row; empty where missing.
fn text<'l>(life: &'l Life, table: TableId, field: &str, row: usize) -> &'l str {
    let column = life.data().table(table).column(field);
    column
        .and_then(|column| column.text(row))
        .map(str::trim)
        .unwrap_or_default()
}

/// A number of a row.
fn number(life: &Life, table: TableId, field: &str, row: usize) -> Option<f64> {
    life.data().table(table).column(field)?.number(row)
}

fn text_cell(text: impl Into<String>) -> CellView {
    CellView::Text(text.into())
}

fn day_cell(day: Option<Day>) -> CellView {
    day.map_or(CellView::Missing, CellView::Day)
}

fn number_cell(number: Option<f64>) -> CellView {
    number.map_or(CellView::Missing, CellView::Number)
}
