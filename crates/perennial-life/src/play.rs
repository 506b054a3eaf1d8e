//! Plays: which begin on which occasion, for whom, and when their tasks are due (SPEC §8). What
//! people did about them is in `task`.

use crate::calendar::Calendar;
use crate::tier::TierTable;
use perennial_data::{AccountIdx, Day};
use perennial_model::Model;
use perennial_model::life::{Cadence, LifeRule, Pace, Play, PlayTask, Since, TierId, Trigger};

/// What an occasion is of, by position in the model: a signal, a stage of the set in use, a track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// An alert of the signal at this position.
    Signal(u16),
    /// The stage at this position.
    Stage(u16),
    /// The track at this position.
    Track(u16),
}

/// Something that plays and cadences follow: a stay in a stage or track, an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// Whose.
    pub account: AccountIdx,
    /// Of what.
    pub source: Source,
    /// Its first day.
    pub from: Day,
    /// The day after its last; `None` while it lasts.
    pub until: Option<Day>,
    /// Whether it may have begun before its first day, as the data begin there. Its plays are not
    /// played: nobody knows when they were due.
    pub earlier: bool,
}

/// The plays and cadences of a model by what starts them. Those whose signal, stage or track the
/// model does not have (of a set of stages not in use, say) never start.
#[derive(Clone, Debug)]
pub struct PlayBook<'m> {
    plays: &'m [Play],
    cadences: &'m [Cadence],
    play_sources: Vec<Option<Source>>,
    cadence_sources: Vec<Option<Source>>,
}

impl<'m> PlayBook<'m> {
    /// The plays and cadences in force in a model.
    #[must_use]
    pub fn new(model: &'m Model) -> Self {
        let place = |at: Option<usize>| at.and_then(|at| u16::try_from(at).ok());
        let source = |trigger: &Trigger| match trigger {
            Trigger::Signal(id) => {
                let at = model.signals().iter().position(|signal| signal.id == *id);
                place(at).map(Source::Signal)
            }
            Trigger::Stage(id) => {
                let set = model.stages().set();
                place(set.and_then(|set| set.position(id))).map(Source::Stage)
            }
            Trigger::Track(id) => {
                let tracks = &model.stages().tracks;
                place(tracks.iter().position(|track| track.id == *id)).map(Source::Track)
            }
        };
        let (plays, cadences) = (model.plays(), model.cadences());
        Self {
            plays,
            cadences,
            play_sources: plays.iter().map(|play| source(&play.trigger)).collect(),
            cadence_sources: cadences.iter().map(|c| source(&c.trigger)).collect(),
        }
    }

    /// All plays, in the model's order.
    #[must_use]
    pub fn plays(&self) -> &'m [Play] {
        self.plays
    }

    /// All cadences, in the model's order.
    #[must_use]
    pub fn cadences(&self) -> &'m [Cadence] {
        self.cadences
    }

    /// What starts the play at a position.
    #[must_use]
    pub fn source_of(&self, play: usize) -> Option<Source> {
        self.play_sources.get(play).copied().flatten()
    }

    /// Positions of the plays that `source` starts.
    pub fn plays_of(&self, source: Source) -> impl Iterator<Item = usize> + '_ {
        positions(&self.play_sources, source)
    }

    /// Positions of the cadences that run while `source` lasts.
    pub fn cadences_of(&self, source: Source) -> impl Iterator<Item = usize> + '_ {
        positions(&self.cadence_sources, source)
    }
}

fn positions(sources: &[Option<Source>], source: Source) -> impl Iterator<Item = usize> + '_ {
    let sources = sources.iter().enumerate();
    sources.filter_map(move |(at, of)| (*of == Some(source)).then_some(at))
}

/// Which accounts each play and cadence is for, by tier and rules.
#[derive(Clone, Debug)]
pub struct Audience {
    /// `None`: for all.
    plays: Vec<Option<Vec<bool>>>,
    cadences: Vec<Option<Vec<bool>>>,
}

impl Audience {
    /// `holds` says per account whether all rules of a list hold.
    #[must_use]
    pub fn new(
        book: &PlayBook<'_>,
        tiers: &TierTable,
        holds: &dyn Fn(&[LifeRule]) -> Vec<bool>,
    ) -> Self {
        let of = |only: &[TierId], rules: &[LifeRule]| {
            if only.is_empty() && rules.is_empty() {
                return None;
            }
            let n = tiers.positions().len();
            let mut held = if rules.is_empty() {
                vec![true; n]
            } else {
                holds(rules)
            };
            held.resize(n, false);
            if !only.is_empty() {
                for (account, held) in held.iter_mut().enumerate() {
                    *held &= tiers.tier(account).is_some_and(|tier| only.contains(&tier));
                }
            }
            Some(held)
        };
        let plays = book.plays.iter();
        let cadences = book.cadences.iter();
        Self {
            plays: plays
                .map(|play| of(&play.tiers, &play.applies_to))
                .collect(),
            cadences: cadences.map(|c| of(&c.tiers, &c.applies_to)).collect(),
        }
    }

    /// Whether the play at `position` is for an account.
    #[must_use]
    pub fn plays(&self, position: usize, account: AccountIdx) -> bool {
        is_for(&self.plays, position, account)
    }

    /// Whether the cadence at `position` is for an account.
    #[must_use]
    pub fn cadences(&self, position: usize, account: AccountIdx) -> bool {
        is_for(&self.cadences, position, account)
    }
}

fn is_for(audiences: &[Option<Vec<bool>>], position: usize, account: AccountIdx) -> bool {
    match audiences.get(position) {
        Some(Some(held)) => held.get(account as usize).copied().unwrap_or(false),
        Some(None) => true,
        None => false,
    }
}

