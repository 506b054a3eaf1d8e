//! The forms in which work is said: what they ask and what they accept. Pure.

use super::chosen::{Chosen, Deed, Errand};
use super::record_form::record_form;
use crate::number;
use perennial_data::{Bilingual, Day, has_quantity};
use perennial_i18n::Messages;
use perennial_protocol::view::GoalView;
use std::rc::Rc;

/// How long an alert rests unless something else is said.
const USUAL_REST_DAYS: i32 = 7;
/// How long a stage is held unless something else is said.
const USUAL_HOLD_DAYS: i32 = 30;
/// A reminder comes no earlier than this.
const MOST_AHEAD_DAYS: u32 = 365;
/// A plan moves by no more than this.
const MOST_SHIFT_DAYS: i32 = 3_650;

/// A form.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Form {
    /// Its heading.
    pub(super) title: String,
    /// What else there is to know.
    pub(super) note: Option<String>,
    /// What it asks.
    pub(super) asks: Vec<Ask>,
}

/// One question of a form.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ask {
    pub(super) label: &'static str,
    pub(super) kind: AskKind,
    pub(super) check: Check,
    /// What helps to answer it.
    pub(super) note: Option<&'static str>,
    /// What stands there at first.
    pub(super) value: String,
}

/// How it is answered.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum AskKind {
    /// A line of text.
    Line,
    /// A line of text, or one of these.
    Suggest(Vec<String>),
    /// Several lines.
    Lines,
    /// A date.
    Date,
    /// A number.
    Number,
    /// One of these: code and words.
    OneOf(Vec<(String, String)>),
    /// One of these, all in sight: code and words.
    Pick(Vec<(String, String)>),
    /// A customer, found by name.
    Account,
}

/// What is accepted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Check {
    /// Anything.
    Any,
    /// Something.
    Said,
    /// A day from this one on.
    From(Day),
    /// A day, or nothing.
    DayIfAny,
    /// A number.
    Number,
    /// A number, or nothing.
    NumberIfAny,
    /// A number of days to move by.
    Shift,
    /// A number of minutes, or nothing.
    Minutes,
    /// A day.
    Day,
    /// A day up to this one.
    Until(Day),
    /// Something that says how much.
    Quantity,
    /// Whole days ahead.
    Ahead,
    /// One of the choices.
    Chosen,
}

impl Check {
    /// Whether the answer is accepted.
    pub(super) fn accepts(self, answer: &str) -> bool {
        let answer = answer.trim();
        let is_empty = answer.is_empty();
        match self {
            Self::Any => true,
            Self::Said | Self::Chosen => !is_empty,
            Self::From(first) => answer.parse::<Day>().is_ok_and(|day| day >= first),
            Self::DayIfAny => is_empty || answer.parse::<Day>().is_ok(),
            Self::Number => number::read(answer).is_some(),
            Self::NumberIfAny => is_empty || number::read(answer).is_some(),
            Self::Shift => shift_of(answer).is_some(),
            Self::Minutes => is_empty || answer.parse::<u32>().is_ok_and(|n| n < 100_000),
            Self::Day => answer.parse::<Day>().is_ok(),
            Self::Until(last) => answer.parse::<Day>().is_ok_and(|day| day <= last),
            Self::Quantity => has_quantity(answer),
            Self::Ahead => answer.parse::<u32>().is_ok_and(|n| n <= MOST_AHEAD_DAYS),
        }
    }

    /// What is wrong with an answer that is not.
    pub(super) fn words(self, m: Messages) -> String {
        match self {
            Self::Any | Self::Said => m.ask_said().to_owned(),
            Self::From(first) => m.ask_day_from(first),
            Self::DayIfAny => m.ask_day().to_owned(),
            Self::Number | Self::NumberIfAny => m.ask_number().to_owned(),
            Self::Shift => m.ask_shift().to_owned(),
            Self::Minutes => m.ask_minutes().to_owned(),
            Self::Chosen => m.ask_choose().to_owned(),
            Self::Day => m.ask_day_needed().to_owned(),
            Self::Until(last) => m.ask_day_until(last),
            Self::Quantity => m.ask_quantity().to_owned(),
            Self::Ahead => m.ask_ahead_days().to_owned(),
        }
    }
}

