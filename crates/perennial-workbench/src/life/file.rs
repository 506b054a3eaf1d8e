//! All of the user's own work as a CSV file, oldest first.

use crate::export_file;
use crate::life::key;
use crate::life::user::UserWork;
use crate::session::Session;
use perennial_data::{Day, number_text};
use perennial_life::work::{AlertAct, Entry, OWN_CAUSE, TaskAct, Work};
use perennial_protocol::view::CellView;
use perennial_protocol::{Failure, Response};

const HEADER: [&str; 11] = [
    "id",
    "date",
    "author",
    "account_id",
    "name",
    "kind",
    "subject",
    "action",
    "text",
    "until",
    "number",
];

/// What an entry says beyond who, when and about whom.
#[derive(Default)]
struct Line {
    kind: &'static str,
    subject: String,
    action: &'static str,
    text: String,
    until: Option<Day>,
    number: String,
}

impl Session {
    /// The file; columns as in [`HEADER`].
    ///
    /// # Errors
    /// `stored-damaged` where the work cannot be read.
    pub(crate) fn work_file(&mut self) -> Result<Response, Failure> {
        self.make_work()?;
        let user = UserWork::read(&self.state.work)?;
        let header: Vec<String> = HEADER.iter().map(|&name| name.to_owned()).collect();
        let rows = user.log.entries().iter().map(|entry| self.row(entry));
        Ok(export_file::csv("work.csv", &header, rows))
    }

    fn row(&self, entry: &Entry) -> Vec<CellView> {
        let data = &self.state.data;
        let account = entry.account().unwrap_or_default();
        let name = data.account(account).and_then(|at| data.account_name(at));
        let line = line(account, entry);
        let text = |text: &str| CellView::Text(text.to_owned());
        vec![
            text(&entry.id.to_string()),
            CellView::Day(entry.on),
            text(&entry.author),
            text(account),
            text(name.unwrap_or_default()),
            text(line.kind),
            text(&line.subject),
            text(line.action),
            text(&line.text),
            line.until.map_or(CellView::Missing, CellView::Day),
            text(&line.number),
        ]
    }
}

fn line(account: &str, entry: &Entry) -> Line {
    let of = |kind, subject: &str, action, text: &str| Line {
        kind,
        subject: subject.to_owned(),
        action,
        text: text.to_owned(),
        ..Line::default()
    };
    match &entry.work {
        Work::Alert(work) => {
            let of = |action, text: &str| of("alert", &work.signal, action, text);
            match &work.act {
                AlertAct::Start => of("start", ""),
                AlertAct::Assign(owner) => of("assign", owner),
                AlertAct::Snooze { until, reason } => Line {
                    until: Some(*until),
                    ..of("snooze", reason)
                },
                AlertAct::Wake => of("wake", ""),
                AlertAct::Close {
                    cause,
                    note,
                    feedback,
                } => {
                    let cause = if cause == OWN_CAUSE { note } else { cause };
                    let said = [cause.as_str(), feedback].into_iter();
                    let said: Vec<&str> = said.filter(|text| !text.is_empty()).collect();
                    of("close", &said.join(": "))
                }
                AlertAct::Reopen => of("reopen", ""),
            }
        }
        Work::Task(work) => {
            let task = key::text(account, &work.task);
            let of = |action, text: &str| of("task", &task, action, text);
            match &work.act {
                TaskAct::Done(evidence) => of("done", evidence),
                TaskAct::Skip(reason) => of("skip", reason),
                TaskAct::Assign(owner) => of("assign", owner),
                TaskAct::Move(day) => Line {
                    until: Some(*day),
                    ..of("move", "")
                },
                TaskAct::Reopen => of("reopen", ""),
            }
        }
        Work::Shift(shift) => Line {
            number: shift.days.to_string(),
            ..of(
                "plan",
                &format!("{}/{}", shift.play, shift.trigger_on),
                "shift",
                &shift.reason,
            )
        },
        Work::OwnTask(own) => Line {
            until: Some(own.due_on),
            ..of("own task", &own.owner, "add", &own.title)
        },
        Work::Note(note) => of("note", "", "add", &note.text),
        Work::Touch(touch) => Line {
            number: touch.minutes.to_string(),
            ..of("touchpoint", &touch.kind, "log", &touch.outcome)
        },
        Work::Happened(event) => of("event", &event.kind, "log", &event.note),
        Work::Stage(stage) => Line {
            until: Some(stage.expires_on),
            ..of("stage", &stage.stage, "hold", &stage.reason)
        },
        Work::Goal(goal) => {
            let number = |number: Option<f64>| number.map(number_text).unwrap_or_default();
            let numbers = [goal.baseline, goal.target, goal.actual].map(number);
            Line {
                until: goal.due_on,
                number: numbers.join(" / "),
                ..of("goal", &goal.goal, "set", &goal.unit)
            }
        }
        Work::Proposition(made) => of("proposition", "", "make", &made.text),
        Work::HandOff(said) => Line {
            until: said.expected_by,
            ..of("hand-off", &said.purchase_intent, "say", &said.problem)
        },
        Work::Process(change) => of("process", &change.cause, "change", &change.title),
        Work::Review(review) => Line {
            until: review.next_on,
            ..of("review", &review.stage, "hold", &review.note)
        },
        Work::Withdraw(id) => of("withdrawal", &id.to_string(), "take back", ""),
    }
}
