//! The life of customers as columns of the table: what board, value map and Inbox count, the table lists.

use crate::scene::*;
use perennial_data::Language;
use perennial_protocol::view::{
    CellView, CustomersView, InboxItem, InboxQuery, ItemKind, OwnerItems, Pace,
};
use perennial_protocol::{
    ColumnRef, CustomersQuery, Filter, LifeColumn, Request, Response, Sort, Window,
};
use perennial_workbench::{Part, Workbench};

#[allow(clippy::needless_pass_by_value)] // reads better
fn life_column(column: LifeColumn) -> ColumnRef {
    column.column()
}

fn asking(columns: Vec<LifeColumn>) -> CustomersQuery {
    CustomersQuery {
        as_of: today(),
        since: today().plus_days(-7),
        columns: columns.iter().map(LifeColumn::column).collect(),
        search: String::new(),
        filters: Vec::new(),
        sort: None,
        window: Window {
            offset: 0,
            len: 500,
        },
    }
}

fn is(column: LifeColumn, code: &str) -> Filter {
    Filter::OneOf(life_column(column), vec![code.to_owned()])
}

fn customers(bench: &mut Workbench, query: CustomersQuery) -> CustomersView {
    match bench.handle(&Request::Customers(query)).unwrap() {
        Response::Customers(view) => view,
        other => panic!("{other:?}"),
    }
}

fn listed(bench: &mut Workbench, filters: Vec<Filter>) -> u32 {
    let query = CustomersQuery {
        filters,
        ..asking(Vec::new())
    };
    customers(bench, query).n_matching
}

/// What the Portfolio asks: alerts alone, and of them only whose they are.
fn alerts_by_owner(bench: &mut Workbench) -> Vec<OwnerItems> {
    let alerts = InboxQuery {
        only: Some(ItemKind::Alert),
        window: Window { offset: 0, len: 0 },
        ..query(today())
    };
    inbox(bench, alerts).owners
}

fn sample() -> Workbench {
    let mut bench = empty();
    let request = Request::LoadSample {
        language: Language::En,
        as_of: today(),
    };
    bench.handle(&request).unwrap();
    bench
}

#[test]
fn every_number_of_board_and_map_has_its_whole_list() {
    let mut bench = sample();
    let board = board(&mut bench);
    let paces = [
        (Pace::OnTrack, "on-track"),
        (Pace::Behind, "behind"),
        (Pace::Stuck, "stuck"),
        (Pace::Unsaid, "unsaid"),
    ];
    for stage in &board.stages {
        let of_stage = || is(LifeColumn::Stage, &stage.id);
        assert_eq!(
            listed(&mut bench, vec![of_stage()]),
            stage.n,
            "{}",
            stage.id
        );
        for (pace, code) in paces {
            let filters = vec![of_stage(), is(LifeColumn::Pace, code)];
            let n = stage.by_pace[pace as usize];
            assert_eq!(listed(&mut bench, filters), n, "{} {code}", stage.id);
        }
    }
    let without = Filter::Missing(life_column(LifeColumn::Stage));
    assert_eq!(listed(&mut bench, vec![without]), board.n_without);
    let map = value_map(&mut bench);
    for tier in &map.tiers {
        let n = listed(&mut bench, vec![is(LifeColumn::Tier, &tier.id)]);
        assert_eq!(n, tier.n, "{}", tier.id);
    }
    for level in &map.levels {
        let n = listed(&mut bench, vec![is(LifeColumn::Level, &level.id)]);
        assert_eq!(n, level.n, "{}", level.id);
    }
    let quintile = |column, of: u8| {
        let (from, below) = (f64::from(of), f64::from(of) + 1.0);
        Filter::Between(life_column(column), Some(from), Some(below))
    };
    for ([recency, frequency, money], n) in map.rfm {
        let filters = vec![
            quintile(LifeColumn::Recency, recency),
            quintile(LifeColumn::Frequency, frequency),
            quintile(LifeColumn::Spent, money),
        ];
        assert_eq!(listed(&mut bench, filters), n);
    }
}

#[test]
fn stages_are_sorted_as_life_goes_and_named_in_both_languages() {
    let mut bench = sample();
    let query = CustomersQuery {
        sort: Some(Sort {
            column: life_column(LifeColumn::Stage),
            descending: false,
        }),
        ..asking(vec![
            LifeColumn::Stage,
            LifeColumn::Track("renewal".to_owned()),
        ])
    };
    let view = customers(&mut bench, query);
    let names = &view.names[0].1;
    let order: Vec<&String> = names.iter().map(|(code, _)| code).collect();
    assert_eq!(
        order,
        board(&mut bench)
            .stages
            .iter()
            .map(|stage| &stage.id)
            .collect::<Vec<_>>()
    );
    let codes = view.rows.iter().map(|row| match &row.cells[0] {
        CellView::Text(code) => names.iter().position(|(of, _)| of == code).unwrap(),
        other => panic!("{other:?}"),
    });
    assert!(codes.is_sorted());
    assert!(names.iter().all(|(_, title)| title.zh != title.en));
    let tracked = view
        .rows
        .iter()
        .filter(|row| row.cells[1] != CellView::Missing);
    assert!(tracked.count() > 0);
}

#[test]
fn open_alerts_are_the_same_in_table_portfolio_and_inbox() {
    let mut bench = sample();
    let owners = alerts_by_owner(&mut bench);
    assert!(owners.len() > 2);
    for owner in &owners {
        let of_owner = InboxQuery {
            owner: Some(owner.owner.clone()),
            only: Some(ItemKind::Alert),
            ..query(today())
        };
        let view = inbox(&mut bench, of_owner);
        assert_eq!(view.n_items, owner.n, "{}", owner.owner);
        assert_eq!(owner.alerts.iter().sum::<u32>(), owner.n);
        assert!(
            view.items
                .iter()
                .all(|item| matches!(item, InboxItem::Alert(_)))
        );
    }
    let view = customers(&mut bench, asking(vec![LifeColumn::Alerts]));
    let number = |cell: &CellView| match cell {
        CellView::Number(number) => *number,
        other => panic!("{other:?}"),
    };
    let in_table: f64 = view.rows.iter().map(|row| number(&row.cells[0])).sum();
    let by_owner: u32 = owners.iter().map(|owner| owner.n).sum();
    assert_eq!(in_table.to_bits(), f64::from(by_owner).to_bits());

    // What is done now is seen in the list that was asked for before.
    let mut bench = small();
    let cell = |bench: &mut Workbench, column: LifeColumn| {
        let view = customers(bench, asking(vec![column]));
        view.rows[0].cells[0].clone()
    };
    let before = number(&cell(&mut bench, LifeColumn::Alerts));
    on(
        &mut bench,
        today(),
        snooze(today().plus_days(3), "on leave"),
    );
    let after = number(&cell(&mut bench, LifeColumn::Alerts));
    assert_eq!(after.to_bits(), (before - 1.0).to_bits());
    on(&mut bench, today(), close("new_owner"));
    let closed = LifeColumn::Cause("new_owner".to_owned());
    assert_eq!(cell(&mut bench, closed), CellView::Number(1.0));
}

#[test]
fn a_list_wants_the_part_on_life_only_where_it_names_it() {
    let is_life = |request| Part::of(&request) == Part::Life;
    let mut query = asking(Vec::new());
    assert!(!is_life(Request::Customers(query.clone())));
    query.sort = Some(Sort {
        column: life_column(LifeColumn::Alerts),
        descending: true,
    });
    assert!(is_life(Request::Customers(query.clone())));
    assert!(is_life(Request::CustomersFile(query)));
}
