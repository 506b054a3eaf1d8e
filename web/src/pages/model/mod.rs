//! The model room: the model is edited as a draft, and what the draft does to the whole portfolio stands beside it.

mod audience;
mod cascade;
mod change;
mod compare;
mod composer;
mod conditions;
mod curve;
mod curves;
mod differ;
mod effect;
mod fields;
mod files;
mod flaws;
mod gesture;
mod life_rules;
mod live;
mod meet;
mod members;
mod metrics;
mod points;
mod robust;
mod rules;
mod save;
mod scope;
mod signals;
mod steps;
mod style;
mod tornado;
mod units;
mod versions;
mod weights;

use self::effect::Effect;
use self::live::use_live;
use self::save::SaveVersion;
use self::weights::Weights;
use super::parts::{no_customers, view_or_wait};
use crate::hooks::use_over;
use crate::queries::{model as pick_model, use_view};
use crate::route::{ModelTab, Route};
use crate::state::Engine;
use crate::store::{Env, use_env};
use crate::tasks::model;
use crate::ui::badge::{accent_chip, chip};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::form::Choice;
use crate::ui::tabs::Tabs;
use perennial_model::edit::Edit;
use perennial_model::{Model, unpack};
use perennial_protocol::view::{ModelAnswer, ModelQuery, RoomView};
use perennial_protocol::{Packed, Request, Response};
use std::rc::Rc;
use yew::prelude::*;

/// What every editor needs. Compared by the documents' places, as they are large.
#[derive(Clone)]
struct Hand {
    /// What the worker says.
    room: Rc<RoomView>,
    /// The document in hand.
    model: Rc<Model>,
    /// The variant as whose customers see it the document stands here; `None`: as it is.
    scope: Option<AttrValue>,
    /// Whether it may be changed here.
    is_writer: bool,
    /// Shows what edits would do; nothing changes.
    preview: Callback<Vec<Edit>>,
    /// Makes edits: one step.
    commit: Callback<Vec<Edit>>,
}

impl PartialEq for Hand {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.room, &other.room)
            && self.scope == other.scope
            && self.is_writer == other.is_writer
            && self.preview == other.preview
            && self.commit == other.commit
    }
}

#[derive(Properties, PartialEq)]
struct HandProps {
    hand: Hand,
}

#[derive(Properties, PartialEq)]
pub(super) struct RoomProps {
    /// Which part of the model is in hand.
    pub(super) tab: ModelTab,
}

fn pick(response: Response) -> Option<Rc<RoomView>> {
    match &*pick_model(response)? {
        ModelAnswer::Room(view) => Some(Rc::new(RoomView::clone(view))),
        _ => None,
    }
}

/// The screen.
#[component]
pub(super) fn ModelRoom(props: &RoomProps) -> Html {
    use_effect_with((), |()| style::adopt());
    let env = use_env();
    let m = env.m;
    let saving = use_over::<()>();
    let scope = use_state_eq(|| None::<AttrValue>);
    let is_empty = env.state.engine == Engine::Ready && !env.state.has_customers();
    let as_of = env.state.as_of();
    let request = env.state.has_customers().then(|| {
        let query = Packed::of(&ModelQuery::Room { as_of }).ok()?;
        Some(Request::ModelRoom(query))
    });
    let view = use_view(request.flatten(), pick);
    let room = view.slot.data().cloned();
    let model = use_memo(room.as_ref().map(|room| room.revision), |_| {
        let room = room.as_ref()?;
        unpack::<Model>(&room.document).map(Rc::new)
    });
    let live = use_live(&env, room.as_ref());
    let tabs = ModelTab::ALL.map(|tab| Choice::new(tab.code(), tab_label(&env, tab)));
    let ontab = {
        let env = env.clone();
        Callback::from(move |code: AttrValue| {
            env.go(Route::Model(ModelTab::of_code(&code).unwrap_or_default()));
        })
    };
    let onsave = saving.open().reform(|()| ());
    let onscope = {
        let scope = scope.setter();
        Callback::from(move |to| scope.set(to))
    };
    html! {
        <div class="page" aria-busy={view.slot.is_loading().to_string()}>
            <header class="page__head">
                <h1 tabindex="-1">{ m.room_title() }</h1>
                { room.as_ref().map(|room| head(&env, room, &onsave)) }
            </header>
            if is_empty {
                { no_customers(&env) }
            } else {
                { view_or_wait(&env, &view, |room| {
                    let Some(model) = (*model).clone() else { return html! {} };
                    let hand = Hand {
                        room: Rc::clone(room),
                        model,
                        scope: None,
                        is_writer: env.state.is_writer,
                        preview: live.preview.clone(),
                        commit: live.commit.clone(),
                    };
                    html! {
                        <div class="room">
                            <div class="room__hand">
                                if let Some(path) = &room.fault {
                                    <section class="card" data-testid="fault" role="status">
                                        <p><strong>{ m.room_fault() }</strong>{ " " }<code>{ path }</code></p>
                                    </section>
                                }
                                <flaws::Flaws hand={hand.clone()} />
                                <Tabs label={m.room_tabs()} value={props.tab.code()} choices={tabs.to_vec()} onchange={ontab.clone()}>
                                    if is_scoped(props.tab) {
                                        <audience::Audience hand={hand.clone()} chosen={(*scope).clone()} onchoose={onscope.clone()} />
                                    }
                                    { editor(props.tab, scoped(props.tab, hand, &scope)) }
                                </Tabs>
                            </div>
                            <Effect room={Rc::clone(room)} view={live.shown(room)} is_waiting={live.is_waiting}
                                failure={live.failure.clone()} />
                        </div>
                    }
                }) }
            }
            if let (Some(()), Some(room)) = (saving.now(), &room) {
                <SaveVersion room={Rc::clone(room)} onclose={saving.close()} />
            }
        </div>
    }
}

