//! Every number opens: a number that is a button to its explanation.

use yew::prelude::*;

/// How large the number stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum FigureSize {
    /// In a panel.
    #[default]
    Normal,
    /// The number of the page.
    Large,
    /// Within a sentence or a table cell.
    Inline,
}

#[derive(Properties, PartialEq)]
pub(crate) struct FigureProps {
    /// The number, formatted.
    pub(crate) value: AttrValue,
    /// What it is; for [`FigureSize::Inline`] only screen readers hear it.
    pub(crate) label: AttrValue,
    /// Below the number: unit, comparison, freshness.
    #[prop_or_default]
    pub(crate) note: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) size: FigureSize,
    /// Opens the explanation. A figure without one is plain text; there should be few.
    #[prop_or_default]
    pub(crate) onopen: Option<Callback<()>>,
}

/// A number with its name.
#[component]
pub(crate) fn Figure(props: &FigureProps) -> Html {
    let (size, label) = match props.size {
        FigureSize::Normal => (None, "figure__label"),
        FigureSize::Large => (Some("figure--large"), "figure__label"),
        FigureSize::Inline => (Some("figure--inline"), "visually-hidden"),
    };
    let class = classes!("figure", size);
    let content = html! {
        <>
            <span class={label}>{ &props.label }{ " " }</span>
            <span class="figure__value">{ &props.value }</span>
            if let Some(note) = &props.note {
                <span class="figure__note">{ note }</span>
            }
        </>
    };
    match &props.onopen {
        Some(onopen) => {
            // Within a row that opens something else, the number opens itself alone.
            let onclick = onopen.reform(|event: MouseEvent| event.stop_propagation());
            html! {
                <button type="button" {class} {onclick} aria-haspopup="dialog">{ content }</button>
            }
        }
        None => html! { <span {class}>{ content }</span> },
    }
}
