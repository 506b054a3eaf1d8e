//! Contracts, past and current.

use crate::profile::Profile;
use crate::rows::Rows;
use crate::scene::Scene;
use perennial_data::{Batch, TableId};

pub(crate) fn rows(scene: &Scene, profiles: &[Profile]) -> Batch {
    let mut rows = Rows::new(TableId::Contracts);
    for profile in profiles {
        for (term, n) in profile.terms.iter().zip(1..) {
            rows.of(&profile.id)
                .text("contract_id", &format!("{}-{n}", profile.id))
                .day("starts_on", term.start)
                .day("ends_on", term.end_known.then_some(term.end))
                .number("amount", term.amount)
                .number("seats", term.seats)
                .number("unit_price", term.unit_price)
                .number("notice_days", [30, 60, 90][profile.size.index()])
                .flag("auto_renew", profile.number % 5 == 0);
            match &term.outcome {
                Some(outcome) => rows
                    .text("outcome", outcome.kind)
                    .day("outcome_on", outcome.on)
                    .number("outcome_amount", outcome.amount)
                    .text("reason_code", outcome.reason.code)
                    .text("reason_text", scene.say(outcome.reason.text)),
                None => rows.text("outcome", "open"),
            };
            rows.end();
        }
    }
    rows.done()
}
