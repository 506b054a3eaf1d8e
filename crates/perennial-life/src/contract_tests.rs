//! The renewal window's vectors, and what contracts say on the days that matter.

use super::*;
use perennial_engine::vectors::dataset;
use serde_json::{Value, json};

const THIRD: RenewalWindow = RenewalWindow {
    part: 3,
    cap_days: None,
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A book of one account's contracts.
fn book(contracts: Value) -> ContractBook {
    let mut rows = contracts;
    for (i, row) in rows.as_array_mut().unwrap().iter_mut().enumerate() {
        row["account_id"] = json!("a");
        row["amount"] = json!(100);
        if row.get("contract_id").is_none() {
            row["contract_id"] = json!(format!("k{i}"));
        }
    }
    ContractBook::new(
        &dataset(&json!({"accounts": [{"account_id": "a"}], "contracts": rows})).unwrap(),
    )
}

fn holds(book: &ContractBook, on: &str, test: ContractTest) -> bool {
    book.facts(day(on), &THIRD).meet(test).get(0)
}

#[test]
fn renewal_window_opens_at_the_last_third_of_the_term() {
    let cases = [
        ("2025-01-01", "2026-01-01", "2025-09-02"),
        ("2025-01-01", "2028-01-01", "2027-01-01"),
        ("2025-01-01", "2025-07-01", "2025-05-02"),
        // A term through 29 February, one of a day, one that is no term.
        ("2024-01-01", "2025-01-01", "2024-09-01"),
        ("2025-01-01", "2025-01-02", "2025-01-02"),
        ("2025-01-01", "2024-01-01", "2024-01-01"),
    ];
    for (starts, ends, opens) in cases {
        assert_eq!(
            window_opens(day(starts), day(ends), &THIRD),
            day(opens),
            "{starts} {ends}"
        );
    }
    let capped = RenewalWindow {
        part: 3,
        cap_days: Some(90),
    };
    let opens = window_opens(day("2025-01-01"), day("2026-01-01"), &capped);
    assert_eq!(opens, day("2025-10-03"));
    let short = window_opens(day("2025-01-01"), day("2025-07-01"), &capped);
    assert_eq!(short, day("2025-05-02"), "a cap does not lengthen");
}

#[test]
fn window_and_opt_out_on_their_first_and_last_days() {
    let year =
        book(json!([{"starts_on": "2025-01-01", "ends_on": "2026-01-01", "notice_days": 30}]));
    let within = |on| holds(&year, on, ContractTest::InWindow);
    assert!(!within("2025-09-01") && within("2025-09-02") && within("2026-01-15"));
    assert!(holds(
        &year,
        "2025-08-03",
        ContractTest::WindowOpensWithin(30)
    ));
    assert!(!holds(
        &year,
        "2025-08-02",
        ContractTest::WindowOpensWithin(30)
    ));
    assert!(
        !holds(&year, "2025-09-02", ContractTest::WindowOpensWithin(30)),
        "open already"
    );
    let fact = year.facts(day("2025-06-01"), &THIRD).get(0).unwrap();
    assert_eq!(fact.opt_out_by, Some(day("2025-12-02")));
    assert!(holds(&year, "2025-12-02", ContractTest::OptOutWithin(0)));
    assert!(
        !holds(&year, "2025-12-03", ContractTest::OptOutWithin(30)),
        "too late"
    );
    assert!(holds(&year, "2026-01-01", ContractTest::EndsWithin(0)));
}

#[test]
fn unrenewed_a_calendar_month_past_the_end() {
    let unrenewed = |ends: &str, on: &str| {
        let book = book(json!([{"starts_on": "2025-01-01", "ends_on": ends}]));
        holds(&book, on, ContractTest::Unrenewed(1))
    };
    assert!(!unrenewed("2026-01-01", "2026-02-01"));
    assert!(unrenewed("2026-01-01", "2026-02-02"));
    // 31 January plus a month is the last day of February.
    assert!(!unrenewed("2026-01-31", "2026-02-28"));
    assert!(unrenewed("2026-01-31", "2026-03-01"));
    assert!(!unrenewed("2028-01-31", "2028-02-29"));
    assert!(unrenewed("2028-01-29", "2028-03-01"));
}

#[test]
fn an_outcome_counts_from_the_day_it_is_known() {
    let book = book(json!([{"starts_on": "2025-01-01", "ends_on": "2026-01-01",
        "outcome": "Lost ", "outcome_on": "2025-12-10"}]));
    assert!(!holds(&book, "2025-12-09", ContractTest::Lost));
    assert!(holds(&book, "2025-12-09", ContractTest::InWindow));
    assert!(holds(&book, "2025-12-10", ContractTest::Lost));
    assert!(!holds(&book, "2025-12-10", ContractTest::InWindow));
    // Without the day, from the end on.
    let undated =
        json!([{"starts_on": "2025-01-01", "ends_on": "2026-01-01", "outcome": "renewed"}]);
    let undated = self::book(undated);
    assert!(!holds(&undated, "2025-12-31", ContractTest::Renewed));
    assert!(holds(&undated, "2026-01-01", ContractTest::Renewed));
    assert!(!holds(&undated, "2026-06-01", ContractTest::Unrenewed(1)));
}

#[test]
fn a_contract_that_begins_within_a_month_of_the_end_renews_it() {
    let next = |starts: &str| {
        // The next one is over sooner than the first, so that the first stays the contract.
        book(json!([
            {"starts_on": "2025-01-01", "ends_on": "2026-01-01"},
            {"starts_on": starts, "ends_on": "2025-12-20"},
        ]))
    };
    assert!(holds(
        &next("2025-12-01"),
        "2025-12-25",
        ContractTest::Renewed
    ));
    assert!(!holds(
        &next("2025-11-30"),
        "2025-12-25",
        ContractTest::Renewed
    ));
    assert!(
        !holds(&next("2025-12-01"), "2025-11-30", ContractTest::Renewed),
        "not begun"
    );
}

#[test]
fn renewed_early_is_before_the_window_opened() {
    let renewed = |on: &str| {
        book(json!([{"starts_on": "2025-01-01", "ends_on": "2026-01-01",
            "outcome": "expanded", "outcome_on": on}]))
    };
    assert!(holds(
        &renewed("2025-09-01"),
        "2025-12-01",
        ContractTest::RenewedEarly
    ));
    assert!(!holds(
        &renewed("2025-09-02"),
        "2025-12-01",
        ContractTest::RenewedEarly
    ));
}

#[test]
fn the_contract_is_the_one_in_force_that_ends_last() {
    let ends = |book: &ContractBook, on: &str| book.facts(day(on), &THIRD).get(0).unwrap().ends_on;
    let overlapping = book(json!([
        {"starts_on": "2025-01-01", "ends_on": "2027-01-01"},
        {"starts_on": "2025-06-01", "ends_on": "2025-12-01", "outcome": "lost"},
        {"starts_on": "2026-12-01", "ends_on": "2027-12-01"},
    ]));
    assert_eq!(ends(&overlapping, "2026-03-01"), Some(day("2027-01-01")));
    assert!(!holds(&overlapping, "2026-03-01", ContractTest::Lost));
    assert_eq!(
        ends(&overlapping, "2026-11-30"),
        Some(day("2027-01-01")),
        "the next is not known"
    );
    assert_eq!(ends(&overlapping, "2026-12-01"), Some(day("2027-12-01")));
    // A long one that was given up does not hide the short one in force.
    let replaced = book(json!([
        {"starts_on": "2025-01-01", "ends_on": "2028-01-01", "outcome": "lost", "outcome_on": "2025-06-01"},
        {"starts_on": "2025-07-01", "ends_on": "2026-07-01"},
    ]));
    assert_eq!(ends(&replaced, "2025-08-01"), Some(day("2026-07-01")));
    assert!(
        holds(&replaced, "2026-08-02", ContractTest::Lost),
        "nothing else in force"
    );
    let open = book(json!([{"starts_on": "2025-01-01"}]));
    assert!(holds(&open, "2026-01-01", ContractTest::NoEnd));
    assert!(!holds(&open, "2036-01-01", ContractTest::InWindow));
}

#[test]
fn contracts_do_not_depend_on_the_order_of_rows() {
    let rows = [
        json!({"contract_id": "x", "account_id": "a", "starts_on": "2025-01-01", "ends_on": "2026-01-01", "amount": 1, "notice_days": 30}),
        json!({"contract_id": "y", "account_id": "a", "starts_on": "2025-01-01", "ends_on": "2026-01-01", "amount": 2, "notice_days": 60}),
    ];
    let opt_out = |rows: Vec<&Value>| {
        let data = dataset(&json!({"accounts": [{"account_id": "a"}], "contracts": rows})).unwrap();
        let facts = ContractBook::new(&data).facts(day("2025-06-01"), &THIRD);
        facts.get(0).unwrap().opt_out_by
    };
    assert_eq!(
        opt_out(vec![&rows[0], &rows[1]]),
        opt_out(vec![&rows[1], &rows[0]])
    );
}

#[test]
fn no_accounts_no_contracts_and_unknown_accounts_are_no_fault() {
    let empty = ContractBook::new(&Dataset::default()).facts(day("2026-01-01"), &THIRD);
    assert_eq!(empty.n_accounts(), 0);
    let data = dataset(&json!({"accounts": [{"account_id": "a"}], "contracts": [
        {"contract_id": "1", "account_id": "b", "starts_on": "2025-01-01", "amount": 1}]}))
    .unwrap();
    let facts = ContractBook::new(&data).facts(day("2026-01-01"), &THIRD);
    assert_eq!(facts.get(0), None);
    assert_eq!(facts.get(7), None);
    assert!(!facts.meet(ContractTest::Unrenewed(1)).get(0));
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    /// A contract: account, start and length in days, outcome and the day it is known, notice.
    type Row = (u32, i32, i32, usize, i32, i32);

    fn rows() -> impl Strategy<Value = Vec<Row>> {
        let row = (0..3_u32, 0..900, 0..500, 0..5_usize, -60..500, 0..90);
        prop::collection::vec(row, 0..12)
    }

    /// The rows as data; with `until`, as they were known that day.
    fn data(rows: &[(usize, Row)], until: Option<Day>) -> Dataset {
        let first = day("2024-01-01");
        let known = |on: Day| until.is_none_or(|until| on <= until);
        let contract = |&(id, (account, start, length, outcome, on, notice)): &(usize, Row)| {
            let starts_on = first.plus_days(start);
            if !known(starts_on) {
                return None;
            }
            let outcome_on = starts_on.plus_days(on.max(0));
            let outcome = ["open", "renewed", "expanded", "contracted", "lost"][outcome];
            // An end of no length stands for none; a day before the start for none that is known.
            let ends_on = (length > 0).then(|| starts_on.plus_days(length).to_string());
            let decided = on >= 0 && known(outcome_on);
            Some(
                json!({"contract_id": id.to_string(), "account_id": account.to_string(),
                "starts_on": starts_on.to_string(), "ends_on": ends_on, "amount": 1, "notice_days": notice,
                "outcome": if decided { json!(outcome) } else { Value::Null },
                "outcome_on": if decided { json!(outcome_on.to_string()) } else { Value::Null }}),
            )
        };
        let accounts: Vec<Value> = (0..3)
            .map(|a| json!({"account_id": a.to_string()}))
            .collect();
        let contracts: Vec<Value> = rows.iter().filter_map(contract).collect();
        dataset(&json!({"accounts": accounts, "contracts": contracts})).unwrap()
    }

    /// What the facts say, without rows, which are numbered anew.
    fn said(data: &Dataset, on: Day) -> Vec<Option<ContractFact>> {
        let facts = ContractBook::new(data).facts(on, &THIRD);
        let fact = |account| {
            facts
                .get(account)
                .map(|fact| ContractFact { row: 0, ..fact })
        };
        (0..3).map(fact).collect()
    }

    proptest! {
        #[test]
        fn neither_the_order_of_rows_nor_what_comes_later_matters(rows in rows(), on in 0..1500) {
            let on = day("2024-01-01").plus_days(on);
            let rows: Vec<(usize, Row)> = rows.into_iter().enumerate().collect();
            let all = said(&data(&rows, None), on);
            let mut turned = rows.clone();
            turned.reverse();
            prop_assert_eq!(&all, &said(&data(&turned, None), on));
            prop_assert_eq!(&all, &said(&data(&rows, Some(on)), on));
        }

        #[test]
        fn a_window_opens_within_its_term_and_a_cap_only_shortens_it(start in 0..9000, term in 0..4000, cap in 0..400_u32) {
            let starts = day("2020-01-01").plus_days(start);
            let ends = starts.plus_days(term);
            let opens = window_opens(starts, ends, &THIRD);
            prop_assert!(starts <= opens && opens <= ends);
            prop_assert_eq!(ends.days_since(opens), term / 3);
            let capped = window_opens(starts, ends, &RenewalWindow { part: 3, cap_days: Some(cap) });
            prop_assert!(opens <= capped && capped <= ends);
        }
    }
}

#[test]
fn a_walk_says_of_each_date_what_the_book_says_of_it_alone() {
    let mut rows = Vec::new();
    let mut accounts = Vec::new();
    let outcomes = ["renewed", "lost", "", "expanded"];
    for a in 0..24_usize {
        accounts.push(json!({"account_id": format!("a{a}")}));
        for k in 0..a % 4 {
            let start = day("1969-10-01").plus_days(i32::try_from(a * 9 + k * (40 + a)).unwrap());
            let mut row = json!({"contract_id": format!("c{a}-{k}"), "account_id": format!("a{a}"),
                "starts_on": start.to_string(), "amount": 1, "notice_days": a});
            if (a + k) % 5 > 0 {
                row["ends_on"] = json!(start.plus_days(50 + i32::try_from(a).unwrap()).to_string());
            }
            let outcome = outcomes[(a + k) % 4];
            if !outcome.is_empty() {
                row["outcome"] = json!(outcome);
                row["outcome_on"] =
                    json!(start.plus_days(30 + i32::try_from(k).unwrap()).to_string());
            }
            rows.push(row);
        }
    }
    let data = dataset(&json!({"accounts": accounts, "contracts": rows})).unwrap();
    let book = ContractBook::new(&data);
    let mut walk = ContractWalk::default();
    let mut kept = Vec::new();
    for step in [1, 1, 3, 40, -60, -1, 7, 90, 200, -400, 33, 1, 1, 1, 0, 500] {
        let last = kept.last().map_or(day("1969-12-01"), |(on, _)| *on);
        let on: Day = last.plus_days(step);
        let walked = walk.facts(&book, on, &THIRD);
        assert_eq!(*walked, book.facts(on, &THIRD), "{on}");
        kept.push((on, walked));
    }
    // What was given out before has not changed since.
    for (on, walked) in kept {
        assert_eq!(*walked, book.facts(on, &THIRD), "{on}");
    }
    let other = RenewalWindow {
        cap_days: Some(10),
        ..THIRD
    };
    let on = day("1970-01-20");
    assert_eq!(*walk.facts(&book, on, &other), book.facts(on, &other));
}
