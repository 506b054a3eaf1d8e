//! The command palette: customers, screens and actions by typing. A combobox over a list.

use crate::route::{InboxChoice, LifeChoice, ListView, ModelTab, Route, ValueChoice};
use crate::state::Theme;
use crate::store::{Env, use_env};
use crate::tasks::{export, preferences, spawn_owned, unexpected, workspace};
use crate::ui::dialog::{Dialog, DialogKind};
use gloo::timers::callback::Timeout;
use perennial_data::{Language, fold_name};
use perennial_protocol::view::SearchHit;
use perennial_protocol::{Request, Response};
use std::rc::Rc;
use yew::prelude::*;

/// Customers that are shown at the most.
const MOST_HITS: u32 = 8;
/// How long typing must pause before customers are searched.
const PAUSE_MS: u32 = 80;
const LIST_ID: &str = "palette-list";

/// Something that can be chosen.
#[derive(Clone, PartialEq)]
struct Entry {
    group: &'static str,
    label: String,
    hint: String,
    deed: Deed,
}

/// What choosing does.
#[derive(Clone, PartialEq)]
enum Deed {
    Go(Route),
    Undo,
    Redo,
    Sample,
    Backup,
    WorkFile,
    Speak(Language),
    Wear(Theme),
}

#[derive(Properties, PartialEq)]
pub(super) struct PaletteProps {
    pub(super) onclose: Callback<()>,
}

