//! A model from a file beside the one in hand: what would change, what both changed in different ways, and who decides.

use super::conditions::{Names, use_names};
use super::differ::{differences, place_text, said_text};
use super::effect::{Sides, effect};
use super::versions::version_name;
use crate::pages::parts::view_or_wait;
use crate::queries::{model as pick_model, use_view};
use crate::store::{Env, use_env};
use crate::tasks::model;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::Dialog;
use crate::ui::form::{Choice, OneOf};
use perennial_i18n::Messages;
use perennial_protocol::view::{ConflictView, MetView, ModelAnswer, ModelQuery, RoomView};
use perennial_protocol::{Packed, Request, Response};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// The choices that stand for no common beginning, and for one side of a conflict.
const NONE: &str = "none";
const OURS: &str = "ours";
const THEIRS: &str = "theirs";

#[derive(Properties, PartialEq)]
pub(super) struct MeetProps {
    pub(super) hand: super::Hand,
    /// The document as JSON.
    pub(super) json: Rc<str>,
    pub(super) onclose: Callback<()>,
}

fn pick(response: Response) -> Option<Rc<MetView>> {
    match &*pick_model(response)? {
        ModelAnswer::Meet(view) => Some(Rc::new(MetView::clone(view))),
        _ => None,
    }
}

/// The dialog.
#[component]
pub(super) fn Meet(props: &MeetProps) -> Html {
    let env = use_env();
    let m = env.m;
    let room = &props.hand.room;
    let names = use_names(room, &props.hand.model);
    let base = use_state_eq(|| None::<Option<u32>>);
    let theirs = use_state_eq(BTreeSet::<String>::new);
    let query = ModelQuery::Meet {
        as_of: env.state.as_of(),
        json: props.json.to_string(),
        base: *base,
    };
    let view = use_view(Packed::of(&query).ok().map(Request::ModelRoom), pick);
    let onbase = {
        let (base, theirs) = (base.setter(), theirs.setter());
        Callback::from(move |code: AttrValue| {
            theirs.set(BTreeSet::new());
            base.set(Some(code.parse().ok()));
        })
    };
    let onside = {
        let theirs = theirs.clone();
        Callback::from(move |(path, is_theirs): (String, bool)| {
            let mut next = (*theirs).clone();
            if is_theirs {
                next.insert(path);
            } else {
                next.remove(&path);
            }
            theirs.set(next);
        })
    };
    let met = view.slot.data().cloned();
    let ontake = {
        let (env, json, onclose) = (env.clone(), Rc::clone(&props.json), props.onclose.clone());
        let (met, theirs) = (met.clone(), (*theirs).clone());
        Callback::from(move |()| {
            let base = met.as_ref().and_then(|met| met.base);
            let onclose = onclose.clone();
            let done = Callback::from(move |is_done: bool| {
                if is_done {
                    onclose.emit(());
                }
            });
            let theirs = theirs.iter().cloned().collect();
            model::merge(&env.store, json.to_string(), (base, theirs), done);
        })
    };
    let actions = html! {
        <>
            { Button::new(m.action_cancel(), props.onclose.clone()).view() }
            { Button {
                kind: ButtonKind::Primary,
                disabled: met.is_none() || !props.hand.is_writer,
                ..Button::new(m.room_meet_take(), ontake)
            }.view() }
        </>
    };
    html! {
        <Dialog title={m.room_meet_title()} messages={m} onclose={props.onclose.clone()} {actions}>
            <div class="stack" data-testid="meet">
                { view_or_wait(&env, &view, |met| {
                    html! {
                        <>
                            { about(m, met) }
                            { bases(m, room, met, onbase) }
                            { conflicts(m, met, (&theirs, &onside), &names) }
                            { result(&env, room, met, &names) }
                        </>
                    }
                }) }
            </div>
        </Dialog>
    }
}

