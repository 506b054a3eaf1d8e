//! The figures of the tracks over all customers, each with the rows behind it (SPEC §6 [4.08–4.15]).

use crate::life::alerts::has_task;
use crate::life::today::Today;
use crate::life::tracking::Life;
use crate::session::count;
use perennial_data::{AccountIdx, Day, MISSING_DAY, sort_by};
use perennial_engine::model::Unit;
use perennial_engine::model::life::{Direction, Figure, Severity, StageCard, StageSet};
use perennial_life::cadence::last_touches;
use perennial_life::kpi::{
    Answer, Escalation, Escalations, Fate, Onboarded, Renewal, escalations, finished, onboarded,
    renewals, share,
};
use perennial_life::play::PlayBook;
use perennial_protocol::view::{Band, FigureRow, FigureView};

/// Days that renewals and onboarding are looked back on.
const YEAR_DAYS: u32 = 365;
/// Days that escalations are looked back on.
const QUARTER_DAYS: u32 = 90;
/// Days in which somebody should have been in touch with a renewal at risk.
const TOUCH_DAYS: i32 = 30;
/// Days for an escalation of a customer without a service level. *Default.*
const ESCALATION_DAYS: u32 = 2;
/// Rows sent with a figure at the most.
const ROWS: usize = 100;
/// The stage of those at risk, by the id that it has in the sets that ship.
const AT_RISK: &str = "at_risk";

/// The figures that cards name, in the order in which they are first named.
pub(crate) struct Figures(Vec<(Figure, FigureView)>);

/// A row before it is told: whose, when, what became of it, its number, and whether it counts.
struct Row {
    account: AccountIdx,
    on: Option<Day>,
    state: &'static str,
    value: Option<f64>,
    counts: bool,
}

impl Figures {
    /// Those that the cards of the stages in use and of the tracks name.
    pub(crate) fn new((life, today): (&Life, &Today), set: &StageSet) -> Self {
        let tracks = life.plan.model().stages().tracks.iter();
        let cards = set.stages.iter().map(|stage| &stage.card);
        let cards: Vec<&StageCard> = cards.chain(tracks.map(|track| &track.card)).collect();
        let named = cards.iter().flat_map(|card| &card.kpis);
        let mut wanted: Vec<Figure> = Vec::new();
        for figure in named.filter_map(|kpi| kpi.figure) {
            if !wanted.contains(&figure) {
                wanted.push(figure);
            }
        }
        let sources = Sources::new((life, today), set, &wanted);
        let view = |figure| (figure, sources.figure((life, today), figure));
        Self(wanted.into_iter().map(view).collect())
    }

    /// A figure and its position.
    pub(crate) fn of(&self, figure: Figure) -> Option<(u32, &FigureView)> {
        let at = self.0.iter().position(|(named, _)| *named == figure)?;
        Some((count(at), &self.0[at].1))
    }

    /// The figures in their order.
    pub(crate) fn into_views(self) -> Vec<FigureView> {
        self.0.into_iter().map(|(_, view)| view).collect()
    }
}

/// What figures are worked out from, as far as any is asked for.
struct Sources {
    onboarded: Vec<Onboarded>,
    renewals: Vec<Renewal>,
    escalations: Vec<Escalation>,
    escalations_before: u32,
    at_risk: Option<usize>,
}

impl Sources {
    fn new((life, today): (&Life, &Today), set: &StageSet, wanted: &[Figure]) -> Self {
        let as_of = today.as_of();
        let data = life.data();
        let asked = |of: &[Figure]| wanted.iter().any(|figure| of.contains(figure));
        let onboarding = asked(&[
            Figure::OnboardingOnTime,
            Figure::OnboardingSatisfaction,
            Figure::OnboardingTickets,
            Figure::OnboardingUsedAfter,
        ]);
        let onboarded = if onboarding {
            let timeline = life.timeline(as_of);
            let from = as_of.plus_days(1 - YEAR_DAYS.cast_signed());
            let contracts = &today.observed.contracts;
            let over = finished(timeline, set, contracts, (from, as_of));
            onboarded(data, &over, as_of)
        } else {
            Vec::new()
        };
        let renewed = asked(&[Figure::RenewalsOnTime, Figure::RenewalRate]);
        let escalated = asked(&[
            Figure::EscalationsOnTime,
            Figure::EscalationsChange,
            Figure::EscalationsFeedback,
        ]);
        let services = (life.plan.model().tiers(), &today.services);
        let escalated = if escalated {
            escalations(data, services, (as_of, QUARTER_DAYS), ESCALATION_DAYS)
        } else {
            Escalations::default()
        };
        Self {
            onboarded,
            renewals: if renewed {
                renewals(data, as_of, YEAR_DAYS)
            } else {
                Vec::new()
            },
            escalations: escalated.rows,
            escalations_before: escalated.opened_before,
            at_risk: set.position(AT_RISK),
        }
    }

