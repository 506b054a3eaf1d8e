//! The customer's life on one date: stage, tracks, tier, alerts, tasks, goals, everything that happened.

use crate::life::card::Values;
use crate::life::today::Today;
use crate::life::tracking::Life;
use crate::life::value::services;
use crate::life::{alerts, card, clocks, codes, happened, records, tasks, words};
use crate::session::{Session, count};
use perennial_data::{Bilingual, Day, sort_by};
use perennial_engine::model::life::{Component, ComponentValue, Criterion};
use perennial_life::alert::alerts_of;
use perennial_life::disagree::signals_against;
use perennial_life::goal::{Goal, goals};
use perennial_life::kpi::{Trend, satisfaction_at_opening};
use perennial_life::play::PlayBook;
use perennial_life::stay::{Stay, stays};
use perennial_life::task::TaskState;
use perennial_life::tier::{ComponentFact, TierInputs, TierTable, explain_tier, tiered_on};
use perennial_life::why::CriterionReading;
use perennial_life::work::Work;
use perennial_protocol::view::{
    CustomerLifeView, FactView, GoalView, RuleView, Severity, StageView, StayView, TaskView,
    TierView, TrackView,
};
use perennial_protocol::{Failure, Packed};

/// Entries of the timeline at the most.
const TIMELINE: usize = 200;

impl Session {
    pub(super) fn customer_life(
        &mut self,
        id: &str,
        as_of: Day,
    ) -> Result<CustomerLifeView, Failure> {
        let account = self.account(id)?;
        let tables = self.tier_tables(as_of)?;
        let revision = self.revision;
        let overrides = std::rc::Rc::clone(&self.state.overrides);
        let (life, today) = self.life_on(as_of)?;
        let both = (life, &*today);
        let model = life.plan.model();
        let set = model.stages().set();
        let timeline = life.timeline(as_of);
        let stays = stays(timeline, account, as_of);
        let book = PlayBook::new(model);
        let observation = &today.observed.observation;
        let mut held = alerts_of(life.data(), timeline, observation, life.log(), account);
        sort_by(&mut held, |a, b| {
            (b.state.is_open().cmp(&a.state.is_open()))
                .then(b.severity.cmp(&a.severity))
                .then(b.first_seen.cmp(&a.first_seen))
        });
        let alerts = held
            .iter()
            .filter_map(|alert| alerts::view(both, &book, alert));
        let mut timeline = happened::happened(both, account, (&stays, &held), &overrides);
        let n_timeline = count(timeline.len());
        timeline.truncate(TIMELINE);
        // What passed long ago without anybody touching it is in the timeline only.
        let is_recent = |alert: &perennial_protocol::view::AlertView| {
            let passed = alert.state == perennial_protocol::view::AlertState::Passed;
            !passed || as_of.days_since(alert.last_seen) <= 90
        };
        Ok(CustomerLifeView {
            revision,
            id: id.to_owned(),
            stage: stage(both, account),
            stages: set.map_or_else(Vec::new, |set| {
                let stages = set
                    .in_order()
                    .into_iter()
                    .filter_map(|at| set.stages.get(at));
                stages
                    .map(|stage| (stage.id.clone(), stage.title.clone()))
                    .collect()
            }),
            stays: stays
                .iter()
                .rev()
                .filter_map(|stay| stay_view(life, stay))
                .collect(),
            tracks: tracks(both, account),
            tier: tier(both, account, &tables),
            alerts: alerts.filter(is_recent).collect(),
            against: against(both, account),
            tasks: task_views(both, &book, account),
            clocks: clocks::clocks(both, account),
            goals: goal_views(life, account, as_of),
            records: Packed::of(&records::records(both, account)).map_err(|_| crate::not_ours())?,
            timeline,
            n_timeline,
            satisfaction_rising: rising(both, account),
        })
    }
}

