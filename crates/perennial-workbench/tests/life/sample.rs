//! The sample as somebody reads it who turns the date back: a believable inbox on any day, stories that
//! read right, work that is as good as one's own.

use crate::scene::{day, empty, inbox, life, note, on, query, today, work_file};
use perennial_data::{Day, Language};
use perennial_protocol::view::{
    AlertState, Band, InboxItem, LifecycleView, Pace, Severity, TaskState,
};
use perennial_protocol::{Request, Response};
use perennial_workbench::Workbench;
use std::collections::BTreeSet;

fn sample(language: Language) -> Workbench {
    let mut bench = empty();
    let request = Request::LoadSample {
        language,
        as_of: today(),
    };
    bench.handle(&request).unwrap();
    bench
}

fn board(bench: &mut Workbench, as_of: Day) -> LifecycleView {
    match bench.handle(&Request::Lifecycle { as_of }).unwrap() {
        Response::Lifecycle(view) => *view,
        other => panic!("{other:?}"),
    }
}

/// A customer on a date: stage, pace, alerts that are open.
type Then = (
    &'static str,
    &'static str,
    &'static str,
    Pace,
    &'static [&'static str],
);

/// What docs/sample.md tells, month by month.
const STORIES: [Then; 21] = [
    ("C001", "2025-12-31", "mature", Pace::Unsaid, &[]),
    (
        "C001",
        "2026-01-31",
        "mature",
        Pace::Unsaid,
        &["usage_halved"],
    ),
    (
        "C001",
        "2026-03-31",
        "renewal",
        Pace::OnTrack,
        &["no_login_7", "usage_halved"],
    ),
    ("C002", "2026-01-31", "mature", Pace::Unsaid, &[]),
    (
        "C002",
        "2026-03-31",
        "renewal",
        Pace::OnTrack,
        &["key_contact_left"],
    ),
    (
        "C003",
        "2025-08-31",
        "at_risk",
        Pace::OnTrack,
        &["cancel_attempts", "nps_falls_3"],
    ),
    ("C003", "2025-09-30", "at_risk", Pace::Stuck, &[]),
    ("C003", "2025-10-31", "renewal", Pace::OnTrack, &[]),
    ("C003", "2026-03-31", "mature", Pace::Unsaid, &[]),
    (
        "C004",
        "2026-03-31",
        "mature",
        Pace::Unsaid,
        &["seats_full"],
    ),
    ("C005", "2026-01-31", "mature", Pace::Unsaid, &[]),
    (
        "C005",
        "2026-03-31",
        "at_risk",
        Pace::OnTrack,
        &["complaints_up", "negative_mention"],
    ),
    (
        "C006",
        "2026-03-31",
        "mature",
        Pace::Unsaid,
        &["payment_overdue", "health_money_disagree"],
    ),
    (
        "C007",
        "2026-02-28",
        "onboarding",
        Pace::OnTrack,
        &["core_feature_low", "over_promise"],
    ),
    (
        "C007",
        "2026-03-31",
        "onboarding",
        Pace::Behind,
        &["core_feature_low"],
    ),
    ("C008", "2026-03-31", "growth", Pace::Unsaid, &[]),
    (
        "C009",
        "2025-08-31",
        "renewal",
        Pace::OnTrack,
        &["complaints_up"],
    ),
    (
        "C009",
        "2025-10-31",
        "at_risk",
        Pace::Behind,
        &["complaints_up", "nps_falls_3"],
    ),
    ("C009", "2025-12-31", "churned", Pace::Unsaid, &[]),
    ("C010", "2025-01-31", "churned", Pace::Unsaid, &[]),
    (
        "C012",
        "2026-03-31",
        "churned",
        Pace::Unsaid,
        &["unrenewed"],
    ),
];

