//! What joining promises: rows find their account, come again without doubling, and lose nothing.

use super::*;
use crate::{Day, Decimal};

fn batch(table: TableId, key: AccountKey, rows: &[&[(&str, &str)]]) -> Batch {
    let mut batch = Batch::new(table, key);
    for row in rows {
        for (name, value) in *row {
            let Some((position, field)) = table.spec().field(name) else {
                let position = batch.add_custom(name, FieldKind::Text);
                if let Some(Column::Text(column)) = batch.custom_mut(position) {
                    column.push(Some(value));
                }
                continue;
            };
            if field.kind == FieldKind::Account {
                batch.account_mut().push(Some(value));
                continue;
            }
            match batch.column_mut(position).unwrap() {
                Column::Text(column) => column.push(Some(value)),
                Column::Day(days) => days.push(value.parse::<Day>().unwrap().number()),
                Column::Number(numbers) => {
                    numbers.push(Some(Decimal::whole(value.parse().unwrap())));
                }
                Column::Flag(flags) => flags.push(Some(*value == "yes")),
            }
        }
        batch.end_row();
    }
    batch
}

fn accounts() -> Batch {
    batch(
        TableId::Accounts,
        AccountKey::Id,
        &[
            &[("account_id", "b"), ("name", "Beta GmbH"), ("seats", "5")],
            &[
                ("account_id", "a"),
                ("name", "上海星河有限公司"),
                ("地区", "华东"),
            ],
        ],
    )
}

fn usage(rows: &[(&str, &str, &str)]) -> Batch {
    let mut made = Batch::new(TableId::Usage, AccountKey::Id);
    for (account, date, events) in rows {
        made.account_mut().push(Some(account));
        if let Some(Column::Day(days)) = made.column_mut(1) {
            days.push(date.parse::<Day>().unwrap().number());
        }
        if let Some(Column::Number(numbers)) = made.column_mut(3) {
            numbers.push(Some(Decimal::whole(events.parse().unwrap())));
        }
        made.end_row();
    }
    made
}

fn events(data: &Dataset) -> Vec<(u32, f64)> {
    let table = data.table(TableId::Usage);
    let column = table.column("events").unwrap();
    table
        .accounts()
        .iter()
        .enumerate()
        .map(|(row, &a)| (a, column.number(row).unwrap()))
        .collect()
}

#[test]
fn accounts_are_in_order_of_id_and_rows_find_them_by_id_or_name() {
    let rows = [
        ("b", "2025-01-02", "3"),
        ("上海星河", "2025-01-01", "1"),
        ("BETA", "2025-01-03", "2"),
    ];
    let (data, report) = merge(&Dataset::default(), vec![usage(&rows), accounts()]);
    assert_eq!(
        (data.account_id(0), data.account_id(1)),
        (Some("a"), Some("b"))
    );
    assert_eq!((data.account("b"), data.account("c")), (Some(1), None));
    assert_eq!(events(&data), [(0, 1.0), (1, 3.0), (1, 2.0)]);
    assert_eq!(report.tables.iter().map(|t| t.unmatched).sum::<u32>(), 0);
    assert_eq!(
        data.table(TableId::Accounts)
            .column("地区")
            .unwrap()
            .text(0),
        Some("华东")
    );
}

#[test]
fn the_same_file_again_changes_nothing_and_a_correction_replaces() {
    let file = || {
        usage(&[
            ("a", "2025-01-01", "1"),
            ("a", "2025-01-01", "1"),
            ("b", "2025-01-02", "3"),
        ])
    };
    let (first, _) = merge(&Dataset::default(), vec![accounts(), file()]);
    let (again, report) = merge(&first, vec![file()]);
    assert_eq!(events(&first), events(&again));
    assert_eq!(events(&first).len(), 3, "equal rows of one file both count");
    assert_eq!(report.tables[0].replaced, 3);
    let (corrected, _) = merge(
        &first,
        vec![usage(&[("b", "2025-01-02", "9"), ("b", "2025-01-03", "1")])],
    );
    assert_eq!(events(&corrected), [(0, 1.0), (0, 1.0), (1, 9.0), (1, 1.0)]);
}

