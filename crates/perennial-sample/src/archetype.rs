//! The kinds of customer that a portfolio has, and how each kind behaves.

use crate::curve::Curve;
use crate::profile::{Happening, Profile, Touch};
use crate::rng::{Purpose, Rng};
use crate::term::{LOSS_REASONS, Plan};
use crate::words::Words;

/// A kind of customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Archetype {
    Steady,
    Rising,
    Fading,
    ChampionLeft,
    /// Use stops and nobody complains.
    Silent,
    /// Fell, was visited, came back.
    Rescued,
    /// Little is recorded.
    Sparse,
    Onboarding,
    /// Nearly every seat is in use.
    Expanding,
    LatePayer,
    Complaining,
    Lost,
}

use Archetype::{
    ChampionLeft, Complaining, Expanding, Fading, LatePayer, Lost, Onboarding, Rescued, Rising,
    Silent, Sparse, Steady,
};

/// How many customers of each kind there are beside the named ones.
const COUNTS: [(Archetype, usize); 12] = [
    (Steady, 54),
    (Rising, 22),
    (Fading, 20),
    (ChampionLeft, 8),
    (Silent, 8),
    (Rescued, 6),
    (Sparse, 12),
    (Onboarding, 14),
    (Expanding, 12),
    (LatePayer, 10),
    (Complaining, 8),
    (Lost, 14),
];

impl Archetype {
    /// Key accounts are not among those that would be key accounts no more.
    pub(crate) fn may_be_key(self) -> bool {
        !matches!(self, Lost | Sparse)
    }
}

/// The kinds of all customers that are not told by name, well mixed.
pub(crate) fn mixed() -> Vec<Archetype> {
    let mut all: Vec<Archetype> = COUNTS
        .iter()
        .flat_map(|&(kind, count)| std::iter::repeat_n(kind, count))
        .collect();
    let mut rng = Rng::new(0, Purpose::Shuffle);
    for last in (1..all.len()).rev() {
        all.swap(last, rng.index(last + 1));
    }
    all
}

/// Makes `profile` behave as its kind does.
pub(crate) fn shape(profile: &mut Profile, rng: &mut Rng) {
    let pace = rng.between(88, 130);
    match profile.archetype {
        Steady => {}
        Rising => {
            profile.level =
                Curve::through(&[(700, 380), (330, 450), (120, 780), (0, 1100)]).stretched(pace);
            profile.adoption = rng.between(560, 780);
            profile.mood = Curve::through(&[(500, 62), (0, 92)]);
            profile.progress = rng.between(100, 135);
        }
        Fading => fade(profile, rng, pace),
        ChampionLeft => {
            let left = rng.between(30, 130);
            profile.champion_left = Some(left);
            profile.new_champion = rng.chance(250);
            profile.level = Curve::through(&[(2, 1000), (-34, 600), (-120, 420)]).earlier(left);
            profile.happenings.push(Happening {
                ago: left,
                kind: "staff_change",
                note: Words("内部推动者离职", "The champion left the company"),
            });
        }
        Silent => {
            profile.level =
                Curve::through(&[(120, 1000), (70, 520), (46, 90), (40, 0)]).stretched(pace);
            profile.complaints = Curve::flat(0);
            profile.tickets /= 3;
            profile.touches = Curve::flat(350);
            profile.mood = Curve::flat(78);
            profile.plans = vec![Plan::running(rng.between(25, 150), rng.between(1, 3))];
        }
        Rescued => rescue(profile, rng, pace),
        Sparse => thin_out(profile, rng),
        Onboarding => {
            profile.plans = vec![Plan::running(365 - rng.between(12, 88), 1)];
            profile.tickets *= 2;
            profile.touches = Curve::flat(3600);
            profile.progress = rng.between(20, 95);
            profile.breadth -= 2;
        }
        Expanding => {
            profile.level = Curve::through(&[(730, 640), (220, 860), (60, 1000)]);
            profile.adoption = rng.between(960, 1040);
            profile.mood = Curve::through(&[(400, 78), (0, 96)]);
            profile.progress = rng.between(105, 140);
            profile.plans[0].past = [35, 65, 0];
        }
        LatePayer => {
            profile.pays_after = rng.between(18, 38);
            profile.unpaid_within = rng.between(60, 130);
            profile.mood = Curve::flat(rng.between(60, 75));
            profile.plans[0].past = [55, 0, 45];
            profile.plans[0].signed_after = 14;
        }
        Complaining => {
            profile.complaints = Curve::through(&[(100, 150), (58, 900), (30, 2300), (0, 3800)]);
            profile.tickets *= 2;
            profile.response = Curve::through(&[(140, 8), (60, 26), (0, 44)]);
            profile.mood = Curve::through(&[(170, 78), (20, 26)]);
            profile.level = Curve::through(&[(90, 1000), (0, 860)]);
            if rng.chance(500) {
                profile.happenings.push(Happening {
                    ago: rng.between(4, 28),
                    kind: "negative_mention",
                    note: Words("在行业群里抱怨", "Complained in an industry group"),
                });
            }
        }
        Lost => {
            let ago = rng.between(18, 400);
            let reason = rng.index(LOSS_REASONS.len());
            profile.plans = vec![Plan::lost(ago, rng.between(1, 2), reason)];
            let fall = [(210, 1000), (95, 560), (30, 220), (0, 90)];
            profile.level = Curve::through(&fall).earlier(ago);
            profile.mood = Curve::through(&[(240, 74), (30, 32)]).earlier(ago);
            profile.complaints = Curve::through(&[(200, 150), (40, 900)]).earlier(ago);
            profile.progress = rng.between(20, 60);
            if rng.chance(500) {
                for ago in [ago + 9, ago + 21] {
                    profile.happenings.push(cancel_attempt(ago));
                }
            }
        }
    }
}

