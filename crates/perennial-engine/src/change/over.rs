//! Why a segment or the whole portfolio changed: the mean of its accounts' own splits, and who moved.
//!
//! Means at the two ends are over whoever has a value then. What accounts that came to have one or ceased to have one
//! do to the mean is a part of its own, so that the parts sum to the difference of the means.

use super::split::{End, Split, split};
use crate::compiled::Compiled;
use crate::hypothesis::{Taken, scored_by};
use crate::measure_table::PRESENT;
use crate::model::BandId;
use crate::run::Run;
use perennial_data::{AccountIdx, Bilingual, Dataset, Day, sort_by};
use serde::{Deserialize, Serialize};

/// The difference of the mean value of many accounts between two dates or models, split.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PortfolioChange {
    /// The earlier date.
    pub from: Day,
    /// The later date.
    pub to: Day,
    /// Mean of the final values then, over the accounts that had one.
    pub before: Option<f64>,
    /// Mean of the final values now, over the accounts that have one.
    pub after: Option<f64>,
    /// Accounts with a value then, at both ends, now.
    pub accounts: [u32; 3],
    /// What the new version of the model does to the accounts as they were: no customer changed.
    pub model: f64,
    /// Other variants, or having become key accounts or ceased to be ones.
    pub variant: f64,
    /// Measures that came or went.
    pub data: f64,
    /// The model's measures with their part, in the model's order.
    pub behaviour: Vec<(String, Bilingual, f64)>,
    /// Caps.
    pub caps: f64,
    /// What people set by hand.
    pub overridden: f64,
    /// Accounts that have a value now and had none then.
    pub joined: f64,
    /// Accounts that had a value then and have none now.
    pub left: f64,
    /// The accounts that are in another band, the largest move first, ties by account.
    pub crossed: Vec<Crossing>,
}

/// An account that is in another band.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Crossing {
    /// The account's number.
    pub account: AccountIdx,
    /// Its bands: then, then under the model of now, now. `None` is grey.
    pub bands: [Option<BandId>; 3],
    /// Now less then; `None` where either is missing.
    pub difference: Option<f64>,
    /// The part of it that is the model's alone.
    pub model: f64,
}

impl Crossing {
    /// Whether it is the model's doing: under the old model it would be where it was, or the other way round.
    #[must_use]
    pub fn is_by_model(&self) -> bool {
        self.bands[0] != self.bands[1] && self.bands[1] == self.bands[2]
    }

    /// Whether it is the customer's doing alone.
    #[must_use]
    pub fn is_by_customer(&self) -> bool {
        self.bands[0] == self.bands[1]
    }
}

impl PortfolioChange {
    /// The sum of all parts: the difference of the means, to 1e-9.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.model + self.customers()
    }

    /// Everything but the model: what the customers, their data and people did.
    #[must_use]
    pub fn customers(&self) -> f64 {
        let behaviour: f64 = self.behaviour.iter().map(|(_, _, part)| part).sum();
        let accounts = self.joined + self.left;
        self.variant + self.data + behaviour + self.caps + self.overridden + accounts
    }
}

/// Splits the change of the mean value of `members` between `before` (the old model on the old data) and `after` (the
/// model of now, `compiled`, on the data of now); `carried` is the model of now on the old data, and where the model is
/// the same it is `before` itself.
#[must_use]
pub fn change_over(
    data: &Dataset,
    compiled: &Compiled,
    (before, carried, after): (&Run, &Run, &Run),
    members: &[AccountIdx],
) -> PortfolioChange {
    let measures = &compiled.model().measures;
    let n_accounts = data.n_accounts();
    let mut sums = Sums {
        behaviour: vec![0.0; measures.len()],
        ..Sums::default()
    };
    let mut crossed = Vec::new();
    for &account in members
        .iter()
        .filter(|&&account| (account as usize) < n_accounts)
    {
        let at = account as usize;
        let [old, new] = [before, after].map(|run| run.evaluation.values[at]);
        let mut model = 0.0;
        sums.before.add(old);
        sums.after.add(new);
        if !old.is_nan() && !new.is_nan() {
            let split = of_account(compiled, (before, carried, after), at);
            model = split.as_ref().map_or(0.0, |split| split.model);
            sums.add(split, old, new);
        }
        let bands = [before, carried, after].map(|run| run.evaluation.bands[at]);
        if bands[0] != bands[2] {
            crossed.push(Crossing {
                account,
                bands,
                difference: Some(new - old).filter(|difference| !difference.is_nan()),
                model,
            });
        }
    }
    let size = |crossing: &Crossing| crossing.difference.map_or(-1.0, f64::abs);
    sort_by(&mut crossed, |a, b| {
        size(b).total_cmp(&size(a)).then(a.account.cmp(&b.account))
    });
    let dates = (before.evaluation.as_of(), after.evaluation.as_of());
    let names = measures.iter().map(|measure| {
        let title = measure.title.clone();
        let of_metric = || {
            compiled
                .metric_of(measure)
                .map(|metric| metric.title.clone())
        };
        (
            measure.id.clone(),
            title.or_else(of_metric).unwrap_or_default(),
        )
    });
    sums.finish(dates, names.collect(), crossed)
}

