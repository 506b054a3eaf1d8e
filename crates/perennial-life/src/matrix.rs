//! The consistency matrix: for each stage and track whether need, goal, play and evidence belong
//! together, and when somebody last looked (SPEC §6 [2.09–2.11], [4.09]).

use crate::play::{PlayBook, Source};
use crate::work::{StageReview, Work, WorkLog};
use perennial_data::{Bilingual, Day};
use perennial_model::Model;
use perennial_model::life::{Direction, StageCard, TaskMode};

/// One stage or track, and what belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow<'m> {
    /// Which.
    pub source: Source,
    /// Its id.
    pub id: &'m str,
    /// Its name.
    pub title: &'m Bilingual,
    /// Its need, goal and the rest.
    pub card: &'m StageCard,
    /// Positions of its plays in the model.
    pub plays: Vec<usize>,
    /// Positions of its cadences in the model.
    pub cadences: Vec<usize>,
    /// Tasks of the plays.
    pub tasks: u32,
    /// Of these, those that say what shows that they were done.
    pub with_evidence: u32,
    /// Of these, those that the product does by itself.
    pub automated: u32,
    /// What does not belong together.
    pub flags: Vec<Flag>,
    /// The last review of it.
    pub review: Option<Reviewed<'m>>,
}

/// A review of a stage that took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reviewed<'l> {
    /// Its entry in the log.
    pub entry: u64,
    /// Who said so.
    pub by: &'l str,
    /// What was found, and when to look again.
    pub said: &'l StageReview,
}

/// Something that does not belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// Nobody wrote down what the customer needs in it.
    NoNeed,
    /// Nobody wrote down what is reached together.
    NoGoal,
    /// Nobody wrote down what we want of it.
    NoBusinessGoal,
    /// There is a need, and no play or cadence that serves it.
    NeedWithoutPlay,
    /// The play at this position serves no stated need: a management tool [2.11].
    PlayWithoutNeed(usize),
    /// The play at this position has no goal.
    PlayWithoutGoal(usize),
    /// The play at this position has a required task by hand that nothing shows to be done.
    PlayWithoutEvidence(usize),
    /// The day of its review is past.
    ReviewDue,
}

/// A row per stage of the set in use, in the order in which customers go through them, and then per
/// track, as it was on `as_of`.
#[must_use]
pub fn matrix<'m>(
    model: &'m Model,
    book: &PlayBook<'m>,
    log: &'m WorkLog,
    as_of: Day,
) -> Vec<MatrixRow<'m>> {
    let stages = model.stages();
    let row = |source, (id, title, card): (&'m str, &'m Bilingual, &'m StageCard)| {
        let mut row = MatrixRow {
            source,
            id,
            title,
            card,
            plays: book.plays_of(source).collect(),
            cadences: book.cadences_of(source).collect(),
            tasks: 0,
            with_evidence: 0,
            automated: 0,
            flags: Vec::new(),
            review: last_review(log, id, as_of),
        };
        row.check(book, as_of);
        row
    };
    let place = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    let mut rows = Vec::new();
    if let Some(set) = stages.set() {
        for at in set.in_order() {
            let stage = &set.stages[at];
            let words = (stage.id.as_str(), &stage.title, &stage.card);
            rows.push(row(Source::Stage(place(at)), words));
        }
    }
    for (at, track) in stages.tracks.iter().enumerate() {
        let words = (track.id.as_str(), &track.title, &track.card);
        rows.push(row(Source::Track(place(at)), words));
    }
    rows
}

/// Positions of the signals of risk and opportunity that no play follows: an alert without a task
/// [4.09].
#[must_use]
pub fn signals_without_play(model: &Model, book: &PlayBook<'_>) -> Vec<usize> {
    let silent = |at: &usize| {
        let source = u16::try_from(*at).map(Source::Signal);
        let plays = source
            .ok()
            .into_iter()
            .flat_map(|source| book.plays_of(source));
        let mut plays = plays.filter(|&play| !book.plays()[play].tasks.is_empty());
        plays.next().is_none()
    };
    let signals = model.signals().iter().enumerate();
    let alerting = signals.filter(|(_, signal)| signal.direction != Direction::Nurture);
    alerting.map(|(at, _)| at).filter(silent).collect()
}

/// The last review of a stage or track; of two on one day the one said last.
#[must_use]
pub fn last_review<'l>(log: &'l WorkLog, id: &str, as_of: Day) -> Option<Reviewed<'l>> {
    let reviews = log.standing(as_of).filter_map(|entry| match &entry.work {
        Work::Review(said) if said.stage == id && said.reviewed_on <= as_of => Some(Reviewed {
            entry: entry.id,
            by: &entry.author,
            said,
        }),
        _ => None,
    });
    reviews.max_by_key(|review| (review.said.reviewed_on, review.entry))
}

impl Reviewed<'_> {
    /// Whether the next one should have taken place.
    #[must_use]
    pub fn is_overdue(&self, as_of: Day) -> bool {
        self.said.next_on.is_some_and(|next| next < as_of)
    }
}

