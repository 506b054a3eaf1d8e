//! Bands, caps and variants: where the colours begin, what limits health, and for whom other weights hold.

use super::conditions::{Conditions, Names, conditions_text, use_names};
use super::gesture::{Gesture, use_gesture};
use super::{Hand, HandProps};
use crate::number;
use crate::store::{Env, use_env};
use crate::ui::button::{Button, ButtonKind, IconButton};
use crate::ui::card::Card;

use crate::ui::icon::Icon;
use perennial_data::Bilingual;
use perennial_model::edit::{Edit, Move, SetBands, apply_all};
use perennial_model::{Band, BandId, Cap, Model, Rule, Variant};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The editor.
#[component]
pub(super) fn Rules(props: &HandProps) -> Html {
    let env = use_env();
    let m = env.m;
    let Hand {
        room,
        model,
        preview,
        commit,
        ..
    } = &props.hand;
    let gesture = use_gesture(preview, commit);
    let moving = use_state_eq(|| None::<(u64, Rc<Model>)>);
    let names = use_names(room, model);
    let under_way = (*moving).clone().filter(|(at, _)| *at == room.revision);
    let shown = under_way.map_or_else(|| Rc::clone(model), |(_, model)| model);
    let onmove = {
        let (gesture, model, moving) = (gesture.clone(), Rc::clone(model), moving.setter());
        let revision = room.revision;
        Callback::from(move |edits: Vec<Edit>| {
            if let Ok(next) = apply_all(&model, &edits) {
                moving.set(Some((revision, Rc::new(next))));
                gesture.moved(edits);
            }
        })
    };
    let part = Part {
        env: &env,
        hand: &props.hand,
        shown: &shown,
        names: &names,
        gesture: &gesture,
        onmove: &onmove,
    };
    html! {
        <>
            { Card {
                note: Some(m.room_bands_note().into()),
                ..Card::new(m.room_bands())
            }.view(part.bands()) }
            { Card {
                note: Some(m.room_caps_note().into()),
                ..Card::new(m.room_caps())
            }.view(part.caps()) }
            { Card {
                note: Some(m.room_variants_note().into()),
                ..Card::new(m.room_variants())
            }.view(part.variants()) }
        </>
    }
}

struct Part<'a> {
    env: &'a Env,
    hand: &'a Hand,
    /// With what is being moved.
    shown: &'a Model,
    names: &'a Rc<Names>,
    gesture: &'a Gesture,
    onmove: &'a Callback<Vec<Edit>>,
}

