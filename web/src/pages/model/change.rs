//! Why the mean health of a segment or of everybody changed between two dates or models: what the model did stands
//! apart from what customers did.

use super::members::{Listed, Members};
use super::versions::version_name;
use super::{Hand, HandProps};
use crate::hooks::use_over;
use crate::pages::explain::{Explanation, drawer};
use crate::pages::parts::{since_field, view_or_wait};
use crate::queries::{model as pick_model, use_view};
use crate::route::{Place, Route};
use crate::store::{Env, use_env};
use crate::tasks::preferences::remembered_views;
use crate::ui::card::Card;
use crate::ui::chart::{Reach, Waterfall, WaterfallStep};
use crate::ui::figure::Figure;
use crate::ui::form::{Choice, OneOf};
use crate::words::value_word;
use perennial_i18n::Messages;
use perennial_protocol::view::{
    ChangeOverView, CrossedBy, ModelAnswer, ModelQuery, OverKind, OverPartView,
};
use perennial_protocol::{ColumnRef, Filter, Packed, Request, Response};
use std::rc::Rc;
use yew::prelude::*;

/// Parts smaller than this are one in the chart.
const LEAST: f64 = 0.05;

/// The choice that stands for the model in force.
const IN_FORCE: &str = "force";

/// What lies over the page.
#[derive(Clone, Debug, PartialEq)]
enum Opened {
    /// Customers behind a count.
    Members(Listed),
    /// A part of the change.
    Part(Explanation),
}

fn pick(response: Response) -> Option<Rc<ChangeOverView>> {
    match &*pick_model(response)? {
        ModelAnswer::Change(view) => Some(Rc::new(ChangeOverView::clone(view))),
        _ => None,
    }
}

/// The tab.
#[component]
pub(super) fn Change(props: &HandProps) -> Html {
    let env = use_env();
    let m = env.m;
    let Hand { room, .. } = &props.hand;
    let models = use_state_eq(|| (None::<u32>, None::<u32>));
    let whom = use_state_eq(String::new);
    let opened = use_over::<Opened>();
    let (all, filters) = audiences(&env, room, &whom);
    let query = ModelQuery::Change {
        from: (env.state.since(), models.0),
        to: (env.state.as_of(), models.1),
        filters,
    };
    let view = use_view(Packed::of(&query).ok().map(Request::ModelRoom), pick);
    let set = |is_from: bool| {
        let models = models.clone();
        Callback::from(move |code: AttrValue| {
            let chosen = code.parse().ok();
            models.set(match is_from {
                true => (chosen, models.1),
                false => (models.0, chosen),
            });
        })
    };
    let choose = |label: &'static str, chosen: Option<u32>, is_from: bool| {
        let value = chosen.map_or_else(|| IN_FORCE.to_owned(), |number| number.to_string());
        OneOf {
            value: value.into(),
            ..OneOf::new(label, model_choices(m, room), set(is_from))
        }
        .view_list()
    };
    let onwhom = {
        let whom = whom.setter();
        Callback::from(move |code: AttrValue| whom.set(code.to_string()))
    };
    let onclose = opened.close();
    let over = match opened.now() {
        None => html! {},
        Some(Opened::Members(listed)) => html! {
            <Members {listed} edges={view.slot.data().map(|view| view.edges.clone()).unwrap_or_default()}
                currency={room.currency.clone().unwrap_or_default()} {onclose} />
        },
        Some(Opened::Part(part)) => drawer(&env, &part, &onclose),
    };
    html! {
        <>
            { Card { actions: Some(since_field(&env)), ..Card::new(m.room_change_title()) }.view(html! {
                <div class="stack" data-testid="change-over">
                    <div class="cluster cluster--low">
                        { choose(m.room_change_from(), models.0, true) }
                        { choose(m.room_change_to(), models.1, false) }
                        { OneOf {
                            value: (*whom).clone().into(),
                            ..OneOf::new(m.room_change_whom(), all, onwhom)
                        }.view_list() }
                    </div>
                    { view_or_wait(&env, &view, |view| content(&env, view, &opened.open())) }
                </div>
            }) }
            { over }
        </>
    }
}

