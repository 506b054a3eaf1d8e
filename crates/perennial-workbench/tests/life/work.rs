//! The user's own work: taken down, undone, kept, exported, refused.

use crate::scene::*;
use perennial_data::Day;
use perennial_protocol::view::{
    AlertState, GoalEdit, InboxItem, InboxQuery, InboxView, TaskState, TimelineKind, TouchKind,
    WorkAction,
};
use perennial_protocol::{Request, Response};
use perennial_workbench::{BuiltInDecoders, Workbench, chunk_names};
use std::rc::Rc;

#[test]
fn an_alert_is_seen_taken_up_snoozed_and_closed_with_its_cause() {
    let mut bench = small();
    let seen = life(&mut bench, "A1", today());
    let alert = silent(&seen);
    assert_eq!(
        alert.first_seen,
        day("2026-03-17"),
        "seven days after the last use"
    );
    assert_eq!((&alert.state, alert.holds), (&AlertState::New, true));
    assert_eq!(alert.owner, "Li");
    let fact = alert
        .facts
        .iter()
        .find(|fact| fact.metric == "days_since_last_use");
    assert_eq!(fact.unwrap().value, Some(21.0));
    let (first, tasks) = (alert.due.unwrap(), of_alert(&seen));
    assert_eq!(tasks.iter().map(|task| task.due).min(), Some(first));
    assert_eq!(seen.stage.unwrap().id, "renewal");

    on(
        &mut bench,
        today(),
        snooze(day("2026-04-02"), "public holiday"),
    );
    let rests = |bench: &mut Workbench, as_of: Day| {
        let state = silent(&life(bench, "A1", as_of)).state.clone();
        matches!(state, AlertState::Snoozed { .. })
    };
    assert!(
        rests(&mut bench, day("2026-04-02")),
        "the last day is included"
    );
    assert!(!rests(&mut bench, day("2026-04-03")));
    assert!(
        !rests(&mut bench, day("2026-03-30")),
        "not before it was said"
    );
    let view = inbox(&mut bench, query(today()));
    let is_there = |view: &InboxView| {
        let mut items = view.items.iter();
        items.any(|item| matches!(item, InboxItem::Alert(a) if a.signal == "no_login_7"))
    };
    assert_eq!((is_there(&view), view.n_snoozed), (false, 1));
    let all = InboxQuery {
        snoozed: true,
        ..query(today())
    };
    assert!(is_there(&inbox(&mut bench, all)));

    let cause = silent(&life(&mut bench, "A1", today())).causes[0].clone();
    on(&mut bench, day("2026-04-03"), close(&cause.zh));
    let after = life(&mut bench, "A1", day("2026-04-03"));
    match &silent(&after).state {
        AlertState::Closed {
            on, cause: said, ..
        } => {
            assert_eq!((*on, said), (day("2026-04-03"), &cause));
        }
        other => panic!("{other:?}"),
    }
    assert!(
        of_alert(&after).is_empty(),
        "nothing is asked for once it is closed"
    );
    bench.handle(&Request::Undo).unwrap();
    let open = life(&mut bench, "A1", day("2026-04-03"));
    assert_eq!(silent(&open).state, AlertState::New);
}

#[test]
fn a_task_is_done_a_plan_moves_as_one_and_both_are_taken_back() {
    let mut bench = small();
    let before = life(&mut bench, "A1", today());
    let tasks = of_alert(&before);
    let key = tasks[0].key.clone();
    let done = WorkAction::CompleteTask {
        task: key.clone(),
        evidence: "called them".to_owned(),
    };
    on(&mut bench, today(), done);
    let shift = WorkAction::ShiftPlan {
        task: key.clone(),
        days: 7,
    };
    on(&mut bench, today(), shift);
    let after = life(&mut bench, "A1", today());
    for task in of_alert(&after) {
        let was = tasks.iter().find(|was| was.key == task.key).unwrap();
        if task.key == key {
            assert!(
                matches!(&task.state, TaskState::Done { evidence, .. } if evidence == "called them")
            );
            assert_eq!(task.due, was.due, "what is done stays where it was");
        } else if task.play == tasks[0].play {
            assert!(
                task.due >= was.due.plus_days(7) && task.shifted_days >= 7,
                "{task:?}"
            );
        } else {
            assert_eq!(task.due, was.due, "another plan");
        }
    }
    let told = |kind: &TimelineKind| matches!(kind, TimelineKind::TaskDone(_));
    assert!(after.timeline.iter().any(|entry| told(&entry.kind)));
    for _ in 0..2 {
        bench.handle(&Request::Undo).unwrap();
    }
    let back = life(&mut bench, "A1", today());
    assert_eq!(back.tasks, before.tasks);
    bench.handle(&Request::Redo).unwrap();
    let again = life(&mut bench, "A1", today());
    assert!(
        of_alert(&again)
            .iter()
            .any(|task| task.key == key && task.state != TaskState::Open)
    );
}

