//! `perennial sensitivity`: how much of the result hangs on the model's exact numbers.

use crate::args::ScoreArgs;
use crate::console::Console;
use crate::error::CliError;
use crate::load::load;
use crate::model::{ModelName, choose};
use perennial_data::{AccountIdx, Dataset, Day};
use perennial_engine::sensitivity::{Bar, Base, Noise, decisive, tornado, weight_noise};
use perennial_engine::{ActiveOverrides, evaluate};
use serde::Serialize;

/// Draws of the weights, within this share of themselves.
const TRIALS: u32 = 200;
const AMOUNT: f64 = 0.1;
/// Which draws: any number would do.
const SEED: u64 = 1;
/// Points by which single measures are moved.
const POINTS: f64 = 10.0;

/// Reads the files, tries, prints.
pub(crate) fn run(args: &ScoreArgs, console: &mut Console<'_>) -> Result<(), CliError> {
    let loaded = load(&args.inputs, console)?;
    let compiled = choose(args.inputs.model.as_deref(), loaded.only_sheets)?;
    let run = evaluate(&loaded.data, &compiled, &[], args.as_of);
    let base = Base {
        data: &loaded.data,
        compiled: &compiled,
        run: &run,
        overrides: &ActiveOverrides::default(),
    };
    let noise = weight_noise(&base, TRIALS, AMOUNT, SEED);
    let ids = |accounts: &[AccountIdx]| ids(&loaded.data, accounts);
    let unsteady = noise.unsteady.iter();
    let report = Report {
        as_of: args.as_of,
        model: ModelName::of(compiled.model()),
        unsteady: unsteady
            .map(|&(account, share)| Unsteady {
                id: loaded.data.account_id(account).unwrap_or_default(),
                share,
            })
            .collect(),
        noise: NoiseOf::new(&noise),
        thresholds: tornado(&base),
        decisive: decisive(&base, POINTS)
            .into_iter()
            .map(|of| DecisiveOf {
                without: of.without.as_deref().map(ids),
                ten_more: ids(&of.more),
                ten_less: ids(&of.less),
                measure: of.measure,
            })
            .collect(),
    };
    console.print_json(&report)
}

fn ids<'d>(data: &'d Dataset, accounts: &[AccountIdx]) -> Vec<&'d str> {
    let ids = accounts
        .iter()
        .filter_map(|&account| data.account_id(account));
    ids.collect()
}

/// The result as one object.
#[derive(Serialize)]
struct Report<'a> {
    as_of: Day,
    model: ModelName<'a>,
    noise: NoiseOf,
    /// Accounts in another band in some draws, and in which share of them.
    unsteady: Vec<Unsteady<'a>>,
    /// The one that moves most accounts first.
    thresholds: Vec<Bar>,
    /// Per measure the accounts that would be in another band without it, or with ten points more or less.
    decisive: Vec<DecisiveOf<'a>>,
}

/// As [`Noise`], the accounts apart.
#[derive(Serialize)]
struct NoiseOf {
    trials: u32,
    amount: f64,
    accounts: u32,
    moved: f64,
    moved_worst: f64,
    rank_correlation: Option<f64>,
    rank_correlation_worst: Option<f64>,
    worst_tenth_kept: f64,
    n_unsteady: u32,
}

impl NoiseOf {
    fn new(noise: &Noise) -> Self {
        Self {
            trials: noise.trials,
            amount: noise.amount,
            accounts: noise.accounts,
            moved: noise.moved,
            moved_worst: noise.moved_worst,
            rank_correlation: noise.rank_correlation,
            rank_correlation_worst: noise.rank_correlation_worst,
            worst_tenth_kept: noise.worst_tenth_kept,
            n_unsteady: noise.n_unsteady,
        }
    }
}

#[derive(Serialize)]
struct Unsteady<'a> {
    id: &'a str,
    share: f64,
}

#[derive(Serialize)]
struct DecisiveOf<'a> {
    measure: String,
    without: Option<Vec<&'a str>>,
    ten_more: Vec<&'a str>,
    ten_less: Vec<&'a str>,
}
