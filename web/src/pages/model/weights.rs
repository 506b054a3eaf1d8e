//! Weights: the two factors, the groups of each, the measures of each group. What is moved makes the rest of its list
//! rescale; what is locked stays.

use super::gesture::{Gesture, use_gesture};
use super::{Hand, HandProps};
use crate::number;
use crate::store::{Env, use_env};
use crate::ui::card::Card;
use perennial_model::edit::{Edit, Weight, Weighted, apply_all};
use perennial_model::{Factor, FactorWeights, Factors, Model};
use std::collections::BTreeSet;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The editor.
#[component]
pub(super) fn Weights(props: &HandProps) -> Html {
    let env = use_env();
    let m = env.m;
    let Hand {
        room,
        model,
        is_writer,
        preview,
        commit,
        scope,
    } = &props.hand;
    let locked = use_state_eq(BTreeSet::<String>::new);
    // What is being moved, on the revision that it is moved on.
    let moving = use_state_eq(|| None::<(u64, Rc<Model>)>);
    let gesture = use_gesture(preview, commit);
    let under_way = (*moving).clone().filter(|(at, _)| *at == room.revision);
    let shown = under_way.map_or_else(|| Rc::clone(model), |(_, model)| model);
    let onmove = {
        let (gesture, model, moving) = (gesture.clone(), Rc::clone(model), moving.setter());
        let revision = room.revision;
        Callback::from(move |edit: Edit| {
            let edits = vec![edit];
            if let Ok(next) = apply_all(&model, &edits) {
                moving.set(Some((revision, Rc::new(next))));
                gesture.moved(edits);
            }
        })
    };
    let onlock = {
        let locked = locked.clone();
        Callback::from(move |id: String| {
            let mut next = (*locked).clone();
            if !next.remove(&id) {
                next.insert(id);
            }
            locked.set(next);
        })
    };
    let list = List {
        env: &env,
        model: &shown,
        locked: &locked,
        gesture: &gesture,
        is_writer: *is_writer,
        is_of_variant: scope.is_some(),
        onmove: &onmove,
        onlock: &onlock,
    };
    html! {
        <>
            { Card::new(m.room_factors()).view(list.factors()) }
            { for [Factor::Outcome, Factor::Experience].map(|factor| {
                Card {
                    note: Some(m.room_weights_note().into()),
                    ..Card::new(factor_name(&env, factor))
                }.view(list.factor(factor, room))
            }) }
        </>
    }
}

pub(super) fn factor_name(env: &Env, factor: Factor) -> &'static str {
    match factor {
        Factor::Outcome => env.m.room_factor_outcome(),
        Factor::Experience => env.m.room_factor_experience(),
    }
}

/// What every row needs.
struct List<'a> {
    env: &'a Env,
    model: &'a Model,
    locked: &'a BTreeSet<String>,
    gesture: &'a Gesture,
    is_writer: bool,
    /// A variant has one pair of factors, for key accounts too.
    is_of_variant: bool,
    onmove: &'a Callback<Edit>,
    onlock: &'a Callback<String>,
}

/// One weight.
struct Row {
    class: &'static str,
    name: String,
    /// Among its list, 0 to 1.
    share: f64,
    /// Of health, 0 to 1.
    of_health: Option<f64>,
    /// What keeps it; `None`: it has no list.
    lock: Option<String>,
    oninput: Callback<f64>,
}