/// The model in force, the draft, saved versions.
fn model_choices(m: Messages, room: &perennial_protocol::view::RoomView) -> Vec<Choice> {
    let mut choices = vec![Choice::new(IN_FORCE, m.room_change_force())];
    if room.is_draft && room.fault.is_none() {
        choices.push(Choice::new("0", m.room_draft()));
    }
    let versions = room.versions.iter();
    choices.extend(versions.map(|v| Choice::new(v.number.to_string(), version_name(m, v))));
    choices
}

/// Everybody, views saved under a name, values of fields; and the conditions of the one that is chosen.
fn audiences(
    env: &Env,
    room: &perennial_protocol::view::RoomView,
    chosen: &str,
) -> (Vec<Choice>, Vec<Filter>) {
    let m = env.m;
    let mut choices = vec![Choice::new("", m.room_change_all())];
    let mut found = Vec::new();
    let mut add = |code: String, label: String, filters: Vec<Filter>| {
        if code == chosen {
            found = filters;
        }
        choices.push(Choice::new(code, label));
    };
    for (at, view) in remembered_views().into_iter().enumerate() {
        let Route::Customers(list) = Place::parse(&view.address).route else {
            continue;
        };
        let is_life = |filter: &Filter| matches!(filter.column(), ColumnRef::Life(_));
        if list.search.is_empty() && !list.filters.is_empty() && !list.filters.iter().any(is_life) {
            add(
                format!("view/{at}"),
                m.room_change_view(&view.name),
                list.filters,
            );
        }
    }
    for (field, values) in &room.choices {
        let name = m.field("accounts", field).unwrap_or(field);
        for value in values {
            let filter = Filter::OneOf(ColumnRef::Field(field.clone()), vec![value.clone()]);
            let label = format!("{name}: {}", value_word(m, value));
            add(format!("field/{field}/{value}"), label, vec![filter]);
        }
    }
    (choices, found)
}

fn content(env: &Env, view: &ChangeOverView, open: &Callback<Opened>) -> Html {
    let m = env.m;
    let (Some(before), Some(after)) = (view.before, view.after) else {
        return html! { <p class="muted">{ m.room_change_none() }</p> };
    };
    let of = |is_model: bool| {
        let parts = view.parts.iter();
        let parts = parts.filter(move |part| (part.kind == OverKind::Model) == is_model);
        parts.map(|part| part.points).sum::<f64>()
    };
    let (model, customers) = (of(true), of(false));
    let summary = if view.parts.is_empty() {
        m.room_change_same(view.from)
    } else {
        m.room_change_summary(after - before, customers, view.from, model)
    };
    let [then, both, now] = view.accounts;
    let crossed = [
        (CrossedBy::Model, m.room_crossed_by_model()),
        (CrossedBy::Customer, m.room_crossed_by_customer()),
        (CrossedBy::Both, m.room_crossed_by_both()),
    ];
    html! {
        <>
            <p class="strong" data-testid="change-over-summary">{ summary }</p>
            <p class="muted small">{ m.room_change_counts(both, view.members, now, then) }</p>
            if !view.parts.is_empty() {
                { waterfall(m, view, (before, after), open) }
            }
            <div class="cluster cluster--wide">
                { for crossed.map(|(by, name)| crossers(m, view, (by, name), open)) }
            </div>
        </>
    }
}

