//! The stage and the tracks of all accounts on a date.

use crate::bits::Bits;
use crate::rule::{Expr, Facts, Leaves, Sheet};
use perennial_model::life::{Criterion, LifeRule, Stages};

/// The place of an account that is in no stage.
pub const NO_STAGE: u8 = u8::MAX;

/// A stage or track ready to run.
#[derive(Clone, Debug)]
pub(crate) struct StagePlan {
    when: Expr,
    /// What ends it, if it ends by its exit criteria.
    over: Option<Expr>,
}

impl StagePlan {
    fn new(when: &[LifeRule], exit: &[Criterion], ends: bool, leaves: &mut Leaves) -> Self {
        let criteria: Vec<LifeRule> = exit
            .iter()
            .flat_map(|criterion| criterion.when.iter().cloned())
            .collect();
        Self {
            when: leaves.all_of(when),
            over: (ends && !criteria.is_empty()).then(|| leaves.all_of(&criteria)),
        }
    }

    /// The stages of the set in use, and the tracks.
    pub(crate) fn all_of(stages: &Stages, leaves: &mut Leaves) -> (Vec<Self>, Vec<Self>) {
        let set = stages.set().map_or(&[][..], |set| &set.stages);
        let of_stages = set
            .iter()
            .map(|stage| Self::new(&stage.when, &stage.exit, stage.ends_on_exit, leaves))
            .collect();
        let tracks = stages.tracks.iter();
        let of_tracks = tracks
            .map(|track| Self::new(&track.when, &track.exit, track.ends_on_exit, leaves))
            .collect();
        (of_stages, of_tracks)
    }

    /// Keeps of some accounts those that are here.
    fn narrow(&self, sheet: &mut Sheet<'_>, facts: &Facts<'_>, bits: &mut Bits) {
        sheet.narrow(facts, &self.when, bits);
        if let Some(over) = &self.over {
            bits.and_not(&sheet.holds(facts, over));
        }
    }
}

/// Per account its stage: the first that holds on the date, [`NO_STAGE`] where none does. That a stage
/// lasts past its rules is known from the days before: see [`Timeline`](crate::Timeline).
pub(crate) fn stages(
    plans: &[StagePlan],
    sheet: &mut Sheet<'_>,
    facts: &Facts<'_>,
    exists: &Bits,
) -> Vec<u8> {
    let mut stages = vec![NO_STAGE; facts.run.metrics.n_accounts()];
    let mut rest = exists.clone();
    for (plan, stage) in plans.iter().zip(0..NO_STAGE) {
        let mut here = rest.clone();
        plan.narrow(sheet, facts, &mut here);
        rest.and_not(&here);
        here.each(|account| stages[account] = stage);
    }
    stages
}

/// Per account a bit per track that runs.
pub(crate) fn tracks(
    plans: &[StagePlan],
    sheet: &mut Sheet<'_>,
    facts: &Facts<'_>,
    exists: &Bits,
) -> Vec<u16> {
    let mut tracks = vec![0_u16; facts.run.metrics.n_accounts()];
    for (plan, bit) in plans.iter().zip(0_u32..16) {
        let mut running = exists.clone();
        plan.narrow(sheet, facts, &mut running);
        running.each(|account| tracks[account] |= 1 << bit);
    }
    tracks
}
