//! Rules of all accounts at once: leaves become a flag per account, made when first asked for, and
//! rules combine them.

use crate::bits::Bits;
use crate::contract::ContractFacts;
use crate::signal::SignalFlags;
use perennial_data::Dataset;
use perennial_engine::{Compiled, Run, holds};
use perennial_model::life::{BandRun, LifeRule, TierId};
use perennial_model::{BandId, MetricRule, Rule, Test, Unit};
use std::rc::Rc;

/// A rule whose leaves are places in a list that all rules of a model share.
#[derive(Clone, Debug)]
pub(crate) enum Expr {
    All(Vec<Expr>),
    Any(Vec<Expr>),
    Not(Box<Expr>),
    Leaf(usize),
}

/// The different leaves of a model's rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Leaves(Vec<LifeRule>);

impl Leaves {
    /// A rule made of all of these; without any it always holds.
    pub(crate) fn all_of(&mut self, rules: &[LifeRule]) -> Expr {
        Expr::All(rules.iter().map(|rule| self.expr(rule)).collect())
    }

    fn expr(&mut self, rule: &LifeRule) -> Expr {
        match rule {
            LifeRule::All(rules) => self.all_of(rules),
            LifeRule::Any(rules) => Expr::Any(rules.iter().map(|rule| self.expr(rule)).collect()),
            LifeRule::Not(rule) => Expr::Not(Box::new(self.expr(rule))),
            leaf => {
                let known = self.0.iter().position(|other| other == leaf);
                Expr::Leaf(known.unwrap_or_else(|| {
                    self.0.push(leaf.clone());
                    self.0.len() - 1
                }))
            }
        }
    }

    /// How many month-ends before a date the rules look at.
    pub(crate) fn month_ends(&self) -> u32 {
        let runs = self.0.iter().map(|leaf| match leaf {
            LifeRule::BandRun(run) => run.months,
            _ => 0,
        });
        runs.max().unwrap_or(0)
    }
}

/// Bands of all accounts on one date.
pub(crate) type Bands = Rc<[Option<BandId>]>;

/// What is known of all accounts on a date when rules are asked.
pub(crate) struct Facts<'f> {
    pub(crate) data: &'f Dataset,
    pub(crate) compiled: &'f Compiled,
    pub(crate) run: &'f Run,
    pub(crate) contracts: &'f ContractFacts,
    /// Per account the position of its tier in [`TierId::ALL`].
    pub(crate) tiers: &'f [u8],
    /// At the month-ends before the date, the newest first.
    pub(crate) month_ends: &'f [Bands],
    /// Once signals are known.
    pub(crate) signals: Option<&'f SignalFlags>,
}

/// The leaves of a date, each worked out when first asked for.
pub(crate) struct Sheet<'l> {
    leaves: &'l Leaves,
    known: Vec<Option<Bits>>,
    nobody: Bits,
    n: usize,
}

impl<'l> Sheet<'l> {
    pub(crate) fn new(leaves: &'l Leaves, n: usize) -> Self {
        Self {
            leaves,
            known: vec![None; leaves.0.len()],
            nobody: Bits::all(n, false),
            n,
        }
    }

    /// Where a rule holds. Signals must be known where it asks for them.
    pub(crate) fn holds(&mut self, facts: &Facts<'_>, expr: &Expr) -> Bits {
        match expr {
            Expr::All(_) => {
                let mut bits = Bits::all(self.n, true);
                self.narrow(facts, expr, &mut bits);
                bits
            }
            Expr::Any(any) => any.iter().fold(Bits::all(self.n, false), |mut bits, expr| {
                match expr {
                    Expr::Leaf(at) => bits.or(self.leaf(facts, *at)),
                    _ => bits.or(&self.holds(facts, expr)),
                }
                bits
            }),
            Expr::Not(expr) => {
                let mut bits = self.holds(facts, expr);
                bits.not();
                bits
            }
            Expr::Leaf(at) => self.leaf(facts, *at).clone(),
        }
    }

    /// Keeps of some accounts those for which a rule holds.
    pub(crate) fn narrow(&mut self, facts: &Facts<'_>, expr: &Expr, bits: &mut Bits) {
        match expr {
            Expr::All(all) => all.iter().for_each(|expr| self.narrow(facts, expr, bits)),
            Expr::Not(expr) => match &**expr {
                Expr::Leaf(at) => bits.and_not(self.leaf(facts, *at)),
                expr => bits.and_not(&self.holds(facts, expr)),
            },
            Expr::Leaf(at) => bits.and(self.leaf(facts, *at)),
            Expr::Any(_) => bits.and(&self.holds(facts, expr)),
        }
    }

