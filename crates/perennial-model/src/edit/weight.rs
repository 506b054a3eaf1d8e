//! Moving a weight: the rest of its list rescales, so that the sum stays, except for those that are locked.

use super::unknown;
use crate::document::Model;
use crate::error::{ModelError, ModelErrorCode as Code};

/// Whose weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Weighted {
    /// A measure's, among those of its group.
    Measure(String),
    /// A group's, among those of its factor.
    Group(String),
}

/// A weight that is moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Weight {
    /// Whose.
    pub of: Weighted,
    /// Its share of the sum of the list afterwards, 0 to 1; as much of it as those that are locked leave.
    pub share: f64,
    /// Ids in the same list that keep their weights.
    pub locked: Vec<String>,
}

impl Weight {
    pub(super) fn apply(&self, model: &mut Model) -> Result<(), ModelError> {
        let (id, mut list): (&str, Vec<(&str, &mut f64)>) = match &self.of {
            Weighted::Measure(id) => {
                let own = model.measures.iter().find(|held| held.id == *id);
                let group = own.ok_or_else(|| unknown("measures", id))?.group.clone();
                let list = model.measures.iter_mut();
                let list = list.filter(|held| held.group == group);
                let weights = list.map(|held| (held.id.as_str(), &mut held.weight));
                (id, weights.collect())
            }
            Weighted::Group(id) => {
                let own = model.groups.iter().find(|held| held.id == *id);
                let factor = own.ok_or_else(|| unknown("groups", id))?.factor;
                let list = model.groups.iter_mut();
                let list = list.filter(|held| held.factor == factor);
                let weights = list.map(|held| (held.id.as_str(), &mut held.weight));
                (id, weights.collect())
            }
        };
        if !(0.0..=1.0).contains(&self.share) {
            let path = format!("{id}.weight");
            return Err(ModelError::new(Code::Range, path, "must lie in 0 to 1"));
        }
        self.share_out(id, &mut list);
        Ok(())
    }

    /// Gives `id` its share and scales what is neither it nor locked, in proportion; equal parts where all of
    /// those are 0.
    fn share_out(&self, id: &str, list: &mut [(&str, &mut f64)]) {
        let sum: f64 = list.iter().map(|(_, weight)| **weight).sum();
        // A list without any weight gets the usual hundred.
        let sum = if sum > 0.0 { sum } else { 100.0 };
        let is_locked = |other: &str| other != id && self.locked.iter().any(|held| held == other);
        let is_free = |other: &str| other != id && !is_locked(other);
        let locked: f64 = list
            .iter()
            .filter(|(other, _)| is_locked(other))
            .map(|(_, weight)| **weight)
            .sum();
        let room = (sum - locked).max(0.0);
        let n_free = list.iter().filter(|(other, _)| is_free(other)).count();
        // Where nobody can make room the weight takes all there is.
        let own = if n_free == 0 {
            room
        } else {
            (self.share * sum).min(room)
        };
        let rest = room - own;
        let free: f64 = list
            .iter()
            .filter(|(other, _)| is_free(other))
            .map(|(_, weight)| **weight)
            .sum();
        for (other, weight) in list.iter_mut() {
            if *other == id {
                **weight = tidy(own);
            } else if is_free(other) {
                **weight = tidy(if free > 0.0 {
                    **weight * (rest / free)
                } else {
                    rest / n_free as f64
                });
            }
        }
    }
}

/// Six decimals: what is written down is what people can read, and no more.
fn tidy(weight: f64) -> f64 {
    (weight * 1e6).round() / 1e6
}
