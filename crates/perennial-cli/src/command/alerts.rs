//! `perennial alerts`: the signals that hold on a date, by account.

use crate::args::{Format, ScoreArgs};
use crate::console::Console;
use crate::error::CliError;
use crate::life::Life;
use crate::model::ModelName;
use perennial_data::{Csv, Day};
use perennial_engine::model::life::{Direction, LifeRule, Severity, SignalFamily};
use perennial_life::alert::{Alert, alerts};
use perennial_life::calendar::Calendar;
use perennial_life::play::{Audience, Occasion, PlayBook, Source, first_due};
use serde::Serialize;

/// Reads the files, works out the days to the date, prints.
pub(crate) fn run(args: &ScoreArgs, console: &mut Console<'_>) -> Result<(), CliError> {
    let life = Life::of(args, console)?;
    let report = Report::new(&life, args.as_of);
    match args.format {
        Format::Csv => console.print(&report.to_csv()),
        Format::Json | Format::Text => console.print_json(&report),
    }
}

/// The result as one object.
#[derive(Serialize)]
struct Report<'a> {
    as_of: Day,
    model: ModelName<'a>,
    alerts: Vec<AlertOf<'a>>,
}

#[derive(Serialize)]
struct AlertOf<'a> {
    account: &'a str,
    name: Option<&'a str>,
    owner: Option<&'a str>,
    /// Id of the signal.
    signal: &'a str,
    family: SignalFamily,
    direction: Direction,
    /// By the account's variant of the signal.
    severity: Severity,
    first_seen: Day,
    last_seen: Day,
    occurrences: u32,
    /// When the first task of its play is due; `None` without a play.
    due: Option<Day>,
    /// Id of the play.
    play: Option<&'a str>,
}

impl<'a> Report<'a> {
    fn new(life: &'a Life, as_of: Day) -> Self {
        let model = life.plan.model();
        let book = PlayBook::new(model);
        let holds = |rules: &[LifeRule]| life.observed.rules_hold(&life.plan, &life.data, rules);
        let audience = Audience::new(&book, &life.observed.tiers, &holds);
        let calendar = Calendar::shipped();
        let observation = &life.observed.observation;
        let found = alerts(&life.data, &life.timeline, observation, &life.work);
        let of = |alert: &Alert| AlertOf::new(life, (&book, &audience), alert, &calendar);
        Self {
            as_of,
            model: life.model(),
            alerts: found.iter().filter_map(of).collect(),
        }
    }

    fn to_csv(&self) -> String {
        let mut csv = Csv::default();
        let headers = [
            "account",
            "name",
            "owner",
            "signal",
            "family",
            "direction",
            "severity",
            "first_seen",
            "last_seen",
            "occurrences",
            "due",
            "play",
        ];
        headers.into_iter().for_each(|header| csv.field(header));
        csv.end_row();
        for alert in &self.alerts {
            csv.text(alert.account);
            csv.text(alert.name.unwrap_or_default());
            csv.text(alert.owner.unwrap_or_default());
            csv.field(alert.signal);
            csv.field(family(alert.family));
            csv.field(direction(alert.direction));
            csv.field(severity(alert.severity));
            csv.field(&alert.first_seen.to_string());
            csv.field(&alert.last_seen.to_string());
            csv.field(&alert.occurrences.to_string());
            csv.field(&alert.due.map(|day| day.to_string()).unwrap_or_default());
            csv.field(alert.play.unwrap_or_default());
            csv.end_row();
        }
        csv.finish()
    }
}

impl<'a> AlertOf<'a> {
    fn new(
        life: &'a Life,
        (book, audience): (&PlayBook<'a>, &Audience),
        alert: &Alert,
        calendar: &Calendar,
    ) -> Option<Self> {
        let model = life.plan.model();
        let signal = model.signals().get(alert.signal)?;
        let account = alert.account;
        let occasion = Occasion {
            account,
            source: Source::Signal(u16::try_from(alert.signal).ok()?),
            from: alert.first_seen,
            until: None,
            earlier: false,
        };
        let sla = life.services.sla(model.tiers(), account as usize);
        let pace = sla.map_or(100, |sla| sla.pace_percent);
        let mut plays = book.plays_of(occasion.source);
        let play = plays.find(|&play| audience.plays(play, account));
        Some(Self {
            account: life.id(account),
            name: life.name(account),
            owner: life.owner(account),
            signal: &signal.id,
            family: signal.family,
            direction: signal.direction,
            severity: alert.severity,
            first_seen: alert.first_seen,
            last_seen: alert.last_seen,
            occurrences: alert.occurrences,
            due: first_due((book, audience), &occasion, pace, calendar),
            play: play.and_then(|at| Some(book.plays().get(at)?.id.as_str())),
        })
    }
}

fn family(family: SignalFamily) -> &'static str {
    match family {
        SignalFamily::Behaviour => "behaviour",
        SignalFamily::Money => "money",
        SignalFamily::Feedback => "feedback",
        SignalFamily::Relationship => "relationship",
        SignalFamily::Data => "data",
    }
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Risk => "risk",
        Direction::Opportunity => "opportunity",
        Direction::Nurture => "nurture",
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Critical => "critical",
    }
}
