//! Times the import of a workload like the one of the performance budget (10,000 accounts, a
//! million usage rows, 50,000 tickets, 30,000 surveys; about 40 MB), made here from a fixed seed:
//! `cargo run --release -p perennial-import --example import_bench`.
#![allow(clippy::print_stdout, clippy::disallowed_methods)] // it prints times

use perennial_import::{BuiltInDecoders, FileFacts, Inspector, Plan, Reader};
use std::fmt::Write;
use std::time::Instant;

const ACCOUNTS: u64 = 10_000;
const CHUNK: usize = 1 << 20;

fn main() {
    let files = files();
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    let mut totals = Vec::new();
    for round in 0..7 {
        let mut total = 0.0;
        for (name, text) in &files {
            let start = Instant::now();
            let facts = FileFacts::named(name, text.len() as u64);
            let mut inspector = Inspector::new(facts);
            inspector.head(text.as_bytes());
            let inspection = inspector.finish(&BuiltInDecoders);
            let looked = start.elapsed().as_secs_f64() * 1e3;
            let mut reader = Reader::new(&Plan::new(&inspection), &BuiltInDecoders);
            text.as_bytes()
                .chunks(CHUNK)
                .for_each(|chunk| reader.feed(chunk));
            let imported = reader.finish();
            let all = start.elapsed().as_secs_f64() * 1e3;
            total += all;
            if round == 0 {
                println!(
                    "{name:<14} {:?} rows {} aside {} inspect {looked:.1} ms",
                    inspection.shape,
                    imported.rows,
                    imported.rejects.rows()
                );
            }
            if round == 6 {
                println!("{name:<14} {all:7.1} ms {:7.0} MB/s", rate(text.len(), all));
            }
        }
        totals.push(total);
    }
    let start = Instant::now();
    let fields: usize = files.iter().map(|(_, text)| csv_core_fields(text)).sum();
    let mere = start.elapsed().as_secs_f64() * 1e3;
    println!("csv-core alone, fields cut and not typed: {mere:.1} ms ({fields} fields)");
    totals.sort_by(f64::total_cmp);
    let median = totals[totals.len() / 2];
    println!(
        "all {:.1} MB: median {median:.1} ms, {:.0} MB/s",
        bytes as f64 / 1e6,
        rate(bytes, median)
    );
}

/// The yardstick of the same run: how long the reference state machine takes to cut the fields.
fn csv_core_fields(text: &str) -> usize {
    let mut reader = csv_core::Reader::new();
    let (mut rest, mut out) = (text.as_bytes(), [0; 1 << 12]);
    let mut fields = 0;
    loop {
        let (result, used, _) = reader.read_field(rest, &mut out);
        rest = rest.get(used..).unwrap_or_default();
        match result {
            csv_core::ReadFieldResult::Field { .. } => fields += 1,
            csv_core::ReadFieldResult::End => return fields,
            csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::OutputFull => {}
        }
    }
}

fn rate(bytes: usize, millis: f64) -> f64 {
    bytes as f64 / 1e3 / millis
}

fn files() -> Vec<(&'static str, String)> {
    let mut random = Random(7);
    let mut accounts = String::from("account_id,name,segment,seats,acv,start_date,end_date\n");
    let mut usage = String::from("date,account_id,feature,users,events\n");
    let mut tickets = String::from("ticket_id,account_id,opened_at,closed_at,priority,csat\n");
    let mut surveys = String::from("account_id,date,nps\n");
    for id in 0..ACCOUNTS {
        let name = match id % 17 {
            0 => format!("\"Harbor, {id} Ltd\""),
            1 => format!("\"The \"\"{id}\"\" Group\""),
            _ => format!("Company {id}"),
        };
        let seats = random.below(500) + 1;
        let line = format!(
            "A{id:06},{name},mid,{seats},{},2023-02-{:02},2025-02-01",
            seats * 1200,
            id % 28 + 1
        );
        accounts.push_str(&line);
        accounts.push('\n');
    }
    let write = |to: &mut String, line: std::fmt::Arguments<'_>| {
        to.write_fmt(line).unwrap_or_default();
    };
    for row in 0..1_000_000_u64 {
        let day = row * 822 / 1_000_000;
        let (account, feature) = (random.below(ACCOUNTS), random.below(24));
        let (users, events) = (random.below(40) + 1, random.below(900));
        write(
            &mut usage,
            format_args!(
                "{},A{account:06},feature_{feature:02},{users},{events}\n",
                date(day)
            ),
        );
    }
    for row in 0..50_000_u64 {
        let (account, opened) = (random.below(ACCOUNTS), random.below(800));
        let closed = if row % 9 == 0 {
            String::new()
        } else {
            date(opened + row % 12)
        };
        let csat = if row % 3 == 0 {
            (row % 5 + 1).to_string()
        } else {
            String::new()
        };
        let priority = ["low", "normal", "high", "urgent"][(row % 4) as usize];
        write(
            &mut tickets,
            format_args!(
                "{row},A{account:06},{},{closed},{priority},{csat}\n",
                date(opened)
            ),
        );
    }
    for row in 0..30_000_u64 {
        let account = random.below(ACCOUNTS);
        write(
            &mut surveys,
            format_args!("A{account:06},{},{}\n", date(row % 822), row % 11),
        );
    }
    vec![
        ("accounts.csv", accounts),
        ("usage.csv", usage),
        ("tickets.csv", tickets),
        ("surveys.csv", surveys),
    ]
}

/// The day `number` days after 2023-04-01.
fn date(number: u64) -> String {
    let first: Result<perennial_data::Day, _> = "2023-04-01".parse();
    first.map_or_else(
        |_| String::new(),
        |day| day.plus_days(number as i32).to_string(),
    )
}

/// xorshift64*.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % limit
    }
}
