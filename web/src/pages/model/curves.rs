//! Measures as curves over the values of the data in hand, a card each: points to drag, numbers to type, and what
//! missing and old values do.

use super::curve::Curve;
use super::fields::whole_field;
use super::gesture::use_gesture;
use super::points::{Kind, moved};
use super::steps::Numbers;
use super::{Hand, HandProps};
use crate::store::{Env, use_env};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::chart::measured;
use crate::ui::form::{Check, Choice, OneOf};
use perennial_i18n::Messages;
use perennial_model::edit::{Edit, SetAges, SetMissing, SetTransform, apply_all};
use perennial_model::{Measure, Missing, Transform};
use perennial_protocol::view::ScoredView;
use std::rc::Rc;
use yew::prelude::*;

/// All measures.
#[component]
pub(super) fn Curves(props: &HandProps) -> Html {
    let measures = props.hand.model.measures.iter().enumerate();
    html! {
        <div class="grid">
            { for measures.map(|(at, measure)| html! {
                <MeasureCard key={measure.id.clone()} hand={props.hand.clone()} {at} />
            }) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct CardProps {
    hand: Hand,
    /// Position of the measure.
    at: usize,
}

/// What is being moved, on the revision that it is moved on.
type Moving = Option<(u64, Transform)>;

#[component]
fn MeasureCard(props: &CardProps) -> Html {
    let env = use_env();
    let m = env.m;
    let Hand {
        room,
        model,
        is_writer,
        preview,
        commit,
        ..
    } = &props.hand;
    let gesture = use_gesture(preview, commit);
    let moving = use_state_eq(|| Moving::None);
    let row = use_state_eq(|| 0_usize);
    let view = use_memo((room.revision, props.at), |_| {
        room.measures.get(props.at).cloned()
    });
    let (Some(measure), Some(view)) = (model.measures.get(props.at), view.as_ref().clone()) else {
        return html! {};
    };
    let view = Rc::new(view);
    let shown = (*moving).clone().filter(|(at, _)| *at == room.revision);
    let shown = shown.map_or_else(|| measure.transform.clone(), |(_, transform)| transform);
    let set = {
        let id = measure.id.clone();
        move |to: Transform| {
            vec![Edit::Transform(SetTransform {
                measure: id.clone(),
                variant: None,
                to: Some(to),
            })]
        }
    };
    let onmove = {
        let (model, gesture, moving) = (Rc::clone(model), gesture.clone(), moving.setter());
        let (shown, set, row, revision) = (shown.clone(), set.clone(), *row, room.revision);
        Callback::from(move |(what, to)| {
            let Some(next) = moved(&shown, row, what, to) else {
                return;
            };
            let edits = set(next.clone());
            // A curve that makes no sense is not followed.
            if apply_all(&model, &edits).is_ok() {
                moving.set(Some((revision, next)));
                gesture.moved(edits);
            }
        })
    };
    let onset = {
        let (commit, set) = (commit.clone(), set.clone());
        Callback::from(move |to: Transform| commit.emit(set(to)))
    };
    let title = view.title.get(m.language()).to_owned();
    let tenure = match &shown {
        Transform::Matrix(rows) => rows.get(*row).map_or(0, |row| row.from_months as i32),
        _ => 0,
    };
    let chart = (!matches!(shown, Transform::Categories(_))).then(|| {
        let (label, currency) = (title.clone(), room.currency.clone().unwrap_or_default());
        let (view, shown, row, is_writer) = (Rc::clone(&view), shown.clone(), (*row, tenure), *is_writer);
        let gesture = gesture.clone();
        measured(move |width| {
            html! {
                <Curve label={label.clone()} view={Rc::clone(&view)} currency={currency.clone()} transform={shown.clone()}
                    {row} {is_writer} {width} gesture={gesture.clone()} onmove={onmove.clone()} />
            }
        })
    });
    let note = match view.mean_score {
        Some(mean) => m.room_measure_data(mean, view.n_missing, view.n_present),
        None => m.room_measure_no_data().to_owned(),
    };
    let onrow = {
        let row = row.setter();
        Callback::from(move |at: usize| row.set(at))
    };
    Card {
        class: "span-6",
        note: Some(note.into()),
        ..Card::new(title)
    }
    .view(html! {
        <div class="stack stack--tight" data-testid={format!("measure-{}", measure.id)}>
            <p class="muted small">{ view.definition.get(m.language()).to_owned() }</p>
            { chart }
            <Numbers transform={shown} view={Rc::clone(&view)} row={*row} {onrow} is_writer={*is_writer} onset={onset.clone()} />
            <details class="chart__data">
                <summary>{ m.room_measure_more() }</summary>
                { more(&env, measure, &view, *is_writer, commit, &onset) }
            </details>
        </div>
    })
}

/// Kind of curve, what missing and old values do, and the way out.
fn more(
    env: &Env,
    measure: &Measure,
    view: &ScoredView,
    is_writer: bool,
    commit: &Callback<Vec<Edit>>,
    onset: &Callback<Transform>,
) -> Html {
    let m = env.m;
    let kind = Kind::of(&measure.transform);
    let kinds = Kind::OF_NUMBERS.map(|kind| Choice::new(kind.code(), kind_name(m, kind)));
    let onkind = {
        let (from, range, rises) = (measure.transform.clone(), view.range, view.higher_is_better);
        onset.reform(move |code: AttrValue| {
            let kind = Kind::OF_NUMBERS
                .into_iter()
                .find(|kind| kind.code() == code.as_str());
            kind.unwrap_or(Kind::Linear).begin(&from, range, rises)
        })
    };
    let missing =
        MISSING.map(|missing| Choice::new(missing_code(missing), missing_name(m, missing)));
    let onmissing = {
        let id = measure.id.clone();
        commit.reform(move |code: AttrValue| {
            let to = MISSING
                .into_iter()
                .find(|missing| missing_code(*missing) == code.as_str());
            vec![Edit::Missing(SetMissing {
                measure: id.clone(),
                to: to.unwrap_or_default(),
            })]
        })
    };
    let ages = SetAges {
        measure: measure.id.clone(),
        warn_after: measure.warn_after,
        expire_after: measure.expire_after,
        grace_days: measure.grace_days,
        controllable: measure.controllable,
    };
    let with = |set: fn(SetAges, Option<u32>) -> SetAges| {
        let ages = ages.clone();
        commit.reform(move |days: Option<u32>| vec![Edit::Ages(set(ages.clone(), days))])
    };
    let oncontrollable = {
        let ages = ages.clone();
        commit.reform(move |controllable| {
            vec![Edit::Ages(SetAges {
                controllable,
                ..ages.clone()
            })]
        })
    };
    let onremove = {
        let id = measure.id.clone();
        commit.reform(move |()| vec![Edit::RemoveMeasure(id.clone())])
    };
    html! {
        <div class="stack stack--tight">
            <div class="cluster cluster--low">
                if kind != Kind::Categories {
                    { OneOf {
                        value: kind.code().into(),
                        ..OneOf::new(m.room_curve_kind(), kinds.to_vec(), onkind)
                    }.view_list() }
                }
                { OneOf {
                    value: missing_code(measure.missing).into(),
                    ..OneOf::new(m.room_missing(), missing.to_vec(), onmissing)
                }.view_list() }
            </div>
            <div class="cluster cluster--low">
                { whole_field(m.room_warn_after(), measure.warn_after, is_writer, &with(|ages, warn_after| SetAges { warn_after, ..ages })) }
                { whole_field(m.room_expire_after(), measure.expire_after, is_writer, &with(|ages, expire_after| SetAges { expire_after, ..ages })) }
                { whole_field(m.room_grace_days(), Some(measure.grace_days), is_writer, &with(|ages, days| SetAges { grace_days: days.unwrap_or(0), ..ages })) }
            </div>
            <div class="cluster">
                { Check {
                    key: "controllable".to_owned(),
                    label: m.room_controllable().into(),
                    on: measure.controllable,
                    onchange: oncontrollable,
                }.view() }
                <span class="push">
                    { Button {
                        kind: ButtonKind::Quiet,
                        disabled: !is_writer,
                        ..Button::new(m.room_measure_remove(), onremove)
                    }.view() }
                </span>
            </div>
        </div>
    }
}

const MISSING: [Missing; 4] = [
    Missing::Reweight,
    Missing::Neutral,
    Missing::Zero,
    Missing::Block,
];

fn missing_code(missing: Missing) -> &'static str {
    match missing {
        Missing::Reweight => "reweight",
        Missing::Neutral => "neutral",
        Missing::Zero => "zero",
        Missing::Block => "block",
    }
}

fn missing_name(m: Messages, missing: Missing) -> &'static str {
    match missing {
        Missing::Reweight => m.room_missing_reweight(),
        Missing::Neutral => m.room_missing_neutral(),
        Missing::Zero => m.room_missing_zero(),
        Missing::Block => m.room_missing_block(),
    }
}

fn kind_name(m: Messages, kind: Kind) -> &'static str {
    match kind {
        Kind::Linear => m.room_kind_linear(),
        Kind::Bands => m.room_kind_bands(),
        Kind::HalfLife => m.room_kind_half_life(),
        Kind::Target => m.room_kind_target(),
        Kind::Matrix => m.room_kind_matrix(),
        Kind::Categories => m.room_kind_categories(),
    }
}
