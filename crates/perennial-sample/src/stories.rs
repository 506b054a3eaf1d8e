//! The customers that docs/sample.md tells of by name: C001 to C012.

use crate::archetype::{Archetype, cancel_attempt};
use crate::cast::ROLES;
use crate::curve::Curve;
use crate::profile::{Happening, Profile, Touch};
use crate::term::Plan;
use crate::words::Words;
use perennial_data::Language;

/// The kinds that the named customers start from, C001 first.
pub(crate) const KINDS: [Archetype; 12] = [
    Archetype::Silent,
    Archetype::ChampionLeft,
    Archetype::Rescued,
    Archetype::Expanding,
    Archetype::Complaining,
    Archetype::LatePayer,
    Archetype::Onboarding,
    Archetype::Onboarding,
    Archetype::Lost,
    Archetype::Steady,
    Archetype::Sparse,
    Archetype::Steady,
];

/// Gives a named customer its part; leaves all others as they are.
pub(crate) fn tell(profile: &mut Profile, language: Language) {
    let Some(role) = ROLES.get(profile.number as usize) else {
        return;
    };
    role.name.get(language).clone_into(&mut profile.name);
    profile.industry = role.industry;
    profile.size = role.size;
    profile.seats = role.seats;
    profile.employees = role.seats * 3;
    profile.key_account = role.key_account;
    profile.owner = role.owner;
    profile.edition = role.size.index();
    profile.nps_every = if role.key_account { 30 } else { 90 };
    profile.adoption = 720;
    profile.breadth = 8;
    profile.happenings.clear();
    profile.told_touches.clear();
    profile.recorded.master = true;
    match profile.number {
        0 => silent_churn(profile),
        1 => champion_left(profile),
        2 => rescue(profile),
        3 => expansion(profile),
        4 => complaint_storm(profile),
        5 => late_payer(profile),
        6 => slow_start(profile),
        7 => fast_start(profile),
        8 => lost(profile),
        9 => came_back(profile),
        10 => unknown(profile),
        _ => overstayed(profile),
    }
}

fn visit(ago: i32, outcome: Words) -> Touch {
    let kind = "visit";
    Touch { ago, kind, outcome }
}

fn happened(ago: i32, kind: &'static str, note: Words) -> Happening {
    Happening { ago, kind, note }
}

fn silent_churn(profile: &mut Profile) {
    profile.plans = vec![Plan::running(72, 2)];
    profile.level = Curve::through(&[(110, 1000), (75, 520), (48, 80), (41, 0)]);
    profile.mood = Curve::flat(80);
    profile.mood_noise = 4;
    profile.tickets = 300;
    profile.touches = Curve::through(&[(120, 1500), (60, 0)]);
}

fn champion_left(profile: &mut Profile) {
    profile.plans = vec![Plan::running(110, 2)];
    profile.champion_left = Some(48);
    profile.new_champion = false;
    profile.level = Curve::through(&[(50, 1000), (20, 660), (0, 560)]);
    profile.mood = Curve::through(&[(60, 86), (0, 62)]);
    profile.happenings.push(happened(
        48,
        "staff_change",
        Words(
            "推动者离职,交接人未定",
            "The champion left; no successor named",
        ),
    ));
}

fn rescue(profile: &mut Profile) {
    profile.plans = vec![Plan {
        past: [0, 100, 0],
        ..Plan::running(320, 3)
    }];
    profile.level = Curve::through(&[
        (330, 1000),
        (235, 280),
        (190, 220),
        (120, 620),
        (60, 930),
        (0, 1000),
    ]);
    profile.mood = Curve::through(&[(330, 80), (230, 30), (190, 34), (60, 90)]);
    profile.mood_noise = 3;
    profile.complaints = Curve::through(&[(290, 0), (240, 2000), (180, 1000), (150, 0)]);
    profile.happenings.push(happened(
        262,
        "version_upgrade",
        Words("升级后审批流被重置", "An upgrade reset the approval flows"),
    ));
    profile.happenings.extend([232, 221].map(cancel_attempt));
    profile.told_touches = vec![
        visit(
            214,
            Words(
                "高层登门致歉,约定四周恢复",
                "Executive visit: apology and a four-week plan",
            ),
        ),
        visit(
            200,
            Words("逐条重建审批流", "Rebuilt the approval flows one by one"),
        ),
        Touch {
            ago: 186,
            kind: "training",
            outcome: Words("按岗位重新培训", "Trained again, role by role"),
        },
        visit(
            158,
            Words("复盘:六成用户回来了", "Review: six users in ten are back"),
        ),
        Touch {
            ago: 94,
            kind: "review",
            outcome: Words("季度复盘,目标达成", "Quarterly review, goals reached"),
        },
    ];
    profile.happenings.push(happened(
        52,
        "referral",
        Words("向同行推荐", "Recommended us to a peer"),
    ));
    profile.progress = 110;
}