impl Part<'_> {
    /// The cuts, and how much data a colour needs.
    fn bands(&self) -> Html {
        let m = self.env.m;
        let bands = &self.shown.bands;
        let cut = |at: usize| {
            let name = match bands.get(at).map(|band| band.id) {
                Some(BandId::Yellow) => m.room_band_watch(),
                Some(BandId::Green) => m.room_band_healthy(),
                Some(BandId::Red) | None => return html! {},
            };
            let held = bands.clone();
            let onset = self.onmove.reform(move |to: f64| {
                vec![Edit::Bands(SetBands {
                    variant: None,
                    to: Some(with_cut(&held, at, to)),
                })]
            });
            self.slider(name, bands.get(at).map_or(0.0, |band| band.from), &onset)
        };
        let onset = self
            .onmove
            .reform(|to: f64| vec![Edit::Coverage(to / 100.0)]);
        // Without the dust of the multiplication.
        let percent = (self.shown.coverage_minimum * 1e4).round() / 100.0;
        html! {
            <div class="weights">
                { for (1..bands.len()).map(cut) }
                { self.slider(m.room_coverage(), percent, &onset) }
            </div>
        }
    }

    /// A number from 0 to 100 by slider and by typing.
    fn slider(&self, name: &str, value: f64, onset: &Callback<f64>) -> Html {
        let read = |event: &Event| {
            let input = event.target_dyn_into::<HtmlInputElement>()?;
            number::read(input.value().trim()).filter(|n| (0.0..=100.0).contains(n))
        };
        let onslide = {
            let onset = onset.clone();
            Callback::from(move |event: InputEvent| {
                if let Some(to) = read(&event) {
                    onset.emit(to);
                }
            })
        };
        let ontyped = {
            let (onset, gesture) = (onset.clone(), self.gesture.clone());
            Callback::from(move |event: Event| {
                if let Some(to) = read(&event) {
                    onset.emit(to);
                    gesture.end();
                }
            })
        };
        let (hold, decided, end) = (
            self.gesture.clone(),
            self.gesture.clone(),
            self.gesture.clone(),
        );
        let (text, disabled) = (number::text(value), !self.hand.is_writer);
        html! {
            <div class="weights__row">
                <span />
                <span class="weights__name">{ name }</span>
                <input type="range" min="0" max="100" step="0.5" value={text.clone()} aria-label={name.to_owned()} {disabled}
                    oninput={onslide} onpointerdown={Callback::from(move |_: PointerEvent| hold.hold())}
                    onchange={Callback::from(move |_: Event| decided.decided())}
                    onblur={Callback::from(move |_: FocusEvent| end.end())} />
                <input class="input" type="text" inputmode="decimal" autocomplete="off" value={text} {disabled}
                    aria-label={format!("{name} ({})", self.env.m.room_number())} onchange={ontyped} />
                <span />
            </div>
        }
    }

    fn caps(&self) -> Html {
        let m = self.env.m;
        let cap = |(at, cap): (usize, &Cap)| {
            let (holds, bites) = self.hand.room.caps.get(at).copied().unwrap_or_default();
            let onmax = {
                let cap = cap.clone();
                self.onmove
                    .reform(move |max: f64| vec![Edit::Cap(Cap { max, ..cap.clone() })])
            };
            let with = |change: fn(&Cap, Vec<Rule>, String) -> Cap| {
                let cap = cap.clone();
                self.hand
                    .commit
                    .reform(move |(when, title): (Vec<Rule>, String)| {
                        vec![Edit::Cap(change(&cap, when, title))]
                    })
            };
            let onwhen = with(|cap, when, title| Cap {
                title: retitled(&cap.title, title),
                when,
                ..cap.clone()
            });
            let id = cap.id.clone();
            let onremove = self
                .hand
                .commit
                .reform(move |()| vec![Edit::RemoveCap(id.clone())]);
            html! {
                <li class="stack stack--tight" key={cap.id.clone()}>
                    <div class="weights">{ self.slider(&m.room_cap_at_most(cap.title.get(m.language())), cap.max, &onmax) }</div>
                    <p class="small muted">
                        { conditions_text(m, &cap.when, self.names) }{ " · " }{ m.room_cap_counts(bites, holds) }
                    </p>
                    { self.editor(&cap.title, &cap.when, true, &onwhen, &onremove) }
                </li>
            }
        };
        let caps = self.shown.caps.iter().enumerate();
        let onadd = {
            let (id, title) = (
                free_id("cap", self.shown.caps.iter().map(|cap| &cap.id)),
                m.room_cap_new().to_owned(),
            );
            let when = self.names.first_rule();
            self.hand.commit.reform(move |()| {
                vec![Edit::Cap(Cap {
                    id: id.clone(),
                    title: Bilingual::same(&title),
                    max: 50.0,
                    when: when.clone(),
                })]
            })
        };
        html! {
            <>
                <ul class="stack" data-testid="caps">{ for caps.map(cap) }</ul>
                <div>{ self.add(m.room_cap_add(), onadd) }</div>
            </>
        }
    }

    fn variants(&self) -> Html {
        let m = self.env.m;
        let all = &self.shown.variants;
        let variant = |(at, variant): (usize, &Variant)| {
            let n = self.hand.room.variants.get(at).copied().unwrap_or_default();
            let onwhen = {
                let variant = variant.clone();
                self.hand
                    .commit
                    .reform(move |(when, title): (Vec<Rule>, String)| {
                        vec![Edit::Variant(Variant {
                            title: retitled(&variant.title, title),
                            when,
                            ..variant.clone()
                        })]
                    })
            };
            let moved = |to: Option<usize>, label: String, icon: Icon| {
                let id = variant.id.clone();
                let onclick = self.hand.commit.reform(move |()| {
                    vec![Edit::MoveVariant(Move {
                        id: id.clone(),
                        to: to.and_then(|to| u32::try_from(to).ok()).unwrap_or(0),
                    })]
                });
                IconButton {
                    disabled: to.is_none() || !self.hand.is_writer,
                    ..IconButton::new(label, icon, onclick)
                }
                .view()
            };
            let name = variant.title.get(m.language());
            let id = variant.id.clone();
            let onremove = self
                .hand
                .commit
                .reform(move |()| vec![Edit::RemoveVariant(id.clone())]);
            let below = (at + 1 < all.len()).then_some(at + 1);
            html! {
                <li class="stack stack--tight" key={variant.id.clone()}>
                    <div class="cluster">
                        <span class="fill">
                            <strong>{ format!("{}. {name}", at + 1) }</strong>{ " " }
                            <span class="muted">{ m.count_customers(n) }</span>
                            <span class="row-note muted">{ conditions_text(m, &variant.when, self.names) }</span>
                            <span class="row-note">{ self.differs(variant) }</span>
                        </span>
                        { moved(at.checked_sub(1), m.room_variant_up(name), Icon::Up) }
                        { moved(below, m.room_variant_down(name), Icon::Down) }
                    </div>
                    { self.editor(&variant.title, &variant.when, false, &onwhen, &onremove) }
                </li>
            }
        };
        let rest = self.hand.room.variants.last().copied().unwrap_or_default();
        let onadd = {
            let (id, title) = (
                free_id("variant", all.iter().map(|held| &held.id)),
                m.room_variant_new().to_owned(),
            );
            let (when, bands) = (self.names.first_rule(), self.shown.bands.clone());
            self.hand.commit.reform(move |()| {
                vec![Edit::Variant(Variant {
                    id: id.clone(),
                    title: Bilingual::same(&title),
                    when: when.clone(),
                    weights: Default::default(),
                    group_weights: Default::default(),
                    factors: None,
                    transforms: Default::default(),
                    bands: Some(bands.clone()),
                })]
            })
        };
        html! {
            <>
                <ol class="stack" data-testid="variants">{ for all.iter().enumerate().map(variant) }</ol>
                <p class="muted">{ m.room_variant_rest(rest) }</p>
                <div>{ self.add(m.room_variant_add(), onadd) }</div>
            </>
        }
    }

    /// What a variant has of its own.
    fn differs(&self, variant: &Variant) -> String {
        let m = self.env.m;
        let measures = variant
            .weights
            .iter()
            .map(|(id, weight)| (self.names.measure(id), *weight));
        let groups = variant.group_weights.iter().map(|(id, weight)| {
            let group = self.shown.groups.iter().find(|group| group.id == *id);
            let name = group.map_or(id.clone(), |group| group.title.get(m.language()).to_owned());
            (name, *weight)
        });
        let mut said: Vec<String> = groups
            .chain(measures)
            .map(|(name, weight)| format!("{name} {}", m.short_number(weight, 1)))
            .collect();
        said.extend(
            variant
                .transforms
                .keys()
                .map(|id| m.room_variant_curve(&self.names.measure(id))),
        );
        if let Some(bands) = &variant.bands {
            let cuts: Vec<String> = bands
                .iter()
                .skip(1)
                .map(|band| m.short_number(band.from, 1))
                .collect();
            said.push(m.room_variant_bands(&cuts.join(" / ")));
        }
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        m.list(&said)
    }

    /// Name and conditions, folded away.
    fn editor(
        &self,
        title: &Bilingual,
        when: &[Rule],
        measures: bool,
        onset: &Callback<(Vec<Rule>, String)>,
        onremove: &Callback<()>,
    ) -> Html {
        let m = self.env.m;
        if !self.hand.is_writer {
            return html! {};
        }
        let name = title.get(m.language()).to_owned();
        let onname = {
            let (onset, when) = (onset.clone(), when.to_vec());
            Callback::from(move |event: Event| {
                if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                    onset.emit((when.clone(), input.value()));
                }
            })
        };
        let onwhen = {
            let name = name.clone();
            onset.reform(move |when: Vec<Rule>| (when, name.clone()))
        };
        html! {
            <details class="chart__data">
                <summary>{ m.room_rule_edit() }</summary>
                <div class="stack stack--tight">
                    <label class="field"><span class="field__label small">{ m.room_rule_name() }</span>
                        <input class="input" type="text" value={name} onchange={onname} autocomplete="off" /></label>
                    <Conditions rules={when.to_vec()} names={Rc::clone(self.names)} {measures} onset={onwhen} />
                    <div>{ Button {
                        kind: ButtonKind::Quiet,
                        ..Button::new(m.room_rule_remove(), onremove.clone())
                    }.view() }</div>
                </div>
            </details>
        }
    }

    fn add(&self, label: &'static str, onclick: Callback<()>) -> Html {
        Button {
            icon: Some(Icon::Plus),
            disabled: !self.hand.is_writer,
            ..Button::new(label, onclick)
        }
        .view()
    }
}

/// The bands with the lower end of one at a number.
pub(super) fn with_cut(bands: &[Band], at: usize, to: f64) -> Vec<Band> {
    let mut bands = bands.to_vec();
    if let Some(band) = bands.get_mut(at) {
        band.from = to;
    }
    if let Some(below) = at.checked_sub(1).and_then(|below| bands.get_mut(below)) {
        below.to = to;
    }
    bands
}

/// A name that was changed stands for both languages; one that was not keeps both.
pub(super) fn retitled(title: &Bilingual, to: String) -> Bilingual {
    if title.zh == to || title.en == to {
        title.clone()
    } else {
        Bilingual::same(&to)
    }
}

/// An id that is not taken: `cap-1`, `cap-2`, ….
pub(super) fn free_id<'a>(start: &str, taken: impl Iterator<Item = &'a String>) -> String {
    let taken: Vec<&String> = taken.collect();
    let all = (1..).map(|n: u32| format!("{start}-{n}"));
    let mut free = all.filter(|id| !taken.contains(&id));
    free.next().unwrap_or_default()
}
