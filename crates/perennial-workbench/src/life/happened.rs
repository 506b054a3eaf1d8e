//! Everything that happened with a customer, the newest first: rows of the tables, alerts, stages, and
//! what people did.

use crate::life::today::Today;
use crate::life::tracking::Life;
use crate::query::rows::{cell, of_account};
use perennial_data::{Bilingual, Day, TableId, number_text, sort_by};
use perennial_life::alert::{Alert, AlertState};
use perennial_life::play::PlayBook;
use perennial_life::special::special_dates;
use perennial_life::stay::Stay;
use perennial_life::work::{TaskAct, TaskKey, Work};
use perennial_protocol::view::{CellView, TimelineEntry, TimelineKind};

/// Tables whose rows are told, with the fields that say what kind of row it is and what came of it.
/// Use and figures have charts of their own.
const TOLD: [(TableId, &str, &[&str]); 7] = [
    (TableId::Touchpoints, "kind", &["owner", "outcome"]),
    (TableId::Events, "kind", &["note"]),
    (TableId::Tickets, "kind", &["priority"]),
    (
        TableId::Surveys,
        "kind",
        &["score", "respondent", "comment"],
    ),
    (TableId::Contracts, "outcome", &["amount"]),
    (TableId::Purchases, "product", &["amount"]),
    (TableId::Invoices, "status", &["amount"]),
];

/// The entries of an account known on the date, the newest first.
pub(crate) fn happened(
    (life, today): (&Life, &Today),
    account: u32,
    (stays, alerts): (&[Stay], &[Alert]),
    overrides: &[perennial_engine::Override],
) -> Vec<TimelineEntry> {
    let as_of = today.as_of();
    let mut entries = rows(life, account, as_of);
    let model = life.plan.model();
    let stages = model
        .stages()
        .set()
        .map_or(&[][..], |set| set.stages.as_slice());
    for stay in stays.iter().filter(|stay| !stay.earlier) {
        if let Some(stage) = stages.get(stay.stage) {
            let kind = TimelineKind::Stage(stage.title.clone());
            entries.push(entry(stay.entered_on, kind, ""));
        }
    }
    for alert in alerts {
        let Some(signal) = model.signals().get(alert.signal) else {
            continue;
        };
        let of = |opened| TimelineKind::Alert(signal.title.clone(), opened);
        entries.push(entry(alert.first_seen, of(true), ""));
        let newest = match &alert.state {
            AlertState::Closed(closing) => Some(closing),
            AlertState::Passed { on } => {
                entries.push(entry(*on, of(false), ""));
                None
            }
            AlertState::New | AlertState::Active | AlertState::Snoozed { .. } => None,
        };
        for closing in alert.earlier_closings.iter().chain(newest) {
            let cause = super::alerts::cause_words(&signal.causes, closing);
            let named = Bilingual::new(
                &format!("{}：{}", signal.title.zh, cause.zh),
                &format!("{}: {}", signal.title.en, cause.en),
            );
            let kind = TimelineKind::Alert(named, false);
            entries.push(TimelineEntry {
                author: closing.author.clone(),
                ..entry(closing.on, kind, &closing.feedback)
            });
        }
    }
    let id = life.data().account_id(account).unwrap_or_default();
    for held in overrides
        .iter()
        .filter(|held| held.account_id == id && held.set_on <= as_of)
    {
        let kind = TimelineKind::Override(held.value);
        entries.push(TimelineEntry {
            author: held.author.clone(),
            ..entry(held.set_on, kind, &held.reason)
        });
    }
    entries.extend(done(life, id, as_of));
    sort_by(&mut entries, |a, b| b.on.cmp(&a.on));
    entries
}

fn entry(on: Day, kind: TimelineKind, text: &str) -> TimelineEntry {
    TimelineEntry {
        on,
        kind,
        text: text.to_owned(),
        author: String::new(),
        entry: None,
    }
}

