//! `perennial lint`: what is wrong or unwise in a model, by itself and on data, and what mends it.

use crate::args::{Format, LintArgs};
use crate::console::Console;
use crate::error::CliError;
use crate::load::load;
use crate::model::read;
use perennial_data::{Csv, Language};
use perennial_engine::model::{BandId, Patch, read_json};
use perennial_engine::{Compiled, Model, evaluate};
use perennial_i18n::{ErrorWords, Messages};
use perennial_lint::{Arg, Finding, Fix, Hand, Severity, document, in_hand};
use serde::Serialize;
use std::collections::BTreeMap;

/// Reads the model, and the data if there are files; looks; prints. That there are errors (under `--strict` also
/// warnings) is how the command ends.
pub(crate) fn run(args: &LintArgs, console: &mut Console<'_>) -> Result<(), CliError> {
    let (text, path) = read(&args.model)?;
    let bad = |source| CliError::BadModel {
        path: path.clone(),
        source,
    };
    let model: Model = read_json(&text).map_err(bad)?;
    let mut found = document(&model);
    let of = |found: &[Finding], severity| {
        let such = found.iter().filter(|f| f.rule.severity() == severity);
        such.count()
    };
    if let Some((inputs, as_of)) = &args.data {
        let loaded = load(inputs, console)?;
        if of(&found, Severity::Error) == 0 {
            let compiled = Compiled::new(&model).map_err(bad)?;
            let run = evaluate(&loaded.data, &compiled, &[], *as_of);
            found.extend(in_hand(&Hand {
                data: &loaded.data,
                compiled: &compiled,
                metrics: &run.metrics,
                measures: &run.measures,
                evaluation: &run.evaluation,
            }));
        }
    }
    let m = Messages::new(args.language);
    match args.format {
        Format::Text => console.print(&text_of(m, &found))?,
        Format::Csv => console.print(&csv_of(m, &found))?,
        Format::Json => {
            let all: Vec<_> = found.iter().map(|f| FindingOf::new(m, f)).collect();
            console.print_json(&all)?;
        }
    }
    // The result stands whatever is wrong with the model.
    console.flush()?;
    let (errors, warnings) = (of(&found, Severity::Error), of(&found, Severity::Warning));
    if errors > 0 || args.is_strict && warnings > 0 {
        return Err(CliError::Found { errors, warnings });
    }
    Ok(())
}

#[derive(Serialize)]
struct FindingOf<'f> {
    code: &'static str,
    severity: Severity,
    path: String,
    args: BTreeMap<&'static str, &'f Arg>,
    message: String,
    fixes: &'f [Fix],
}

impl<'f> FindingOf<'f> {
    fn new(m: Messages, finding: &'f Finding) -> Self {
        Self {
            code: finding.rule.code(),
            severity: finding.rule.severity(),
            path: finding.path.to_string(),
            args: finding
                .args
                .iter()
                .map(|(name, arg)| (*name, arg))
                .collect(),
            message: words(m, finding).what,
            fixes: &finding.fixes,
        }
    }
}

fn name_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn words(m: Messages, finding: &Finding) -> ErrorWords {
    let args = finding.args.iter();
    let args: Vec<(&str, String)> = args.map(|(name, arg)| (*name, written(m, arg))).collect();
    let code = format!("lint-{}", finding.rule.code());
    m.error_text(&code, &args).unwrap_or(ErrorWords {
        what: code,
        safe: String::new(),
        next: String::new(),
    })
}

fn written(m: Messages, arg: &Arg) -> String {
    match arg {
        Arg::Text(text) => text.clone(),
        Arg::Named(named) => named.get(m.language()).to_owned(),
        Arg::Number(number) if *number == f64::INFINITY => "∞".to_owned(),
        Arg::Number(number) if *number == f64::NEG_INFINITY => "−∞".to_owned(),
        Arg::Number(number) if number.fract() == 0.0 => m.number(*number, 0),
        Arg::Number(number) => m.number(*number, 2),
        Arg::Count(count) => count.to_string(),
        Arg::Share(share) => m.percent(*share, 1),
        Arg::Band(band) => match band {
            BandId::Green => m.band_healthy(),
            BandId::Yellow => m.band_watch(),
            BandId::Red => m.band_risk(),
        }
        .to_owned(),
        Arg::Fault(code) => m.problem(code).unwrap_or(code).to_owned(),
    }
}

/// What a patch does, as far as a line can say it.
fn edit(patch: &Patch) -> String {
    match &patch.value {
        None => format!("− {}", patch.path),
        Some(value) if value.is_array() || value.is_object() => format!("{} = …", patch.path),
        Some(value) => format!("{} = {value}", patch.path),
    }
}

fn text_of(m: Messages, found: &[Finding]) -> String {
    let mut text = String::new();
    for finding in found {
        let severity = name_of(finding.rule.severity());
        let (code, path, said) = (finding.rule.code(), &finding.path, words(m, finding));
        // Chinese sentences follow each other without a space.
        let between = match m.language() {
            Language::Zh => "",
            Language::En => " ",
        };
        text.push_str(&format!("{severity}[{code}] {path}\n"));
        let sentences = [said.what, said.safe, said.next].join(between);
        text.push_str(&format!("  {}\n", sentences.trim_end()));
        for fix in &finding.fixes {
            let code = format!("fix-{}", fix.kind.code());
            let label = m.value(&code).unwrap_or(fix.kind.code());
            let edits: Vec<String> = fix.patches.iter().map(edit).collect();
            text.push_str(&format!("  → {label}: {}\n", edits.join(", ")));
        }
    }
    text
}

fn csv_of(m: Messages, found: &[Finding]) -> String {
    let mut csv = Csv::default();
    let headers = ["code", "severity", "path", "message", "fixes"];
    headers.into_iter().for_each(|header| csv.field(header));
    csv.end_row();
    for finding in found {
        csv.field(finding.rule.code());
        csv.field(name_of(finding.rule.severity()));
        csv.text(&finding.path.to_string());
        csv.text(&words(m, finding).what);
        let fixes: Vec<&str> = finding.fixes.iter().map(|fix| fix.kind.code()).collect();
        csv.text(&fixes.join(" "));
        csv.end_row();
    }
    csv.finish()
}

#[cfg(test)]
mod tests {
    use super::{Messages, words};
    use perennial_data::Language;
    use perennial_lint::{FixKind, Rule};

    #[test]
    fn every_rule_and_fix_has_words() {
        let m = Messages::new(Language::Zh);
        for rule in Rule::ALL {
            let code = format!("lint-{}", rule.code());
            assert!(m.error_text(&code, &[]).is_some(), "{code}");
        }
        for kind in FixKind::ALL {
            assert!(m.value(&format!("fix-{}", kind.code())).is_some());
        }
    }

    #[test]
    fn sentences_name_what_findings_bring() {
        let mut document: serde_json::Value =
            serde_json::from_str(perennial_engine::shipped()[2].json()).unwrap();
        document["bands"][1]["from"] = 51.into();
        document["measures"][0]["weight"] = 40.into();
        document["measures"][1]["metric"] = "logins".into();
        let model = perennial_engine::Model::from_value(document).unwrap();
        let found = perennial_lint::document(&model);
        assert_eq!(found.len(), 3, "{found:?}");
        for language in [Language::Zh, Language::En] {
            for finding in &found {
                let said = words(Messages::new(language), finding);
                assert!(!format!("{said:?}").contains('—'), "{said:?}");
            }
        }
    }
}
