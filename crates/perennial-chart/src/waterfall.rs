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

#[cfg(test)]
mod tests {
    use super::*;

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
