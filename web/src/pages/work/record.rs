//! What is put on record of a customer and of how the team works, and what follows from the answers of
//! its form. Pure.

use crate::number;
use crate::words::{TOUCHES, touch_code};
use perennial_data::Day;
use perennial_i18n::Messages;
use perennial_protocol::view::{
    AchievedView, DateEdit, DateView, HandOffEdit, MATURITY_QUESTIONS, ProcessEdit, ProcessView,
    PromiseView, ReviewView, TimelineEntry, TouchKind, WorkAction,
};
use std::rc::Rc;

/// Something to choose from: id and words.
pub(in crate::pages) type Named = (String, String);

/// A record that is written, corrected or taken back.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pages) enum Record {
    /// A note on an account: a new one, or one that is corrected.
    Note(String, Option<Rc<TimelineEntry>>),
    /// A touchpoint with an account: a new one, or one that is corrected.
    Touch(String, Option<Rc<TimelineEntry>>),
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
    let replaces = |old: &Option<Rc<TimelineEntry>>| old.as_ref().and_then(|old| old.entry);
    Some(match record {
        Record::Note(account, old) => WorkAction::AddNote {
            replaces: replaces(old),
            account: account.clone(),
            text: said.text(0),
        },
        Record::Touch(account, old) => WorkAction::LogTouch {
            replaces: replaces(old),
            account: account.clone(),
            kind: touch_of(&said.text(0))?,
            date: said.day(1)?,
            minutes: said.text(2).parse().unwrap_or_default(),
            outcome: said.text(3),
        },
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

fn touch_of(code: &str) -> Option<TouchKind> {
    TOUCHES.into_iter().find(|kind| touch_code(*kind) == code)
}

#[cfg(test)]
mod tests {
    use super::super::answers::{actions, faults};
    use super::super::chosen::Errand;
    use super::super::form::form;
    use super::*;
    use perennial_data::Language;
    use perennial_protocol::view::TimelineKind;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// What follows on 31 March, or what is wrong: the place and the words.
    fn said(record: Record, answers: &[&str]) -> Result<WorkAction, (usize, String)> {
        let m = Messages::new(Language::En);
        let (errand, as_of) = (Errand::Record(Rc::new(record)), day("2026-03-31"));
        let answers: Vec<String> = answers.iter().map(|&answer| answer.to_owned()).collect();
        let asks = form(m, &errand, as_of).asks;
        assert_eq!(asks.len(), answers.len());
        let wrong = faults(m, &errand, &asks, &answers).into_iter();
        let first = wrong.enumerate().find_map(|(at, words)| Some((at, words?)));
        let actions = actions(m, &errand, &answers, as_of);
        assert_eq!(actions.is_none(), first.is_some());
        match (actions, first) {
            (Some(mut actions), _) => Ok(actions.remove(0)),
            (None, first) => Err(first.unwrap()),
        }
    }

    fn place(record: Record, answers: &[&str]) -> usize {
        said(record, answers).unwrap_err().0
    }

    #[test]
    fn a_hand_off_needs_what_is_required_and_steadiness_after_the_hand_over() {
        let hand_off = || {
            Record::HandOff(HandOffEdit {
                account: "A1".to_owned(),
                ..HandOffEdit::default()
            })
        };
        let answers = |intent, by, accepted, steady| {
            [
                intent, "problem", by, "", "", "", "", "Zhao", "Li", accepted, steady,
            ]
        };
        assert_eq!(place(hand_off(), &answers(" ", "2026-06-30", "", "")), 0);
        assert_eq!(place(hand_off(), &answers("why", "", "", "")), 2);
        let june = "2026-06-30";
        assert_eq!(
            place(hand_off(), &answers("why", june, "", "2026-05-01")),
            10
        );
        assert_eq!(
            place(
                hand_off(),
                &answers("why", june, "2026-05-02", "2026-05-01")
            ),
            10
        );
        let Ok(WorkAction::HandOff(edit)) = said(
            hand_off(),
            &answers("why", june, "2026-05-01", "2026-05-01"),
        ) else {
            panic!("not a hand-off")
        };
        assert_eq!(
            (edit.implementer.as_str(), edit.success.as_str()),
            ("Zhao", "Li")
        );
        assert_eq!(edit.steady_on, Some(day("2026-05-01")));
    }

    #[test]
    fn a_correction_begins_with_what_was_said_and_names_its_entry() {
        let old = |kind, text: &str| {
            Some(Rc::new(TimelineEntry {
                on: day("2026-03-20"),
                kind,
                text: text.to_owned(),
                author: "Li".to_owned(),
                entry: Some(7),
            }))
        };
        let m = Messages::new(Language::En);
        let begins = |record: Record| -> Vec<String> {
            let errand = Errand::Record(Rc::new(record));
            let asks = form(m, &errand, day("2026-03-31")).asks;
            asks.into_iter().map(|ask| ask.value).collect()
        };
        let note = || Record::Note("A1".to_owned(), old(TimelineKind::Note, "caled"));
        assert_eq!(begins(note()), ["caled"]);
        assert_eq!(place(note(), &[" "]), 0);
        let made = said(note(), &["called"]);
        assert!(matches!(
            made,
            Ok(WorkAction::AddNote {
                replaces: Some(7),
                ..
            })
        ));
        let visit = TimelineKind::Touch("visit".to_owned(), 45);
        let touch = || Record::Touch("A1".to_owned(), old(visit.clone(), "agreed"));
        assert_eq!(begins(touch()), ["visit", "2026-03-20", "45", "agreed"]);
        assert_eq!(
            place(touch(), &["visit", "2026-04-01", "", ""]),
            1,
            "a day to come"
        );
        let made = said(touch(), &["call", "2026-03-19", "", ""]);
        let Ok(WorkAction::LogTouch {
            replaces,
            date,
            minutes,
            ..
        }) = made
        else {
            panic!("not a touchpoint")
        };
        assert_eq!((replaces, date, minutes), (Some(7), day("2026-03-19"), 0));
        let new = Record::Touch("A1".to_owned(), None);
        assert_eq!(
            begins(new)[1],
            "2026-03-31",
            "today unless somebody says otherwise"
        );
    }

    #[test]
    fn a_promise_without_a_number_is_refused_with_an_example() {
        let promise = || Record::Promise("A1".to_owned(), None);
        let (_, words) = said(promise(), &["the best service"]).unwrap_err();
        assert!(words.contains("95%"), "{words}");
        assert!(said(promise(), &["首次响应 <10 分钟"]).is_ok());
        let achieved = || Record::Achieved {
            account: "A1".to_owned(),
            promises: vec![("7".to_owned(), "10 %".to_owned())],
            promise: "7".to_owned(),
            old: None,
        };
        assert_eq!(place(achieved(), &["much better", "2026-03-31", "7"]), 0);
        assert_eq!(
            place(achieved(), &["stock −10%", "2026-04-01", "7"]),
            1,
            "a day to come"
        );
        let made = said(achieved(), &["stock −10%", "2026-03-31", "7"]);
        assert!(matches!(made, Ok(WorkAction::Achieve { promise: 7, .. })));
    }

    #[test]
    fn a_change_has_both_numbers_or_none_and_a_date_a_sound_reminder() {
        let process = || Record::Process {
            causes: Rc::from([]),
            metrics: Rc::from([]),
            old: None,
        };
        let answers = |before, after| ["faster", "2026-03-01", before, after, "min", "", ""];
        assert_eq!(place(process(), &answers("30", "")), 3);
        assert_eq!(place(process(), &answers("", "10")), 2);
        assert_eq!(place(process(), &answers("x", "10")), 2);
        assert!(said(process(), &answers("", "")).is_ok());
        let Ok(WorkAction::ChangeProcess(edit)) = said(process(), &answers("30", "10")) else {
            panic!("not a change")
        };
        assert_eq!((edit.before, edit.after), (Some(30.0), Some(10.0)));
        let date = || Record::Date("A1".to_owned(), None);
        for ahead in ["", "-1", "366", "1.5"] {
            assert_eq!(place(date(), &["go-live", "2025-04-15", "yes", ahead]), 3);
        }
        assert!(said(date(), &["go-live", "2025-04-15", "no", "0"]).is_ok());
    }

    #[test]
    fn a_review_comes_before_the_next_and_every_question_wants_an_answer() {
        let review = || Record::Review {
            stage: ("mature".to_owned(), "Mature".to_owned()),
            old: None,
        };
        assert_eq!(place(review(), &["2026-04-01", "", ""]), 0);
        assert_eq!(place(review(), &["2026-03-31", "", "2026-03-31"]), 2);
        assert!(said(review(), &["2026-03-31", "", "2026-04-01"]).is_ok());
        let maturity = || Record::Maturity(Vec::new());
        assert_eq!(place(maturity(), &["1", "2", "", "2", "3", ""]), 2);
        let made = said(maturity(), &["1", "2", "3", "2", "3", "targets"]);
        let Ok(WorkAction::AssessMaturity { answers, .. }) = made else {
            panic!("not an assessment")
        };
        assert_eq!(answers, [1, 2, 3, 2, 3]);
    }
}
