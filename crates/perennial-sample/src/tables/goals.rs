//! What customers want to reach, and how far they are.

use crate::profile::Profile;
use crate::rng::{Purpose, Rng};
use crate::rows::Rows;
use crate::scene::{HISTORY_DAYS, Scene};
use crate::words::Words;
use perennial_data::{Batch, TableId};

/// The first thing that a new customer wants to see: one process of theirs at work.
const START: (Words, Words) = (
    Words("首个业务流程上线", "First process of their own at work"),
    Words("个", "processes"),
);

/// Name, unit, baseline, target; all of them are better the higher.
const GOALS: [(Words, Words, i32, i32); 8] = [
    (
        Words("库存成本降低", "Stock cost cut"),
        Words("%", "%"),
        0,
        15,
    ),
    (
        Words("审批时长缩短", "Approval time cut"),
        Words("%", "%"),
        0,
        40,
    ),
    (
        Words("会员复购率提升", "Repurchase rate up"),
        Words("%", "%"),
        0,
        20,
    ),
    (
        Words("月结天数减少", "Fewer days to close the month"),
        Words("天", "days"),
        0,
        3,
    ),
    (
        Words("自动化流程数", "Automated processes"),
        Words("个", "processes"),
        2,
        12,
    ),
    (
        Words("准时交付率", "On-time delivery"),
        Words("%", "%"),
        82,
        95,
    ),
    (
        Words("员工周活跃率", "Staff active weekly"),
        Words("%", "%"),
        20,
        75,
    ),
    (
        Words("一次解决率", "Solved at first contact"),
        Words("%", "%"),
        60,
        85,
    ),
];

pub(crate) fn rows(scene: &Scene, profiles: &[Profile]) -> Batch {
    let mut rows = Rows::new(TableId::Goals);
    for profile in profiles.iter().filter(|profile| profile.recorded.goals) {
        let mut rng = Rng::new(profile.number, Purpose::Goals);
        let first = rng.index(GOALS.len());
        start(scene, profile, &mut rows);
        for n in 0..=profile.size.index() {
            let (goal, unit, baseline, target) = GOALS[(first + n * 3) % GOALS.len()];
            let progress = (profile.progress + rng.between(-12, 12)).max(0);
            let reviewed_ago = profile.gone_ago + rng.between(4, 75);
            let due_ago = profile.gone_ago + rng.between(-170, 60);
            let actual_tenths = baseline * 10 + (target - baseline) * progress / 10;
            let is_reviewed = reviewed_ago < profile.start_ago - 10;
            // A young customer's first goal falls due at the end of its third month.
            let due_ago = due_ago.min(profile.start_ago - 90);
            rows.of(&profile.id)
                .text("goal", scene.say(goal))
                .text("unit", scene.say(unit))
                .number("baseline", baseline)
                .number("target", target)
                .day("due_on", scene.day(due_ago));
            if is_reviewed {
                let status = if actual_tenths >= target * 10 {
                    "reached"
                } else if due_ago > reviewed_ago {
                    "missed"
                } else if progress >= 60 {
                    "on_track"
                } else {
                    "behind"
                };
                rows.tenths("actual", actual_tenths)
                    .day("reviewed_on", scene.day(reviewed_ago))
                    .text("status", status);
            }
            rows.end();
        }
    }
    rows.done()
}

/// The goal of the first three months of a customer who began within the history: reached by most,
/// after 20 to 70 days; one in eight never gets there in time.
fn start(scene: &Scene, profile: &Profile, rows: &mut Rows) {
    let mut rng = Rng::new(profile.number, Purpose::FirstGoal);
    let (reached_after, slow) = (rng.between(20, 70), rng.chance(120));
    let due_ago = profile.start_ago - 60;
    if profile.start_ago >= HISTORY_DAYS {
        return;
    }
    rows.of(&profile.id)
        .text("goal", scene.say(START.0))
        .text("unit", scene.say(START.1))
        .number("baseline", 0)
        .number("target", 1)
        .day("due_on", scene.day(due_ago));
    let reached_ago = profile.start_ago - profile.first_goal_after.unwrap_or(reached_after);
    let never = profile.progress < 20 || (slow && profile.first_goal_after.is_none());
    if !never && reached_ago >= 0 {
        rows.number("actual", 1)
            .day("reviewed_on", scene.day(reached_ago))
            .text("status", "reached");
    }
    rows.end();
}
