//! A rehearsal of the import in a moment in which nobody waits. Browsers compile code when it first runs, and
//! again, for speed, once it has run for a while; what reads files has done both before the first file comes.
//! The files are invented, and what is read of them is forgotten.

use crate::decoder::BrowserDecoders;
use crate::host::Host;
use crate::js;
use crate::session::Session;
use perennial_data::{Dataset, merge};
use perennial_import::{FileFacts, Inspector, Reader};
use std::fmt::Write as _;
use std::hint::black_box;

/// A file: its name and header, row number `i`, how many there are, and how often these are read: until what
/// reads them is compiled for speed.
type Invented = (
    &'static str,
    &'static str,
    fn(usize) -> String,
    usize,
    usize,
);

const FILES: [Invented; 4] = [
    (
        "accounts.csv",
        "account_id,name,segment,seats,arr,started_on",
        |i| format!("ACC-{i:06},\"Name, {i}\",mid,{i},{i}.50,2024-01-05"),
        1_000,
        1,
    ),
    (
        "usage.csv",
        "date,account_id,feature,users,events",
        |i| {
            format!(
                "2025-06-{:02},ACC-{i:06},feature {},{},{i}",
                1 + i / 100,
                i % 24,
                i % 70
            )
        },
        2_000,
        30,
    ),
    (
        "tickets.csv",
        "ticket_id,account_id,opened_at,closed_at,priority,csat",
        |i| {
            format!(
                "{i},ACC-{:06},2025-05-02,2025-06-03,high,{}",
                i % 900,
                i % 5
            )
        },
        5_000,
        1,
    ),
    (
        "surveys.csv",
        "account_id,date,nps",
        |i| format!("ACC-{i:06},2025-05-{:02},{}", 1 + i % 28, i % 11),
        1_000,
        4,
    ),
];

/// Reads the invented files, piece by piece, until somebody waits for something else.
pub(crate) async fn run<S: Session>(host: &Host<S>) {
    let mut batches = Vec::new();
    for (name, header, row, rows, times) in FILES {
        let mut text = format!("{header}\n");
        let start = text.len();
        for i in 0..rows {
            writeln!(text, "{}", row(i)).ok();
        }
        let mut inspector = Inspector::new(FileFacts::named(name, text.len() as u64));
        inspector.head(text.as_bytes());
        let plan = inspector.finish(&BrowserDecoders).plan();
        let (header, rows) = text.as_bytes().split_at(start);
        let mut reader = Reader::new(&plan, &BrowserDecoders);
        reader.feed(header);
        for _ in 0..times {
            js::sleep(0).await;
            if host.is_waited_for() {
                return;
            }
            reader.feed(rows);
        }
        batches.extend(reader.finish().batches);
    }
    black_box(merge(&Dataset::default(), batches));
}
