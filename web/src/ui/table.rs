//! Parts of tables: header rows, titles that sort, cells, and lists of names with values.

use super::icon::Icon;
use perennial_i18n::Messages;
use yew::prelude::*;

/// A column of a plain table.
pub(crate) enum Head {
    /// Of words.
    Text(&'static str),
    /// Of numbers, which stand at the end of the cell.
    Number(&'static str),
}

/// The header row of a plain table.
pub(crate) fn head(columns: &[Head]) -> Html {
    let cell = |column: &Head| match column {
        Head::Text(text) => html! { <th scope="col">{ *text }</th> },
        Head::Number(text) => html! { <th scope="col" class="number">{ *text }</th> },
    };
    html! { <thead><tr>{ for columns.iter().map(cell) }</tr></thead> }
}

/// A cell with a number.
pub(crate) fn number_cell(text: impl Into<AttrValue>) -> Html {
    html! { <td class="number">{ text.into() }</td> }
}

/// A name and its value, in a `<dl class="facts">`.
pub(crate) fn fact(name: impl Into<AttrValue>, value: impl Into<AttrValue>) -> Html {
    html! { <><dt>{ name.into() }</dt><dd>{ value.into() }</dd></> }
}

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
