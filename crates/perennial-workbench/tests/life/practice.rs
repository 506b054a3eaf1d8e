//! How the team works, on record: changes of the process, reviews of stages, maturity.

use crate::scene::*;
use perennial_data::Day;
use perennial_life::maturity::QUESTIONS;
use perennial_protocol::view::{MATURITY_QUESTIONS, PracticeView, ProcessEdit, WorkAction};
use perennial_workbench::Workbench;

pub(crate) fn practice(bench: &mut Workbench) -> PracticeView {
    board(bench).practice.read().unwrap()
}

pub(crate) fn by_wu(bench: &mut Workbench, on: Day, action: WorkAction) {
    bench.handle(&done_by(" Wu ", on, &[action])).unwrap();
}

pub(crate) fn process(title: &str) -> ProcessEdit {
    ProcessEdit {
        replaces: None,
        title: title.to_owned(),
        from: day("2026-03-11"),
        cause: "personnel_change".to_owned(),
        metric: "events_7".to_owned(),
        before: Some(30.0),
        after: Some(10.0),
        unit: "minutes".to_owned(),
    }
}

pub(crate) fn review(on: &str, next_on: &str) -> WorkAction {
    WorkAction::ReviewStage {
        replaces: None,
        stage: "mature".to_owned(),
        on: day(on),
        note: "the need has moved".to_owned(),
        next_on: Some(day(next_on)),
    }
}

pub(crate) fn assess(answers: [u8; 5]) -> WorkAction {
    WorkAction::AssessMaturity {
        answers: answers.to_vec(),
        note: "targets for sales".to_owned(),
    }
}

#[test]
fn a_change_of_the_process_is_measured_before_and_since() {
    let mut bench = small();
    let change = |edit: ProcessEdit| WorkAction::ChangeProcess(edit);
    let cases = [
        ("process-title", process(" ")),
        (
            "process-number",
            ProcessEdit {
                after: None,
                ..process("faster")
            },
        ),
        (
            "process-number",
            ProcessEdit {
                after: Some(f64::INFINITY),
                ..process("faster")
            },
        ),
        (
            "cause-unknown",
            ProcessEdit {
                cause: "weather".to_owned(),
                ..process("faster")
            },
        ),
        (
            "unknown-metric",
            ProcessEdit {
                metric: "luck".to_owned(),
                ..process("faster")
            },
        ),
    ];
    for (code, edit) in cases {
        assert_eq!(refusal(&mut bench, change(edit)), code);
    }
    by_wu(
        &mut bench,
        today(),
        change(process("first response 30 → 10 minutes")),
    );
    on(&mut bench, today(), close("Personnel change"));
    let shown = practice(&mut bench).processes.remove(0);
    assert_eq!(
        (shown.said, shown.author.as_str()),
        (process("first response 30 → 10 minutes"), "Wu")
    );
    assert_eq!(shown.cause.unwrap().en, "Personnel change");
    let measured = shown.measured.unwrap();
    // 280 events a week of three customers, and of two once A1 is silent.
    assert_eq!(measured.before, (day("2026-03-10"), Some(280.0)));
    let (on_day, mean) = measured.after.unwrap();
    assert_eq!((on_day, (mean.unwrap() * 3.0).round()), (today(), 560.0));
    let handled = shown.handled.unwrap();
    assert_eq!((handled.days, handled.n), (21, (0, 1)));
    assert_eq!(
        handled.median_days,
        (None, Some(14.0)),
        "open since 17 March"
    );
}

#[test]
fn a_review_of_a_stage_is_overdue_the_day_after_its_next_date() {
    let mut bench = small();
    assert_eq!(practice(&mut bench).reviews.iter().flatten().count(), 0);
    assert_eq!(
        refusal(&mut bench, review("2026-04-01", "2026-07-01")),
        "review-date"
    );
    assert_eq!(
        refusal(&mut bench, review("2026-03-31", "2026-03-31")),
        "review-next"
    );
    let stages: Vec<String> = board(&mut bench)
        .stages
        .into_iter()
        .map(|stage| stage.id)
        .collect();
    let at = stages.iter().position(|id| id == "mature").unwrap();
    by_wu(
        &mut bench,
        day("2026-01-12"),
        review("2026-01-10", "2026-03-31"),
    );
    let held = practice(&mut bench).reviews[at].clone().unwrap();
    assert_eq!(
        (held.on, held.by.as_str(), held.is_overdue),
        (day("2026-01-10"), "Wu", false)
    );
    let corrected = match review("2026-01-10", "2026-03-30") {
        WorkAction::ReviewStage {
            stage,
            on,
            note,
            next_on,
            ..
        } => WorkAction::ReviewStage {
            replaces: Some(held.entry),
            stage,
            on,
            note,
            next_on,
        },
        other => panic!("{other:?}"),
    };
    by_wu(&mut bench, today(), corrected);
    assert!(
        practice(&mut bench).reviews[at]
            .as_ref()
            .unwrap()
            .is_overdue
    );
    let row = u32::try_from(at).unwrap();
    let flagged = board(&mut bench)
        .matrix
        .into_iter()
        .filter(|line| line.stage == row);
    assert!(
        flagged
            .flat_map(|line| line.findings)
            .any(|code| code == "review-due")
    );
}

#[test]
fn maturity_is_the_level_of_the_weakest_answer() {
    let mut bench = small();
    assert_eq!(MATURITY_QUESTIONS, QUESTIONS);
    assert_eq!(
        refusal(&mut bench, assess([0, 1, 2, 3, 3])),
        "maturity-answers"
    );
    let short = WorkAction::AssessMaturity {
        answers: vec![1; 4],
        note: String::new(),
    };
    assert_eq!(refusal(&mut bench, short), "maturity-answers");
    by_wu(&mut bench, day("2026-02-01"), assess([1, 2, 2, 1, 2]));
    by_wu(&mut bench, today(), assess([2, 3, 2, 3, 2]));
    let levels: Vec<(u8, Day)> = practice(&mut bench)
        .maturity
        .iter()
        .map(|made| (made.level, made.on))
        .collect();
    assert_eq!(levels, [(2, today()), (1, day("2026-02-01"))]);
}
