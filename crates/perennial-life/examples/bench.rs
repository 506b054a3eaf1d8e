//! Times observations, timelines and alerts on a portfolio made here, under the default sections:
//! `cargo run --release -p perennial-life --example bench [accounts] [usage rows] [days]`.
#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::expect_used)]

use perennial_data::{AccountKey, Batch, Column, Dataset, Day, Decimal, TableId, merge};
use perennial_engine::{Prepared, Run, shipped};
use perennial_life::alert::alerts;
use perennial_life::stay::Paces;
use perennial_life::work::WorkLog;
use perennial_life::{LifePlan, Manual, Observer, Timeline, Tracker, observe};
use std::hint::black_box;
use std::rc::Rc;
use std::time::Instant;

fn main() {
    let number = |at: usize, default: usize| {
        let text = std::env::args().nth(at);
        text.and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    let (n, rows, days) = (number(1, 100_000), number(2, 1_000_000), number(3, 30));
    let data = Rc::new(portfolio(n, rows));
    let model = shipped()[0].model().expect("the default model");
    let plan = LifePlan::new(&model).expect("is valid");
    let work = WorkLog::default();
    let manual = Manual {
        overrides: &[],
        work: &work,
    };
    let as_of = first().plus_days(DAYS - 1);
    let (signals, metrics) = (model.signals().len(), plan.compiled().metrics().len());
    println!("{n} accounts, {rows} usage rows, {signals} signals, {metrics} metrics");

    let mut prepared = Prepared::new(Rc::clone(&data));
    let mut day = as_of.plus_days(-40);
    time("metrics, measures, score", 5, || {
        day = day.plus_days(1);
        prepared.evaluate(plan.compiled(), &[], day)
    });
    time("one date, nothing kept", 3, || {
        observe(&plan, Rc::clone(&data), manual, as_of)
    });
    let mut observer = Observer::new(Rc::clone(&data));
    let mut day = as_of.plus_days(-40);
    time("one date after another", 7, || {
        day = day.plus_days(1);
        observer.observe(&plan, manual, day)
    });
    let month_ends = as_of.past_month_ends(24);
    time("24 month-ends", 1, || {
        let observed = month_ends
            .iter()
            .map(|&day| observer.observe(&plan, manual, day).observation.signals()[0]);
        observed.sum::<u64>()
    });

    let mut digest = Digest(0);
    for &day in &month_ends[20..] {
        digest.add_run(&observer.observe(&plan, manual, day).run, metrics, n);
    }
    println!("digest of all values at 4 month-ends {:016x}", digest.0);

    let mut tracker = Tracker::new(&data, as_of);
    let start = clock();
    let slice = (as_of, u32::try_from(days).unwrap_or(30));
    let rest = tracker.advance(&mut observer, &plan, manual, slice);
    let taken = clock() - start;
    let timeline = tracker.timeline();
    println!(
        "{days} days of a timeline: {taken:.0} ms, {} changes, {rest} days to go",
        timeline.n_changes()
    );
    let bytes = timeline.to_bytes();
    println!("{} bytes to keep them", bytes.len());
    time("days as bytes", 3, || timeline.to_bytes());
    time("days from bytes", 3, || {
        Timeline::of_bytes(&bytes, n, signals)
    });
    let mut digest = Digest(0);
    timeline.states(as_of).iter().for_each(|state| {
        digest.add(state.stage().map_or(u64::MAX, |stage| stage as u64));
        digest.add(u64::from(state.tracks) << 48 ^ state.signals);
    });
    println!("digest of its last day {:016x}", digest.0);
    let through = timeline.through().unwrap_or(as_of);
    let observed = observe(&plan, Rc::clone(&data), manual, through);
    time("alerts of all", 5, || {
        alerts(&data, timeline, &observed.observation, &work)
    });
    let set = model.stages().set().expect("a set");
    let contracts = perennial_life::contract::ContractBook::new(&data);
    time("pace of all stages", 5, || {
        Paces::new(timeline, model.stages(), &contracts, through).earlier(0)
    });
    let mut counts = vec![0_usize; set.stages.len()];
    for account in 0..n {
        if let Some(stage) = observed.observation.stage(account) {
            counts[stage] += 1;
        }
    }
    for (stage, count) in set.stages.iter().zip(counts) {
        println!("  {:12} {count}", stage.id);
    }
}

/// Tells whether two builds say the same, to the bit; every NaN is one.
struct Digest(u64);

impl Digest {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn add_run(&mut self, run: &Run, metrics: usize, accounts: usize) {
        for account in 0..accounts {
            for metric in (0..metrics).filter_map(|metric| run.metrics.column(metric)) {
                self.number(metric.get(account));
                self.add(metric.source(account).map_or(u64::MAX, |at| at as u64));
                let dated = metric.dated(account);
                self.add(dated.map_or(0, |day| u64::from(day.number().unsigned_abs())));
            }
            let health = run.evaluation.account(account).expect("an account");
            self.number(health.value);
            self.number(health.health);
            self.number(Some(health.coverage));
            self.add(health.band.map_or(9, |band| band as u64));
        }
    }

    fn number(&mut self, number: Option<f64>) {
        self.add(number.map_or(1, f64::to_bits));
    }
}

/// Milliseconds that this thread was computing, where Linux tells; else of the clock: other work on a
/// shared machine then counts too.
fn clock() -> f64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    let wall = || START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e3;
    nanos.map_or_else(wall, |nanos| nanos / 1e6)
}

