//! What is kept where: how much, how safely; and gone.

use crate::pages::import::UnmatchedDialog;
use crate::pages::parts::view_or_wait;
use crate::pages::save;
use crate::queries::{storage, use_view};
use crate::store::{Env, use_env};
use crate::tasks::{export, workspace};
use crate::ui::button::{Button, ButtonKind, IconButton};
use crate::ui::card::Card;
use crate::ui::dialog::Dialog;
use crate::ui::form::{Check, Field};
use crate::ui::icon::Icon;
use perennial_protocol::Request;
use perennial_protocol::view::{StorageView, TableSize};
use yew::prelude::*;

/// How much is stored, and whether the browser keeps it.
#[component]
pub(super) fn Storage() -> Html {
    let env = use_env();
    let m = env.m;
    let view = use_view(Some(Request::Storage), storage);
    let bom = use_state_eq(|| true);
    let unmatched = use_state_eq(|| false);
    let show_unmatched = |on: bool| {
        let unmatched = unmatched.setter();
        Callback::from(move |()| unmatched.set(on))
    };
    let workspace = env.state.workspace.as_ref();
    let tables = workspace.map_or(&[][..], |workspace| &workspace.tables);
    let onbom = {
        let bom = bom.setter();
        Callback::from(move |on| bom.set(on))
    };
    Card::new(m.settings_storage()).view(html! {
        <>
            <p>{ m.start_private_note() }</p>
            { view_or_wait(&env, &view, |view| numbers(&env, view)) }
            <dl class="facts">{ for tables.iter().map(|size| table(&env, size, *bom)) }</dl>
            if tables.iter().any(|size| size.unmatched > 0) {
                <div>{ Button::new(m.unmatched_show(), show_unmatched(true)).view() }</div>
            }
            if *unmatched {
                <UnmatchedDialog onclose={show_unmatched(false)} />
            }
            if !tables.is_empty() {
                { Check {
                    key: "bom".to_owned(),
                    label: m.settings_tables_bom().into(),
                    on: *bom,
                    onchange: onbom,
                }.view() }
            }
        </>
    })
}

fn table(env: &Env, size: &TableSize, bom: bool) -> Html {
    let m = env.m;
    let name = size.table.name();
    let title = m.table(name).unwrap_or(name);
    let ondownload = {
        let (store, table) = (env.store.clone(), size.table);
        Callback::from(move |()| export::file(&store, Request::TableFile { table, bom }))
    };
    let onbook = {
        let (store, table) = (env.store.clone(), size.table);
        let request = Request::TableFile { table, bom: false };
        Callback::from(move |()| save::file(&store, request.clone(), save::Form::Book))
    };
    html! {
        <>
            <dt>{ title }</dt>
            <dd>
                { m.count_rows(size.rows) }
                if size.unmatched > 0 {
                    { " · " }{ m.import_result_unmatched() }{ " " }{ m.count(size.unmatched) }
                }
                { IconButton::new(m.settings_table_download(title), Icon::Download, ondownload).view() }
                { IconButton::new(m.settings_table_book(title), Icon::File, onbook).view() }
            </dd>
        </>
    }
}

fn numbers(env: &Env, view: &StorageView) -> Html {
    let m = env.m;
    let bytes =
        |bytes: Option<u64>| bytes.map_or_else(|| m.word_unknown().to_owned(), |b| m.bytes(b));
    html! {
        <>
            <p>{ m.settings_storage_used(&bytes(view.quota), &bytes(view.used)) }</p>
            <p>
                if view.persisted {
                    { m.settings_storage_persisted() }
                } else {
                    { m.settings_storage_not_persisted() }
                }
            </p>
            <p class="muted">{ m.settings_memory(&m.bytes(view.memory)) }</p>
        </>
    }
}

/// Everything gone, after a word.
#[component]
pub(super) fn Deletion() -> Html {
    let env = use_env();
    let m = env.m;
    let is_open = use_state_eq(|| false);
    let open = {
        let is_open = is_open.setter();
        Callback::from(move |()| is_open.set(true))
    };
    let close = {
        let is_open = is_open.setter();
        Callback::from(move |()| is_open.set(false))
    };
    Card::new(m.settings_delete()).view(html! {
        <>
            <p>{ m.settings_delete_note() }</p>
            <div>
                { Button {
                    kind: ButtonKind::Grave,
                    icon: Some(Icon::Trash),
                    disabled: !env.state.is_writer,
                    ..Button::new(m.settings_delete(), open)
                }.view() }
            </div>
            if *is_open {
                <Confirmation onclose={close} />
            }
        </>
    })
}

#[derive(Properties, PartialEq)]
struct ConfirmationProps {
    onclose: Callback<()>,
}

#[component]
fn Confirmation(props: &ConfirmationProps) -> Html {
    let env = use_env();
    let m = env.m;
    let typed = use_state_eq(String::new);
    let is_meant = typed.trim() == m.settings_delete_word();
    let ondelete = {
        let (store, onclose) = (env.store.clone(), props.onclose.clone());
        Callback::from(move |()| {
            onclose.emit(());
            workspace::delete_all(&store);
        })
    };
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(text))
    };
    let actions = html! {
        <>
            { Button::new(m.action_cancel(), props.onclose.clone()).view() }
            { Button {
                kind: ButtonKind::Grave,
                disabled: !is_meant,
                ..Button::new(m.settings_delete(), ondelete)
            }.view() }
        </>
    };
    html! {
        <Dialog title={m.settings_delete()} {actions} messages={m} onclose={props.onclose.clone()}>
            <div class="stack">
                <p>{ m.settings_delete_note() }</p>
                { Field {
                    id: "delete-word".into(),
                    label: m.settings_delete_confirm().into(),
                    value: (*typed).clone().into(),
                    oninput,
                    ..Field::default()
                }.view() }
            </div>
        </Dialog>
    }
}
