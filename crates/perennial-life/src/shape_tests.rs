//! Shapes at their edges, effort by thirds, planned along the ideal course.

use super::*;
use crate::contract::ContractBook;
use crate::sketch;
use crate::tier::service_levels;
use crate::work::{TaskKey, TaskWork, Touch};
use perennial_engine::vectors::dataset;
use perennial_model::life::{Cadence, Every, PlayTask, Trigger};
use serde_json::json;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

const WINDOW: RenewalWindow = RenewalWindow {
    part: 3,
    cap_days: None,
};

fn year() -> Term {
    Term {
        starts_on: day("2025-01-01"),
        ends_on: day("2026-01-01"),
    }
}

fn shape(h: u32, m: u32, t: u32) -> Option<Shape> {
    Effort { thirds: [h, m, t] }.shape()
}

#[test]
fn club_dumbbell_and_balanced_at_their_edges() {
    assert_eq!(shape(60, 20, 20), Some(Shape::Club), "exactly 0.6 and 0.2");
    assert_eq!(shape(59, 21, 20), Some(Shape::Balanced));
    assert_eq!(shape(60, 19, 21), Some(Shape::Balanced));
    assert_eq!(
        shape(55, 15, 30),
        Some(Shape::Dumbbell),
        "exactly 0.15 and 0.3"
    );
    assert_eq!(shape(54, 16, 30), Some(Shape::Balanced));
    assert_eq!(shape(56, 15, 29), Some(Shape::Balanced));
    assert_eq!(shape(3, 1, 1), Some(Shape::Club), "0.6 without rounding");
    assert_eq!(shape(1, 1, 1), Some(Shape::Balanced));
    assert_eq!(shape(1, 0, 0), Some(Shape::Club));
    assert_eq!(shape(0, 0, 0), None);
    assert_eq!(
        Effort { thirds: [1, 0, 3] }.shares(),
        Some([0.25, 0.0, 0.75])
    );
}

#[test]
fn the_last_third_begins_where_the_renewal_window_does() {
    let third = |on: &str| year().third(day(on));
    assert_eq!(third("2024-12-31"), None);
    assert_eq!(
        (third("2025-01-01"), third("2025-05-01")),
        (Some(0), Some(0))
    );
    assert_eq!(
        (third("2025-05-02"), third("2025-09-01")),
        (Some(1), Some(1))
    );
    assert_eq!(
        (third("2025-09-02"), third("2025-12-31")),
        (Some(2), Some(2))
    );
    assert_eq!(third("2026-01-01"), None);
    // A term of no length has no days.
    let none = Term {
        starts_on: day("2025-01-01"),
        ends_on: day("2025-01-01"),
    };
    assert_eq!(none.third(day("2025-01-01")), None);
}

#[test]
fn effort_counts_touches_and_done_tasks_of_the_term_known_by_then() {
    let data = dataset(&json!({
        "accounts": [{"account_id": "a"}, {"account_id": "b"}],
        "contracts": [
            {"contract_id": "1", "account_id": "a", "starts_on": "2025-01-01", "ends_on": "2026-01-01", "amount": 1},
            {"contract_id": "2", "account_id": "b", "starts_on": "2025-01-01", "amount": 1},
        ],
        "touchpoints": [
            {"account_id": "a", "date": "2024-12-31", "kind": "visit"},
            {"account_id": "a", "date": "2025-01-01", "kind": "training"},
            {"account_id": "a", "date": "2025-02-01", "kind": "call"},
            {"account_id": "a", "date": "2025-12-31", "kind": "call"},
            {"account_id": "b", "date": "2025-02-01", "kind": "call"},
        ],
    }))
    .unwrap();
    let mut log = WorkLog::default();
    let on = day("2025-06-01");
    log.push(
        "Wu",
        on,
        Work::Task(TaskWork {
            account: "a".to_owned(),
            task: TaskKey::Own(9),
            act: TaskAct::Done(String::new()),
        }),
    );
    log.push(
        "Wu",
        on,
        Work::Touch(Touch {
            account: "nobody".to_owned(),
            date: on,
            kind: "visit".to_owned(),
            channel: String::new(),
            minutes: 5,
            outcome: String::new(),
        }),
    );
    let at = |on: &str| {
        let facts = ContractBook::new(&data).facts(day(on), &WINDOW);
        executed(&data, &log, &terms(&facts), day(on))
    };
    assert_eq!(at("2025-12-31")[0].thirds, [2, 1, 1]);
    assert_eq!(at("2025-05-31")[0].thirds, [2, 0, 0]);
    assert_eq!(at("2025-12-31")[1], Effort::default(), "no end, no thirds");
}

