//! What the life of customers promises in the workspace: the same whatever was asked before, the
//! user's work kept, undone, exported and untouched by imports, refusals that change nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests stand outside test functions

use perennial_data::{Day, Language};
use perennial_protocol::view::{
    AlertState, AlertView, CustomerLifeView, GoalEdit, InboxItem, InboxQuery, InboxView,
    LifecycleView, TaskState, TaskView, TimelineKind, TouchKind, ValueMapView, WorkAction,
};
use perennial_protocol::{ImportEdit, Request, Response, Window};
use perennial_workbench::{BuiltInDecoders, FileFacts, Workbench, chunk_names, read_model};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::rc::Rc;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today() -> Day {
    day("2026-03-31")
}

fn empty() -> Workbench {
    Workbench::new(Rc::new(BuiltInDecoders)).unwrap()
}

fn import(bench: &mut Workbench, files: &[(&str, String)]) {
    let facts = files.iter().map(|(name, text)| FileFacts {
        name: (*name).to_owned(),
        size: text.len() as u64,
        modified: Some(today()),
    });
    bench.inspect_begin(facts.collect());
    for (at, (_, text)) in files.iter().enumerate() {
        while let Some((offset, len)) = bench.inspect_wanted(at) {
            let from = usize::try_from(offset).unwrap();
            let to = from + usize::try_from(len).unwrap();
            bench.inspect_feed(at, offset, &text.as_bytes()[from..to]);
        }
    }
    bench.inspect_end().unwrap();
    bench
        .handle(&Request::EditImport(ImportEdit::AcceptAll))
        .unwrap();
    for at in bench.read_begin().unwrap() {
        bench.read_feed(at, files[at].1.as_bytes()).unwrap();
    }
    bench.read_end(1.0).unwrap();
}

/// Three customers: A1 fell silent on 10 March with its renewal open, A2 has no owner and works on,
/// A3 started in February.
fn small() -> Workbench {
    let mut bench = empty();
    import(&mut bench, &files(today()));
    bench
}

fn files(until: Day) -> Vec<(&'static str, String)> {
    let accounts = "account_id,name,owner,arr,started_on,potential_influence,potential_innovation\n\
        A1,Alpha,Li,9000,2025-06-01,90,70\nA2,Beta,,5000,2025-06-01,20,30\nA3,Gamma,Wu,1000,2026-02-01,80,80\n";
    let contracts = "contract_id,account_id,starts_on,ends_on,amount\n\
        K1,A1,2025-06-01,2026-06-01,9000\nK2,A2,2025-06-01,2027-06-01,5000\nK3,A3,2026-02-01,2027-02-01,1000\n";
    let mut usage = "account_id,date,feature,events,users\n".to_owned();
    let mut on = day("2026-01-01");
    while on <= until {
        for account in ["A1", "A2", "A3"] {
            if account != "A1" || on <= day("2026-03-10") {
                writeln!(usage, "{account},{on},core,40,8").unwrap();
            }
        }
        on = on.plus_days(1);
    }
    vec![
        ("accounts.csv", accounts.to_owned()),
        ("contracts.csv", contracts.to_owned()),
        ("usage.csv", usage),
    ]
}

