//! Records of customers, and of how the team works as far as all have it in common: entered, corrected, refused, shown, taken back, kept
//! by files and imports.

use crate::practice::{assess, by_wu, practice, process, review};
use crate::scene::*;
use perennial_data::Day;
use perennial_protocol::view::{
    DateEdit, HandOffEdit, InboxItem, RecordsView, Role, TaskSource, TimelineKind, WorkAction,
};
use perennial_protocol::{Request, Response};
use perennial_workbench::Workbench;

fn records(bench: &mut Workbench, as_of: Day) -> RecordsView {
    life(bench, "A1", as_of).records.read().unwrap()
}

fn hand_off() -> HandOffEdit {
    HandOffEdit {
        account: "A1".to_owned(),
        purchase_intent: "fewer stock-outs".to_owned(),
        problem: "no view of stock".to_owned(),
        expected_by: Some(day("2026-06-30")),
        customer_duties: "Ms Chen: data by 5 April".to_owned(),
        our_duties: "Wu: set-up by 20 April".to_owned(),
        confirmation: "mail of 30 March".to_owned(),
        implementer: "Zhao".to_owned(),
        success: "Li".to_owned(),
        ..HandOffEdit::default()
    }
}

fn promise(replaces: Option<u64>, text: &str) -> WorkAction {
    WorkAction::Promise {
        replaces,
        account: "A1".to_owned(),
        text: text.to_owned(),
    }
}

fn achieve(promise: u64, text: &str, on: Day) -> WorkAction {
    WorkAction::Achieve {
        replaces: None,
        account: "A1".to_owned(),
        promise,
        text: text.to_owned(),
        on,
    }
}

fn date(title: &str, on: &str, ahead_days: u32) -> DateEdit {
    DateEdit {
        replaces: None,
        account: "A1".to_owned(),
        title: title.to_owned(),
        on: day(on),
        yearly: true,
        ahead_days,
    }
}

#[test]
fn a_hand_off_says_what_is_missing_until_all_that_is_required_is_filled() {
    let mut bench = small();
    let first = records(&mut bench, today()).hand_off;
    assert_eq!(first.missing, ["purchase-intent", "problem", "expected-by"]);
    assert_eq!(first.began, Some(day("2025-06-01")));
    let of = |edit: HandOffEdit| WorkAction::HandOff(edit);
    for lacking in [
        HandOffEdit {
            purchase_intent: " ".to_owned(),
            ..hand_off()
        },
        HandOffEdit {
            problem: String::new(),
            ..hand_off()
        },
        HandOffEdit {
            expected_by: None,
            ..hand_off()
        },
    ] {
        assert_eq!(refusal(&mut bench, of(lacking)), "hand-off-missing");
    }
    let steady = HandOffEdit {
        steady_on: Some(today()),
        ..hand_off()
    };
    assert_eq!(
        refusal(&mut bench, of(steady)),
        "hand-off-dates",
        "steady before it was handed over"
    );

    by_wu(&mut bench, today(), of(hand_off()));
    let said = records(&mut bench, today()).hand_off;
    assert_eq!((said.said, said.missing.len()), (hand_off(), 0));
    assert_eq!(said.updated, Some(("Wu".to_owned(), today())));
    let step = |code: &str, steps: &[(String, Option<Day>)]| {
        steps.iter().find(|(step, _)| step == code).unwrap().1
    };
    assert_eq!(step("handed-off", &said.steps), Some(today()));
    assert_eq!(step("duties-confirmed", &said.steps), Some(today()));
    assert_eq!(step("accepted", &said.steps), None);
    assert_eq!(said.phases.iter().position(|phase| phase.is_now), Some(0));
    assert_eq!(said.phases[0].lead, Role::Implementation);

    // A correction leaves nothing behind of what was said before.
    let next = day("2026-04-02");
    let handed_over = HandOffEdit {
        confirmation: String::new(),
        accepted_on: Some(next),
        ..hand_off()
    };
    by_wu(&mut bench, next, of(handed_over.clone()));
    let after = records(&mut bench, next).hand_off;
    assert_eq!(after.said, handed_over);
    assert_eq!(step("duties-confirmed", &after.steps), None);
    assert_eq!(after.phases.iter().position(|phase| phase.is_now), Some(1));
    assert_eq!(after.phases[1].lead, Role::Csm);
    assert_eq!(
        records(&mut bench, today()).hand_off.said,
        hand_off(),
        "so it was"
    );
    bench.handle(&Request::Undo).unwrap();
    assert_eq!(records(&mut bench, next).hand_off.said, hand_off());
}

#[test]
fn a_hand_off_leaves_to_the_accounts_table_what_it_says() {
    let mut bench = empty();
    let tables = |intent: &str| {
        let mut files = files(today());
        files[0].1 = format!(
            "account_id,name,purchase_intent,problem,expected_by\nA1,Alpha,{intent},late orders,2026-05-31\n"
        );
        files
    };
    import(&mut bench, &tables("growth"));
    let first = records(&mut bench, today()).hand_off;
    assert!(first.missing.is_empty() && first.updated.is_none());
    let said = HandOffEdit {
        problem: "late orders in May".to_owned(),
        ..first.said
    };
    by_wu(&mut bench, today(), WorkAction::HandOff(said));
    import(&mut bench, &tables("growth abroad"));
    let now = records(&mut bench, today()).hand_off.said;
    assert_eq!(
        now.purchase_intent, "growth abroad",
        "not said here, so the newer row counts"
    );
    assert_eq!(now.problem, "late orders in May");
}

