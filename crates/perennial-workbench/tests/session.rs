//! What a workspace promises: views that agree, changes that can be taken back, nothing lost in
//! storage, imports that join or leave everything as it was.

#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of tests stand outside test functions

mod common;

use common::{
    customer, customers, day, empty, import, portfolio, query, sample, set_override, today,
    workspace,
};
use perennial_data::TableId;
use perennial_protocol::view::{Band, CellView};
use perennial_protocol::{ColumnRef, CustomersQuery, Filter, Request, Response, Sort, Window};
use perennial_workbench::{BuiltInDecoders, Workbench, chunk_names, read_model};
use std::collections::BTreeMap;
use std::rc::Rc;

#[test]
fn the_sample_is_scored_and_every_view_counts_the_same() {
    let mut bench = sample();
    let portfolio = portfolio(&mut bench);
    let list = customers(&mut bench, &query());
    assert_eq!(list.n_existing, portfolio.n_existing);
    let by_band: Vec<u32> = portfolio.bands.iter().map(|band| band.n).collect();
    assert_eq!(by_band, list.by_band);
    assert!(
        by_band[1..].iter().all(|&n| n > 0),
        "the story needs every colour: {by_band:?}"
    );
    let arr: f64 = list
        .rows
        .iter()
        .filter_map(|row| match row.cells[1] {
            CellView::Number(arr) => Some(arr),
            _ => None,
        })
        .sum();
    assert!(
        (arr - portfolio.arr).abs() < 0.01,
        "{arr} {}",
        portfolio.arr
    );
    let owners: u32 = portfolio.owners.iter().flat_map(|owner| owner.n).sum();
    assert_eq!(owners, portfolio.n_existing);
}

#[test]
fn contributions_sum_to_health_and_parts_to_the_change_for_every_customer() {
    let mut bench = sample();
    for row in customers(&mut bench, &query()).rows {
        let view = customer(&mut bench, &row.id);
        if let Some(health) = view.explanation.before_caps {
            let sum: f64 = view
                .explanation
                .measures
                .iter()
                .map(|measure| measure.contribution)
                .sum();
            assert!((sum - health).abs() < 1e-9, "{}: {sum} {health}", row.id);
        }
        assert_eq!(view.explanation.health, row.health.health, "{}", row.id);
        assert_eq!(
            view.trend.last().unwrap().health,
            row.health.health,
            "{}",
            row.id
        );
        if let (Some(from), Some(to)) = (view.change.from_health, view.change.to_health) {
            let parts: f64 = view.change.parts.iter().map(|part| part.points).sum();
            assert!(
                (parts - (to - from)).abs() < 1e-6,
                "{}: {parts} {}",
                row.id,
                to - from
            );
        }
    }
}

#[test]
fn lists_filter_search_sort_and_window() {
    let mut bench = sample();
    let red = Filter::OneOf(ColumnRef::Band, vec!["red".to_owned()]);
    let sort = Sort {
        column: ColumnRef::Health,
        descending: false,
    };
    let reds = CustomersQuery {
        filters: vec![red],
        sort: Some(sort),
        ..query()
    };
    let all = customers(&mut bench, &reds);
    assert!(all.n_matching > 1 && all.rows.iter().all(|row| row.health.band == Band::Red));
    assert!(
        all.rows
            .is_sorted_by(|a, b| a.health.health <= b.health.health)
    );
    let second = CustomersQuery {
        window: Window { offset: 1, len: 1 },
        ..reds
    };
    assert_eq!(customers(&mut bench, &second).rows, all.rows[1..2]);
    let search = CustomersQuery {
        search: "QUIETWATER  logi".to_owned(),
        ..query()
    };
    let found = customers(&mut bench, &search);
    assert_eq!(
        found
            .rows
            .iter()
            .map(|row| row.id.as_str())
            .collect::<Vec<_>>(),
        ["C001"]
    );
    assert_eq!(
        customers(
            &mut bench,
            &CustomersQuery {
                search: "zzz".to_owned(),
                ..query()
            }
        )
        .n_matching,
        0
    );
}

#[test]
fn an_override_shows_both_numbers_ends_by_itself_and_is_taken_back() {
    let mut bench = sample();
    let before = customer(&mut bench, "C001").explanation;
    workspace(&mut bench, &set_override(12.0));
    let after = customer(&mut bench, "C001").explanation;
    assert_eq!(
        (after.health, after.after_caps),
        (Some(12.0), before.after_caps)
    );
    let later = Request::Customer {
        account: "C001".to_owned(),
        as_of: day("2026-05-01"),
        since: today(),
    };
    let Response::Customer(later) = bench.handle(&later).unwrap() else {
        panic!()
    };
    assert!(!later.explanation.override_.unwrap().active);
    workspace(&mut bench, &Request::Undo);
    assert_eq!(customer(&mut bench, "C001").explanation, before);
    workspace(&mut bench, &Request::Redo);
    assert_eq!(customer(&mut bench, "C001").explanation.health, Some(12.0));
    assert_eq!(
        bench.handle(&set_override(101.0)).unwrap_err().code,
        "override-range"
    );
}

#[test]
fn a_model_of_the_users_own_asks_for_the_reader_and_a_shipped_one_does_not() {
    let mut bench = sample();
    let open = |bench: &mut Workbench, reader| {
        let stored = bench.stored_form().unwrap();
        let chunk = |name: &str| Some(bench.chunk_bytes(name));
        let decoders = Rc::new(BuiltInDecoders);
        Workbench::open_stored(&stored.manifest, chunk, decoders, reader).map(|_| ())
    };
    open(&mut bench, None).unwrap();
    let own = perennial_engine::shipped()[0]
        .json()
        .replacen("b2b-saas", "own", 1);
    bench.handle(&Request::LoadModel { json: own }).unwrap();
    assert_eq!(open(&mut bench, None).unwrap_err().code, "part-not-loaded");
    open(&mut bench, Some(read_model)).unwrap();
}