#[test]
fn the_same_row_has_the_same_account_day_and_feature_or_none() {
    let rows = |rows: &[(&str, &str, &str)]| {
        let mut made = usage(rows);
        let features = rows.iter().map(|(_, _, events)| match *events {
            "1" => None,
            "2" => Some("export"),
            "3" => Some("report"),
            _ => Some("share"),
        });
        let features: Vec<_> = features.collect();
        let mut column = TextColumn::default();
        features.iter().for_each(|feature| column.push(*feature));
        made.columns[2] = Some(Column::Text(column));
        made
    };
    let first = [
        ("a", "2025-01-01", "1"),
        ("a", "2025-01-01", "2"),
        ("b", "2025-01-01", "2"),
        ("a", "2025-01-02", "3"),
        ("nobody", "2025-01-01", "3"),
    ];
    let (held, _) = merge(&Dataset::default(), vec![accounts(), rows(&first)]);
    for (next, replaced) in [
        (&first[..], 5),
        (&[("a", "2025-01-01", "4")], 0), // a feature that was not there
        (&[("a", "2025-01-01", "1")], 1),
        (&[("b", "2025-01-01", "3")], 0), // a feature that another one had
        (&[("nobody", "2025-01-01", "3")], 1),
        (&[("a", "2025-01-03", "2"), ("a", "2024-12-31", "2")], 0),
        (&[("a", "2025-01-02", "3"), ("a", "2025-01-02", "3")], 1),
    ] {
        let (data, report) = merge(&held, vec![rows(next)]);
        assert_eq!(report.tables[0].replaced, replaced, "{next:?}");
        let expected = first.len() + next.len() - replaced as usize;
        assert_eq!(data.table(TableId::Usage).len(), expected, "{next:?}");
    }
    // Without features in the new rows, those without one are replaced.
    let (_, report) = merge(&held, vec![usage(&first)]);
    assert_eq!(report.tables[0].replaced, 1);
}

#[test]
fn two_files_of_one_import_add_up() {
    let rows = [("a", "2025-01-01", "1")];
    let (data, _) = merge(
        &Dataset::default(),
        vec![accounts(), usage(&rows), usage(&rows)],
    );
    assert_eq!(events(&data).len(), 2);
}

#[test]
fn rows_without_an_account_wait_for_it() {
    let (data, report) = merge(
        &Dataset::default(),
        vec![accounts(), usage(&[("z", "2025-01-01", "7")])],
    );
    assert_eq!(report.tables[1].unmatched, 1);
    assert_eq!(events(&data), [(UNMATCHED, 7.0)]);
    let newcomer = batch(
        TableId::Accounts,
        AccountKey::Id,
        &[&[("account_id", "z"), ("name", "Zeta")]],
    );
    let (data, _) = merge(&data, vec![newcomer]);
    assert_eq!(events(&data), [(2, 7.0)]);
    assert!(data.unmatched().is_empty());
}

#[test]
fn usage_finds_its_account_through_the_subscription() {
    let contract = batch(
        TableId::Contracts,
        AccountKey::Id,
        &[&[
            ("contract_id", "S-1"),
            ("account_id", "b"),
            ("starts_on", "2025-01-01"),
            ("amount", "10"),
        ]],
    );
    let mut through = usage(&[("S-1", "2025-01-05", "4"), ("S-2", "2025-01-06", "4")]);
    through.key = AccountKey::Through(TableId::Contracts);
    let (data, _) = merge(&Dataset::default(), vec![through, accounts(), contract]);
    assert_eq!(events(&data), [(1, 4.0), (UNMATCHED, 4.0)]);
}

