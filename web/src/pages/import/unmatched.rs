//! Keys that rows came with and that name no customer: whose they may be, and the reader's word on it.

use crate::pages::parts::{Pager, view_or_wait};
use crate::pages::save::{self, ALL, buttons};
use crate::pages::work::AccountField;
use crate::queries::{unmatched, use_view};
use crate::store::{Env, use_env};
use crate::tasks::workspace;
use crate::ui::button::Button;
use crate::ui::dialog::{Dialog, DialogKind};
use perennial_data::Csv;
use perennial_protocol::view::{UnmatchedKey, UnmatchedView};
use perennial_protocol::{Request, Window};
use std::collections::BTreeSet;
use yew::prelude::*;

/// Keys on a page.
const PAGE: u32 = 20;

#[derive(Properties, PartialEq)]
pub(in crate::pages) struct UnmatchedDialogProps {
    pub(in crate::pages) onclose: Callback<()>,
}

/// The keys, those with the most rows first.
#[component]
pub(in crate::pages) fn UnmatchedDialog(props: &UnmatchedDialogProps) -> Html {
    let env = use_env();
    let m = env.m;
    let offset = use_state_eq(|| 0_u32);
    let chosen = use_state_eq(|| None::<String>);
    let window = Window {
        offset: *offset,
        len: PAGE,
    };
    let view = use_view(Some(Request::Unmatched { window }), unmatched);
    let ongo = {
        let offset = offset.setter();
        Callback::from(move |to| offset.set(to))
    };
    let onchoose = {
        let chosen = chosen.setter();
        Callback::from(move |key| chosen.set(key))
    };
    html! {
        <Dialog title={m.unmatched_title()} kind={DialogKind::Drawer} messages={m}
            onclose={props.onclose.clone()}>
            <div class="stack">
                <p class="muted">{ m.unmatched_note() }</p>
                { view_or_wait(&env, &view, |view| keys(&env, view, chosen.as_deref(), &onchoose, &ongo)) }
            </div>
        </Dialog>
    }
}

fn keys(
    env: &Env,
    view: &UnmatchedView,
    chosen: Option<&str>,
    onchoose: &Callback<Option<String>>,
    ongo: &Callback<u32>,
) -> Html {
    let m = env.m;
    if view.total == 0 {
        return html! { <p role="status">{ m.unmatched_none() }</p> };
    }
    let rows = view.keys.iter().map(|key| {
        let is_chosen = chosen == Some(key.key.as_str());
        line(env, key, is_chosen, onchoose)
    });
    let onsave = {
        let env = env.clone();
        Callback::from(move |form| {
            let name = env.m.unmatched_title().to_owned();
            let request = Request::Unmatched { window: ALL };
            save::view(&env, (name, form), request, unmatched, csv);
        })
    };
    html! {
        <>
            <ul class="stack" data-testid="unmatched">{ for rows }</ul>
            <div class="cluster">{ buttons(m, &onsave) }</div>
            { Pager { offset: view.offset, len: PAGE, total: view.total }.view(ongo, m) }
        </>
    }
}

/// All keys, with the rows of each table and whose they may be.
fn csv(env: &Env, view: &UnmatchedView) -> String {
    let m = env.m;
    let tables: BTreeSet<_> = view
        .keys
        .iter()
        .flat_map(|key| &key.rows)
        .map(|(table, _)| *table)
        .collect();
    let mut csv = Csv::default();
    csv.text(m.unmatched_title());
    for table in &tables {
        csv.text(m.table(table.name()).unwrap_or(table.name()));
    }
    csv.text(m.save_account());
    csv.text(m.customers_column_name());
    csv.end_row();
    for key in &view.keys {
        csv.text(&key.key);
        for table in &tables {
            let rows = key.rows.iter().find(|(of, _)| of == table);
            csv.field(&rows.map(|(_, n)| n.to_string()).unwrap_or_default());
        }
        let suggested = key.suggestion.as_ref();
        csv.text(suggested.map_or("", |(id, _)| id));
        csv.text(suggested.map_or("", |(_, name)| name));
        csv.end_row();
    }
    csv.finish()
}

/// A key with its rows; whose it is can be said at once where a customer suggests itself, or after a search.
fn line(
    env: &Env,
    key: &UnmatchedKey,
    is_chosen: bool,
    onchoose: &Callback<Option<String>>,
) -> Html {
    let m = env.m;
    let rows = key.rows.iter().map(|(table, rows)| {
        let name = table.name();
        format!("{} {}", m.table(name).unwrap_or(name), m.count(*rows))
    });
    let rows: Vec<String> = rows.collect();
    let assign = |account: String| {
        let (store, key, onchoose) = (env.store.clone(), key.key.clone(), onchoose.clone());
        move |()| {
            onchoose.emit(None);
            workspace::assign(&store, key.clone(), account.clone());
        }
    };
    let choose = {
        let (onchoose, key) = (onchoose.clone(), key.key.clone());
        Callback::from(move |()| onchoose.emit((!is_chosen).then(|| key.clone())))
    };
    let onaccount = {
        let (store, key, onchoose) = (env.store.clone(), key.key.clone(), onchoose.clone());
        Callback::from(move |account: String| {
            if !account.is_empty() {
                onchoose.emit(None);
                workspace::assign(&store, key.clone(), account);
            }
        })
    };
    let can_write = env.state.is_writer;
    html! {
        <li class="stack stack--tight" key={key.key.clone()}>
            <p><strong>{ &key.key }</strong>{ " " }<span class="muted">{ rows.join(" · ") }</span></p>
            <div class="cluster">
                if let Some((id, name)) = &key.suggestion {
                    { Button {
                        disabled: !can_write,
                        ..Button::new(m.unmatched_is(name), Callback::from(assign(id.clone())))
                    }.view() }
                }
                { Button {
                    disabled: !can_write,
                    ..Button::new(m.unmatched_choose(&key.key), choose)
                }.view() }
            </div>
            if is_chosen {
                <AccountField id="unmatched-account" label={m.unmatched_whose()} placeholder={m.unmatched_search()}
                    value="" error={None::<AttrValue>} onchange={onaccount} />
            }
        </li>
    }
}
