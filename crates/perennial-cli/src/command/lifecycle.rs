//! `perennial lifecycle`: where every account stands in its life on a date, by id.

use crate::args::{Format, ScoreArgs};
use crate::console::Console;
use crate::error::CliError;
use crate::life::Life;
use crate::model::ModelName;
use perennial_data::{AccountIdx, Csv, Day};
use perennial_engine::model::life::StageSet;
use perennial_life::stay::{Paces, Progress, current_stay};
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
    /// Id of the set of stages in use.
    stages: &'a str,
    accounts: Vec<Account<'a>>,
}

#[derive(Serialize)]
struct Account<'a> {
    id: &'a str,
    name: Option<&'a str>,
    /// Id; `None` in no stage.
    stage: Option<&'a str>,
    /// First day of the stay; `None` where it began before the data do.
    entered_on: Option<Day>,
    /// Days since.
    days: Option<i32>,
    /// Against earlier customers; `None` where nobody is late or the first day is not known.
    pace: Option<&'static str>,
    /// Ids of the tracks that run.
    tracks: Vec<&'a str>,
    tier: Option<&'static str>,
    /// Id of the service level.
    service_level: Option<&'a str>,
}

impl<'a> Report<'a> {
    fn new(life: &'a Life, as_of: Day) -> Self {
        let stages = life.plan.model().stages();
        let set = stages.set();
        let paces = set.map(|_| Paces::new(&life.timeline, stages, &life.contracts, as_of));
        let accounts = life.accounts();
        let account = |account| Account::new(life, (set, paces.as_ref()), account, as_of);
        Self {
            as_of,
            model: life.model(),
            stages: &stages.active,
            accounts: accounts.map(account).collect(),
        }
    }

    fn to_csv(&self) -> String {
        let mut csv = Csv::default();
        let headers = [
            "id",
            "name",
            "stage",
            "entered_on",
            "days",
            "pace",
            "tracks",
            "tier",
            "service_level",
        ];
        headers.into_iter().for_each(|header| csv.field(header));
        csv.end_row();
        for account in &self.accounts {
            csv.text(account.id);
            csv.text(account.name.unwrap_or_default());
            csv.field(account.stage.unwrap_or_default());
            csv.field(
                &account
                    .entered_on
                    .map(|day| day.to_string())
                    .unwrap_or_default(),
            );
            csv.field(
                &account
                    .days
                    .map(|days| days.to_string())
                    .unwrap_or_default(),
            );
            csv.field(account.pace.unwrap_or_default());
            csv.field(&account.tracks.join(" "));
            csv.field(account.tier.unwrap_or_default());
            csv.field(account.service_level.unwrap_or_default());
            csv.end_row();
        }
        csv.finish()
    }
}

impl<'a> Account<'a> {
    fn new(
        life: &'a Life,
        (set, paces): (Option<&'a StageSet>, Option<&Paces<'_>>),
        account: AccountIdx,
        as_of: Day,
    ) -> Self {
        let at = account as usize;
        let observation = &life.observed.observation;
        let stage = observation.stage(at);
        let stay = current_stay(&life.timeline, account, as_of)
            .filter(|stay| Some(stay.stage) == stage && !stay.earlier);
        let pace = paces.zip(stay).and_then(|(paces, stay)| {
            let judged = paces.judge(account, &stay).map(pace_code);
            judged.or_else(|| paces.earlier(stay.stage).map(|_| TOO_FEW))
        });
        let model = life.plan.model();
        let tracks = model.stages().tracks.iter().enumerate();
        let bits = observation.tracks().get(at).copied().unwrap_or(0);
        let level = life.services.level(at);
        let level = level.and_then(|level| model.tiers().service_levels.get(level));
        let stage = set.zip(stage).and_then(|(set, at)| set.stages.get(at));
        Self {
            id: life.id(account),
            name: life.name(account),
            stage: stage.map(|stage| stage.id.as_str()),
            entered_on: stay.map(|stay| stay.entered_on),
            days: stay.map(|stay| stay.days(as_of)),
            pace,
            tracks: tracks
                .filter(|(at, _)| bits >> at & 1 == 1)
                .map(|(_, track)| track.id.as_str())
                .collect(),
            tier: life.observed.tier(at).map(|tier| tier.as_str()),
            service_level: level.map(|level| level.id.as_str()),
        }
    }
}

/// There are too few earlier stays to judge by.
const TOO_FEW: &str = "too_few";

fn pace_code(progress: Progress) -> &'static str {
    match progress {
        Progress::OnTrack => "on_track",
        Progress::Behind => "behind",
        Progress::Stuck => "stuck",
    }
}
