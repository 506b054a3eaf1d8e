//! Headers of tables: titles that sort.

use super::icon::{Drawing, Icon};
use perennial_i18n::Messages;
use yew::prelude::*;

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Smallest, earliest or first in the alphabet on top.
    Ascending,
    /// The other way.
    Descending,
}

#[derive(Properties, PartialEq)]
pub(crate) struct SortHeaderProps {
    pub(crate) label: AttrValue,
    /// Which way it is sorted by this column, if it is.
    #[prop_or_default]
    pub(crate) sorted: Option<Direction>,
    /// Numbers stand at the end of the cell, and so does their header.
    #[prop_or_default]
    pub(crate) number: bool,
    /// Sorts by this column; without, it cannot be sorted by.
    #[prop_or_default]
    pub(crate) onsort: Option<Callback<()>>,
    pub(crate) messages: Messages,
}

/// A header cell, a `<th>`.
#[component]
pub(crate) fn SortHeader(props: &SortHeaderProps) -> Html {
    let number = props.number.then_some("number");
    let Some(onsort) = &props.onsort else {
        return html! { <th scope="col" class={classes!(number)}>{ &props.label }</th> };
    };
    let (aria, icon) = match props.sorted {
        Some(Direction::Ascending) => ("ascending", Some(Icon::Up)),
        Some(Direction::Descending) => ("descending", Some(Icon::Down)),
        None => ("none", None),
    };
    let active = icon.map(|_| "sort--active");
    let onclick = onsort.reform(|_: MouseEvent| ());
    html! {
        <th scope="col" class={classes!(number)} aria-sort={aria}>
            <button
                type="button" class={classes!("sort", active)} {onclick}
                title={props.messages.sort_by(&props.label)}
            >
                <span class="one-line">{ &props.label }</span>
                if let Some(icon) = icon {
                    <Drawing {icon} size=12 />
                }
            </button>
        </th>
    }
}
