//! `perennial compare`: what differs between two models, and what that does to the customers in files.

use crate::args::{CompareArgs, Format};
use crate::console::Console;
use crate::error::CliError;
use crate::load::load;
use crate::model::read;
use crate::words::Words;
use perennial_data::{AccountIdx, Dataset, Day};
use perennial_engine::model::{BandId, Difference, read_json};
use perennial_engine::{
    Compiled, Migration, Model, ModelError, PortfolioChange, change_over, evaluate, migration,
};
use perennial_i18n::Messages;
use serde::Serialize;
use std::ffi::OsStr;

/// Accounts in another band that the text names.
const NAMED: usize = 20;

/// Reads the models, and the data if there are files; compares, prints.
pub(crate) fn run(args: &CompareArgs, console: &mut Console<'_>) -> Result<(), CliError> {
    let (old, _) = document(&args.models[0])?;
    let (new, path) = document(&args.models[1])?;
    let bad = |source| CliError::BadModel { path, source };
    let differences = old.differences(&new).map_err(bad)?;
    let effect = match &args.data {
        None => None,
        Some((inputs, as_of)) => {
            let models = [
                compiled(&args.models[0], &old)?,
                compiled(&args.models[1], &new)?,
            ];
            let loaded = load(inputs, console)?;
            let effect = Effect::new(&loaded.data, &models, *as_of);
            Some((loaded.data, models, effect))
        }
    };
    match args.format {
        Format::Text | Format::Csv => {
            let words = Words(args.language);
            let mut lines = told(words, &differences);
            if let Some((data, models, effect)) = &effect {
                lines.push(String::new());
                lines.extend(effect.told(words, data, models[1].model()));
            }
            lines.push(String::new());
            console.print(&lines.join("\n"))
        }
        Format::Json => {
            let effect = effect.as_ref();
            console.print_json(&Report {
                differences: &differences,
                effect: effect.map(|(data, _, effect)| effect.named(data)),
            })
        }
    }
}

fn document(name: &OsStr) -> Result<(Model, std::path::PathBuf), CliError> {
    let (text, path) = read(name)?;
    match read_json(&text) {
        Ok(model) => Ok((model, path)),
        Err(source) => Err(CliError::BadModel { path, source }),
    }
}

fn compiled(name: &OsStr, model: &Model) -> Result<Compiled, CliError> {
    let bad = |source: ModelError| CliError::BadModel {
        path: name.into(),
        source,
    };
    Compiled::new(model).map_err(bad)
}

/// What the second model does to the customers as they are.
struct Effect {
    as_of: Day,
    change: PortfolioChange,
    migration: Migration,
}

#[derive(Serialize)]
struct Report<'a> {
    differences: &'a [Difference],
    effect: Option<EffectOf<'a>>,
}

#[derive(Serialize)]
struct EffectOf<'a> {
    as_of: Day,
    /// Means of the final values.
    before: Option<f64>,
    after: Option<f64>,
    /// Rows: the band under the first model, red, yellow, green, grey; columns: under the second.
    bands: &'a [[perennial_engine::portfolio::BandTotal; 4]; 4],
    /// Accounts in another band, the largest move first.
    crossed: Vec<CrossedOf<'a>>,
}

#[derive(Serialize)]
struct CrossedOf<'a> {
    id: &'a str,
    name: Option<&'a str>,
    before: Option<BandId>,
    after: Option<BandId>,
    difference: Option<f64>,
}

impl Effect {
    fn new(data: &Dataset, [old, new]: &[Compiled; 2], as_of: Day) -> Self {
        let [before, after] = [old, new].map(|model| evaluate(data, model, &[], as_of));
        let all = 0..AccountIdx::try_from(data.n_accounts()).unwrap_or(AccountIdx::MAX);
        let all: Vec<AccountIdx> = all.collect();
        Self {
            as_of,
            // The data are the same: what is carried over is what is.
            change: change_over(data, new, (&before, &after, &after), &all),
            migration: migration(data, &before.evaluation, &after.evaluation),
        }
    }

    fn named<'a>(&'a self, data: &'a Dataset) -> EffectOf<'a> {
        let crossed = self.change.crossed.iter().map(|crossing| CrossedOf {
            id: data.account_id(crossing.account).unwrap_or_default(),
            name: data.account_name(crossing.account),
            before: crossing.bands[0],
            after: crossing.bands[2],
            difference: crossing.difference,
        });
        EffectOf {
            as_of: self.as_of,
            before: self.change.before,
            after: self.change.after,
            bands: &self.migration.cells,
            crossed: crossed.collect(),
        }
    }

    fn told(&self, words: Words, data: &Dataset, model: &Model) -> Vec<String> {
        let m = Messages::new(words.0);
        let edges: Vec<f64> = model.bands.iter().map(|band| band.from).collect();
        let health = |value| m.health(value, &edges);
        let change = match (self.change.before, self.change.after) {
            (Some(before), Some(after)) => m.signed(after - before, 1),
            _ => String::new(),
        };
        let (better, worse) = self.migration.better_and_worse();
        let unmoved = self.migration.unmoved();
        let moved = u32::try_from(self.migration.moved.len()).unwrap_or(u32::MAX);
        let mut lines = vec![
            words.say(
                "compare-effect",
                &[
                    ("of", &m.count(self.change.accounts[2])),
                    ("day", &m.date(self.as_of)),
                    ("before", &health(self.change.before)),
                    ("after", &health(self.change.after)),
                    ("change", &change),
                ],
            ),
            words.say(
                "compare-moved",
                &[
                    ("better", &m.count(better)),
                    ("worse", &m.count(worse)),
                    ("grey", &m.count(moved.saturating_sub(better + worse))),
                    ("unmoved", &m.count(unmoved)),
                ],
            ),
        ];
        let band = |band: Option<BandId>| match band {
            Some(BandId::Green) => m.band_healthy(),
            Some(BandId::Yellow) => m.band_watch(),
            Some(BandId::Red) => m.band_risk(),
            None => m.band_no_data(),
        };
        for crossing in self.change.crossed.iter().take(NAMED) {
            let id = data.account_id(crossing.account).unwrap_or_default();
            let name = data.account_name(crossing.account).unwrap_or(id);
            let values = [
                ("name", name),
                ("before", band(crossing.bands[0])),
                ("after", band(crossing.bands[2])),
            ];
            lines.push(format!("  {}", words.say("compare-crossed", &values)));
        }
        if let Some(more) = self
            .change
            .crossed
            .len()
            .checked_sub(NAMED)
            .filter(|n| *n > 0)
        {
            let values = [("count", &*more.to_string())];
            lines.push(format!("  {}", words.say("compare-more", &values)));
        }
        lines
    }
}

fn told(words: Words, differences: &[Difference]) -> Vec<String> {
    if differences.is_empty() {
        return vec![words.say("compare-same", &[])];
    }
    let count = differences.len().to_string();
    let mut lines = vec![words.say("compare-differences", &[("count", &count)])];
    for difference in differences {
        let value = |value: &Option<serde_json::Value>| match value {
            None => words.say("compare-nothing", &[]),
            Some(value) if value.is_object() || value.is_array() && !difference.is_order => {
                "…".to_owned()
            }
            Some(value) => value.to_string(),
        };
        let (old, new) = (value(&difference.old), value(&difference.new));
        let order = match difference.is_order {
            true => format!(" ({})", words.say("compare-order", &[])),
            false => String::new(),
        };
        lines.push(format!("  {}{order}: {old} → {new}", difference.path));
    }
    lines
}
