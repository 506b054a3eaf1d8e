//! Monthly top-ups (messages, storage, prints) of the customers who buy any; they follow use.

use crate::profile::Profile;
use crate::rng::{Purpose, Rng};
use crate::rows::Rows;
use crate::scene::{HISTORY_DAYS, Scene};
use perennial_data::{Batch, Day, TableId};

/// Price of one unit.
const UNIT: i32 = 5;

pub(crate) fn rows(scene: &Scene, profiles: &[Profile]) -> Batch {
    let mut rows = Rows::new(TableId::Purchases);
    let buyers = profiles
        .iter()
        .filter(|profile| profile.recorded.usage && profile.number % 5 < 2);
    for profile in buyers {
        let mut rng = Rng::new(profile.number, Purpose::Purchases);
        // Once in each calendar month, so that months can be compared.
        let (year, month, _) = scene.as_of.ymd();
        let Some(this_month) = Day::from_ymd(year, month, 1) else {
            continue;
        };
        let day_of_month = rng.between(3, 24);
        for months in (0..=HISTORY_DAYS / 30).rev() {
            let on = this_month.plus_months(-months).plus_days(day_of_month);
            let ago = scene.workday(scene.as_of.days_since(on));
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