    fn leaf(&mut self, facts: &Facts<'_>, at: usize) -> &Bits {
        let n = self.n;
        let rule = self.leaves.0.get(at);
        let work_out = || rule.map_or_else(|| Bits::all(n, false), |rule| leaf(facts, rule));
        match self.known.get_mut(at) {
            Some(known) => known.get_or_insert_with(work_out),
            None => &self.nobody,
        }
    }
}

fn leaf(facts: &Facts<'_>, rule: &LifeRule) -> Bits {
    let n = facts.run.metrics.n_accounts();
    let nobody = || Bits::all(n, false);
    match rule {
        // Taken apart before.
        LifeRule::All(_) | LifeRule::Any(_) | LifeRule::Not(_) => nobody(),
        LifeRule::Account(condition) => of_engine(facts, &Rule::Account(condition.clone())),
        LifeRule::Metric(rule) => metric(facts, rule),
        LifeRule::Measure(rule) => of_engine(facts, &Rule::Measure(rule.clone())),
        LifeRule::Health(test) => numbers(facts.run.evaluation.values(), test),
        LifeRule::Band(bands) => Bits::of(facts.run.evaluation.bands(), |band| {
            band.is_some_and(|band| bands.contains(&band))
        }),
        LifeRule::BandRun(run) => band_run(facts, run),
        LifeRule::Contract(test) => facts.contracts.meet(*test),
        LifeRule::Tier(tiers) => Bits::of(facts.tiers, |&at| {
            let tier = TierId::ALL.get(usize::from(at));
            tier.is_some_and(|tier| tiers.contains(tier))
        }),
        LifeRule::Signal(ids) => facts
            .signals
            .map_or_else(nobody, |signals| signals.any_of(ids)),
        LifeRule::SignalOf(kind) => facts
            .signals
            .map_or_else(nobody, |signals| signals.of_kind(*kind)),
    }
}

fn of_engine(facts: &Facts<'_>, rule: &Rule) -> Bits {
    let run = facts.run;
    let holds = holds(
        facts.data,
        facts.compiled,
        &run.metrics,
        Some(&run.measures),
        rule,
    );
    Bits::of(&holds, |&holds| holds)
}

fn metric(facts: &Facts<'_>, rule: &MetricRule) -> Bits {
    let Some(at) = facts.compiled.metric_position(&rule.metric) else {
        return Bits::all(facts.run.metrics.n_accounts(), false);
    };
    let words = facts.compiled.metrics().nth(at);
    if words.is_some_and(|metric| metric.unit == Unit::Category) {
        return of_engine(facts, &Rule::Metric(rule.clone()));
    }
    match facts.run.metrics.column(at) {
        Some(column) => match column.value_of_all() {
            Some(value) => Bits::all(facts.run.metrics.n_accounts(), meets(&rule.test, value)),
            None => numbers(column.values(), &rule.test),
        },
        None => Bits::all(facts.run.metrics.n_accounts(), false),
    }
}

/// Where numbers meet a test; NaN is missing. The common tests are loops without a choice in them.
fn numbers(values: &[f64], test: &Test) -> Bits {
    match *test {
        Test::AtLeast(limit) => Bits::of(values, |&value| value >= limit),
        Test::AtMost(limit) => Bits::of(values, |&value| value <= limit),
        Test::Above(limit) => Bits::of(values, |&value| value > limit),
        Test::Below(limit) => Bits::of(values, |&value| value < limit),
        Test::Missing => Bits::of(values, |value| value.is_nan()),
        _ => Bits::of(values, |&value| meets(test, value)),
    }
}

/// Whether a number meets a test; NaN is missing.
pub(crate) fn meets(test: &Test, value: f64) -> bool {
    if value.is_nan() {
        test.on_missing()
    } else {
        test.number(value)
    }
}

fn band_run(facts: &Facts<'_>, run: &BandRun) -> Bits {
    let is = |band: &Option<BandId>| *band == Some(run.band);
    let mut bits = Bits::of(facts.run.evaluation.bands(), is);
    let months = run.months as usize;
    if facts.month_ends.len() < months {
        return Bits::all(facts.run.metrics.n_accounts(), false);
    }
    for bands in &facts.month_ends[..months] {
        bits.and(&Bits::of(bands, is));
    }
    bits
}