/// Whole days other than none; a typographic minus counts.
pub(super) fn shift_of(answer: &str) -> Option<i32> {
    let days = answer.trim().replace('−', "-").parse::<i32>().ok()?;
    (days != 0 && days.abs() <= MOST_SHIFT_DAYS).then_some(days)
}

pub(super) fn ask(label: &'static str, kind: AskKind, check: Check) -> Ask {
    Ask {
        label,
        kind,
        check,
        note: None,
        value: String::new(),
    }
}

pub(super) fn ask_with(
    label: &'static str,
    kind: AskKind,
    check: Check,
    value: impl ToString,
) -> Ask {
    Ask {
        value: value.to_string(),
        ..ask(label, kind, check)
    }
}

/// What a deed is called.
pub(super) fn deed_word(m: Messages, deed: Deed) -> &'static str {
    match deed {
        Deed::TakeUp => m.deed_take_up(),
        Deed::Done => m.deed_done(),
        Deed::Assign => m.deed_assign(),
        Deed::Snooze => m.deed_snooze(),
        Deed::Shift => m.deed_shift(),
        Deed::Skip => m.deed_skip(),
        Deed::Close => m.deed_close(),
        Deed::Reopen => m.deed_reopen(),
    }
}

/// The form of an errand on a day.
pub(super) fn form(m: Messages, errand: &Errand, as_of: Day) -> Form {
    let (title, note, asks) = match errand {
        Errand::Items {
            deed,
            chosen,
            owners,
        } => {
            let word = deed_word(m, *deed);
            let title = match chosen.len() {
                1 => word.to_owned(),
                n => m.deed_on(n, word),
            };
            let asks = asks_of_items(m, *deed, chosen, owners, as_of);
            (title, note_of_items(m, *deed, chosen), asks)
        }
        Errand::AddTask { account, owners } => {
            let who = account
                .is_none()
                .then(|| ask(m.customers_column_name(), AskKind::Account, Check::Said));
            let rest = [
                ask(m.ask_what(), AskKind::Line, Check::Said),
                ask_with(m.ask_due(), AskKind::Date, Check::From(as_of), as_of),
                ask(m.ask_owner(), AskKind::Suggest(owners.to_vec()), Check::Any),
            ];
            let asks = who.into_iter().chain(rest).collect();
            (m.work_add_task().to_owned(), None, asks)
        }
        Errand::Each { accounts, what } => {
            let one = accounts.first().map_or("", String::as_str);
            let form = form(m, &what.errand(one), as_of);
            return match accounts.len() {
                1 => form,
                n => Form {
                    title: m.deed_on(n, &form.title),
                    ..form
                },
            };
        }
        Errand::Goal(_, goal) => goal_form(m, goal.as_deref()),
        Errand::Hold {
            stages,
            stage,
            author,
            ..
        } => {
            let names = stages
                .iter()
                .map(|(id, title)| (id.clone(), title.get(m.language()).to_owned()));
            let until = as_of.plus_days(USUAL_HOLD_DAYS);
            let asks = vec![
                ask_with(
                    m.life_stage(),
                    AskKind::OneOf(names.collect()),
                    Check::Said,
                    stage,
                ),
                ask_with(m.override_author(), AskKind::Line, Check::Said, author),
                ask(m.word_reason(), AskKind::Line, Check::Said),
                ask_with(
                    m.customer_override_expires(),
                    AskKind::Date,
                    Check::From(as_of),
                    until,
                ),
            ];
            let note = Some(m.stage_hold_note().to_owned());
            (m.stage_hold().to_owned(), note, asks)
        }
        Errand::Release(_) => (m.stage_release().to_owned(), None, Vec::new()),
        Errand::Record(record) => record_form(m, record, as_of),
    };
    Form { title, note, asks }
}