#[test]
fn the_users_work_outlives_imports_storage_and_backups_and_goes_out_as_a_file() {
    let mut bench = small();
    on(&mut bench, today(), note("prefers \"calls\", not mails"));
    let touch = WorkAction::LogTouch {
        replaces: None,
        date: today(),
        account: "A1".to_owned(),
        kind: TouchKind::Call,
        minutes: 20,
        outcome: "back next week".to_owned(),
    };
    on(&mut bench, today(), touch);
    let file = work_file(&mut bench);
    assert_eq!(file.lines().count(), 3);
    assert!(file.starts_with('\u{feff}') && file.contains("\"prefers \"\"calls\"\", not mails\""));
    assert!(
        file.contains("A1,Alpha,touchpoint,call,log,back next week,,20"),
        "{file}"
    );

    import(&mut bench, &files(day("2026-04-02")));
    assert_eq!(work_file(&mut bench), file);
    let view = life(&mut bench, "A1", day("2026-04-02"));
    assert!(
        view.timeline
            .iter()
            .any(|entry| entry.kind == TimelineKind::Touch("call".to_owned(), 20))
    );

    let stored = bench.stored_form().unwrap();
    assert_eq!(chunk_names(&stored.manifest).unwrap(), stored.chunks);
    let chunk = |name: &str| Some(bench.chunk_bytes(name));
    let opened = Workbench::open_stored(&stored.manifest, chunk, Rc::new(BuiltInDecoders), None);
    assert_eq!(work_file(&mut opened.unwrap()), file);
    let Response::File { bytes, .. } = bench
        .handle(&Request::Backup {
            passphrase: None,
            mask: None,
        })
        .unwrap()
    else {
        panic!("a backup is a file");
    };
    let mut other = empty();
    other.restore(&bytes).unwrap();
    assert_eq!(work_file(&mut other), file);
    assert_eq!(life(&mut other, "A1", day("2026-04-02")).tasks, view.tasks);
}

#[test]
fn a_workspace_stored_before_there_was_work_opens() {
    let bytes = include_bytes!("../fixtures/workspace-format-1.perennial");
    let mut bench = empty();
    let Response::Workspace(view) = bench.restore(bytes).unwrap() else {
        panic!("a workspace");
    };
    assert_eq!(view.n_accounts, 2);
    assert_eq!(work_file(&mut bench).lines().count(), 1, "the header alone");
    on(
        &mut bench,
        today(),
        WorkAction::AddNote {
            replaces: None,
            account: "A2".to_owned(),
            text: "first".to_owned(),
        },
    );
    assert_eq!(work_file(&mut bench).lines().count(), 2);
}

