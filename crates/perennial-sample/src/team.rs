//! How the team of the sample works on its customers, and in which words. What it did follows from
//! this and from the customers' history, by a rule that the sample does not know.

use crate::words::Words;
use perennial_data::{Day, Language};

/// A note on a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// The account's id.
    pub account: &'static str,
    /// When it was written.
    pub on: Day,
    /// What.
    pub text: &'static str,
}

/// A change of how the team works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its first day.
    pub on: Day,
    /// What was changed.
    pub title: &'static str,
    /// The cause that it removes, by its id in the shipped model.
    pub cause: &'static str,
    /// The metric that it moves, by its id in the catalogue.
    pub metric: &'static str,
    /// How many hours it took, and is to take.
    pub hours: (u32, u32),
    /// Hours, in words.
    pub unit: &'static str,
}

/// The habits of the team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Customers that nobody works on any more from a day on, by id.
    pub left_alone: Vec<(&'static str, Day)>,
    /// By signal the cause that is found most often, by its id in the shipped model.
    pub likely: Vec<(&'static str, &'static str)>,
    /// A change of how it works.
    pub change: Change,
    /// What shows that something is done.
    pub evidence: Vec<&'static str>,
    /// Why something is not done.
    pub skipped: Vec<&'static str>,
    /// Why an alert can rest.
    pub rests: Vec<&'static str>,
    /// What customers say when asked.
    pub feedback: Vec<&'static str>,
    /// What was written down about some of them.
    pub notes: Vec<Note>,
}

/// How many days ago the change of process was made.
pub(crate) const CHANGED_AGO: i32 = 150;

const LIKELY: [(&str, &str); 11] = [
    ("no_login_7", "rarely_used"),
    ("low_use_7", "rarely_used"),
    ("core_feature_low", "not_trained"),
    ("cancel_attempts", "value_unclear"),
    ("unrenewed", "decision_pending"),
    ("payment_overdue", "paperwork"),
    ("purchases_halved", "season"),
    ("over_promise", "over_promise"),
    ("complaints_up", "slow_support"),
    ("complaints_new", "slow_support"),
    ("nps_fall", "slow_support"),
];

const EVIDENCE: [Words; 6] = [
    Words("会议纪要已发客户确认", "Minutes sent and confirmed"),
    Words("邮件已存档", "Mail on file"),
    Words("已录入客户档案", "Entered in the customer's file"),
    Words("培训签到表", "List of those trained"),
    Words("客户书面确认", "Confirmed by the customer in writing"),
    Words("通话记录", "Notes of the call"),
];

const SKIPPED: [Words; 3] = [
    Words("客户表示暂不需要", "The customer does not need it now"),
    Words("已在上次拜访中完成", "Covered in the last visit"),
    Words("本季度不适用", "Does not apply this quarter"),
];

const RESTS: [Words; 3] = [
    Words("预算季后再谈", "After the budget season"),
    Words("客户内部在走流程", "Waiting for their internal process"),
    Words("等新版本发布", "Waiting for the next release"),
];

const FEEDBACK: [Words; 5] = [
    Words("回复快了很多", "Answers come much faster now"),
    Words(
        "感谢跟进,下月再看",
        "Thanks for following up; let us look again next month",
    ),
    Words("培训之后好用多了", "Much easier since the training"),
    Words("希望能提前通知变更", "Please tell us of changes beforehand"),
    Words("问题解决了", "It is solved"),
];

const NOTES: [(&str, i32, Words); 6] = [
    (
        "C002",
        40,
        Words(
            "推动者离职,对方说月底前定交接人",
            "The champion is gone; they will name a successor by the end of the month",
        ),
    ),
    (
        "C003",
        215,
        Words(
            "高层同意登门致歉,四周恢复计划已定",
            "Our executive will apologise in person; plan for four weeks agreed",
        ),
    ),
    (
        "C004",
        17,
        Words(
            "新门店部门约 60 席,等对方预算",
            "The new department wants about 60 seats; waiting for their budget",
        ),
    ),
    (
        "C005",
        8,
        Words(
            "客户要求给出报表修复的日期",
            "They ask for a date for the fix of the reports",
        ),
    ),
    (
        "C007",
        30,
        Words(
            "接口对接卡在客户方 IT,尚无人负责",
            "The integration is stuck with their IT; nobody is in charge",
        ),
    ),
    (
        "C012",
        20,
        Words(
            "一线仍在用,但新签约人还没找到",
            "Still in daily use, but the new signatory is not found yet",
        ),
    ),
];

/// The team in a language, for the sample of a day.
#[must_use]
pub fn team(language: Language, as_of: Day) -> Team {
    let ago = |days: i32| as_of.plus_days(-days);
    let say = |words: &[Words]| words.iter().map(|words| words.get(language)).collect();
    let change = Words(
        "首次响应由6小时改为3小时内",
        "First response within 3 hours, not 6",
    );
    let notes = NOTES.into_iter().map(|(account, days, text)| Note {
        account,
        on: ago(days),
        text: text.get(language),
    });
    Team {
        // The last touch of C001 is two months old: its renewal is nobody's work.
        left_alone: vec![("C001", ago(62))],
        likely: LIKELY.to_vec(),
        change: Change {
            on: ago(CHANGED_AGO),
            title: change.get(language),
            cause: "slow_support",
            metric: "first_response_hours_90",
            hours: (6, 3),
            unit: Words("小时", "hours").get(language),
        },
        evidence: say(&EVIDENCE),
        skipped: say(&SKIPPED),
        rests: say(&RESTS),
        feedback: say(&FEEDBACK),
        notes: notes.collect(),
    }
}
