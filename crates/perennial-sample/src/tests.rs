//! What the sample promises: complete, the same each time, never ahead of its day, and telling
//! the stories of docs/sample.md.

mod reading;
mod stories;

use crate::{CORE_FEATURE, CUSTOMERS, portfolio};
use perennial_data::{Column, Dataset, Day, FieldKind, Language, MergeReport, TableId, merge};
use reading::Sample;
use std::collections::BTreeSet;

const AS_OF: &str = "2026-03-31";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn joined(language: Language, as_of: &str) -> (Dataset, MergeReport) {
    merge(&Dataset::default(), portfolio(language, day(as_of)))
}

/// FNV-1a over every cell of every table, accounts in order.
fn digest(data: &Dataset) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |bytes: &[u8]| {
        for byte in bytes.iter().chain(&[0xff]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    };
    for id in TableId::ALL {
        let table = data.table(id);
        for row in 0..table.len() {
            if let Some(account) = table.accounts().get(row) {
                eat(&account.to_le_bytes());
            }
            for field in id.spec().fields {
                let Some(column) = table.column(field.name) else {
                    continue;
                };
                match column {
                    Column::Text(texts) => eat(texts.get(row).unwrap_or_default().as_bytes()),
                    Column::Day(days) => eat(&days[row].to_le_bytes()),
                    Column::Number(numbers) => {
                        eat(&numbers.get(row).unwrap_or(-1.5).to_bits().to_le_bytes());
                    }
                    Column::Flag(flags) => eat(&[flags.get(row).map_or(2, u8::from)]),
                }
            }
        }
    }
    hash
}

#[test]
fn two_hundred_customers_with_rows_in_every_table_and_none_astray() {
    for language in [Language::Zh, Language::En] {
        let (data, report) = joined(language, AS_OF);
        assert_eq!(data.n_accounts(), CUSTOMERS as usize);
        assert_eq!(report.accounts_made, 0);
        assert_eq!(report.tables.len(), TableId::ALL.len());
        for table in &report.tables {
            assert!(table.added > 0, "{:?}", table.table);
            assert_eq!(
                (table.replaced, table.unmatched),
                (0, 0),
                "{:?}",
                table.table
            );
        }
        let names: BTreeSet<_> = (0..CUSTOMERS).map(|a| data.account_name(a)).collect();
        assert_eq!(names.len(), CUSTOMERS as usize, "names are unique");
        let usage = data.table(TableId::Usage);
        assert!((80_000..150_000).contains(&usage.len()), "{}", usage.len());
        let oldest = day(AS_OF).number() - usage.row_days().unwrap()[0];
        assert!((720..730).contains(&oldest), "two years, not {oldest} days");
    }
}

#[test]
fn every_field_is_filled_somewhere() {
    let (data, _) = joined(Language::En, AS_OF);
    for id in TableId::ALL {
        let table = data.table(id);
        for field in id.spec().fields {
            let is_left_out = matches!(
                (id, field.name),
                (TableId::Contracts, "mrr")
                    | (TableId::Accounts, "domain")
                    | (TableId::Snapshots, "day")
            );
            if field.kind == FieldKind::Account || is_left_out {
                continue;
            }
            let column = table.column(field.name);
            let is_filled =
                column.is_some_and(|column| (0..table.len()).any(|row| !column.is_missing(row)));
            assert!(is_filled, "{}.{}", id.name(), field.name);
            if field.required
                && let Some(column) = column
            {
                let holes = (0..table.len())
                    .filter(|&row| column.is_missing(row))
                    .count();
                assert_eq!(holes, 0, "{}.{}", id.name(), field.name);
            }
            if let (FieldKind::Category(words), Some(column)) = (field.kind, column) {
                for row in 0..table.len() {
                    assert!(column.text(row).is_none_or(|word| words.contains(&word)));
                }
            }
        }
    }
}

#[test]
fn the_same_language_and_day_give_the_same_rows() {
    let digests = [Language::Zh, Language::En].map(|language| {
        assert_eq!(
            portfolio(language, day(AS_OF)),
            portfolio(language, day(AS_OF))
        );
        digest(&joined(language, AS_OF).0)
    });
    assert_eq!(
        digests.map(|digest| format!("{digest:016x}")),
        ["9311c048f2f3ac1e", "2d3fc5c7e81949bb"],
        "a deliberate change of the sample changes these"
    );
}

#[test]
fn both_languages_have_the_same_numbers() {
    let (zh, en) = (joined(Language::Zh, AS_OF).0, joined(Language::En, AS_OF).0);
    let mut differing = 0;
    for id in TableId::ALL {
        let (zh, en) = (zh.table(id), en.table(id));
        assert_eq!(zh.accounts(), en.accounts(), "{}", id.name());
        assert_eq!(zh.len(), en.len(), "{}", id.name());
        for field in id.spec().fields {
            let (Some(a), Some(b)) = (zh.column(field.name), en.column(field.name)) else {
                assert_eq!(zh.column(field.name), en.column(field.name));
                continue;
            };
            let is_words = field.kind == FieldKind::Text;
            if is_words && a != b {
                differing += 1;
                let missing = |column: &Column| -> Vec<bool> {
                    (0..zh.len()).map(|row| column.is_missing(row)).collect()
                };
                assert_eq!(missing(a), missing(b), "{}.{}", id.name(), field.name);
            } else {
                assert_eq!(a, b, "{}.{}", id.name(), field.name);
            }
        }
    }
    assert!(
        differing >= 15,
        "texts are in the language: {differing} fields"
    );
}