#[test]
fn what_cannot_be_is_refused_with_its_code_and_leaves_what_is_beside_it_undone() {
    let mut bench = small();
    let view = life(&mut bench, "A1", today());
    let key = of_alert(&view)[0].key.clone();
    let text = |text: &str| text.to_owned();
    let goal = |goal: &str, target: f64| {
        WorkAction::SetGoal(GoalEdit {
            account: text("A1"),
            goal: text(goal),
            unit: String::new(),
            baseline: None,
            target,
            actual: None,
            due_on: None,
            review_on: None,
        })
    };
    let cases = [
        ("alert-cause", close(" ")),
        ("snooze-reason", snooze(day("2026-04-02"), "")),
        ("snooze-until", snooze(day("2026-03-30"), "late")),
        (
            "skip-reason",
            WorkAction::SkipTask {
                task: key.clone(),
                reason: String::new(),
            },
        ),
        ("shift-days", WorkAction::ShiftPlan { task: key, days: 0 }),
        (
            "task-unknown",
            WorkAction::ReopenTask {
                task: text("p/none/none/2026-01-01/A1"),
            },
        ),
        (
            "task-unknown",
            WorkAction::ReopenTask {
                task: text("o/99/A1"),
            },
        ),
        ("note-text", note("\n")),
        ("goal-words", goal(" ", 1.0)),
        ("goal-number", goal("faster", f64::NAN)),
        ("stage-unknown", hold("nowhere", "Li", today())),
        ("stage-reason", hold("mature", "", today())),
        ("stage-until", hold("mature", "Li", day("2026-03-30"))),
        (
            "stage-not-held",
            WorkAction::ReleaseStage {
                account: text("A1"),
            },
        ),
        (
            "unknown-account",
            WorkAction::ReleaseStage {
                account: text("none"),
            },
        ),
        (
            "signal-unknown",
            WorkAction::StartAlert {
                account: text("A1"),
                signal: text("none"),
                owner: String::new(),
            },
        ),
        (
            "task-title",
            WorkAction::AddTask {
                account: text("A1"),
                title: String::new(),
                due: today(),
                owner: String::new(),
            },
        ),
    ];
    for (code, action) in cases {
        assert_eq!(refusal(&mut bench, action), code);
    }
}

#[test]
fn a_note_and_a_touchpoint_are_corrected_and_taken_back_singly() {
    let mut bench = small();
    let before = today().plus_days(-3);
    on(&mut bench, before, note("caled back"));
    let touch = |replaces, date, minutes| WorkAction::LogTouch {
        replaces,
        account: "A1".to_owned(),
        kind: TouchKind::Visit,
        date,
        minutes,
        outcome: "agreed".to_owned(),
    };
    on(&mut bench, today(), touch(None, today(), 30));
    let told = |bench: &mut Workbench, as_of| -> Vec<(Day, TimelineKind, String, u64)> {
        let entries = life(bench, "A1", as_of).timeline.into_iter();
        let loose =
            entries.filter_map(|entry| Some((entry.on, entry.kind, entry.text, entry.entry?)));
        loose.collect()
    };
    let now = told(&mut bench, today());
    let visit = |minutes| TimelineKind::Touch("visit".to_owned(), minutes);
    assert_eq!(
        now.iter()
            .map(|(on, kind, text, _)| (*on, kind, text.as_str()))
            .collect::<Vec<_>>(),
        [
            (today(), &visit(30), "agreed"),
            (before, &TimelineKind::Note, "caled back")
        ]
    );
    let (visited, noted) = (now[0].3, now[1].3);
    let corrected = WorkAction::AddNote {
        replaces: Some(noted),
        account: "A1".to_owned(),
        text: "called back".to_owned(),
    };
    on(&mut bench, today(), corrected);
    let after = told(&mut bench, today());
    assert_eq!(
        (after[1].0, after[1].2.as_str()),
        (before, "called back"),
        "where it was said"
    );
    assert_eq!(told(&mut bench, before)[0].2, "called back");
    on(&mut bench, today(), touch(Some(visited), before, 45));
    let after = told(&mut bench, today());
    assert!(
        after
            .iter()
            .any(|(on, kind, ..)| *on == before && *kind == visit(45)),
        "{after:?}"
    );
    assert_eq!(after.len(), 2);
    bench.handle(&Request::Undo).unwrap();
    assert_eq!(
        told(&mut bench, today())[0].1,
        visit(30),
        "one step takes it back"
    );
    on(&mut bench, today(), WorkAction::TakeBack { entry: visited });
    assert_eq!(told(&mut bench, today()).len(), 1);
    assert_eq!(
        refusal(&mut bench, touch(Some(visited), today(), 1)),
        "entry-unknown",
        "it is gone"
    );
    let later = touch(None, today().plus_days(1), 1);
    assert_eq!(refusal(&mut bench, later), "touch-date");
    let note_for_touch = WorkAction::AddNote {
        replaces: Some(noted),
        account: "A2".to_owned(),
        text: "x".to_owned(),
    };
    assert_eq!(refusal(&mut bench, note_for_touch), "entry-unknown");
}
