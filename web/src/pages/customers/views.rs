//! Saved views of the table: what the address says of the list under a name of one's own, without its date.

use crate::route::{ListView, Place, Route};
use crate::store::use_env;
use crate::tasks::preferences::{SavedView, remember_views, remembered_views};
use crate::ui::button::Button;
use crate::ui::form::Field;
use crate::ui::icon::Icon;
use crate::ui::popover::Popover;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct ViewsProps {
    pub(super) list: ListView,
}

/// A button that opens the saved views.
#[component]
pub(super) fn Views(props: &ViewsProps) -> Html {
    let m = use_env().m;
    html! {
        <Popover label={m.views_title()} icon={Icon::File} align_end=true>
            <List list={props.list.clone()} />
        </Popover>
    }
}

#[component]
fn List(props: &ViewsProps) -> Html {
    let env = use_env();
    let m = env.m;
    let name = use_state_eq(String::new);
    let views = use_state_eq(remembered_views);
    let keep = {
        let views = views.setter();
        move |next: Vec<SavedView>| {
            remember_views(&next);
            views.set(next);
        }
    };
    let lines = views.iter().map(|view| {
        // The list as it was saved, on the date that is seen now.
        let place = env.place(Place::parse(&view.address).route);
        let onremove = {
            let (keep, views, gone) = (keep.clone(), (*views).clone(), view.name.clone());
            Callback::from(move |_: MouseEvent| {
                let mut next = views.clone();
                next.retain(|view| view.name != gone);
                keep(next);
            })
        };
        html! {
            <li class="cluster" key={view.name.clone()}>
                <a class="push-end" href={place.hash()}>{ &view.name }</a>
                <button type="button" class="button button--quiet" title={m.views_remove(&view.name)} onclick={onremove}>
                    { Icon::Trash.view_sized(14) }
                    <span class="visually-hidden">{ m.views_remove(&view.name) }</span>
                </button>
            </li>
        }
    });
    let trimmed = name.trim().to_owned();
    let onsave = {
        let (keep, views, name) = (keep.clone(), (*views).clone(), name.setter());
        let saved = SavedView {
            name: trimmed.clone(),
            address: Place::new(Route::Customers(props.list.clone())).hash(),
        };
        Callback::from(move |()| {
            let mut next = views.clone();
            next.retain(|view| view.name != saved.name);
            next.push(saved.clone());
            keep(next);
            name.set(String::new());
        })
    };
    let oninput = {
        let name = name.setter();
        Callback::from(move |text| name.set(text))
    };
    html! {
        <div class="stack stack--tight picker">
            if views.is_empty() {
                <p class="muted">{ m.views_none() }</p>
            } else {
                <ul class="plain stack stack--tight" data-testid="views">{ for lines }</ul>
            }
            { Field {
                id: "view-name".into(),
                label: m.views_name().into(),
                value: (*name).clone().into(),
                oninput,
                ..Field::default()
            }.view() }
            { Button {
                disabled: trimmed.is_empty(),
                ..Button::new(m.views_save(), onsave)
            }.view() }
        </div>
    }
}
