//! Every number opens: a number that is a button to its explanation.

use yew::prelude::*;

/// How large the number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FigureSize {
    /// In a panel.
    Normal,
    /// The number of the page.
    Large,
    /// Within a sentence or a table cell.
    Inline,
}

/// A number with its name, and the door to its explanation.
pub(crate) struct Figure {
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    pub(crate) onopen: Callback<()>,
    /// Below the number: unit, comparison, freshness.
    pub(crate) note: Option<AttrValue>,
    pub(crate) size: FigureSize,
}

impl Figure {
    /// What it is (for [`FigureSize::Inline`] only screen readers hear it), the number as text, and
    /// what opens its explanation.
    pub(crate) fn new(
        label: impl Into<AttrValue>,
        value: impl Into<AttrValue>,
        onopen: Callback<()>,
    ) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
            onopen,
            note: None,
            size: FigureSize::Normal,
        }
    }

    /// The element.
    pub(crate) fn view(self) -> Html {
        let (size, label) = match self.size {
            FigureSize::Normal => (None, "figure__label"),
            FigureSize::Large => (Some("figure--large"), "figure__label"),
            FigureSize::Inline => (Some("figure--inline"), "visually-hidden"),
        };
        // Within a row that opens something else, the number opens itself alone.
        let onclick = self
            .onopen
            .reform(|event: MouseEvent| event.stop_propagation());
        html! {
            <button type="button" class={classes!("figure", size)} {onclick} aria-haspopup="dialog">
                <span class={label}>{ self.label }{ " " }</span>
                <span class="figure__value">{ self.value }</span>
                if let Some(note) = self.note {
                    <span class="figure__note">{ note }</span>
                }
            </button>
        }
    }
}
