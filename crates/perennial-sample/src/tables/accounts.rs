//! The customers themselves.

use crate::names::{INDUSTRIES, OWNERS, REGIONS};
use crate::profile::{Profile, Size};
use crate::rows::Rows;
use crate::scene::Scene;
use crate::words::Words;
use perennial_data::{Batch, Language, TableId};

pub(crate) const SEGMENTS: [Words; 3] = [
    Words("小型", "Small"),
    Words("中型", "Mid-size"),
    Words("大型", "Large"),
];

const EDITIONS: [Words; 3] = [
    Words("标准版", "Standard"),
    Words("专业版", "Professional"),
    Words("旗舰版", "Enterprise"),
];

const INTENTS: [Words; 6] = [
    Words("替换手工表格", "Replace hand-kept spreadsheets"),
    Words("打通门店与仓库数据", "Join data of stores and warehouses"),
    Words("缩短审批时间", "Shorten approvals"),
    Words("统一客户视图", "One view of each customer"),
    Words("满足审计要求", "Meet audit requirements"),
    Words("支撑业务扩张", "Support growth"),
];

const PROBLEMS: [Words; 6] = [
    Words(
        "数据分散,月底对账要五天",
        "Scattered data; month-end takes five days",
    ),
    Words("库存积压,周转慢", "Too much stock, slow turnover"),
    Words("审批卡在纸面", "Approvals stuck on paper"),
    Words("新人上手慢", "New staff take long to learn"),
    Words("各部门口径不一", "Departments count differently"),
    Words("跟进遗漏,回款慢", "Missed follow-ups, slow payment"),
];

/// Puts some customers under a parent: every ninth small one belongs to the key account before it.
pub(crate) fn group(profiles: &mut [Profile]) {
    let mut parent = None;
    for profile in profiles {
        if profile.key_account {
            parent = Some(profile.number);
        } else if profile.size == Size::Small && profile.number % 9 == 5 {
            profile.parent = parent;
        }
    }
}

pub(crate) fn rows(scene: &Scene, profiles: &[Profile]) -> Batch {
    let mut rows = Rows::new(TableId::Accounts);
    let currency = match scene.language {
        Language::Zh => "CNY",
        Language::En => "USD",
    };
    for profile in profiles {
        rows.text("account_id", &profile.id)
            .text("name", &profile.name)
            .text("segment", scene.say(SEGMENTS[profile.size.index()]))
            .text("edition", scene.say(EDITIONS[profile.edition.min(2)]))
            .text("currency", currency)
            .number("seats", profile.seats)
            .day("started_on", scene.day(profile.start_ago))
            .flag("key_account", profile.key_account);
        if let Some(term) = profile.newest_term() {
            rows.number("arr", if term.is_lost() { 0 } else { term.yearly() });
        }
        if let Some(parent) = profile
            .parent
            .and_then(|parent| profiles.get(parent as usize))
        {
            rows.text("parent_id", &parent.id);
        }
        if profile.recorded.master {
            let number = profile.number as usize;
            rows.text("industry", scene.say(INDUSTRIES[profile.industry]))
                .text("region", scene.say(REGIONS[profile.region]))
                .text("owner", scene.say(OWNERS[profile.owner]))
                .text(
                    "purchase_intent",
                    scene.say(INTENTS[number * 5 % INTENTS.len()]),
                )
                .text("problem", scene.say(PROBLEMS[number * 7 % PROBLEMS.len()]))
                .day("expected_by", scene.day(profile.start_ago - 90))
                .number("employees", profile.employees)
                .number("potential_influence", profile.potential.0)
                .number("potential_innovation", profile.potential.1);
        }
        rows.end();
    }
    rows.done()
}
