//! From a start through gains and losses to an end.

use crate::scale::Scale;

/// What a step of a waterfall stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The level before the first contribution.
    Start,
    /// A contribution above zero.
    Gain,
    /// A contribution below zero, or zero.
    Loss,
    /// The level after the last contribution.
    End,
}

/// A step of a waterfall, in values and along the value axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// What it stands for.
    pub role: Role,
    /// Its own value: a level for start and end, else the contribution.
    pub value: f64,
    /// The level after it.
    pub level: f64,
    /// Nearer coordinate along the axis.
    pub from: f64,
    /// Farther coordinate along the axis.
    pub until: f64,
    /// Coordinate of the level after it, where the connector to the next step leaves.
    pub at: f64,
}

/// The steps of `start` plus each of `contributions`: start, one per contribution, end. Start and
/// end reach from 0; a contribution reaches from the level before to the level after.
#[must_use]
pub fn waterfall(start: f64, contributions: &[f64], scale: Scale) -> Vec<Step> {
    let step = |role, value, before: f64, level: f64| {
        let (a, b) = (scale.map(before), scale.map(level));
        Step {
            role,
            value,
            level,
            from: a.min(b),
            until: a.max(b),
            at: b,
        }
    };
    let mut steps = vec![step(Role::Start, start, 0.0, start)];
    let mut level = start;
    for contribution in contributions {
        let role = if *contribution > 0.0 {
            Role::Gain
        } else {
            Role::Loss
        };
        steps.push(step(role, *contribution, level, level + contribution));
        level += contribution;
    }
    steps.push(step(Role::End, level, 0.0, level));
    steps
}

/// Levels closer together than this are not drawn wider apart: a change of nothing looks like nothing.
const LEAST: f64 = 10.0;

/// The part of `whole` that a waterfall needs, widened to round numbers: small changes are seen. Where
/// that is most of it, all of it.
#[must_use]
pub fn close_up(start: f64, contributions: &[f64], whole: (f64, f64)) -> (f64, f64) {
    let levels = contributions.iter().scan(start, |level, contribution| {
        *level += contribution;
        Some(*level)
    });
    let levels: Vec<f64> = std::iter::once(start).chain(levels).collect();
    let low = levels.iter().copied().fold(f64::INFINITY, f64::min);
    let high = levels.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !(low.is_finite() && high.is_finite()) {
        return whole;
    }
    let rest = (LEAST - (high - low)).max(0.0) / 2.0;
    let (low, high) = Scale::nice([low - rest, high + rest], 4, whole).domain();
    let (low, high) = (low.max(whole.0), high.min(whole.1));
    if high - low < 0.7 * (whole.1 - whole.0) {
        (low, high)
    } else {
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_close_up_holds_every_level_and_does_not_blow_up_nothing() {
        let whole = (0.0, 100.0);
        assert_eq!(close_up(64.2, &[5.6, -7.9, -17.0], whole), (40.0, 70.0));
        assert_eq!(close_up(20.0, &[70.0], whole), whole);
        let (low, high) = close_up(98.9, &[0.1], whole);
        assert!(low <= 94.0 && high == 100.0, "{low} {high}");
        assert_eq!(close_up(f64::NAN, &[1.0], whole), whole);
    }

    #[test]
    fn each_step_begins_where_the_last_one_ended() {
        let scale = Scale::new((0.0, 100.0), (0.0, 200.0));
        let steps = waterfall(50.0, &[20.0, -30.0, 0.0], scale);
        let levels: Vec<_> = steps.iter().map(|step| step.level).collect();
        assert_eq!(levels, [50.0, 70.0, 40.0, 40.0, 40.0]);
        assert_eq!((steps[1].from, steps[1].until), (100.0, 140.0));
        assert_eq!((steps[2].from, steps[2].until), (80.0, 140.0));
        assert_eq!(steps[4].role, Role::End);
        assert_eq!((steps[4].from, steps[4].until), (0.0, 80.0));
    }
}
