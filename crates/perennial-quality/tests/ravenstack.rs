//! The audit of RavenStack that its SOURCE.md quotes: the report finds every one of its counts.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a test fails by it

use perennial_data::{Dataset, TableId, merge};
use perennial_import::{FileFacts, HostDecoders, Inspector, Reader};
use perennial_quality::{Finding, Kind, report};
use std::path::PathBuf;

fn ravenstack() -> Option<Dataset> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("PERENNIAL_SHARED").map_or(beside, PathBuf::from);
    let folder = shared.join("data/ravenstack/canonical");
    if !folder.is_dir() {
        eprintln!("SKIPPED: no ../shared/data, so this test proves nothing here");
        return None;
    }
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let batches = paths.iter().flat_map(|path| {
        let bytes = std::fs::read(path).unwrap();
        let mut inspector = Inspector::new(FileFacts::named(
            &path.to_string_lossy(),
            bytes.len() as u64,
        ));
        inspector.head(&bytes);
        let mut reader = Reader::new(&inspector.finish(&HostDecoders).plan(), &HostDecoders);
        reader.feed(&bytes);
        reader.finish().batches
    });
    Some(merge(&Dataset::default(), batches.collect()).0)
}

#[test]
fn every_count_of_the_audit_is_found() {
    let Some(data) = ravenstack() else { return };
    let found = report(&data, "2025-01-01".parse().unwrap());
    let find = |kind: Kind, table: TableId, field: &str| -> &Finding {
        let same = |finding: &&Finding| {
            finding.kind == kind
                && finding.table == table
                && finding.fields.iter().any(|name| name == field)
        };
        let all = || found.iter().map(|f| (f.kind, f.table, &f.fields, f.count));
        found.iter().find(same).unwrap_or_else(|| {
            panic!(
                "{kind:?} {table:?} {field} {:#?}",
                all().collect::<Vec<_>>()
            )
        })
    };
    use TableId::{Accounts, Contracts, Events, Tickets, Usage};
    for (kind, table, field, count) in [
        (Kind::DuplicateKey, Usage, "usage_id", 21),
        (Kind::PartAboveWhole, Usage, "error_count", 17),
        (Kind::Zeros, Usage, "events", 2),
        (Kind::ContractUnused, Contracts, "contract_id", 33),
        (Kind::BeforeAccount, Tickets, "opened_at", 1_077),
        (Kind::BeforeAccount, Usage, "date", 13_198),
        (Kind::BeforeContract, Usage, "date", 19_142),
        (Kind::AfterContract, Usage, "date", 290),
        (Kind::ChurnBeforeContract, Events, "date", 53),
        (Kind::ChurnAfterContract, Events, "date", 90),
        (Kind::Marked, Accounts, "churn_flag", 110),
        (Kind::FlagWithoutEvent, Accounts, "churn_flag", 35),
        (Kind::EventWithoutFlag, Accounts, "churn_flag", 277),
        (Kind::MissingValues, Contracts, "ends_on", 4_514),
        (Kind::Marked, Contracts, "churn_flag", 486),
        (Kind::MissingValues, Tickets, "csat", 825),
        (Kind::MissingValues, Events, "note", 148),
        (Kind::DuplicateRow, Events, "date", 1),
        (Kind::Marked, Contracts, "is_trial", 778),
        (Kind::Zeros, Contracts, "mrr", 778),
        (Kind::OppositeFlags, Contracts, "upgrade_flag", 23),
        (Kind::Marked, Events, "is_reactivation", 61),
    ] {
        let finding = find(kind, table, field);
        assert_eq!(finding.count, count, "{kind:?} {table:?} {field}");
        assert_eq!(
            finding.rows.len(),
            (count as usize).min(perennial_quality::ROWS)
        );
        assert!(finding.accounts > 0 && finding.accounts <= 500);
    }
    let flags = find(Kind::FlagWithoutEvent, Accounts, "churn_flag");
    assert_eq!(
        flags.args,
        [("marked", "110".to_owned()), ("events", "352".to_owned())]
    );
}