#[test]
fn a_promise_or_a_value_without_a_number_is_refused_and_values_stay_with_a_corrected_promise() {
    let mut bench = small();
    assert_eq!(
        refusal(&mut bench, promise(None, "the best service")),
        "proposition-number"
    );
    by_wu(
        &mut bench,
        day("2026-03-01"),
        promise(None, "first response < 10 minutes"),
    );
    let made = records(&mut bench, today()).promises[0].clone();
    assert_eq!((made.author.as_str(), made.on), ("Wu", day("2026-03-01")));
    let cases = [
        (
            "proposition-number",
            achieve(made.root, "much faster", today()),
        ),
        (
            "achieved-date",
            achieve(made.root, "12 minutes", day("2026-04-01")),
        ),
        ("entry-unknown", achieve(99, "12 minutes", today())),
        ("entry-unknown", promise(Some(99), "5 %")),
        ("entry-unknown", WorkAction::TakeBack { entry: 99 }),
    ];
    for (code, action) in cases {
        assert_eq!(refusal(&mut bench, action), code);
    }
    by_wu(
        &mut bench,
        today(),
        achieve(made.root, "median 12 minutes", day("2026-03-20")),
    );
    by_wu(
        &mut bench,
        today(),
        promise(Some(made.entry), "first response < 8 minutes"),
    );
    let now = records(&mut bench, today());
    assert_eq!(now.promises.len(), 1);
    assert_eq!(now.promises[0].text, "first response < 8 minutes");
    assert_eq!(now.promises[0].root, now.achieved[0].promise);
    assert_eq!(now.achieved[0].on, day("2026-03-20"));
    let told: Vec<TimelineKind> = life(&mut bench, "A1", today())
        .timeline
        .into_iter()
        .map(|entry| entry.kind)
        .collect();
    assert!(told.contains(&TimelineKind::Promise) && told.contains(&TimelineKind::Achieved));
    let reached = now.achieved[0].entry;
    by_wu(&mut bench, today(), WorkAction::TakeBack { entry: reached });
    assert!(records(&mut bench, today()).achieved.is_empty());
    bench.handle(&Request::Undo).unwrap();
    assert_eq!(records(&mut bench, today()), now);
}

#[test]
fn no_value_for_90_days_of_the_term_is_a_gap_until_one_is_shown() {
    let mut bench = small();
    let before = records(&mut bench, today()).delivery.unwrap();
    assert_eq!(
        (before.last_on, before.days, before.is_gap),
        (None, 303, true)
    );
    assert_eq!(before.ends_on, Some(day("2026-06-01")));
    by_wu(&mut bench, today(), achieve(0, "stock cost −10 %", today()));
    let after = records(&mut bench, today()).delivery.unwrap();
    assert_eq!((after.last_on, after.is_gap), (Some(today()), false));
    assert_eq!(
        after.next_by,
        Some(day("2026-06-01")),
        "the term ends before 90 days are over"
    );
}

#[test]
fn a_special_date_comes_into_the_inbox_some_days_ahead_and_is_done_there() {
    let mut bench = small();
    let set = |edit: DateEdit| WorkAction::SetDate(edit);
    assert_eq!(
        refusal(&mut bench, set(date(" ", "2025-04-15", 7))),
        "date-title"
    );
    assert_eq!(
        refusal(&mut bench, set(date("go-live", "2025-04-15", 366))),
        "date-ahead"
    );
    by_wu(&mut bench, today(), set(date("go-live", "2025-04-15", 7)));
    let shown = records(&mut bench, today()).dates[0].clone();
    assert_eq!(
        (shown.next, shown.author.as_str()),
        (Some(day("2026-04-15")), "Wu")
    );
    let item = |bench: &mut Workbench, as_of: &str| {
        let mut items = inbox(bench, query(day(as_of))).items.into_iter();
        items.find_map(|item| match item {
            InboxItem::Task(task) if matches!(task.source, TaskSource::Date(_)) => Some(task),
            _ => None,
        })
    };
    let task = item(&mut bench, "2026-03-31").unwrap();
    assert_eq!(
        (task.title.en.as_str(), task.owner.as_str()),
        ("go-live", "Li")
    );
    assert_eq!(
        (task.due, task.source),
        (day("2026-04-08"), TaskSource::Date(day("2026-04-15")))
    );
    // It can be moved and done like any task.
    let moved = WorkAction::ShiftPlan {
        task: task.key.clone(),
        days: 2,
    };
    by_wu(&mut bench, today(), moved);
    assert_eq!(
        item(&mut bench, "2026-03-31").unwrap().due,
        day("2026-04-10")
    );
    let unknown = WorkAction::ReopenTask {
        task: task.key.replace("2026-04-15", "2026-04-16"),
    };
    assert_eq!(refusal(&mut bench, unknown), "task-unknown");
    let done = WorkAction::CompleteTask {
        task: task.key,
        evidence: "card sent".to_owned(),
    };
    by_wu(&mut bench, day("2026-04-09"), done);
    assert_eq!(item(&mut bench, "2026-04-10"), None);
    // A correction keeps what was done.
    let corrected = DateEdit {
        replaces: Some(shown.entry),
        ..date("go-live day", "2025-04-15", 7)
    };
    by_wu(&mut bench, day("2026-04-10"), set(corrected));
    assert_eq!(item(&mut bench, "2026-04-10"), None);
    let happened = life(&mut bench, "A1", day("2026-04-20")).timeline;
    let days: Vec<Day> = happened
        .iter()
        .filter(|entry| entry.kind == TimelineKind::Date("go-live day".to_owned()))
        .map(|entry| entry.on)
        .collect();
    assert_eq!(days, [day("2026-04-15"), day("2025-04-15")]);
    let told = happened
        .iter()
        .find(|entry| matches!(entry.kind, TimelineKind::TaskDone(_)))
        .unwrap();
    assert_eq!(
        (told.author.as_str(), told.text.as_str()),
        ("Wu", "card sent")
    );
    let next_year = item(&mut bench, "2027-04-05").unwrap();
    assert_eq!(next_year.due, day("2027-04-08"));
}

