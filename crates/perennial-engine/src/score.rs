//! From measures to health, band and coverage of every account (SPEC §4, from groups on).
//!
//! Accounts go in blocks through the columns, so that a re-score under other weights is a few
//! passes over memory in order. Who wants all that is said of an account takes [`score`], who wants
//! numbers over all of them [`tally`].

use crate::compiled::{Compiled, band_of};
use crate::evaluation::{Evaluation, NO_CAP, NO_OVERRIDE};
use crate::lanes::add_weighted;
use crate::measure_table::MeasureTable;
use crate::model::BandId;
use crate::overrides::ActiveOverrides;
use crate::pattern::{self, Weighed};
use std::ops::Range;

/// As long as the ways through the columns are worth following, as short as what comes of them fits
/// the cache.
const BLOCK: usize = 1024;
/// The place of those without a band in [`Tally::bands`], behind the bands in their order.
const GREY: usize = 3;
/// Sums of weights are compared with the minimum of coverage up to rounding.
const ROUNDING: f64 = 1e-9;

/// Scores every account from its measures. Reads no data: for other weights, caps' limits or bands,
/// score the same table again under [`Compiled::with_weights`].
#[must_use]
pub fn score(
    compiled: &Compiled,
    measures: &MeasureTable,
    overrides: &ActiveOverrides,
) -> Evaluation {
    let mut result = Evaluation::with_capacity(measures.as_of(), measures.n_accounts());
    let scorer = Scorer::new(compiled, measures, overrides);
    let mut sums = Sums::default();
    scorer
        .blocks()
        .for_each(|block| scorer.add(block, &mut sums, &mut result));
    result
}

/// How many accounts are in which band, and the sum of their health.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Existing accounts by band, in the order of [`crate::portfolio::BANDS`]: red, yellow, green, grey.
    pub bands: [u32; 4],
    /// Existing accounts with a final value, whether or not coverage gives them a colour.
    pub scored: u32,
    /// Sum of these values, added in the order of the accounts.
    pub sum: f64,
}

/// What [`score`] would say of all accounts together, without keeping what it says of each.
#[must_use]
#[inline(never)] // it stays fast where its caller is made small
pub fn tally(compiled: &Compiled, measures: &MeasureTable, overrides: &ActiveOverrides) -> Tally {
    let scorer = Scorer::new(compiled, measures, overrides);
    let mut sums = Sums::default();
    let mut tally = Tally::default();
    for block in scorer.blocks() {
        add_up(
            compiled,
            measures,
            block.clone(),
            &scorer.weighed,
            &mut sums,
        );
        scorer.count(block, &mut sums, &mut tally);
    }
    tally
}

/// What every block needs.
struct Scorer<'c> {
    compiled: &'c Compiled,
    measures: &'c MeasureTable,
    overrides: &'c ActiveOverrides,
    weighed: Weighed<'c>,
}

impl<'c> Scorer<'c> {
    fn new(
        compiled: &'c Compiled,
        measures: &'c MeasureTable,
        overrides: &'c ActiveOverrides,
    ) -> Self {
        let set_of =
            |a: usize| usize::from(measures.variants[a]) * 2 + usize::from(measures.key_account[a]);
        Self {
            compiled,
            measures,
            overrides,
            weighed: pattern::weigh(compiled, &measures.patterns, set_of, &measures.columns),
        }
    }

    fn blocks(&self) -> impl Iterator<Item = Range<usize>> + use<> {
        let n = self.measures.n_accounts();
        (0..n)
            .step_by(BLOCK)
            .map(move |start| start..(start + BLOCK).min(n))
    }

    /// Adds the accounts of a block to `result`.
    fn add(&self, block: Range<usize>, sums: &mut Sums, result: &mut Evaluation) {
        let Self {
            compiled, measures, ..
        } = *self;
        let base = result.values.len();
        add_up(compiled, measures, block.clone(), &self.weighed, sums);
        finish(compiled, measures, block.clone(), sums, result);
        for &(account, position, value) in self.overrides.within(&block) {
            if measures.exists.get(account) == Some(&true) {
                let at = base + account - block.start;
                result.values[at] = value;
                result.overrides[at] = position;
                let variant = usize::from(measures.variants[account]);
                if result.bands[at].is_some() {
                    result.bands[at] = compiled.band(variant, value);
                }
            }
        }
    }

