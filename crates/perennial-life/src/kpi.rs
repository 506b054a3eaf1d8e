//! The figures of the tracks: onboarding, adoption, renewal, escalation (SPEC §6 [4.08–4.15]), each
//! with the rows behind it. Averages of metrics over the customers of a stage or track are here too;
//! what a figure should be, the model's cards say.

mod escalation;
mod onboarding;
mod opening;
mod renewal;

pub use escalation::{Answer, Escalation, Escalations, escalations};
pub use onboarding::{Finished, Onboarded, finished, onboarded};
pub use opening::{Trend, satisfaction_at_opening};
pub use renewal::{Fate, Renewal, renewals};

/// A metric over a group of customers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// The mean of those that have a value.
    pub mean: f64,
    /// How many have one.
    pub n: u32,
}

/// The mean of a metric's values (NaN where missing) over the members of a group; `None` where no
/// member has one. Summed in the order of accounts.
#[must_use]
pub fn mean(values: &[f64], members: &[bool]) -> Option<Mean> {
    let mut sum = 0.0;
    let mut n = 0_u32;
    for (value, member) in values.iter().zip(members) {
        if *member && !value.is_nan() {
            sum += value;
            n += 1;
        }
    }
    (n > 0).then(|| Mean {
        mean: sum / f64::from(n),
        n,
    })
}

/// The share of rows that meet a condition, 0 to 1; `None` where there are none.
#[must_use]
pub fn share<T>(rows: &[T], meets: impl Fn(&T) -> bool) -> Option<f64> {
    let n = rows.iter().filter(|row| meets(row)).count();
    #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
    (!rows.is_empty()).then(|| n as f64 / rows.len() as f64)
}

#[cfg(test)]
#[path = "kpi_tests.rs"]
mod tests;