/// The palette, open as long as it is rendered.
#[component]
pub(super) fn Palette(props: &PaletteProps) -> Html {
    let env = use_env();
    let m = env.m;
    let query = use_state_eq(String::new);
    let hits = use_state_eq(Rc::<[SearchHit]>::default);
    let at = use_state_eq(|| 0_usize);
    use_hits(&env, &query, &hits);

    let entries = entries(&env, &query, &hits);
    let last = entries.len().saturating_sub(1);
    let chosen = (*at).min(last);
    let choose = {
        let (env, onclose) = (env.clone(), props.onclose.clone());
        Callback::from(move |deed: Deed| {
            onclose.emit(());
            act(&env, deed);
        })
    };
    let oninput = {
        let (query, at) = (query.setter(), at.setter());
        Callback::from(move |event: InputEvent| {
            let input = event.target_dyn_into::<web_sys::HtmlInputElement>();
            query.set(input.map(|input| input.value()).unwrap_or_default());
            at.set(0);
        })
    };
    let onkeydown = {
        let (at, choose) = (at.setter(), choose.clone());
        let deed = entries.get(chosen).map(|entry| entry.deed.clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "ArrowDown" => at.set(if chosen == last { 0 } else { chosen + 1 }),
                "ArrowUp" => at.set(chosen.checked_sub(1).unwrap_or(last)),
                // While an input method composes, Enter belongs to it.
                "Enter" if !event.is_composing() => {
                    if let Some(deed) = &deed {
                        choose.emit(deed.clone());
                    }
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    let option_id = |at: usize| format!("palette-{at}");
    let mut group = "";
    let options = entries.iter().enumerate().map(|(place, entry)| {
        let is_first = entry.group != group;
        group = entry.group;
        let deed = entry.deed.clone();
        let onclick = choose.reform(move |_: MouseEvent| deed.clone());
        html! {
            <>
                if is_first {
                    <li class="palette__group" role="presentation">{ entry.group }</li>
                }
                <li class="menu__item" role="option" id={option_id(place)}
                    aria-selected={(place == chosen).to_string()} {onclick}>
                    <span>{ &entry.label }</span>
                    <span class="menu__hint">{ &entry.hint }</span>
                </li>
            </>
        }
    });
    html! {
        <Dialog title={m.palette_title()} kind={DialogKind::Palette} messages={m} onclose={props.onclose.clone()}>
            <div class="stack stack--tight">
                <input class="input" type="text" role="combobox" autofocus=true autocomplete="off"
                    aria-label={m.palette_placeholder()} placeholder={m.palette_placeholder()}
                    aria-expanded="true" aria-controls={LIST_ID} aria-autocomplete="list"
                    aria-activedescendant={(!entries.is_empty()).then(|| option_id(chosen))}
                    value={(*query).clone()} {oninput} {onkeydown} />
                <ul id={LIST_ID} role="listbox" class="palette__list" aria-label={m.palette_title()}>
                    { for options }
                </ul>
                if entries.is_empty() {
                    <p class="muted" role="status">{ m.palette_empty() }</p>
                }
                <p class="muted small" aria-hidden="true">{ m.palette_hint() }</p>
            </div>
        </Dialog>
    }
}

/// Searches customers once typing pauses; a search that is overtaken gives nothing.
#[hook]
fn use_hits(env: &Env, query: &UseStateHandle<String>, hits: &UseStateHandle<Rc<[SearchHit]>>) {
    let newest = use_mut_ref(|| 0_u32);
    let (store, hits) = (env.store.clone(), hits.setter());
    use_effect_with((**query).clone(), move |text| {
        *newest.borrow_mut() += 1;
        let number = *newest.borrow();
        let text = text.trim().to_owned();
        let timer = Timeout::new(PAUSE_MS, move || {
            if text.is_empty() {
                return hits.set(Rc::default());
            }
            let reply = store.ask(Request::Search {
                text,
                limit: MOST_HITS,
            });
            spawn_owned(&store, async move {
                let Response::Search(found) = reply.await? else {
                    return Err(unexpected());
                };
                if *newest.borrow() == number {
                    hits.set(found.into());
                }
                Ok(())
            });
        });
        move || drop(timer)
    });
}

fn entries(env: &Env, query: &str, hits: &[SearchHit]) -> Vec<Entry> {
    let m = env.m;
    let customers = hits.iter().map(|hit| Entry {
        group: m.palette_customers(),
        label: hit.name.clone(),
        hint: hit.id.clone(),
        deed: Deed::Go(Route::Customer(hit.id.clone())),
    });
    let screens = [
        (m.nav_start(), Route::Start),
        (m.nav_import(), Route::Import),
        (m.nav_portfolio(), Route::Portfolio),
        (m.nav_customers(), Route::Customers(ListView::default())),
        (m.nav_inbox(), Route::Inbox(InboxChoice::default())),
        (m.nav_lifecycle(), Route::Lifecycle(LifeChoice::default())),
        (m.nav_value(), Route::Value(ValueChoice::default())),
        (m.nav_model(), Route::Model(ModelTab::default())),
        (m.quality_title(), Route::Quality),
        (m.nav_settings(), Route::Settings),
    ];
    let screens = screens
        .into_iter()
        .map(|(label, route)| (m.palette_screens(), label, Deed::Go(route)));
    let mut actions = vec![(m.start_sample(), Deed::Sample)];
    if let Some(workspace) = &env.state.workspace {
        if workspace.undo.is_some() {
            actions.push((m.undo(), Deed::Undo));
        }
        if workspace.redo.is_some() {
            actions.push((m.redo(), Deed::Redo));
        }
        if workspace.n_accounts > 0 {
            actions.push((m.settings_backup_save(), Deed::Backup));
            actions.push((m.work_export(), Deed::WorkFile));
        }
    }
    actions.push((m.language_zh(), Deed::Speak(Language::Zh)));
    actions.push((m.language_en(), Deed::Speak(Language::En)));
    actions.push((m.theme_light(), Deed::Wear(Theme::Light)));
    actions.push((m.theme_dark(), Deed::Wear(Theme::Dark)));
    let actions = actions
        .into_iter()
        .map(|(label, deed)| (m.palette_actions(), label, deed));
    let wanted = fold_name(query);
    let others = screens
        .chain(actions)
        .filter(|(_, label, _)| fold_name(label).contains(&wanted))
        .map(|(group, label, deed)| Entry {
            group,
            label: label.to_owned(),
            hint: String::new(),
            deed,
        });
    customers.chain(others).collect()
}

fn act(env: &Env, deed: Deed) {
    match deed {
        Deed::Go(route) => env.go(route),
        Deed::Undo => workspace::undo(env),
        Deed::Redo => workspace::redo(env),
        Deed::Sample => workspace::load_sample(env),
        Deed::Backup => export::file(
            &env.store,
            Request::Backup {
                passphrase: None,
                mask: None,
            },
        ),
        Deed::WorkFile => export::file(&env.store, Request::WorkFile),
        Deed::Speak(language) => preferences::speak(&env.store, language),
        Deed::Wear(theme) => preferences::wear(&env.store, theme),
    }
}
