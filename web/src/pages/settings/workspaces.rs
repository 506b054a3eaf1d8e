//! The workspaces of this browser: which there are, another one, a name for the one that is open.

use crate::state::{Listed, Saving};
use crate::store::{Env, use_activity, use_env};
use crate::tasks::workspaces;
use crate::ui::badge::accent_chip;
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::ui::form::Field;
use crate::ui::icon::Icon;
use yew::prelude::*;

/// The card.
#[component]
pub(super) fn WorkspacesCard() -> Html {
    let env = use_env();
    let m = env.m;
    let is_alone = workspaces::of_page().is_some();
    let saving = use_activity().saving.clone();
    let is_kept = env.state.workspace.as_ref().is_some_and(|w| w.is_stored);
    // What is not on the disk yet would be lost with the page.
    let may_leave = is_kept && (saving == Saving::Saved || !env.state.is_writer);
    let new_name = use_state_eq(String::new);
    let all = &env.state.workspaces;
    let own_name = all.list.iter().find(|listed| listed.id == all.here);
    let rows = all
        .list
        .iter()
        .map(|listed| row(&env, listed, may_leave))
        .collect::<Html>();
    let onrename = {
        let store = env.store.clone();
        Callback::from(move |name: String| workspaces::rename(&store, &name))
    };
    let onname = {
        let new_name = new_name.setter();
        Callback::from(move |name| new_name.set(name))
    };
    let oncreate = {
        let new_name = new_name.clone();
        Callback::from(move |()| workspaces::create(&new_name))
    };
    if is_alone {
        return html! {}; // a page with data inside has these
    }
    Card {
        note: Some(m.workspaces_note().into()),
        ..Card::new(m.workspaces_title())
    }
    .view(html! {
        <>
            <ul class="stack stack--tight" data-testid="workspaces">{ rows }</ul>
            { Field {
                id: "workspace-name".into(),
                label: m.workspaces_rename().into(),
                value: own_name.map(|listed| listed.name.clone()).unwrap_or_default().into(),
                oninput: onrename,
                ..Field::default()
            }.view() }
            <div class="cluster cluster--low">
                { Field {
                    id: "workspace-new".into(),
                    label: m.workspaces_new_name().into(),
                    value: (*new_name).clone().into(),
                    note: (!is_kept).then(|| m.workspaces_not_kept().into()),
                    oninput: onname,
                    ..Field::default()
                }.view() }
                { Button {
                    icon: Some(Icon::Plus),
                    disabled: new_name.trim().is_empty() || !may_leave,
                    ..Button::new(m.workspaces_new(), oncreate)
                }.view() }
            </div>
        </>
    })
}

fn row(env: &Env, listed: &Listed, may_leave: bool) -> Html {
    let m = env.m;
    let is_here = listed.id == env.state.workspaces.here;
    let name: AttrValue = match listed.name.trim() {
        "" if listed.id.is_empty() => m.workspaces_first().into(),
        "" => m.workspaces_nameless(&listed.id).into(),
        name => name.to_owned().into(),
    };
    let onopen = {
        let id = listed.id.clone();
        Callback::from(move |()| workspaces::open(&id))
    };
    html! {
        <li key={listed.id.clone()} class="cluster" aria-current={is_here.then_some("true")}>
            if is_here {
                <span>{ name }</span>
                { accent_chip(m.workspaces_open()) }
            } else {
                { Button {
                    disabled: !may_leave,
                    ..Button::new(m.workspaces_open_named(&name), onopen)
                }.view() }
            }
        </li>
    }
}