    /// Counts the accounts of a block whose sums are there.
    fn count(&self, block: Range<usize>, sums: &mut Sums, tally: &mut Tally) {
        let Self {
            compiled, measures, ..
        } = *self;
        let minimum = compiled.model().coverage_minimum - ROUNDING;
        let exists = &measures.exists[block.clone()];
        let variants = &measures.variants[block.clone()];
        let caps = measures.caps[block.clone()].iter().enumerate();
        for (i, &holding) in caps.filter(|(_, holding)| **holding != 0) {
            sums.health[i] = cap(compiled, holding, sums.health[i]).0;
        }
        for &(account, _, value) in self.overrides.within(&block) {
            let at = account - block.start;
            if sums.health[at].is_nan() {
                sums.coverage[at] = f64::NAN; // no colour before, so none now
            }
            sums.health[at] = value;
        }
        let (mut of, mut bands) = (None, &[][..]);
        let accounts = sums.health.iter().zip(&sums.coverage);
        for ((&exists, &variant), (&value, &coverage)) in exists.iter().zip(variants).zip(accounts)
        {
            if !exists {
                continue;
            }
            if of != Some(variant) {
                of = Some(variant);
                bands = compiled.bands(usize::from(variant)).unwrap_or_default();
            }
            let is_covered = coverage >= minimum;
            tally.add(value, band_of(bands, value).filter(|_| is_covered));
        }
    }
}

impl Tally {
    /// The tally of accounts that were scored one by one.
    #[must_use]
    pub fn of(evaluation: &Evaluation) -> Self {
        let mut tally = Self::default();
        let accounts = evaluation.values.iter().zip(&evaluation.bands);
        for ((&value, &band), &exists) in accounts.zip(&evaluation.exists) {
            if exists {
                tally.add(value, band);
            }
        }
        tally
    }

    #[inline]
    fn add(&mut self, value: f64, band: Option<BandId>) {
        self.bands[band.map_or(GREY, |band| band as usize)] += 1;
        if !value.is_nan() {
            self.scored += 1;
            self.sum += value;
        }
    }
}

/// Sums of one block, and what comes of them: a place per account, those past the last unused.
struct Sums {
    number: [f64; BLOCK],
    factors: [[f64; BLOCK]; 2],
    coverage: [f64; BLOCK],
    outcome: [f64; BLOCK],
    experience: [f64; BLOCK],
    health: [f64; BLOCK],
}

impl Default for Sums {
    fn default() -> Self {
        let zero = [0.0; BLOCK];
        Self {
            number: zero,
            factors: [zero; 2],
            coverage: zero,
            outcome: zero,
            experience: zero,
            health: zero,
        }
    }
}

/// Factors, health before caps and coverage of a block.
fn add_up(
    compiled: &Compiled,
    measures: &MeasureTable,
    block: Range<usize>,
    weighed: &Weighed<'_>,
    sums: &mut Sums,
) {
    let patterns = &measures.patterns.of[block.clone()];
    sums.factors = [[0.0; BLOCK]; 2];
    for (group, plan) in compiled.layout().iter().enumerate() {
        sums.number = [0.0; BLOCK];
        let scores = |measure: usize| &measures.columns[measure].scores[block.clone()];
        if let Some(set) = weighed.one_set {
            let column = |&measure: &usize| (set.measures[measure], scores(measure));
            let (fours, rest) = plan.measures.as_chunks::<4>();
            for four in fours {
                add_weighted(&mut sums.number, four.each_ref().map(column));
            }
            for own in rest.iter().map(column) {
                add_weighted(&mut sums.number, [own]);
            }
        } else {
            for &measure in &plan.measures {
                let own = patterns
                    .iter()
                    .map(|&pattern| weighed.sets[pattern as usize].measures[measure]);
                add(&mut sums.number, own.zip(scores(measure).iter().copied()));
            }
        }
        let shares = &weighed.groups[group];
        let numbers = sums.number.iter().zip(&mut sums.factors[plan.factor]);
        for (&pattern, (&number, sum)) in patterns.iter().zip(numbers) {
            *sum += shares[pattern as usize].of(number).1;
        }
    }
    let rows = patterns.iter().zip(&sums.factors[0]).zip(&sums.factors[1]);
    let to = (sums.outcome.iter_mut().zip(&mut sums.experience))
        .zip(sums.health.iter_mut().zip(&mut sums.coverage));
    for (((&pattern, &sum0), &sum1), ((outcome, experience), (health, coverage))) in rows.zip(to) {
        let pattern = pattern as usize;
        let [factor0, factor1] = weighed.factors[pattern];
        let ((mean0, part0), (mean1, part1)) = (factor0.of(sum0), factor1.of(sum1));
        // Averages of 0 to 100 leave that range by rounding only.
        *health = crate::model::clamp((part0 + part1) / weighed.totals[pattern]);
        *outcome = mean0;
        *experience = mean1;
        *coverage = weighed.coverage[pattern];
    }
}