impl List<'_> {
    fn factors(&self) -> Html {
        let m = self.env.m;
        let factors = self.model.factors;
        let row =
            |name: &str, weights: FactorWeights, set: fn(Factors, FactorWeights) -> Factors| {
                let onmove = self.onmove.clone();
                self.row(Row {
                    class: "",
                    name: name.to_owned(),
                    share: share(weights.outcome, weights.outcome + weights.experience),
                    of_health: None,
                    lock: None,
                    oninput: Callback::from(move |share: f64| {
                        let outcome = (share * 1e4).round() / 1e4;
                        let weights = FactorWeights {
                            outcome,
                            experience: ((1.0 - outcome) * 1e4).round() / 1e4,
                        };
                        onmove.emit(Edit::Factors(set(factors, weights)));
                    }),
                })
            };
        html! {
            <div class="weights">
                { row(m.room_factors_default(), factors.default, |all, default| Factors { default, ..all }) }
                if !self.is_of_variant {
                    { row(m.room_factors_key(), factors.key_account, |all, key_account| Factors { key_account, ..all }) }
                }
            </div>
        }
    }

    fn factor(&self, factor: Factor, room: &perennial_protocol::view::RoomView) -> Html {
        let language = self.env.m.language();
        let groups = || {
            self.model
                .groups
                .iter()
                .filter(|group| group.factor == factor)
        };
        let sum: f64 = groups().map(|group| group.weight).sum();
        let weights = self.model.factors.default;
        let of_factor = match factor {
            Factor::Outcome => share(weights.outcome, weights.outcome + weights.experience),
            Factor::Experience => share(weights.experience, weights.outcome + weights.experience),
        };
        let group = |group: &perennial_model::Group| {
            let of_group = share(group.weight, sum);
            let measures = || {
                let all = self.model.measures.iter().zip(&room.measures);
                all.filter(|(measure, _)| measure.group == group.id)
            };
            let in_group: f64 = measures().map(|(measure, _)| measure.weight).sum();
            let rows = measures().map(|(measure, view)| {
                let own = share(measure.weight, in_group);
                self.row(Row {
                    class: "weights__row--measure",
                    name: view.title.get(language).to_owned(),
                    share: own,
                    of_health: Some(of_factor * of_group * own),
                    lock: Some(measure.id.clone()),
                    oninput: self.weight(Weighted::Measure(measure.id.clone())),
                })
            });
            let name = group.title.get(language).to_owned();
            html! {
                <div class="weights" role="group" aria-label={name.clone()} key={group.id.clone()}>
                    { self.row(Row {
                        class: "weights__row--group",
                        name,
                        share: of_group,
                        of_health: Some(of_factor * of_group),
                        lock: Some(group.id.clone()),
                        oninput: self.weight(Weighted::Group(group.id.clone())),
                    }) }
                    { for rows }
                </div>
            }
        };
        html! { <>{ for groups().map(group) }</> }
    }

    fn weight(&self, of: Weighted) -> Callback<f64> {
        let locked: Vec<String> = self.locked.iter().cloned().collect();
        self.onmove.reform(move |share| {
            Edit::Weight(Weight {
                of: of.clone(),
                share,
                locked: locked.clone(),
            })
        })
    }

    fn row(&self, row: Row) -> Html {
        let m = self.env.m;
        let percent = row.share * 100.0;
        let label = m.room_weight_of(&row.name);
        let lock = row.lock.map(|id| {
            let is_locked = self.locked.contains(&id);
            let name = if is_locked { m.room_unlock(&row.name) } else { m.room_lock(&row.name) };
            let onclick = self.onlock.reform(move |_: MouseEvent| id.clone());
            html! {
                <button type="button" class="button button--quiet button--icon" aria-pressed={is_locked.to_string()}
                    title={name.clone()} aria-label={name} disabled={!self.is_writer} {onclick}>
                    { lock_drawing(is_locked) }
                </button>
            }
        });
        let read = |event: &Event| {
            let input = event.target_dyn_into::<HtmlInputElement>()?;
            number::read(input.value().trim()).filter(|n| (0.0..=100.0).contains(n))
        };
        let oninput = row.oninput.clone();
        let onslide = Callback::from(move |event: InputEvent| {
            if let Some(percent) = read(&event) {
                oninput.emit(percent / 100.0);
            }
        });
        let gesture = self.gesture.clone();
        let oninput = row.oninput;
        let ontyped = Callback::from(move |event: Event| {
            if let Some(percent) = read(&event) {
                oninput.emit(percent / 100.0);
                gesture.end();
            }
        });
        let (hold, decided, end) = (
            self.gesture.clone(),
            self.gesture.clone(),
            self.gesture.clone(),
        );
        let text = m.short_number(percent, 1);
        html! {
            <div class={classes!("weights__row", row.class)}>
                <span>{ lock }</span>
                <span class="weights__name one-line" title={row.name.clone()}>{ &row.name }</span>
                <input type="range" min="0" max="100" step="0.5" value={number::text(round(percent))}
                    aria-label={label.clone()} aria-valuetext={m.percent(row.share, 1)} disabled={!self.is_writer}
                    oninput={onslide} onpointerdown={Callback::from(move |_: PointerEvent| hold.hold())}
                    onchange={Callback::from(move |_: Event| decided.decided())}
                    onblur={Callback::from(move |_: FocusEvent| end.end())} />
                <input class="input" type="text" inputmode="decimal" autocomplete="off" value={text}
                    aria-label={format!("{label} ({})", m.room_percent())} disabled={!self.is_writer}
                    onchange={ontyped} />
                <span class="weights__of">
                    { row.of_health.map(|share| m.room_weight_share(share)) }
                </span>
            </div>
        }
    }
}

/// A part of a sum; 0 of nothing.
fn share(part: f64, sum: f64) -> f64 {
    if sum > 0.0 { part / sum } else { 0.0 }
}

fn round(percent: f64) -> f64 {
    (percent * 100.0).round() / 100.0
}

/// A padlock, shut or open.
fn lock_drawing(is_shut: bool) -> Html {
    let bow = if is_shut {
        "M5.5 7V5A2.5 2.5 0 0 1 10.5 5V7"
    } else {
        "M5.5 7V4A2.5 2.5 0 0 1 10.5 4"
    };
    html! {
        <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5"
            stroke-linejoin="round" aria-hidden="true" focusable="false">
            <path d={bow} />
            <path d="M3.5 7H12.5V13.5H3.5Z" fill={if is_shut { "currentColor" } else { "none" }} />
        </svg>
    }
}
