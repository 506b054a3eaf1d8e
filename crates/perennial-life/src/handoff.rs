//! From sales to delivery to success: the hand-off record, the onboarding checklist and the time to
//! value (SPEC §6 [4.05, 0.10, 0.11, 3.03, 4.08]).

use crate::delivery::proofs;
use crate::goal::{GoalState, goals};
use crate::work::{HandOff, Work, WorkLog};
use perennial_data::{AccountIdx, Dataset, Day, TableId, lower};

/// What is known of why and how a customer came, on a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOffRecord {
    /// What is said: the accounts table's fields, and over them what people said since.
    pub said: HandOff,
    /// Who said something last, and when; `None` where all is from the table.
    pub updated: Option<(String, Day)>,
    /// Required fields that nobody filled: why they bought, the problem, the time expected [4.05].
    pub missing: Vec<HandOffField>,
}

/// Required fields of a hand-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandOffField {
    /// Why they bought.
    PurchaseIntent,
    /// The problem to be solved.
    Problem,
    /// When they expect it solved.
    ExpectedBy,
}

/// The hand-off record of an account.
#[must_use]
pub fn hand_off(data: &Dataset, log: &WorkLog, account: AccountIdx, as_of: Day) -> HandOffRecord {
    let accounts = data.table(TableId::Accounts);
    let row = account as usize;
    let text = |name: &str| {
        let text = accounts.column(name).and_then(|column| column.text(row));
        text.unwrap_or("").to_owned()
    };
    let id = data.account_id(account).unwrap_or("");
    let mut said = HandOff {
        account: id.to_owned(),
        purchase_intent: text("purchase_intent"),
        problem: text("problem"),
        expected_by: accounts
            .column("expected_by")
            .and_then(|column| column.day(row)),
        ..HandOff::default()
    };
    let mut updated = None;
    for entry in log.standing(as_of) {
        if let Work::HandOff(news) = &entry.work
            && news.account == id
        {
            replace(&mut said, news);
            updated = Some((entry.author.clone(), entry.on));
        }
    }
    let mut missing = Vec::new();
    if said.purchase_intent.trim().is_empty() {
        missing.push(HandOffField::PurchaseIntent);
    }
    if said.problem.trim().is_empty() {
        missing.push(HandOffField::Problem);
    }
    if said.expected_by.is_none() {
        missing.push(HandOffField::ExpectedBy);
    }
    HandOffRecord {
        said,
        updated,
        missing,
    }
}

fn replace(held: &mut HandOff, news: &HandOff) {
    for (held, news) in [
        (&mut held.purchase_intent, &news.purchase_intent),
        (&mut held.problem, &news.problem),
        (&mut held.promises, &news.promises),
        (&mut held.customer_duties, &news.customer_duties),
        (&mut held.our_duties, &news.our_duties),
        (&mut held.confirmation, &news.confirmation),
        (&mut held.implementer, &news.implementer),
        (&mut held.success, &news.success),
    ] {
        if !news.is_empty() {
            held.clone_from(news);
        }
    }
    held.expected_by = news.expected_by.or(held.expected_by);
    held.accepted_on = news.accepted_on.or(held.accepted_on);
    held.steady_on = news.steady_on.or(held.steady_on);
}

/// One step of onboarding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub kind: StepKind,
    /// The day from which on it is known to be done; `None` while it is not.
    pub done_on: Option<Day>,
}

/// The steps of onboarding that the data or the hand-off show; the model's exit criteria and plays
/// stand beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// The required fields of the hand-off are filled.
    HandedOff,
    /// Both sides' duties are written down and confirmed [0.11].
    DutiesConfirmed,
    /// A kickoff meeting, a training or a visit took place.
    KickedOff,
    /// The product is used.
    FirstUse,
    /// A training took place, aimed at why they bought [0.10].
    Trained,
    /// Delivery handed over to customer success [3.03].
    Accepted,
    /// A goal was reached, or another value shown: value begins.
    FirstValue,
}