#[test]
fn an_update_keeps_what_it_does_not_say() {
    let (data, _) = merge(&Dataset::default(), vec![accounts()]);
    let update = batch(
        TableId::Accounts,
        AccountKey::Id,
        &[&[("account_id", "b"), ("name", "Beta AG")]],
    );
    let (data, report) = merge(&data, vec![update]);
    assert_eq!(
        report.tables[0],
        TableMerge {
            table: TableId::Accounts,
            added: 0,
            replaced: 1,
            same: 0,
            gone: 0,
            left_out: 0,
            unmatched: 0
        }
    );
    assert_eq!(data.account_name(1), Some("Beta AG"));
    assert_eq!(
        data.table(TableId::Accounts)
            .column("seats")
            .unwrap()
            .number(1),
        Some(5.0)
    );
}

/// Added, replaced, of these the same, gone, left out.
fn counts(report: &MergeReport, table: TableId) -> [u32; 5] {
    let merge = report.tables.iter().find(|merge| merge.table == table);
    let merge = merge.unwrap();
    [
        merge.added,
        merge.replaced,
        merge.same,
        merge.gone,
        merge.left_out,
    ]
}

/// Every table joins like this.
fn all(join: Join) -> Joining {
    Joining {
        joins: TableId::ALL.into_iter().map(|id| (id, join)).collect(),
        ..Joining::default()
    }
}

#[test]
fn rows_find_their_account_by_domain_and_by_what_people_said() {
    let list = batch(
        TableId::Accounts,
        AccountKey::Id,
        &[
            &[
                ("account_id", "a"),
                ("name", "Amber"),
                ("domain", "https://amber.io"),
            ],
            &[
                ("account_id", "b"),
                ("name", "Birch"),
                ("domain", "birch.com"),
            ],
            &[
                ("account_id", "c"),
                ("name", "Twin"),
                ("domain", "twin.com"),
            ],
            &[
                ("account_id", "d"),
                ("name", "Twin Two"),
                ("domain", "www.twin.com"),
            ],
        ],
    );
    let rows = [
        ("ann@amber.io", "2025-01-05", "1"),
        ("Birch.com", "2025-01-06", "2"),
        ("twin.com", "2025-01-07", "3"),
        ("Amber (old)", "2025-01-08", "4"),
    ];
    let (data, _) = merge(&Dataset::default(), vec![list, usage(&rows)]);
    let found: Vec<bool> = events(&data)
        .into_iter()
        .map(|(account, _)| account < UNMATCHED)
        .collect();
    assert_eq!(found, [true, true, false, false]);
    let said = Joining {
        aliases: vec![("Amber (old)".to_owned(), "a".to_owned())],
        ..Joining::default()
    };
    let (data, report) = merge_as(&data, Vec::new(), &said);
    assert_eq!((report.tables.len(), events(&data)[3]), (0, (0, 4.0)));
    // It is known by its key as long as nobody says otherwise.
    let (data, _) = merge_as(
        &data,
        vec![usage(&[("Amber (old)", "2025-01-09", "5")])],
        &said,
    );
    assert_eq!(events(&data)[4], (0, 5.0));
    assert_eq!(data.unmatched().iter().collect::<Vec<_>>(), ["twin.com"]);
}

