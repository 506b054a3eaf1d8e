//! All of the user's own work as a CSV file, oldest first. A record of several fields takes a line per
//! field that says something, all with the id of its entry.

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
        let session = &*self;
        let user = UserWork::read(&session.state.work)?;
        let header: Vec<String> = HEADER.iter().map(|&name| name.to_owned()).collect();
        let entries = user.log.entries().iter();
        let rows = entries.flat_map(|entry| {
            let account = entry.account().unwrap_or_default();
            let lines = lines(account, entry).into_iter();
            lines.map(move |line| session.row(entry, line))
        });
        Ok(export_file::csv("work.csv", &header, rows))
    }

    fn row(&self, entry: &Entry, line: Line) -> Vec<CellView> {
        let data = &self.state.data;
        let account = entry.account().unwrap_or_default();
        let name = data.account(account).and_then(|at| data.account_name(at));
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

/// A line per field that says something.
fn record<'t>(
    kind: &'static str,
    texts: impl IntoIterator<Item = (&'t str, &'t str)>,
    days: &[(&str, Option<Day>)],
    numbers: &[(&str, Option<f64>)],
) -> Vec<Line> {
    let line = |subject: &str| Line {
        kind,
        subject: subject.to_owned(),
        action: "say",
        ..Line::default()
    };
    let texts = texts.into_iter().filter(|(_, text)| !text.is_empty());
    let texts = texts.map(|(subject, text)| Line {
        text: text.to_owned(),
        ..line(subject)
    });
    let days = days.iter().filter(|(_, day)| day.is_some());
    let days = days.map(|(subject, day)| Line {
        until: *day,
        ..line(subject)
    });
    let numbers = numbers.iter().filter_map(|(subject, number)| {
        Some(Line {
            number: number_text((*number)?),
            ..line(subject)
        })
    });
    texts.chain(days).chain(numbers).collect()
}

fn lines(account: &str, entry: &Entry) -> Vec<Line> {
    match &entry.work {
        Work::HandOff(said) => record(
            "hand-off",
            [
                ("purchase_intent", said.purchase_intent.as_str()),
                ("problem", &said.problem),
                ("promises", &said.promises),
                ("customer_duties", &said.customer_duties),
                ("our_duties", &said.our_duties),
                ("confirmation", &said.confirmation),
                ("implementer", &said.implementer),
                ("success", &said.success),
            ],
            &[
                ("expected_by", said.expected_by),
                ("accepted_on", said.accepted_on),
                ("steady_on", said.steady_on),
            ],
            &[],
        ),
        Work::Process(change) => record(
            "process",
            [
                ("title", change.title.as_str()),
                ("cause", &change.cause),
                ("metric", &change.metric),
                ("unit", &change.unit),
            ],
            &[("from", Some(change.from))],
            &[("before", change.before), ("after", change.after)],
        ),
        Work::Date(date) => record(
            "date",
            [
                ("title", date.title.as_str()),
                ("repeats", if date.yearly { "yearly" } else { "once" }),
            ],
            &[("on", Some(date.on))],
            &[("ahead_days", Some(f64::from(date.ahead_days)))],
        ),
        Work::Review(review) => record(
            "review",
            [("stage", review.stage.as_str()), ("note", &review.note)],
            &[
                ("reviewed_on", Some(review.reviewed_on)),
                ("next_on", review.next_on),
            ],
            &[],
        ),
        Work::Assessment(said) => {
            let answers = said.answers.iter();
            let answers: Vec<(&str, Option<f64>)> = answers
                .map(|(id, answer)| (id.as_str(), Some(f64::from(*answer))))
                .collect();
            record("maturity", [("note", said.note.as_str())], &[], &answers)
        }
        _ => vec![line(account, entry)],
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
        Work::Achieved(reached) => Line {
            until: Some(reached.on),
            ..of("value", &number_of(reached.promise), "reach", &reached.text)
        },
        Work::Withdraw(id) => of("withdrawal", &number_of(*id), "take back", ""),
        // These are records of several lines.
        Work::HandOff(_)
        | Work::Process(_)
        | Work::Date(_)
        | Work::Review(_)
        | Work::Assessment(_) => Line::default(),
    }
}

/// The number of an entry; empty for none.
fn number_of(entry: u64) -> String {
    if entry == 0 {
        String::new()
    } else {
        entry.to_string()
    }
}