/// Adds weight times score where there is a score.
#[inline]
fn add(numbers: &mut [f64; BLOCK], scores: impl Iterator<Item = (f64, f64)>) {
    for (number, (own, score)) in numbers.iter_mut().zip(scores) {
        *number += if score.is_nan() { 0.0 } else { own * score };
    }
}

fn finish(
    compiled: &Compiled,
    measures: &MeasureTable,
    block: Range<usize>,
    sums: &mut Sums,
    result: &mut Evaluation,
) {
    let minimum = compiled.model().coverage_minimum - ROUNDING;
    let n = block.len();
    let base = result.values.len();
    let exists = &measures.exists[block.clone()];
    let variants = &measures.variants[block.clone()];
    let caps = &measures.caps[block.clone()];
    for (i, _) in exists.iter().enumerate().filter(|(_, exists)| !**exists) {
        sums.outcome[i] = f64::NAN;
        sums.experience[i] = f64::NAN;
        sums.health[i] = f64::NAN;
        sums.coverage[i] = 0.0;
    }
    result.exists.extend_from_slice(exists);
    result.variants.extend_from_slice(variants);
    result.outcome.extend_from_slice(&sums.outcome[..n]);
    result.experience.extend_from_slice(&sums.experience[..n]);
    result.health.extend_from_slice(&sums.health[..n]);
    result.coverage.extend_from_slice(&sums.coverage[..n]);
    result.capped.extend_from_slice(&sums.health[..n]);
    result.caps.resize(base + n, NO_CAP);
    result.overrides.resize(base + n, NO_OVERRIDE);
    for (i, &holding) in caps
        .iter()
        .enumerate()
        .filter(|(_, holding)| **holding != 0)
    {
        (result.capped[base + i], result.caps[base + i]) = cap(compiled, holding, sums.health[i]);
    }
    let capped = &result.capped[base..];
    result.values.extend_from_slice(capped);
    let accounts = capped.iter().zip(variants).zip(&sums.coverage);
    let (mut of, mut bands) = (u8::MAX, None);
    result
        .bands
        .extend(accounts.map(|((&value, &variant), &coverage)| {
            if of != variant || bands.is_none() {
                (of, bands) = (variant, compiled.bands(usize::from(variant)));
            }
            // NaN is in no band.
            let band = band_of(bands.unwrap_or_default(), value);
            if coverage >= minimum { band } else { None }
        }));
}

/// The lowest of the caps that hold, and whether it bit; of two with one limit the first.
fn cap(compiled: &Compiled, mut holding: u32, health: f64) -> (f64, u8) {
    let (mut value, mut which) = (health, NO_CAP);
    while holding != 0 {
        let bit = holding.trailing_zeros();
        holding &= holding - 1;
        if let Some(cap) = compiled.model().caps.get(bit as usize)
            && cap.max < value
        {
            value = cap.max;
            which = u8::try_from(bit).unwrap_or(NO_CAP);
        }
    }
    (value, which)
}
