//! Stages and tracks that make no sense.

use super::super::rules::check_test;
use super::rules::Place;
use super::{Checked, Code, fail, ids};
use crate::document::{Domain, Model};
use crate::life::{Criterion, Stage, StageCard, StageSet, Stages};

const STAGES_MAX: usize = 32;
const CLEAR_DAYS_MAX: u32 = 365;
/// A bit per track.
const TRACKS_MAX: usize = 16;

impl Model {
    /// Paths are relative to the section.
    pub(super) fn check_stages(&self, stages: &Stages) -> Checked {
        ids("sets", stages.sets.iter().map(|set| &set.id))?;
        if stages.set().is_none() {
            return fail(Code::Unknown, "active", "no such set of stages");
        }
        for (i, set) in stages.sets.iter().enumerate() {
            self.check_set(set)
                .map_err(|error| error.within(&format!("sets[{i}]")))?;
        }
        if stages.tracks.len() > TRACKS_MAX {
            return fail(Code::TooMany, "tracks", "at most 16");
        }
        ids("tracks", stages.tracks.iter().map(|track| &track.id))?;
        for (i, track) in stages.tracks.iter().enumerate() {
            let path = format!("tracks[{i}]");
            self.check_life_rules(&format!("{path}.when"), &track.when, Place::Stage)?;
            self.check_exit(&track.exit, track.ends_on_exit)
                .and_then(|()| self.check_card(&track.card))
                .map_err(|error| error.within(&path))?;
        }
        if !(1..=100).contains(&stages.renewal_window.part) {
            let path = "renewal_window.part";
            return fail(Code::Range, path, "must lie in 1 to 100");
        }
        Ok(())
    }

    fn check_set(&self, set: &StageSet) -> Checked {
        if set.stages.is_empty() {
            return fail(Code::Unknown, "stages", "at least one stage is needed");
        }
        if set.stages.len() > STAGES_MAX {
            return fail(Code::TooMany, "stages", "at most 32");
        }
        ids("stages", set.stages.iter().map(|stage| &stage.id))?;
        for (i, stage) in set.stages.iter().enumerate() {
            let path = format!("stages[{i}]");
            if !stage.when.is_empty() {
                self.check_life_rules(&format!("{path}.when"), &stage.when, Place::Stage)?;
            }
            self.check_exit(&stage.exit, stage.ends_on_exit)
                .and_then(|()| check_clear_days(stage))
                .and_then(|()| self.check_card(&stage.card))
                .map_err(|error| error.within(&path))?;
        }
        for (i, id) in set.order.iter().enumerate() {
            let path = format!("order[{i}]");
            if set.position(id).is_none() {
                return fail(Code::Unknown, path, "no such stage");
            }
            if set.order[..i].contains(id) {
                return fail(Code::Id, path, "is there twice");
            }
        }
        Ok(())
    }

    fn check_exit(&self, exit: &[Criterion], ends: bool) -> Checked {
        for (i, criterion) in exit.iter().enumerate() {
            let path = format!("exit[{i}].when");
            if !criterion.when.is_empty() {
                self.check_life_rules(&path, &criterion.when, Place::Stage)?;
            } else if ends {
                let message = "what ends by itself needs criteria that the data can say";
                return fail(Code::Test, path, message);
            }
        }
        if ends && exit.is_empty() {
            return fail(Code::Test, "exit", "at least one criterion is needed");
        }
        Ok(())
    }

    fn check_card(&self, card: &StageCard) -> Checked {
        for (i, kpi) in card.kpis.iter().enumerate() {
            let path = format!("card.kpis[{i}]");
            if let Some(metric) = &kpi.metric
                && self.metric(metric).is_none()
            {
                return fail(Code::Unknown, format!("{path}.metric"), "no such metric");
            }
            if let Some(target) = &kpi.target {
                check_test(&format!("{path}.target"), target, Domain::Number)?;
            }
        }
        Ok(())
    }
}

fn check_clear_days(stage: &Stage) -> Checked {
    if stage.clear_days > CLEAR_DAYS_MAX {
        return fail(Code::Range, "clear_days", "must lie in 0 to 365");
    }
    if stage.clear_days > 0 && stage.ends_on_exit {
        let message = "what ends by its criteria does not wait";
        return fail(Code::Test, "clear_days", message);
    }
    Ok(())
}
