//! Walks the sample through its two years, month by month, as somebody would who turns the date back:
//! stages, alerts and what there is to do. `walk [zh] [date] [customer …]`: the sample as loaded on that
//! date; with customers, these in full.
#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use perennial_data::{Day, Language};
use perennial_protocol::view::{
    AlertState, CustomerLifeView, InboxItem, InboxQuery, InboxView, LifecycleView, TaskState,
};
use perennial_protocol::{Failure, Request, Response, Window};
use perennial_workbench::{BuiltInDecoders, Workbench};
use std::rc::Rc;
use std::time::Instant;

const LAST: &str = "2026-03-31";

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1).peekable();
    let language = args.next_if(|arg| arg == "zh");
    let language = language.map_or(Language::En, |_| Language::Zh);
    let date = args.next_if(|arg| arg.parse::<Day>().is_ok());
    let last: Day = date.as_deref().unwrap_or(LAST).parse().unwrap_or(Day::LAST);
    let mut bench = Workbench::new(Rc::new(BuiltInDecoders))?;
    let clock = Instant::now();
    let as_of = last;
    bench.handle(&Request::LoadSample { language, as_of })?;
    println!("loaded in {} ms", clock.elapsed().as_millis());
    let clock = Instant::now();
    while bench.life_wanted(&Request::WorkFile).is_some() {
        bench.life_step(&Request::WorkFile, 100);
    }
    println!("every day in {} ms", clock.elapsed().as_millis());
    let clock = Instant::now();
    inbox(&mut bench, last)?;
    println!(
        "the team's work and the inbox in {} ms",
        clock.elapsed().as_millis()
    );
    let clock = Instant::now();
    inbox(&mut bench, last.plus_days(-1))?;
    println!(
        "the inbox of another day in {} ms",
        clock.elapsed().as_millis()
    );
    if let Response::File { bytes, .. } = bench.handle(&Request::WorkFile)? {
        let lines = bytes.iter().filter(|&&byte| byte == b'\n').count();
        println!("log of {lines} lines");
    }
    let mut dates = last.past_month_ends(24);
    dates.push(last);
    let customers: Vec<String> = args.collect();
    for id in &customers {
        println!("\n== {id}");
        for &date in &dates {
            show(&customer(&mut bench, id, date)?, date, language);
        }
    }
    if customers.is_empty() {
        alerts(&mut bench, &dates)?;
        for &date in &dates {
            portfolio(&mut bench, date)?;
        }
    }
    Ok(())
}

fn inbox(bench: &mut Workbench, as_of: Day) -> Result<InboxView, Failure> {
    let window = Window {
        offset: 0,
        len: 2000,
    };
    let query = InboxQuery {
        as_of,
        owner: None,
        only: None,
        snoozed: false,
        horizon_days: 7,
        window,
    };
    match bench.handle(&Request::Inbox(query))? {
        Response::Inbox(view) => view.read().map_err(|_| Failure::new("unexpected")),
        _ => Err(Failure::new("unexpected")),
    }
}

fn customer(bench: &mut Workbench, id: &str, as_of: Day) -> Result<CustomerLifeView, Failure> {
    let account = id.to_owned();
    match bench.handle(&Request::CustomerLife { account, as_of })? {
        Response::CustomerLife(view) => view.read().map_err(|_| Failure::new("unexpected")),
        _ => Err(Failure::new("unexpected")),
    }
}

fn board(bench: &mut Workbench, as_of: Day) -> Result<LifecycleView, Failure> {
    match bench.handle(&Request::Lifecycle { as_of })? {
        Response::Lifecycle(view) => Ok(*view),
        _ => Err(Failure::new("unexpected")),
    }
}

