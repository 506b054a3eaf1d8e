//! The list by groups: customers, money and bands by the values of a column; each leads to the list of its customers.

use crate::pages::parts::view_or_wait;
use crate::pages::save::Shown;
use crate::queries::{groups, use_view};
use crate::route::{ListView, Route, column_code, column_of};
use crate::store::{Env, use_env};
use crate::ui::badge::{BANDS, band_shape, band_word};
use crate::ui::form::{Choice, OneOf};
use crate::ui::table::number_cell;
use crate::words::{NONE, column_title, life_word, value_word};
use perennial_i18n::Money;
use perennial_protocol::view::{Band, GroupRow, GroupsView};
use perennial_protocol::{ColumnRef, CustomersQuery, Filter, LifeColumn, Request};
use yew::prelude::*;

/// Fields of accounts to group by, where the data have them.
const FIELDS: [&str; 5] = ["owner", "industry", "segment", "region", "edition"];
/// Columns of the customer's life to group by.
const LIFE: [LifeColumn; 4] = [
    LifeColumn::Stage,
    LifeColumn::Pace,
    LifeColumn::Tier,
    LifeColumn::Level,
];
/// Stands for “no groups”; no column's code is empty.
const NO_GROUPS: &str = "";

/// The choice of what to group by.
pub(super) fn by(env: &Env, list: &ListView, onlist: &Callback<ListView>) -> Html {
    let m = env.m;
    let workspace = env.state.workspace.as_deref();
    let has = |field: &&str| workspace.is_some_and(|w| w.account_fields.iter().any(|f| f == field));
    let fields = FIELDS.into_iter().filter(has);
    let fields = fields.map(|field| ColumnRef::Field(field.to_owned()));
    let life = LIFE.iter().map(LifeColumn::column);
    let mut columns: Vec<ColumnRef> = fields.chain([ColumnRef::Band]).chain(life).collect();
    columns.extend(list.group.clone().filter(|by| !columns.contains(by)));
    let choice = |column: &ColumnRef| {
        let title = column_title(m, column, workspace, None, &[]);
        Choice::new(column_code(column), m.groups_by(&title))
    };
    let no_groups = Choice::new(NO_GROUPS, m.groups_none());
    let choices = std::iter::once(no_groups).chain(columns.iter().map(choice));
    let onchange = {
        let (list, onlist) = (list.clone(), onlist.clone());
        Callback::from(move |code: AttrValue| {
            onlist.emit(ListView {
                group: column_of(&code),
                ..list.clone()
            });
        })
    };
    let value = list.group.as_ref().map_or_else(String::new, column_code);
    OneOf {
        value: value.into(),
        ..OneOf::new(m.groups_label(), choices.collect(), onchange)
    }
    .view_bare_list()
}

#[derive(Properties, PartialEq)]
pub(super) struct GroupsProps {
    pub(super) list: ListView,
    pub(super) by: ColumnRef,
    pub(super) query: CustomersQuery,
}

/// The groups.
#[component]
pub(super) fn Groups(props: &GroupsProps) -> Html {
    let env = use_env();
    let query = CustomersQuery {
        columns: vec![props.by.clone()],
        sort: None,
        ..props.query.clone()
    };
    let view = use_view(Some(Request::Groups(query)), groups);
    view_or_wait(&env, &view, |view| table(&env, props, view))
}

fn table(env: &Env, props: &GroupsProps, view: &GroupsView) -> Html {
    let m = env.m;
    let workspace = env.state.workspace.as_deref();
    let title = column_title(m, &props.by, workspace, None, &[]);
    let bands = BANDS.map(|band| {
        html! {
            <th scope="col" class="number">
                <span class="mark-and-text">{ band_shape(band, None) }{ band_word(band, m) }</span>
            </th>
        }
    });
    html! {
        <div class="table-scroll groups" tabindex="0" role="group" aria-label={m.groups_by(&title)}>
            <table class="table" data-testid="groups">
                <thead>
                    <tr>
                        <th scope="col">{ title }</th>
                        <th scope="col" class="number">{ m.word_customers() }</th>
                        { for bands }
                        <th scope="col" class="number">{ m.groups_health() }</th>
                        <th scope="col" class="number">{ m.customers_column_arr() }</th>
                        <th scope="col" class="number">{ m.word_share() }</th>
                    </tr>
                </thead>
                <tbody>{ for view.groups.iter().map(|group| row(env, props, view, group)) }</tbody>
            </table>
            if view.n_more > 0 {
                <p class="muted">{ m.groups_more(view.n_more) }</p>
            }
            <Shown />
        </div>
    }
}

fn row(env: &Env, props: &GroupsProps, view: &GroupsView, group: &GroupRow) -> Html {
    let m = env.m;
    let mut list = ListView {
        group: None,
        ..props.list.clone()
    };
    match &group.value {
        Some(value) => list = list.choosing(&props.by, vec![value.clone()]),
        None => list.filters.push(Filter::Missing(props.by.clone())),
    }
    let title = name(env, props, view, group);
    let of_band = |band: Band| {
        let n = group.by_band[band as usize];
        if n == 0 {
            return number_cell(m.count(n));
        }
        let of_both = list.choosing(&ColumnRef::Band, vec![band.code().to_owned()]);
        // A number alone says nothing where it is read out.
        let label = format!("{title} · {}: {}", band_word(band, m), m.count(n));
        html! {
            <td class="number">
                <a href={env.link(Route::Customers(of_both))} aria-label={label}>{ m.count(n) }</a>
            </td>
        }
    };
    let n: u32 = group.by_band.iter().sum();
    let arr = if view.arr > 0.0 || group.arr > 0.0 {
        m.money(Money::new(group.arr, &view.currency))
    } else {
        NONE.to_owned()
    };
    let share = if view.arr > 0.0 {
        m.percent(group.arr / view.arr, 1)
    } else {
        NONE.to_owned()
    };
    html! {
        <tr key={group.value.clone().unwrap_or_default()}>
            <th scope="row">
                <a href={env.link(Route::Customers(list.clone()))}>{ title.clone() }</a>
            </th>
            { number_cell(m.count(n)) }
            { for BANDS.map(of_band) }
            { number_cell(m.health(group.health, &[])) }
            { number_cell(arr) }
            { number_cell(share) }
        </tr>
    }
}

fn name(env: &Env, props: &GroupsProps, view: &GroupsView, group: &GroupRow) -> String {
    let m = env.m;
    let Some(value) = &group.value else {
        return m.word_none().to_owned();
    };
    match &props.by {
        ColumnRef::Life(code) => {
            let names = [(code.clone(), view.names.clone())];
            life_word(m, &names, code, value)
        }
        ColumnRef::Band => {
            let band = BANDS.into_iter().find(|band| band.code() == value);
            band.map_or_else(|| value.clone(), |band| band_word(band, m).to_owned())
        }
        _ => value_word(m, value),
    }
}