fn of_account(
    compiled: &Compiled,
    (before, carried, after): (&Run, &Run, &Run),
    account: usize,
) -> Option<Split> {
    let raw = |measure: usize, variant: usize| {
        let plan = compiled.measures().get(measure)?;
        let column = carried.metrics.column(plan.metric)?;
        let word = column
            .word(account)
            .map(|word| Taken::Word(word.to_owned()));
        let taken = word.or(column.get(account).map(Taken::Number))?;
        let months = carried.metrics.tenure_months(account);
        Some(scored_by(&plan.transforms[variant], &taken, months))
    };
    // Of the old model only health and what came of it counts.
    let health = |run: &Run| End {
        scores: Vec::new(),
        counts: Vec::new(),
        weights: Vec::new(),
        ..end(run, account)
    };
    let of_now = |run: &Run| {
        let mut end = end(run, account);
        let set = compiled.set(end.variant, end.key_account);
        let there = end.health.is_some();
        end.weights = set.effective(compiled.layout(), |m| there && !end.scores[m].is_nan());
        end
    };
    let (before, carried, after) = (health(before), end(carried, account), of_now(after));
    split(compiled, &before, &carried, &after, &raw)
}

/// One end, without weights.
fn end(run: &Run, account: usize) -> End {
    let there = |value: f64| Some(value).filter(|value| !value.is_nan());
    let (evaluation, measures) = (&run.evaluation, &run.measures);
    End {
        health: there(evaluation.health[account]),
        capped: there(evaluation.capped[account]),
        value: there(evaluation.values[account]),
        variant: usize::from(measures.variants[account]),
        key_account: measures.key_account[account],
        scores: measures.columns.iter().map(|c| c.scores[account]).collect(),
        counts: (measures.columns.iter())
            .map(|column| column.states[account] & PRESENT != 0)
            .collect(),
        weights: Vec::new(),
    }
}

/// A sum of values that are there, and how many.
#[derive(Default)]
struct Mean {
    sum: f64,
    n: u32,
}

impl Mean {
    fn add(&mut self, value: f64) {
        if !value.is_nan() {
            self.sum += value;
            self.n += 1;
        }
    }

    fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| self.sum / f64::from(self.n))
    }
}

#[derive(Default)]
struct Sums {
    before: Mean,
    after: Mean,
    /// Over the accounts that have a value at both ends.
    both: [Mean; 2],
    model: f64,
    variant: f64,
    data: f64,
    behaviour: Vec<f64>,
    caps: f64,
    overridden: f64,
}

impl Sums {
    fn add(&mut self, split: Option<Split>, old: f64, new: f64) {
        self.both[0].add(old);
        self.both[1].add(new);
        let Some(split) = split else {
            // Without health at an end, a person's word is all there is.
            self.overridden += new - old;
            return;
        };
        self.model += split.model;
        self.variant += split.variant;
        self.data += split.data;
        for moved in &split.behaviour {
            self.behaviour[moved.measure] += moved.part;
        }
        self.caps += split.caps;
        self.overridden += split.overridden;
    }

    fn finish(
        self,
        (from, to): (Day, Day),
        names: Vec<(String, Bilingual)>,
        crossed: Vec<Crossing>,
    ) -> PortfolioChange {
        let n = self.both[0].n;
        let mean = |sum: f64| if n > 0 { sum / f64::from(n) } else { 0.0 };
        let (before, after) = (self.before.mean(), self.after.mean());
        // Where nobody is there at both ends, the means have nothing in common: all of it is who came and who went.
        let [held_before, held_after] = &self.both;
        let held_before = held_before.mean().or(before);
        let held_after = held_after.mean().or(before);
        let less = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => a - b,
            _ => 0.0,
        };
        PortfolioChange {
            from,
            to,
            before,
            after,
            accounts: [self.before.n, n, self.after.n],
            model: mean(self.model),
            variant: mean(self.variant),
            data: mean(self.data),
            behaviour: (names.into_iter().zip(self.behaviour))
                .map(|((id, title), sum)| (id, title, mean(sum)))
                .collect(),
            caps: mean(self.caps),
            overridden: mean(self.overridden),
            joined: less(after, held_after),
            left: less(held_before, before),
            crossed,
        }
    }
}
