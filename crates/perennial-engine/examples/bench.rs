//! Times the engine on data like the benchmark workload's size M, made here:
//! `cargo run --release -p perennial-engine --example bench [accounts] [usage rows]`.
//! Prints medians; the judgement in the browser is `cargo xtask bench`.
#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::expect_used)]

use perennial_data::{AccountKey, Batch, Column, Dataset, Day, Decimal, TableId, merge};
use perennial_engine::sensitivity::{Base, decisive, tornado, weight_noise};
use perennial_engine::{
    ActiveOverrides, Compiled, Model, change_over, evaluate, history, measure, metrics,
    path_to_band, score, shipped,
};
use std::hint::black_box;
use std::time::Instant;

fn main() {
    let number = |at: usize, default: usize| {
        let text = std::env::args().nth(at);
        text.and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    let (n, rows) = (number(1, 10_000), number(2, 1_000_000));
    let data = workload(n, rows);
    let json = include_str!("../../../tests/perf/workload.model.json");
    let compiled =
        Compiled::new(&Model::parse(json).expect("the workload's model")).expect("compiles");
    let as_of = Day::from_ymd(2025, 6, 30).expect("a day");
    let month_ends = as_of.past_month_ends(24);
    println!("{n} accounts, {rows} usage rows");

    time("metrics, all 12", 11, || metrics(&data, &compiled, as_of));
    let table = metrics(&data, &compiled, as_of);
    time("measures", 11, || measure(&compiled, &data, &table));
    let measures = measure(&compiled, &data, &table);
    let none = ActiveOverrides::default();
    let weights: Vec<Vec<f64>> = (0..11)
        .map(|k| {
            (0..12)
                .map(|i| f64::from(1 + (7 * i + 3 * k) % 10))
                .collect()
        })
        .collect();
    let mut k = 0;
    time("re-score with other weights", 11, || {
        k = (k + 1) % weights.len();
        let other = compiled.with_weights(&weights[k]).expect("weights");
        score(&other, &measures, &none)
    });
    time("evaluate", 5, || evaluate(&data, &compiled, &[], as_of));
    time("24 month-ends", 5, || {
        history(&data, &compiled, &[], &month_ends)
    });
    questions(&data, as_of);
}

/// What is asked of a model that ships: a path, a change over all accounts, sensitivity.
fn questions(data: &Dataset, as_of: Day) {
    let model = Model::parse(shipped()[0].json()).expect("ships");
    let compiled = Compiled::new(&model).expect("compiles");
    let run = |date| evaluate(data, &compiled, &[], date);
    let (before, now) = (run(as_of.plus_days(-30)), run(as_of));
    let none = ActiveOverrides::default();
    let base = Base {
        data,
        compiled: &compiled,
        run: &now,
        overrides: &none,
    };
    println!("{}: {} measures", model.id, model.measures.len());
    let mut account = 0;
    time("path of one account", 301, || {
        account = (account + 37) % data.n_accounts();
        let account = u32::try_from(account).expect("an account");
        path_to_band(data, &compiled, &now, account, None)
    });
    let all: Vec<u32> = (0..u32::try_from(data.n_accounts()).expect("accounts")).collect();
    time("change over all accounts", 5, || {
        change_over(data, &compiled, (&before, &before, &now), &all)
    });
    time("100 draws of weights", 3, || {
        weight_noise(&base, 100, 0.1, 1)
    });
    time("tornado", 3, || tornado(&base));
    time("who is decided by what", 3, || decisive(&base, 10.0));
}

fn time<T>(what: &str, times: usize, mut run: impl FnMut() -> T) {
    let mut taken: Vec<f64> = (0..times)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    let (median, least) = (taken[times / 2], taken[0]);
    println!("{what:32} median {median:9.3} ms, least {least:9.3} ms");
}

/// A small generator with a fixed seed.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }
}

fn workload(n: usize, rows: usize) -> Dataset {
    let random = &mut Random(7);
    let first = Day::from_ymd(2023, 4, 1).expect("a day");
    let id = |account: usize| format!("A{account:06}");
    let mut accounts = Batch::new(TableId::Accounts, AccountKey::Id);
    for account in 0..n {
        text(&mut accounts, "account_id", &id(account));
        text(&mut accounts, "name", &id(account));
        whole(&mut accounts, "seats", 5 + random.below(200));
        accounts.end_row();
    }
    let mut usage = Batch::new(TableId::Usage, AccountKey::Id);
    for row in 0..rows {
        let account = random.below(n).min(random.below(n));
        usage.account_mut().push(Some(&id(account)));
        date(&mut usage, "date", first, row * 822 / rows);
        text(
            &mut usage,
            "feature",
            &format!("feature {}", random.below(24)),
        );
        whole(&mut usage, "events", 1 + random.below(120));
        whole(&mut usage, "users", 1 + random.below(40));
        usage.end_row();
    }
    let mut tickets = Batch::new(TableId::Tickets, AccountKey::Id);
    for ticket in 0..rows / 20 {
        tickets.account_mut().push(Some(&id(random.below(n))));
        let opened = random.below(822);
        text(&mut tickets, "ticket_id", &format!("T{ticket}"));
        date(&mut tickets, "opened_at", first, opened);
        if random.below(10) > 0 {
            let resolved = opened + random.below(20);
            date(&mut tickets, "resolved_at", first, resolved);
            if random.below(3) == 0 {
                whole(&mut tickets, "csat", 1 + random.below(5));
            }
        }
        let priority = ["low", "normal", "high", "urgent"][random.below(4)];
        text(&mut tickets, "priority", priority);
        tickets.end_row();
    }
    let mut surveys = Batch::new(TableId::Surveys, AccountKey::Id);
    for _ in 0..rows / 33 {
        surveys.account_mut().push(Some(&id(random.below(n))));
        date(&mut surveys, "date", first, random.below(822));
        text(&mut surveys, "kind", "nps");
        whole(&mut surveys, "score", random.below(11));
        surveys.end_row();
    }
    merge(&Dataset::default(), vec![accounts, usage, tickets, surveys]).0
}

fn column<'b>(batch: &'b mut Batch, field: &str) -> &'b mut Column {
    let (position, _) = batch.table().spec().field(field).expect("a field");
    batch.column_mut(position).expect("a column")
}

fn text(batch: &mut Batch, field: &str, value: &str) {
    if let Column::Text(column) = column(batch, field) {
        column.push(Some(value));
    }
}

fn date(batch: &mut Batch, field: &str, first: Day, days: usize) {
    let day = first.plus_days(i32::try_from(days).unwrap_or(0));
    if let Column::Day(column) = column(batch, field) {
        column.push(day.number());
    }
}

fn whole(batch: &mut Batch, field: &str, value: usize) {
    if let Column::Number(column) = column(batch, field) {
        column.push(Some(Decimal::whole(i64::try_from(value).unwrap_or(0))));
    }
}
