//! Alerts: one record per account and signal, folded from the days on which the signal held and from
//! what people did about it (SPEC §7).

use crate::observe::Observation;
use crate::timeline::{Episode, Timeline};
use crate::work::{AlertWork, Entry, OWN_CAUSE, Work, WorkLog};
use perennial_data::{AccountIdx, Dataset, Day, sort_by};
use perennial_model::life::Severity;

/// Where an alert stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AlertState {
    /// Nobody has touched it.
    New,
    /// Somebody works on it.
    Active,
    /// Silent until a day, included.
    Snoozed {
        /// The last silent day.
        until: Day,
        /// Why it can wait.
        reason: String,
    },
    /// Over, by a person.
    Closed(Closing),
    /// Over by itself: its condition cleared before anybody touched it.
    Passed {
        /// The first day on which it no longer held.
        on: Day,
    },
}

impl Closing {
    /// The cause as it is told apart and counted: an id of the model's list, else one's own words.
    #[must_use]
    pub fn cause(&self) -> &str {
        let own = self.cause == OWN_CAUSE && !self.note.is_empty();
        if own { &self.note } else { &self.cause }
    }
}

impl AlertState {
    /// Whether it still asks for something, now or when a snooze ends.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::New | Self::Active | Self::Snoozed { .. })
    }

    /// Whether it asks for something now.
    #[must_use]
    pub fn asks(&self) -> bool {
        matches!(self, Self::New | Self::Active)
    }
}

/// How an alert was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The day on which its round opened.
    pub first_seen: Day,
    /// The day.
    pub on: Day,
    /// By whom.
    pub author: String,
    /// Id of the cause; see [`AlertAct::Close`](crate::work::AlertAct::Close).
    pub cause: String,
    /// The cause in one's own words.
    pub note: String,
    /// What the customer said; empty where not asked.
    pub feedback: String,
}

/// The record of one signal of one account, as it is on a date. Once it is over and its signal rises
/// anew it begins a new round in the same record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// Whose.
    pub account: AccountIdx,
    /// Position of the signal in the model.
    pub signal: usize,
    /// Where the newest round stands.
    pub state: AlertState,
    /// How much it matters, by the account's variant of the signal.
    pub severity: Severity,
    /// The day on which the newest round opened.
    pub first_seen: Day,
    /// The last day on which the signal held.
    pub last_seen: Day,
    /// Whether the signal holds on the date.
    pub holds: bool,
    /// How often the signal rose in the newest round.
    pub occurrences: u32,
    /// Who works on it, once somebody was named.
    pub owner: Option<String>,
    /// Rounds before this one.
    pub earlier_rounds: u32,
    /// The closings of earlier rounds, the oldest first.
    pub earlier_closings: Vec<Closing>,
}

/// The records of all accounts on a date, by account and signal: those that are open, and those that
/// a person ever touched.
///
/// What the timeline does not reach yet is not seen; what it knows of later days neither.
#[must_use]
pub fn alerts(
    data: &Dataset,
    timeline: &Timeline,
    observation: &Observation,
    work: &WorkLog,
) -> Vec<Alert> {
    let as_of = observation.as_of();
    let position = |id: &str| observation.signal_position(id);
    let touched = touched(data, &position, work, as_of);
    let mut alerts = Vec::new();
    let mut by_hand = touched.chunk_by(|a, b| a.0 == b.0).peekable();
    for (account, &signals) in (0..AccountIdx::MAX).zip(observation.signals()) {
        let mut open = signals;
        if let Some(acts) = by_hand.next_if(|acts| acts[0].0.0 == account) {
            let mut next = Some(acts);
            while let Some(acts) = next {
                let signal = acts[0].0.1;
                open &= !(1 << signal);
                alerts.extend(fold(timeline, observation, account, signal, acts));
                next = by_hand.next_if(|acts| acts[0].0.0 == account);
            }
        }
        untouched(timeline, observation, account, open, &mut alerts);
    }
    // Those that nobody touched come in order.
    if !touched.is_empty() {
        sort_by(&mut alerts, |a, b| {
            (a.account, a.signal).cmp(&(b.account, b.signal))
        });
    }
    alerts
}

