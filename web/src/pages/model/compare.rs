//! Two versions side by side: what differs in the documents, and what that does to the portfolio.

use super::effect::{at, effect};
use super::versions::version_name;
use crate::pages::parts::view_or_wait;
use crate::queries::{model as pick_model, use_view};
use crate::store::{Env, use_env};
use crate::ui::badge::{BANDS, band_shape, band_word};
use crate::ui::card::Card;
use crate::ui::form::{Choice, OneOf};
use crate::ui::table::{Head, head, number_cell};
use perennial_i18n::{Messages, Money};
use perennial_model::{Measure, Model, Transform, unpack};
use perennial_protocol::view::{ComparedView, ModelAnswer, ModelQuery, RoomView};
use perennial_protocol::{Packed, Request, Response};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub(super) struct CompareProps {
    pub(super) room: Rc<RoomView>,
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
            { view_or_wait(&env, &view, |view| compared(&env, view, room.currency.as_deref().unwrap_or_default())) }
        </div>
    })
}

fn compared(env: &Env, view: &Rc<ComparedView>, currency: &str) -> Html {
    let m = env.m;
    let documents = unpack::<Model>(&view.from).zip(unpack::<Model>(&view.to));
    let lines = documents
        .map(|(from, to)| differences(m, view, &from, &to))
        .unwrap_or_default();
    let line = |line: &Difference| {
        html! {
            <tr key={line.what.clone()}>
                <th scope="row">{ &line.what }</th>
                <td>{ &line.from }</td>
                <td>{ &line.to }</td>
            </tr>
        }
    };
    html! {
        <>
            if lines.is_empty() {
                <p class="muted">{ m.room_compare_same() }</p>
            } else {
                <table class="table">
                    { head(&[Head::Text(m.room_compare_what()), Head::Text(m.room_compare_from()), Head::Text(m.room_compare_to())]) }
                    <tbody>{ for lines.iter().map(line) }</tbody>
                </table>
            }
            { matrix(m, view, currency) }
            { effect(env, &Rc::new(view.effect.clone()), currency) }
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

/// One thing that differs.
struct Difference {
    what: String,
    from: String,
    to: String,
}

/// What differs, in the order in which it is scored.
fn differences(m: Messages, view: &ComparedView, from: &Model, to: &Model) -> Vec<Difference> {
    let mut lines = Vec::new();
    let none = || "—".to_owned();
    let mut add = |what: String, a: Option<String>, b: Option<String>| {
        if a != b {
            lines.push(Difference {
                what,
                from: a.unwrap_or_else(none),
                to: b.unwrap_or_else(none),
            });
        }
    };
    let number = |number: f64| m.short_number(number, 2);
    let factors = |model: &Model| {
        let share = |w: perennial_model::FactorWeights| {
            m.percent(w.outcome / (w.outcome + w.experience), 1)
        };
        (
            share(model.factors.default),
            share(model.factors.key_account),
        )
    };
    let (a, b) = (factors(from), factors(to));
    add(m.room_factors_default().to_owned(), Some(a.0), Some(b.0));
    add(m.room_factors_key().to_owned(), Some(a.1), Some(b.1));
    for group in both(&from.groups, &to.groups, |group| &group.id) {
        let name = group
            .0
            .or(group.1)
            .map_or("", |group| group.title.get(m.language()));
        let of = |group: Option<&perennial_model::Group>| group.map(|group| number(group.weight));
        add(m.room_weight_of(name), of(group.0), of(group.1));
    }
    for pair in both(&from.measures, &to.measures, |measure| &measure.id) {
        let id = pair.0.or(pair.1).map_or("", |measure| measure.id.as_str());
        let title = view.titles.iter().find(|(held, _)| held == id);
        let name = title.map_or(id, |(_, title)| title.get(m.language()));
        let of = |measure: Option<&Measure>, say: &dyn Fn(&Measure) -> String| measure.map(say);
        let mut each = |what: String, say: &dyn Fn(&Measure) -> String| {
            add(what, of(pair.0, say), of(pair.1, say));
        };
        each(m.room_weight_of(name), &|measure| number(measure.weight));
        each(m.room_curve_of(name), &|measure| {
            curve_text(m, &measure.transform)
        });
        each(m.room_missing_of(name), &|measure| {
            format!("{:?}", measure.missing).to_lowercase()
        });
    }
    let bands = |model: &Model| {
        let cuts: Vec<String> = model
            .bands
            .iter()
            .skip(1)
            .map(|band| number(band.from))
            .collect();
        Some(cuts.join(" / "))
    };
    add(m.room_bands().to_owned(), bands(from), bands(to));
    let coverage = |model: &Model| Some(m.percent(model.coverage_minimum, 0));
    add(m.room_coverage().to_owned(), coverage(from), coverage(to));
    for (a, b) in both(&from.caps, &to.caps, |cap| &cap.id) {
        let name = a.or(b).map_or("", |cap| cap.title.get(m.language()));
        let max = |cap: Option<&perennial_model::Cap>| cap.map(|cap| number(cap.max));
        add(m.room_cap_at_most(name), max(a), max(b));
    }
    for (a, b) in both(&from.variants, &to.variants, |variant| &variant.id) {
        let name = a
            .or(b)
            .map_or("", |variant| variant.title.get(m.language()))
            .to_owned();
        if a != b {
            let say = |there: bool| there.then(|| m.room_compare_changed().to_owned());
            add(name, say(a.is_some() && b.is_none()), say(b.is_some()));
        }
    }
    lines
}

/// What both lists have by id, in the order of the second, what only the first has behind.
fn both<'a, T>(
    from: &'a [T],
    to: &'a [T],
    id: fn(&T) -> &String,
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let find = |list: &'a [T], wanted: &T| list.iter().find(|held| id(held) == id(wanted));
    let mut pairs: Vec<_> = to
        .iter()
        .map(|item| (find(from, item), Some(item)))
        .collect();
    pairs.extend(
        from.iter()
            .filter(|item| find(to, item).is_none())
            .map(|item| (Some(item), None)),
    );
    pairs
}

/// A curve in a line.
fn curve_text(m: Messages, transform: &Transform) -> String {
    let number = |number: f64| m.short_number(number, 2);
    let steps = |steps: &[perennial_model::Step]| {
        let step = |step: &perennial_model::Step| match step.to {
            Some(to) => format!("<{} → {}", number(to), number(step.score)),
            None => format!("… → {}", number(step.score)),
        };
        let steps: Vec<String> = steps.iter().map(step).collect();
        steps.join(", ")
    };
    match transform {
        Transform::Linear(line) => {
            format!("{} → 0, {} → 100", number(line.worst), number(line.best))
        }
        Transform::Bands(list) => steps(list),
        Transform::Matrix(rows) => {
            let row = |row: &perennial_model::MatrixRow| {
                format!(
                    "{}: {}",
                    m.room_tenure_from(row.from_months),
                    steps(&row.bands)
                )
            };
            let rows: Vec<String> = rows.iter().map(row).collect();
            rows.join("; ")
        }
        Transform::HalfLife(half) => format!("{} {}", m.room_kind_half_life(), number(half.days)),
        Transform::Target(target) => format!("{} {}", m.room_kind_target(), number(target.value)),
        Transform::Categories(words) => {
            let word = |(word, score): (&String, &f64)| {
                format!("{} → {}", crate::words::value_word(m, word), number(*score))
            };
            let words: Vec<String> = words.scores.iter().map(word).collect();
            words.join(", ")
        }
    }
}
