//! What customers say when asked: NPS from 0 to 10, satisfaction from 1 to 5.

use crate::names;
use crate::profile::Profile;
use crate::rng::{Purpose, Rng};
use crate::rows::Rows;
use crate::scene::{HISTORY_DAYS, Scene};
use crate::words::Words;
use perennial_data::{Batch, TableId};

const CSAT_EVERY: i32 = 121;

const HAPPY: [Words; 4] = [
    Words("离不开了,日报全靠它", "Could not do without it"),
    Words("顾问响应快,很专业", "Quick, knowledgeable help"),
    Words("新版本好用", "The new version works well"),
    Words("已推荐给同行", "Told my peers about it"),
];

const LUKEWARM: [Words; 3] = [
    Words(
        "够用,希望报表更灵活",
        "Does the job; reports could be more flexible",
    ),
    Words("功能不错,上手要时间", "Good, but takes time to learn"),
    Words("移动端还差一点", "Mobile is not quite there"),
];

const UNHAPPY: [Words; 4] = [
    Words(
        "问题提了几次没下文",
        "Reported it several times, heard nothing",
    ),
    Words("用的人越来越少", "Fewer and fewer of us use it"),
    Words("价格和效果不成正比", "Not worth the price"),
    Words("太慢,耽误业务", "Too slow, it holds us up"),
];

pub(crate) fn rows(scene: &Scene, profiles: &[Profile]) -> Batch {
    let mut rows = Rows::new(TableId::Surveys);
    for profile in profiles.iter().filter(|profile| profile.recorded.surveys) {
        let mut rng = Rng::new(profile.number, Purpose::Surveys);
        let every = profile.nps_every.max(1);
        let mut ago = rng.between(3, every.min(60) - 2);
        while ago < HISTORY_DAYS {
            let noise = rng.between(-profile.mood_noise, profile.mood_noise);
            let mood = (profile.mood.at(ago) + noise).clamp(0, 100);
            answer(scene, profile, &mut rng, &mut rows, ago, "nps", mood);
            ago += every;
        }
        let mut ago = rng.between(10, CSAT_EVERY);
        while ago < HISTORY_DAYS {
            let mood = (profile.mood.at(ago) + rng.between(-12, 12)).clamp(0, 100);
            answer(scene, profile, &mut rng, &mut rows, ago, "csat", mood);
            ago += CSAT_EVERY;
        }
    }
    rows.done()
}

fn answer(
    scene: &Scene,
    profile: &Profile,
    rng: &mut Rng,
    rows: &mut Rows,
    ago: i32,
    kind: &str,
    mood: i32,
) {
    let ago = scene.workday(ago);
    let (family, initial) = (rng.index(names::N_FAMILIES), rng.index(18));
    let words = match mood {
        80.. => HAPPY[rng.index(HAPPY.len())],
        55.. => LUKEWARM[rng.index(LUKEWARM.len())],
        _ => UNHAPPY[rng.index(UNHAPPY.len())],
    };
    let speaks = rng.chance(450);
    // Nobody is asked in the first weeks.
    if !profile.is_active(scene, ago) || profile.start_ago - ago < 20 {
        return;
    }
    let score = if kind == "nps" {
        (mood + 5) / 10
    } else {
        1 + (mood * 4 + 50) / 100 // at most 5
    };
    rows.of(&profile.id)
        .day("date", scene.day(ago))
        .text("kind", kind)
        .number("score", score.min(10))
        .text(
            "respondent",
            &names::contact(scene.language, family, initial, 2),
        );
    if speaks {
        rows.text("comment", scene.say(words));
    }
    rows.end();
}
