//! What the screens are told: inbox, board, map, stages of the story customers.

use crate::scene::*;
use perennial_data::{Day, Language};
use perennial_protocol::view::{InboxItem, InboxQuery, WorkAction};
use perennial_protocol::{Request, Response, Window};
use perennial_workbench::{Workbench, read_model};
use std::collections::BTreeSet;
use std::fmt::Write as _;

#[test]
fn days_worked_out_in_slices_or_at_once_and_in_any_order_say_the_same() {
    let request = Request::Inbox(query(today()));
    let mut sliced = small();
    let mut told = Vec::new();
    while let Some((done, total)) = sliced.life_wanted(&request) {
        told.push((done, total));
        sliced.life_step(&request, 50);
    }
    assert!(told.len() > 3 && told.is_sorted(), "{told:?}");
    assert_eq!(
        sliced.life_wanted(&Request::ValueMap { as_of: today() }),
        None
    );
    let mut other = small();
    life(&mut other, "A1", day("2026-02-01"));
    life(&mut other, "A1", day("2026-04-30"));
    assert_eq!(
        inbox(&mut sliced, query(today())),
        inbox(&mut other, query(today()))
    );
    for date in ["1999-01-01", "2025-06-01", "2026-02-10", "2100-01-01"] {
        let mut fresh = small();
        let before = life(&mut fresh, "A1", day(date));
        assert_eq!(life(&mut other, "A1", day(date)), before, "{date}");
    }
    let mut nothing = empty();
    assert_eq!(inbox(&mut nothing, query(today())).n_items, 0);
    assert_eq!(board(&mut nothing).n_without, 0);
    assert_eq!(value_map(&mut nothing).n_points, 0);
}

#[test]
fn the_inbox_puts_what_is_overdue_first_then_days_and_counts_what_it_shows() {
    let mut bench = small();
    let view = inbox(&mut bench, query(today()));
    let keys: Vec<_> = view
        .items
        .iter()
        .map(|item| {
            let (due, arr) = match item {
                InboxItem::Alert(alert) => (alert.due, alert.arr),
                InboxItem::Task(task) => (Some(task.due), task.arr),
            };
            let day = due.map(|due| due.max(today().plus_days(-1)));
            (day.is_none(), day, -arr.unwrap_or(0.0))
        })
        .collect();
    assert!(keys.is_sorted(), "{keys:?}");
    let dues = |within: &dyn Fn(Day) -> bool| {
        let due = |key: &&(bool, Option<Day>, f64)| key.1.is_some_and(within);
        u32::try_from(keys.iter().filter(due).count()).unwrap()
    };
    assert_eq!(view.n_overdue, dues(&|due| due < today()));
    assert_eq!(view.n_today, dues(&|due| due == today()));
    let all: u32 = view.owners.iter().map(|owner| owner.n).sum();
    assert_eq!(all, view.n_items);
    let names: BTreeSet<&str> = view
        .owners
        .iter()
        .map(|owner| owner.owner.as_str())
        .collect();
    assert_eq!(names, BTreeSet::from(["", "Li", "Wu"]));
    let of_li = InboxQuery {
        owner: Some("Li".to_owned()),
        ..query(today())
    };
    let of_li = inbox(&mut bench, of_li);
    assert!(of_li.items.iter().all(|item| match item {
        InboxItem::Alert(alert) => alert.account == "A1",
        InboxItem::Task(task) => task.account == "A1",
    }));
    let second = InboxQuery {
        window: Window { offset: 1, len: 1 },
        ..query(today())
    };
    assert_eq!(inbox(&mut bench, second).items, view.items[1..2]);
}

#[test]
fn a_stage_held_by_hand_ends_by_itself_or_when_it_is_released() {
    let mut bench = small();
    let stage = |bench: &mut Workbench, as_of: &str| life(bench, "A1", day(as_of)).stage.unwrap();
    on(&mut bench, today(), hold("mature", "Li", day("2026-04-05")));
    assert_eq!(stage(&mut bench, "2026-03-30").id, "renewal");
    let held = stage(&mut bench, "2026-04-05");
    assert_eq!(
        (held.id.as_str(), held.entered_on),
        ("mature", Some(today()))
    );
    assert_eq!(held.held.unwrap().0, "Li");
    assert_eq!(stage(&mut bench, "2026-04-06").id, "renewal");
    on(
        &mut bench,
        day("2026-04-02"),
        WorkAction::ReleaseStage {
            account: "A1".to_owned(),
        },
    );
    assert_eq!(stage(&mut bench, "2026-04-02").id, "renewal");
    assert_eq!(stage(&mut bench, "2026-04-01").id, "mature", "so it was");
}

