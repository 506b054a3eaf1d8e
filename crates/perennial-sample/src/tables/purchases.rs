//! Monthly top-ups (messages, storage, prints) of the customers who buy any; they follow use.

use crate::profile::Profile;
use crate::rng::{Purpose, Rng};
use crate::rows::Rows;
use crate::scene::{HISTORY_DAYS, SLOT_DAYS, Scene};
use perennial_data::{Batch, TableId};

/// Price of one unit.
const UNIT: i32 = 5;

pub(crate) fn rows(scene: &Scene, profiles: &[Profile]) -> Batch {
    let mut rows = Rows::new(TableId::Purchases);
    let buyers = profiles
        .iter()
        .filter(|profile| profile.recorded.usage && profile.number % 5 < 2);
    for profile in buyers {
        let mut rng = Rng::new(profile.number, Purpose::Purchases);
        let day_of_slot = rng.between(2, SLOT_DAYS - 4);
        for slot in (0..=HISTORY_DAYS / SLOT_DAYS).rev() {
            let ago = scene.workday(slot * SLOT_DAYS + day_of_slot);
            let level = profile.level.at(ago);
            let users = profile.seats * profile.adoption / 1000 * level / 1000;
            let quantity = users * rng.between(85, 115) / 40;
            if quantity > 0 && profile.is_active(scene, ago) {
                rows.of(&profile.id)
                    .day("date", scene.day(ago))
                    .number("amount", quantity * UNIT)
                    .number("quantity", quantity)
                    .end();
            }
        }
    }
    rows.done()
}
