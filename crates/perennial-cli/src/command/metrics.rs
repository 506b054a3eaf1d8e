//! `perennial metrics`: the catalogue, by family.

use crate::args::{Format, MetricsArgs};
use crate::console::Console;
use crate::error::CliError;
use perennial_data::Csv;
use perennial_engine::catalogue;
use perennial_engine::model::{Better, Family, MetricDecl, Unit};
use serde::Serialize;

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    family: Family,
    unit: Unit,
    better: Better,
    title: &'a str,
    definition: &'a str,
}

/// Prints the catalogue.
pub(crate) fn run(args: MetricsArgs, console: &mut Console<'_>) -> Result<(), CliError> {
    let row = |metric: &'static MetricDecl| Row {
        id: &metric.id,
        family: metric.family,
        unit: metric.unit,
        better: metric.better,
        title: metric.title.get(args.language),
        definition: metric.definition.get(args.language),
    };
    let rows: Vec<Row<'_>> = catalogue().iter().map(row).collect();
    match args.format {
        Format::Json => console.print_json(&rows),
        Format::Csv => console.print(&to_csv(&rows)),
        Format::Text => console.print(&to_text(&rows)),
    }
}

fn to_csv(rows: &[Row<'_>]) -> String {
    let mut csv = Csv::default();
    for header in ["id", "family", "unit", "better", "title", "definition"] {
        csv.field(header);
    }
    csv.end_row();
    for row in rows {
        csv.field(row.id);
        csv.field(&name(&row.family));
        csv.field(&name(&row.unit));
        csv.field(&name(&row.better));
        csv.text(row.title);
        csv.text(row.definition);
        csv.end_row();
    }
    csv.finish()
}

fn to_text(rows: &[Row<'_>]) -> String {
    let mut text = String::new();
    let mut family = None;
    for row in rows {
        if family != Some(row.family) {
            let gap = if family.is_some() { "\n" } else { "" };
            text.push_str(&format!("{gap}{}\n", name(&row.family)));
            family = Some(row.family);
        }
        let (id, unit) = (row.id, name(&row.unit));
        text.push_str(&format!(
            "  {id}: {} ({unit})\n      {}\n",
            row.title, row.definition
        ));
    }
    text
}

/// The name that documents use.
fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
