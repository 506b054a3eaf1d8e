//! The table behind a chart.

use perennial_i18n::Messages;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct DataBehindProps {
    /// Caption of the table: the chart's name.
    pub(super) label: AttrValue,
    /// Headers, first column first.
    pub(super) headers: Vec<AttrValue>,
    /// Rows of the same length.
    pub(super) rows: Vec<Vec<AttrValue>>,
    pub(super) messages: Messages,
}

/// A closed `<details>` with the numbers of the chart, for those who cannot or do not want to see it.
#[component]
pub(super) fn DataBehind(props: &DataBehindProps) -> Html {
    let cell = |(at, text): (usize, &AttrValue)| match at {
        0 => html! { <th scope="row">{ text }</th> },
        _ => html! { <td class="number">{ text }</td> },
    };
    html! {
        <details class="chart__data">
            <summary>{ props.messages.chart_data() }</summary>
            <table class="table">
                <caption class="visually-hidden">{ &props.label }</caption>
                <thead>
                    <tr>
                        { for props.headers.iter().enumerate().map(|(at, header)| html! {
                            <th scope="col" class={classes!((at > 0).then_some("number"))}>{ header }</th>
                        }) }
                    </tr>
                </thead>
                <tbody>
                    { for props.rows.iter().map(|row| html! {
                        <tr>{ for row.iter().enumerate().map(cell) }</tr>
                    }) }
                </tbody>
            </table>
        </details>
    }
}