fn asks_of_items(
    m: Messages,
    deed: Deed,
    chosen: &[Rc<Chosen>],
    owners: &[String],
    as_of: Day,
) -> Vec<Ask> {
    match deed {
        Deed::TakeUp | Deed::Reopen => Vec::new(),
        Deed::Done => vec![ask(m.ask_evidence(), AskKind::Lines, Check::Any)],
        Deed::Assign => vec![ask(
            m.ask_owner(),
            AskKind::Suggest(owners.to_vec()),
            Check::Said,
        )],
        Deed::Snooze => vec![
            ask_with(
                m.ask_until(),
                AskKind::Date,
                Check::From(as_of),
                as_of.plus_days(USUAL_REST_DAYS),
            ),
            ask(m.word_reason(), AskKind::Line, Check::Said),
        ],
        Deed::Shift => vec![ask(m.ask_days(), AskKind::Number, Check::Shift)],
        Deed::Skip => vec![ask(m.word_reason(), AskKind::Line, Check::Said)],
        Deed::Close => vec![
            ask(
                m.ask_cause(),
                AskKind::Suggest(causes(m, chosen)),
                Check::Said,
            ),
            ask(m.ask_feedback(), AskKind::Lines, Check::Any),
        ],
    }
}

/// The causes of all, each once, in the order in which they come first.
fn causes(m: Messages, chosen: &[Rc<Chosen>]) -> Vec<String> {
    let mut causes: Vec<String> = Vec::new();
    for cause in chosen.iter().flat_map(|chosen| &chosen.causes) {
        let cause = cause.get(m.language());
        if !causes.iter().any(|there| there == cause) {
            causes.push(cause.to_owned());
        }
    }
    causes
}

fn note_of_items(m: Messages, deed: Deed, chosen: &[Rc<Chosen>]) -> Option<String> {
    match (deed, chosen) {
        (Deed::Done, [one]) => {
            let evidence: &Bilingual = one.evidence.as_ref()?;
            Some(m.task_evidence(evidence.get(m.language())))
        }
        (Deed::Shift, _) => Some(m.deed_shift_note().to_owned()),
        (Deed::Close, _) => Some(m.deed_close_note().to_owned()),
        _ => None,
    }
}

fn goal_form(m: Messages, goal: Option<&GoalView>) -> (String, Option<String>, Vec<Ask>) {
    let number = |value: Option<f64>| value.map_or_else(String::new, number::text);
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    let name = goal
        .is_none()
        .then(|| ask(m.ask_what(), AskKind::Line, Check::Said));
    let rest = [
        ask_with(
            m.goal_unit(),
            AskKind::Line,
            Check::Any,
            goal.map_or("", |goal| &goal.unit),
        ),
        ask_with(
            m.goal_baseline(),
            AskKind::Number,
            Check::NumberIfAny,
            number(goal.and_then(|goal| goal.baseline)),
        ),
        ask_with(
            m.goal_target(),
            AskKind::Number,
            Check::Number,
            number(goal.and_then(|goal| goal.target)),
        ),
        ask_with(
            m.goal_actual(),
            AskKind::Number,
            Check::NumberIfAny,
            number(goal.and_then(|goal| goal.actual)),
        ),
        ask_with(
            m.ask_due(),
            AskKind::Date,
            Check::DayIfAny,
            day(goal.and_then(|goal| goal.due_on)),
        ),
        ask_with(
            m.goal_review_next(),
            AskKind::Date,
            Check::DayIfAny,
            day(goal.and_then(|goal| goal.review_on)),
        ),
    ];
    let title = goal.map_or_else(|| m.goal_add().to_owned(), |goal| goal.goal.clone());
    (title, None, name.into_iter().chain(rest).collect())
}
