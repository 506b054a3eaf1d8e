//! `perennial quality`: what is doubtful in the files, with the rows.

use crate::args::{Format, ScoreArgs};
use crate::console::Console;
use crate::error::CliError;
use crate::load::load;
use crate::model::{ModelName, choose};
use perennial_data::{Csv, Dataset, Day, UNMATCHED};
use perennial_quality::{Finding, Severity, measures, report};
use serde::Serialize;
use std::collections::BTreeMap;

/// Rows that a finding shows as JSON; all of them are counted.
const SHOWN: usize = 100;

/// Reads the files, looks, prints.
pub(crate) fn run(args: &ScoreArgs, console: &mut Console<'_>) -> Result<(), CliError> {
    let loaded = load(&args.inputs, console)?;
    let compiled = choose(args.inputs.model.as_deref(), loaded.only_sheets)?;
    let findings = report(&loaded.data, args.as_of);
    let of = |finding| FindingOf::new(&loaded.data, finding, measures(compiled.model(), finding));
    let report = Report {
        as_of: args.as_of,
        model: ModelName::of(compiled.model()),
        findings: findings.iter().map(of).collect(),
    };
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
    /// The gravest first.
    findings: Vec<FindingOf<'a>>,
}

#[derive(Serialize)]
struct FindingOf<'a> {
    code: &'static str,
    /// `impossible`, `doubtful` or `note`.
    weight: &'static str,
    table: &'static str,
    fields: &'a [String],
    count: u32,
    of: u32,
    /// Accounts that these rows are of.
    accounts: u32,
    /// Ids of the model's measures that read what it is about.
    measures: Vec<&'a str>,
    details: BTreeMap<&'static str, &'a str>,
    /// The first rows: the account and the fields at fault.
    rows: Vec<BTreeMap<&'a str, String>>,
}

impl<'a> FindingOf<'a> {
    fn new(data: &'a Dataset, finding: &'a Finding, measures: Vec<&'a str>) -> Self {
        let table = data.table(finding.table);
        let row = |&row: &u32| {
            let account = table.accounts().get(row as usize).copied().unwrap_or(row);
            let id = match account.checked_sub(UNMATCHED) {
                Some(code) => data.unmatched().get(code),
                None => data.account_id(account),
            };
            let fields = finding.fields.iter().filter_map(|field| {
                let text = table.column(field)?.written(row as usize)?;
                Some((field.as_str(), text))
            });
            let account = id.map(|id| ("account", id.to_owned()));
            fields.chain(account).collect()
        };
        Self {
            code: finding.kind.code(),
            weight: match finding.kind.severity() {
                Severity::Impossible => "impossible",
                Severity::Doubtful => "doubtful",
                Severity::Note => "note",
            },
            table: finding.table.name(),
            fields: &finding.fields,
            count: finding.count,
            of: finding.of,
            accounts: finding.accounts,
            measures,
            details: finding
                .args
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect(),
            rows: finding.rows.iter().take(SHOWN).map(row).collect(),
        }
    }
}

impl Report<'_> {
    fn to_csv(&self) -> String {
        let mut csv = Csv::default();
        let headers = [
            "code", "weight", "table", "fields", "count", "of", "accounts", "measures",
        ];
        headers.into_iter().for_each(|header| csv.field(header));
        csv.end_row();
        for finding in &self.findings {
            csv.field(finding.code);
            csv.field(finding.weight);
            csv.field(finding.table);
            csv.text(&finding.fields.join(" "));
            csv.field(&finding.count.to_string());
            csv.field(&finding.of.to_string());
            csv.field(&finding.accounts.to_string());
            csv.text(&finding.measures.join(" "));
            csv.end_row();
        }
        csv.finish()
    }
}