/// The due day of each task of a play that begins on `on`, days off skipped. `pace_percent` is that
/// of the account's service level; it changes the tasks paced by it.
#[must_use]
pub fn schedule(play: &Play, on: Day, pace_percent: u32, calendar: &Calendar) -> Vec<Day> {
    let mut days = Vec::with_capacity(play.tasks.len());
    schedule_into(&mut days, play, (on, pace_percent), calendar);
    days
}

/// [`schedule`] into a list that is used again.
pub(crate) fn schedule_into(
    days: &mut Vec<Day>,
    play: &Play,
    (on, pace_percent): (Day, u32),
    calendar: &Calendar,
) {
    days.clear();
    let mut previous = on;
    for task in &play.tasks {
        let base = match task.offset.from {
            Since::Trigger => on,
            Since::Previous => previous,
        };
        previous = calendar.next_workday(base.plus_days(wait_days(task, pace_percent)));
        days.push(previous);
    }
}

/// Calendar days that a task waits: its offset, times the pace where the task is paced by the
/// service level, rounded up.
#[must_use]
pub fn wait_days(task: &PlayTask, pace_percent: u32) -> i32 {
    let days = u64::from(task.offset.days);
    let days = match task.pace {
        Pace::Fixed => days,
        Pace::Sla => (days * u64::from(pace_percent)).div_ceil(100),
    };
    i32::try_from(days).unwrap_or(i32::MAX)
}

/// When the first required task is due of the plays that `source` starts for an account; of an
/// optional one where none is required, `None` where there is no task.
#[must_use]
pub fn first_due(
    (book, audience): (&PlayBook<'_>, &Audience),
    occasion: &Occasion,
    pace_percent: u32,
    calendar: &Calendar,
) -> Option<Day> {
    let mut first: Option<(bool, Day)> = None;
    for at in book.plays_of(occasion.source) {
        if !audience.plays(at, occasion.account) {
            continue;
        }
        let play = &book.plays[at];
        let days = schedule(play, occasion.from, pace_percent, calendar);
        for (task, day) in play.tasks.iter().zip(days) {
            let found = (task.optional, day);
            first = Some(first.map_or(found, |held| held.min(found)));
        }
    }
    first.map(|(_, day)| day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn due_days_count_from_the_trigger_or_the_task_before_and_skip_days_off() {
        let play = sketch::play(
            "p",
            Trigger::Stage("growth".to_owned()),
            &[
                sketch::task("same-day", 0),
                sketch::task("week", 7),
                PlayTask {
                    offset: sketch::after(3),
                    ..sketch::task("then", 0)
                },
            ],
        );
        let days = schedule(&play, day("2026-02-14"), 100, &Calendar::shipped());
        // A make-up Saturday; then Spring Festival until the 23rd.
        assert_eq!(days, ["2026-02-14", "2026-02-24", "2026-02-27"].map(day));
        let weekend = schedule(&play, day("2026-11-21"), 100, &Calendar::weekends());
        assert_eq!(weekend, ["2026-11-23", "2026-11-30", "2026-12-03"].map(day));
    }

    #[test]
    fn the_service_level_paces_only_the_tasks_that_say_so_and_rounds_up() {
        let paced = PlayTask {
            pace: Pace::Sla,
            ..sketch::task("a", 5)
        };
        assert_eq!(
            [
                wait_days(&paced, 50),
                wait_days(&paced, 100),
                wait_days(&paced, 1)
            ],
            [3, 5, 1]
        );
        assert_eq!(wait_days(&sketch::task("b", 5), 50), 5);
        assert_eq!(
            wait_days(
                &PlayTask {
                    pace: Pace::Sla,
                    ..sketch::task("c", 0)
                },
                1000
            ),
            0
        );
    }

    #[test]
    fn plays_of_stages_signals_and_tracks_that_are_not_there_never_start() {
        let mut model = sketch::model();
        model.plays = Some(vec![
            sketch::play(
                "a",
                Trigger::Stage("nowhere".to_owned()),
                &[sketch::task("t", 1)],
            ),
            sketch::play(
                "b",
                Trigger::Signal("quiet".to_owned()),
                &[sketch::task("t", 1)],
            ),
        ]);
        let book = PlayBook::new(&model);
        assert_eq!(book.plays_of(Source::Stage(0)).count(), 0);
        assert_eq!(book.plays_of(Source::Signal(0)).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn an_alert_is_due_with_the_first_required_task_of_its_plays() {
        let mut model = sketch::model();
        let optional = PlayTask {
            optional: true,
            ..sketch::task("look", 0)
        };
        model.plays = Some(vec![sketch::play(
            "p",
            Trigger::Signal("quiet".to_owned()),
            &[optional.clone(), sketch::task("call", 2)],
        )]);
        let occasion = Occasion {
            account: 0,
            source: Source::Signal(0),
            from: day("2026-11-16"),
            until: None,
            earlier: false,
        };
        let due = |model: &Model, tier: u8| {
            let book = PlayBook::new(model);
            let audience = Audience::new(&book, &sketch::tiers(&[tier]), &|_| Vec::new());
            first_due((&book, &audience), &occasion, 100, &Calendar::weekends())
        };
        assert_eq!(due(&model, 0), Some(day("2026-11-18")));
        if let Some(plays) = &mut model.plays {
            plays[0].tasks = vec![optional];
        }
        assert_eq!(due(&model, 0), Some(day("2026-11-16")));
        if let Some(plays) = &mut model.plays {
            plays[0].tiers = vec![TierId::Base];
        }
        assert_eq!(
            (due(&model, 0), due(&model, 3)),
            (None, Some(day("2026-11-16")))
        );
    }
}
