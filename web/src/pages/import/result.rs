//! What came of an import: rows per table, what joined, what was set aside, what more would add.

use super::file::problems;
use super::model_name;
use super::rejects::RejectsDialog;
use super::unmatched::UnmatchedDialog;
use crate::pages::save::{self, Form};
use crate::route::{Place, Route};
use crate::store::{Env, use_env};
use crate::tasks::{import, workspace};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
use crate::words::table_text;
use perennial_protocol::Request;
use perennial_protocol::view::{ImportedFile, ImportedTable, ImportedView};
use std::rc::Rc;
use yew::prelude::*;

/// Data older than this is better looked at on its own date.
const OLD_AFTER_DAYS: i32 = 45;

#[derive(Properties, PartialEq)]
pub(super) struct ImportResultProps {
    pub(super) imported: Rc<ImportedView>,
}

/// The result.
#[component]
pub(super) fn ImportResult(props: &ImportResultProps) -> Html {
    let env = use_env();
    let m = env.m;
    let imported = &props.imported;
    let shown = use_state_eq(|| None::<u32>);
    let title = if imported.is_preview {
        m.import_preview_title()
    } else {
        m.import_result_title()
    };
    let elapsed = m.number(imported.elapsed_ms / 1000.0, 1);
    let open = {
        let shown = shown.setter();
        Callback::from(move |file| shown.set(Some(file)))
    };
    let close = {
        let shown = shown.setter();
        Callback::from(move |()| shown.set(None))
    };
    let unmatched = use_state_eq(|| false);
    let show_unmatched = |on: bool| {
        let unmatched = unmatched.setter();
        Callback::from(move |()| unmatched.set(on))
    };
    let dialog = (*shown).and_then(|at| {
        let file = imported.files.get(at as usize)?;
        Some(html! { <RejectsDialog {at} name={file.name.clone()} onclose={close} /> })
    });
    html! {
        <>
            { Card {
                note: Some(m.import_elapsed(&m.unit_seconds(&elapsed)).into()),
                ..Card::new(title)
            }.view(html! {
                <>
                    if imported.is_preview {
                        { word(&env) }
                    } else {
                        { way_on(&env, imported) }
                    }
                    { tables(&env, &imported.tables) }
                    if imported.orphaned > 0 {
                        <p>{ m.import_orphaned(imported.orphaned) }</p>
                    }
                    if !imported.is_preview && imported.tables.iter().any(|table| table.unmatched > 0) {
                        <div>{ Button::new(m.unmatched_show(), show_unmatched(true)).view() }</div>
                    }
                    if imported.accounts_made > 0 {
                        <p>{ m.import_accounts_made(imported.accounts_made) }</p>
                    }
                </>
            }) }
            { Card::new(m.import_files_found()).view(html! {
                { for imported.files.iter().zip(0_u32..).map(|(file, at)| came_of(&env, file, at, &open)) }
            }) }
            if !imported.is_preview {
                { more_data(&env, imported) }
            }
            { dialog.unwrap_or_default() }
            if *unmatched {
                <UnmatchedDialog onclose={show_unmatched(false)} />
            }
        </>
    }
}

/// What waits for a word: take it, or decide otherwise.
fn word(env: &Env) -> Html {
    let m = env.m;
    let (to_apply, to_decide) = (env.clone(), env.clone());
    html! {
        <>
            <p>{ m.import_preview_note() }</p>
            <div class="cluster">
                { Button {
                    kind: ButtonKind::Primary,
                    large: true,
                    disabled: !env.state.is_writer,
                    ..Button::new(m.import_apply(), Callback::from(move |()| import::apply(&to_apply)))
                }.view() }
                { Button {
                    large: true,
                    ..Button::new(m.import_decide_again(), Callback::from(move |()| import::decide_again(&to_decide)))
                }.view() }
            </div>
        </>
    }
}