    fn figure(&self, both: (&Life, &Today), figure: Figure) -> FigureView {
        let rows = self.rows(both, figure);
        let n_counted = rows.iter().filter(|row| row.counts).count();
        let numbers: Vec<f64> = rows.iter().filter_map(|row| row.value).collect();
        #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
        let mean =
            || (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64);
        let (value, unit, days) = match figure {
            Figure::OnboardingSatisfaction => (mean(), Unit::Score, Some(YEAR_DAYS)),
            Figure::OnboardingTickets => (mean(), Unit::Count, Some(YEAR_DAYS)),
            Figure::OnboardingOnTime
            | Figure::OnboardingUsedAfter
            | Figure::RenewalsOnTime
            | Figure::RenewalRate => (share(&rows, |row| row.counts), Unit::Share, Some(YEAR_DAYS)),
            Figure::EscalationsOnTime | Figure::EscalationsFeedback => (
                share(&rows, |row| row.counts),
                Unit::Share,
                Some(QUARTER_DAYS),
            ),
            Figure::EscalationsChange => {
                let change = f64::from(count(rows.len())) - f64::from(self.escalations_before);
                let any = !rows.is_empty() || self.escalations_before > 0;
                (any.then_some(change), Unit::Count, Some(QUARTER_DAYS))
            }
            Figure::AlertsFollowedUp | Figure::RenewalsAtRiskTouched => {
                (share(&rows, |row| row.counts), Unit::Share, None)
            }
        };
        let part = match figure {
            Figure::EscalationsChange => self.escalations_before,
            Figure::OnboardingSatisfaction => count(numbers.len()),
            _ => count(n_counted),
        };
        FigureView {
            code: code(figure).to_owned(),
            value,
            unit: crate::query::columns::unit_code(unit),
            part,
            days,
            n_rows: count(rows.len()),
            rows: told(both.0, rows),
        }
    }

    fn rows(&self, (life, today): (&Life, &Today), figure: Figure) -> Vec<Row> {
        match figure {
            Figure::OnboardingOnTime
            | Figure::OnboardingSatisfaction
            | Figure::OnboardingTickets
            | Figure::OnboardingUsedAfter => {
                let rows = self.onboarded.iter();
                rows.filter_map(|one| onboarding_row(one, figure)).collect()
            }
            Figure::RenewalsOnTime | Figure::RenewalRate => {
                let rows = self.renewals.iter();
                rows.map(|one| renewal_row(one, figure)).collect()
            }
            Figure::EscalationsOnTime | Figure::EscalationsChange | Figure::EscalationsFeedback => {
                let rows = self.escalations.iter();
                rows.filter_map(|one| escalation_row(one, figure)).collect()
            }
            Figure::AlertsFollowedUp => alert_rows(life, today),
            Figure::RenewalsAtRiskTouched => self.renewals_at_risk(life, today),
        }
    }

    /// Customers in their renewal window who are red, in the stage of those at risk, or have a critical
    /// alert.
    fn renewals_at_risk(&self, life: &Life, today: &Today) -> Vec<Row> {
        let as_of = today.as_of();
        let touches = last_touches(life.data(), life.log(), as_of);
        let signals = life.plan.model().signals();
        let mut critical = vec![false; life.data().n_accounts()];
        for alert in today.alerts.iter().filter(|alert| alert.state.is_open()) {
            let signal = signals.get(alert.signal);
            let is_risk = signal.is_some_and(|signal| signal.direction == Direction::Risk);
            if is_risk && alert.severity == Severity::Critical {
                critical[alert.account as usize] = true;
            }
        }
        let row = |account: AccountIdx| {
            let at = account as usize;
            let fact = today.observed.contracts.get(at)?;
            let is_open = fact.window_opens.is_some_and(|opens| opens <= as_of)
                && !fact.renewed
                && !fact.lost
                && fact.ends_on.is_some_and(|end| as_of < end);
            let stage = today.observed.observation.stage(at);
            let at_risk = today.band(at) == Band::Red
                || critical[at]
                || (stage.is_some() && stage == self.at_risk);
            if !is_open || !at_risk || !today.exists(at) {
                return None;
            }
            let last = touches.get(at).copied().filter(|day| *day != MISSING_DAY);
            let last = last.and_then(Day::from_column);
            let touched = last.is_some_and(|last| as_of.days_since(last) < TOUCH_DAYS);
            Some(Row {
                account,
                on: last,
                state: if touched { "touched" } else { "untouched" },
                value: None,
                counts: touched,
            })
        };
        (0..count(life.data().n_accounts()))
            .filter_map(row)
            .collect()
    }
}

