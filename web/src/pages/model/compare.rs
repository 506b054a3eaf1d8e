//! Two versions side by side: what differs in the documents, and what that does to the portfolio.

use super::conditions::{Names, use_names};
use super::differ::differences;
use super::effect::{Sides, at, effect};
use super::versions::version_name;
use crate::pages::parts::view_or_wait;
use crate::queries::{model as pick_model, use_view};
use crate::store::{Env, use_env};
use crate::ui::badge::{BANDS, band_shape, band_word};
use crate::ui::card::Card;
use crate::ui::form::{Choice, OneOf};
use crate::ui::table::number_cell;
use perennial_i18n::{Messages, Money};
use perennial_model::Model;
use perennial_protocol::view::{ComparedView, ModelAnswer, ModelQuery, RoomView};
use perennial_protocol::{Packed, Request, Response};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub(super) struct CompareProps {
    pub(super) room: Rc<RoomView>,
    pub(super) model: Rc<Model>,
}

impl PartialEq for CompareProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.room, &other.room)
    }
}

fn pick(response: Response) -> Option<Rc<ComparedView>> {
    match &*pick_model(response)? {
        ModelAnswer::Compare(view) => Some(Rc::new(ComparedView::clone(view))),
        _ => None,
    }
}

/// The comparison of two that are chosen.
#[component]
pub(super) fn Compare(props: &CompareProps) -> Html {
    let env = use_env();
    let m = env.m;
    let room = &props.room;
    let newest = room.versions.first().map_or(0, |version| version.number);
    let before = room
        .versions
        .get(1)
        .map_or(newest, |version| version.number);
    let first = if room.is_draft {
        room.version.unwrap_or(newest)
    } else {
        before
    };
    let last = if room.is_draft { 0 } else { newest };
    let chosen = use_state_eq(|| None::<(u32, u32)>);
    let (from, to) = chosen.unwrap_or((first, last));
    let as_of = env.state.as_of();
    let is_any = !room.versions.is_empty() && room.fault.is_none();
    let query = is_any.then(|| Packed::of(&ModelQuery::Compare { as_of, from, to }).ok());
    let view = use_view(query.flatten().map(Request::ModelRoom), pick);
    let names = use_names(room, &props.model);
    if !is_any {
        return html! {};
    }
    let draft = room.is_draft.then(|| Choice::new("0", m.room_draft()));
    let versions = room.versions.iter();
    let versions =
        versions.map(|version| Choice::new(version.number.to_string(), version_name(m, version)));
    let choices: Vec<Choice> = draft.into_iter().chain(versions).collect();
    let set = |is_from: bool| {
        let chosen = chosen.clone();
        Callback::from(move |code: AttrValue| {
            let number = code.parse().unwrap_or(0);
            chosen.set(Some(if is_from {
                (number, to)
            } else {
                (from, number)
            }));
        })
    };
    Card {
        note: Some(m.room_compare_note().into()),
        ..Card::new(m.room_compare())
    }
    .view(html! {
        <div class="stack" data-testid="compare">
            <div class="cluster cluster--low">
                { OneOf { value: from.to_string().into(), ..OneOf::new(m.room_compare_from(), choices.clone(), set(true)) }.view_list() }
                { OneOf { value: to.to_string().into(), ..OneOf::new(m.room_compare_to(), choices, set(false)) }.view_list() }
            </div>
            { view_or_wait(&env, &view, |view| compared(&env, view, room.currency.as_deref().unwrap_or_default(), &names)) }
        </div>
    })
}

fn compared(env: &Env, view: &Rc<ComparedView>, currency: &str, names: &Names) -> Html {
    let m = env.m;
    let sides = Sides {
        before: m.room_compare_from(),
        after: m.room_compare_to(),
    };
    html! {
        <>
            if view.differences.is_empty() {
                <p class="muted">{ m.room_compare_same() }</p>
            } else {
                { differences(m, &view.differences, sides, names) }
            }
            { matrix(m, view, currency) }
            { effect(env, &Rc::new(view.effect.clone()), currency, sides) }
        </>
    }
}

/// Who moved from which band to which.
fn matrix(m: Messages, view: &ComparedView, currency: &str) -> Html {
    let effect = &view.effect;
    let row = |from| {
        let cell = |to| {
            let (n, arr) = (
                effect.moves[at(from)][at(to)],
                effect.moved_arr[at(from)][at(to)],
            );
            let said = if n == 0 { "—".to_owned() } else { m.count(n) };
            let class = classes!(
                "number",
                (from == to).then_some("muted"),
                (from != to && n > 0).then_some("strong")
            );
            html! { <td {class} title={m.money(Money::new(arr, currency))}>{ said }</td> }
        };
        html! {
            <tr>
                <th scope="row">{ band_shape(from, None) }{ " " }{ band_word(from, m) }</th>
                { for BANDS.map(cell) }
                { number_cell(m.count(effect.before.n[at(from)])) }
            </tr>
        }
    };
    html! {
        <table class="table">
            <caption class="small muted">{ m.room_matrix() }</caption>
            <thead><tr>
                <th scope="col">{ m.room_matrix_from() }</th>
                { for BANDS.map(|band| html! { <th scope="col" class="number">{ band_word(band, m) }</th> }) }
                <th scope="col" class="number">{ m.room_matrix_all() }</th>
            </tr></thead>
            <tbody>{ for BANDS.map(row) }</tbody>
        </table>
    }
}