#[test]
fn the_sample_reads_right_month_by_month() {
    let mut bench = sample(Language::En);
    for (id, date, stage, pace, alerts) in STORIES {
        let view = life(&mut bench, id, day(date));
        let now = view.stage.as_ref().unwrap();
        assert_eq!((now.id.as_str(), now.pace), (stage, pace), "{id} {date}");
        let open = |state: &AlertState| matches!(state, AlertState::New | AlertState::Active);
        let open = view.alerts.iter().filter(|alert| open(&alert.state));
        let open: BTreeSet<&str> = open.map(|alert| alert.signal.as_str()).collect();
        for alert in alerts {
            assert!(open.contains(alert), "{id} {date}: {alert} in {open:?}");
        }
    }
    // Nobody works on the renewal of the first: its last days are all overdue.
    let view = life(&mut bench, "C001", today());
    let overdue = view
        .tasks
        .iter()
        .filter(|task| task.state == TaskState::Open && task.due < today());
    assert!(overdue.count() >= 3);
    let silent = view
        .alerts
        .iter()
        .find(|alert| alert.signal == "no_login_7");
    assert_eq!(silent.unwrap().state, AlertState::New);

    // A team of eight for two hundred customers: a few dozen things, on any day.
    let mut months = today().past_month_ends(21);
    months.push(today());
    // Every third month is enough to tell.
    for date in months.into_iter().rev().step_by(3) {
        let view = inbox(&mut bench, query(date));
        assert!(view.n_overdue <= 70, "{date}: {}", view.n_overdue);
        assert!(view.n_overdue >= 8, "{date}: {}", view.n_overdue);
        assert!(view.n_today <= 60, "{date}: {}", view.n_today);
        let board = board(&mut bench, date);
        let n: u32 = board.stages.iter().map(|stage| stage.n).sum();
        let at_risk = board
            .stages
            .iter()
            .find(|stage| stage.id == "at_risk")
            .unwrap();
        assert!(at_risk.n * 15 <= n, "{date}: {} of {n} at risk", at_risk.n);
        // Trouble is spread over the time, not saved up for the day of loading.
        let is_late = date >= day("2025-01-31");
        assert!(at_risk.n >= 1 || !is_late, "{date}: nobody at risk");
        let signing = board.stages.iter().find(|stage| stage.id == "signing");
        let stuck = signing.unwrap().by_pace[Pace::Stuck as usize];
        assert_eq!(stuck, 0, "{date}: whoever signed has begun");
    }
    let view = inbox(&mut bench, query(today()));
    assert!(
        (40..=110).contains(&(view.n_overdue + view.n_today)),
        "{} {}",
        view.n_overdue,
        view.n_today
    );
    assert!(view.n_today > 10);
    let money = |item: &InboxItem| match item {
        InboxItem::Alert(alert) => (alert.due, alert.arr),
        InboxItem::Task(task) => (Some(task.due), task.arr),
    };
    let overdue: Vec<f64> = view.items[..view.n_overdue as usize]
        .iter()
        .map(|item| money(item).1.unwrap_or(0.0))
        .collect();
    assert!(overdue.is_sorted_by(|a, b| a >= b), "by money: {overdue:?}");

    // Causes to count, and the change of process has made a difference.
    let causes = board(&mut bench, today()).causes;
    let total: u32 = causes.iter().map(|cause| cause.n).sum();
    assert!(causes.len() >= 12 && total >= 300, "{causes:?}");
    assert_eq!(causes[0].title.zh, "响应或解决太慢");
    let before = board(&mut bench, day("2025-10-31")).causes;
    let share = |causes: &[perennial_protocol::view::CauseView]| {
        let total: u32 = causes.iter().map(|cause| cause.n).sum();
        f64::from(causes[0].n) / f64::from(total)
    };
    assert!(share(&causes) < share(&before));

    // At risk is no matter of days: but for those who were lost, every stay lasted a month.
    for number in 1..=60 {
        let stays = life(&mut bench, &format!("C{number:03}"), today()).stays;
        for pair in stays.windows(2) {
            let (next, stay) = (&pair[0], &pair[1]);
            if stay.title.en == "At risk"
                && next.title.en != "Churned"
                && let (Some(from), Some(to)) = (stay.from, stay.to)
            {
                assert!(to.days_since(from) >= 30, "C{number:03}: {from} to {to}");
            }
        }
    }

    // Its work is as good as one's own: it is there, one adds to it, takes that back, and it stays.
    let lines = |bench: &mut Workbench| work_file(bench).lines().count();
    let made = lines(&mut bench);
    assert!(made > 5_000);
    on(&mut bench, today(), note_on("C001"));
    assert_eq!(lines(&mut bench), made + 1);
    bench.handle(&Request::Undo).unwrap();
    assert_eq!(lines(&mut bench), made);
}