#[test]
fn what_is_stored_opens_as_it_was_and_unchanged_tables_keep_their_chunks() {
    let mut bench = sample();
    let stored = bench.stored_form().unwrap();
    let chunks: BTreeMap<String, Vec<u8>> = stored
        .chunks
        .iter()
        .map(|name| (name.clone(), bench.chunk_bytes(name)))
        .collect();
    assert_eq!(chunk_names(&stored.manifest).unwrap(), stored.chunks);
    let mut again = Workbench::open_stored(
        &stored.manifest,
        |name| chunks.get(name).cloned(),
        Rc::new(BuiltInDecoders),
        Some(read_model),
    )
    .unwrap();
    assert_eq!(portfolio(&mut again), portfolio(&mut bench));
    workspace(&mut again, &set_override(50.0));
    assert_eq!(again.stored_form().unwrap().chunks, stored.chunks);
    let lost = Workbench::open_stored(&stored.manifest, |_| None, Rc::new(BuiltInDecoders), None);
    assert_eq!(lost.err().unwrap().code, "stored-damaged");
    let mut newer = stored.manifest.clone();
    newer[0] += 1;
    assert_eq!(chunk_names(&newer).unwrap_err().code, "newer-format");
}

#[test]
fn a_backup_restores_everything_and_a_broken_one_nothing() {
    let mut bench = sample();
    workspace(&mut bench, &set_override(50.0));
    let Response::File { bytes, .. } = bench
        .handle(&Request::Backup {
            passphrase: None,
            mask: None,
        })
        .unwrap()
    else {
        panic!()
    };
    let mut other = empty();
    other.restore(&bytes).unwrap();
    assert_eq!(customer(&mut other, "C001"), customer(&mut bench, "C001"));
    for broken in [
        &bytes[..bytes.len() / 2],
        b"PERENNIAL\x01",
        b"name,health\n",
    ] {
        assert!(bench.restore(broken).is_err());
    }
    assert_eq!(customer(&mut other, "C001"), customer(&mut bench, "C001"));
}

#[test]
fn an_import_takes_the_place_of_the_sample_and_undo_brings_it_back() {
    let mut bench = sample();
    let sheet = "客户名称,客户经理,合同金额,到期日,最近登录,近30天登录次数,NPS\n\
                 星河科技,林晓,12万,2026-12-31,2026-03-30,25,9\n\
                 青木物流,周然,80000,2026-06-30,2026-01-02,1,3\n";
    let Response::Imported(view) = import(&mut bench, &[("客户.csv", sheet)]).unwrap() else {
        panic!()
    };
    assert_eq!(view.files[0].rows, 2);
    let now = workspace(&mut bench, &Request::Open);
    assert!(!now.is_sample);
    assert_eq!((now.n_accounts, now.model.id.as_str()), (2, "quick-start"));
    let list = customers(&mut bench, &query());
    let health: Vec<_> = list
        .rows
        .iter()
        .map(|row| (row.name.as_str(), row.health.health.is_some()))
        .collect();
    assert_eq!(health.len(), 2);
    assert!(health.iter().all(|(_, scored)| *scored), "{list:?}");
    assert_eq!(workspace(&mut bench, &Request::Undo).n_accounts, 200);
}

#[test]
fn the_quick_start_makes_room_for_the_general_model_when_more_tables_come() {
    let mut bench = empty();
    let sheet = "客户名称,最近登录,近30天登录次数\n星河科技,2026-03-30,25\n";
    import(&mut bench, &[("客户.csv", sheet)]).unwrap();
    assert_eq!(
        workspace(&mut bench, &Request::Open).model.id,
        "quick-start"
    );
    let usage = "account_id,date,feature,events\n星河科技,2026-03-30,core,5\n";
    import(&mut bench, &[("usage.csv", usage)]).unwrap();
    let now = workspace(&mut bench, &Request::Open);
    assert_eq!((now.n_accounts, now.model.id.as_str()), (1, "b2b-saas"));
}

#[test]
fn an_import_that_gives_no_row_leaves_everything_as_it_was() {
    let mut bench = sample();
    let before = portfolio(&mut bench);
    for file in [
        ("empty.csv", ""),
        ("head.csv", "account_id,name\n"),
        ("zip.csv", "PK\u{3}\u{4}\0\0"),
    ] {
        assert!(import(&mut bench, &[file]).is_err(), "{}", file.0);
    }
    assert_eq!(portfolio(&mut bench), before);
}

#[test]
fn a_metric_opens_down_to_its_rows() {
    let mut bench = sample();
    for measure in customer(&mut bench, "C004").explanation.measures {
        let request = Request::Metric {
            metric: measure.metric.clone(),
            account: "C004".to_owned(),
            as_of: today(),
            window: Window { offset: 0, len: 5 },
        };
        let Response::Metric(view) = bench.handle(&request).unwrap() else {
            panic!()
        };
        assert_eq!(view.value, measure.value, "{}", measure.metric);
        assert!(!view.metric.definition.zh.is_empty());
    }
    let unknown = Request::Rows {
        account: "nobody".to_owned(),
        table: TableId::Usage,
        as_of: today(),
        window: Window { offset: 0, len: 5 },
    };
    assert_eq!(bench.handle(&unknown).unwrap_err().code, "unknown-account");
}
