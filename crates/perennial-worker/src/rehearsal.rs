//! A rehearsal of a first import and of a first look at weights, in a moment in which nobody waits. Browsers compile
//! code when it first runs, and again, for speed, once it has run for a while; what reads files and scores customers has
//! done both before the first file comes. The files are invented, and a workspace of its own forgets what is read.

use crate::host::Host;
use crate::js;
use crate::session::Session;
use perennial_data::Day;
use perennial_protocol::{ImportEdit, Request};
use perennial_workbench::FileFacts;
use std::fmt::Write as _;

/// The date of the rehearsal: the rows lie in the weeks before it.
const DAY: &str = "2025-07-01";
/// How often all customers are scored: until that is compiled for speed.
const TALLIES: usize = 150;
/// How many of these in one go.
const AT_ONCE: usize = 25;

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

/// Goes through it piece by piece, until somebody waits for something else.
pub(crate) async fn run<S: Session>(host: &Host<S>) {
    let Ok(mut session) = S::new() else { return };
    // Whatever is refused ends the rehearsal, and nothing else.
    rehearse(host, &mut session).await.unwrap_or_default();
}

async fn rehearse<S: Session>(host: &Host<S>, session: &mut S) -> Option<()> {
    let texts: Vec<String> = FILES.iter().map(text_of).collect();
    let facts = FILES.iter().zip(&texts);
    let facts = facts.map(|((name, ..), text)| FileFacts::named(name, text.len() as u64));
    session.inspect_begin(facts.collect());
    for (file, text) in texts.iter().enumerate() {
        pause(host).await?;
        while let Some((offset, len)) = session.inspect_wanted(file) {
            let bytes = text
                .as_bytes()
                .iter()
                .skip(offset as usize)
                .take(len as usize);
            session.inspect_feed(file, offset, &bytes.copied().collect::<Vec<u8>>());
        }
    }
    session.inspect_end().ok()?;
    let accepted = Request::EditImport(ImportEdit::AcceptAll);
    session.handle(&accepted).ok()?;
    for file in session.read_begin().ok()? {
        let (_, header, _, _, times) = FILES.get(file)?;
        let (header, rows) = texts.get(file)?.split_at_checked(header.len() + 1)?;
        session.read_feed(file, header.as_bytes()).ok()?;
        for _ in 0..*times {
            pause(host).await?;
            session.read_feed(file, rows.as_bytes()).ok()?;
        }
    }
    session.read_end(0.0).ok()?;
    let day: Day = DAY.parse().ok()?;
    let what_if = Request::WhatIf {
        dates: vec![day],
        weights: Vec::new(),
    };
    for at in 0..TALLIES {
        if at % AT_ONCE == 0 {
            pause(host).await?;
        }
        session.handle(&what_if).ok()?;
    }
    Some(())
}

fn text_of((_, header, row, rows, _): &Invented) -> String {
    let mut text = format!("{header}\n");
    for i in 0..*rows {
        writeln!(text, "{}", row(i)).ok();
    }
    text
}

/// Lets messages in; `None` where somebody waits.
async fn pause<S: Session>(host: &Host<S>) -> Option<()> {
    js::sleep(0).await;
    (!host.is_waited_for()).then_some(())
}
