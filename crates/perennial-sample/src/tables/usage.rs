//! Use of the product by day and feature: heavy on weekdays, light on weekends, following the
//! customer's course.

use crate::curve::Curve;
use crate::profile::Profile;
use crate::rng::{Purpose, Rng};
use crate::rows::Rows;
use crate::scene::{HISTORY_DAYS, Scene};
use perennial_data::{Batch, TableId};

/// The feature at the heart of the product.
pub(crate) const CORE: &str = "core";

const OTHERS: [&str; 11] = [
    "reports",
    "dashboard",
    "approvals",
    "alerts",
    "mobile",
    "api",
    "import",
    "export",
    "collaboration",
    "automation",
    "search",
];

/// Days after the start in which use grows to its usual level.
const RAMP_DAYS: i32 = 45;

pub(crate) fn rows(scene: &Scene, profiles: &[Profile]) -> Batch {
    let mut rows = Rows::new(TableId::Usage);
    for profile in profiles.iter().filter(|profile| profile.recorded.usage) {
        let wander = wander(profile);
        let mut rng = Rng::new(profile.number, Purpose::Usage);
        for ago in (0..HISTORY_DAYS).rev() {
            let users = users(scene, profile, &wander, &mut rng, ago);
            if users > 0 && profile.is_active(scene, ago) {
                day(scene, profile, &mut rng, &mut rows, ago, users);
            }
        }
    }
    rows.done()
}

/// Ups and downs of a customer whose course is otherwise straight, in thousandths.
fn wander(profile: &Profile) -> Curve {
    let mut rng = Rng::new(profile.number, Purpose::Wander);
    let points: Vec<(i32, i32)> = (0..16)
        .rev()
        .map(|n| (n * 50, rng.between(930, 1050)))
        .collect();
    Curve::through(&points)
}

/// How many people used the product on a day.
fn users(scene: &Scene, profile: &Profile, wander: &Curve, rng: &mut Rng, ago: i32) -> i32 {
    let tenure = profile.start_ago - ago;
    let ramp = (150 + 850 * tenure / RAMP_DAYS).clamp(0, 1000);
    let level = profile.level.at(ago) * ramp / 1000 * wander.at(ago) / 1000;
    let noise = rng.between(880, 1000);
    // Small customers do not work with it every day; the less it is used, the rarer the days.
    let weekday = [760, 950, 1000][profile.size.index()] * (400 + level).min(1000) / 1000;
    let weekend = [40, 90, 160][profile.size.index()];
    let is_weekend = scene.is_weekend(ago);
    let is_used = rng.chance(if is_weekend { weekend } else { weekday });
    if level <= 0 || !is_used {
        return 0;
    }
    // Thousandths of a person, level and noise at most 1.2 and 1.0: fits for up to 1.7 million seats.
    let people = profile.seats * profile.adoption / 1000 * level / 1000 * noise / 1000;
    let people = if is_weekend { people / 8 } else { people };
    people.clamp(1, profile.seats)
}

fn day(scene: &Scene, profile: &Profile, rng: &mut Rng, rows: &mut Rows, ago: i32, users: i32) {
    let mut row = |feature: &str, users: i32, per_user: i32| {
        rows.of(&profile.id)
            .day("date", scene.day(ago))
            .text("feature", feature)
            .number("events", users * per_user)
            .number("users", users)
            .end();
    };
    let core_users = users * profile.core.at(ago) / 1000;
    if core_users > 0 {
        row(CORE, core_users, rng.between(5, 9));
    }
    let breadth = profile.breadth.clamp(1, 11);
    let mut extras = rng
        .count([450, 750, 1200][profile.size.index()])
        .min(breadth);
    if core_users == 0 {
        extras = extras.max(1);
    }
    let first = rng.between(0, breadth - 1);
    for n in 0..extras {
        let feature = (profile.number.cast_signed() + (first + n) % breadth) % 11;
        let feature = OTHERS[usize::try_from(feature).unwrap_or(0)];
        let share = rng.between(150, 500);
        row(feature, (users * share / 1000).max(1), rng.between(1, 4));
    }
}
