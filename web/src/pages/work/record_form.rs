//! The forms in which records are written. Pure.

use super::form::{Ask, AskKind, Check, Form, ask, ask_with};
use super::record::{Named, Record};
use crate::number;
use crate::words::{TOUCHES, maturity_answer, maturity_question, touch_code, value_word};
use perennial_data::Day;
use perennial_i18n::Messages;
use perennial_protocol::view::{
    AchievedView, DateView, HandOffEdit, MATURITY_QUESTIONS, ProcessView, ReviewView,
    TimelineEntry, TimelineKind,
};

/// A reminder comes so many days ahead unless something else is said.
const USUAL_AHEAD_DAYS: u32 = 14;
/// A stage is reviewed again after so many months unless something else is said.
const USUAL_REVIEW_MONTHS: i32 = 3;

/// The form of a record on a day.
pub(super) fn record_form(
    m: Messages,
    record: &Record,
    as_of: Day,
) -> (String, Option<String>, Vec<Ask>) {
    let Form { title, note, asks } = match record {
        Record::Note(_, old) => {
            let text = old.as_ref().map_or("", |old| old.text.as_str());
            form(
                m.work_add_note(),
                vec![ask_with(
                    m.timeline_note(),
                    AskKind::Lines,
                    Check::Said,
                    text,
                )],
            )
        }
        Record::Touch(_, old) => touch(m, old.as_deref(), as_of),
        Record::HandOff(now) => hand_off(m, now),
        Record::Promise(_, old) => {
            let text = old.as_ref().map_or("", |old| old.text.as_str());
            form(
                m.promise_add(),
                vec![noted(
                    ask_with(m.promise_text(), AskKind::Lines, Check::Quantity, text),
                    m.ask_quantity(),
                )],
            )
        }
        Record::Achieved {
            promises,
            promise,
            old,
            ..
        } => achieved(m, (promises, promise), old.as_ref(), as_of),
        Record::Date(_, old) => date(m, old.as_ref(), as_of),
        Record::Process {
            causes,
            metrics,
            old,
        } => process(m, (causes, metrics), old.as_ref(), as_of),
        Record::Review { stage, old } => review(m, &stage.1, old.as_ref(), as_of),
        Record::Maturity(last) => maturity(m, last),
        Record::TakeBack(_) => form(m.work_take_back(), Vec::new()),
    };
    (title, note, asks)
}

fn form(title: &str, asks: Vec<Ask>) -> Form {
    Form {
        title: title.to_owned(),
        note: None,
        asks,
    }
}

fn noted(ask: Ask, note: &'static str) -> Ask {
    Ask {
        note: Some(note),
        ..ask
    }
}