fn tab_label(env: &Env, tab: ModelTab) -> &'static str {
    let m = env.m;
    match tab {
        ModelTab::Weights => m.room_tab_weights(),
        ModelTab::Curves => m.room_tab_curves(),
        ModelTab::Rules => m.room_tab_rules(),
        ModelTab::Metrics => m.room_tab_metrics(),
        ModelTab::Signals => m.room_tab_signals(),
        ModelTab::Robust => m.room_tab_robust(),
        ModelTab::Change => m.room_tab_change(),
        ModelTab::Versions => m.room_tab_versions(),
    }
}

/// Whether a part of the model can be another for some customers.
fn is_scoped(tab: ModelTab) -> bool {
    matches!(tab, ModelTab::Weights | ModelTab::Curves | ModelTab::Rules)
}

/// What the editor of a part is given: the document as those see it for whom it is edited.
fn scoped(tab: ModelTab, hand: Hand, scope: &Option<AttrValue>) -> Hand {
    let variant = scope.as_ref().filter(|_| is_scoped(tab));
    variant
        .and_then(|variant| audience::for_variant(&hand, variant))
        .unwrap_or(hand)
}

fn editor(tab: ModelTab, hand: Hand) -> Html {
    match tab {
        ModelTab::Weights => html! { <Weights {hand} /> },
        ModelTab::Curves => html! { <curves::Curves {hand} /> },
        ModelTab::Rules => html! { <rules::Rules {hand} /> },
        ModelTab::Metrics => html! { <metrics::Metrics {hand} /> },
        ModelTab::Change => html! { <change::Change {hand} /> },
        ModelTab::Signals => html! { <signals::Signals {hand} /> },
        ModelTab::Robust => html! { <robust::Robust {hand} /> },
        ModelTab::Versions => html! { <versions::Versions {hand} /> },
    }
}

/// Which model is in force, whether there is a draft, and what can be done with it.
fn head(env: &Env, room: &RoomView, onsave: &Callback<()>) -> Html {
    let m = env.m;
    let name = room.in_force.get(m.language());
    let version = room
        .versions
        .iter()
        .find(|v| Some(v.number) == room.version);
    let ondiscard = {
        let store = env.store.clone();
        Callback::from(move |()| model::discard(&store))
    };
    html! {
        <>
            <span class="muted">
                { name.to_owned() }
                if let Some(version) = version {
                    { " · " }{ versions::version_name(m, version) }
                }
            </span>
            if room.is_draft {
                { accent_chip(m.room_draft()) }
            } else {
                { chip(m.room_in_force()) }
            }
            if room.is_draft && env.state.is_writer {
                <span class="push cluster">
                    { Button::new(m.room_discard(), ondiscard).view() }
                    { Button { kind: ButtonKind::Primary, ..Button::new(m.room_save(), onsave.clone()) }.view() }
                </span>
            }
        </>
    }
}