#[test]
fn cut_stages_and_calendar_are_set_and_taken_back() {
    let mut bench = small();
    let model = |bench: &mut Workbench| match bench.handle(&Request::ModelFile).unwrap() {
        Response::File { bytes, .. } => bytes,
        other => panic!("{other:?}"),
    };
    let shipped = model(&mut bench);
    bench
        .handle(&Request::SetTierCut { cut: Some(95.0) })
        .unwrap();
    assert_eq!(
        value_map(&mut bench).cut_current.to_bits(),
        95.0_f64.to_bits()
    );
    bench.handle(&Request::SetTierCut { cut: None }).unwrap();
    assert!(value_map(&mut bench).cut_is_median);
    let own = String::from_utf8(model(&mut bench)).unwrap();
    assert!(read_model(&own).is_ok());
    bench
        .handle(&Request::SetTierCut { cut: Some(60.0) })
        .unwrap();
    assert_eq!(
        model(&mut bench),
        shipped,
        "the default again is the model that ships"
    );
    let code = |bench: &mut Workbench, request: &Request| bench.handle(request).unwrap_err().code;
    assert_eq!(
        code(&mut bench, &Request::SetTierCut { cut: Some(101.0) }),
        "cut-range"
    );

    let set = |set: &str| Request::UseStages {
        set: set.to_owned(),
    };
    bench.handle(&set("journey")).unwrap();
    assert_eq!(board(&mut bench).set, "journey");
    assert_eq!(code(&mut bench, &set("none")), "stage-set-unknown");
    bench.handle(&Request::Undo).unwrap();
    assert_eq!(board(&mut bench).set, "seven");

    let calendar = |text: &str| Request::LoadCalendar {
        text: text.to_owned(),
    };
    let due = |bench: &mut Workbench| of_alert(&life(bench, "A1", today()))[0].due;
    let planned = due(&mut bench);
    let off = format!(
        "date,kind\n{planned},holiday\n{},休\n",
        planned.plus_days(1)
    );
    bench.handle(&calendar(&off)).unwrap();
    assert!(due(&mut bench) >= planned.plus_days(2));
    assert_eq!(
        code(&mut bench, &calendar("2026-05-01,picnic")),
        "calendar-line"
    );
    assert_eq!(code(&mut bench, &calendar("date,kind\n")), "calendar-empty");
}

#[test]
fn an_import_that_moves_much_at_once_is_said_and_holds_back_what_it_brought() {
    let many = |silent_from: Option<Day>, until: Day| {
        let mut accounts = "account_id,name,owner,started_on\n".to_owned();
        let mut usage = "account_id,date,feature,events,users\n".to_owned();
        for at in 0..20 {
            writeln!(accounts, "M{at},Customer {at},Li,2025-01-01").unwrap();
            let mut on = day("2026-01-01");
            while on <= until {
                if silent_from.is_none_or(|from| on < from) {
                    writeln!(usage, "M{at},{on},core,40,8").unwrap();
                }
                on = on.plus_days(1);
            }
        }
        vec![("accounts.csv", accounts), ("usage.csv", usage)]
    };
    let mut bench = empty();
    import(&mut bench, &many(None, day("2026-03-01")));
    assert_eq!(inbox(&mut bench, query(day("2026-03-01"))).flood, None);
    // The next export misses nearly everything of March.
    let mut next = many(Some(day("2026-03-02")), day("2026-03-31"));
    next[1].1.push_str("M0,2026-03-31,core,1,1\n");
    import(&mut bench, &next);
    let view = inbox(&mut bench, query(today()));
    assert!(
        view.flood.is_some_and(|share| share < -0.15),
        "{:?}",
        view.flood
    );
    let alerts = view
        .items
        .iter()
        .filter(|item| matches!(item, InboxItem::Alert(_)));
    assert_eq!(alerts.count(), 0);
}

/// The twelve customers of docs/sample.md on the day of loading.
#[test]
fn the_story_customers_are_where_a_success_manager_would_put_them() {
    let mut bench = empty();
    let request = Request::LoadSample {
        language: Language::En,
        as_of: today(),
    };
    bench.handle(&request).unwrap();
    let expected = [
        ("C001", "renewal", &["no_login_7", "usage_halved"][..]),
        ("C002", "renewal", &["key_contact_left"]),
        ("C003", "mature", &[]),
        ("C004", "mature", &["seats_full"]),
        (
            "C005",
            "at_risk",
            &["complaints_up", "nps_falls_3", "negative_mention"],
        ),
        ("C006", "mature", &["payment_overdue"]),
        ("C007", "onboarding", &["core_feature_low", "over_promise"]),
        ("C008", "growth", &[]),
        ("C009", "churned", &[]),
        ("C010", "mature", &[]),
        ("C011", "growth", &["renewal_date_missing"]),
        ("C012", "churned", &["unrenewed", "key_contact_left"]),
    ];
    for (id, stage, signals) in expected {
        let view = life(&mut bench, id, today());
        assert_eq!(view.stage.as_ref().unwrap().id, stage, "{id}");
        let holding: BTreeSet<&str> = view
            .alerts
            .iter()
            .filter(|alert| alert.holds)
            .map(|alert| alert.signal.as_str())
            .collect();
        for signal in signals {
            assert!(holding.contains(signal), "{id} {signal} {holding:?}");
        }
        let risky = holding
            .iter()
            .filter(|id| !["seats_full", "usage_doubled"].contains(id));
        assert!(
            !signals.is_empty() || risky.count() == 0,
            "{id} {holding:?}"
        );
    }
    let met = |bench: &mut Workbench, id: &str| {
        let stage = life(bench, id, today()).stage.unwrap();
        stage
            .exit
            .iter()
            .filter(|rule| rule.holds == Some(true))
            .count()
    };
    assert_eq!(
        met(&mut bench, "C007"),
        0,
        "nothing of onboarding is reached"
    );
    assert_eq!(met(&mut bench, "C008"), 3, "and of growth everything");
}
