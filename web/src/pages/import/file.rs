//! A file of the import: what it is taken for and how it is read.

use super::columns::{choices_of, columns};
use super::targets::unique;
use crate::store::Env;
use crate::tasks::import::edit;
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::ui::form::{Choice, Field, InputKind, OneOf};
use crate::ui::table::fact;
use crate::words::{delimiter_text, join_text, key_text, problem_text, table_text};
use perennial_data::{Join, TableId};
use perennial_protocol::ImportEdit;
use perennial_protocol::view::{FileView, KeyView, ProblemView, TableChoice};
use yew::prelude::*;

/// The file as a panel.
pub(super) fn card(env: &Env, at: u32, file: &FileView) -> Html {
    let m = env.m;
    let is_fatal = file.problems.iter().any(|problem| problem.fatal);
    let size = m.bytes(file.bytes);
    let note = if is_fatal {
        size
    } else {
        let sure = m.percent(file.confidence, 0);
        format!(
            "{size} · {}",
            m.import_recognised_with(&sure, &table_text(m, file.table))
        )
    };
    Card {
        note: Some(note.into()),
        ..Card::new(file.name.clone())
    }
    .view(html! {
        <>
            { problems(env, &file.name, &file.problems) }
            if file.is_remembered {
                { remembered(env, at) }
            }
            if !is_fatal {
                <div class="import-facts">{ decisions(env, at, file) }</div>
                if file.table != TableChoice::Ignore {
                    { columns(env, at, file) }
                }
            }
        </>
    })
}

/// That decisions of the last such file hold, and the way out of them.
fn remembered(env: &Env, at: u32) -> Html {
    let m = env.m;
    let onanew = {
        let store = env.store.clone();
        Callback::from(move |()| edit(&store, ImportEdit::Anew { file: at }))
    };
    html! {
        <div class="cluster">
            <span>{ m.import_remembered() }</span>
            { Button::new(m.import_anew(), onanew).view() }
        </div>
    }
}

/// What is worth saying about the file, each with how often.
pub(super) fn problems(env: &Env, file: &str, problems: &[ProblemView]) -> Html {
    let m = env.m;
    let rows = problems.iter().map(|problem| {
        let role = problem.fatal.then_some("alert");
        html! {
            <li {role}>
                { problem_text(m, file, problem) }
                if problem.count > 1 {
                    <span class="muted">{ " × " }{ m.count(problem.count) }</span>
                }
                { " " }<code class="muted small">{ &problem.code }</code>
            </li>
        }
    });
    html! {
        if !problems.is_empty() {
            <ul class="stack stack--tight">{ for rows }</ul>
        }
    }
}

fn decisions(env: &Env, at: u32, file: &FileView) -> Html {
    let m = env.m;
    let tables = {
        let all = [TableChoice::WideSheet, TableChoice::Ignore];
        let every = TableId::ALL
            .into_iter()
            .filter(|id| *id != TableId::Snapshots)
            .map(TableChoice::Table);
        let more: Vec<_> = all.into_iter().chain(every).collect();
        unique(
            std::iter::once(&file.table)
                .chain(&file.alternatives)
                .chain(&more),
        )
    };
    let keys = {
        let known = [
            KeyView::Id,
            KeyView::Name,
            KeyView::Through(TableId::Contracts),
        ];
        unique(std::iter::once(&file.key).chain(&known))
    };
    let is_sheet = file.table == TableChoice::WideSheet;
    let ondate = {
        let store = env.store.clone();
        Callback::from(move |text: String| {
            if let Ok(date) = text.parse() {
                edit(&store, ImportEdit::FileDate { file: at, date });
            }
        })
    };
    html! {
        <>
            { choose(env, m.import_table_label(&file.name), m.import_recognised_as(),
                choices_of(tables.iter().map(|table| table_text(m, *table))),
                tables.into_iter().map(|table| ImportEdit::Table { file: at, table }).collect()) }
            { choose(env, m.import_key_label().to_owned(), m.import_key_label(),
                choices_of(keys.iter().map(|key| key_text(m, *key))),
                keys.into_iter().map(|key| ImportEdit::Key { file: at, key }).collect()) }
            { file.join.map(|held| {
                let joins = unique([held, Join::Update, Join::Replace, Join::Add].iter());
                choose(env, m.import_join_label(&file.name), m.import_join(),
                    choices_of(joins.iter().map(|join| join_text(m, *join).to_owned())),
                    joins.into_iter().map(|join| ImportEdit::Join { file: at, join }).collect())
            }).unwrap_or_default() }
            <dl class="facts">
                { fact(m.import_encoding(), file.encoding.to_ascii_uppercase()) }
                { fact(m.import_delimiter(), delimiter_text(m, file.delimiter)) }
            </dl>
            if is_sheet {
                { Field {
                    id: format!("sheet-date-{at}").into(),
                    label: m.import_sheet_date().into(),
                    value: file.file_date.map(|date| date.to_string()).unwrap_or_default().into(),
                    kind: InputKind::Date,
                    note: Some(m.import_sheet_date_note().into()),
                    oninput: ondate,
                    ..Field::default()
                }.view() }
            }
        </>
    }
}

/// A list of choices, the first of which holds; another one makes its edit.
fn choose(
    env: &Env,
    name: String,
    label: &'static str,
    choices: Vec<Choice>,
    edits: Vec<ImportEdit>,
) -> Html {
    let onchange = {
        let store = env.store.clone();
        Callback::from(move |value: AttrValue| {
            if let Some(chosen) = value.parse::<usize>().ok().and_then(|at| edits.get(at)) {
                edit(&store, chosen.clone());
            }
        })
    };
    html! { <div title={name}>{ OneOf::new(label, choices, onchange).view_list() }</div> }
}