#[test]
fn rows_join_as_asked_for() {
    let first = [("a", "2025-01-05", "4"), ("b", "2025-01-05", "5")];
    let (old, _) = merge(&Dataset::default(), vec![accounts(), usage(&first)]);
    let again = || {
        vec![usage(&[
            ("a", "2025-01-05", "4"),
            ("b", "2025-01-05", "7"),
            ("b", "2025-01-06", "1"),
        ])]
    };
    for (join, expected, rows) in [
        (Join::Update, [1, 2, 1, 0, 0], vec![4.0, 7.0, 1.0]),
        (Join::Replace, [1, 2, 1, 0, 0], vec![4.0, 7.0, 1.0]),
        (Join::Add, [1, 0, 0, 0, 2], vec![4.0, 5.0, 1.0]),
    ] {
        let (data, report) = merge_as(&old, again(), &all(join));
        assert_eq!(counts(&report, TableId::Usage), expected, "{join:?}");
        let mut found: Vec<f64> = events(&data).into_iter().map(|(_, n)| n).collect();
        found.sort_by(f64::total_cmp);
        let mut rows = rows;
        rows.sort_by(f64::total_cmp);
        assert_eq!(found, rows, "{join:?}");
    }
    // Two files of one table replace it together.
    let parts = vec![
        usage(&[("a", "2025-02-01", "1")]),
        usage(&[("b", "2025-02-01", "2")]),
    ];
    let (data, report) = merge_as(&old, parts, &all(Join::Replace));
    assert_eq!(counts(&report, TableId::Usage), [2, 0, 0, 2, 0]);
    assert_eq!(events(&data).len(), 2);
}

#[test]
fn rows_of_an_account_that_is_gone_wait_for_it() {
    let rows = [("a", "2025-01-05", "4"), ("b", "2025-01-05", "5")];
    let (old, _) = merge(&Dataset::default(), vec![accounts(), usage(&rows)]);
    let only_a = || {
        batch(
            TableId::Accounts,
            AccountKey::Id,
            &[&[("account_id", "a"), ("name", "上海星河有限公司")]],
        )
    };
    let replace = Joining {
        joins: vec![(TableId::Accounts, Join::Replace)],
        ..Joining::default()
    };
    let (without, report) = merge_as(&old, vec![only_a()], &replace);
    // Its region is gone with the list that had it: nothing is carried over into a list that replaces.
    assert_eq!(counts(&report, TableId::Accounts), [0, 1, 0, 1, 0]);
    assert_eq!((without.n_accounts(), report.orphaned), (1, 1));
    assert_eq!(without.unmatched().iter().collect::<Vec<_>>(), ["b"]);
    let (back, _) = merge(&without, vec![accounts()]);
    assert_eq!(events(&back), events(&old));
}

#[test]
fn a_name_that_two_accounts_share_matches_neither() {
    let twins = batch(
        TableId::Accounts,
        AccountKey::Id,
        &[
            &[("account_id", "1"), ("name", "Acme Inc")],
            &[("account_id", "2"), ("name", "ACME")],
        ],
    );
    let (data, _) = merge(
        &Dataset::default(),
        vec![twins, usage(&[("acme", "2025-01-01", "1")])],
    );
    assert_eq!(events(&data), [(UNMATCHED, 1.0)]);
}

#[test]
fn without_a_list_of_accounts_the_rows_make_one() {
    let (data, report) = merge(
        &Dataset::default(),
        vec![usage(&[("x", "2025-01-01", "1"), ("y", "2025-01-01", "1")])],
    );
    assert_eq!((report.accounts_made, data.n_accounts()), (2, 2));
    assert_eq!(events(&data), [(0, 1.0), (1, 1.0)]);
}

#[test]
fn an_account_exists_from_its_start_or_its_first_contract() {
    let start = batch(
        TableId::Accounts,
        AccountKey::Id,
        &[
            &[
                ("account_id", "a"),
                ("name", "A"),
                ("started_on", "2025-03-01"),
            ],
            &[
                ("account_id", "b"),
                ("name", "B"),
                ("started_on", "2025-03-01"),
            ],
        ],
    );
    let contract = batch(
        TableId::Contracts,
        AccountKey::Id,
        &[&[
            ("contract_id", "c"),
            ("account_id", "b"),
            ("starts_on", "2025-01-01"),
            ("amount", "10"),
        ]],
    );
    let (data, _) = merge(&Dataset::default(), vec![start, contract]);
    assert_eq!(data.existing("2025-02-01".parse().unwrap()), [false, true]);
    assert_eq!(data.existing("2025-03-01".parse().unwrap()), [true, true]);
}
