//! Lists out, each as CSV or as a workbook: what the engine writes as a file, what a view holds, and what stands as
//! tables on the screen ([`Shown`]). All go the same way: they are CSV first, of which a workbook is made when one is
//! wanted.

mod shown;

pub(super) use shown::Shown;

use crate::state::{Action, JobKind, Told};
use crate::store::{Env, Store};
use crate::tasks::{export, long, spawn_owned, unexpected};
use crate::ui::button::Button;
use crate::ui::icon::Icon;
use js_sys::Array;
use perennial_data::{Csv, FieldKind};
use perennial_i18n::Messages;
use perennial_protocol::view::{CellView, RowsView};
use perennial_protocol::{Failure, Request, Response, Window};
use std::rc::Rc;
use web_sys::File;
use yew::prelude::*;

/// All rows of a list.
pub(super) const ALL: Window = Window {
    offset: 0,
    len: u32::MAX,
};

/// What a list becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Text, with the mark by which spreadsheets read it as UTF-8.
    Csv,
    /// A workbook (XLSX).
    Book,
}

/// A list ready to go out.
pub(super) struct List {
    /// What its sheet is called.
    pub(super) name: String,
    pub(super) csv: String,
}

/// The two ways a list goes out.
pub(super) fn buttons(m: Messages, onform: &Callback<Form>) -> Html {
    let to = |form| onform.reform(move |()| form);
    html! {
        <>
            { Button {
                icon: Some(Icon::Download),
                ..Button::new(m.action_export_csv(), to(Form::Csv))
            }.view() }
            { Button {
                icon: Some(Icon::Download),
                ..Button::new(m.action_export_book(), to(Form::Book))
            }.view() }
        </>
    }
}

/// The same for a list that the engine writes as a file.
pub(super) fn file_buttons(env: &Env, request: &Request) -> Html {
    let (store, request) = (env.store.clone(), request.clone());
    let onform = Callback::from(move |form| file(&store, request.clone(), form));
    buttons(env.m, &onform)
}

/// Asks the engine for a file of CSV and hands it over.
pub(super) fn file(store: &Store, request: Request, form: Form) {
    if form == Form::Csv {
        return export::file(store, request);
    }
    let to = store.clone();
    spawn_owned(store, async move {
        let response = long(&to, JobKind::Export, request, Vec::new()).await?;
        let Response::File { name, bytes, .. } = response else {
            return Err(unexpected());
        };
        let name = name.trim_end_matches(".csv").to_owned();
        let csv = String::from_utf8(bytes).map_err(|_| unexpected())?;
        let list = List {
            name: name.clone(),
            csv,
        };
        book(&to, &name, vec![list]).await
    });
}

/// Asks for a view, makes a list of it, and hands that over.
pub(super) fn view<T: 'static>(
    env: &Env,
    (name, form): (String, Form),
    request: Request,
    pick: fn(Response) -> Option<Rc<T>>,
    list: impl FnOnce(&Env, &T) -> String + 'static,
) {
    let env = env.clone();
    let store = env.store.clone();
    spawn_owned(&store, async move {
        let response = long(&env.store, JobKind::Export, request, Vec::new()).await?;
        let view = pick(response).ok_or_else(unexpected)?;
        let csv = list(&env, &view);
        let lists = vec![List {
            name: name.clone(),
            csv,
        }];
        hand_over(&env.store, &name, lists, form).await
    });
}

/// Hands over a list that is at hand.
pub(super) fn list(env: &Env, name: &str, form: Form, csv: String) {
    let (store, name) = (env.store.clone(), name.to_owned());
    spawn_owned(&env.store, async move {
        let lists = vec![List {
            name: name.clone(),
            csv,
        }];
        hand_over(&store, &name, lists, form).await
    });
}

/// Hands lists over: as sheets of one workbook, or below each other in one file, each under its name.
async fn hand_over(store: &Store, name: &str, lists: Vec<List>, form: Form) -> Result<(), Failure> {
    match (form, lists.as_slice()) {
        (Form::Book, _) => book(store, name, lists).await,
        (Form::Csv, [list]) => text(store, name, &list.csv),
        (Form::Csv, lists) => {
            let parts = lists.iter().map(|list| {
                let mut title = Csv::default();
                title.text(&list.name);
                title.end_row();
                title.finish() + &list.csv
            });
            text(store, name, &parts.collect::<Vec<_>>().join("\r\n"))
        }
    }
}

fn text(store: &Store, name: &str, csv: &str) -> Result<(), Failure> {
    let name = format!("{name}.csv");
    let text = format!("\u{feff}{csv}");
    export::hand_over(&name, "text/csv", text.as_bytes())?;
    store.dispatch(Action::Tell(Told::Handed(name)));
    Ok(())
}

async fn book(store: &Store, name: &str, lists: Vec<List>) -> Result<(), Failure> {
    let files = lists.iter().map(|list| {
        let parts = Array::of1(&list.csv.as_str().into());
        File::new_with_str_sequence(&parts, &list.name)
    });
    let files: Result<Vec<File>, _> = files.collect();
    let files = files.map_err(|_| Failure::new("out-of-memory"))?;
    let name = format!("{name}.xlsx");
    let request = Request::Book { name };
    let response = long(store, JobKind::Export, request, files).await?;
    let Response::File { name, mime, bytes } = response else {
        return Err(unexpected());
    };
    export::hand_over(&name, &mime, &bytes)?;
    store.dispatch(Action::Tell(Told::Handed(name)));
    Ok(())
}

/// Rows of a table, under the names of its fields.
pub(super) fn rows(env: &Env, view: &RowsView) -> String {
    let m = env.m;
    let table = view.table.name();
    let mut csv = Csv::default();
    for name in &view.columns {
        csv.text(m.field(table, name).unwrap_or(name));
    }
    csv.end_row();
    let spec = view.table.spec();
    let is_text = |name: &str| {
        spec.field(name)
            .is_none_or(|(_, field)| field.kind != FieldKind::Number)
    };
    for row in &view.rows {
        for (cell, name) in row.iter().zip(&view.columns) {
            match cell {
                // The name of a snapshot's value is a field's name.
                CellView::Text(text) if name == "field" && is_text(name) => {
                    csv.text(m.field("snapshots", text).unwrap_or(text));
                }
                cell => cell.write(&mut csv),
            }
        }
        csv.end_row();
    }
    csv.finish()
}
