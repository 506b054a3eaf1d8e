//! The table behind a chart.

use super::super::table::{Head, head, number_cell};
use perennial_i18n::Messages;
use yew::prelude::*;

/// The numbers of a chart.
pub(super) struct DataBehind {
    /// Caption of the table: the chart's name.
    pub(super) label: AttrValue,
    /// Headers, first column first.
    pub(super) headers: Vec<Head>,
    /// Rows of the same length.
    pub(super) rows: Vec<Vec<AttrValue>>,
}

impl DataBehind {
    /// A closed `<details>` with the numbers, for those who cannot or do not want to see the chart.
    pub(super) fn view(self, m: Messages) -> Html {
        let cell = |(at, text): (usize, AttrValue)| match at {
            0 => html! { <th scope="row">{ text }</th> },
            _ => number_cell(text),
        };
        let row = |row: Vec<AttrValue>| {
            html! { <tr>{ for row.into_iter().enumerate().map(cell) }</tr> }
        };
        html! {
            <details class="chart__data">
                <summary>{ m.chart_data() }</summary>
                <table class="table">
                    <caption class="visually-hidden">{ self.label }</caption>
                    { head(&self.headers) }
                    <tbody>{ for self.rows.into_iter().map(row) }</tbody>
                </table>
            </details>
        }
    }
}