#[test]
fn plays_and_cadences_along_the_ideal_course_give_the_planned_shape() {
    let mut model = sketch::model();
    let stage = |id: &str| Trigger::Stage(id.to_owned());
    let automated = PlayTask {
        mode: TaskMode::Automated,
        ..sketch::task("mail", 1)
    };
    let optional = PlayTask {
        optional: true,
        ..sketch::task("maybe", 1)
    };
    model.plays = Some(vec![
        sketch::play(
            "start",
            stage("onboarding"),
            &[
                sketch::task("kickoff", 2),
                sketch::task("train", 14),
                automated,
                optional,
            ],
        ),
        sketch::play("renew", stage("renewal"), &[sketch::task("talk", 7)]),
    ]);
    let tip = Cadence {
        id: "tip".to_owned(),
        title: perennial_data::Bilingual::same("tip"),
        trigger: stage("onboarding"),
        tiers: Vec::new(),
        applies_to: Vec::new(),
        every: Every::Weeks(1),
        faster: Vec::new(),
        task: sketch::task("send", 0),
    };
    model.cadences = Some(vec![tip]);
    let book = PlayBook::new(&model);
    let audience = Audience::new(&book, &sketch::tiers(&[0]), &|_| Vec::new());
    let tiers = Tiers::default();
    let inputs = PlanInputs {
        book: &book,
        audience: &audience,
        tiers: &tiers,
        services: &service_levels(&tiers.service_levels, &[true], &|_| Vec::new()),
        calendar: &Calendar::weekends(),
    };
    let set = model.stages().set().unwrap();
    let course = ideal_course(set, 0, year(), &WINDOW);
    let effort = planned(&inputs, year(), &course);
    // Two tasks and twelve weekly tips before three months are over; one at the end.
    assert_eq!(effort.thirds, [14, 0, 1]);
    assert_eq!(effort.shape(), Some(Shape::Club));
    let from: Vec<String> = course.iter().map(|o| o.from.to_string()).collect();
    assert_eq!(
        from,
        ["2025-01-01", "2025-01-01", "2025-04-01", "2025-09-02"]
    );
}

#[test]
fn reasons_that_say_the_middle_was_thin() {
    for reason in [
        "value/unused",
        "relationship/unreachable",
        "客户没怎么用",
        " 联系不上 ",
        "Hardly used",
    ] {
        assert!(says_thin_middle(reason), "{reason}");
    }
    for reason in ["", "/", "value/unused_seats", "price/competitor"] {
        assert!(!says_thin_middle(reason), "{reason}");
    }
    let data = dataset(&json!({
        "accounts": [{"account_id": "a"}],
        "contracts": [{"contract_id": "1", "account_id": "a", "starts_on": "2025-01-01", "ends_on": "2026-01-01",
            "amount": 1, "outcome": "lost", "outcome_on": "2025-12-01", "reason_code": "value/unused"}],
    }))
    .unwrap();
    let lost =
        |on: &str| lost_for_thin_middle(&data, &ContractBook::new(&data).facts(day(on), &WINDOW));
    assert!(lost("2025-11-30").is_empty());
    assert_eq!(lost("2025-12-01"), [0]);
}
