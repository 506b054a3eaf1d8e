//! Where the days of a workspace begin, whatever tables it has.

use crate::scene::{day, empty, import, inbox, query};
use perennial_protocol::view::InboxItem;

/// The keys of the tasks in the inbox of a date.
fn tasks(files: &[(&str, String)], as_of: &str) -> Vec<String> {
    let mut bench = empty();
    import(&mut bench, files);
    let items = inbox(&mut bench, query(day(as_of))).items;
    let keys = items.into_iter().filter_map(|item| match item {
        InboxItem::Task(task) => Some(task.key),
        InboxItem::Alert(_) => None,
    });
    keys.collect()
}

#[test]
fn contracts_alone_give_each_task_the_day_it_follows_from() {
    let files = [
        ("accounts.csv", "account_id,name,owner,arr\nA1,Alpha,Li,9000\nA2,Beta,Wu,5000\n".to_owned()),
        (
            "contracts.csv",
            "contract_id,account_id,starts_on,ends_on,amount,outcome,outcome_on,reason_code\n\
             K1,A1,2025-01-15,2026-01-15,9000,lost,2026-01-10,price\nK2,A2,2025-06-01,2026-06-01,5000,,,\n"
                .to_owned(),
        ),
    ];
    for as_of in ["2026-01-11", "2026-01-20"] {
        let keys = tasks(&files, as_of);
        let reason = "p/churned/reason/2026-01-10/A1".to_owned();
        assert!(keys.contains(&reason), "lost on 10 January: {keys:?}");
    }
    // The renewal window of a year to 1 June opens on 31 January, eight months after the newest row began.
    let keys = tasks(&files, "2026-02-20");
    let notice = "p/renewal_track/notice/2026-01-31/A2".to_owned();
    assert!(keys.contains(&notice), "{keys:?}");
}

#[test]
fn contracts_over_years_are_followed_to_their_ends() {
    let files = [
        (
            "accounts.csv",
            "account_id,name,owner\nA1,Alpha,Li\n".to_owned(),
        ),
        (
            "contracts.csv",
            "contract_id,account_id,starts_on,ends_on,amount\nK1,A1,2020-01-01,2025-01-01,9000\n"
                .to_owned(),
        ),
    ];
    let keys = tasks(&files, "2025-02-05");
    let begun = |key: &String| key.starts_with("p/unrenewed/") && key.contains("/2025-02-02/");
    assert!(keys.iter().any(begun), "a month past the end: {keys:?}");
}
