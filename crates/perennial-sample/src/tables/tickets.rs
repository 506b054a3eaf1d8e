//! Support: questions, problems, complaints, how fast they were answered and how that was felt.

use crate::profile::Profile;
use crate::rng::{Purpose, Rng};
use crate::rows::Rows;
use crate::scene::{HISTORY_DAYS, SLOT_DAYS, Scene};
use crate::team;
use crate::words::Words;
use perennial_data::{Batch, TableId};

const TEAMS: [Words; 3] = [
    Words("客服", "Support"),
    Words("产品", "Product"),
    Words("技术", "Engineering"),
];

/// The column that says what requests are for, as people add it to their sheets.
const TOPIC: Words = Words("需求", "topic");

/// What is asked for.
const TOPICS: [Words; 7] = [
    Words("多组织合并报表", "Consolidated reports across entities"),
    Words("手机端审批", "Approvals on the phone"),
    Words("导出到 Excel", "Export to Excel"),
    Words("单点登录", "Single sign-on"),
    Words("自定义提醒", "Alerts of one's own"),
    Words("更细的权限", "Finer permissions"),
    Words("开放接口", "An open interface"),
];

const PRIORITIES: [&str; 4] = ["low", "normal", "high", "urgent"];

/// Kinds of everyday tickets; complaints come by the customer's own course.
const EVERYDAY: [&str; 4] = ["question", "problem", "request", "escalation"];

pub(crate) fn rows(scene: &Scene, profiles: &[Profile]) -> Batch {
    let mut rows = Rows::new(TableId::Tickets);
    for profile in profiles {
        let mut rng = Rng::new(profile.number, Purpose::Tickets);
        let mut n = 0;
        for slot in (0..=HISTORY_DAYS / SLOT_DAYS).rev() {
            let middle = slot * SLOT_DAYS + SLOT_DAYS / 2;
            let everyday = rng.count(profile.tickets);
            let complaints = rng.count(profile.complaints.at(middle));
            for i in 0..everyday + complaints {
                let kind = if i < everyday {
                    EVERYDAY[rng.weighted(&[50, 34, 14, 2])]
                } else {
                    "complaint"
                };
                let ago = scene.workday(slot * SLOT_DAYS + rng.between(0, SLOT_DAYS - 1));
                let course = draw(profile, &mut rng, kind, ago);
                if profile.is_active(scene, ago) {
                    n += 1;
                    write(scene, profile, &mut rows, n, kind, ago, &course);
                }
            }
        }
    }
    rows.done()
}

/// What became of a ticket.
struct Course {
    priority: usize,
    team: usize,
    response_hours_tenths: i32,
    resolution_hours: i32,
    /// Satisfaction 1–5 and after how many days it was said.
    csat: Option<(i32, i32)>,
}

fn draw(profile: &Profile, rng: &mut Rng, kind: &str, ago: i32) -> Course {
    let is_grave = matches!(kind, "complaint" | "escalation");
    let usual_hours = profile.response.at(ago).max(1);
    let response_hours_tenths = (usual_hours * rng.between(3, 17)).max(1);
    let days = rng.weighted(&[30, 26, 18, 12, 8, 4, 2]);
    let resolution_hours = response_hours_tenths / 10
        + i32::try_from(days).unwrap_or(0) * 20
        + usual_hours
        + rng.between(1, 8);
    // Where answers are not late for a reason of their own they come in half the time since then.
    let halved = ago < team::CHANGED_AGO && usual_hours <= 8;
    let response_hours_tenths = response_hours_tenths / if halved { 2 } else { 1 };
    let felt = match usual_hours {
        ..=8 => 5,
        9..=16 => 4,
        17..=30 => 3,
        _ => 2,
    };
    let score = (felt - i32::from(is_grave) - i32::from(rng.chance(300))).clamp(1, 5);
    Course {
        priority: if is_grave {
            rng.weighted(&[0, 20, 50, 30])
        } else {
            rng.weighted(&[25, 60, 12, 3])
        },
        team: rng.weighted(&[70, 15, 15]),
        response_hours_tenths: response_hours_tenths.max(1),
        resolution_hours,
        csat: rng.chance(550).then_some((score, rng.between(0, 3))),
    }
}

fn write(
    scene: &Scene,
    profile: &Profile,
    rows: &mut Rows,
    n: i32,
    kind: &str,
    ago: i32,
    course: &Course,
) {
    let opened = scene.day(ago);
    let after = |hours: i32| scene.past(opened.plus_days(hours / 24));
    rows.of(&profile.id)
        .text("ticket_id", &format!("{}-T{n}", profile.id))
        .day("opened_at", opened)
        .text("kind", kind)
        .text("priority", PRIORITIES[course.priority])
        .text("level", ["L1", "L2", "L3"][course.team])
        .text("team", scene.say(TEAMS[course.team]));
    if kind == "request" {
        // Some are asked for by many, others by few.
        let number = usize::try_from(profile.number).unwrap_or(0);
        let at = number.wrapping_mul(number) % 11 % TOPICS.len();
        rows.own_text(scene.say(TOPIC), scene.say(TOPICS[at]));
    }
    if let Some(answered) = after(course.response_hours_tenths / 10) {
        rows.day("first_response_at", answered)
            .tenths("response_hours", course.response_hours_tenths);
    }
    if let Some(resolved) = after(course.resolution_hours) {
        rows.day("resolved_at", resolved)
            .number("resolution_hours", course.resolution_hours);
        if let Some((csat, days)) = course.csat
            && let Some(said) = scene.past(resolved.plus_days(days))
        {
            rows.day("feedback_on", said).number("csat", csat);
        }
    }
    rows.end();
}