#[test]
fn everything_carries_its_author_and_ones_own_task_is_its_authors() {
    let mut bench = small();
    let task = WorkAction::AddTask {
        account: "A1".to_owned(),
        title: "call back".to_owned(),
        due: today(),
        owner: String::new(),
    };
    let actions = [task, note("they are back"), close("Personnel change")];
    bench.handle(&done_by("Wu", today(), &actions)).unwrap();
    let view = life(&mut bench, "A1", today());
    let of = |kind: &dyn Fn(&TimelineKind) -> bool| {
        let told = view
            .timeline
            .iter()
            .find(|entry| kind(&entry.kind))
            .unwrap();
        told.author.clone()
    };
    assert_eq!(of(&|kind| *kind == TimelineKind::Note), "Wu");
    assert_eq!(
        of(&|kind| matches!(kind, TimelineKind::Alert(_, false))),
        "Wu"
    );
    let own = view
        .tasks
        .iter()
        .find(|task| task.source == TaskSource::Own)
        .unwrap();
    assert_eq!(own.owner, "Wu");
    let lines = work_file(&mut bench);
    assert_eq!(
        lines.lines().filter(|line| line.contains(",Wu,")).count(),
        3,
        "{lines}"
    );
}

/// One of each record, by one author.
fn all() -> Vec<WorkAction> {
    vec![
        WorkAction::HandOff(hand_off()),
        promise(None, "解决率 95 %"),
        achieve(0, "stock cost −10 %", today()),
        WorkAction::SetDate(date("budget round", "2026-09-01", 30)),
        WorkAction::ChangeProcess(process("first response 30 → 10 minutes")),
        review("2026-03-31", "2026-06-30"),
        assess([2; 5]),
    ]
}

#[test]
fn each_record_is_one_step_of_undo() {
    let mut bench = small();
    let state = |bench: &mut Workbench| (records(bench, today()), practice(bench));
    for action in all() {
        let before = state(&mut bench);
        by_wu(&mut bench, today(), action.clone());
        let after = state(&mut bench);
        assert_ne!(before, after, "{action:?}");
        bench.handle(&Request::Undo).unwrap();
        assert_eq!(state(&mut bench), before, "{action:?}");
        bench.handle(&Request::Redo).unwrap();
        assert_eq!(state(&mut bench), after, "{action:?}");
    }
}

#[test]
fn records_are_in_the_work_file_come_back_from_a_backup_and_stay_through_imports() {
    let mut bench = small();
    bench.handle(&done_by("Wu", today(), &all())).unwrap();
    let state =
        |bench: &mut Workbench| (records(bench, today()), practice(bench), work_file(bench));
    let before = state(&mut bench);
    for said in [
        "fewer stock-outs",
        "no view of stock",
        "2026-06-30",
        "Ms Chen: data by 5 April",
        "Wu: set-up by 20 April",
        "mail of 30 March",
        "Zhao",
        "解决率 95 %",
        "stock cost −10 %",
        "budget round",
        "yearly",
        "first response 30 → 10 minutes",
        "events_7",
        "the need has moved",
        "targets for sales",
        "maturity",
    ] {
        assert!(before.2.contains(said), "{said} in {}", before.2);
    }
    let Response::File { bytes, .. } = bench
        .handle(&Request::Backup {
            passphrase: None,
            mask: None,
        })
        .unwrap()
    else {
        panic!("not a file")
    };
    let mut other = empty();
    other.restore(&bytes).unwrap();
    assert_eq!(state(&mut other), before);
    import(&mut other, &files(today()));
    assert_eq!(state(&mut other), before);
}
