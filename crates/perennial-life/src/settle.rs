//! Stages that last past their rules: one that waits is over only when its rules have not held for so
//! many days in a row, so that what comes and goes within days is one stay.

use crate::observe::Observation;
use crate::stage::NO_STAGE;
use crate::state::State;
use crate::timeline::Timeline;
use perennial_data::{AccountIdx, Day};
use perennial_model::life::StageSet;
use std::sync::Arc;

/// A stage that lasts past its rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wait {
    /// Its position in the set in use.
    stage: u8,
    /// Its rules must not have held for so many days in a row.
    days: i32,
}

/// A stage that lasts although its rules no longer hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lasting {
    /// The first day on which the rules no longer held.
    pub clear_since: Day,
    /// The first day after the stay, if they do not hold again before.
    pub ends_on: Day,
}

/// The stages of a set that last past their rules, in the order of the set.
pub(crate) fn waits(set: Option<&StageSet>) -> Arc<[Wait]> {
    let stages = set.map_or(&[][..], |set| &set.stages).iter().zip(0_u8..);
    let waits = stages.filter_map(|(stage, at)| {
        let days = i32::try_from(stage.clear_days).unwrap_or(i32::MAX);
        // The day after a rule held is one day without it, so one day is no wait.
        (days > 1).then_some(Wait { stage: at, days })
    });
    waits.collect()
}

/// The stage on a day, given what the rules give on that day alone and on the days before: each change
/// of that, the newest first, with its day. The first in the set's order that the rules give or that
/// lasts; a stage that comes before it ends what lasted. Also the last day on which its rules held.
fn settled(
    waits: &[Wait],
    (rules, as_of): (u8, Day),
    before: impl Iterator<Item = (Day, State)>,
) -> (u8, Day) {
    let mut found = (rules, as_of);
    let Some(longest) = waits.iter().map(|wait| wait.days).max() else {
        return found;
    };
    // The first in order of all stages since then: what comes after it in order was over with it.
    let mut first = rules;
    let mut last_day = as_of.plus_days(-1);
    for (from, state) in before {
        let ago = as_of.days_since(last_day);
        if ago >= longest {
            break;
        }
        let stage = state.rules;
        if stage < first {
            first = stage;
            let lasts = |wait: &&Wait| wait.stage == stage && ago < wait.days;
            if waits.iter().any(|wait| lasts(&wait)) {
                found = (stage, last_day);
            }
        }
        last_day = from.plus_days(-1).min(last_day);
    }
    found
}

/// Stages by account, and of those set by hand what the rules would say.
type Settled = (Vec<u8>, Vec<(AccountIdx, u8)>);

impl Timeline {
    /// Puts in place of an observation's stages those that last past their rules, as the days before
    /// it tell. Twice is the same as once.
    pub fn settle(&self, observation: &mut Observation) {
        if let Some((stages, by_hand)) = self.settled(observation) {
            observation.stages = stages;
            observation.by_hand = by_hand;
        }
    }

    /// What [`Timeline::settle`] puts in place; `None` where no stage waits.
    fn settled(&self, observation: &Observation) -> Option<Settled> {
        if observation.waits.is_empty() {
            return None;
        }
        let accounts = (0..AccountIdx::MAX).zip(&observation.rules);
        let mut stages: Vec<u8> = accounts
            .map(|(account, _)| self.settled_stage(observation, account).0)
            .collect();
        let mut by_hand = observation.by_hand.clone();
        for (account, by_rules) in &mut by_hand {
            let at = *account as usize;
            if let (Some(stage), Some(&held)) = (stages.get_mut(at), observation.stages.get(at)) {
                *by_rules = std::mem::replace(stage, held);
            }
        }
        Some((stages, by_hand))
    }

    /// The stage of an account by the rules, and the last day on which they held.
    pub(crate) fn settled_stage(
        &self,
        observation: &Observation,
        account: AccountIdx,
    ) -> (u8, Day) {
        let as_of = observation.as_of();
        let rules = observation.rules.get(account as usize).copied();
        let before = self.back(account, as_of.plus_days(-1));
        settled(
            &observation.waits,
            (rules.unwrap_or(NO_STAGE), as_of),
            before,
        )
    }

    /// Since when the rules of an account's stage do not hold and when it ends, where it lasts past
    /// them.
    #[must_use]
    pub fn lasting(&self, observation: &Observation, account: AccountIdx) -> Option<Lasting> {
        let (stage, held_on) = self.settled_stage(observation, account);
        let wait = observation.waits.iter().find(|wait| wait.stage == stage)?;
        (held_on < observation.as_of()).then(|| Lasting {
            clear_since: held_on.plus_days(1),
            ends_on: held_on.plus_days(wait.days),
        })
    }
}