fn fade(profile: &mut Profile, rng: &mut Rng, pace: i32) {
    let floor = rng.between(260, 560);
    profile.level =
        Curve::through(&[(260, 1000), (130, 780), (40, floor + 90), (0, floor)]).stretched(pace);
    profile.mood = Curve::through(&[(260, 82), (0, 48)]);
    profile.complaints = Curve::through(&[(120, 60), (0, 700)]);
    profile.progress = rng.between(40, 75);
    if rng.chance(330) {
        profile.core = Curve::through(&[(140, 1000), (25, 60)]);
    }
    if rng.chance(200) {
        profile.happenings.extend([7, 19].map(cancel_attempt));
    }
}

fn rescue(profile: &mut Profile, rng: &mut Rng, pace: i32) {
    let low = Curve::through(&[
        (340, 1000),
        (240, 300),
        (190, 240),
        (120, 640),
        (60, 930),
        (0, 1000),
    ]);
    profile.level = low.stretched(pace);
    profile.mood = Curve::through(&[(330, 78), (220, 32), (60, 84)]).stretched(pace);
    profile.complaints = Curve::through(&[(300, 100), (230, 1600), (150, 100)]).stretched(pace);
    let visits = [215, 196, 174, 151, 118];
    for (ago, outcome) in visits.into_iter().zip([
        Words("了解停用原因", "Found out why they had stopped"),
        Words("重新配置流程", "Set the process up again"),
        Words("现场培训新用户", "Trained new users on site"),
        Words("复盘目标", "Reviewed the goals"),
        Words("确认恢复使用", "Confirmed that use is back"),
    ]) {
        let ago = ago * pace / 100;
        let kind = "visit";
        profile.told_touches.push(Touch { ago, kind, outcome });
    }
    profile.progress = rng.between(80, 110);
}

fn thin_out(profile: &mut Profile, rng: &mut Rng) {
    profile.recorded.usage = rng.chance(350);
    profile.recorded.surveys = rng.chance(250);
    profile.recorded.contacts = rng.chance(400);
    profile.recorded.goals = rng.chance(200);
    profile.recorded.master = rng.chance(300);
    profile.tickets /= 3;
    profile.touches = Curve::flat(200);
    profile.plans[0].end_known = rng.chance(500);
}

/// Somebody asked how to close the account.
pub(crate) fn cancel_attempt(ago: i32) -> Happening {
    Happening {
        ago,
        kind: "cancel_attempt",
        note: Words("在后台点击注销账号", "Tried to close the account"),
    }
}
