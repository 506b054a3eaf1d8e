//! What is worked out over many customers is told with the rows behind it: figures of tracks, effort
//! beside return, the clock of the service level, signals without a play.

use crate::scene::*;
use perennial_data::Day;
use perennial_protocol::view::{
    ClockView, FigureView, FiguresView, KpiView, LifecycleView, TouchKind, WorkAction,
};
use perennial_workbench::Workbench;
use std::fmt::Write as _;

/// Three customers: A renewed in time, wrote an escalation that was answered late; B began in October, is
/// out of onboarding in November; C renewed late.
fn three() -> Workbench {
    let accounts = "account_id,name,owner,arr,seats,started_on\n\
        A,Alpha,Li,9000,100,2024-01-01\nB,Beta,Wu,1000,10,2025-10-01\nC,Gamma,,500,10,2024-01-01\n";
    let contracts = "contract_id,account_id,starts_on,ends_on,amount,outcome,outcome_on\n\
        K1,A,2025-01-01,2026-01-01,9000,renewed,2025-12-20\nK2,A,2026-01-01,2027-01-01,9000,,\n\
        K3,B,2025-10-01,2026-10-01,1000,,\n\
        K4,C,2025-02-01,2026-02-01,500,renewed,2026-02-10\nK5,C,2026-02-01,2027-02-01,500,,\n";
    let tickets = "ticket_id,account_id,opened_at,first_response_at,resolved_at,kind,csat\n\
        T1,A,2026-02-02,2026-03-10,2026-03-12,escalation,2\nT2,A,2026-03-31,,,question,\n\
        T3,B,2025-10-10,2025-10-10,2025-10-11,question,\nT4,A,2025-11-20,2025-11-20,2025-11-21,escalation,\n";
    let goals = "account_id,goal,target,baseline,actual,due_on,reviewed_on,status\n\
        B,first order,1,0,1,2025-12-01,2025-11-10,reached\n";
    let touchpoints = "account_id,date,kind,minutes\nC,2026-03-01,call,30\nC,2026-03-02,visit,60\n";
    let surveys = "account_id,date,kind,score\nB,2025-10-20,csat,5\nB,2025-12-20,csat,1\n";
    let mut usage = "account_id,date,feature,events,users\n".to_owned();
    let mut on = day("2025-09-01");
    while on <= today() {
        for account in ["A", "B", "C"] {
            if account != "B" || on >= day("2025-10-05") {
                writeln!(usage, "{account},{on},core,40,8").unwrap();
            }
        }
        on = on.plus_days(1);
    }
    let mut bench = empty();
    let files = [
        ("accounts.csv", accounts.to_owned()),
        ("contracts.csv", contracts.to_owned()),
        ("tickets.csv", tickets.to_owned()),
        ("goals.csv", goals.to_owned()),
        ("touchpoints.csv", touchpoints.to_owned()),
        ("surveys.csv", surveys.to_owned()),
        ("usage.csv", usage),
    ];
    import(&mut bench, &files);
    bench
}

/// The KPI of a track's card that a figure says, and the figure.
fn figure(board: &LifecycleView, track: &str, code: &str) -> (KpiView, FigureView) {
    let figures = board.figures.read().unwrap().figures;
    let track = board.tracks.iter().find(|one| one.id == track).unwrap();
    let named = |kpi: &&KpiView| {
        let at = kpi.figure.map(|at| at as usize);
        at.is_some_and(|at| figures[at].code == code)
    };
    let kpi = track.card.kpis.iter().find(named).unwrap();
    let figure = &figures[kpi.figure.unwrap() as usize];
    (kpi.clone(), figure.clone())
}

/// Names and states of the rows behind a figure.
fn rows(figure: &FigureView) -> Vec<(&str, &str)> {
    let rows = figure.rows.iter();
    rows.map(|row| (row.name.as_str(), row.state.as_str()))
        .collect()
}

#[test]
fn tracks_tell_their_figures_with_the_rows_behind_each() {
    let mut bench = three();
    let board = board(&mut bench);

    let (kpi, on_time) = figure(&board, "renewal", "renewals_on_time");
    assert_eq!((kpi.value, on_time.part, on_time.n_rows), (Some(0.5), 1, 2));
    assert_eq!(
        rows(&on_time),
        [("Gamma", "late"), ("Alpha", "on-time")],
        "what is against it comes first"
    );
    let (_, rate) = figure(&board, "renewal", "renewal_rate");
    assert_eq!((rate.value, rate.part), (Some(1.0), 2));

    let (kpi, answered) = figure(&board, "escalation", "escalations_on_time");
    assert_eq!((kpi.value, kpi.met), (Some(0.0), Some(false)));
    assert_eq!(rows(&answered), [("Alpha", "late")]);
    let (_, change) = figure(&board, "escalation", "escalations_change");
    assert_eq!(
        (change.value, change.part, change.n_rows),
        (Some(0.0), 1, 1)
    );
    let (_, asked) = figure(&board, "escalation", "escalations_feedback");
    assert_eq!(rows(&asked), [("Alpha", "with-feedback")]);

    let (kpi, on_time) = figure(&board, "onboarding", "onboarding_on_time");
    assert_eq!(rows(&on_time), [("Beta", "on-time")]);
    assert_eq!(kpi.value, Some(1.0));
    assert_eq!(on_time.rows[0].on, Some(day("2025-10-01")));
    assert_eq!(
        on_time.rows[0].value,
        Some(f64::from(day("2025-11-10").days_since(day("2025-10-01")))),
        "over once the first goal is reached"
    );
    let value = |code: &str| figure(&board, "onboarding", code).0.value;
    assert_eq!(value("onboarding_satisfaction"), Some(5.0), "while in it");
    assert_eq!(value("onboarding_tickets"), Some(1.0));
    assert_eq!(value("onboarding_used_after"), Some(1.0));

    let view = life(&mut bench, "B", today());
    let kpis = view.tracks.iter().flat_map(|track| &track.kpis);
    assert!(
        kpis.into_iter().all(|kpi| kpi.figure.is_none()),
        "one customer has no share of many"
    );
}