fn waterfall(
    m: Messages,
    view: &ChangeOverView,
    (before, after): (f64, f64),
    open: &Callback<Opened>,
) -> Html {
    let name = |part: &OverPartView| match (part.kind, &part.measure) {
        (OverKind::Model, _) => m.room_part_model().to_owned(),
        (OverKind::Behaviour, Some(title)) => title.get(m.language()).to_owned(),
        (OverKind::Variant, _) => m.room_part_variant().to_owned(),
        (OverKind::Data | OverKind::Behaviour, _) => m.room_part_data().to_owned(),
        (OverKind::Cap, _) => m.room_part_cap().to_owned(),
        (OverKind::Override, _) => m.room_part_override().to_owned(),
        (OverKind::Joined, _) => m.room_part_joined().to_owned(),
        (OverKind::Left, _) => m.room_part_left().to_owned(),
    };
    let (large, small): (Vec<&OverPartView>, Vec<&OverPartView>) = view
        .parts
        .iter()
        .partition(|part| part.points.abs() >= LEAST);
    let rest: f64 = small.iter().map(|part| part.points).sum();
    let mut steps: Vec<WaterfallStep> = large
        .iter()
        .map(|part| WaterfallStep {
            name: name(part).into(),
            value: part.points,
        })
        .collect();
    let mut parts: Vec<Explanation> = large
        .iter()
        .map(|part| Explanation {
            title: name(part),
            value: m.signed(part.points, 2),
            definition: meaning(m, part.kind).to_owned(),
            formula: format!(
                "{} → {}: {}",
                m.number(before, 2),
                m.number(after, 2),
                m.signed(after - before, 2)
            ),
            facts: vec![(
                match part.kind {
                    OverKind::Model => m.room_change_model_part().to_owned(),
                    _ => m.room_change_customers_part().to_owned(),
                },
                format!("{} {}", m.room_part_points(), m.signed(part.points, 2)),
            )],
            links: Vec::new(),
        })
        .collect();
    if !small.is_empty() {
        steps.push(WaterfallStep {
            name: m.room_part_rest().into(),
            value: rest,
        });
        let each = small.iter();
        parts.push(Explanation {
            title: m.room_part_rest().to_owned(),
            value: m.signed(rest, 2),
            definition: m.room_part_rest_means().to_owned(),
            formula: m.signed(rest, 2),
            facts: each
                .map(|part| (name(part), m.signed(part.points, 3)))
                .collect(),
            links: Vec::new(),
        });
    }
    let onopen = {
        let open = open.clone();
        Callback::from(move |at: usize| {
            if let Some(part) = parts.get(at) {
                open.emit(Opened::Part(part.clone()));
            }
        })
    };
    Waterfall {
        label: m.room_change_title().into(),
        start: (m.date(view.from).into(), before),
        steps,
        reach: Reach::Near,
        end: (m.date(view.to).into(), m.number(after, 1).into()),
        onopen,
    }
    .view(m)
}

fn meaning(m: Messages, kind: OverKind) -> &'static str {
    match kind {
        OverKind::Model => m.room_part_model_means(),
        OverKind::Variant => m.room_part_variant_means(),
        OverKind::Data => m.room_part_data_means(),
        OverKind::Behaviour => m.room_part_behaviour_means(),
        OverKind::Cap => m.room_part_cap_means(),
        OverKind::Override => m.room_part_override_means(),
        OverKind::Joined => m.room_part_joined_means(),
        OverKind::Left => m.room_part_left_means(),
    }
}

/// How many are in another band by whose doing; it opens to them.
fn crossers(
    m: Messages,
    view: &ChangeOverView,
    (by, name): (CrossedBy, &'static str),
    open: &Callback<Opened>,
) -> Html {
    let n = view.n_crossed[by as usize];
    let members = view.crossed.iter().filter(|crossed| crossed.by == by);
    let members = members.map(|crossed| {
        let was = m.health(crossed.before.0, &view.edges);
        (
            crossed.member.clone(),
            m.room_crossed_was(&was, crossed.model),
        )
    });
    let listed = Listed {
        title: name.to_owned(),
        n,
        members: members.collect(),
    };
    let onopen = open.reform(move |()| Opened::Members(listed.clone()));
    Figure::new(name, m.count(n), onopen).view()
}
