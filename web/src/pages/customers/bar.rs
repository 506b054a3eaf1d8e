//! What the list is narrowed to: search, bands, choices, what else is in force.

use super::ListData;
use crate::route::ListView;
use crate::store::{Env, use_env};
use crate::ui::badge::{BANDS, band_shape, band_word};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::form::{Choice, OneOf, SearchField};
use crate::ui::icon::Icon;
use crate::words::{column_title, life_word, value_word};
use perennial_protocol::view::CatalogueView;
use perennial_protocol::{ColumnRef, Filter, LifeColumn};
use std::rc::Rc;
use yew::prelude::*;

/// Account fields that can be chosen from a list.
const CHOSEN_FIELDS: [&str; 4] = ["owner", "industry", "segment", "region"];
/// Columns of the customer's life that are, where the list shows them.
const CHOSEN_LIFE: [LifeColumn; 4] = [
    LifeColumn::Stage,
    LifeColumn::Pace,
    LifeColumn::Tier,
    LifeColumn::Level,
];
/// Stands for “all” in a list of choices; no value begins with it.
const ALL: &str = "\u{1}all";

#[derive(Properties, PartialEq)]
pub(super) struct BarProps {
    pub(super) list: ListView,
    pub(super) view: ListData,
    pub(super) catalogue: Option<Rc<CatalogueView>>,
    /// The list is looked at differently.
    pub(super) onlist: Callback<ListView>,
}

/// The bar above the table.
#[component]
pub(super) fn Bar(props: &BarProps) -> Html {
    let env = use_env();
    let m = env.m;
    let list = &props.list;
    let onsearch = {
        let (list, onlist) = (list.clone(), props.onlist.clone());
        Callback::from(move |search| {
            onlist.emit(ListView {
                search,
                ..list.clone()
            });
        })
    };
    html! {
        <div class="stack stack--tight">
            <div class="cluster filters">
                { SearchField {
                    label: m.search_label().into(),
                    value: list.search.clone().into(),
                    placeholder: m.search_placeholder().into(),
                    oninput: onsearch,
                }.view() }
                { bands(&env, props) }
                { for CHOSEN_FIELDS.into_iter().filter_map(|field| choice(&env, props, field)) }
                { for CHOSEN_LIFE.iter().filter_map(|column| life_choice(&env, props, column)) }
            </div>
            { in_force(&env, props) }
        </div>
    }
}

/// A button per band with its count; several may be down.
fn bands(env: &Env, props: &BarProps) -> Html {
    let m = env.m;
    let chosen = props.list.chosen(&ColumnRef::Band);
    let buttons = BANDS.map(|band| {
        let is_on = chosen.iter().any(|code| code == band.code());
        let count = props
            .view
            .as_ref()
            .and_then(|view| view.by_band.get(band as usize));
        let onclick = {
            let (list, onlist, chosen) = (props.list.clone(), props.onlist.clone(), chosen.clone());
            Callback::from(move |_: MouseEvent| {
                let mut codes: Vec<_> = chosen.clone();
                codes.retain(|code| code != band.code());
                if !is_on {
                    codes.push(band.code().to_owned());
                }
                onlist.emit(list.choosing(&ColumnRef::Band, codes));
            })
        };
        html! {
            <button type="button" class="button" aria-pressed={is_on.to_string()} {onclick}>
                { band_shape(band, None) }
                <span>{ band_word(band, m) }</span>
                if let Some(count) = count {
                    <span class="muted">{ m.count(*count) }</span>
                }
            </button>
        }
    });
    html! { <div class="cluster" role="group" aria-label={m.customers_filter_band()}>{ for buttons }</div> }
}

/// A list of the values that a field has; nothing where it has none.
fn choice(env: &Env, props: &BarProps, field: &'static str) -> Option<Html> {
    let m = env.m;
    let column = ColumnRef::Field(field.to_owned());
    let chosen = props.list.chosen(&column);
    let view = props.view.as_ref()?;
    let values = view
        .choices
        .iter()
        .find_map(|(name, values)| (name == field).then_some(values))?;
    if values.is_empty() && chosen.is_empty() {
        return None;
    }
    let label = m.field("accounts", field).unwrap_or(field);
    let missing = chosen.iter().filter(|value| !values.contains(value));
    let choices = values.iter().chain(missing).map(|value| {
        let text = if value.is_empty() {
            m.word_none().to_owned()
        } else {
            value_word(m, value)
        };
        Choice::new(value.clone(), text)
    });
    Some(one_of(props, label, column, choices.collect()))
}

/// A list of the stages, tiers or levels that there are; nothing where the list does not name them.
fn life_choice(env: &Env, props: &BarProps, column: &LifeColumn) -> Option<Html> {
    let m = env.m;
    let view = props.view.as_ref()?;
    let column_code = column.code();
    let (_, codes) = view.names.iter().find(|(of, _)| *of == column_code)?;
    let choices = codes.iter().map(|(code, _)| {
        let word = life_word(m, &view.names, &column_code, code);
        Choice::new(code.clone(), word)
    });
    let column_ref = column.column();
    let label = column_title(m, &column_ref, None, None, &[]);
    Some(one_of(props, &label, column_ref, choices.collect()))
}

