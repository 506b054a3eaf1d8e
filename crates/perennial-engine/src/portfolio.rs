//! The portfolio as a whole (SPEC §10): health rate, bands and their money, distribution, movers,
//! renewals due.

use crate::change::{Change, change};
use crate::compiled::Compiled;
use crate::evaluation::Evaluation;
use crate::explain::explain;
use crate::filter;
use crate::metric_table::catalogue_values;
use crate::model::{BandId, Condition, Test};
use crate::overrides::Override;
use crate::run::Run;
use perennial_data::{AccountIdx, Column, Dataset, Day, TableId, sort_by};
use serde::{Deserialize, Serialize};

/// Number of bars of the distribution, five points of health each.
pub const HISTOGRAM_BARS: usize = 20;

/// The bands in the order of [`Portfolio::bands`]: red, yellow, green, grey.
pub const BANDS: [Option<BandId>; 4] = [
    Some(BandId::Red),
    Some(BandId::Yellow),
    Some(BandId::Green),
    None,
];

/// Accounts of one band.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BandTotal {
    /// How many.
    pub accounts: u32,
    /// Sum of their yearly revenue, over all currencies.
    pub arr: f64,
    /// Sum of their monthly revenue, over all currencies.
    pub mrr: f64,
}

/// All existing accounts at one date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Portfolio {
    /// The date.
    pub as_of: Day,
    /// Accounts that exist on it.
    pub accounts: u32,
    /// Those with a band other than grey.
    pub scored: u32,
    /// Those with a green band.
    pub healthy: u32,
    /// 健康率: healthy over all accounts, unscored ones included; `None` if there is none.
    pub health_rate: Option<f64>,
    /// The other reading: healthy over scored accounts.
    pub health_rate_scored: Option<f64>,
    /// Totals in the order of [`BANDS`].
    pub bands: [BandTotal; 4],
    /// Totals of all bands.
    pub total: BandTotal,
    /// Accounts with a band other than grey by final value: `[0, 5)`, `[5, 10)`, … `[95, 100]`.
    pub histogram: [u32; HISTOGRAM_BARS],
    /// Mean coverage over existing accounts.
    pub coverage: Option<f64>,
}

/// Sums up an evaluation.
#[must_use]
pub fn portfolio(data: &Dataset, evaluation: &Evaluation) -> Portfolio {
    let as_of = evaluation.as_of();
    let (arr, mrr) = revenue(data, as_of);
    let mut bands = [Totals::default(); 4];
    let mut histogram = [0; HISTOGRAM_BARS];
    let mut coverage = 0.0;
    let existing = || (0..evaluation.n_accounts()).filter(|&a| evaluation.exists()[a]);
    for account in existing() {
        let band = evaluation.bands()[account];
        bands[position(band)].add(arr[account], mrr[account]);
        coverage += evaluation.coverage()[account];
        if band.is_some() {
            histogram[bar(evaluation.values()[account])] += 1;
        }
    }
    let total = bands.iter().fold(Totals::default(), |sum, band| Totals {
        accounts: sum.accounts + band.accounts,
        arr: sum.arr + band.arr,
        mrr: sum.mrr + band.mrr,
    });
    let healthy = bands[position(Some(BandId::Green))].accounts;
    let scored = total.accounts - bands[position(None)].accounts;
    let rate = |of: u32| (of > 0).then(|| f64::from(healthy) / f64::from(of));
    Portfolio {
        as_of,
        accounts: total.accounts,
        scored,
        healthy,
        health_rate: rate(total.accounts),
        health_rate_scored: rate(scored),
        bands: bands.map(Totals::finish),
        total: total.finish(),
        histogram,
        coverage: (total.accounts > 0).then(|| coverage / f64::from(total.accounts)),
    }
}

/// Position of a band in [`BANDS`].
pub(crate) fn position(band: Option<BandId>) -> usize {
    match band {
        Some(BandId::Red) => 0,
        Some(BandId::Yellow) => 1,
        Some(BandId::Green) => 2,
        None => 3,
    }
}

fn bar(value: f64) -> usize {
    (1..HISTOGRAM_BARS)
        .rev()
        .find(|&bar| value >= 5.0 * bar as f64)
        .unwrap_or(0)
}

/// Yearly and monthly revenue per account, in millionths so that sums are exact.
pub(crate) fn revenue(data: &Dataset, as_of: Day) -> (Vec<i128>, Vec<i128>) {
    let mut columns = catalogue_values(data, &["arr", "mrr"], as_of).into_iter();
    let mut next = || {
        let values = columns.next().unwrap_or_default();
        let micro = |value: f64| {
            if value.is_nan() {
                0
            } else {
                (value * 1e6).round() as i128
            }
        };
        values.into_iter().map(micro).collect::<Vec<i128>>()
    };
    let (arr, mrr) = (next(), next());
    (arr, mrr)
}

#[derive(Clone, Copy, Default)]
pub(crate) struct Totals {
    accounts: u32,
    arr: i128,
    mrr: i128,
}

impl Totals {
    pub(crate) fn add(&mut self, arr: i128, mrr: i128) {
        self.accounts += 1;
        self.arr += arr;
        self.mrr += mrr;
    }

