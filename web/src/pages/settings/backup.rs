//! The whole workspace into one file, with a passphrase or without, and back; or as a page.

use crate::pages::giving::{Give, Giving};
use crate::pages::parts::FileButton;
use crate::state::{Action, Sealed};
use crate::store::{Env, use_env};
use crate::tasks::{export, workspace};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::dialog::Dialog;
use crate::ui::form::{Field, InputKind};
use crate::ui::icon::Icon;
use perennial_protocol::Request;
use yew::prelude::*;

/// The card, and the dialogs that ask for a passphrase.
#[component]
pub(super) fn Backup() -> Html {
    let env = use_env();
    let m = env.m;
    let can_write = env.state.is_writer;
    let is_closing = use_state_eq(|| false);
    let onsave = {
        let store = env.store.clone();
        Callback::from(move |()| {
            export::file(
                &store,
                Request::Backup {
                    passphrase: None,
                    mask: None,
                },
            );
        })
    };
    let set_closing = |closing: bool| {
        let is_closing = is_closing.setter();
        Callback::from(move |()| is_closing.set(closing))
    };
    let is_paging = use_state_eq(|| false);
    let set_paging = |paging: bool| {
        let is_paging = is_paging.setter();
        Callback::from(move |()| is_paging.set(paging))
    };
    let onfiles = {
        let store = env.store.clone();
        Callback::from(move |files: Vec<_>| {
            if let Some(file) = files.into_iter().next() {
                workspace::restore(&store, file, None);
            }
        })
    };
    let nothing_yet = !env.state.has_customers();
    Card { note: Some(m.settings_backup_note().into()), ..Card::new(m.settings_backup()) }.view(html! {
        <>
            <div class="cluster">
                { Button {
                    icon: Some(Icon::Download),
                    disabled: nothing_yet,
                    ..Button::new(m.settings_backup_save(), onsave)
                }.view() }
                { Button {
                    icon: Some(Icon::Download),
                    disabled: nothing_yet,
                    ..Button::new(m.settings_backup_save_closed(), set_closing(true))
                }.view() }
                { Button {
                    icon: Some(Icon::Download),
                    disabled: nothing_yet,
                    ..Button::new(m.settings_onepage(), set_paging(true))
                }.view() }
                <FileButton label={m.settings_restore()} accept=".perennial,application/octet-stream,application/json"
                    disabled={!can_write} {onfiles} />
                <span class="muted">{ m.settings_restore_note() }</span>
            </div>
            if *is_closing {
                <Closing onclose={set_closing(false)} />
            }
            if *is_paging {
                <Dialog title={m.settings_onepage()} messages={m} onclose={set_paging(false)}>
                    <Giving what={Give::Page { onclose: set_paging(false) }} />
                </Dialog>
            }
            if let Some(sealed) = &env.state.sealed {
                { opening(&env, sealed) }
            }
        </>
    })
}

#[derive(Properties, PartialEq)]
struct ClosingProps {
    onclose: Callback<()>,
}

/// Asks for a passphrase, twice, and saves a file that opens with it.
#[component]
fn Closing(props: &ClosingProps) -> Html {
    let env = use_env();
    let m = env.m;
    let typed = use_state_eq(<[String; 2]>::default);
    let [first, again] = &*typed;
    let differs = !again.is_empty() && first != again;
    let is_ready = !first.is_empty() && first == again;
    let onsave = {
        let (store, onclose, typed) = (env.store.clone(), props.onclose.clone(), typed.clone());
        Callback::from(move |()| {
            onclose.emit(());
            let passphrase = Some(typed[0].clone());
            export::file(
                &store,
                Request::Backup {
                    passphrase,
                    mask: None,
                },
            );
        })
    };
    let put = |at: usize| {
        let typed = typed.clone();
        Callback::from(move |text| {
            let mut next = (*typed).clone();
            next[at] = text;
            typed.set(next);
        })
    };
    let actions = html! {
        <>
            { Button::new(m.action_cancel(), props.onclose.clone()).view() }
            { Button {
                kind: ButtonKind::Primary,
                icon: Some(Icon::Download),
                disabled: !is_ready,
                ..Button::new(m.settings_backup_save(), onsave)
            }.view() }
        </>
    };
    html! {
        <Dialog title={m.settings_backup_save_closed()} {actions} messages={m} onclose={props.onclose.clone()}>
            <div class="stack">
                <p>{ m.passphrase_note() }</p>
                { Field {
                    id: "passphrase".into(),
                    label: m.passphrase().into(),
                    value: first.clone().into(),
                    kind: InputKind::Secret,
                    oninput: put(0),
                    ..Field::default()
                }.view() }
                { Field {
                    id: "passphrase-again".into(),
                    label: m.passphrase_again().into(),
                    value: again.clone().into(),
                    kind: InputKind::Secret,
                    error: differs.then(|| m.passphrase_differs().into()),
                    oninput: put(1),
                    ..Field::default()
                }.view() }
            </div>
        </Dialog>
    }
}

fn opening(env: &Env, sealed: &Sealed) -> Html {
    let onclose = {
        let store = env.store.clone();
        Callback::from(move |()| store.dispatch(Action::Sealed(None)))
    };
    html! { <Opening sealed={sealed.clone()} {onclose} /> }
}

#[derive(Properties, PartialEq)]
struct OpeningProps {
    sealed: Sealed,
    onclose: Callback<()>,
}

/// Asks for the passphrase of a file, and opens it.
#[component]
fn Opening(props: &OpeningProps) -> Html {
    let env = use_env();
    let m = env.m;
    let typed = use_state_eq(String::new);
    let onopen = {
        let (store, file, typed) = (env.store.clone(), props.sealed.file.clone(), typed.clone());
        Callback::from(move |()| workspace::restore(&store, file.clone(), Some((*typed).clone())))
    };
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(text))
    };
    let actions = html! {
        <>
            { Button::new(m.action_cancel(), props.onclose.clone()).view() }
            { Button {
                kind: ButtonKind::Primary,
                disabled: typed.is_empty() || !env.state.is_writer,
                ..Button::new(m.settings_restore(), onopen)
            }.view() }
        </>
    };
    html! {
        <Dialog title={m.settings_restore()} {actions} messages={m} onclose={props.onclose.clone()}>
            <div class="stack">
                <p>{ m.passphrase_needed(&props.sealed.file.name()) }</p>
                <p class="muted">{ m.settings_restore_note() }</p>
                { Field {
                    id: "passphrase".into(),
                    label: m.passphrase().into(),
                    value: (*typed).clone().into(),
                    kind: InputKind::Secret,
                    error: props.sealed.was_wrong.then(|| m.passphrase_wrong().into()),
                    oninput,
                    ..Field::default()
                }.view() }
            </div>
        </Dialog>
    }
}