impl MatrixRow<'_> {
    fn check(&mut self, book: &PlayBook<'_>, as_of: Day) {
        let mut flags = Vec::new();
        let missing = |text: &Option<Bilingual>| text.as_ref().is_none_or(is_blank);
        let mut flag = |when: bool, flag: Flag| {
            if when {
                flags.push(flag);
            }
        };
        flag(missing(&self.card.need), Flag::NoNeed);
        flag(missing(&self.card.goal), Flag::NoGoal);
        flag(missing(&self.card.business_goal), Flag::NoBusinessGoal);
        let served = !self.plays.is_empty() || !self.cadences.is_empty();
        flag(!missing(&self.card.need) && !served, Flag::NeedWithoutPlay);
        for &at in &self.plays {
            let play = &book.plays()[at];
            flag(missing(&play.need), Flag::PlayWithoutNeed(at));
            flag(missing(&play.goal), Flag::PlayWithoutGoal(at));
            let mut unproven = false;
            for task in &play.tasks {
                let proven = !missing(&task.evidence);
                let by_hand = task.mode == TaskMode::Manual;
                self.tasks += 1;
                self.with_evidence += u32::from(proven);
                self.automated += u32::from(!by_hand);
                unproven |= by_hand && !task.optional && !proven;
            }
            flag(unproven, Flag::PlayWithoutEvidence(at));
        }
        let overdue = self.review.is_some_and(|review| review.is_overdue(as_of));
        flag(overdue, Flag::ReviewDue);
        self.flags = flags;
    }
}

fn is_blank(text: &Bilingual) -> bool {
    text.zh.trim().is_empty() && text.en.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch;
    use perennial_model::life::{PlayTask, Trigger};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn row<'r, 'm>(rows: &'r [MatrixRow<'m>], id: &str) -> &'r MatrixRow<'m> {
        rows.iter().find(|row| row.id == id).unwrap()
    }

    /// Stages that ship without texts, one play without a need on the first of them.
    fn bare() -> Model {
        let mut model = sketch::model();
        let mut stages = model.stages().clone();
        for stage in stages.sets.iter_mut().flat_map(|set| &mut set.stages) {
            stage.card = StageCard::default();
        }
        model.stages = Some(stages);
        model
    }

    #[test]
    fn a_play_without_a_need_and_a_need_without_a_play_are_flagged() {
        let mut model = bare();
        let set = model.stages.as_mut().unwrap();
        let stages = &mut set.sets[0].stages;
        let (first, second) = (stages[0].id.clone(), stages[1].id.clone());
        stages[1].card.need = Some(Bilingual::same("to be heard"));
        stages[1].card.goal = Some(Bilingual::same(" "));
        let proven = PlayTask {
            evidence: Some(Bilingual::same("minutes")),
            ..sketch::task("a", 0)
        };
        let mut play = sketch::play(
            "p",
            Trigger::Stage(first.clone()),
            &[proven, sketch::task("b", 1)],
        );
        play.goal = Some(Bilingual::same("done"));
        model.plays = Some(vec![play]);
        let book = PlayBook::new(&model);
        let log = WorkLog::default();
        let rows = matrix(&model, &book, &log, day("2026-01-01"));
        let none = [Flag::NoNeed, Flag::NoGoal, Flag::NoBusinessGoal];
        let expected = [
            &none[..],
            &[Flag::PlayWithoutNeed(0), Flag::PlayWithoutEvidence(0)],
        ]
        .concat();
        assert_eq!(row(&rows, &first).flags, expected);
        assert_eq!(
            (row(&rows, &first).tasks, row(&rows, &first).with_evidence),
            (2, 1)
        );
        let expected = [Flag::NoGoal, Flag::NoBusinessGoal, Flag::NeedWithoutPlay];
        assert_eq!(row(&rows, &second).flags, expected);
    }

    #[test]
    fn a_review_counts_from_its_day_and_is_overdue_after_the_next_date() {
        let model = bare();
        let id = model.stages().set().unwrap().stages[0].id.clone();
        let mut log = WorkLog::default();
        let review = |on: &str, next: &str| {
            Work::Review(StageReview {
                stage: id.clone(),
                reviewed_on: day(on),
                note: "fits".to_owned(),
                next_on: Some(day(next)),
            })
        };
        let said = day("2026-01-12");
        log.push("Wu", said, review("2026-01-10", "2026-04-10"));
        log.push("Li", said, review("2026-01-10", "2026-03-10"));
        log.push("Wu", said, review("2025-12-10", "2026-01-01"));
        let book = PlayBook::new(&model);
        let at = |on: &str| {
            let rows = matrix(&model, &book, &log, day(on));
            let row = row(&rows, &id);
            (
                row.review
                    .map(|review| (review.said.reviewed_on, review.by)),
                row.flags.contains(&Flag::ReviewDue),
            )
        };
        let last = Some((day("2026-01-10"), "Li"));
        assert_eq!(at("2026-01-11"), (None, false), "nobody had said so yet");
        assert_eq!(at("2026-03-10"), (last, false));
        assert_eq!(at("2026-03-11"), (last, true));
    }

    #[test]
    fn an_alert_without_a_task_is_found() {
        let mut model = sketch::model();
        let quiet = || Trigger::Signal("quiet".to_owned());
        let silent = |model: &Model| signals_without_play(model, &PlayBook::new(model));
        assert_eq!(silent(&model), [0]);
        model.plays = Some(vec![sketch::play("empty", quiet(), &[])]);
        assert_eq!(silent(&model), [0]);
        model.plays = Some(vec![sketch::play(
            "call",
            quiet(),
            &[sketch::task("call", 1)],
        )]);
        assert!(silent(&model).is_empty());
        model.plays = None;
        model.signals = None;
        assert!(
            silent(&model).is_empty(),
            "every signal that ships has a play"
        );
    }

    #[test]
    fn everything_that_ships_belongs_together() {
        let mut model = sketch::model();
        (model.plays, model.cadences) = (None, None);
        let book = PlayBook::new(&model);
        let log = WorkLog::default();
        for row in matrix(&model, &book, &log, day("2026-01-01")) {
            assert!(row.flags.is_empty(), "{}: {:?}", row.id, row.flags);
        }
    }
}
