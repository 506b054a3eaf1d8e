//! The people on the customer's side, and who of them has left.

use crate::names;
use crate::profile::Profile;
use crate::rng::{Purpose, Rng};
use crate::rows::Rows;
use crate::scene::Scene;
use crate::words::Words;
use perennial_data::{Batch, TableId};

/// Roles, in the order in which [`names::contact`] addresses them.
pub(crate) const ROLES: [&str; 4] = ["decision_maker", "champion", "user", "finance"];

const CONTENT: [Words; 2] = [Words("视频", "Video"), Words("图文", "Text")];

const CHANNELS: [Words; 3] = [
    Words("微信", "Chat"),
    Words("邮件", "Mail"),
    Words("电话", "Phone"),
];

pub(crate) fn rows(scene: &Scene, profiles: &[Profile]) -> Batch {
    let mut rows = Rows::new(TableId::Contacts);
    for profile in profiles.iter().filter(|profile| profile.recorded.contacts) {
        let mut rng = Rng::new(profile.number, Purpose::Contacts);
        let mut people = vec![
            (0, profile.decision_maker_left),
            (
                1,
                profile.champion_left.filter(|&ago| ago < profile.start_ago),
            ),
            (3, None),
        ];
        if profile.new_champion {
            people.push((1, None));
        }
        for _ in 0..=profile.size.index() {
            let left = rng.chance(120).then(|| rng.between(20, 600));
            people.push((2, left.filter(|&ago| ago < profile.start_ago)));
        }
        for (n, (role, left)) in people.into_iter().enumerate() {
            let family = rng.index(names::N_FAMILIES);
            let initial = rng.index(18);
            rows.of(&profile.id)
                .text("contact_id", &format!("{}-P{}", profile.id, n + 1))
                .text(
                    "name",
                    &names::contact(scene.language, family, initial, role),
                )
                .text("role", ROLES[role])
                .day("left_on", left.map(|ago| scene.day(ago)))
                .text("prefers_content", scene.say(CONTENT[rng.index(2)]))
                .text("prefers_channel", scene.say(CHANNELS[rng.index(3)]))
                .end();
        }
    }
    rows.done()
}
