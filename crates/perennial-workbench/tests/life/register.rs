//! Lists over all customers: what became of contracts in a span, whom to win back, what is asked for, how
//! far a play is (SPEC §9 [0.08, 0.15, 0.18, 1.06, 1.07, 1.34]).

use crate::scene::{day, empty, import, on, small, today};
use perennial_protocol::view::{
    Fate, FateSum, OutcomeBy, OutcomeFilter, OutcomesView, PlayState, PlayView, Register,
    RegisterForm, RegisterQuery, RegisterView, RequestFilter, RequestState, RequestsView,
    TaskState, WinBackView, WorkAction,
};
use perennial_protocol::{Packed, Request, Response};
use perennial_workbench::Workbench;

fn ask(bench: &mut Workbench, of: Register, form: RegisterForm) -> Response {
    let as_of = today();
    let query = RegisterQuery { as_of, of, form };
    bench
        .handle(&Request::Register(Packed::of(&query).unwrap()))
        .unwrap()
}

fn seen(bench: &mut Workbench, of: Register) -> RegisterView {
    match ask(bench, of, RegisterForm::Screen) {
        Response::Register(view) => view.read().unwrap(),
        other => panic!("{other:?}"),
    }
}

fn file(bench: &mut Workbench, of: Register) -> String {
    match ask(bench, of, RegisterForm::File) {
        Response::File { bytes, .. } => String::from_utf8(bytes).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// Contracts that ended in the first quarter of 2026 and around it: A renewed larger, B lost for its price,
/// C lost although another contract of it was renewed, D undecided, E followed without a word, F lost in
/// December, G lost where the outcome is known after the date.
fn contracts() -> Workbench {
    let mut bench = empty();
    let accounts = "account_id,name,owner\nA,Alpha,Li\nB,Beta,\nC,Gamma,Li\nD,Delta,Wu\nE,Epsilon,Wu\nF,Phi,Wu\nG,Gee,Wu\n";
    let head = "contract_id,account_id,starts_on,ends_on,amount,outcome,outcome_on,outcome_amount,reason_code,reason_text\n";
    let rows = "K1,A,2025-01-01,2026-01-01,100,expanded,2025-12-20,150,value/more_users,more\n\
        K2,A,2026-01-01,2027-01-01,150,,,,,\n\
        K3,B,2025-02-01,2026-02-01,200,lost,2026-01-10,,price/competitor,30 % less\n\
        K4,C,2025-03-01,2026-03-01,50,lost,2026-03-01,,product/missing_feature,\n\
        K5,C,2025-03-01,2026-03-31,60,renewed,2026-03-20,,,\n\
        K6,D,2025-03-15,2026-03-15,70,,,,,\n\
        K7,E,2025-01-15,2026-01-15,80,,,,,\n\
        K8,E,2026-02-01,2027-02-01,40,,,,,\n\
        K9,F,2024-12-31,2025-12-31,90,lost,2025-12-31,,price/budget_cut,\n\
        K10,G,2025-03-31,2026-03-31,10,lost,2026-04-02,,price/competitor,too late to know\n";
    let contracts = format!("{head}{rows}");
    import(
        &mut bench,
        &[
            ("accounts.csv", accounts.to_owned()),
            ("contracts.csv", contracts),
        ],
    );
    bench
}

fn quarter(fate: Option<Fate>, reason: Option<&str>) -> Register {
    Register::Outcomes {
        from: day("2026-01-01"),
        to: day("2026-03-31"),
        only: OutcomeFilter {
            fate,
            by: OutcomeBy::Reason,
            group: reason.map(str::to_owned),
        },
    }
}

fn outcomes(bench: &mut Workbench, of: Register) -> OutcomesView {
    match seen(bench, of) {
        RegisterView::Outcomes(view) => view,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_report_of_a_quarter_says_what_was_due_renewed_and_lost_and_why() {
    let mut bench = contracts();
    let view = outcomes(&mut bench, quarter(None, None));
    let sums = [view.due, view.renewed, view.lost, view.open];
    let sums = sums.map(|sum| (sum.contracts, sum.customers, sum.amount));
    // A, E and one of C's are renewed, so C counts as a customer renewed; D and G are open on the date.
    assert_eq!(
        sums,
        [(7, 6, 570.0), (3, 3, 240.0), (2, 1, 250.0), (2, 2, 80.0)]
    );
    // As said; the same where nothing else is said; the contract that followed.
    assert_eq!(
        (view.renewed_amount, view.n_amount_unknown),
        (150.0 + 60.0 + 40.0, 0)
    );
    let reasons: Vec<_> = view
        .groups
        .iter()
        .map(|row| (row.id.as_str(), row.lost.contracts, row.renewed.contracts))
        .collect();
    assert_eq!(
        reasons,
        [
            ("price/competitor", 1, 0),
            ("product/missing_feature", 1, 0),
            ("", 0, 2),
            ("value/more_users", 0, 1),
        ]
    );
    let order: Vec<&str> = view.rows.iter().map(|row| row.contract.as_str()).collect();
    assert_eq!(order, ["K3", "K4", "K6", "K10", "K1", "K7", "K5"]);

    // Narrowed, the sums stay; the file has what is seen.
    let only = outcomes(
        &mut bench,
        quarter(Some(Fate::Lost), Some("price/competitor")),
    );
    assert_eq!((only.n_rows, only.due.contracts), (1, 7));
    let csv = file(&mut bench, quarter(Some(Fate::Lost), None));
    assert_eq!(csv.lines().count(), 3);
    assert!(csv.contains("B,Beta,K3,2026-02-01,lost,2026-01-10,200,,price/competitor,30 % less"));
}

#[test]
fn the_report_is_told_by_owner_tier_and_stage_as_the_quarter_began() {
    let mut bench = contracts();
    let told = |bench: &mut Workbench, by: OutcomeBy, group: Option<&str>| {
        let Register::Outcomes { from, to, mut only } = quarter(None, None) else {
            unreachable!("a quarter's report is one of outcomes");
        };
        (only.by, only.group) = (by, group.map(str::to_owned));
        outcomes(bench, Register::Outcomes { from, to, only })
    };
    let by_owner = told(&mut bench, OutcomeBy::Owner, None);
    let groups: Vec<_> = by_owner.groups.iter().collect();
    let groups: Vec<_> = groups
        .iter()
        .map(|group| {
            let of = |sum: FateSum| (sum.contracts, sum.customers, sum.amount);
            (&*group.id, of(group.due), of(group.renewed), of(group.lost))
        })
        .collect();
    // C, of whom one contract was lost and another renewed, is a customer renewed, of Li.
    assert_eq!(
        groups,
        [
            ("", (1, 1, 200.0), (0, 0, 0.0), (1, 1, 200.0)),
            ("Li", (3, 2, 210.0), (2, 2, 160.0), (1, 0, 50.0)),
            ("Wu", (3, 3, 160.0), (1, 1, 80.0), (0, 0, 0.0)),
        ]
    );
    let of_wu = told(&mut bench, OutcomeBy::Owner, Some("Wu"));
    assert_eq!((of_wu.n_rows, of_wu.due.contracts), (3, 7));

    // Whatever it is told by, the groups add up to all that were due; tiers and stages have names.
    for by in [OutcomeBy::Tier, OutcomeBy::Stage, OutcomeBy::Industry] {
        let view = told(&mut bench, by, None);
        let due: u32 = view.groups.iter().map(|group| group.due.contracts).sum();
        assert_eq!(due, 7, "{by:?}");
        let named = view.groups.iter().filter(|group| !group.id.is_empty());
        assert!(named.clone().all(|group| group.title.is_some()), "{by:?}");
        assert_eq!(named.count() > 0, by == OutcomeBy::Stage, "{by:?}");
    }
    let csv = file(&mut bench, quarter(None, None));
    let line = csv.lines().find(|line| line.contains(",K7,")).unwrap();
    assert!(line.ends_with(",Wu,"), "{line}");
}

#[test]
fn lost_customers_are_listed_by_reason_with_the_next_step() {
    let mut bench = contracts();
    let view = |bench: &mut Workbench, reason: Option<&str>| -> WinBackView {
        let reason = reason.map(str::to_owned);
        match seen(bench, Register::WinBack { reason }) {
            RegisterView::WinBack(view) => view,
            other => panic!("{other:?}"),
        }
    };
    let all = view(&mut bench, None);
    let rows: Vec<_> = all
        .rows
        .iter()
        .map(|row| (row.id.as_str(), row.lost_on.to_string(), row.is_recorded))
        .collect();
    // D ended 16 days ago: too early to call it lost. C has stayed with another contract.
    assert_eq!(
        rows,
        [
            ("B", "2026-01-10".to_owned(), true),
            ("F", "2025-12-31".to_owned(), true),
        ]
    );
    let reasons: Vec<_> = all
        .reasons
        .iter()
        .map(|row| (row.reason.as_str(), row.n))
        .collect();
    assert_eq!(reasons, [("price/competitor", 1), ("price/budget_cut", 1)]);
    let next = all.rows[0].next.as_ref().unwrap();
    // Lost in January: what nobody touched by then has lapsed, and the play ends 90 days after the loss.
    assert_eq!(
        (next.title.en.as_str(), next.due),
        (
            "Win back by reason: new feature, new offer",
            day("2026-04-10")
        )
    );
    let one = view(&mut bench, Some("price/budget_cut"));
    assert_eq!(
        (one.n_rows, one.rows[0].id.as_str(), one.reasons.len()),
        (1, "F", 2)
    );
}

#[test]
fn requests_stand_with_state_team_and_age_and_with_who_wants_the_same() {
    let mut bench = small();
    let tickets = "ticket_id,account_id,opened_at,first_response_at,resolved_at,kind,team,topic\n\
        T1,A1,2026-01-01,2026-01-02,,request,Product,Dark mode\n\
        T2,A2,2026-03-01,,,request,Product,dark MODE\n\
        T3,A2,2026-03-02,,,request,,Exports\n\
        T4,A3,2025-06-01,2025-06-01,2025-07-01,request,Product,Dark mode\n\
        T5,A3,2024-06-01,2024-06-01,2024-07-01,request,Product,Exports\n\
        T6,A3,2026-03-01,,,question,Support,Dark mode\n";
    import(&mut bench, &[("tickets.csv", tickets.to_owned())]);
    let view = |bench: &mut Workbench, only: Option<RequestFilter>| -> RequestsView {
        match seen(bench, Register::Requests { only }) {
            RegisterView::Requests(view) => view,
            other => panic!("{other:?}"),
        }
    };
    let all = view(&mut bench, None);
    assert_eq!(all.by_state, [2, 1, 1]);
    let rows: Vec<_> = all
        .rows
        .iter()
        .map(|row| (row.ticket.as_str(), row.state, row.age_days, row.n_same))
        .collect();
    assert_eq!(
        rows,
        [
            ("T1", RequestState::Answered, 89, 2),
            ("T2", RequestState::New, 30, 2),
            ("T3", RequestState::New, 29, 1),
            ("T4", RequestState::Done, 30, 2),
        ]
    );
    let topics: Vec<_> = all
        .topics
        .iter()
        .map(|row| (row.topic.as_str(), row.customers))
        .collect();
    assert_eq!(topics, [("Dark mode", 2), ("Exports", 1)]);
    let teams: Vec<_> = all
        .teams
        .iter()
        .map(|row| (row.team.as_str(), row.open, row.unanswered, row.oldest_days))
        .collect();
    assert_eq!(teams, [("Product", 2, 1, 89), ("", 1, 1, 29)]);
    // Each count opens to as many rows.
    let named = |team: &str| team.to_owned();
    let narrowed = [
        (RequestFilter::Topic("exports".to_owned()), 1),
        (RequestFilter::State(RequestState::New), all.by_state[0]),
        (
            RequestFilter::State(RequestState::Answered),
            all.by_state[1],
        ),
        (RequestFilter::State(RequestState::Done), all.by_state[2]),
        (RequestFilter::Team(named("Product")), all.teams[0].open),
        (
            RequestFilter::Unanswered(named("Product")),
            all.teams[0].unanswered,
        ),
        (RequestFilter::Team(named("")), all.teams[1].open),
    ];
    for (only, n) in narrowed {
        let narrow = view(&mut bench, Some(only));
        assert_eq!((narrow.n_rows, narrow.by_state), (n, all.by_state));
    }
}

#[test]
fn a_play_tells_its_open_tasks_and_what_was_done_of_it_for_good() {
    let mut bench = small();
    let view = |bench: &mut Workbench, play: &str, task: Option<&str>| -> PlayView {
        let of = Register::Play {
            play: Some(play.to_owned()),
            task: task.map(str::to_owned),
            state: None,
        };
        match seen(bench, of) {
            RegisterView::Play(view) => view,
            other => panic!("{other:?}"),
        }
    };
    let before = view(&mut bench, "no_login_7", None);
    assert_eq!(before.play, "no_login_7");
    assert!(
        before.by_state[0] > 0 && before.by_state[1] == 0,
        "{:?}",
        before.by_state
    );
    // Done by the customer's page, as anybody does it.
    let tasks = crate::scene::life(&mut bench, "A1", today()).tasks;
    let task = tasks
        .iter()
        .find(|task| task.trigger == "no_login_7")
        .unwrap();
    let done = WorkAction::CompleteTask {
        task: task.key.clone(),
        evidence: "map: shelf 3".to_owned(),
    };
    on(&mut bench, today(), done);
    let after = view(&mut bench, "no_login_7", None);
    assert_eq!(after.by_state[1], 1);
    let row = after.rows.last().unwrap();
    assert_eq!((row.id.as_str(), &row.title), ("A1", &task.title));
    let TaskState::Done { evidence, .. } = &row.state else {
        panic!("{row:?}");
    };
    assert_eq!(evidence, "map: shelf 3");
    // One task alone, and a play that is not there is the first.
    let one = after
        .tasks
        .iter()
        .find(|one| one.title == task.title)
        .unwrap();
    assert!(view(&mut bench, "no_login_7", Some(&one.id)).n_rows < after.n_rows);
    for (state, n) in [PlayState::Open, PlayState::Done, PlayState::Skipped]
        .into_iter()
        .zip(after.by_state)
    {
        let of = Register::Play {
            play: Some("no_login_7".to_owned()),
            task: None,
            state: Some(state),
        };
        let RegisterView::Play(narrow) = seen(&mut bench, of) else {
            panic!("another list");
        };
        assert_eq!((narrow.n_rows, narrow.by_state), (n, after.by_state));
    }
    let first = view(&mut bench, "no such play", None);
    assert_eq!(first.play, first.plays[0].id);
}