/// The onboarding checklist of an account, in its usual order. `began` is the customer's first day;
/// what happened before it does not count.
#[must_use]
pub fn checklist(
    data: &Dataset,
    log: &WorkLog,
    account: AccountIdx,
    (began, as_of): (Day, Day),
) -> Vec<Step> {
    let record = hand_off(data, log, account, as_of);
    let said_on = record.updated.as_ref().map_or(began, |(_, on)| *on);
    let duties = |said: &HandOff| {
        let written = [&said.customer_duties, &said.our_duties, &said.confirmation];
        written.iter().all(|text| !text.trim().is_empty())
    };
    let touched = |kinds: &[&str]| first_touch(data, log, account, (began, as_of), kinds);
    let accepted = record.said.accepted_on.filter(|on| *on <= as_of);
    let steps = [
        (
            StepKind::HandedOff,
            record.missing.is_empty().then_some(said_on),
        ),
        (
            StepKind::DutiesConfirmed,
            duties(&record.said).then_some(said_on),
        ),
        (
            StepKind::KickedOff,
            touched(&["kickoff", "visit", "training", "启动会", "拜访", "培训"]),
        ),
        (
            StepKind::FirstUse,
            first_row(data, TableId::Usage, account, (began, as_of)),
        ),
        (StepKind::Trained, touched(&["training", "培训"])),
        (StepKind::Accepted, accepted),
        (
            StepKind::FirstValue,
            first_value(data, log, account, (began, as_of)),
        ),
    ];
    steps.map(|(kind, done_on)| Step { kind, done_on }).to_vec()
}

/// The day from which on a goal of the account is known to be reached, or on which another value was
/// shown: when value began.
#[must_use]
pub fn first_value(
    data: &Dataset,
    log: &WorkLog,
    account: AccountIdx,
    (began, as_of): (Day, Day),
) -> Option<Day> {
    let goals = goals(data, log, account, as_of).into_iter();
    let reached = goals.filter(|goal| goal.state == GoalState::Reached);
    let shown = proofs(log, data.account_id(account).unwrap_or_default(), as_of);
    reached
        .filter_map(|goal| goal.reviewed_on)
        .chain(shown.into_iter().map(|proof| proof.said.on))
        .filter(|on| *on >= began)
        .min()
}

/// Days from the customer's first day to the first value; `None` while there is none.
#[must_use]
pub fn time_to_value(
    data: &Dataset,
    log: &WorkLog,
    account: AccountIdx,
    (began, as_of): (Day, Day),
) -> Option<i32> {
    let reached = first_value(data, log, account, (began, as_of))?;
    Some(reached.days_since(began))
}

fn first_row(
    data: &Dataset,
    id: TableId,
    account: AccountIdx,
    (from, to): (Day, Day),
) -> Option<Day> {
    let table = data.table(id);
    let days = table.row_days()?;
    let mut rows = table.rows_between(from, to);
    let row = rows.find(|&row| table.accounts()[row] == account)?;
    Day::from_column(days[row])
}

