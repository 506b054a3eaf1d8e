//! A small workspace, and how it is asked and worked in.

use perennial_data::Day;
use perennial_protocol::view::{
    AlertView, CustomerLifeView, InboxQuery, InboxView, LifecycleView, TaskView, ValueMapView,
    WorkAction,
};
use perennial_protocol::{ImportEdit, Packed, Request, Response, Window};
use perennial_workbench::{BuiltInDecoders, FileFacts, Workbench};
use std::fmt::Write as _;
use std::rc::Rc;

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn today() -> Day {
    day("2026-03-31")
}

pub(crate) fn empty() -> Workbench {
    Workbench::new(Rc::new(BuiltInDecoders)).unwrap()
}

pub(crate) fn import(bench: &mut Workbench, files: &[(&str, String)]) {
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
    if let Response::Imported(view) = bench.read_end(1.0).unwrap()
        && view.is_preview
    {
        bench.handle(&Request::ApplyImport).unwrap();
    }
}

/// Three customers: A1 fell silent on 10 March with its renewal open, A2 has no owner and works on,
/// A3 started in February.
pub(crate) fn small() -> Workbench {
    let mut bench = empty();
    import(&mut bench, &files(today()));
    bench
}

pub(crate) fn files(until: Day) -> Vec<(&'static str, String)> {
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

pub(crate) fn life(bench: &mut Workbench, account: &str, as_of: Day) -> CustomerLifeView {
    let account = account.to_owned();
    match bench
        .handle(&Request::CustomerLife { account, as_of })
        .unwrap()
    {
        Response::CustomerLife(view) => view.read().unwrap(),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn query(as_of: Day) -> InboxQuery {
    InboxQuery {
        as_of,
        owner: None,
        snoozed: false,
        only: None,
        horizon_days: 14,
        window: Window {
            offset: 0,
            len: 500,
        },
    }
}

pub(crate) fn inbox(bench: &mut Workbench, query: InboxQuery) -> InboxView {
    match bench.handle(&Request::Inbox(query)).unwrap() {
        Response::Inbox(view) => view.read().unwrap(),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn board(bench: &mut Workbench) -> LifecycleView {
    match bench
        .handle(&Request::Lifecycle { as_of: today() })
        .unwrap()
    {
        Response::Lifecycle(view) => *view,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn value_map(bench: &mut Workbench) -> ValueMapView {
    match bench.handle(&Request::ValueMap { as_of: today() }).unwrap() {
        Response::ValueMap(view) => view.read().unwrap(),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn work_file(bench: &mut Workbench) -> String {
    match bench.handle(&Request::WorkFile).unwrap() {
        Response::File { bytes, .. } => String::from_utf8(bytes).unwrap(),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn done_by(author: &str, on: Day, actions: &[WorkAction]) -> Request {
    Request::Work {
        on,
        author: author.to_owned(),
        actions: Packed::of(&actions.to_vec()).unwrap(),
    }
}

pub(crate) fn on(bench: &mut Workbench, on: Day, action: WorkAction) {
    bench.handle(&done_by("", on, &[action])).unwrap();
}

pub(crate) fn refusal(bench: &mut Workbench, action: WorkAction) -> String {
    let note = WorkAction::AddNote {
        replaces: None,
        account: "A1".to_owned(),
        text: "beside it".to_owned(),
    };
    let before = (bench.revision(), work_file(bench));
    let request = done_by("", today(), &[note, action]);
    let failure = bench.handle(&request).unwrap_err();
    assert_eq!(
        (bench.revision(), work_file(bench)),
        before,
        "{}",
        failure.code
    );
    failure.code
}

pub(crate) fn silent(view: &CustomerLifeView) -> &AlertView {
    let mut alerts = view.alerts.iter();
    alerts.find(|alert| alert.signal == "no_login_7").unwrap()
}

pub(crate) fn of_alert(view: &CustomerLifeView) -> Vec<&TaskView> {
    let tasks = view.tasks.iter();
    tasks.filter(|task| task.trigger == "no_login_7").collect()
}

pub(crate) fn close(cause: &str) -> WorkAction {
    WorkAction::CloseAlert {
        account: "A1".to_owned(),
        signal: "no_login_7".to_owned(),
        cause: cause.to_owned(),
        feedback: String::new(),
    }
}

pub(crate) fn snooze(until: Day, reason: &str) -> WorkAction {
    WorkAction::SnoozeAlert {
        account: "A1".to_owned(),
        signal: "no_login_7".to_owned(),
        until,
        reason: reason.to_owned(),
    }
}

pub(crate) fn note(text: &str) -> WorkAction {
    WorkAction::AddNote {
        replaces: None,
        account: "A1".to_owned(),
        text: text.to_owned(),
    }
}

pub(crate) fn hold(stage: &str, author: &str, until: Day) -> WorkAction {
    WorkAction::HoldStage {
        account: "A1".to_owned(),
        stage: stage.to_owned(),
        author: author.to_owned(),
        reason: "they told us".to_owned(),
        until,
    }
}
