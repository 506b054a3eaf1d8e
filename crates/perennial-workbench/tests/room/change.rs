//! Why many customers changed: dates, models, segments.

use crate::common::{customers, day, query, sample, today};
use crate::{ask, curve, cuts, edit, save, weigh};
use perennial_protocol::view::{ChangeOverView, ModelAnswer, ModelQuery, OverKind};
use perennial_protocol::{ColumnRef, Failure, Filter};
use perennial_workbench::Workbench;

type End = (perennial_data::Day, Option<u32>);

fn change(
    bench: &mut Workbench,
    from: End,
    to: End,
    filters: &[Filter],
) -> Result<ChangeOverView, Failure> {
    let filters = filters.to_vec();
    match ask(bench, &ModelQuery::Change { from, to, filters })? {
        ModelAnswer::Change(view) => Ok(*view),
        other => panic!("{other:?}"),
    }
}

fn holds_together(view: &ChangeOverView) {
    let parts: f64 = view.parts.iter().map(|part| part.points).sum();
    let difference = view.after.unwrap() - view.before.unwrap();
    assert!((parts - difference).abs() < 1e-9, "{parts} {difference}");
}

fn model(view: &ChangeOverView) -> f64 {
    let parts = view.parts.iter();
    let parts = parts.filter(|part| part.kind == OverKind::Model);
    parts.map(|part| part.points).sum()
}

#[test]
fn what_the_model_did_never_looks_as_if_customers_had_changed() {
    let mut bench = sample();
    let earlier = day("2026-01-31");
    // Two dates under one model: nothing of it is the model's.
    let by_time = change(&mut bench, (earlier, None), (today(), None), &[]).unwrap();
    holds_together(&by_time);
    assert_eq!((model(&by_time), by_time.n_crossed[0]), (0.0, 0));
    assert!(by_time.n_crossed[1] > 0);
    let strict = [
        curve("recency", 10.0, 0.0),
        weigh("recency", 0.9),
        cuts(60.0, 90.0),
    ];
    edit(&mut bench, &strict);
    save(&mut bench, "strict").unwrap();
    // One date under two models: all of it is.
    let by_model = change(&mut bench, (today(), Some(1)), (today(), Some(2)), &[]).unwrap();
    holds_together(&by_model);
    assert!((model(&by_model) - (by_model.after.unwrap() - by_model.before.unwrap())).abs() < 1e-9);
    assert_eq!(by_model.n_crossed[1..], [0, 0]);
    assert!(by_model.n_crossed[0] > 0);
    // Both: the model's part is what it does on the old date, the rest is the customers'.
    let both = change(&mut bench, (earlier, Some(1)), (today(), None), &[]).unwrap();
    holds_together(&both);
    let old = change(&mut bench, (earlier, Some(1)), (earlier, None), &[]).unwrap();
    assert!(
        (model(&both) - model(&old)).abs() < 1.0,
        "but for who came and went"
    );
    assert!(
        both.parts
            .iter()
            .any(|part| part.kind == OverKind::Behaviour)
    );
    let unknown = change(&mut bench, (today(), Some(9)), (today(), None), &[]);
    assert_eq!(unknown.unwrap_err().code, "unknown-version");
}

#[test]
fn a_segment_has_its_own_change_and_segments_make_up_the_whole() {
    let mut bench = sample();
    let from = (day("2026-01-31"), None);
    let whole = change(&mut bench, from, (today(), None), &[]).unwrap();
    let owners: std::collections::BTreeSet<String> = customers(&mut bench, &query())
        .rows
        .iter()
        .filter_map(|row| match &row.cells[2] {
            perennial_protocol::view::CellView::Text(owner) => Some(owner.clone()),
            _ => None,
        })
        .collect();
    assert!(owners.len() > 1);
    let owner = ColumnRef::Field("owner".to_owned());
    let mut sums = (0.0, 0, [0; 3]);
    let mut filters: Vec<Filter> = owners
        .into_iter()
        .map(|name| Filter::OneOf(owner.clone(), vec![name]))
        .collect();
    filters.push(Filter::Missing(owner));
    for filter in filters {
        let part = change(&mut bench, from, (today(), None), &[filter]).unwrap();
        if part.after.is_some() && part.before.is_some() {
            holds_together(&part);
        }
        sums.0 += part.after.unwrap_or(0.0) * f64::from(part.accounts[2]);
        sums.1 += part.accounts[2];
        for (sum, n) in sums.2.iter_mut().zip(part.n_crossed) {
            *sum += n;
        }
    }
    assert_eq!((sums.1, sums.2), (whole.accounts[2], whole.n_crossed));
    assert!((sums.0 / f64::from(sums.1) - whole.after.unwrap()).abs() < 1e-9);
}