/// Customers with an open alert, by signal.
fn alerts(bench: &mut Workbench, dates: &[Day]) -> Result<(), Failure> {
    let dates = dates.to_vec();
    let view = match bench.handle(&Request::StageHistory { dates })? {
        Response::StageHistory(view) => view.read().map_err(|_| Failure::new("unexpected"))?,
        _ => return Err(Failure::new("unexpected")),
    };
    for counts in &view.dates {
        let customers: u32 = counts.stages.iter().sum();
        let signals = view.signals.iter().zip(&counts.alerts);
        let signals = signals.filter(|(_, n)| **n > 0);
        let signals: Vec<String> = signals.map(|(s, n)| format!("{} {n}", s.id)).collect();
        println!(
            "{}: {} of {customers} with an open alert: {}",
            counts.on,
            counts.with_alert,
            signals.join(", ")
        );
    }
    Ok(())
}

fn portfolio(bench: &mut Workbench, as_of: Day) -> Result<(), Failure> {
    let view = inbox(bench, as_of)?;
    let alerts = view
        .items
        .iter()
        .filter(|item| matches!(item, InboxItem::Alert(_)));
    let by_owner: Vec<u32> = view.owners.iter().map(|owner| owner.n).collect();
    println!(
        "\n{as_of}: overdue {}, today {}, week {}, resting {}; {} items of which {} alerts; by owner {by_owner:?}",
        view.n_overdue,
        view.n_today,
        view.n_week,
        view.n_snoozed,
        view.n_items,
        alerts.count()
    );
    let board = board(bench, as_of)?;
    for stage in &board.stages {
        println!(
            "  {:<11} {:>3}  on track {:>2}, behind {:>2}, stuck {:>2}, unsaid {:>3}  usual {:?} of window {}",
            stage.id,
            stage.n,
            stage.by_pace[0],
            stage.by_pace[1],
            stage.by_pace[2],
            stage.by_pace[3],
            stage.usual,
            stage.of_window
        );
    }
    println!("  causes {:?}", board.causes);
    let mut kinds = std::collections::BTreeMap::<String, u32>::new();
    for item in &view.items {
        let (kind, due, owner) = match item {
            InboxItem::Alert(alert) => (format!("alert {}", alert.signal), alert.due, &alert.owner),
            InboxItem::Task(task) => (
                format!("task {}", task.trigger),
                Some(task.due),
                &task.owner,
            ),
        };
        let when = match due {
            Some(due) if due < as_of => "overdue",
            Some(due) if due == as_of => "today",
            Some(_) => continue,
            None => "without date",
        };
        let whose = if owner.is_empty() { "nobody's" } else { "" };
        *kinds.entry(format!("{when} {kind} {whose}")).or_default() += 1;
    }
    println!("  {kinds:?}");
    Ok(())
}

fn show(view: &CustomerLifeView, as_of: Day, language: Language) {
    let stage = view.stage.as_ref();
    print!(
        "{as_of} {:<10} since {:<10} {:?}",
        stage.map_or("-", |stage| stage.id.as_str()),
        stage
            .and_then(|stage| stage.entered_on)
            .map(|day| day.to_string())
            .unwrap_or_default(),
        stage.map(|stage| stage.pace)
    );
    let tracks: Vec<&str> = view.tracks.iter().map(|t| t.title.get(language)).collect();
    print!("  tracks {tracks:?}");
    let alerts = view.alerts.iter().filter_map(|alert| {
        let state = match &alert.state {
            AlertState::New => "new".to_owned(),
            AlertState::Active => "active".to_owned(),
            AlertState::Snoozed { until, .. } => format!("rests to {until}"),
            AlertState::Closed { on, cause, .. } if as_of.days_since(*on) <= 31 => {
                format!("closed {on} {}", cause.get(language))
            }
            _ => return None,
        };
        Some(format!("{} {} {state}", alert.signal, alert.first_seen))
    });
    println!("  alerts {:?}", alerts.collect::<Vec<_>>());
    let open = view.tasks.iter().filter(|t| t.state == TaskState::Open);
    let due: Vec<String> = open
        .filter(|task| task.due <= as_of)
        .map(|task| format!("{} {} {}", task.trigger, task.title.get(language), task.due))
        .collect();
    if !due.is_empty() {
        println!("           due {due:?}");
    }
}
