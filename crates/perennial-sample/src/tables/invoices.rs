//! Quarterly invoices of each contract, paid early, late or not yet.

use crate::profile::Profile;
use crate::rng::{Purpose, Rng};
use crate::rows::Rows;
use crate::scene::{HISTORY_DAYS, Scene};
use perennial_data::{Batch, TableId};

/// Months that one invoice is for.
const MONTHS: i32 = 3;
const DAYS_TO_PAY: i32 = 30;

pub(crate) fn rows(scene: &Scene, profiles: &[Profile]) -> Batch {
    let mut rows = Rows::new(TableId::Invoices);
    for profile in profiles {
        let mut rng = Rng::new(profile.number, Purpose::Invoices);
        let mut n = 0;
        for term in &profile.terms {
            let quarters = (term.months / MONTHS).max(1);
            for quarter in 0..quarters {
                let issued = term.start.plus_months(quarter * MONTHS);
                let late = profile.pays_after + rng.between(-6, 7);
                let ago = scene.as_of.days_since(issued);
                if !(0..HISTORY_DAYS).contains(&ago) {
                    continue;
                }
                n += 1;
                // The first quarter takes what does not divide.
                let share = term.amount / i64::from(quarters);
                let rest = term.amount % i64::from(quarters);
                let amount = share + if quarter == 0 { rest } else { 0 };
                let due = issued.plus_days(DAYS_TO_PAY);
                let is_unpaid = scene.as_of.days_since(due) < profile.unpaid_within;
                let paid = (!is_unpaid).then(|| scene.past(due.plus_days(late)));
                rows.of(&profile.id)
                    .text("invoice_id", &format!("{}-I{n}", profile.id))
                    .day("due_on", due)
                    .number("amount", amount)
                    .day("issued_on", issued)
                    .day("paid_on", paid.flatten())
                    .end();
            }
        }
    }
    rows.done()
}
