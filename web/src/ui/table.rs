//! Headers of tables: titles that sort.

use super::icon::Icon;
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

/// A header cell, a `<th>`.
pub(crate) struct SortHeader {
    /// Tells it from the others of its row.
    pub(crate) key: AttrValue,
    pub(crate) label: AttrValue,
    /// Which way it is sorted by this column, if it is.
    pub(crate) sorted: Option<Direction>,
    /// Numbers stand at the end of the cell, and so does their header.
    pub(crate) number: bool,
    /// Sorts by this column; without, it cannot be sorted by.
    pub(crate) onsort: Option<Callback<()>>,
}

impl SortHeader {
    /// The element.
    pub(crate) fn view(self, m: Messages) -> Html {
        let key = self.key.to_string();
        let class = classes!(self.number.then_some("number"));
        let Some(onsort) = self.onsort else {
            return html! { <th {key} scope="col" {class}>{ self.label }</th> };
        };
        let (aria, icon) = match self.sorted {
            Some(Direction::Ascending) => ("ascending", Some(Icon::Up)),
            Some(Direction::Descending) => ("descending", Some(Icon::Down)),
            None => ("none", None),
        };
        let active = icon.map(|_| "sort--active");
        let onclick = onsort.reform(|_: MouseEvent| ());
        html! {
            <th {key} scope="col" {class} aria-sort={aria}>
                <button
                    type="button" class={classes!("sort", active)} {onclick}
                    title={m.sort_by(&self.label)}
                >
                    <span class="one-line">{ self.label }</span>
                    { icon.map(|icon| icon.view_sized(12)) }
                </button>
            </th>
        }
    }
}
