//! The shape of care over a contract's term: where the effort goes, planned and executed
//! (SPEC §6 [2.13, 2.14]).

use crate::cadence::Rhythm;
use crate::calendar::Calendar;
use crate::contract::{ContractFacts, Outcome};
use crate::play::{Audience, Occasion, PlayBook, Source, schedule};
use crate::tier::ServiceTable;
use crate::work::{TaskAct, Work, WorkLog};
use perennial_data::{AccountIdx, Dataset, Day, TableId, lower};
use perennial_model::life::{RenewalWindow, Sla, StageSet, TaskMode, Tiers};

/// A contract's term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its first day.
    pub starts_on: Day,
    /// The day after its last.
    pub ends_on: Day,
}

/// Effort in each third of a term: touchpoints and tasks done by people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Delivery, the active time, the time of renewal.
    pub thirds: [u32; 3],
}

/// Where the effort goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// 棒槌: nearly all in delivery, little at the end.
    Club,
    /// 哑铃: delivery and renewal, next to nothing between them.
    Dumbbell,
    /// 均衡: neither.
    Balanced,
}

impl Effort {
    /// Touchpoints and tasks in all.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.thirds.iter().fold(0, |sum, &n| sum.saturating_add(n))
    }

    /// Shares of the thirds, 0 to 1; `None` where there was no effort.
    #[must_use]
    pub fn shares(&self) -> Option<[f64; 3]> {
        let total = self.total();
        (total > 0).then(|| self.thirds.map(|n| f64::from(n) / f64::from(total)))
    }

    /// The shape: 棒槌 h ≥ 0.6 and t ≤ 0.2; 哑铃 m ≤ 0.15, h and t ≥ 0.3. `None` without any effort.
    #[must_use]
    pub fn shape(&self) -> Option<Shape> {
        let n = u64::from(self.total());
        if n == 0 {
            return None;
        }
        // In hundredths of whole numbers: 3 of 5 is exactly 60 %.
        let [h, m, t] = self.thirds.map(|part| 100 * u64::from(part));
        Some(if h >= 60 * n && t <= 20 * n {
            Shape::Club
        } else if m <= 15 * n && h >= 30 * n && t >= 30 * n {
            Shape::Dumbbell
        } else {
            Shape::Balanced
        })
    }

    fn add(&mut self, third: Option<usize>) {
        if let Some(count) = third.and_then(|third| self.thirds.get_mut(third)) {
            *count = count.saturating_add(1);
        }
    }
}

impl Term {
    /// Which third of the term a day lies in, 0 to 2; `None` outside it. The last begins where the
    /// renewal window does: `end − floor(term_days / 3)`.
    #[must_use]
    pub fn third(&self, day: Day) -> Option<usize> {
        if day < self.starts_on || day >= self.ends_on {
            return None;
        }
        let part = self.ends_on.days_since(self.starts_on) / 3;
        Some(if day >= self.ends_on.plus_days(-part) {
            2
        } else {
            usize::from(day >= self.starts_on.plus_days(part))
        })
    }
}

/// The term of each account's contract; `None` without a contract or an end.
#[must_use]
pub fn terms(facts: &ContractFacts) -> Vec<Option<Term>> {
    let term = |account| {
        let fact = facts.get(account)?;
        Some(Term {
            starts_on: fact.starts_on,
            ends_on: fact.ends_on?,
        })
    };
    (0..facts.n_accounts()).map(term).collect()
}

/// What was done up to `as_of` in each account's term: touchpoints, imported or logged, and tasks
/// done. For a term that still runs this is so far.
#[must_use]
pub fn executed(data: &Dataset, log: &WorkLog, terms: &[Option<Term>], as_of: Day) -> Vec<Effort> {
    let mut efforts = vec![Effort::default(); terms.len()];
    let mut add = |account: AccountIdx, day: Day| {
        if let Some(Some(term)) = terms.get(account as usize) {
            efforts[account as usize].add(term.third(day));
        }
    };
    let table = data.table(TableId::Touchpoints);
    if let Some(days) = table.row_days() {
        for row in table.rows_between(Day::FIRST, as_of) {
            if let Some(day) = Day::from_column(days[row]) {
                add(table.accounts()[row], day);
            }
        }
    }
    for entry in log.standing(as_of) {
        let (account, day) = match &entry.work {
            Work::Touch(touch) if touch.date <= as_of => (&touch.account, touch.date),
            Work::Task(work) if matches!(work.act, TaskAct::Done(_)) => (&work.account, entry.on),
            _ => continue,
        };
        if let Some(account) = data.account(account) {
            add(account, day);
        }
    }
    efforts
}

/// What plays and cadences are planned with.
#[derive(Clone, Copy)]
pub struct PlanInputs<'a> {
    /// The plays and cadences in force.
    pub book: &'a PlayBook<'a>,
    /// Whom they are for.
    pub audience: &'a Audience,
    /// The tiers in force, for their service levels.
    pub tiers: &'a Tiers,
    /// The service level of each account.
    pub services: &'a ServiceTable,
    /// Which days are worked on.
    pub calendar: &'a Calendar,
}