#[test]
fn only_plans_lie_after_the_day() {
    // A leap day and the ends of months and years are where calendars go wrong.
    for as_of in [AS_OF, "2024-02-29", "2026-08-02", "2025-12-31"] {
        let (data, _) = joined(Language::En, as_of);
        assert_eq!(data.n_accounts(), CUSTOMERS as usize);
        for id in TableId::ALL {
            for field in id.spec().fields {
                let is_plan = matches!(field.name, "ends_on" | "due_on" | "expected_by");
                if is_plan || field.kind != FieldKind::Day {
                    continue;
                }
                let days = data.table(id).days(field.name).into_iter().flatten();
                let last = days.copied().max().unwrap_or(i32::MIN);
                let name = field.name;
                assert!(last <= day(as_of).number(), "{as_of}: {}.{name}", id.name());
            }
        }
    }
}

#[test]
fn the_ends_of_the_calendar_do_no_harm() {
    for as_of in ["0001-01-01", "9999-12-31"] {
        assert_eq!(
            joined(Language::Zh, as_of).0.n_accounts(),
            CUSTOMERS as usize
        );
    }
}

#[test]
fn contracts_follow_each_other_and_money_adds_up() {
    let sample = Sample::of(AS_OF);
    let ago = |field, row| sample.ago(TableId::Contracts, field, row);
    let amount = |field, row| sample.number(TableId::Contracts, field, row).unwrap();
    let mut renewals = 0;
    for account in 0..CUSTOMERS {
        let id = sample.data.account_id(account).unwrap();
        let own: Vec<usize> = sample.rows(TableId::Contracts, id).collect();
        for pair in own.windows(2) {
            let (old, new) = (pair[0], pair[1]);
            let outcome = sample.text(TableId::Contracts, "outcome", old).unwrap();
            if outcome == "lost" {
                continue;
            }
            renewals += 1;
            assert_eq!(ago("ends_on", old), ago("starts_on", new), "{id}");
            let (due, next) = (amount("amount", old), amount("amount", new));
            assert_eq!(
                amount("outcome_amount", old).to_bits(),
                next.to_bits(),
                "{id}"
            );
            let is_right = match outcome {
                "expanded" => next > due,
                "contracted" => next < due,
                _ => next.to_bits() == due.to_bits(),
            };
            assert!(is_right, "{id}: {outcome} from {due} to {next}");
            let reason = sample.text(TableId::Contracts, "reason_code", old);
            assert!(reason.is_some_and(|code| code.contains('/')), "{id}");
        }
    }
    assert!(renewals > 150, "{renewals}");
    for row in 0..sample.table(TableId::Invoices).len() {
        let ago = |field| sample.ago(TableId::Invoices, field, row);
        assert!(ago("due_on") < ago("issued_on"));
        assert!(ago("paid_on").is_none() || ago("paid_on") <= ago("issued_on"));
    }
}

#[test]
fn the_portfolio_has_its_mix() {
    let sample = Sample::of(AS_OF);
    let (accounts, contracts) = (TableId::Accounts, TableId::Contracts);
    let (key, unowned) = {
        let column = |field| sample.table(accounts).column(field).unwrap();
        let (keys, owners) = (column("key_account"), column("owner"));
        let all = || 0..CUSTOMERS as usize;
        (
            all().filter(|&a| keys.flag(a) == Some(true)).count(),
            all().filter(|&a| owners.is_missing(a)).count(),
        )
    };
    assert!((20..=28).contains(&key), "about 12 % key accounts: {key}");
    assert!((4..=14).contains(&unowned), "without an owner: {unowned}");
    let lost: BTreeSet<u32> = (0..sample.table(contracts).len())
        .filter(|&row| sample.text(contracts, "outcome", row) == Some("lost"))
        .map(|row| sample.table(contracts).accounts()[row])
        .collect();
    assert!((14..=18).contains(&lost.len()), "lost: {}", lost.len());
    let ids = (0..CUSTOMERS).filter_map(|account| sample.data.account_id(account));
    let full = ids.filter(|id| sample.seat_share(id) >= 0.9).count();
    assert!((10..=20).contains(&full), "seats nearly all in use: {full}");

    let usage = sample.table(TableId::Usage);
    let features: BTreeSet<_> = (0..usage.len())
        .filter_map(|row| sample.text(TableId::Usage, "feature", row))
        .collect();
    assert_eq!(features.len(), 12);
    assert!(features.contains(CORE_FEATURE));
    let days = usage.row_days().unwrap();
    let weekend = days
        .iter()
        .filter(|&&day| Day::new(day).unwrap().weekday() >= 5);
    assert!(weekend.count() * 10 < usage.len(), "weekdays are heavier");
}
