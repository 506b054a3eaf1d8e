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

impl Session {
    /// # Errors
    /// `stored-damaged` where the user's work cannot be read.
    pub(super) fn register(&mut self, query: &Packed<RegisterQuery>) -> Result<Response, Failure> {
        let query = query.read().map_err(|_| not_ours())?;
        let (as_of, form) = (query.as_of, query.form);
        let (currency, _) = self.currency();
        match query.of {
            Register::Outcomes { from, to, only } => {
                let list = outcomes::list(self.life()?, currency, (from, to), &only, as_of);
                let name = format!("renewals-{from}-{to}.csv");
                give(
                    form,
                    &name,
                    (&outcomes::HEADER, outcomes::line),
                    list,
                    |mut view, rows, n| {
                        (view.rows, view.n_rows) = (rows, n);
                        RegisterView::Outcomes(view)
                    },
                )
            }
            Register::WinBack { reason } => {
                let (life, today) = self.life_on(as_of)?;
                let list = winback::list((life, &*today), currency, reason.as_deref());
                let name = format!("win-back-{as_of}.csv");
                give(
                    form,
                    &name,
                    (&winback::HEADER, winback::line),
                    list,
                    |mut view, rows, n| {
                        (view.rows, view.n_rows) = (rows, n);
                        RegisterView::WinBack(view)
                    },
                )
            }
            Register::Requests { topic } => {
                let (life, today) = self.life_on(as_of)?;
                let list = requests::list((life, &*today), currency, topic.as_deref());
                let name = format!("requests-{as_of}.csv");
                give(
                    form,
                    &name,
                    (&requests::HEADER, requests::line),
                    list,
                    |mut view, rows, n| {
                        (view.rows, view.n_rows) = (rows, n);
                        RegisterView::Requests(view)
                    },
                )
            }
            Register::Play { play, task } => {
                let (life, today) = self.life_on(as_of)?;
                let chosen = (play.as_deref(), task.as_deref());
                let list = play::list((life, &*today), chosen);
                let name = format!("play-{as_of}.csv");
                give(
                    form,
                    &name,
                    (&play::HEADER, play::line),
                    list,
                    |mut view, rows, n| {
                        (view.rows, view.n_rows) = (rows, n);
                        RegisterView::Play(view)
                    },
                )
            }
        }
    }
}

/// The list as it is asked for.
fn give<V, R>(
    form: RegisterForm,
    name: &str,
    (header, line): (&[&str], fn(R) -> Vec<CellView>),
    mut list: List<V, R>,
    view: impl FnOnce(V, Vec<R>, u32) -> RegisterView,
) -> Result<Response, Failure> {
    match form {
        RegisterForm::Screen => {
            let n = count(list.rows.len());
            list.rows.truncate(REGISTER_ROWS);
            Ok(Response::Register(packed(&view(list.view, list.rows, n))?))
        }
        RegisterForm::File => {
            let header: Vec<String> = header.iter().map(|&name| name.to_owned()).collect();
            Ok(export_file::csv(
                name,
                &header,
                list.rows.into_iter().map(line),
            ))
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