/// What the plays ask of people over a term: required tasks that are not automated, and the dates of
/// cadences, along a course of stages. The course may be the account's own ([`Occasion`]s that
/// began in the term) or the ideal one ([`ideal_course`]).
#[must_use]
pub fn planned(inputs: &PlanInputs<'_>, term: Term, course: &[Occasion]) -> Effort {
    let mut effort = Effort::default();
    for occasion in course {
        let sla = inputs.services.sla(inputs.tiers, occasion.account as usize);
        let until = occasion.until.unwrap_or(term.ends_on).min(term.ends_on);
        for at in inputs.book.plays_of(occasion.source) {
            if !inputs.audience.plays(at, occasion.account) {
                continue;
            }
            let play = &inputs.book.plays()[at];
            let pace = sla.map_or(100, |sla| sla.pace_percent);
            let days = schedule(play, occasion.from, pace, inputs.calendar);
            for (task, day) in play.tasks.iter().zip(days) {
                if !task.optional && task.mode == TaskMode::Manual {
                    effort.add(term.third(day));
                }
            }
        }
        for at in inputs.book.cadences_of(occasion.source) {
            if inputs.audience.cadences(at, occasion.account) {
                effort.add_cadence(inputs.book, at, (occasion, until), (sla, term));
            }
        }
    }
    effort
}

impl Effort {
    fn add_cadence(
        &mut self,
        book: &PlayBook<'_>,
        at: usize,
        (occasion, until): (&Occasion, Day),
        (sla, term): (Option<Sla>, Term),
    ) {
        let cadence = &book.cadences()[at];
        if cadence.task.optional || cadence.task.mode != TaskMode::Manual {
            return;
        }
        let rhythm = Rhythm {
            cadence,
            from: occasion.from,
            touch_days: sla.and_then(|sla| sla.touch_days),
            last_touch: None,
            holds: &|_, _| false,
        };
        for date in rhythm.dates(occasion.from, until.plus_days(-1)) {
            self.add(term.third(date));
        }
    }
}

/// The course of a customer with whom all goes well, over one term, in the stages of a set by their
/// usual ids: signing, onboarding for three months, growth (or adoption) until 12 months, mature,
/// renewal from the window on. Stages that the set does not have leave their time out.
#[must_use]
pub fn ideal_course(
    set: &StageSet,
    account: AccountIdx,
    term: Term,
    window: &RenewalWindow,
) -> Vec<Occasion> {
    let opens = crate::contract::window_opens(term.starts_on, term.ends_on, window);
    let month = |months| term.starts_on.plus_months(months).min(opens);
    let course = [
        (
            "signing",
            term.starts_on,
            term.starts_on.plus_days(1).min(opens),
        ),
        ("onboarding", term.starts_on, month(3)),
        ("growth", month(3), month(12)),
        ("adoption", month(3), opens),
        ("mature", month(12), opens),
        ("renewal", opens, term.ends_on),
    ];
    let occasion = |&(id, from, until): &(&str, Day, Day)| {
        let at = u16::try_from(set.position(id)?).ok()?;
        (from < until).then_some(Occasion {
            account,
            source: Source::Stage(at),
            from,
            until: Some(until),
            earlier: false,
        })
    };
    course.iter().filter_map(occasion).collect()
}

/// Whether a reason for leaving says that nothing happened between delivery and renewal: "hardly
/// used", "cannot be reached" [2.14]. Codes may stand under a heading, as in `value/unused`.
#[must_use]
pub fn says_thin_middle(reason: &str) -> bool {
    const REASONS: [&str; 14] = [
        "unused",
        "not_used",
        "rarely_used",
        "hardly_used",
        "low_usage",
        "unreachable",
        "no_contact",
        "客户没怎么用",
        "没怎么用",
        "未使用",
        "使用少",
        "联系不上",
        "联系不上客户",
        "失联",
    ];
    let word = reason.rsplit('/').next().unwrap_or(reason);
    let word = lower(word.trim()).replace(' ', "_");
    REASONS.contains(&word.as_str())
}

/// Accounts whose contract was lost by the date for such a reason.
#[must_use]
pub fn lost_for_thin_middle(data: &Dataset, facts: &ContractFacts) -> Vec<AccountIdx> {
    let table = data.table(TableId::Contracts);
    let lost = |&account: &AccountIdx| {
        let Some(fact) = facts.get(account as usize) else {
            return false;
        };
        let says = |name: &str| {
            let text = table.column(name).and_then(|c| c.text(fact.row as usize));
            text.is_some_and(says_thin_middle)
        };
        fact.outcome == Outcome::Lost && (says("reason_code") || says("reason_text"))
    };
    let accounts = 0..u32::try_from(facts.n_accounts()).unwrap_or(u32::MAX);
    accounts.filter(lost).collect()
}

#[cfg(test)]
#[path = "shape_tests.rs"]
mod tests;
