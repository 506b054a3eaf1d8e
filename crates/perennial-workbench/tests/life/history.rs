//! The history of stages and alerts says of each date what the board and the list of customers say.

use crate::scene::{day, empty, today};
use perennial_data::{Day, Language};
use perennial_protocol::view::StageHistoryView;
use perennial_protocol::{CustomersQuery, Filter, LifeColumn, Request, Response, Window};
use perennial_workbench::Workbench;

fn history(bench: &mut Workbench, dates: Vec<Day>) -> StageHistoryView {
    match bench.handle(&Request::StageHistory { dates }).unwrap() {
        Response::StageHistory(view) => view.read().unwrap(),
        other => panic!("{other:?}"),
    }
}

/// How many customers a list has under a condition.
fn listed(bench: &mut Workbench, as_of: Day, filter: Filter) -> u32 {
    let query = CustomersQuery {
        as_of,
        since: as_of,
        columns: Vec::new(),
        search: String::new(),
        filters: vec![filter],
        sort: None,
        window: Window { offset: 0, len: 1 },
    };
    match bench.handle(&Request::Customers(query)).unwrap() {
        Response::Customers(view) => view.n_matching,
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_date_is_what_board_and_list_say_of_it() {
    let mut bench = empty();
    let request = Request::LoadSample {
        language: Language::Zh,
        as_of: today(),
    };
    bench.handle(&request).unwrap();
    let mut dates = today().past_month_ends(24);
    dates.push(today());
    let view = history(&mut bench, dates.clone());
    let told: Vec<Day> = view.dates.iter().map(|counts| counts.on).collect();
    assert_eq!(told, dates);
    assert!(view.dates.iter().any(|counts| counts.with_alert > 10));
    for counts in view.dates.iter().step_by(4) {
        let as_of = counts.on;
        let board = match bench.handle(&Request::Lifecycle { as_of }).unwrap() {
            Response::Lifecycle(view) => view,
            other => panic!("{other:?}"),
        };
        let stages: Vec<u32> = board.stages.iter().map(|stage| stage.n).collect();
        assert_eq!(
            (&counts.stages, counts.without),
            (&stages, board.n_without),
            "{as_of}"
        );
        let some = Filter::Between(LifeColumn::Alerts.column(), Some(1.0), None);
        assert_eq!(
            counts.with_alert,
            listed(&mut bench, as_of, some),
            "{as_of}"
        );
        for (signal, n) in view.signals.iter().zip(&counts.alerts) {
            let column = LifeColumn::Alert(signal.id.clone()).column();
            let theirs = Filter::OneOf(column, vec![signal.id.clone()]);
            assert_eq!(
                *n,
                listed(&mut bench, as_of, theirs),
                "{} {as_of}",
                signal.id
            );
        }
    }
}

#[test]
fn dates_before_the_data_are_left_out() {
    let mut bench = crate::scene::small();
    let view = history(&mut bench, vec![today(), day("1999-12-31")]);
    assert_eq!(view.dates.len(), 1);
    assert!(history(&mut bench, Vec::new()).dates.is_empty());
}