/// Every record of one account on a date, those that passed by themselves too.
#[must_use]
pub fn alerts_of(
    data: &Dataset,
    timeline: &Timeline,
    observation: &Observation,
    work: &WorkLog,
    account: AccountIdx,
) -> Vec<Alert> {
    let position = |id: &str| observation.signal_position(id);
    let touched = touched(data, &position, work, observation.as_of());
    let records = (0..observation.n_signals()).filter_map(|signal| {
        let start = touched.partition_point(|act| act.0 < (account, signal));
        let end = touched.partition_point(|act| act.0 <= (account, signal));
        let acts = touched.get(start..end).unwrap_or_default();
        fold(timeline, observation, account, signal, acts)
    });
    records.collect()
}

/// One thing done, by account and signal.
pub(crate) type Act<'w> = ((AccountIdx, usize), &'w Entry, &'w AlertWork);

/// What was done to alerts by a date, by account and signal, each in the order of the log. `position` is
/// that of a signal in the model, by its id.
pub(crate) fn touched<'w>(
    data: &Dataset,
    position: &dyn Fn(&str) -> Option<usize>,
    work: &'w WorkLog,
    as_of: Day,
) -> Vec<Act<'w>> {
    let acts = work.standing(as_of).filter_map(|entry| {
        let Work::Alert(act) = &entry.work else {
            return None;
        };
        let signal = position(&act.signal)?;
        Some(((data.account(&act.account)?, signal), entry, act))
    });
    let mut acts: Vec<Act<'w>> = acts.collect();
    sort_by(&mut acts, |a, b| {
        (a.0, a.1.on, a.1.id).cmp(&(b.0, b.1.on, b.1.id))
    });
    acts
}

/// The alerts of signals that hold and that nobody touched: each is one occurrence, since when its
/// signal holds, as it would have passed when the signal cleared.
fn untouched(
    timeline: &Timeline,
    observation: &Observation,
    account: AccountIdx,
    mut open: u64,
    alerts: &mut Vec<Alert>,
) {
    if open == 0 {
        return;
    }
    let as_of = observation.as_of();
    let past = timeline.through().is_none_or(|last| last < as_of);
    // What did not hold on the timeline's last day began on the date itself, as far as is known.
    let known = if past {
        timeline.at(account, as_of).signals
    } else {
        open
    };
    while open != 0 {
        let signal = open.trailing_zeros() as usize;
        open &= open - 1;
        let since = timeline.since(account, signal, as_of);
        let since = since.filter(|_| known >> signal & 1 == 1);
        alerts.push(Alert {
            account,
            signal,
            state: AlertState::New,
            severity: severity(observation, signal, account),
            first_seen: since.unwrap_or(as_of),
            last_seen: as_of,
            holds: true,
            occurrences: 1,
            owner: None,
            earlier_rounds: 0,
            earlier_closings: Vec::new(),
        });
    }
}

fn severity(observation: &Observation, signal: usize, account: AccountIdx) -> Severity {
    let severity = observation.severity(signal, account as usize);
    severity.unwrap_or(Severity::Info)
}

/// The record of a signal of an account.
fn fold(
    timeline: &Timeline,
    observation: &Observation,
    account: AccountIdx,
    signal: usize,
    acts: &[Act<'_>],
) -> Option<Alert> {
    let as_of = observation.as_of();
    let mut episodes = timeline.episodes(account, as_of, |state| state.signal(signal));
    // The date itself may lie past the timeline.
    if timeline.through().is_none_or(|last| last < as_of) {
        add_today(&mut episodes, observation, account, signal);
    }
    let round = crate::round::fold(&episodes, acts, as_of)?;
    Some(Alert {
        account,
        signal,
        severity: severity(observation, signal, account),
        holds: episodes.last().is_some_and(|episode| episode.holds),
        state: round.state,
        first_seen: round.first_seen,
        last_seen: round.last_seen,
        occurrences: round.occurrences,
        owner: round.owner,
        earlier_rounds: round.earlier_rounds,
        earlier_closings: round.earlier_closings,
    })
}

/// Adds what is observed on a date past the timeline's last day.
fn add_today(
    episodes: &mut Vec<Episode>,
    observation: &Observation,
    account: AccountIdx,
    signal: usize,
) {
    let as_of = observation.as_of();
    let signals = observation.signals().get(account as usize).copied();
    let holds = signals.is_some_and(|signals| signals >> signal & 1 == 1);
    let open = episodes.last_mut().filter(|episode| episode.holds);
    match (open, holds) {
        (Some(episode), true) => episode.to = as_of,
        (Some(episode), false) => {
            episode.to = episode.to.min(as_of.plus_days(-1));
            episode.holds = false;
        }
        (None, true) => episodes.push(Episode {
            from: as_of,
            to: as_of,
            holds: true,
            earlier: false,
        }),
        (None, false) => {}
    }
}
