//! A panel with a heading.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct CardProps {
    pub(crate) title: AttrValue,
    /// Beside the title: what the numbers mean.
    #[prop_or_default]
    pub(crate) note: Option<AttrValue>,
    /// At the end of the title's line: buttons, links.
    #[prop_or_default]
    pub(crate) actions: Option<Html>,
    /// Where it stands in the grid: `span-4`, `span-6`, …
    #[prop_or_default]
    pub(crate) class: Classes,
    #[prop_or_default]
    pub(crate) children: Html,
}

/// A panel: a section with an `h2`.
#[component]
pub(crate) fn Card(props: &CardProps) -> Html {
    html! {
        <section class={classes!("card", props.class.clone())} aria-label={&props.title}>
            <header class="card__head">
                <h2>{ &props.title }</h2>
                if let Some(note) = &props.note {
                    <span class="card__note">{ note }</span>
                }
                if let Some(actions) = &props.actions {
                    <div class="card__actions">{ actions.clone() }</div>
                }
            </header>
            { props.children.clone() }
        </section>
    }
}
