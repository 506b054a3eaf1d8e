//! How the team works, as it keeps it on record: reviews of stages, changes of the process with before
//! and after, assessments of maturity.

use crate::life::today::Today;
use crate::life::tracking::Life;
use crate::query::columns::unit_code;
use crate::session::{Session, count};
use perennial_data::{Bilingual, Day};
use perennial_engine::model::Better;
use perennial_life::cause::before_after;
use perennial_life::kpi::mean;
use perennial_life::matrix::{Reviewed, last_review};
use perennial_life::maturity::{assessments, level};
use perennial_life::work::{Entry, ProcessChange, Work};
use perennial_protocol::Failure;
use perennial_protocol::view::{
    HandledView, MaturityView, MeasuredView, PracticeView, ProcessEdit, ProcessView, ReviewView,
};

impl Session {
    /// Measures what the changes of the process are to move, on the day before each and on the date.
    pub(super) fn measure_processes(&mut self, as_of: Day) -> Result<(), Failure> {
        let life = self.life()?;
        let mut wanted: Vec<(Day, String)> = Vec::new();
        for entry in life.log().standing(as_of) {
            if let Work::Process(change) = &entry.work {
                for day in days_of(change, as_of) {
                    wanted.push((day, change.metric.clone()));
                }
            }
        }
        wanted.retain(|(day, metric)| {
            !metric.is_empty() && !life.measured.contains_key(&(*day, metric.clone()))
        });
        for (day, metric) in wanted {
            let column = self.evaluations.metric(&self.state, day, &metric);
            // Those who were no customers then have no value.
            let value = column.and_then(|column| {
                let values = column.values();
                mean(values, &vec![true; values.len()])
            });
            let value = value.map(|mean| mean.mean);
            self.life()?.measured.insert((day, metric), value);
        }
        Ok(())
    }
}

/// The day before a change, and the date once it has begun.
fn days_of(change: &ProcessChange, as_of: Day) -> impl Iterator<Item = Day> + use<> {
    let before = change.from.plus_days(-1);
    let after = (change.from <= as_of).then_some(as_of);
    [Some(before.min(as_of)), after].into_iter().flatten()
}

/// The record on a date; the order of stages is the board's.
pub(super) fn practice((life, today): (&Life, &Today), stages: &[&str]) -> PracticeView {
    let as_of = today.as_of();
    let log = life.log();
    let review = |id: &&str| last_review(log, id, as_of).map(|review| review_view(review, as_of));
    let processes = log.standing(as_of).filter_map(|entry| match &entry.work {
        Work::Process(change) => Some(process((life, today), entry, change)),
        _ => None,
    });
    let mut processes: Vec<ProcessView> = processes.collect();
    perennial_data::sort_by(&mut processes, |a, b| {
        (b.said.from, b.entry).cmp(&(a.said.from, a.entry))
    });
    let maturity = assessments(log, as_of).into_iter();
    PracticeView {
        reviews: stages.iter().map(review).collect(),
        maturity: maturity
            .filter_map(|(entry, author, on, said)| {
                Some(MaturityView {
                    entry,
                    on,
                    author: author.to_owned(),
                    level: level(said)?,
                    answers: said.answers.iter().map(|(_, answer)| *answer).collect(),
                    note: said.note.clone(),
                })
            })
            .collect(),
        processes,
        causes: causes(life),
    }
}

fn review_view(review: Reviewed<'_>, as_of: Day) -> ReviewView {
    ReviewView {
        entry: review.entry,
        on: review.said.reviewed_on,
        by: review.by.to_owned(),
        note: review.said.note.clone(),
        next_on: review.said.next_on,
        is_overdue: review.is_overdue(as_of),
    }
}

/// Every root cause of the model once, in the order in which signals name them.
fn causes(life: &Life) -> Vec<(String, Bilingual)> {
    let mut found: Vec<(String, Bilingual)> = Vec::new();
    let signals = life.plan.model().signals().iter();
    for cause in signals.flat_map(|signal| &signal.causes) {
        if !found.iter().any(|(id, _)| *id == cause.id) {
            found.push((cause.id.clone(), cause.title.clone()));
        }
    }
    found
}

fn process((life, today): (&Life, &Today), entry: &Entry, change: &ProcessChange) -> ProcessView {
    let as_of = today.as_of();
    let causes = causes(life).into_iter();
    let handled = before_after(&today.alerts, change, as_of).map(|both| HandledView {
        days: both.days,
        n: (count(both.before.n), count(both.after.n)),
        median_days: (both.before.median_days, both.after.median_days),
    });
    ProcessView {
        entry: entry.id,
        author: entry.author.clone(),
        said: ProcessEdit {
            replaces: None,
            title: change.title.clone(),
            from: change.from,
            cause: change.cause.clone(),
            metric: change.metric.clone(),
            before: change.before,
            after: change.after,
            unit: change.unit.clone(),
        },
        cause: causes
            .filter(|(id, _)| *id == change.cause)
            .map(|(_, title)| title)
            .next(),
        measured: measured(life, change, as_of),
        handled,
    }
}

fn measured(life: &Life, change: &ProcessChange, as_of: Day) -> Option<MeasuredView> {
    let decl = life.plan.model().metric(&change.metric)?;
    let mut days = days_of(change, as_of).map(|day| {
        let value = life.measured.get(&(day, change.metric.clone()));
        (day, value.copied().flatten())
    });
    Some(MeasuredView {
        title: decl.title.clone(),
        unit: unit_code(decl.unit),
        higher_is_better: decl.better == Better::Higher,
        before: days.next()?,
        after: days.next(),
    })
}
