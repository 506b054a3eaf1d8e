//! Days that were worked out once and kept say the same as days worked out anew, and are only taken where nothing that
//! they were made from has changed.

use crate::scene::{day, empty, files, import, on, small, today};
use perennial_data::Day;
use perennial_protocol::view::WorkAction;
use perennial_protocol::{Request, Response};
use perennial_workbench::Workbench;

const PROGRAM: &str = "a build";

/// Works out all days, as a host does while nobody waits; what is to be kept of them.
fn keep(bench: &mut Workbench) -> Option<Vec<u8>> {
    while bench.days_wanted().is_some() {
        bench.step_days(7);
    }
    bench.days_to_keep(PROGRAM)
}

fn board(bench: &mut Workbench, as_of: Day) -> Response {
    bench.handle(&Request::Lifecycle { as_of }).unwrap()
}

#[test]
fn kept_days_are_those_that_would_be_worked_out() {
    let kept = keep(&mut small()).unwrap();
    let (mut anew, mut again) = (small(), small());
    assert!(again.may_take_days());
    assert!(!again.may_take_days(), "asked for once");
    assert!(again.take_days(PROGRAM, &kept));
    assert_eq!(again.days_wanted(), None);
    assert_eq!(again.days_to_keep(PROGRAM), None, "kept already");
    for on in ["2026-01-15", "2026-03-20", "2026-03-31", "2026-05-05"] {
        assert_eq!(
            board(&mut again, day(on)),
            board(&mut anew, day(on)),
            "{on}"
        );
    }
    // The last of these dates is past the newest row: there are more days now.
    assert!(again.days_to_keep(PROGRAM).is_some());
}

#[test]
fn kept_days_of_anything_else_are_not_taken() {
    let kept = keep(&mut small()).unwrap();
    assert!(!small().take_days("another build", &kept));
    assert!(!small().take_days(PROGRAM, &kept[..kept.len() - 1]));
    assert!(!small().take_days(PROGRAM, &[]));

    let mut longer = empty();
    import(&mut longer, &files(day("2026-04-01")));
    assert!(!longer.take_days(PROGRAM, &kept), "a day of rows more");

    let mut by_hand = small();
    let stage = WorkAction::HoldStage {
        account: "A2".to_owned(),
        stage: "at_risk".to_owned(),
        author: "Li".to_owned(),
        reason: "announced".to_owned(),
        until: day("2026-05-01"),
    };
    on(&mut by_hand, today(), stage);
    assert!(!by_hand.take_days(PROGRAM, &kept), "a stage by hand");
    by_hand.handle(&Request::Undo).unwrap();
    assert!(by_hand.take_days(PROGRAM, &kept), "and taken back");

    let mut other = small();
    other
        .handle(&Request::UseModel {
            model: "key-account".to_owned(),
        })
        .unwrap();
    assert!(!other.take_days(PROGRAM, &kept), "another model");
}

#[test]
fn work_that_days_do_not_depend_on_keeps_them() {
    let kept = keep(&mut small()).unwrap();
    let mut bench = small();
    let note = WorkAction::AddNote {
        replaces: None,
        account: "A1".to_owned(),
        text: "called".to_owned(),
    };
    on(&mut bench, today(), note);
    assert!(bench.take_days(PROGRAM, &kept));
}

#[test]
fn an_empty_workspace_has_no_days() {
    let mut bench = empty();
    assert_eq!(bench.days_wanted(), None);
    assert!(!bench.may_take_days());
    assert_eq!(bench.days_to_keep(PROGRAM), None);
}
