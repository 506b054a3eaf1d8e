//! The manager's own reading of each customer, written down once a quarter: 0 to 100.

use crate::profile::Profile;
use crate::rng::{Purpose, Rng};
use crate::rows::Rows;
use crate::scene::{HISTORY_DAYS, Scene};
use perennial_data::{Batch, TableId};

const EVERY: i32 = 91;
/// How long ago the last round was.
const LAST: i32 = 12;
/// A manager notices a change of use about this late.
const DELAY: i32 = 25;

pub(crate) fn rows(scene: &Scene, profiles: &[Profile]) -> Batch {
    let mut rows = Rows::new(TableId::Snapshots);
    for profile in profiles.iter().filter(|profile| profile.recorded.surveys) {
        let mut rng = Rng::new(profile.number, Purpose::Snapshots);
        let mut ago = LAST;
        while ago < HISTORY_DAYS {
            let level = profile.level.at(ago + DELAY).min(1000) / 10;
            let felt = (level + profile.mood.at(ago + DELAY)) / 2 + rng.between(-8, 8);
            if profile.is_active(scene, ago) {
                rows.of(&profile.id)
                    .day("date", scene.day(ago))
                    .text("field", "health_manual")
                    .number("number", (felt / 5 * 5).clamp(0, 100))
                    .end();
            }
            ago += EVERY;
        }
    }
    rows.done()
}
