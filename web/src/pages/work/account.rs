//! A customer, found by name or key while typing.

use crate::store::use_env;
use crate::tasks::{spawn_owned, unexpected};
use crate::ui::form::Field;
use perennial_protocol::view::SearchHit;
use perennial_protocol::{Request, Response};
use std::rc::Rc;
use yew::prelude::*;

/// Customers that are shown at the most.
const MOST_HITS: u32 = 6;

#[derive(Properties, PartialEq)]
pub(in crate::pages) struct AccountFieldProps {
    pub(in crate::pages) id: AttrValue,
    pub(in crate::pages) label: AttrValue,
    pub(in crate::pages) placeholder: AttrValue,
    /// The id of the customer that is chosen; empty while none is.
    pub(in crate::pages) value: AttrValue,
    pub(in crate::pages) error: Option<AttrValue>,
    pub(in crate::pages) onchange: Callback<String>,
}

/// A field to type in and, below it, the customers that it finds.
#[component]
pub(in crate::pages) fn AccountField(props: &AccountFieldProps) -> Html {
    let env = use_env();
    let text = use_state_eq(String::new);
    let hits = use_state_eq(Rc::<[SearchHit]>::default);
    let newest = use_mut_ref(|| 0_u32);
    {
        let (store, hits) = (env.store.clone(), hits.setter());
        use_effect_with((*text).clone(), move |text| {
            *newest.borrow_mut() += 1;
            let number = *newest.borrow();
            let text = text.trim().to_owned();
            if text.is_empty() {
                hits.set(Rc::default());
                return;
            }
            let limit = MOST_HITS;
            let reply = store.ask(Request::Search { text, limit });
            spawn_owned(&store, async move {
                let Response::Search(found) = reply.await? else {
                    return Err(unexpected());
                };
                // A search that is overtaken gives nothing.
                if *newest.borrow() == number {
                    hits.set(found.into());
                }
                Ok(())
            });
        });
    }
    let oninput = {
        let (text, onchange) = (text.setter(), props.onchange.clone());
        Callback::from(move |typed: String| {
            text.set(typed);
            onchange.emit(String::new());
        })
    };
    let button = |hit: &SearchHit| {
        let is_on = props.value.as_str() == hit.id;
        let id = hit.id.clone();
        let onclick = props.onchange.reform(move |_: MouseEvent| id.clone());
        html! {
            <button type="button" class="chip suggestion" key={hit.id.clone()}
                aria-pressed={is_on.to_string()} {onclick}>
                <span>{ &hit.name }</span><span class="muted">{ &hit.id }</span>
            </button>
        }
    };
    html! {
        <div class="stack stack--tight">
            { Field {
                id: props.id.clone(),
                label: props.label.clone(),
                value: (*text).clone().into(),
                note: Some(props.placeholder.clone()),
                error: props.error.clone(),
                oninput,
                ..Field::default()
            }.view() }
            <div class="cluster" role="group" aria-label={props.label.clone()} aria-live="polite">
                { for hits.iter().map(button) }
            </div>
        </div>
    }
}