fn stage((life, today): (&Life, &Today), account: u32) -> Option<StageView> {
    let set = life.plan.model().stages().set()?;
    let timeline = life.timeline(today.as_of());
    let paces = life.paces(today.as_of());
    let why = life.reader(today, account).stage(timeline, &paces);
    let spec = set.stages.get(why.stage?)?;
    let rules = why.by_rules.and_then(|at| set.stages.get(at));
    let values = Values {
        metric: &|metric| today.metric(life, metric, account as usize),
        figures: None,
    };
    let days = |days: i32| u32::try_from(days).unwrap_or(0);
    let stay = why.stay.filter(|stay| !stay.earlier);
    let held = why.by_hand.map(|hand| {
        let by_rules = rules.map(|stage| stage.title.clone());
        (hand.author, hand.reason, hand.expires_on, by_rules)
    });
    Some(StageView {
        id: spec.id.clone(),
        title: spec.title.clone(),
        definition: spec.definition.clone(),
        entered_on: stay.map(|stay| stay.entered_on),
        pace: codes::pace(why.progress.filter(|_| stay.is_some())),
        n_stays: paces.earlier(why.stage?).map(count),
        usual_days: why
            .usual_days
            .map(|(median, p90)| (days(median), days(p90))),
        why: why
            .rules
            .iter()
            .map(|reading| words::rule_view(life, reading))
            .collect(),
        exit: (why.clear_days > 1)
            .then(|| words::clear_view(why.clear_days, why.lasting))
            .into_iter()
            .chain(rules.map_or_else(Vec::new, |rules| exits(life, &rules.exit, &why.exit)))
            .collect(),
        card: card::view(life, &spec.card, &spec.exit, &values),
        held,
    })
}

/// Exit criteria with what they read.
fn exits(life: &Life, criteria: &[Criterion], readings: &[CriterionReading]) -> Vec<RuleView> {
    let both = criteria.iter().zip(readings);
    both.map(|(criterion, reading)| RuleView {
        title: criterion.title.clone(),
        holds: reading.met,
        facts: words::facts(life, &reading.rules, false),
    })
    .collect()
}

fn stay_view(life: &Life, stay: &Stay) -> Option<StayView> {
    let set = life.plan.model().stages().set()?;
    Some(StayView {
        title: set.stages.get(stay.stage)?.title.clone(),
        from: (!stay.earlier).then_some(stay.entered_on),
        to: stay.left_on,
    })
}

fn tracks((life, today): (&Life, &Today), account: u32) -> Vec<TrackView> {
    let timeline = life.timeline(today.as_of());
    let reader = life.reader(today, account);
    let values = Values {
        metric: &|metric| today.metric(life, metric, account as usize),
        figures: None,
    };
    let tracks = life.plan.model().stages().tracks.iter().enumerate();
    tracks
        .filter_map(|(at, spec)| {
            let (why, exit) = reader.track(timeline, at).filter(|(why, _)| why.holds)?;
            Some(TrackView {
                title: spec.title.clone(),
                since: why.since.filter(|since| timeline.first() != Some(*since)),
                exit: exits(life, &spec.exit, &exit),
                kpis: card::kpis(life, &spec.card, &values),
            })
        })
        .collect()
}

fn tier((life, today): (&Life, &Today), account: u32, tables: &[TierTable]) -> Option<TierView> {
    let at = account as usize;
    let table = &today.observed.tiers;
    let tier = table.tier(at)?;
    let model = life.plan.model().tiers();
    let run = &today.observed.run;
    let metric = |id: &str| {
        let at = life.plan.compiled().metric_position(id)?;
        run.metrics.column(at).map(|column| column.values())
    };
    let inputs = TierInputs {
        data: life.data(),
        as_of: today.as_of(),
        exists: run.evaluation.exists(),
        metric: &metric,
    };
    let (current, potential) = explain_tier(model, &inputs, account);
    let of_axis = |components: &[Component], facts: &[ComponentFact]| {
        let both = components.iter().zip(facts);
        let facts = both.map(|(component, fact)| component_fact(life, component, fact));
        facts.collect::<Vec<FactView>>()
    };
    let mut facts = of_axis(&model.current.components, &current);
    facts.extend(of_axis(&model.potential.components, &potential));
    let level = services(life, &today.observed).level(at);
    Some(TierView {
        id: tier.as_str().to_owned(),
        title: words::tier_title(life, tier),
        current: *table.current().get(at)?,
        potential: *table.potential().get(at)?,
        value: *table.value().get(at)?,
        weights: (model.current.weight, model.potential.weight),
        facts,
        since: tiered_on(tables, account),
        level: level
            .and_then(|at| model.service_levels.get(at))
            .map(|level| level.title.clone()),
    })
}

