//! What would lift the customer into the next band, in its own terms, and what disagrees with the score.

use super::life::Life;
use super::{Opened, Part};
use crate::pages::parts::view_or_wait;
use crate::queries::{View, outlook, use_view};
use crate::store::{Env, use_env};
use crate::ui::badge::{BadgeSize, band_badge, band_word};
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::ui::dialog::{Dialog, DialogKind};
use crate::ui::table::fact;
use crate::words::{unit_text, value_word};
use perennial_i18n::Messages;
use perennial_protocol::Request;
use perennial_protocol::view::{
    CustomerView, DisagreementView, ObstacleView, OutlookView, PathStepView, PathView, ValueView,
};
use std::rc::Rc;
use yew::prelude::*;

/// What the engine says of it.
pub(super) struct Ahead {
    view: View<OutlookView>,
}

/// Asks once the customer is known to be there.
#[hook]
pub(super) fn use_outlook(account: &str, is_there: bool) -> Ahead {
    let env = use_env();
    let request = is_there.then(|| Request::Outlook {
        account: account.to_owned(),
        as_of: env.state.as_of(),
    });
    Ahead {
        view: use_view(request, outlook),
    }
}

impl Ahead {
    /// A measure on the way.
    pub(super) fn step(&self, at: usize) -> Option<PathStepView> {
        let path = self.view.slot.data()?.path.as_ref().ok()?;
        path.steps.get(at).cloned()
    }

    /// The way into the next band, or what stands in it.
    pub(super) fn lift(&self, env: &Env, page: &Part) -> Html {
        let content = view_or_wait(env, &self.view, |view| match &view.path {
            Ok(path) => way(env, page, path),
            Err(obstacle) => {
                html! { <p class="muted">{ obstacle_text(env.m, page, obstacle) }</p> }
            }
        });
        Card::new(env.m.path_lift())
            .view(html! { <div class="stack" data-testid="lift">{ content }</div> })
    }

    /// Measures and signals that say the opposite; nothing where none does.
    pub(super) fn disagree(&self, env: &Env, page: &Part, life: &Life) -> Html {
        let m = env.m;
        let view = self.view.slot.data();
        let measures = view.map_or_else(Vec::new, |view| {
            let found = view.disagreements.iter();
            found.map(|found| disagreement(env, page, found)).collect()
        });
        let signals = life.against(env, &page.view);
        if measures.is_empty() && signals.is_empty() {
            return html! {};
        }
        Card {
            note: Some(m.disagree_note().into()),
            ..Card::new(m.disagree_title())
        }
        .view(html! {
            <ul class="door-list" data-testid="disagree">{ for measures }{ for signals }</ul>
        })
    }
}

fn way(env: &Env, page: &Part, path: &PathView) -> Html {
    let m = env.m;
    let edges = &page.view.explanation.edges;
    let steps = path.steps.iter().enumerate();
    let lines = steps.map(|(at, step)| {
        let onclick = page.open.reform(move |_: MouseEvent| Opened::Step(at));
        html! {
            <li key={step.measure.clone()}>
                <button type="button" class="door" aria-haspopup="dialog" {onclick}>
                    <span class="fill">{ step.title.get(m.language()) }</span>
                    <span class="strong">{ change_text(m, &page.view, step) }</span>
                </button>
            </li>
        }
    });
    let (before, after) = path.coverage;
    html! {
        <>
            <p class="cluster">
                { band_badge(path.to, BadgeSize::Normal, m) }
                <span class="fill">{ lead(m, path, edges) }</span>
            </p>
            <ul class="door-list">{ for lines }</ul>
            { for lifted_caps(m, &page.view, path.after) }
            if after > before {
                <p class="small muted">{ m.path_coverage_grows(after, before) }</p>
            }
            if !path.is_smallest {
                <p class="small muted">{ m.path_larger() }</p>
            }
        </>
    }
}

/// A cap that limits health now to less than it would be: it holds no more then.
fn lifted_caps(m: Messages, view: &CustomerView, after: f64) -> Vec<Html> {
    let caps = view.explanation.caps.iter();
    let lifted = caps.filter(|cap| cap.bites && cap.max < after);
    let said = lifted.map(|cap| {
        let said = m.path_cap_lifted(cap.max, cap.title.get(m.language()));
        html! { <p key={cap.id.clone()} class="small muted">{ said }</p> }
    });
    said.collect()
}

fn lead(m: Messages, path: &PathView, edges: &[f64]) -> String {
    let threshold = m.short_number(path.threshold, 1);
    m.path_lead(
        &m.health(Some(path.after), edges),
        band_word(path.to, m),
        &threshold,
    )
}