/// What it is called, who made it when and why.
fn about(m: Messages, met: &MetView) -> Html {
    let made = match (&met.author, met.created_on) {
        (Some(author), Some(day)) => Some(m.room_version_saved(author, day)),
        (None, Some(day)) => Some(m.room_version_saved_nameless(day)),
        _ => None,
    };
    html! {
        <p>
            <strong>{ met.name.get(m.language()) }</strong>{ " " }
            <span class="muted">{ m.room_version(met.revision) }</span>
            if let Some(made) = made { <span class="muted row-note">{ made }</span> }
            if let Some(note) = &met.note { <span class="row-note">{ note }</span> }
        </p>
    }
}

/// What both may have begun with.
fn bases(m: Messages, room: &RoomView, met: &MetView, onbase: Callback<AttrValue>) -> Html {
    if met.bases.is_empty() {
        return html! { <p class="muted">{ m.room_meet_stranger() }</p> };
    }
    let mut choices: Vec<Choice> = met
        .bases
        .iter()
        .map(|(number, n)| {
            let version = room.versions.iter().find(|v| v.number == *number);
            let name = version.map_or_else(
                || m.room_meet_base_force().to_owned(),
                |version| version_name(m, version),
            );
            Choice::new(number.to_string(), m.room_meet_base_version(*n, &name))
        })
        .collect();
    choices.push(Choice::new(NONE, m.room_meet_base_none()));
    let value = met
        .base
        .map_or_else(|| NONE.to_owned(), |number| number.to_string());
    OneOf {
        value: value.into(),
        ..OneOf::new(m.room_meet_base(), choices, onbase)
    }
    .view_list()
}

type Sided<'a> = (&'a BTreeSet<String>, &'a Callback<(String, bool)>);

fn conflicts(m: Messages, met: &MetView, (theirs, onside): Sided<'_>, names: &Names) -> Html {
    if met.conflicts.is_empty() {
        return html! {};
    }
    let line = |(at, of): (usize, &ConflictView)| {
        let said = |said: &Option<_>| said_text(m, said.as_ref(), names);
        let place = place_text(m, &of.place);
        let choices = vec![
            Choice::new(OURS, m.room_meet_ours(&said(&of.ours))),
            Choice::new(THEIRS, m.room_meet_theirs(&said(&of.theirs))),
        ];
        let value = match theirs.contains(&of.place.path) {
            true => THEIRS,
            false => OURS,
        };
        let path = of.place.path.clone();
        let onchange =
            onside.reform(move |code: AttrValue| (path.clone(), code.as_str() == THEIRS));
        let choice = OneOf {
            value: value.into(),
            ..OneOf::new(place.clone(), choices, onchange)
        };
        html! {
            <li key={of.place.path.clone()} class="stack stack--tight">
                <span>
                    <strong>{ place }</strong>{ " " }
                    <span class="muted">{ m.room_meet_was(&said(&of.base)) }</span>
                </span>
                if of.is_order {
                    <span class="muted">{ m.room_meet_order() }</span>
                } else {
                    { choice.view_segmented(format!("conflict-{at}")) }
                }
            </li>
        }
    };
    html! {
        <section class="stack stack--tight" aria-label={m.room_meet_conflicts()} data-testid="conflicts">
            <h3>{ m.room_meet_conflicts() }</h3>
            <ul class="stack">{ for met.conflicts.iter().enumerate().map(line) }</ul>
        </section>
    }
}

/// What changes here with it.
fn result(env: &Env, room: &RoomView, met: &MetView, names: &Names) -> Html {
    let m = env.m;
    let sides = Sides {
        before: m.room_side_now(),
        after: m.room_side_then(),
    };
    html! {
        <section class="stack" aria-label={m.room_meet_changes()}>
            <h3>{ m.room_meet_changes() }</h3>
            if met.differences.is_empty() {
                <p class="muted">{ m.room_meet_same() }</p>
            } else {
                { differences(m, &met.differences, sides, names) }
            }
            if let Some(path) = &met.fault {
                <p role="status"><strong>{ m.room_meet_broken() }</strong>{ " " }<code>{ path }</code></p>
            }
            if let Some(view) = &met.effect {
                { effect(env, &Rc::new(view.clone()), room.currency.as_deref().unwrap_or_default(), Sides::draft(m)) }
            }
        </section>
    }
}
