//! Groups of customers: each holds what the list narrowed to it holds, and together they are the list.

#![allow(clippy::unwrap_used)] // helpers of tests stand outside test functions

use perennial_data::{Day, Language};
use perennial_protocol::view::{CellView, CustomersView, GroupsView};
use perennial_protocol::{
    ColumnRef, CustomersQuery, Filter, LifeColumn, Request, Response, Window,
};
use perennial_workbench::{BuiltInDecoders, Workbench};
use std::rc::Rc;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn sample() -> Workbench {
    let mut bench = Workbench::new(Rc::new(BuiltInDecoders)).unwrap();
    let (language, as_of) = (Language::En, day("2026-03-31"));
    bench
        .handle(&Request::LoadSample { language, as_of })
        .unwrap();
    bench
}

fn query(by: &ColumnRef, filters: Vec<Filter>) -> CustomersQuery {
    CustomersQuery {
        as_of: day("2026-03-31"),
        since: day("2026-03-24"),
        columns: vec![by.clone(), ColumnRef::Arr],
        search: String::new(),
        filters,
        sort: None,
        window: Window {
            offset: 0,
            len: 1000,
        },
    }
}

fn groups(bench: &mut Workbench, query: CustomersQuery) -> GroupsView {
    match bench.handle(&Request::Groups(query)).unwrap() {
        Response::Groups(view) => view.read().unwrap(),
        other => panic!("{other:?}"),
    }
}

fn customers(bench: &mut Workbench, query: CustomersQuery) -> CustomersView {
    match bench.handle(&Request::Customers(query)).unwrap() {
        Response::Customers(view) => view,
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_group_is_the_list_narrowed_to_it() {
    let mut bench = sample();
    for by in [
        ColumnRef::Field("owner".to_owned()),
        ColumnRef::Field("region".to_owned()),
        ColumnRef::Band,
        LifeColumn::Stage.column(),
    ] {
        let view = groups(&mut bench, query(&by, Vec::new()));
        assert!(view.groups.len() > 1, "{by:?}");
        let mut n = [0; 4];
        for group in &view.groups {
            let filter = match &group.value {
                Some(value) => Filter::OneOf(by.clone(), vec![value.clone()]),
                None => Filter::Missing(by.clone()),
            };
            let list = customers(&mut bench, query(&by, vec![filter]));
            assert_eq!(
                list.n_matching,
                group.by_band.iter().sum::<u32>(),
                "{by:?} {group:?}"
            );
            let arr = list.rows.iter().map(|row| match row.cells[1] {
                CellView::Number(arr) => arr,
                _ => 0.0,
            });
            assert!(
                (arr.sum::<f64>() - group.arr).abs() < 1e-6,
                "{by:?} {group:?}"
            );
            let health: Vec<f64> = list
                .rows
                .iter()
                .filter_map(|row| row.health.health)
                .collect();
            let mean = health.iter().sum::<f64>() / health.len() as f64;
            match group.health {
                Some(said) => assert!((said - mean).abs() < 1e-9, "{by:?} {group:?}"),
                None => assert!(health.is_empty(), "{by:?} {group:?}"),
            }
            n.iter_mut().zip(group.by_band).for_each(|(n, of)| *n += of);
        }
        let all = customers(&mut bench, query(&by, Vec::new()));
        assert_eq!((n, view.n_more), (all.by_band, 0), "{by:?}");
        assert!((view.arr - view.groups.iter().map(|g| g.arr).sum::<f64>()).abs() < 1e-6);
    }
}

#[test]
fn groups_are_of_the_customers_that_match_the_largest_first() {
    let mut bench = sample();
    let by = ColumnRef::Field("industry".to_owned());
    let red = Filter::OneOf(ColumnRef::Band, vec!["red".to_owned()]);
    let view = groups(&mut bench, query(&by, vec![red]));
    let n = |at: usize| view.groups[at].by_band.iter().sum::<u32>();
    assert!((1..view.groups.len()).all(|at| n(at - 1) >= n(at)));
    for group in &view.groups {
        let [no_data, _, yellow, green] = group.by_band;
        assert_eq!(no_data + yellow + green, 0, "{group:?}");
    }
}
