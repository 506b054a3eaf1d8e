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
    (Silent, 6),
    (Rescued, 6),
    (Sparse, 12),
    (Onboarding, 14),
    (Expanding, 12),
    (LatePayer, 10),
    (Complaining, 8),
    (Lost, 16),
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
            let over = over_since(rng);
            let left = over.map_or_else(|| rng.between(30, 130), |over| over + 90);
            profile.champion_left = Some(left);
            profile.new_champion = over.is_some() || rng.chance(250);
            let mut course = vec![(2, 1000), (-34, 600), (-90, 460)];
            // Who came after took the work up.
            course.push(if over.is_some() {
                (-200, 980)
            } else {
                (-120, 420)
            });
            profile.level = Curve::through(&course).earlier(left);
            over.into_iter().for_each(|over| mended(profile, over));
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
            let over = over_since(rng);
            let since = over.unwrap_or(0);
            let rise = [
                (100, 150),
                (58, 900),
                (30, 2300),
                (0, 3800),
                (-30, 600),
                (-60, 60),
            ];
            profile.complaints = Curve::through(&rise).earlier(since);
            profile.tickets *= 2;
            let hours = [(140, 8), (60, 26), (0, 44), (-40, 7)];
            profile.response = Curve::through(&hours).earlier(since);
            profile.mood = Curve::through(&[(170, 78), (20, 26), (-100, 80)]).earlier(since);
            profile.level = Curve::through(&[(90, 1000), (0, 780), (-70, 980)]).earlier(since);
            over.into_iter().for_each(|over| mended(profile, over));
            if rng.chance(500) {
                profile.happenings.push(Happening {
                    ago: since + rng.between(4, 28),
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
            // Some complain before they go, others go without a word.
            let loud = if rng.chance(600) { 2600 } else { 300 };
            profile.complaints = Curve::through(&[(200, 150), (110, loud)]).earlier(ago);
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
    let over = over_since(rng);
    let since = over.unwrap_or(0);
    let mut fall = vec![(260, 1000), (130, 780), (40, floor + 90), (0, floor)];
    fall.iter_mut()
        .for_each(|(ago, _)| *ago = *ago * pace / 100);
    fall.extend([(-60, 700), (-130, 980)]);
    profile.level = Curve::through(&fall).earlier(since);
    profile.mood = Curve::through(&[(260, 82), (0, 48), (-90, 84)]).earlier(since);
    let loud = if over.is_some() { 1800 } else { 700 };
    profile.complaints = Curve::through(&[(120, 60), (0, loud), (-40, 60)]).earlier(since);
    profile.progress = match over {
        Some(_) => rng.between(80, 110),
        None => rng.between(40, 75),
    };
    if rng.chance(330) {
        profile.core = Curve::through(&[(140, 1000), (25, 60), (-60, 980)]).earlier(since);
    }
    if rng.chance(200) {
        let agos = [7, 19].map(|ago| ago + since);
        profile.happenings.extend(agos.map(cancel_attempt));
    }
    over.into_iter().for_each(|over| mended(profile, over));
}

/// How many days ago a bad time was at its worst, for those in whom it was mended since: trouble is
/// spread over the two years, and of what was found in time most was.
fn over_since(rng: &mut Rng) -> Option<i32> {
    rng.chance(430).then(|| rng.between(24, 600))
}

/// What was done about a bad time that was at its worst so many days ago.
fn mended(profile: &mut Profile, ago: i32) {
    let told = [
        (
            ago - 6,
            Words("了解原因,约定方案", "Found the cause, agreed on a plan"),
        ),
        (ago - 34, Words("复盘进展", "Went through the progress")),
        (
            ago - 66,
            Words("确认问题已解决", "Confirmed that it is solved"),
        ),
    ];
    let visits = told.into_iter().map(|(ago, outcome)| Touch {
        ago,
        kind: "visit",
        outcome,
    });
    profile.told_touches.extend(visits);
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