fn onboarding_row(one: &Onboarded, figure: Figure) -> Option<Row> {
    let on_time = one.stay.is_on_time();
    let (state, value, counts) = match figure {
        Figure::OnboardingOnTime => {
            let state = if on_time { "on-time" } else { "late" };
            (state, Some(f64::from(one.stay.days())), on_time)
        }
        Figure::OnboardingSatisfaction => ("counted", Some(one.satisfaction?), true),
        Figure::OnboardingTickets => ("counted", Some(f64::from(one.tickets)), true),
        _ => {
            let used = one.used_after?;
            (if used { "used" } else { "unused" }, None, used)
        }
    };
    Some(Row {
        account: one.stay.account,
        on: Some(one.stay.from),
        state,
        value,
        counts,
    })
}

fn renewal_row(one: &Renewal, figure: Figure) -> Row {
    let state = match one.fate {
        Fate::OnTime => "on-time",
        Fate::Late => "late",
        Fate::Lost => "lost",
        Fate::Open => "open",
    };
    Row {
        account: one.account,
        on: Some(one.ends_on),
        state,
        value: None,
        counts: if figure == Figure::RenewalRate {
            one.fate.is_renewed()
        } else {
            one.fate == Fate::OnTime
        },
    }
}

/// One that still has time says nothing of answers, nor one that is not solved of feedback.
fn escalation_row(one: &Escalation, figure: Figure) -> Option<Row> {
    let (state, counts) = match (figure, one.answer) {
        (Figure::EscalationsOnTime, Answer::Waiting) => return None,
        (Figure::EscalationsOnTime, Answer::InTime) => ("on-time", true),
        (Figure::EscalationsOnTime, Answer::Late) => ("late", false),
        (Figure::EscalationsFeedback, _) if !one.is_solved => return None,
        (Figure::EscalationsFeedback, _) if one.has_feedback => ("with-feedback", true),
        (Figure::EscalationsFeedback, _) => ("without-feedback", false),
        _ if one.is_solved => ("solved", true),
        _ => ("open", false),
    };
    Some(Row {
        account: one.account,
        on: Some(one.opened_on),
        state,
        value: None,
        counts,
    })
}

/// Open alerts of risk, and whether a task follows each.
fn alert_rows(life: &Life, today: &Today) -> Vec<Row> {
    let book = PlayBook::new(life.plan.model());
    let signals = life.plan.model().signals();
    let of_risk = today.alerts.iter().filter(|alert| {
        let signal = signals.get(alert.signal);
        alert.state.is_open() && signal.is_some_and(|signal| signal.direction == Direction::Risk)
    });
    let row = |alert| {
        let followed = has_task(today, &book, alert);
        Row {
            account: alert.account,
            on: Some(alert.first_seen),
            state: if followed { "followed" } else { "without-task" },
            value: None,
            counts: followed,
        }
    };
    of_risk.map(row).collect()
}

/// Rows with names: what is against the figure first, then the newest.
fn told(life: &Life, mut rows: Vec<Row>) -> Vec<FigureRow> {
    sort_by(&mut rows, |a, b| {
        (a.counts.cmp(&b.counts))
            .then(b.on.cmp(&a.on))
            .then(a.account.cmp(&b.account))
    });
    rows.truncate(ROWS);
    let view = |row: Row| {
        let (id, name) = life.id_and_name(row.account)?;
        Some(FigureRow {
            id,
            name,
            on: row.on,
            state: row.state.to_owned(),
            value: row.value,
        })
    };
    rows.into_iter().filter_map(view).collect()
}

fn code(figure: Figure) -> &'static str {
    match figure {
        Figure::OnboardingOnTime => "onboarding_on_time",
        Figure::OnboardingSatisfaction => "onboarding_satisfaction",
        Figure::OnboardingTickets => "onboarding_tickets",
        Figure::OnboardingUsedAfter => "onboarding_used_after",
        Figure::AlertsFollowedUp => "alerts_followed_up",
        Figure::RenewalsAtRiskTouched => "renewals_at_risk_touched",
        Figure::RenewalsOnTime => "renewals_on_time",
        Figure::RenewalRate => "renewal_rate",
        Figure::EscalationsOnTime => "escalations_on_time",
        Figure::EscalationsChange => "escalations_change",
        Figure::EscalationsFeedback => "escalations_feedback",
    }
}