fn component_fact(life: &Life, component: &Component, fact: &ComponentFact) -> FactView {
    let decl = match &component.value {
        ComponentValue::Metric(id) => life.plan.model().metric(id),
        ComponentValue::Account(_) => None,
    };
    FactView {
        metric: decl.map(|decl| decl.id.clone()).unwrap_or_default(),
        title: component.title.clone(),
        value: fact.raw,
        unit: decl
            .map(|decl| crate::query::columns::unit_code(decl.unit))
            .unwrap_or_default(),
    }
}

/// Signals that contradict the score.
fn against((life, today): (&Life, &Today), account: u32) -> Vec<(String, Bilingual, Severity)> {
    let model = life.plan.model();
    let found = signals_against(model, &today.observed, account as usize).into_iter();
    let named = found.filter_map(|(at, severity)| {
        let signal = model.signals().get(at)?;
        let severity = codes::severity(severity);
        Some((signal.id.clone(), signal.title.clone(), severity))
    });
    named.collect()
}

/// Open tasks by due date, then what was decided, the newest first.
fn task_views((life, today): (&Life, &Today), book: &PlayBook<'_>, account: u32) -> Vec<TaskView> {
    let of_account = today
        .tasks
        .iter()
        .filter(|task| task.account == Some(account));
    let mut found: Vec<_> = of_account
        .filter(|t| t.state != TaskState::Lapsed)
        .collect();
    sort_by(&mut found, |a, b| {
        let open = |state| state == TaskState::Open;
        let by_state = open(b.state).cmp(&open(a.state));
        by_state.then_with(|| {
            if open(a.state) {
                a.due.cmp(&b.due).then(a.origin.cmp(&b.origin))
            } else {
                b.decided.cmp(&a.decided)
            }
        })
    });
    let views = found
        .into_iter()
        .filter_map(|task| tasks::view((life, today), book, task));
    views.collect()
}

fn goal_views(life: &Life, account: u32, as_of: Day) -> Vec<GoalView> {
    let id = life.data().account_id(account);
    let is_own = |goal: &Goal| {
        life.log().standing(as_of).any(|entry| match &entry.work {
            Work::Goal(said) => Some(said.account.as_str()) == id && said.goal == goal.goal,
            _ => false,
        })
    };
    let view = |goal: Goal| GoalView {
        is_own: is_own(&goal),
        goal: goal.goal,
        unit: goal.unit,
        baseline: Some(goal.baseline),
        target: goal.target,
        actual: goal.actual,
        progress: goal.progress,
        due_on: goal.due_on,
        reviewed_on: goal.reviewed_on,
        review_on: goal.review_on,
        review_due: goal.review_due,
    };
    let found = goals(life.data(), life.log(), account, as_of);
    found.into_iter().map(view).collect()
}

/// Whether satisfaction was rising when the renewal window opened; `None` outside of it.
fn rising((life, today): (&Life, &Today), account: u32) -> Option<bool> {
    let contracts = &today.observed.contracts;
    let fact = contracts.get(account as usize)?;
    let as_of = today.as_of();
    let is_open = fact.window_opens.is_some_and(|opens| opens <= as_of)
        && fact.ends_on.is_some_and(|end| as_of < end);
    if !is_open || fact.renewed || fact.lost {
        return None;
    }
    let trend = satisfaction_at_opening(life.data(), contracts, account as usize, as_of)?;
    Some(trend == Trend::Rising)
}