fn day_text(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

fn touch(m: Messages, old: Option<&TimelineEntry>, as_of: Day) -> Form {
    let kinds = TOUCHES.map(|kind| {
        let code = touch_code(kind);
        (code.to_owned(), value_word(m, code))
    });
    let said = old.and_then(|old| match &old.kind {
        TimelineKind::Touch(kind, minutes) => Some((kind.as_str(), *minutes)),
        _ => None,
    });
    let (kind, minutes) = said.unwrap_or((touch_code(TOUCHES[0]), 0));
    let minutes = (minutes > 0).then(|| minutes.to_string());
    let asks = vec![
        ask_with(
            m.ask_touch(),
            AskKind::OneOf(kinds.into()),
            Check::Said,
            kind,
        ),
        ask_with(
            m.word_date(),
            AskKind::Date,
            Check::Until(as_of),
            old.map_or(as_of, |old| old.on),
        ),
        ask_with(
            m.ask_duration(),
            AskKind::Number,
            Check::Minutes,
            minutes.unwrap_or_default(),
        ),
        ask_with(
            m.ask_outcome(),
            AskKind::Lines,
            Check::Any,
            old.map_or("", |old| old.text.as_str()),
        ),
    ];
    form(m.work_add_touch(), asks)
}

fn hand_off(m: Messages, now: &HandOffEdit) -> Form {
    let required = |ask: Ask| noted(ask, m.ask_required());
    let lines = |label, value: &str| ask_with(label, AskKind::Lines, Check::Any, value);
    let line = |label, value: &str| ask_with(label, AskKind::Line, Check::Any, value);
    let asks = vec![
        required(ask_with(
            m.handoff_intent(),
            AskKind::Lines,
            Check::Said,
            &now.purchase_intent,
        )),
        required(ask_with(
            m.handoff_problem(),
            AskKind::Lines,
            Check::Said,
            &now.problem,
        )),
        required(ask_with(
            m.handoff_expected(),
            AskKind::Date,
            Check::Day,
            day_text(now.expected_by),
        )),
        lines(m.handoff_promises(), &now.promises),
        lines(m.handoff_customer_duties(), &now.customer_duties),
        lines(m.handoff_our_duties(), &now.our_duties),
        line(m.handoff_confirmation(), &now.confirmation),
        line(m.handoff_implementer(), &now.implementer),
        line(m.handoff_success(), &now.success),
        noted(
            ask_with(
                m.handoff_accepted(),
                AskKind::Date,
                Check::DayIfAny,
                day_text(now.accepted_on),
            ),
            m.handoff_accepted_note(),
        ),
        noted(
            ask_with(
                m.handoff_steady(),
                AskKind::Date,
                Check::DayIfAny,
                day_text(now.steady_on),
            ),
            m.handoff_steady_note(),
        ),
    ];
    form(m.handoff_title(), asks)
}

fn achieved(
    m: Messages,
    (promises, promise): (&[Named], &str),
    old: Option<&AchievedView>,
    as_of: Day,
) -> Form {
    let none = (String::new(), m.achieved_of_none().to_owned());
    let choices: Vec<Named> = promises.iter().cloned().chain([none]).collect();
    let text = old.map_or("", |old| old.text.as_str());
    let on = old.map_or(as_of, |old| old.on);
    let asks = vec![
        noted(
            ask_with(m.achieved_text(), AskKind::Lines, Check::Quantity, text),
            m.achieved_example(),
        ),
        ask_with(m.achieved_on(), AskKind::Date, Check::Until(as_of), on),
        ask_with(
            m.achieved_of(),
            AskKind::OneOf(choices),
            Check::Any,
            promise,
        ),
    ];
    form(m.achieved_add(), asks)
}

fn date(m: Messages, old: Option<&DateView>, as_of: Day) -> Form {
    let yes_no = vec![
        ("yes".to_owned(), m.word_yes().to_owned()),
        ("no".to_owned(), m.word_no().to_owned()),
    ];
    let is_yearly = old.is_none_or(|old| old.yearly);
    let asks = vec![
        noted(
            ask_with(
                m.date_title(),
                AskKind::Line,
                Check::Said,
                old.map_or("", |old| old.title.as_str()),
            ),
            m.date_example(),
        ),
        ask_with(
            m.date_day(),
            AskKind::Date,
            Check::Day,
            old.map_or(as_of, |old| old.on),
        ),
        ask_with(
            m.date_yearly(),
            AskKind::Pick(yes_no),
            Check::Said,
            if is_yearly { "yes" } else { "no" },
        ),
        ask_with(
            m.date_ahead(),
            AskKind::Number,
            Check::Ahead,
            old.map_or(USUAL_AHEAD_DAYS, |old| old.ahead_days),
        ),
    ];
    form(m.date_add(), asks)
}

fn process(
    m: Messages,
    (causes, metrics): (&[Named], &[Named]),
    old: Option<&ProcessView>,
    as_of: Day,
) -> Form {
    let or_none = |choices: &[Named]| {
        let none = (String::new(), m.process_any().to_owned());
        AskKind::OneOf([none].into_iter().chain(choices.iter().cloned()).collect())
    };
    let said = old.map(|old| &old.said);
    let text = |of: fn(&perennial_protocol::view::ProcessEdit) -> &str| said.map_or("", of);
    let amount = |value: Option<f64>| value.map_or_else(String::new, number::text);
    let asks = vec![
        ask_with(
            m.process_what(),
            AskKind::Line,
            Check::Said,
            text(|said| &said.title),
        ),
        ask_with(
            m.process_from(),
            AskKind::Date,
            Check::Day,
            said.map_or(as_of, |said| said.from),
        ),
        ask_with(
            m.process_before(),
            AskKind::Number,
            Check::NumberIfAny,
            amount(said.and_then(|said| said.before)),
        ),
        ask_with(
            m.process_after(),
            AskKind::Number,
            Check::NumberIfAny,
            amount(said.and_then(|said| said.after)),
        ),
        ask_with(
            m.process_unit(),
            AskKind::Line,
            Check::Any,
            text(|said| &said.unit),
        ),
        ask_with(
            m.process_cause(),
            or_none(causes),
            Check::Any,
            text(|said| &said.cause),
        ),
        ask_with(
            m.process_metric(),
            or_none(metrics),
            Check::Any,
            text(|said| &said.metric),
        ),
    ];
    form(m.process_add(), asks)
}

fn review(m: Messages, stage: &str, old: Option<&ReviewView>, as_of: Day) -> Form {
    let next = match old {
        Some(old) => day_text(old.next_on),
        None => as_of.plus_months(USUAL_REVIEW_MONTHS).to_string(),
    };
    let asks = vec![
        ask_with(
            m.review_on(),
            AskKind::Date,
            Check::Until(as_of),
            old.map_or(as_of, |old| old.on),
        ),
        ask_with(
            m.review_found(),
            AskKind::Lines,
            Check::Any,
            old.map_or("", |old| old.note.as_str()),
        ),
        ask_with(m.review_next(), AskKind::Date, Check::DayIfAny, next),
    ];
    Form {
        note: Some(m.review_note().to_owned()),
        ..form(&m.review_of(stage), asks)
    }
}

fn maturity(m: Messages, last: &[u8]) -> Form {
    let levels = |at: usize| -> Vec<Named> {
        let level = |level: u8| (level.to_string(), maturity_answer(m, at, level).to_owned());
        (1..=3).map(level).collect()
    };
    let question = |at: usize| {
        ask_with(
            maturity_question(m, at),
            AskKind::Pick(levels(at)),
            Check::Chosen,
            last.get(at).map_or_else(String::new, u8::to_string),
        )
    };
    let mut asks: Vec<Ask> = (0..MATURITY_QUESTIONS.len()).map(question).collect();
    asks.push(ask(m.maturity_next(), AskKind::Lines, Check::Any));
    Form {
        note: Some(m.maturity_rule().to_owned()),
        ..form(m.maturity_title(), asks)
    }
}
