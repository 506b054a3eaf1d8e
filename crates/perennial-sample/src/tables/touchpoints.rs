//! Visits, calls, trainings and mails between the customer and its manager.

use crate::names::OWNERS;
use crate::profile::Profile;
use crate::rng::{Purpose, Rng};
use crate::rows::Rows;
use crate::scene::{HISTORY_DAYS, SLOT_DAYS, Scene};
use crate::words::Words;
use perennial_data::{Batch, TableId};

const KINDS: [&str; 8] = [
    "visit", "call", "training", "review", "webinar", "mail", "chat", "event",
];
/// How often each kind is, by size.
const WEIGHTS: [[i32; 8]; 3] = [
    [2, 22, 6, 3, 14, 28, 22, 3],
    [8, 26, 9, 8, 9, 18, 18, 4],
    [18, 22, 9, 14, 5, 12, 15, 5],
];
const MINUTES: [(i32, i32); 8] = [
    (60, 150),
    (10, 40),
    (45, 120),
    (45, 90),
    (40, 60),
    (5, 10),
    (5, 20),
    (60, 180),
];

/// Through what a kind of touch goes.
fn channel(kind: &str) -> Words {
    match kind {
        "visit" | "event" => Words("现场", "On site"),
        "call" => Words("电话", "Phone"),
        "mail" => Words("邮件", "Mail"),
        "chat" => Words("微信", "Chat"),
        _ => Words("视频会议", "Video"),
    }
}

const OUTCOMES: [Words; 6] = [
    Words("确认下月计划", "Agreed on next month's plan"),
    Words("解答使用问题", "Answered questions"),
    Words("收集到两条需求", "Took down two requests"),
    Words("介绍新功能", "Showed new features"),
    Words("约定季度复盘", "Set a date for the quarterly review"),
    Words("客户在忙,改期", "Customer busy, put off"),
];

pub(crate) fn rows(scene: &Scene, profiles: &[Profile]) -> Batch {
    let mut rows = Rows::new(TableId::Touchpoints);
    for profile in profiles {
        let mut rng = Rng::new(profile.number, Purpose::Touchpoints);
        let mut touch = |ago: i32, kind: usize, minutes: i32, outcome: Option<Words>| {
            let ago = scene.workday(ago);
            if !profile.is_active(scene, ago) {
                return;
            }
            rows.of(&profile.id)
                .day("date", scene.day(ago))
                .text("kind", KINDS[kind])
                .text("channel", scene.say(channel(KINDS[kind])))
                .number("minutes", minutes);
            if profile.recorded.master {
                rows.text("owner", scene.say(OWNERS[profile.owner]));
            }
            if let Some(outcome) = outcome {
                rows.text("outcome", scene.say(outcome));
            }
            rows.end();
        };
        for slot in (0..=HISTORY_DAYS / SLOT_DAYS).rev() {
            let middle = slot * SLOT_DAYS + SLOT_DAYS / 2;
            for _ in 0..rng.count(profile.touches.at(middle)) {
                let ago = slot * SLOT_DAYS + rng.between(0, SLOT_DAYS - 1);
                let kind = rng.weighted(&WEIGHTS[profile.size.index()]);
                let minutes = rng.between(MINUTES[kind].0, MINUTES[kind].1);
                let outcome = OUTCOMES[rng.index(OUTCOMES.len())];
                touch(ago, kind, minutes, rng.chance(600).then_some(outcome));
            }
        }
        if profile.start_ago < HISTORY_DAYS {
            let kickoff = Words("启动会:确认目标与分工", "Kickoff: goals and duties agreed");
            touch(profile.start_ago - 4, 3, 90, Some(kickoff));
        }
        for told in &profile.told_touches {
            let kind = KINDS.iter().position(|&kind| kind == told.kind);
            touch(told.ago, kind.unwrap_or(1), 75, Some(told.outcome));
        }
    }
    rows.done()
}