    pub(crate) fn finish(self) -> BandTotal {
        BandTotal {
            accounts: self.accounts,
            arr: self.arr as f64 / 1e6,
            mrr: self.mrr as f64 / 1e6,
        }
    }
}

/// Whether the account has enough data for a colour: a move of one that has not says nothing.
fn has_band(run: &Run, account: AccountIdx) -> bool {
    let bands = run.evaluation.bands();
    bands.get(account as usize).is_some_and(Option::is_some)
}

/// An account that moved between two evaluations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mover {
    /// The account's number.
    pub account: AccountIdx,
    /// Its id.
    pub account_id: String,
    /// Its name.
    pub name: Option<String>,
    /// Its band then; `None` is grey.
    pub band_before: Option<BandId>,
    /// Its band now.
    pub band_after: Option<BandId>,
    /// How much, and why.
    pub change: Change,
}

/// The accounts that rose and fell most between two runs of one model: at most `limit` each, the
/// largest move first, ties by id. `overrides` are those that both runs were given.
#[must_use]
pub fn movers(
    data: &Dataset,
    compiled: &Compiled,
    (before, after): (&Run, &Run),
    overrides: &[Override],
    limit: usize,
) -> (Vec<Mover>, Vec<Mover>) {
    let n = after.evaluation.n_accounts();
    let difference = |a: usize| after.evaluation.values()[a] - before.evaluation.values()[a];
    let mut moved: Vec<(f64, AccountIdx)> = (0..n)
        .zip(0_u32..)
        .map(|(a, account)| (difference(a), account))
        .filter(|(difference, _)| difference.is_finite() && *difference != 0.0)
        .filter(|&(_, account)| has_band(before, account) && has_band(after, account))
        .collect();
    let explained = |&(_, account): &(f64, AccountIdx)| {
        let then = explain(data, compiled, before, overrides, account)?;
        let now = explain(data, compiled, after, overrides, account)?;
        Some(Mover {
            account,
            account_id: now.account_id.clone(),
            name: now.name.clone(),
            band_before: then.band,
            band_after: now.band,
            change: change(compiled, &then, &then, &now),
        })
    };
    sort_by(&mut moved, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let up = moved.iter().take_while(|(difference, _)| *difference > 0.0);
    let up = up.take(limit).filter_map(explained).collect();
    sort_by(&mut moved, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let down = moved.iter().take_while(|(difference, _)| *difference < 0.0);
    (up, down.take(limit).filter_map(explained).collect())
}

/// Contracts that end in one month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RenewalMonth {
    /// First day of the month.
    pub month: Day,
    /// Contracts that end in it.
    pub contracts: u32,
    /// Sum of their amounts, over all currencies.
    pub amount: f64,
    /// Contracts and amounts by the band of their account, in the order of [`BANDS`].
    pub bands: [(u32, f64); 4],
}

/// The contracts in force on the date of the evaluation that end within `months` calendar months,
/// that of the date included, and are not decided yet.
#[must_use]
pub fn renewals_due(data: &Dataset, evaluation: &Evaluation, months: u32) -> Vec<RenewalMonth> {
    let as_of = evaluation.as_of();
    let contracts = data.table(TableId::Contracts);
    let undecided = Condition {
        field: "outcome".to_owned(),
        test: Test::NoneOf(
            ["renewed", "expanded", "contracted", "lost"]
                .map(str::to_owned)
                .to_vec(),
        ),
    };
    let begun = contracts
        .row_days()
        .map_or(0, |days| days.partition_point(|&day| day <= as_of.number()));
    let begun = (0..u32::try_from(begun).unwrap_or(u32::MAX)).collect();
    let rows = filter::keep(contracts, &[undecided], as_of, begun).unwrap_or_default();
    let amounts = match contracts.column("amount") {
        Some(Column::Number(numbers)) => Some(numbers),
        _ => None,
    };
    let divisor = amounts.map_or(1.0, perennial_data::Decimals::divisor);
    let mut due = vec![[(0_u32, 0_i128); 4]; months as usize];
    let first = as_of.month_start();
    for row in rows.into_iter().map(|row| row as usize) {
        let account = contracts.accounts()[row] as usize;
        let Some(end) = contracts.column("ends_on").and_then(|c| c.day(row)) else {
            continue;
        };
        if end <= as_of || !evaluation.exists().get(account).copied().unwrap_or(false) {
            continue;
        }
        let month = usize::try_from(end.months_since(first)).unwrap_or(usize::MAX);
        if let Some(bands) = due.get_mut(month) {
            let (count, amount) = &mut bands[position(evaluation.bands()[account])];
            *count += 1;
            *amount += i128::from(amounts.and_then(|a| a.mantissa(row)).unwrap_or(0));
        }
    }
    let month = |i: i32| first.plus_months(i);
    due.iter()
        .zip(0..)
        .map(|(bands, i)| RenewalMonth {
            month: month(i),
            contracts: bands.iter().map(|band| band.0).sum(),
            amount: bands.iter().map(|band| band.1).sum::<i128>() as f64 / divisor,
            bands: bands.map(|(count, amount)| (count, amount as f64 / divisor)),
        })
        .collect()
}