fn time<T>(what: &str, times: usize, mut run: impl FnMut() -> T) {
    let mut taken: Vec<f64> = (0..times)
        .map(|_| {
            let start = clock();
            black_box(run());
            clock() - start
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    let (median, least) = (taken[times / 2], taken[0]);
    println!("{what:32} median {median:9.1} ms, least {least:9.1} ms");
}

const DAYS: i32 = 820;

fn first() -> Day {
    Day::from_ymd(2023, 4, 1).expect("a day")
}

/// A small generator with a fixed seed.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }

    fn day(&mut self) -> i32 {
        i32::try_from(self.below(820)).unwrap_or(0)
    }
}

fn portfolio(n: usize, rows: usize) -> Dataset {
    let random = &mut Random(7);
    let id = |account: usize| format!("A{account:06}");
    let mut accounts = Batch::new(TableId::Accounts, AccountKey::Id);
    let mut contracts = Batch::new(TableId::Contracts, AccountKey::Id);
    for account in 0..n {
        let start = random.day() - 400;
        text(&mut accounts, "account_id", &id(account));
        text(&mut accounts, "name", &id(account));
        whole(&mut accounts, "seats", 5 + random.below(200));
        whole(&mut accounts, "employees", 20 + random.below(5_000));
        whole(&mut accounts, "potential_influence", random.below(100));
        date(&mut accounts, "started_on", start);
        accounts.end_row();
        let mut begin = start;
        for year in 0..4 {
            if begin >= DAYS {
                break;
            }
            let lost = random.below(6) == 0;
            contracts.account_mut().push(Some(&id(account)));
            text(&mut contracts, "contract_id", &format!("C{account}-{year}"));
            date(&mut contracts, "starts_on", begin);
            date(&mut contracts, "ends_on", begin + 365);
            whole(&mut contracts, "amount", 1_000 + random.below(100_000));
            text(
                &mut contracts,
                "outcome",
                if lost { "lost" } else { "renewed" },
            );
            date(&mut contracts, "outcome_on", begin + 365);
            contracts.end_row();
            if lost {
                break;
            }
            begin += 365;
        }
    }
    let mut batches = vec![accounts, contracts];
    let mut usage = Batch::new(TableId::Usage, AccountKey::Id);
    for row in 0..rows {
        usage.account_mut().push(Some(&id(random.below(n))));
        date(
            &mut usage,
            "date",
            i32::try_from(row * 820 / rows).unwrap_or(0),
        );
        let feature = random.below(24);
        text(&mut usage, "feature", &format!("feature {feature}"));
        whole(&mut usage, "events", 1 + random.below(120));
        whole(&mut usage, "users", 1 + random.below(40));
        usage.end_row();
    }
    batches.push(usage);
    let mut some = |table, of: usize, fill: &mut dyn FnMut(&mut Batch, &mut Random, usize)| {
        let mut batch = Batch::new(table, AccountKey::Id);
        for row in 0..rows / of {
            batch.account_mut().push(Some(&id(random.below(n))));
            fill(&mut batch, random, row);
            batch.end_row();
        }
        batches.push(batch);
    };
    some(TableId::Tickets, 20, &mut |batch, random, row| {
        let opened = random.day();
        let kind = ["question", "problem", "complaint", "request", "escalation"];
        text(batch, "ticket_id", &format!("T{row}"));
        text(batch, "kind", kind[random.below(5)]);
        date(batch, "opened_at", opened);
        if random.below(10) > 0 {
            let days = random.below(20);
            date(
                batch,
                "resolved_at",
                opened + i32::try_from(days).unwrap_or(0),
            );
        }
    });
    some(TableId::Surveys, 33, &mut |batch, random, _| {
        text(batch, "kind", "nps");
        date(batch, "date", random.day());
        whole(batch, "score", random.below(11));
    });
    some(TableId::Events, 50, &mut |batch, random, _| {
        let kind = ["cancel_attempt", "negative_mention", "kickoff", "referral"];
        text(batch, "kind", kind[random.below(4)]);
        date(batch, "date", random.day());
    });
    some(TableId::Invoices, 20, &mut |batch, random, row| {
        let issued = random.day();
        text(batch, "invoice_id", &format!("I{row}"));
        date(batch, "issued_on", issued);
        date(batch, "due_on", issued + 30);
        whole(batch, "amount", 100 + random.below(10_000));
        if random.below(10) > 0 {
            date(batch, "paid_on", issued + 35);
        }
    });
    some(TableId::Touchpoints, 20, &mut |batch, random, _| {
        text(
            batch,
            "kind",
            ["visit", "call", "training"][random.below(3)],
        );
        date(batch, "date", random.day());
    });
    merge(&Dataset::default(), batches).0
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

fn date(batch: &mut Batch, field: &str, days: i32) {
    let day = first().plus_days(days);
    if let Column::Day(column) = column(batch, field) {
        column.push(day.number());
    }
}

fn whole(batch: &mut Batch, field: &str, value: usize) {
    if let Column::Number(column) = column(batch, field) {
        column.push(Some(Decimal::whole(i64::try_from(value).unwrap_or(0))));
    }
}
