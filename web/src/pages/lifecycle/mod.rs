//! Lifecycle: where customers stand, how they move, what each stage is for, and whether what is done
//! fits. Each part has an address.

mod board;
mod cards;
mod causes;
mod drawer;
mod effort;
mod execution;
mod figure;
mod flows;
mod history;
mod keys;
mod matrix;
mod maturity;
mod processes;
mod register;
mod reviews;
mod shape;
mod silent;

use self::board::Board;
use self::drawer::{stage_drawer, track_drawer};
use self::figure::figure_drawer;
use self::history::History;
use self::register::{Outcomes, Plays, Requests, WinBack};
use super::explain::{Explanation, drawer as explanation_drawer};
use super::parts::{no_customers, view_or_wait};
use super::save::Shown;
use super::stage_card::kpi_explanation;
use super::work::{Errand, ErrandDialog, begin};
use crate::hooks::use_over;
use crate::queries::{lifecycle, use_view};
use crate::route::{LifeChoice, LifeTab, Route};
use crate::state::Engine;
use crate::store::{Env, use_env};
use crate::tasks::stages::use_stages;
use crate::ui::form::{Choice, OneOf};
use crate::ui::tabs::Tabs;
use perennial_i18n::{Messages, Money};
use perennial_protocol::Request;
use perennial_protocol::view::{FiguresView, KpiView, LifecycleView, Pace, PracticeView};
use std::rc::Rc;
use yew::prelude::*;

/// What lies over the page.
#[derive(Clone, Debug, PartialEq)]
enum Opened {
    /// The stage at a position, all its customers or those of one pace.
    Stage(usize, Option<Pace>),
    /// The track at a position.
    Track(usize),
    /// A figure taken apart.
    Figure(Explanation),
    /// The figure over many customers at a position, and what it is called.
    Kpi(usize, String),
    /// A form.
    Errand(Errand),
}

/// What every part of the screen needs.
struct Part<'a> {
    view: &'a Rc<LifecycleView>,
    /// How the team works.
    practice: Rc<PracticeView>,
    /// Figures over many customers.
    figures: Rc<FiguresView>,
    choice: LifeChoice,
    open: Callback<Opened>,
    /// Begins something that the user does.
    errand: Callback<Errand>,
}

impl Part<'_> {
    /// What opens a figure.
    fn figure(&self) -> Callback<Explanation> {
        self.open.reform(Opened::Figure)
    }

    /// What opens a KPI: the rows behind it, or what it is the average of.
    fn kpi(&self, env: &Env) -> Callback<KpiView> {
        let m = env.m;
        let currency = self.view.currency.clone().unwrap_or_default();
        self.open.reform(move |kpi: KpiView| match kpi.figure {
            Some(at) => Opened::Kpi(at as usize, kpi.title.get(m.language()).to_owned()),
            None => Opened::Figure(kpi_explanation(m, &kpi, &currency)),
        })
    }

    /// The name of the stage at a position.
    fn stage_title(&self, m: Messages, at: u32) -> &str {
        let stage = self.view.stages.get(at as usize);
        stage.map_or("", |stage| stage.title.get(m.language()))
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct LifecycleProps {
    /// What the address says about the screen.
    pub(super) choice: LifeChoice,
}

/// The screen.
#[component]
pub(super) fn Lifecycle(props: &LifecycleProps) -> Html {
    let env = use_env();
    let m = env.m;
    let opened = use_over::<Opened>();
    let is_empty = env.state.engine == Engine::Ready && !env.state.has_customers();
    let request = env.state.has_customers().then(|| Request::Lifecycle {
        as_of: env.state.as_of(),
    });
    let view = use_view(request, lifecycle);
    let (open, close) = (opened.open(), opened.close());
    let sets = view.slot.data().map(|view| set_choice(&env, view));
    html! {
        <div class="page" aria-busy={view.slot.is_loading().to_string()}>
            <header class="page__head">
                <h1 tabindex="-1">{ m.lifecycle_title() }</h1>
                <span class="muted">{ m.date(env.state.as_of()) }</span>
                <span class="push" />
                { sets.unwrap_or_default() }
            </header>
            if is_empty {
                { no_customers(&env) }
            } else {
                { view_or_wait(&env, &view, |view| {
                    // Bytes that cannot be read are of another build, which is refused when it starts.
                    let practice = Rc::new(view.practice.read().unwrap_or_default());
                    let figures = Rc::new(view.figures.read().unwrap_or_default());
                    let errand = begin(&env, open.reform(Opened::Errand), close.clone());
                    let part = Part { view, practice, figures, choice: props.choice.clone(), open: open.clone(), errand };
                    html! { <>{ tabs(&env, &part) }<Shown />{ over(&env, &part, opened.now().as_ref(), &close) }</> }
                }) }
            }
        </div>
    }
}

/// The set of stages in use, and the others to choose from.
fn set_choice(env: &Env, view: &LifecycleView) -> Html {
    let m = env.m;
    let language = m.language();
    if !env.state.is_writer {
        let used = view.sets.iter().find(|(id, _)| *id == view.set);
        let title = used.map_or("", |(_, title)| title.get(language));
        return html! { <span class="chip">{ title }</span> };
    }
    let choices = view.sets.iter();
    let choices =
        choices.map(|(id, title)| Choice::new(id.clone(), title.get(language).to_owned()));
    let onchange = {
        let store = env.store.clone();
        Callback::from(move |set: AttrValue| use_stages(&store, set.to_string()))
    };
    html! {
        <div class="since">
            { OneOf {
                value: view.set.clone().into(),
                ..OneOf::new(m.lifecycle_set(), choices.collect(), onchange)
            }.view_list() }
        </div>
    }
}

/// What a part is called.
fn tab_word(m: Messages, tab: LifeTab) -> &'static str {
    match tab {
        LifeTab::Board => m.lifecycle_board(),
        LifeTab::Flows => m.lifecycle_flows(),
        LifeTab::History => m.lifecycle_history(),
        LifeTab::Cards => m.lifecycle_cards(),
        LifeTab::Tracks => m.lifecycle_tracks(),
        LifeTab::Shape => m.lifecycle_shape(),
        LifeTab::Consistency => m.lifecycle_consistency(),
        LifeTab::Execution => m.lifecycle_execution(),
        LifeTab::Causes => m.lifecycle_causes(),
        LifeTab::Outcomes => m.lifecycle_outcomes(),
        LifeTab::WinBack => m.lifecycle_winback(),
        LifeTab::Requests => m.lifecycle_requests(),
        LifeTab::Plays => m.lifecycle_plays(),
    }
}