fn joined<'t>(parts: impl IntoIterator<Item = &'t str>) -> String {
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn rows(life: &Life, account: u32, as_of: Day) -> Vec<TimelineEntry> {
    let mut entries = Vec::new();
    for (id, kind, told) in TOLD {
        let table = life.data().table(id);
        let Some(days) = table.row_days() else {
            continue;
        };
        let text = |field: &str, row: usize| match cell(table, field, row, as_of) {
            CellView::Text(text) => text,
            CellView::Number(number) => number_text(number),
            _ => String::new(),
        };
        for row in of_account(table, account, as_of) {
            let at = row as usize;
            let Some(on) = days.get(at).copied().and_then(Day::from_column) else {
                continue;
            };
            // A contract's row begins it; how it came out is told on the day of its outcome.
            let word = if id == TableId::Contracts {
                String::new()
            } else {
                text(kind, at)
            };
            let parts: Vec<String> = told.iter().map(|field| text(field, at)).collect();
            let said = joined(parts.iter().map(String::as_str));
            entries.push(entry(on, TimelineKind::Row(id, word), &said));
            if id == TableId::Contracts
                && let Some(on) = known(table, "outcome_on", at, as_of)
            {
                let reason = [text("reason_code", at), text("reason_text", at)];
                let said = joined(reason.iter().map(String::as_str));
                entries.push(entry(on, TimelineKind::Row(id, text(kind, at)), &said));
            }
        }
    }
    entries
}

fn known(table: &perennial_data::Table, field: &str, row: usize, as_of: Day) -> Option<Day> {
    match cell(table, field, row, as_of) {
        CellView::Day(day) => Some(day),
        _ => None,
    }
}

/// What people did, from the log.
fn done(life: &Life, id: &str, as_of: Day) -> Vec<TimelineEntry> {
    let model = life.plan.model();
    let book = PlayBook::new(model);
    let nothing = String::new();
    let mut entries = Vec::new();
    for said in life
        .log()
        .standing(as_of)
        .filter(|said| said.account() == Some(id))
    {
        let (on, kind, text) = match &said.work {
            Work::Task(work) => {
                let title = task_title(life, &book, &work.task);
                match &work.act {
                    TaskAct::Done(evidence) => (said.on, TimelineKind::TaskDone(title), evidence),
                    TaskAct::Skip(reason) => (said.on, TimelineKind::TaskSkipped(title), reason),
                    TaskAct::Assign(_) | TaskAct::Move(_) | TaskAct::Reopen => continue,
                }
            }
            Work::Note(note) => (said.on, TimelineKind::Note, &note.text),
            Work::Touch(touch) => (
                touch.date,
                TimelineKind::Touch(touch.kind.clone(), touch.minutes),
                &touch.outcome,
            ),
            Work::Happened(event) => {
                let kind = TimelineKind::Row(TableId::Events, event.kind.clone());
                (event.date, kind, &event.note)
            }
            Work::Goal(goal) => (said.on, TimelineKind::Goal(goal.goal.clone()), &goal.unit),
            Work::Proposition(made) => (said.on, TimelineKind::Promise, &made.text),
            Work::Achieved(reached) => (reached.on, TimelineKind::Achieved, &reached.text),
            Work::HandOff(_) => (said.on, TimelineKind::HandOff, &nothing),
            // Alerts and stages are told by what became of them, special dates by their days.
            _ => continue,
        };
        let is_loose = matches!(said.work, Work::Note(_) | Work::Touch(_));
        entries.push(TimelineEntry {
            author: said.author.clone(),
            entry: is_loose.then_some(said.id),
            ..entry(on, kind, text)
        });
    }
    let dates = special_dates(life.log(), as_of).filter(|said| said.date.account == id);
    for said in dates {
        let of_day = |on| TimelineEntry {
            author: said.entry.author.clone(),
            ..entry(on, TimelineKind::Date(said.date.title.clone()), "")
        };
        entries.extend(said.days(as_of).map(of_day));
    }
    entries
}

/// What a task is called.
fn task_title(life: &Life, book: &PlayBook<'_>, key: &TaskKey) -> Bilingual {
    let found = match key {
        TaskKey::Play { play, task, .. } => {
            let mut plays = book.plays().iter();
            let play = plays.find(|known| known.id == *play);
            let task = play.and_then(|play| play.tasks.iter().find(|known| known.id == *task));
            task.map(|task| task.title.clone())
        }
        TaskKey::Cadence { cadence, .. } => {
            let mut cadences = book.cadences().iter();
            let cadence = cadences.find(|known| known.id == *cadence);
            cadence.map(|cadence| cadence.task.title.clone())
        }
        TaskKey::Own(id) => {
            let mut entries = life.log().entries().iter();
            entries.find_map(|entry| match &entry.work {
                Work::OwnTask(own) if entry.id == *id => Some(Bilingual::same(&own.title)),
                _ => None,
            })
        }
        TaskKey::Date { root, .. } => {
            let dates = special_dates(life.log(), Day::LAST);
            let said = dates.filter(|said| said.date.root(said.entry.id) == *root);
            said.last().map(|said| Bilingual::same(&said.date.title))
        }
    };
    found.unwrap_or_default()
}