/// A list of values to choose one of, or all.
fn one_of(props: &BarProps, label: &str, column: ColumnRef, values: Vec<Choice>) -> Html {
    let chosen = props.list.chosen(&column);
    let mut choices = vec![Choice::new(ALL, label.to_owned())];
    choices.extend(values);
    let onchange = {
        let (list, onlist) = (props.list.clone(), props.onlist.clone());
        Callback::from(move |value: AttrValue| {
            let values = if value == ALL {
                Vec::new()
            } else {
                vec![value.to_string()]
            };
            onlist.emit(list.choosing(&column, values));
        })
    };
    let value = chosen.into_iter().next().unwrap_or_else(|| ALL.to_owned());
    OneOf {
        value: value.into(),
        ..OneOf::new(label.to_owned(), choices, onchange)
    }
    .view_bare_list()
}

/// The conditions that have no control of their own, each with a way to take it away.
fn in_force(env: &Env, props: &BarProps) -> Html {
    let m = env.m;
    let has_control = |filter: &Filter| match filter {
        Filter::OneOf(ColumnRef::Band, _) => true,
        Filter::OneOf(ColumnRef::Field(name), values) => {
            CHOSEN_FIELDS.contains(&name.as_str()) && values.len() == 1
        }
        Filter::OneOf(ColumnRef::Life(code), values) => {
            CHOSEN_LIFE.iter().any(|column| column.code() == *code) && values.len() == 1
        }
        Filter::OneOf(..) | Filter::Between(..) | Filter::Missing(_) => false,
    };
    let others: Vec<_> = props
        .list
        .filters
        .iter()
        .filter(|filter| !has_control(filter))
        .collect();
    let is_plain = props.list.filters.is_empty() && props.list.search.is_empty();
    let chips = others.iter().map(|filter| {
        let onclick = {
            let (list, onlist, gone) =
                (props.list.clone(), props.onlist.clone(), (*filter).clone());
            Callback::from(move |_: MouseEvent| {
                let mut list = list.clone();
                list.filters.retain(|filter| *filter != gone);
                onlist.emit(list);
            })
        };
        let text = filter_text(env, props, filter);
        html! {
            <button type="button" class="chip" {onclick} title={m.action_remove()}>
                <span>{ text }</span>{ Icon::Close.view_sized(12) }
                <span class="visually-hidden">{ m.action_remove() }</span>
            </button>
        }
    });
    let clear = {
        let (list, onlist) = (props.list.clone(), props.onlist.clone());
        Callback::from(move |()| {
            onlist.emit(ListView {
                search: String::new(),
                filters: Vec::new(),
                ..list.clone()
            });
        })
    };
    html! {
        if !is_plain {
            <div class="cluster">
                { for chips }
                { Button {
                    kind: ButtonKind::Quiet,
                    ..Button::new(m.customers_filter_clear(), clear)
                }.view() }
            </div>
        }
    }
}

fn filter_text(env: &Env, props: &BarProps, filter: &Filter) -> String {
    let m = env.m;
    let names = props.view.as_deref().map_or(&[][..], |view| &view.names);
    let title = |column: &ColumnRef| {
        column_title(
            m,
            column,
            env.state.workspace.as_deref(),
            props.catalogue.as_deref(),
            names,
        )
    };
    match filter {
        Filter::OneOf(column, values) => {
            // A track or signal has one code, its own: that it runs or holds is all there is to say.
            if let ColumnRef::Life(code) = column
                && let Some(LifeColumn::Track(_) | LifeColumn::Alert(_)) = LifeColumn::of_code(code)
            {
                return title(column);
            }
            let word = |value: &String| match column {
                ColumnRef::Life(column) => life_word(m, names, column, value),
                _ => value_word(m, value),
            };
            let values: Vec<_> = values.iter().map(word).collect();
            let values: Vec<_> = values.iter().map(String::as_str).collect();
            m.filter_is(&title(column), &m.list(&values))
        }
        Filter::Missing(column) => m.filter_missing(&title(column)),
        Filter::Between(column, min, max) => {
            let bound = |bound: f64| match (column, crate::day::of_number(bound)) {
                (ColumnRef::RenewalOn, Some(day)) => m.date(day),
                _ => m.short_number(bound, 2),
            };
            match (min, max) {
                (Some(min), Some(max)) => {
                    m.filter_between(&title(column), &bound(*min), &bound(*max))
                }
                (Some(min), None) => m.filter_from(&title(column), &bound(*min)),
                (None, Some(max)) => m.filter_below(&title(column), &bound(*max)),
                (None, None) => title(column),
            }
        }
    }
}
