//! What holds for one account on one day, small enough to be compared and kept by the million.

use crate::observe::position;
use crate::stage::NO_STAGE;

/// What holds for one account on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct State {
    pub(crate) stage: u8,
    /// The position of the stage that the rules give on the day alone.
    pub(crate) rules: u8,
    /// A bit per track of the model that runs.
    pub tracks: u16,
    /// A bit per signal of the model that holds.
    pub signals: u64,
}

impl State {
    /// Of an account that does not exist, or of which nothing can be said.
    pub const NOTHING: Self = Self {
        stage: NO_STAGE,
        rules: NO_STAGE,
        tracks: 0,
        signals: 0,
    };

    /// Position of the stage in the set in use.
    #[must_use]
    pub fn stage(self) -> Option<usize> {
        position(self.stage)
    }

    /// Whether the track at a position of the model runs.
    #[must_use]
    pub fn track(self, at: usize) -> bool {
        at < 16 && self.tracks >> at & 1 == 1
    }

    /// Whether the signal at a position of the model holds.
    #[must_use]
    pub fn signal(self, at: usize) -> bool {
        at < 64 && self.signals >> at & 1 == 1
    }

    /// Stage, rules and tracks in one number, for keeping; signals are a number of their own.
    pub(crate) fn packed(self) -> u64 {
        u64::from(self.stage) | u64::from(self.rules) << 8 | u64::from(self.tracks) << 16
    }

    /// The state of [`State::packed`] and its signals; `None` for a number that is none.
    pub(crate) fn of_packed(packed: u64, signals: u64) -> Option<Self> {
        let [stage, rules, low, high, 0, 0, 0, 0] = packed.to_le_bytes() else {
            return None;
        };
        Some(Self {
            stage,
            rules,
            tracks: u16::from_le_bytes([low, high]),
            signals,
        })
    }
}
