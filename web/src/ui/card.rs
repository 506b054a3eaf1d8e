//! A panel with a heading.

use yew::prelude::*;

/// A panel: a section with an `h2`.
pub(crate) struct Card {
    pub(crate) title: AttrValue,
    /// Beside the title: what the numbers mean.
    pub(crate) note: Option<AttrValue>,
    /// At the end of the title's line: buttons, links.
    pub(crate) actions: Option<Html>,
    /// Where it stands in the grid: `span-4`, `span-6`, …
    pub(crate) class: &'static str,
}

impl Card {
    /// A panel as wide as there is room.
    pub(crate) fn new(title: impl Into<AttrValue>) -> Self {
        Self {
            title: title.into(),
            note: None,
            actions: None,
            class: "",
        }
    }

    /// The element, with its content below the heading.
    pub(crate) fn view(self, content: Html) -> Html {
        html! {
            <section class={classes!("card", self.class)} aria-label={&self.title}>
                <header class="card__head">
                    <h2>{ self.title }</h2>
                    if let Some(note) = self.note {
                        <span class="card__note">{ note }</span>
                    }
                    if let Some(actions) = self.actions {
                        <div class="card__actions">{ actions }</div>
                    }
                </header>
                { content }
            </section>
        }
    }
}