fn way_on(env: &Env, imported: &ImportedView) -> Html {
    let m = env.m;
    let today = env.state.today;
    let old = imported
        .newest
        .filter(|newest| today.days_since(*newest) > OLD_AFTER_DAYS);
    let undo = {
        let env = env.clone();
        Callback::from(move |()| workspace::undo(&env))
    };
    let portfolio = match old {
        Some(newest) => {
            let mut place = Place::new(Route::Portfolio);
            place.on = Some(newest);
            let label = m.import_go_on(newest);
            Button {
                kind: ButtonKind::Primary,
                large: true,
                ..Button::link(label, place.hash())
            }
            .view()
        }
        None => Button {
            kind: ButtonKind::Primary,
            large: true,
            ..Button::link(m.import_result_go(), Place::new(Route::Portfolio).hash())
        }
        .view(),
    };
    html! {
        <>
            <p>
                { m.import_model_in_use(&model_name(env, &imported.model)) }
                if let Some(newest) = imported.newest {
                    { " · " }{ m.import_newest(newest) }
                }
            </p>
            <div class="cluster">
                { portfolio }
                { Button {
                    icon: Some(Icon::Undo),
                    large: true,
                    ..Button::new(m.import_result_undo(), undo)
                }.view() }
                { Button {
                    large: true,
                    ..Button::link(m.quality_open(), env.link(Route::Quality))
                }.view() }
            </div>
        </>
    }
}

/// What is counted of a table.
type Count = fn(&ImportedTable) -> u32;

fn tables(env: &Env, tables: &[ImportedTable]) -> Html {
    let m = env.m;
    let all: [(&'static str, Count); 6] = [
        (m.import_result_came_in(), |table| table.added),
        (m.import_result_changed(), |table| table.changed),
        (m.import_result_same(), |table| table.same),
        (m.import_result_gone(), |table| table.gone),
        (m.import_result_left_out(), |table| table.left_out),
        (m.import_result_unmatched(), |table| table.unmatched),
    ];
    // What only re-imports have is shown where there is any.
    let always = [m.import_result_came_in(), m.import_result_unmatched()];
    let shown = all.iter().filter(|(title, count)| {
        always.contains(title) || tables.iter().any(|table| count(table) > 0)
    });
    let shown: Vec<_> = shown.collect();
    let heads: Vec<_> = std::iter::once(Text(m.import_table_result()))
        .chain(shown.iter().map(|(title, _)| Number(title)))
        .collect();
    let rows = tables.iter().map(|table| {
        let name = table.table.name();
        let counts = shown
            .iter()
            .map(|(_, count)| number_cell(m.count(count(table))));
        html! {
            <tr>
                <th scope="row">{ m.table(name).unwrap_or(name) }</th>
                { for counts }
            </tr>
        }
    });
    html! {
        <div class="table-scroll" tabindex="0" role="region" aria-label={m.import_result_came_in()}>
            <table class="table" data-testid="import-tables">
                { head(&heads) }
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}

fn came_of(env: &Env, file: &ImportedFile, at: u32, open: &Callback<u32>) -> Html {
    let m = env.m;
    let set_aside = file.rejected + file.unread_values;
    let download = |form| {
        let store = env.store.clone();
        Callback::from(move |()| save::file(&store, Request::RejectsFile { file: at }, form))
    };
    html! {
        <section class="stack stack--tight" aria-label={file.name.clone()}>
            <h3>{ &file.name }{ " " }<span class="muted">{ table_text(m, file.table) }</span></h3>
            <p>
                { m.count_rows(file.rows) }{ " · " }
                { m.import_result_set_aside() }{ " " }{ m.count(file.rejected) }
                if file.unread_values > 0 {
                    { " · " }{ m.import_unread_values(file.unread_values) }
                }
            </p>
            { problems(env, &file.name, &file.problems) }
            if set_aside > 0 {
                <div class="cluster">
                    { Button::new(m.import_set_aside_show(set_aside), open.reform(move |()| at)).view() }
                    { Button {
                        icon: Some(Icon::Download),
                        ..Button::new(m.import_problem_download(), download(Form::Csv))
                    }.view() }
                    { Button {
                        icon: Some(Icon::Download),
                        ..Button::new(m.action_export_book(), download(Form::Book))
                    }.view() }
                </div>
            }
        </section>
    }
}

fn more_data(env: &Env, imported: &ImportedView) -> Html {
    let m = env.m;
    if imported.unfed.is_empty() {
        return html! {};
    }
    let unfed = imported.unfed.iter().map(
        |(id, title)| html! { <li class="chip" key={id.clone()}>{ title.get(m.language()) }</li> },
    );
    Card {
        note: Some(m.import_more_data_note().into()),
        ..Card::new(m.import_more_data())
    }
    .view(html! {
        <>
            <ul class="cluster">{ for unfed }</ul>
            <div>{ Button::link(m.import_again(), env.link(Route::Start)).view() }</div>
        </>
    })
}
