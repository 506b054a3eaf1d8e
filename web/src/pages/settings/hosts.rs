//! Which pages of others may ask this app for a customer's card.

use crate::pages::giving;
use crate::store::use_env;
use crate::tasks::preferences;
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::ui::form::Field;
use yew::prelude::*;

/// The card. Origins hold from the moment they are added, and no longer once they are taken away.
#[component]
pub(super) fn Hosts() -> Html {
    let env = use_env();
    let m = env.m;
    let origins = use_state_eq(preferences::origins);
    let typed = use_state_eq(String::new);
    let is_wrong = use_state_eq(|| false);
    let keep = {
        let (origins, store) = (origins.setter(), env.store.clone());
        Callback::from(move |next: Vec<String>| {
            preferences::allow(&next);
            origins.set(next);
            giving::answer(&store);
        })
    };
    let oninput = {
        let (typed, is_wrong) = (typed.setter(), is_wrong.setter());
        Callback::from(move |text| {
            typed.set(text);
            is_wrong.set(false);
        })
    };
    let onadd = {
        let (origins, typed, is_wrong) = (origins.clone(), typed.clone(), is_wrong.setter());
        let keep = keep.clone();
        Callback::from(move |()| {
            let Some(origin) = origin_of(&typed) else {
                return is_wrong.set(true);
            };
            let mut next = (*origins).clone();
            if !next.contains(&origin) {
                next.push(origin);
            }
            keep.emit(next);
            typed.set(String::new());
        })
    };
    let row = |origin: &String| {
        let (origins, gone, keep) = (origins.clone(), origin.clone(), keep.clone());
        let onremove = Callback::from(move |()| {
            let rest = origins.iter().filter(|origin| **origin != gone);
            keep.emit(rest.cloned().collect());
        });
        html! {
            <li class="cluster" key={origin.clone()}>
                <code>{ origin }</code>
                { Button::new(m.settings_hosts_remove(origin), onremove).view() }
            </li>
        }
    };
    Card {
        note: Some(m.settings_hosts_note().into()),
        ..Card::new(m.settings_hosts())
    }
    .view(html! {
        <>
            if !origins.is_empty() {
                <ul class="stack stack--tight" data-testid="hosts">{ for origins.iter().map(row) }</ul>
            }
            <div class="cluster cluster--low">
                { Field {
                    id: "host-origin".into(),
                    label: m.settings_hosts_origin().into(),
                    value: (*typed).clone().into(),
                    error: is_wrong.then(|| m.settings_hosts_wrong().into()),
                    oninput,
                    ..Field::default()
                }.view() }
                { Button { disabled: typed.is_empty(), ..Button::new(m.settings_hosts_add(), onadd) }.view() }
            </div>
        </>
    })
}

/// The origin of an address that was typed; none of anything else than `http` and `https`.
fn origin_of(typed: &str) -> Option<String> {
    let url = web_sys::Url::new(typed.trim()).ok()?;
    let is_page = matches!(url.protocol().as_str(), "http:" | "https:");
    is_page.then(|| url.origin())
}