fn life(bench: &mut Workbench, account: &str, as_of: Day) -> CustomerLifeView {
    let account = account.to_owned();
    match bench
        .handle(&Request::CustomerLife { account, as_of })
        .unwrap()
    {
        Response::CustomerLife(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn query(as_of: Day) -> InboxQuery {
    InboxQuery {
        as_of,
        owner: None,
        snoozed: false,
        horizon_days: 14,
        window: Window {
            offset: 0,
            len: 500,
        },
    }
}

fn inbox(bench: &mut Workbench, query: InboxQuery) -> InboxView {
    match bench.handle(&Request::Inbox(query)).unwrap() {
        Response::Inbox(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn board(bench: &mut Workbench) -> LifecycleView {
    match bench
        .handle(&Request::Lifecycle { as_of: today() })
        .unwrap()
    {
        Response::Lifecycle(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn value_map(bench: &mut Workbench) -> ValueMapView {
    match bench.handle(&Request::ValueMap { as_of: today() }).unwrap() {
        Response::ValueMap(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn work_file(bench: &mut Workbench) -> String {
    match bench.handle(&Request::WorkFile).unwrap() {
        Response::File { bytes, .. } => String::from_utf8(bytes).unwrap(),
        other => panic!("{other:?}"),
    }
}

fn on(bench: &mut Workbench, on: Day, action: WorkAction) {
    let actions = vec![action];
    bench.handle(&Request::Work { on, actions }).unwrap();
}

fn refusal(bench: &mut Workbench, action: WorkAction) -> String {
    let note = WorkAction::AddNote {
        account: "A1".to_owned(),
        text: "beside it".to_owned(),
    };
    let actions = vec![note, action];
    let before = (bench.revision(), work_file(bench));
    let request = Request::Work {
        on: today(),
        actions,
    };
    let failure = bench.handle(&request).unwrap_err();
    assert_eq!(
        (bench.revision(), work_file(bench)),
        before,
        "{}",
        failure.code
    );
    failure.code
}

fn silent(view: &CustomerLifeView) -> &AlertView {
    let mut alerts = view.alerts.iter();
    alerts.find(|alert| alert.signal == "no_login_7").unwrap()
}

fn of_alert(view: &CustomerLifeView) -> Vec<&TaskView> {
    let tasks = view.tasks.iter();
    tasks.filter(|task| task.trigger == "no_login_7").collect()
}

fn close(cause: &str) -> WorkAction {
    WorkAction::CloseAlert {
        account: "A1".to_owned(),
        signal: "no_login_7".to_owned(),
        cause: cause.to_owned(),
        feedback: String::new(),
    }
}

fn snooze(until: Day, reason: &str) -> WorkAction {
    WorkAction::SnoozeAlert {
        account: "A1".to_owned(),
        signal: "no_login_7".to_owned(),
        until,
        reason: reason.to_owned(),
    }
}

fn note(text: &str) -> WorkAction {
    WorkAction::AddNote {
        account: "A1".to_owned(),
        text: text.to_owned(),
    }
}

fn hold(stage: &str, author: &str, until: Day) -> WorkAction {
    WorkAction::HoldStage {
        account: "A1".to_owned(),
        stage: stage.to_owned(),
        author: author.to_owned(),
        reason: "they told us".to_owned(),
        until,
    }
}

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

    let cause = silent(&life(&mut bench, "A1", today())).causes[0]
        .en
        .clone();
    on(&mut bench, day("2026-04-03"), close(&cause));
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
            .any(|entry| entry.kind == TimelineKind::Touch("call".to_owned()))
    );

    let stored = bench.stored_form().unwrap();
    assert_eq!(chunk_names(&stored.manifest).unwrap(), stored.chunks);
    let chunk = |name: &str| Some(bench.chunk_bytes(name));
    let opened = Workbench::open_stored(&stored.manifest, chunk, Rc::new(BuiltInDecoders), None);
    assert_eq!(work_file(&mut opened.unwrap()), file);
    let Response::File { bytes, .. } = bench.handle(&Request::Backup).unwrap() else {
        panic!("a backup is a file");
    };
    let mut other = empty();
    other.restore(&bytes).unwrap();
    assert_eq!(work_file(&mut other), file);
    assert_eq!(life(&mut other, "A1", day("2026-04-02")).tasks, view.tasks);
}

#[test]
fn a_workspace_stored_before_there_was_work_opens() {
    let bytes = include_bytes!("fixtures/workspace-format-1.perennial");
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
            reviewed_on: None,
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
    let all: u32 = view.owners.iter().map(|(_, n)| n).sum();
    assert_eq!(all, view.n_items);
    let names: BTreeSet<&str> = view
        .owners
        .iter()
        .map(|(owner, _)| owner.as_str())
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
        ("C011", "signing", &["renewal_date_missing"]),
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