#[test]
fn effort_stands_beside_what_each_group_pays() {
    let mut bench = three();
    let told = |bench: &mut Workbench| -> FiguresView { board(bench).figures.read().unwrap() };
    let owners = told(&mut bench).effort[2].clone();
    let names: Vec<&str> = owners.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(
        names,
        ["Li", "Wu", ""],
        "the most money first, nobody by itself"
    );
    let nobody = &owners[2];
    assert_eq!((nobody.touches, nobody.minutes, nobody.n), (2, 90, 1));
    assert_eq!(nobody.effort_share, Some(1.0));
    assert_eq!(owners[0].ratio, None, "nothing was done for the most money");
    on(
        &mut bench,
        today(),
        WorkAction::LogTouch {
            replaces: None,
            date: today(),
            account: "A".to_owned(),
            kind: TouchKind::Visit,
            minutes: 45,
            outcome: String::new(),
        },
    );
    let view = told(&mut bench);
    let li = &view.effort[2][0];
    assert_eq!((li.touches, li.minutes), (1, 45));
    assert!(li.ratio.is_some_and(|ratio| ratio > 2.0), "{:?}", li.ratio);
    for by in &view.effort {
        let n: u32 = by.iter().map(|row| row.n).sum();
        assert_eq!(n, 3, "everybody is in some row");
        let paid: f64 = by.iter().filter_map(|row| row.arr_share).sum();
        assert!((paid - 1.0).abs() < 1e-9);
    }
}

#[test]
fn the_clock_of_the_service_level_is_on_the_customer_and_counted_per_level() {
    let mut bench = three();
    let at = |bench: &mut Workbench, on: Day| {
        let clocks = life(bench, "A", on).clocks.unwrap();
        let tickets = clocks.tickets.into_iter();
        tickets
            .map(|ticket| (ticket.id, ticket.answer, ticket.solution))
            .collect::<Vec<_>>()
    };
    let now = at(&mut bench, today());
    let ids: Vec<&str> = now.iter().map(|(id, _, _)| id.as_str()).collect();
    assert_eq!(
        ids,
        ["T2", "T1"],
        "what is not solved first; older ones are past"
    );
    assert!(matches!(now[0].1, ClockView::Runs(_)), "{now:?}");
    assert_eq!((now[1].1, now[1].2), (ClockView::Broken, ClockView::Broken));
    let later = at(&mut bench, day("2026-04-30"));
    assert_eq!(
        (later[0].1, later[0].2),
        (ClockView::Broken, ClockView::Broken)
    );
    assert_eq!(
        life(&mut bench, "C", today()).clocks,
        None,
        "without tickets"
    );

    let map = value_map(&mut bench);
    let sum = |of: &dyn Fn(&perennial_protocol::view::ServiceLevelView) -> [u32; 3]| {
        let levels = map.levels.iter().map(of);
        levels.fold([0; 3], |sum, one| [0, 1, 2].map(|at| sum[at] + one[at]))
    };
    assert_eq!(
        sum(&|level| level.answers),
        [0, 1, 1],
        "kept, broken, running"
    );
    assert_eq!(sum(&|level| level.solutions), [0, 1, 1]);
}

#[test]
fn a_signal_without_a_play_is_named_with_what_it_leaves_open() {
    let mut bench = small();
    let silent = |bench: &mut Workbench| board(bench).figures.read().unwrap().silent;
    assert_eq!(silent(&mut bench), [], "each signal that ships has a play");
    let mut model: serde_json::Value = {
        let request = perennial_protocol::Request::ModelFile;
        match bench.handle(&request).unwrap() {
            perennial_protocol::Response::File { bytes, .. } => {
                serde_json::from_slice(&bytes).unwrap()
            }
            other => panic!("{other:?}"),
        }
    };
    model["id"] = "own".into();
    model["plays"] = serde_json::json!([]);
    let json = model.to_string();
    bench
        .handle(&perennial_protocol::Request::LoadModel { json })
        .unwrap();
    let found = silent(&mut bench);
    let quiet = found
        .iter()
        .find(|signal| signal.id == "no_login_7")
        .unwrap();
    assert_eq!(quiet.n_open, 1, "A1 fell silent");
    let n_signals = board(&mut bench).figures.read().unwrap().n_signals;
    assert_eq!(found.len(), n_signals as usize);
}