fn first_touch(
    data: &Dataset,
    log: &WorkLog,
    account: AccountIdx,
    (from, to): (Day, Day),
    kinds: &[&str],
) -> Option<Day> {
    let of_kind = |kind: &str| {
        let kind = lower(kind.trim());
        kinds.contains(&kind.as_str())
    };
    let table = data.table(TableId::Touchpoints);
    let kind = table.column("kind");
    let mut rows = table
        .rows_between(from, to)
        .filter(|&row| table.accounts()[row] == account);
    let row = rows.find(|&row| kind.and_then(|kind| kind.text(row)).is_some_and(of_kind));
    let imported = row
        .zip(table.row_days())
        .and_then(|(row, days)| Day::from_column(days[row]));
    let id = data.account_id(account);
    let logged = log.standing(to).filter_map(|entry| match &entry.work {
        Work::Touch(touch) if Some(touch.account.as_str()) == id && of_kind(&touch.kind) => {
            Some(touch.date)
        }
        _ => None,
    });
    logged
        .filter(|day| (from..=to).contains(day))
        .chain(imported)
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::{Achieved, Touch};
    use perennial_engine::vectors::dataset;
    use serde_json::json;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn data() -> Dataset {
        dataset(&json!({
            "accounts": [{"account_id": "a", "purchase_intent": "fewer stock-outs"}, {"account_id": "b"}],
            "usage": [
                {"account_id": "a", "date": "2025-12-20", "events": 1},
                {"account_id": "b", "date": "2026-01-03", "events": 1},
                {"account_id": "a", "date": "2026-01-12", "events": 4},
            ],
            "touchpoints": [{"account_id": "a", "date": "2026-01-20", "kind": "training"}],
            "goals": [{"account_id": "a", "goal": "g", "target": 10, "actual": 12, "reviewed_on": "2026-02-15"}],
        }))
        .unwrap()
    }

    #[test]
    fn the_hand_off_names_what_is_missing_until_somebody_says_it() {
        use HandOffField::{ExpectedBy, Problem};
        let mut log = WorkLog::default();
        let first = hand_off(&data(), &log, 0, day("2026-01-05"));
        assert_eq!(first.missing, [Problem, ExpectedBy]);
        log.push(
            "Wu",
            day("2026-01-06"),
            Work::HandOff(HandOff {
                account: "a".to_owned(),
                problem: "no view of stock".to_owned(),
                expected_by: Some(day("2026-03-31")),
                ..HandOff::default()
            }),
        );
        assert_eq!(
            hand_off(&data(), &log, 0, day("2026-01-05")).missing.len(),
            2,
            "not said yet"
        );
        let record = hand_off(&data(), &log, 0, day("2026-01-06"));
        assert!(record.missing.is_empty());
        assert_eq!(record.said.purchase_intent, "fewer stock-outs", "kept");
        assert_eq!(record.updated, Some(("Wu".to_owned(), day("2026-01-06"))));
        assert_eq!(
            hand_off(&data(), &log, 1, day("2026-01-06")).missing.len(),
            3
        );
        assert_eq!(
            hand_off(&Dataset::default(), &log, 9, day("2026-01-06"))
                .missing
                .len(),
            3
        );
    }

    #[test]
    fn the_checklist_counts_what_happened_since_the_first_day() {
        let mut log = WorkLog::default();
        log.push(
            "Wu",
            day("2026-01-08"),
            Work::Touch(Touch {
                account: "a".to_owned(),
                date: day("2026-01-07"),
                kind: "Kickoff".to_owned(),
                channel: String::new(),
                minutes: 60,
                outcome: String::new(),
            }),
        );
        let done = |kind: StepKind, on: &str| {
            let steps = checklist(&data(), &log, 0, (day("2026-01-01"), day(on)));
            steps
                .into_iter()
                .find(|step| step.kind == kind)
                .and_then(|step| step.done_on)
        };
        assert_eq!(
            done(StepKind::FirstUse, "2026-03-01"),
            Some(day("2026-01-12"))
        );
        assert_eq!(
            done(StepKind::KickedOff, "2026-01-07"),
            None,
            "logged a day later"
        );
        assert_eq!(
            done(StepKind::KickedOff, "2026-01-08"),
            Some(day("2026-01-07"))
        );
        assert_eq!(
            done(StepKind::Trained, "2026-01-20"),
            Some(day("2026-01-20"))
        );
        assert_eq!(done(StepKind::HandedOff, "2026-03-01"), None);
        let value = |on: &str| time_to_value(&data(), &log, 0, (day("2026-01-01"), day(on)));
        assert_eq!((value("2026-02-14"), value("2026-02-15")), (None, Some(45)));
        let reached = Achieved {
            account: "a".to_owned(),
            promise: 0,
            text: "stock-outs −10 %".to_owned(),
            on: day("2026-02-01"),
        };
        log.push("Wu", day("2026-02-03"), Work::Achieved(reached));
        let value = |on: &str| time_to_value(&data(), &log, 0, (day("2026-01-01"), day(on)));
        assert_eq!((value("2026-02-02"), value("2026-02-03")), (None, Some(31)));
    }
}