fn note_on(account: &str) -> perennial_protocol::view::WorkAction {
    match note("call them") {
        perennial_protocol::view::WorkAction::AddNote { text, .. } => {
            perennial_protocol::view::WorkAction::AddNote {
                replaces: None,
                account: account.to_owned(),
                text,
            }
        }
        other => other,
    }
}

#[test]
fn work_before_any_look_and_both_languages_have_the_same_work() {
    let mut zh = sample(Language::Zh);
    on(&mut zh, today(), note_on("C001"));
    let mut en = sample(Language::En);
    // Who, the names of people and their words differ; dates, kinds and what it was about do not.
    let facts = |file: String| -> Vec<String> {
        let rows = file.lines().skip(1).map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            format!("{} {} {}", cells[0], cells[1], cells[3])
        });
        rows.collect()
    };
    let (mut zh, en) = (facts(work_file(&mut zh)), facts(work_file(&mut en)));
    let own = zh.pop().unwrap();
    assert!(own.ends_with("2026-03-31 C001"), "{own}");
    assert_eq!(zh, en);
}

/// The data begin a month before the first date looked at: what needs a while of data says nothing before.
#[test]
fn the_first_months_of_the_data_raise_no_wave_of_alerts() {
    let as_of = day("2026-11-27");
    let mut bench = empty();
    let language = Language::En;
    bench
        .handle(&Request::LoadSample { language, as_of })
        .unwrap();
    let dates = as_of.past_month_ends(24);
    let Response::StageHistory(view) = bench.handle(&Request::StageHistory { dates }).unwrap()
    else {
        panic!("no history");
    };
    for counts in view.read().unwrap().dates {
        let n: u32 = counts.stages.iter().sum();
        let with = counts.with_alert;
        assert!(with * 3 <= n, "{}: {with} of {n}", counts.on);
    }
}

#[test]
fn signals_against_the_score_are_told_of_customers_at_either_end_and_of_no_others() {
    let mut bench = sample(Language::En);
    let mut told = 0;
    for n in 1..=200 {
        let id = format!("C{n:03}");
        let against = life(&mut bench, &id, today()).against;
        if against.is_empty() {
            continue;
        }
        told += 1;
        let (account, as_of) = (id.clone(), today());
        let request = Request::Customer {
            account,
            as_of,
            since: as_of,
        };
        let Response::Customer(page) = bench.handle(&request).unwrap() else {
            panic!("{id}")
        };
        let band = page.explanation.band;
        assert!(matches!(band, Band::Green | Band::Red), "{id} {band:?}");
        let severities: Vec<_> = against.iter().map(|(_, _, severity)| *severity).collect();
        if band == Band::Green {
            assert!(severities.iter().all(|of| *of != Severity::Info), "{id}");
        }
        // The gravest first, and each holds: it is an alert, unless somebody has closed that.
        let rank = |severity: &Severity| match severity {
            Severity::Critical => 0,
            Severity::Warning => 1,
            Severity::Info => 2,
        };
        assert!(severities.iter().map(rank).is_sorted(), "{id}");
        let alerts = life(&mut bench, &id, today()).alerts;
        for (signal, ..) in &against {
            assert!(
                alerts.iter().any(|alert| alert.signal == *signal),
                "{id} {signal}"
            );
        }
    }
    assert!(told > 0, "somebody's signals disagree");
}
