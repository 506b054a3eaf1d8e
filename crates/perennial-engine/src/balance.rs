//! Two evaluations of one date side by side: what a change of the model does to the portfolio (SPEC §12).

use crate::compiled::Compiled;
use crate::evaluation::Evaluation;
use crate::measure_table::MeasureTable;
use crate::portfolio::HISTOGRAM_BARS;
use perennial_data::sort_by;

/// Health of all existing accounts together, bands in the order of [`crate::portfolio::BANDS`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Balance {
    /// Accounts per band.
    pub accounts: [u32; 4],
    /// Their amounts.
    pub amounts: [f64; 4],
    /// Accounts with a colour by value, as [`crate::portfolio::Portfolio::histogram`].
    pub histogram: [u32; HISTOGRAM_BARS],
    /// Accounts with a value.
    pub scored: u32,
    /// Sum of these values, added in the order of the accounts.
    pub sum: f64,
}

/// What differs between two evaluations of the same accounts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moves {
    /// Accounts by band before and after.
    pub accounts: [[u32; 4]; 4],
    /// Their amounts.
    pub amounts: [[f64; 4]; 4],
    /// Accounts whose band is another, the largest amounts first.
    pub crossers: Vec<u32>,
}

/// Sums up an evaluation. `amounts` per account, NaN where missing.
#[must_use]
#[inline(never)] // it stays fast where its caller is made small
pub fn balance(evaluation: &Evaluation, amounts: &[f64]) -> Balance {
    let mut balance = Balance::default();
    for_each(evaluation, amounts, |account, amount| {
        let band = band(evaluation, account);
        let value = evaluation.values[account];
        balance.accounts[band] += 1;
        balance.amounts[band] += amount;
        if band < GREY {
            // Five points a bar, the last one closed.
            let bar = (value / 5.0) as usize;
            balance.histogram[bar.min(HISTOGRAM_BARS - 1)] += 1;
        }
        if !value.is_nan() {
            balance.scored += 1;
            balance.sum += value;
        }
    });
    balance
}

/// Who crosses from one band to another, with amounts; at most `named` of them are named.
#[must_use]
#[inline(never)] // as above
pub fn moves(before: &Evaluation, after: &Evaluation, amounts: &[f64], named: usize) -> Moves {
    let mut moves = Moves::default();
    for_each(after, amounts, |account, amount| {
        let (from, to) = (band(before, account), band(after, account));
        moves.accounts[from][to] += 1;
        moves.amounts[from][to] += amount;
        if from != to {
            moves
                .crossers
                .push(u32::try_from(account).unwrap_or(u32::MAX));
        }
    });
    let amount = |account: &u32| {
        let amount = amounts.get(*account as usize).copied();
        amount.filter(|amount| !amount.is_nan()).unwrap_or(f64::MIN)
    };
    let order = |a: &u32, b: &u32| amount(b).total_cmp(&amount(a)).then(a.cmp(b));
    if moves.crossers.len() > named && named > 0 {
        // Of thousands only the first few are wanted in order.
        moves.crossers.select_nth_unstable_by(named - 1, order);
    }
    moves.crossers.truncate(named);
    sort_by(&mut moves.crossers, order);
    moves
}

/// Whom the rules of a model are about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Per cap of the model, the existing accounts whose condition holds and those whose health it limits.
    pub caps: Vec<(u32, u32)>,
    /// Existing accounts per variant of the model; the last number is those of the default.
    pub variants: Vec<u32>,
}

/// Counts whom caps and variants are about.
#[must_use]
pub fn reach(compiled: &Compiled, measures: &MeasureTable, evaluation: &Evaluation) -> Reach {
    let mut reach = Reach {
        caps: vec![(0, 0); compiled.model().caps.len()],
        variants: vec![0; compiled.n_variants()],
    };
    for_each(evaluation, &[], |account, _| {
        let variant = measures.variants.get(account).copied().unwrap_or(u8::MAX);
        if let Some(n) = reach.variants.get_mut(usize::from(variant)) {
            *n += 1;
        }
        let holding = measures.caps.get(account).copied().unwrap_or(0);
        for (cap, (holds, bites)) in reach.caps.iter_mut().enumerate() {
            *holds += u32::from(holding >> cap & 1 == 1);
            *bites += u32::from(usize::from(evaluation.caps[account]) == cap);
        }
    });
    reach
}

/// The place of those without a band.
const GREY: usize = 3;

#[inline]
fn band(evaluation: &Evaluation, account: usize) -> usize {
    let band = evaluation.bands.get(account).copied().flatten();
    band.map_or(GREY, |band| band as usize)
}

#[inline]
fn for_each(evaluation: &Evaluation, amounts: &[f64], mut each: impl FnMut(usize, f64)) {
    for (account, &exists) in evaluation.exists.iter().enumerate() {
        if exists {
            let amount = amounts.get(account).copied().unwrap_or(0.0);
            each(account, if amount.is_nan() { 0.0 } else { amount });
        }
    }
}
