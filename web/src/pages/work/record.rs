//! What is put on record of a customer and of how the team works, and what follows from the answers of
//! its form. Pure.

use crate::number;
use perennial_data::Day;
use perennial_i18n::Messages;
use perennial_protocol::view::{
    AchievedView, DateEdit, DateView, HandOffEdit, MATURITY_QUESTIONS, ProcessEdit, ProcessView,
    PromiseView, ReviewView, WorkAction,
};
use std::rc::Rc;

/// Something to choose from: id and words.
pub(in crate::pages) type Named = (String, String);

/// A record that is written, corrected or taken back.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pages) enum Record {
    /// The hand-off, as it is now.
    HandOff(HandOffEdit),
    /// A promise to an account: a new one, or another text for one that there is.
    Promise(String, Option<PromiseView>),
    /// A value of an account.
    Achieved {
        /// The account.
        account: String,
        /// Promises to choose from: root and text.
        promises: Vec<Named>,
        /// The promise it is for; empty for none.
        promise: String,
        /// The one that is corrected.
        old: Option<AchievedView>,
    },
    /// A special date of an account: a new one, or one that is corrected.
    Date(String, Option<DateView>),
    /// A change of how the team works.
    Process {
        /// Causes to choose from.
        causes: Rc<[Named]>,
        /// Metrics to choose from.
        metrics: Rc<[Named]>,
        /// The one that is corrected.
        old: Option<ProcessView>,
    },
    /// A review of a stage.
    Review {
        /// The stage: id and name.
        stage: Named,
        /// The one that is corrected.
        old: Option<ReviewView>,
    },
    /// An assessment of maturity, beginning with the last answers.
    Maturity(Vec<u8>),
    /// The record of an entry is taken back.
    TakeBack(u64),
}

/// The answers of a form, by place.
struct Answers<'a>(&'a [String]);

impl Answers<'_> {
    fn text(&self, at: usize) -> String {
        let answer = self.0.get(at).map_or("", |answer| answer.trim());
        answer.to_owned()
    }

    fn day(&self, at: usize) -> Option<Day> {
        self.text(at).parse().ok()
    }

    fn number(&self, at: usize) -> Option<f64> {
        number::read(&self.text(at))
    }
}

/// What is wrong with answers that are right one by one: the place, and what to do.
pub(super) fn fault(m: Messages, record: &Record, answers: &[String]) -> Option<(usize, String)> {
    let said = Answers(answers);
    match record {
        Record::HandOff(_) => {
            let (accepted, steady) = (said.day(9), said.day(10));
            let is_early = steady.is_some() && steady < accepted.or(Some(Day::LAST));
            is_early.then(|| (10, m.handoff_steady_note().to_owned()))
        }
        Record::Process { .. } => {
            let (before, after) = (said.number(2).is_some(), said.number(3).is_some());
            let lacking = if before { 3 } else { 2 };
            (before != after).then(|| (lacking, m.process_both().to_owned()))
        }
        Record::Review { .. } => {
            let (on, next) = (said.day(0)?, said.day(2)?);
            (next <= on).then(|| (2, m.ask_day_after(on)))
        }
        _ => None,
    }
}

/// What follows from answers that are accepted.
pub(super) fn action(record: &Record, answers: &[String]) -> Option<WorkAction> {
    let said = Answers(answers);
    Some(match record {
        Record::HandOff(now) => WorkAction::HandOff(HandOffEdit {
            account: now.account.clone(),
            purchase_intent: said.text(0),
            problem: said.text(1),
            expected_by: said.day(2),
            promises: said.text(3),
            customer_duties: said.text(4),
            our_duties: said.text(5),
            confirmation: said.text(6),
            implementer: said.text(7),
            success: said.text(8),
            accepted_on: said.day(9),
            steady_on: said.day(10),
        }),
        Record::Promise(account, old) => WorkAction::Promise {
            replaces: old.as_ref().map(|old| old.entry),
            account: account.clone(),
            text: said.text(0),
        },
        Record::Achieved { account, old, .. } => WorkAction::Achieve {
            replaces: old.as_ref().map(|old| old.entry),
            account: account.clone(),
            text: said.text(0),
            on: said.day(1)?,
            promise: said.text(2).parse().unwrap_or(0),
        },
        Record::Date(account, old) => WorkAction::SetDate(DateEdit {
            replaces: old.as_ref().map(|old| old.entry),
            account: account.clone(),
            title: said.text(0),
            on: said.day(1)?,
            yearly: said.text(2) == "yes",
            ahead_days: said.text(3).parse().ok()?,
        }),
        Record::Process { old, .. } => WorkAction::ChangeProcess(ProcessEdit {
            replaces: old.as_ref().map(|old| old.entry),
            title: said.text(0),
            from: said.day(1)?,
            before: said.number(2),
            after: said.number(3),
            unit: said.text(4),
            cause: said.text(5),
            metric: said.text(6),
        }),
        Record::Review { stage, old } => WorkAction::ReviewStage {
            replaces: old.as_ref().map(|old| old.entry),
            stage: stage.0.clone(),
            on: said.day(0)?,
            note: said.text(1),
            next_on: said.day(2),
        },
        Record::Maturity(_) => {
            let answers = (0..MATURITY_QUESTIONS.len()).map(|at| said.text(at).parse().ok());
            WorkAction::AssessMaturity {
                answers: answers.collect::<Option<Vec<u8>>>()?,
                note: said.text(MATURITY_QUESTIONS.len()),
            }
        }
        Record::TakeBack(entry) => WorkAction::TakeBack { entry: *entry },
    })
}
