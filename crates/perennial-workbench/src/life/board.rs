//! The Lifecycle screen: the board of stages, flows, and how stages are worked on (SPEC §6).

use crate::life::card::Values;
use crate::life::figures::Figures;
use crate::life::today::Today;
use crate::life::tracking::Life;
use crate::life::{alerts, card, codes, effort, execution, packed, practice};
use crate::session::{Session, count};
use perennial_data::{Bilingual, Day, sort_by};
use perennial_engine::model::life::StageSet;
use perennial_life::cause::closings;
use perennial_life::stay::{Measure, Stay, current_stay, flows};
use perennial_protocol::Failure;
use perennial_protocol::view::{
    CauseView, FiguresView, FlowView, LifecycleView, Pace, StageColumn, StageCustomer, TrackColumn,
    TrackCustomer,
};
use std::collections::BTreeMap;

/// Customers shown per stage and per track at the most.
const CUSTOMERS: usize = 100;
/// Month-ends whose moves are shown.
const FLOW_MONTHS: u32 = 12;

impl Session {
    pub(super) fn board(&mut self, as_of: Day) -> Result<LifecycleView, Failure> {
        let (currency, _) = self.currency();
        let revision = self.revision;
        // What is measured is in the log, which is there once the date is.
        self.life_on(as_of)?;
        self.measure_processes(as_of)?;
        let (life, today) = self.life_on(as_of)?;
        let both = (life, &*today);
        let stages = life.plan.model().stages();
        let none = StageSet {
            id: stages.active.clone(),
            title: Bilingual::default(),
            definition: Bilingual::default(),
            stages: Vec::new(),
            order: Vec::new(),
        };
        let set = stages.set().unwrap_or(&none);
        let order = set.in_order();
        let figures = Figures::new(both, set);
        let columns: Vec<StageColumn> = stage_columns(both, set, &order, &figures);
        let in_stage: u32 = columns.iter().map(|column| column.n).sum();
        let exists = today.observed.run.evaluation.exists();
        let n = count(exists.iter().filter(|exists| **exists).count());
        let ids: Vec<&str> = columns.iter().map(|column| column.id.as_str()).collect();
        let practice = packed(&practice::practice(both, &ids))?;
        let (effort, effort_from) = effort::effort(both, set, &order);
        let (silent, n_signals) = effort::silent(both);
        Ok(LifecycleView {
            revision,
            as_of,
            set: set.id.clone(),
            sets: stages
                .sets
                .iter()
                .map(|set| (set.id.clone(), set.title.clone()))
                .collect(),
            n_without: n.saturating_sub(in_stage),
            tracks: tracks(both, &figures),
            flows: moves(both, &order),
            shape: execution::shape(both, set),
            matrix: execution::matrix_rows(both, &order),
            diagnosis: execution::diagnosis(both, &order, &columns),
            causes: causes(both),
            practice,
            figures: packed(&FiguresView {
                figures: figures.into_views(),
                effort,
                effort_from: Some(effort_from),
                silent,
                n_signals,
            })?,
            stages: columns,
            currency,
        })
    }
}

/// A column per stage, in the order in which customers go through them.
fn stage_columns(
    (life, today): (&Life, &Today),
    set: &StageSet,
    order: &[usize],
    figures: &Figures,
) -> Vec<StageColumn> {
    let as_of = today.as_of();
    let timeline = life.timeline(as_of);
    let paces = life.paces(as_of);
    let stages = today.observed.observation.stages();
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); set.stages.len()];
    for account in 0..count(stages.len()) {
        let stage = today.observed.observation.stage(account as usize);
        if let Some(members) = stage.and_then(|stage| members.get_mut(stage)) {
            members.push(account);
        }
    }
    let column = |&at: &usize| {
        let stage = set.stages.get(at)?;
        let members = members.get(at)?;
        let mut is_member = vec![false; stages.len()];
        for &account in members {
            is_member[account as usize] = true;
        }
        let mut by_pace = [0; 4];
        let mut arr = 0.0;
        let mut customers: Vec<(u32, Stay, Pace)> = Vec::with_capacity(members.len());
        for &account in members {
            let stay = current_stay(timeline, account, as_of).filter(|stay| stay.stage == at);
            let stay = stay.unwrap_or(Stay {
                stage: at,
                entered_on: as_of,
                left_on: None,
                earlier: false,
            });
            let pace = codes::pace(paces.judge(account, &stay));
            by_pace[pace as usize] += 1;
            arr += today.arr(account as usize).unwrap_or(0.0);
            customers.push((account, stay, pace));
        }
        let rank = |pace: Pace| match pace {
            Pace::Stuck => 0,
            Pace::Behind => 1,
            Pace::OnTrack => 2,
            Pace::Unsaid => 3,
        };
        let money = |account: u32| today.arr(account as usize).unwrap_or(0.0);
        sort_by(&mut customers, |a, b| {
            (rank(a.2).cmp(&rank(b.2)))
                .then(money(b.0).total_cmp(&money(a.0)))
                .then(a.0.cmp(&b.0))
        });
        customers.truncate(CUSTOMERS);
        let usual = paces.of(at);
        let days = |length: i32| u32::try_from(length).unwrap_or(0);
        let values = Values {
            metric: &|metric| card::mean_of((life, today), metric, &is_member),
            figures: Some(figures),
        };
        Some(StageColumn {
            id: stage.id.clone(),
            title: stage.title.clone(),
            definition: stage.definition.clone(),
            card: card::view(life, &stage.card, &stage.exit, &values),
            n: count(members.len()),
            arr,
            by_pace,
            usual: usual.map(|pace| (days(pace.median), days(pace.p90))),
            of_window: usual.is_some_and(|pace| pace.measure == Measure::Window),
            n_stays: usual.map_or(0, |pace| count(pace.n)),
            customers: customers
                .iter()
                .filter_map(|customer| stage_customer((life, today), customer))
                .collect(),
        })
    };
    order.iter().filter_map(column).collect()
}

