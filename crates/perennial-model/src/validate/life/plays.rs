//! Plays and cadences that make no sense.

use super::rules::Place;
use super::{Checked, Code, fail, ids};
use crate::document::Model;
use crate::life::{Cadence, Every, Play, PlayTask, Trigger};

const TASKS_MAX: usize = 64;
/// Ten years: longer offsets are slips of the pen.
const OFFSET_MAX_DAYS: u32 = 3_660;

impl Model {
    pub(super) fn check_plays(&self, plays: &[Play], take: &mut impl FnMut(Checked)) {
        take(ids("plays", plays.iter().map(|play| &play.id)));
        for (i, play) in plays.iter().enumerate() {
            let checked = self.check_play(play);
            take(checked.map_err(|error| error.within(&format!("plays[{i}]"))));
        }
    }

    pub(super) fn check_cadences(&self, cadences: &[Cadence], take: &mut impl FnMut(Checked)) {
        take(ids("cadences", cadences.iter().map(|cadence| &cadence.id)));
        for (i, cadence) in cadences.iter().enumerate() {
            let checked = self.check_cadence(cadence);
            take(checked.map_err(|error| error.within(&format!("cadences[{i}]"))));
        }
    }

    fn check_play(&self, play: &Play) -> Checked {
        self.check_trigger(&play.trigger)?;
        if !play.applies_to.is_empty() {
            self.check_life_rules("for", &play.applies_to, Place::Segment)?;
        }
        if play.tasks.len() > TASKS_MAX {
            return fail(Code::TooMany, "tasks", "at most 64");
        }
        ids("tasks", play.tasks.iter().map(|task| &task.id))?;
        for (i, task) in play.tasks.iter().enumerate() {
            self.check_task(&format!("tasks[{i}]"), task)?;
        }
        Ok(())
    }

    fn check_cadence(&self, cadence: &Cadence) -> Checked {
        self.check_trigger(&cadence.trigger)?;
        if !cadence.applies_to.is_empty() {
            self.check_life_rules("for", &cadence.applies_to, Place::Segment)?;
        }
        if let Every::Days(0) | Every::Weeks(0) | Every::Months(0) = cadence.every {
            return fail(Code::Range, "every", "must be 1 or more");
        }
        for (i, faster) in cadence.faster.iter().enumerate() {
            let path = format!("faster[{i}]");
            if !self.has_signal(&faster.signal) {
                return fail(Code::Unknown, format!("{path}.signal"), "no such signal");
            }
            if !(2..=10).contains(&faster.times) {
                let path = format!("{path}.times");
                return fail(Code::Range, path, "must lie in 2 to 10");
            }
        }
        self.check_task("task", &cadence.task)
    }

    fn check_trigger(&self, trigger: &Trigger) -> Checked {
        let stages = self.stages();
        let mut sets = stages.sets.iter();
        let (known, path, message) = match trigger {
            Trigger::Signal(id) => (self.has_signal(id), "trigger.signal", "no such signal"),
            Trigger::Stage(id) => {
                let known = sets.any(|set| set.position(id).is_some());
                (known, "trigger.stage", "no such stage")
            }
            Trigger::Track(id) => {
                let known = stages.tracks.iter().any(|track| track.id == *id);
                (known, "trigger.track", "no such track")
            }
        };
        if known {
            Ok(())
        } else {
            fail(Code::Unknown, path, message)
        }
    }

    fn check_task(&self, path: &str, task: &PlayTask) -> Checked {
        if task.offset.days > OFFSET_MAX_DAYS {
            let path = format!("{path}.offset.days");
            return fail(Code::Range, path, "at most 3,660 days");
        }
        for (i, message) in task.messages.iter().enumerate() {
            for text in [&message.text.zh, &message.text.en] {
                let unknown = named_metrics(text).find(|id| self.metric(id).is_none());
                if unknown.is_some() {
                    let path = format!("{path}.messages[{i}].text");
                    return fail(Code::Unknown, path, "names a metric that is not there");
                }
            }
        }
        Ok(())
    }

    fn has_signal(&self, id: &str) -> bool {
        self.signals().iter().any(|signal| signal.id == id)
    }
}

/// The ids in `{metric:ID}`.
fn named_metrics(text: &str) -> impl Iterator<Item = &str> {
    let opened = text.split("{metric:").skip(1);
    opened.filter_map(|rest| rest.split_once('}').map(|(id, _)| id))
}
