//! Who leads a customer and who supports, phase by phase: delivery until the hand-over, customer
//! success from then on; the implementer leaves when all is steady ([3.03]).

use crate::work::HandOff;
use perennial_data::Day;
use perennial_model::life::Role;

/// One phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Who leads.
    pub lead: Role,
    /// Who supports; `None`: nobody.
    pub support: Option<Role>,
    /// The first day; `None`: not known yet, or from the beginning.
    pub from: Option<Day>,
    /// The first day after it; `None`: not known yet, or none.
    pub until: Option<Day>,
    /// Whether the date lies in it.
    pub is_now: bool,
}

/// The three phases of a customer on a date, by the dates of its hand-off record. A day of steadiness
/// before the hand-over is none.
#[must_use]
pub fn phases(said: &HandOff, as_of: Day) -> [Phase; 3] {
    let accepted = said.accepted_on;
    let steady = said
        .steady_on
        .filter(|steady| accepted.is_some_and(|on| on <= *steady));
    let past = |day: Option<Day>| day.is_some_and(|day| day <= as_of);
    let phase = |(lead, support), (from, until), is_now| Phase {
        lead,
        support,
        from,
        until,
        is_now,
    };
    let (implementation, success) = (Role::Implementation, Role::Csm);
    [
        phase(
            (implementation, Some(success)),
            (None, accepted),
            !past(accepted),
        ),
        phase(
            (success, Some(implementation)),
            (accepted, steady),
            past(accepted) && !past(steady),
        ),
        phase((success, None), (steady, None), past(steady)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delivery_leads_until_the_hand_over_and_leaves_when_all_is_steady() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let mut said = HandOff::default();
        let now = |said: &HandOff, on: &str| {
            let phases = phases(said, day(on));
            let mut now = phases.iter().filter(|phase| phase.is_now);
            let one = now.next().unwrap();
            assert!(now.next().is_none());
            (one.lead, one.support)
        };
        let delivery = (Role::Implementation, Some(Role::Csm));
        assert_eq!(now(&said, "2026-06-01"), delivery, "no date yet");
        said.accepted_on = Some(day("2026-03-01"));
        said.steady_on = Some(day("2026-05-01"));
        assert_eq!(now(&said, "2026-02-28"), delivery);
        let handed_over = (Role::Csm, Some(Role::Implementation));
        assert_eq!(now(&said, "2026-03-01"), handed_over, "on the very day");
        assert_eq!(now(&said, "2026-04-30"), handed_over);
        assert_eq!(now(&said, "2026-05-01"), (Role::Csm, None));
        said.steady_on = Some(day("2026-02-01"));
        assert_eq!(
            now(&said, "2026-06-01"),
            handed_over,
            "steady before it began"
        );
    }
}