fn stage_customer(
    (life, today): (&Life, &Today),
    &(account, stay, pace): &(u32, Stay, Pace),
) -> Option<StageCustomer> {
    let (id, name) = life.id_and_name(account)?;
    Some(StageCustomer {
        id,
        name,
        entered_on: stay.entered_on,
        days: u32::try_from(stay.days(today.as_of())).unwrap_or(0),
        pace,
        arr: today.arr(account as usize),
        band: today.band(account as usize),
    })
}

/// Who is in each track.
fn runs(today: &Today, track: usize) -> Vec<bool> {
    let tracks = today.observed.observation.tracks().iter();
    tracks
        .map(|bits| track < 16 && bits >> track & 1 == 1)
        .collect()
}

fn tracks((life, today): (&Life, &Today), figures: &Figures) -> Vec<TrackColumn> {
    let specs = life.plan.model().stages().tracks.iter().enumerate();
    specs
        .map(|(at, track)| {
            let members = runs(today, at);
            let values = Values {
                metric: &|metric| card::mean_of((life, today), metric, &members),
                figures: Some(figures),
            };
            TrackColumn {
                id: track.id.clone(),
                title: track.title.clone(),
                card: card::view(life, &track.card, &track.exit, &values),
                n: count(members.iter().filter(|runs| **runs).count()),
                customers: track_customers((life, today), at, &members),
            }
        })
        .collect()
}

fn track_customers(
    (life, today): (&Life, &Today),
    track: usize,
    runs: &[bool],
) -> Vec<TrackCustomer> {
    let as_of = today.as_of();
    let timeline = life.timeline(as_of);
    let mut members: Vec<u32> = (0..count(runs.len()))
        .filter(|&account| runs[account as usize])
        .collect();
    let money = |account: u32| today.arr(account as usize).unwrap_or(0.0);
    sort_by(&mut members, |&a, &b| {
        money(b).total_cmp(&money(a)).then(a.cmp(&b))
    });
    members.truncate(CUSTOMERS);
    let view = |account: u32| {
        let episodes = timeline.episodes(account, as_of, |state| state.track(track));
        let since = episodes
            .last()
            .filter(|episode| episode.holds && !episode.earlier);
        let (id, name) = life.id_and_name(account)?;
        Some(TrackCustomer {
            id,
            name,
            since: since.map(|episode| episode.from),
            arr: today.arr(account as usize),
            band: today.band(account as usize),
        })
    };
    members.into_iter().filter_map(view).collect()
}

/// Moves between the last month-ends and the date.
fn moves((life, today): (&Life, &Today), order: &[usize]) -> Vec<FlowView> {
    let as_of = today.as_of();
    let timeline = life.timeline(as_of);
    let place = |stage: Option<usize>| {
        let at = order.iter().position(|&at| Some(at) == stage)?;
        Some(count(at))
    };
    let mut dates = as_of.past_month_ends(FLOW_MONTHS);
    dates.push(as_of);
    let mut views = Vec::new();
    for pair in dates.windows(2) {
        let of_pair = flows(timeline, pair[0], pair[1]).into_iter();
        // Those who were no customers on either day are no move.
        let known = of_pair.filter(|flow| flow.from.is_some() || flow.to.is_some());
        views.extend(known.map(|flow| FlowView {
            to_date: pair[1],
            from: place(flow.from),
            to: place(flow.to),
            n: flow.accounts,
        }));
    }
    views
}

/// Root causes of the alerts closed so far, in the words in which they were last said.
fn causes((life, today): (&Life, &Today)) -> Vec<CauseView> {
    let signals = life.plan.model().signals();
    let mut counts: BTreeMap<&str, (u32, Bilingual)> = BTreeMap::new();
    for alert in &today.alerts {
        let causes = signals
            .get(alert.signal)
            .map_or(&[][..], |signal| &signal.causes);
        for closing in closings(std::slice::from_ref(alert)) {
            let held = counts.entry(closing.cause()).or_default();
            held.0 += 1;
            held.1 = alerts::cause_words(causes, closing);
        }
    }
    let views = counts.into_iter().map(|(id, (n, title))| CauseView {
        id: id.to_owned(),
        title,
        n,
    });
    let mut views: Vec<CauseView> = views.collect();
    sort_by(&mut views, |a, b| {
        b.n.cmp(&a.n).then_with(|| a.id.cmp(&b.id))
    });
    views
}