fn tabs(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let choices = LifeTab::ALL.map(|tab| Choice::new(tab.code(), tab_word(m, tab)));
    let onchange = {
        let env = env.clone();
        Callback::from(move |code: AttrValue| {
            if let Some(tab) = LifeTab::of_code(&code) {
                env.go(Route::Lifecycle(LifeChoice::of(tab)));
            }
        })
    };
    let content = match part.choice.tab {
        LifeTab::Board => {
            html! { <Board view={Rc::clone(part.view)} onopen={part.open.clone()} /> }
        }
        LifeTab::Flows => flows::flows(env, part),
        LifeTab::History => html! { <History onopen={part.open.clone()} /> },
        LifeTab::Cards => cards::stages(env, part),
        LifeTab::Tracks => cards::tracks(env, part),
        LifeTab::Shape => shape::shape(env, part),
        LifeTab::Consistency => html! {
            <div class="stack">{ matrix::matrix(env, part) }{ reviews::reviews(env, part) }{ silent::silent(env, part) }</div>
        },
        LifeTab::Execution => html! {
            <div class="stack">{ execution::execution(env, part) }{ effort::effort(env, part) }{ maturity::maturity(env, part) }</div>
        },
        LifeTab::Causes => html! {
            <div class="stack">{ causes::causes(env, part) }{ processes::processes(part) }</div>
        },
        LifeTab::Outcomes => {
            html! { <Outcomes choice={part.choice.clone()} onopen={part.figure()} /> }
        }
        LifeTab::WinBack => html! { <WinBack only={part.choice.only.clone()} /> },
        LifeTab::Requests => html! { <Requests only={part.choice.only.clone()} /> },
        LifeTab::Plays => html! { <Plays only={part.choice.only.clone()} /> },
    };
    html! {
        <Tabs label={m.lifecycle_parts()} value={part.choice.tab.code()} choices={choices.to_vec()} {onchange}>
            { content }
        </Tabs>
    }
}

fn over(env: &Env, part: &Part<'_>, opened: Option<&Opened>, onclose: &Callback<()>) -> Html {
    let view = part.view;
    match opened {
        None => html! {},
        Some(Opened::Stage(at, pace)) => view
            .stages
            .get(*at)
            .map(|stage| stage_drawer(env, view, stage, *pace, onclose))
            .unwrap_or_default(),
        Some(Opened::Track(at)) => track_drawer(env, view, *at, onclose),
        Some(Opened::Figure(figure)) => explanation_drawer(env, figure, onclose),
        Some(Opened::Kpi(at, title)) => {
            let currency = view.currency.as_deref().unwrap_or_default();
            let figure = part.figures.figures.get(*at);
            figure.map_or_else(Html::default, |figure| {
                figure_drawer(env, (title, currency), figure, onclose)
            })
        }
        Some(Opened::Errand(errand)) => html! {
            <ErrandDialog errand={errand.clone()} onclose={onclose.clone()} ondone={onclose.clone()} />
        },
    }
}

/// An amount in the currency of the view.
fn amount(env: &Env, view: &LifecycleView, amount: f64) -> String {
    let currency = view.currency.as_deref().unwrap_or_default();
    env.m.money(Money::new(amount, currency))
}

/// The address of a customer on the date that is seen.
fn customer_link(env: &Env, id: &str) -> String {
    env.link(Route::Customer(id.to_owned()))
}
