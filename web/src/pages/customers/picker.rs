//! Which columns the table has: computed ones, fields of the accounts, measures, metrics.

use crate::queries::{catalogue, use_view};
use crate::route::{ListView, column_code};
use crate::store::{Env, use_env};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::form::{Check, SearchField};
use crate::ui::icon::Icon;
use crate::ui::popover::Popover;
use crate::words::column_title;
use perennial_data::fold_name;
use perennial_protocol::view::CatalogueView;
use perennial_protocol::{ColumnRef, LifeColumn, Request};
use std::rc::Rc;
use yew::prelude::*;

const COMPUTED: [ColumnRef; 8] = [
    ColumnRef::Health,
    ColumnRef::Band,
    ColumnRef::Change,
    ColumnRef::Coverage,
    ColumnRef::Outcome,
    ColumnRef::Experience,
    ColumnRef::Arr,
    ColumnRef::RenewalOn,
];

#[derive(Properties, PartialEq)]
pub(super) struct PickerProps {
    pub(super) list: ListView,
    pub(super) onlist: Callback<ListView>,
}

/// A button that opens the list of columns.
#[component]
pub(super) fn Picker(props: &PickerProps) -> Html {
    let m = use_env().m;
    html! {
        <Popover label={m.customers_columns()} icon={Icon::Columns} align_end=true>
            <Columns list={props.list.clone()} onlist={props.onlist.clone()} />
        </Popover>
    }
}

#[derive(Properties, PartialEq)]
struct ColumnsProps {
    list: ListView,
    onlist: Callback<ListView>,
}

/// The list, asked of the engine only once it is open.
#[component]
fn Columns(props: &ColumnsProps) -> Html {
    let env = use_env();
    let m = env.m;
    let wanted = use_state_eq(String::new);
    let view = use_view(Some(Request::Catalogue), catalogue);
    let shown = props.list.shown_columns();
    let metrics = view.slot.data();
    let groups = groups(&env, metrics.map(Rc::as_ref));
    let word = fold_name(&wanted);
    let groups = groups.into_iter().map(|(title, columns)| {
        let lines: Vec<_> = columns
            .into_iter()
            .filter(|(_, label)| fold_name(label).contains(&word))
            .map(|(column, label)| line(props, &shown, column, label))
            .collect();
        html! {
            if !lines.is_empty() {
                <fieldset class="picker__group"><legend class="strong">{ title }</legend>{ for lines }</fieldset>
            }
        }
    });
    let onreset = {
        let (list, onlist) = (props.list.clone(), props.onlist.clone());
        Callback::from(move |()| {
            onlist.emit(ListView {
                columns: None,
                ..list.clone()
            });
        })
    };
    let oninput = {
        let wanted = wanted.setter();
        Callback::from(move |text| wanted.set(text))
    };
    html! {
        <div class="stack stack--tight picker">
            { SearchField {
                label: m.picker_search().into(),
                value: (*wanted).clone().into(),
                placeholder: m.picker_search().into(),
                oninput,
            }.view() }
            { for groups }
            { Button { kind: ButtonKind::Quiet, ..Button::new(m.action_reset(), onreset) }.view() }
        </div>
    }
}

type Group = (&'static str, Vec<(ColumnRef, String)>);

fn groups(env: &Env, catalogue: Option<&CatalogueView>) -> Vec<Group> {
    let m = env.m;
    let workspace = env.state.workspace.as_deref();
    let named = |columns: Vec<ColumnRef>| {
        let named = columns.into_iter().map(|column| {
            let title = column_title(m, &column, workspace, catalogue, &[]);
            (column, title)
        });
        named.collect::<Vec<_>>()
    };
    let fields = workspace.map_or_else(Vec::new, |w| w.account_fields.clone());
    let measures = workspace.map_or_else(Vec::new, |w| w.model.measures.clone());
    let metrics = catalogue.map_or_else(Vec::new, |c| {
        let fed = c.metrics.iter().filter(|metric| metric.fed);
        fed.map(|metric| ColumnRef::Metric(metric.id.clone()))
            .collect()
    });
    let is_own = |name: &String| !matches!(name.as_str(), "name" | "arr");
    let fields = fields
        .into_iter()
        .filter(is_own)
        .map(ColumnRef::Field)
        .collect();
    let measures = measures
        .into_iter()
        .map(|(id, _)| ColumnRef::Measure(id))
        .collect();
    vec![
        (m.picker_computed(), named(COMPUTED.to_vec())),
        (
            m.picker_life(),
            // Tracks and causes come by the links that lead to them.
            named(LifeColumn::USUAL.iter().map(LifeColumn::column).collect()),
        ),
        (m.picker_fields(), named(fields)),
        (m.picker_measures(), named(measures)),
        (m.picker_metrics(), named(metrics)),
    ]
}

fn line(props: &ColumnsProps, shown: &[ColumnRef], column: ColumnRef, label: String) -> Html {
    let on = shown.contains(&column);
    let key = column_code(&column);
    let onchange = {
        let (list, onlist, shown) = (props.list.clone(), props.onlist.clone(), shown.to_vec());
        Callback::from(move |is_on: bool| {
            let mut columns = shown.clone();
            columns.retain(|other| *other != column);
            if is_on {
                columns.push(column.clone());
            }
            onlist.emit(ListView {
                columns: Some(columns),
                ..list.clone()
            });
        })
    };
    Check {
        key,
        label: label.into(),
        on,
        onchange,
    }
    .view()
}
