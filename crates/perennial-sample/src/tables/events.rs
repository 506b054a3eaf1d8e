//! What happened beside use and support: releases, referrals, people who came and went.

use crate::profile::Profile;
use crate::rng::{Purpose, Rng};
use crate::rows::Rows;
use crate::scene::{HISTORY_DAYS, Scene};
use crate::words::Words;
use perennial_data::{Batch, TableId};

/// Days between two major releases, and how long ago the last one was.
const RELEASE_EVERY: i32 = 98;
const LAST_RELEASE: i32 = 44;

pub(crate) fn rows(scene: &Scene, profiles: &[Profile]) -> Batch {
    let mut rows = Rows::new(TableId::Events);
    for profile in profiles {
        let mut rng = Rng::new(profile.number, Purpose::Events);
        let mut event = |ago: i32, kind: &str, note: Words| {
            if profile.is_active(scene, ago) {
                rows.of(&profile.id)
                    .day("date", scene.day(ago))
                    .text("kind", kind)
                    .text("note", scene.say(note))
                    .end();
            }
        };
        let mut release = LAST_RELEASE;
        while release < HISTORY_DAYS {
            let note = Words("升级到新的大版本", "Moved to the new major version");
            event(release - rng.between(0, 24), "version_upgrade", note);
            release += RELEASE_EVERY;
        }
        let is_content = profile.mood.at(profile.gone_ago) >= 82;
        let spread = HISTORY_DAYS - 10;
        for (kind, permille, note) in [
            (
                "community",
                350,
                Words(
                    "在用户社群分享用法",
                    "Shared how they work in the community",
                ),
            ),
            (
                "referral",
                300,
                Words("介绍同行来咨询", "Sent a peer to us"),
            ),
            (
                "case_study",
                60,
                Words("参与案例访谈", "Took part in a case study"),
            ),
        ] {
            let (is_drawn, ago) = (rng.chance(permille), rng.between(5, spread));
            if is_content && is_drawn {
                event(ago, kind, note);
            }
        }
        let (is_drawn, ago) = (rng.chance(90), rng.between(20, spread));
        if is_drawn {
            event(
                ago,
                "staff_change",
                Words("使用部门换了负责人", "The department has a new head"),
            );
        }
        if profile.start_ago < HISTORY_DAYS {
            let kickoff = Words("启动会:确认目标与分工", "Kickoff: goals and duties agreed");
            event(scene.workday(profile.start_ago - 4), "kickoff", kickoff);
        }
        for told in &profile.happenings {
            event(told.ago, told.kind, told.note);
        }
    }
    rows.done()
}