fn expansion(profile: &mut Profile) {
    profile.plans = vec![Plan {
        past: [0, 100, 0],
        ..Plan::running(160, 2)
    }];
    profile.adoption = 1060;
    profile.level = Curve::through(&[(500, 620), (200, 820), (45, 1000)]);
    profile.mood = Curve::through(&[(400, 80), (0, 96)]);
    profile.progress = 120;
    profile.potential = (88, 84);
    profile.happenings.push(happened(
        33,
        "referral",
        Words("推荐给关联公司", "Recommended us to a sister company"),
    ));
    profile.happenings.push(happened(
        75,
        "case_study",
        Words("同意做标杆案例", "Agreed to a case study"),
    ));
    profile.told_touches.push(visit(
        18,
        Words("新门店部门询问增购", "A new department asks about seats"),
    ));
}

fn complaint_storm(profile: &mut Profile) {
    profile.plans = vec![Plan::running(135, 2)];
    profile.complaints = Curve::through(&[(75, 0), (46, 2000), (30, 2000), (29, 9000), (0, 9000)]);
    profile.response = Curve::through(&[(70, 6), (40, 30), (0, 52)]);
    profile.mood = Curve::through(&[(130, 90), (100, 72), (70, 50), (40, 30), (5, 12)]);
    profile.mood_noise = 0;
    profile.level = Curve::flat(1000);
    profile.tickets = 2000;
    profile.happenings.push(happened(
        42,
        "version_upgrade",
        Words(
            "大版本升级后报表变慢",
            "Reports are slow since the major release",
        ),
    ));
    profile.happenings.push(happened(
        9,
        "negative_mention",
        Words(
            "在行业群里公开抱怨",
            "Complained in public in an industry group",
        ),
    ));
}

fn late_payer(profile: &mut Profile) {
    // The quarters of the contract make one invoice overdue, by about 43 days; the one before it was
    // paid four weeks late.
    profile.plans = vec![Plan {
        past: [0, 0, 100],
        signed_after: 16,
        ..Plan::running(200, 2)
    }];
    profile.pays_after = 26;
    profile.unpaid_within = 60;
    profile.adoption = 800;
    profile.mood = Curve::flat(92);
    profile.mood_noise = 3;
    profile.progress = 100;
}

fn slow_start(profile: &mut Profile) {
    profile.plans = vec![Plan::running(365 - 74, 1)];
    profile.adoption = 60;
    profile.core = Curve::flat(0);
    profile.breadth = 2;
    profile.progress = 15;
    profile.touches = Curve::through(&[(70, 4000), (40, 600)]);
    profile.mood = Curve::flat(60);
    profile.happenings.push(happened(
        71,
        "over_promise",
        Words(
            "售前承诺两周对接完成",
            "Sales promised the integration in two weeks",
        ),
    ));
}

fn fast_start(profile: &mut Profile) {
    profile.plans = vec![Plan::running(365 - 52, 1)];
    profile.adoption = 780;
    profile.breadth = 6;
    profile.progress = 110;
    profile.first_goal_after = Some(33);
    profile.mood = Curve::flat(92);
}

fn lost(profile: &mut Profile) {
    const GONE: i32 = 100;
    profile.plans = vec![Plan::lost(GONE, 2, 5)];
    profile.level =
        Curve::through(&[(125, 1000), (95, 880), (60, 640), (30, 400), (0, 180)]).earlier(GONE);
    profile.mood = Curve::through(&[(150, 80), (90, 55), (30, 22)]).earlier(GONE);
    profile.mood_noise = 0;
    profile.nps_every = 30;
    profile.response = Curve::through(&[(160, 8), (60, 48)]).earlier(GONE);
    profile.complaints =
        Curve::through(&[(170, 0), (135, 2000), (95, 3000), (45, 5000), (0, 6000)]).earlier(GONE);
    profile.happenings = [9, 21].map(|ago| cancel_attempt(GONE + ago)).into();
}

fn came_back(profile: &mut Profile) {
    profile.plans = vec![Plan::lost(430, 1, 4), Plan::running(365 - 150, 1)];
    profile.level = Curve::through(&[(600, 1000), (440, 200), (200, 400), (120, 1000)]);
    profile.mood = Curve::through(&[(600, 60), (440, 40), (150, 80), (0, 90)]);
    profile.happenings.push(happened(
        168,
        "version_upgrade",
        Words("多组织合并报表上线", "Consolidated reports shipped"),
    ));
    profile.told_touches.push(Touch {
        ago: 165,
        kind: "call",
        outcome: Words(
            "按流失原因回访:缺的功能有了",
            "Win-back call: the missing feature is there",
        ),
    });
    profile.progress = 105;
}

fn unknown(profile: &mut Profile) {
    profile.plans = vec![Plan {
        end_known: false,
        ..Plan::running(140, 1)
    }];
    let recorded = &mut profile.recorded;
    recorded.usage = false;
    recorded.surveys = false;
    recorded.contacts = false;
    recorded.goals = false;
    recorded.master = false;
}

fn overstayed(profile: &mut Profile) {
    profile.plans = vec![Plan::running(-38, 2)];
    profile.level = Curve::flat(1000);
    profile.decision_maker_left = Some(63);
    profile.happenings.push(happened(
        63,
        "staff_change",
        Words("签约负责人调走", "The person who signs moved on"),
    ));
}
