//! The columns of a file: what each is taken for, how sure that is, how its values are read.

use super::targets;
use crate::store::{Env, use_env};
use crate::tasks::import::edit;
use crate::ui::badge::accent_chip;
use crate::ui::form::{Choice, OneOf};
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::head;
use crate::words::{format_text, target_text};
use perennial_protocol::ImportEdit;
use perennial_protocol::view::{ColumnView, FileView, TableChoice};
use yew::prelude::*;

/// Below this the import asks.
const SURE: f64 = 0.8;
/// Values that are shown of a column.
const MOST_SAMPLES: usize = 3;
/// Opens the list of all fields.
const OTHER: &str = "other";

/// A table with a row per column of the file.
pub(super) fn columns(env: &Env, file_at: u32, file: &FileView) -> Html {
    let m = env.m;
    let rows = file.columns.iter().enumerate().filter_map(|(at, column)| {
        let at = u32::try_from(at).ok()?;
        Some(html! {
            <ColumnRow key={at} {at} {file_at} table={file.table} column={column.clone()} />
        })
    });
    html! {
        <div class="table-scroll" tabindex="0" role="region" aria-label={m.import_more_columns(&file.name)}>
            <table class="table">
                { head(&[
                    Text(m.import_column()),
                    Text(m.import_field()),
                    Number(m.import_confidence()),
                    Text(m.import_samples()),
                    Text(m.import_understood_as()),
                ]) }
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ColumnRowProps {
    at: u32,
    file_at: u32,
    table: TableChoice,
    column: ColumnView,
}

#[component]
fn ColumnRow(props: &ColumnRowProps) -> Html {
    let env = use_env();
    let m = env.m;
    let column = &props.column;
    let shows_all = use_state_eq(|| false);
    let targets = if *shows_all {
        targets::all(column, props.table)
    } else {
        targets::likely(column)
    };
    let mut choices = choices_of(targets.iter().map(|target| target_text(m, target)));
    if !*shows_all && props.table != TableChoice::Ignore {
        choices.push(Choice::new(OTHER, m.import_other_field()));
    }
    let (file, at) = (props.file_at, props.at);
    let ontarget = {
        let (store, shows_all) = (env.store.clone(), shows_all.setter());
        Callback::from(move |value: AttrValue| {
            if value == OTHER {
                return shows_all.set(true);
            }
            if let Some(target) = value.parse::<usize>().ok().and_then(|at| targets.get(at)) {
                let target = target.clone();
                edit(
                    &store,
                    ImportEdit::Target {
                        file,
                        column: at,
                        target,
                    },
                );
            }
        })
    };
    let formats = targets::unique(std::iter::once(&column.format).chain(&column.formats));
    let format_choices = choices_of(formats.iter().map(|format| format_text(m, format)));
    let onformat = {
        let (store, formats) = (env.store.clone(), formats.clone());
        Callback::from(move |value: AttrValue| {
            if let Some(format) = value.parse::<usize>().ok().and_then(|at| formats.get(at)) {
                let format = format.clone();
                edit(
                    &store,
                    ImportEdit::Format {
                        file,
                        column: at,
                        format,
                    },
                );
            }
        })
    };
    let header = if column.header.is_empty() {
        m.import_column_number(at + 1)
    } else {
        column.header.clone()
    };
    let shown = |values: &[String]| {
        let some: Vec<_> = values
            .iter()
            .take(MOST_SAMPLES)
            .map(String::as_str)
            .collect();
        some.join(" · ")
    };
    html! {
        <tr>
            <th scope="row">{ &header }</th>
            <td>
                { OneOf::new(m.import_alternatives_label(&header), choices, ontarget).view_bare_list() }
            </td>
            <td class="number">
                if column.confidence < SURE {
                    { accent_chip(m.import_confidence_ask()) }{ " " }
                }
                { m.percent(column.confidence, 0) }
            </td>
            <td class="sample">{ shown(&column.samples) }</td>
            <td>
                if format_choices.len() > 1 {
                    { OneOf::new(m.import_format_label(&header), format_choices, onformat).view_bare_list() }
                } else {
                    <span class="muted">{ format_text(m, &column.format) }</span>
                }
                <span class="sample small">{ shown(&column.understood) }</span>
            </td>
        </tr>
    }
}

/// Choices by position, the first one chosen.
pub(super) fn choices_of(labels: impl Iterator<Item = String>) -> Vec<Choice> {
    labels
        .enumerate()
        .map(|(at, label)| Choice::new(at.to_string(), label))
        .collect()
}