/// From what to what, in the metric's unit; as seats where it is a share of them.
fn change_text(m: Messages, view: &CustomerView, step: &PathStepView) -> String {
    let of = |value: &ValueView| match value {
        ValueView::Number(number) => unit_text(m, Some(*number), &step.unit, &view.currency),
        ValueView::Word(word) => value_word(m, word),
    };
    let (before, needed) = match step.seats {
        Some((before, needed, all)) => (
            before.map(|seats| m.count(seats as u32)),
            m.path_seats(all as u32, needed as u32),
        ),
        None => (step.before.as_ref().map(of), of(&step.needed)),
    };
    let needed = match (&step.needed, step.higher_is_better) {
        (ValueView::Word(_), _) => needed,
        (ValueView::Number(_), true) => m.path_at_least(&needed),
        (ValueView::Number(_), false) => m.path_at_most(&needed),
    };
    match before {
        Some(before) => m.path_value(&before, &needed),
        None => m.path_get(&needed),
    }
}

fn obstacle_text(m: Messages, page: &Part, obstacle: &ObstacleView) -> String {
    match obstacle {
        ObstacleView::Reached => m.path_reached().to_owned(),
        ObstacleView::Overridden => m.path_overridden().to_owned(),
        ObstacleView::NothingControllable => m.path_nothing().to_owned(),
        ObstacleView::Coverage(share) => m.path_coverage(*share),
        ObstacleView::Capped(titles) => {
            let titles: Vec<&str> = titles.iter().map(|t| t.get(m.language())).collect();
            m.path_capped(&titles.join(" · "))
        }
        ObstacleView::OutOfReach(best) => {
            let edges = &page.view.explanation.edges;
            m.path_out_of_reach(&m.health(Some(*best), edges))
        }
        ObstacleView::NoHealth => m.path_no_health().to_owned(),
    }
}

fn disagreement(env: &Env, page: &Part, found: &DisagreementView) -> Html {
    let m = env.m;
    let measures = &page.view.explanation.measures;
    let at = measures.iter().position(|held| held.id == found.measure);
    let onclick = page
        .open
        .reform(move |_: MouseEvent| at.map_or(Opened::Health, Opened::Measure));
    let title = found.title.get(m.language());
    html! {
        <li key={found.measure.clone()}>
            <button type="button" class="door" aria-haspopup="dialog" {onclick}>
                <span class="fill">{ m.disagree_measure(title) }</span>
                { band_badge(found.says, BadgeSize::Plain, m) }
                <span class="number">{ m.number(found.score, 0) }</span>
            </button>
        </li>
    }
}

#[derive(Properties)]
pub(super) struct StepProps {
    pub(super) view: Rc<CustomerView>,
    pub(super) step: PathStepView,
    /// Opens the measure down to its rows.
    pub(super) open: Callback<Opened>,
    pub(super) onclose: Callback<()>,
}

impl PartialEq for StepProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.view, &other.view) && self.step == other.step
    }
}

/// What a measure on the way brings, with its numbers.
#[component]
pub(super) fn StepDrawer(props: &StepProps) -> Html {
    let env = use_env();
    let m = env.m;
    let StepProps { view, step, .. } = props;
    let score = |score: Option<f64>| m.health(score, &[]);
    let points = step.score_before.map(|before| {
        let gain = step.weight * (step.score_after - before);
        format!(
            "{} × ({} − {}) = {}",
            m.percent(step.weight, 2),
            m.number(step.score_after, 2),
            m.number(before, 2),
            m.signed(gain, 2)
        )
    });
    let measures = &view.explanation.measures;
    let at = measures.iter().position(|held| held.id == step.measure);
    let rows = at.map(|at| {
        let onclick = props.open.reform(move |()| Opened::Measure(at));
        Button::new(m.customer_rows(), onclick).view()
    });
    html! {
        <Dialog title={step.title.get(m.language()).to_owned()} kind={DialogKind::Drawer} messages={m}
            onclose={props.onclose.clone()}>
            <div class="stack" data-testid="step">
                <p class="figure__value">{ change_text(m, view, step) }</p>
                <section class="stack stack--tight">
                    <h3>{ m.customer_definition() }</h3>
                    <p>{ step.definition.get(m.language()) }</p>
                </section>
                if let Some(points) = points {
                    <section class="stack stack--tight">
                        <h3>{ m.path_gain() }</h3>
                        <p class="formula">{ points }</p>
                    </section>
                }
                <dl class="facts">
                    { fact(m.path_score_now(), score(step.score_before)) }
                    { fact(m.path_score_then(), score(Some(step.score_after))) }
                    { fact(m.path_weight_then(), m.percent(step.weight, 1)) }
                </dl>
                { rows }
            </div>
        </Dialog>
    }
}
