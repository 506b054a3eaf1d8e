//! When to save: at once, one save at a time, and again when something changed meanwhile. Pure.
//!
//! The first change of a burst is not held back for others, because whatever waits is lost with the
//! tab; the changes made during its save go into the next one together.

/// Pause between saves of one burst.
const PAUSE_MS: u32 = 100;
/// Pauses before trying again after a failure; the last one repeats.
const RETRY_MS: [u32; 4] = [1_000, 5_000, 20_000, 60_000];

/// The saving of one workspace.
#[derive(Debug, Default)]
pub(crate) struct Schedule {
    state: State,
    /// A change came during the save under way.
    again: bool,
    failures: usize,
    /// Counts the savers: one that sleeps is replaced rather than woken.
    saver: u32,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Idle,
    Saving,
    Retrying,
}

/// What a saver does after a save.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Everything is saved.
    Rest,
    /// Sleeps so many milliseconds, asks [`Schedule::wake`], and saves again.
    SaveAfter(u32),
}

impl Schedule {
    /// Something changed. `Some` asks the caller to start a saver of that number at once.
    #[must_use]
    pub(crate) fn changed(&mut self) -> Option<u32> {
        if self.state == State::Saving {
            self.again = true;
            return None;
        }
        self.state = State::Saving;
        self.saver += 1;
        Some(self.saver)
    }

    /// A save is over.
    pub(crate) fn saved(&mut self, succeeded: bool) -> Next {
        if succeeded {
            self.failures = 0;
            if !std::mem::take(&mut self.again) {
                self.state = State::Idle;
                return Next::Rest;
            }
            return Next::SaveAfter(PAUSE_MS);
        }
        self.state = State::Retrying;
        let pause = RETRY_MS[self.failures.min(RETRY_MS.len() - 1)];
        self.failures += 1;
        // Whoever goes on working may have made room meanwhile.
        let is_new = std::mem::take(&mut self.again);
        Next::SaveAfter(if is_new { PAUSE_MS } else { pause })
    }

    /// Nothing is worth another try: forgets what is waiting.
    pub(crate) fn give_up(&mut self) {
        self.again = false;
        self.failures = 0;
        self.state = State::Idle;
    }

    /// The saver of that number is awake; `false` when another has taken its place.
    pub(crate) fn wake(&mut self, saver: u32) -> bool {
        if saver != self.saver || self.state == State::Idle {
            return false;
        }
        self.state = State::Saving;
        self.again = false;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Next, PAUSE_MS, RETRY_MS, Schedule};

    #[test]
    fn the_first_change_is_saved_at_once_and_a_burst_in_one_more_save() {
        let mut schedule = Schedule::default();
        let saver = schedule.changed().unwrap();
        assert_eq!(schedule.changed(), None);
        assert_eq!(schedule.changed(), None);
        assert_eq!(schedule.saved(true), Next::SaveAfter(PAUSE_MS));
        assert!(schedule.wake(saver));
        assert_eq!(schedule.saved(true), Next::Rest);
        assert!(schedule.changed().is_some());
    }

    #[test]
    fn a_change_during_the_pause_of_a_burst_starts_no_second_saver() {
        let mut schedule = Schedule::default();
        let saver = schedule.changed().unwrap();
        assert_eq!(schedule.changed(), None);
        assert_eq!(schedule.saved(true), Next::SaveAfter(PAUSE_MS));
        assert_eq!(schedule.changed(), None);
        assert!(schedule.wake(saver));
        assert_eq!(
            schedule.saved(true),
            Next::Rest,
            "the save after the pause has it"
        );
    }

    #[test]
    fn a_failed_save_is_tried_again_ever_later_and_a_change_does_not_wait_for_it() {
        let mut schedule = Schedule::default();
        let sleeper = schedule.changed().unwrap();
        assert_eq!(schedule.saved(false), Next::SaveAfter(RETRY_MS[0]));
        let fresh = schedule.changed().unwrap();
        assert!(!schedule.wake(sleeper));
        for pause in [RETRY_MS[1], RETRY_MS[2], RETRY_MS[3], RETRY_MS[3]] {
            assert_eq!(schedule.saved(false), Next::SaveAfter(pause));
            assert!(schedule.wake(fresh));
        }
        assert_eq!(schedule.changed(), None, "a try is under way");
        assert_eq!(
            schedule.saved(false),
            Next::SaveAfter(PAUSE_MS),
            "nor for a try that began before it"
        );
        assert!(schedule.wake(fresh));
        assert_eq!(schedule.saved(true), Next::Rest);
        assert!(!schedule.wake(fresh), "nothing is left to save");
    }
}
