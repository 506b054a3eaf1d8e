//! `perennial score`: every account that exists on a date, by id.

use crate::args::{Format, ScoreArgs};
use crate::console::Console;
use crate::error::CliError;
use crate::load::load;
use crate::model::{ModelName, choose};
use perennial_data::{AccountIdx, Csv, Dataset, Day};
use perennial_engine::model::{BandId, Measure};
use perennial_engine::{Compiled, EXPIRED, GRACE, PRESENT, Run, STALE, evaluate};
use serde::Serialize;

/// Reads the files, scores, prints.
pub(crate) fn run(args: &ScoreArgs, console: &mut Console<'_>) -> Result<(), CliError> {
    // A bad model is said before megabytes are read.
    let wanted = args.inputs.model.as_deref();
    let asked = wanted.map(|model| choose(Some(model), false)).transpose()?;
    let loaded = load(&args.inputs, console)?;
    let compiled = match asked {
        Some(compiled) => compiled,
        None => choose(None, loaded.only_sheets)?,
    };
    let run = evaluate(&loaded.data, &compiled, &[], args.as_of);
    let report = Report::new(&loaded.data, &compiled, &run, args.as_of);
    if report.accounts.is_empty() {
        let values = [("day", args.as_of.to_string())];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let text = console.words.say("no-account-yet", &values);
        console.warn("no-account-yet", &text);
    }
    match args.format {
        Format::Csv => console.print(&report.to_csv()),
        Format::Json | Format::Text => console.print_json(&report),
    }
}

/// The result as one object. Numbers are never rounded.
#[derive(Serialize)]
struct Report<'a> {
    as_of: Day,
    model: ModelName<'a>,
    accounts: Vec<Account<'a>>,
}

#[derive(Serialize)]
struct Account<'a> {
    id: &'a str,
    name: Option<&'a str>,
    /// After caps.
    health: Option<f64>,
    band: &'static str,
    /// Share of weight backed by data, 0 to 1.
    coverage: f64,
    outcome: Option<f64>,
    experience: Option<f64>,
    /// Id; `None` is the model's default.
    variant: Option<&'a str>,
    health_before_caps: Option<f64>,
    /// Id of the cap that bit.
    cap: Option<&'a str>,
    /// Files bring no overrides; scripts may rely on the field all the same.
    #[serde(rename = "override")]
    overridden: Option<f64>,
    measures: Vec<MeasureOf<'a>>,
}

#[derive(Serialize)]
struct MeasureOf<'a> {
    id: &'a str,
    metric: &'a str,
    /// The metric's value: a number, or a word.
    value: Option<Value<'a>>,
    score: Option<f64>,
    state: &'static str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Number(f64),
    Word(&'a str),
}

impl<'a> Report<'a> {
    fn new(data: &'a Dataset, compiled: &'a Compiled, run: &'a Run, as_of: Day) -> Self {
        let model = compiled.model();
        let n = AccountIdx::try_from(data.n_accounts()).unwrap_or(AccountIdx::MAX);
        // Accounts of a dataset are in byte order of their ids.
        let accounts = (0..n).filter_map(|account| Account::new(data, compiled, run, account));
        Self {
            as_of,
            model: ModelName::of(model),
            accounts: accounts.collect(),
        }
    }

    fn to_csv(&self) -> String {
        let number = |value: Option<f64>| value.map_or_else(String::new, |v| v.to_string());
        let mut csv = Csv::default();
        let headers = [
            "id",
            "name",
            "health",
            "band",
            "coverage",
            "outcome",
            "experience",
            "variant",
            "cap",
            "override",
        ];
        headers.into_iter().for_each(|header| csv.field(header));
        csv.end_row();
        for account in &self.accounts {
            csv.text(account.id);
            csv.text(account.name.unwrap_or_default());
            csv.field(&number(account.health));
            csv.field(account.band);
            csv.field(&account.coverage.to_string());
            csv.field(&number(account.outcome));
            csv.field(&number(account.experience));
            csv.field(account.variant.unwrap_or_default());
            csv.field(account.cap.unwrap_or_default());
            csv.field(&number(account.overridden));
            csv.end_row();
        }
        csv.finish()
    }
}

impl<'a> Account<'a> {
    /// An account that exists.
    fn new(
        data: &'a Dataset,
        compiled: &'a Compiled,
        run: &'a Run,
        account: AccountIdx,
    ) -> Option<Self> {
        let model = compiled.model();
        let position = account as usize;
        let health = run
            .evaluation
            .account(position)
            .filter(|health| health.exists)?;
        let variant = run.measures.variant(position, compiled);
        let variant = variant.and_then(|at| model.variants.get(at));
        let cap = health.cap.and_then(|at| model.caps.get(at));
        let measures = model.measures.iter().enumerate();
        Some(Self {
            id: data.account_id(account)?,
            name: data.account_name(account),
            health: health.value,
            band: band(health.band),
            coverage: health.coverage,
            outcome: health.outcome,
            experience: health.experience,
            variant: variant.map(|variant| variant.id.as_str()),
            health_before_caps: health.health,
            cap: cap.map(|cap| cap.id.as_str()),
            overridden: None,
            measures: measures
                .filter_map(|(at, measure)| MeasureOf::new(compiled, run, (at, measure), position))
                .collect(),
        })
    }
}

impl<'a> MeasureOf<'a> {
    fn new(
        compiled: &Compiled,
        run: &'a Run,
        (at, measure): (usize, &'a Measure),
        account: usize,
    ) -> Option<Self> {
        let column = run.measures.column(at)?;
        let metric = compiled.metric_position(&measure.metric);
        let metric = metric.and_then(|position| run.metrics.column(position))?;
        let score = column.scores().get(account).copied()?;
        let word = metric.word(account).map(Value::Word);
        Some(Self {
            id: &measure.id,
            metric: &measure.metric,
            value: word.or_else(|| metric.get(account).map(Value::Number)),
            score: (!score.is_nan()).then_some(score),
            state: state(*column.states().get(account)?),
        })
    }
}

/// The colour by name; none is grey, 数据不足.
fn band(band: Option<BandId>) -> &'static str {
    match band {
        Some(BandId::Red) => "red",
        Some(BandId::Yellow) => "yellow",
        Some(BandId::Green) => "green",
        None => "grey",
    }
}

/// Whether a measure counts, and if not why.
fn state(bits: u8) -> &'static str {
    match bits {
        bits if bits & GRACE != 0 => "grace",
        bits if bits & EXPIRED != 0 => "expired",
        bits if bits & PRESENT == 0 => "no_value",
        bits if bits & STALE != 0 => "stale",
        _ => "present",
    }
}
