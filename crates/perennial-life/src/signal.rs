//! Which signals hold for which accounts on a date: variants, then silences.

use crate::bits::Bits;
use crate::rule::{Expr, Facts, Leaves, Sheet};
use perennial_model::life::{Direction, Severity, Signal, SignalOf};

/// A signal ready to run.
#[derive(Clone, Debug)]
pub(crate) struct SignalPlan {
    id: String,
    direction: Direction,
    severity: Severity,
    when: Expr,
    variants: Vec<VariantPlan>,
    /// Positions of the signals that silence it.
    silenced_by: Vec<usize>,
}

#[derive(Clone, Debug)]
struct VariantPlan {
    applies_to: Expr,
    /// `None`: the signal's own.
    when: Option<Expr>,
    severity: Option<Severity>,
    off: bool,
}

impl SignalPlan {
    pub(crate) fn all_of(signals: &[Signal], leaves: &mut Leaves) -> Vec<Self> {
        let position = |id: &String| signals.iter().position(|other| other.id == *id);
        let plan = |signal: &Signal| Self {
            id: signal.id.clone(),
            direction: signal.direction,
            severity: signal.severity,
            when: leaves.all_of(&signal.when),
            variants: signal
                .variants
                .iter()
                .map(|variant| VariantPlan {
                    applies_to: leaves.all_of(&variant.applies_to),
                    when: variant.when.as_ref().map(|when| leaves.all_of(when)),
                    severity: variant.severity,
                    off: variant.off,
                })
                .collect(),
            silenced_by: signal.silenced_by.iter().filter_map(position).collect(),
        };
        signals.iter().map(plan).collect()
    }
}

/// The signals of all accounts on one date, in the model's order.
#[derive(Clone, Debug, Default)]
pub(crate) struct SignalFlags {
    signals: Vec<SignalFlag>,
    n: usize,
}

#[derive(Clone, Debug)]
struct SignalFlag {
    id: String,
    direction: Direction,
    severity: Severity,
    /// Where it holds and is not silent.
    holds: Bits,
    /// For whom a variant makes it matter more or less.
    otherwise: Vec<(Severity, Bits)>,
}

impl SignalFlags {
    /// Works out all signals.
    pub(crate) fn new(
        plans: &[SignalPlan],
        sheet: &mut Sheet<'_>,
        facts: &Facts<'_>,
        exists: &Bits,
    ) -> Self {
        let mut signals: Vec<SignalFlag> = plans
            .iter()
            .map(|plan| flag(plan, sheet, facts, exists))
            .collect();
        let loud: Vec<Bits> = signals.iter().map(|signal| signal.holds.clone()).collect();
        for (signal, plan) in signals.iter_mut().zip(plans) {
            for &silencer in &plan.silenced_by {
                if let Some(by) = loud.get(silencer) {
                    signal.holds.and_not(by);
                }
            }
        }
        Self {
            signals,
            n: facts.run.metrics.n_accounts(),
        }
    }

    /// Where at least one of these holds.
    pub(crate) fn any_of(&self, ids: &[String]) -> Bits {
        let mut any = Bits::all(self.n, false);
        for signal in self.signals.iter().filter(|s| ids.contains(&s.id)) {
            any.or(&signal.holds);
        }
        any
    }

    /// Where some signal of a kind holds.
    pub(crate) fn of_kind(&self, kind: SignalOf) -> Bits {
        let mut any = Bits::all(self.n, false);
        let right = |signal: &&SignalFlag| signal.direction == kind.direction;
        for signal in self.signals.iter().filter(right) {
            let mut enough = Bits::all(self.n, signal.severity >= kind.severity);
            for (severity, accounts) in &signal.otherwise {
                if *severity >= kind.severity {
                    enough.or(accounts);
                } else {
                    enough.and_not(accounts);
                }
            }
            enough.and(&signal.holds);
            any.or(&enough);
        }
        any
    }

    /// Number of signals.
    pub(crate) fn len(&self) -> usize {
        self.signals.len()
    }

    /// Position of a signal in the model.
    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        self.signals.iter().position(|signal| signal.id == id)
    }

    /// Per account a bit per signal that holds.
    pub(crate) fn by_account(&self) -> Vec<u64> {
        let mut sets = vec![0_u64; self.n];
        for (signal, bit) in self.signals.iter().zip(0_u32..64) {
            signal.holds.each(|account| {
                if let Some(set) = sets.get_mut(account) {
                    *set |= 1 << bit;
                }
            });
        }
        sets
    }

    /// How much a signal matters for an account, by its variant; whether it holds or not.
    pub(crate) fn severity(&self, signal: usize, account: usize) -> Option<Severity> {
        let signal = self.signals.get(signal)?;
        let mut variants = signal.otherwise.iter();
        let own = variants.find(|(_, accounts)| accounts.get(account));
        Some(own.map_or(signal.severity, |&(severity, _)| severity))
    }
}

fn flag(plan: &SignalPlan, sheet: &mut Sheet<'_>, facts: &Facts<'_>, exists: &Bits) -> SignalFlag {
    let own = sheet.holds(facts, &plan.when);
    let mut holds = Bits::all(facts.run.metrics.n_accounts(), false);
    let mut otherwise = Vec::new();
    // Those for whom no variant has matched yet.
    let mut rest = exists.clone();
    for variant in &plan.variants {
        let mut chosen = rest.clone();
        sheet.narrow(facts, &variant.applies_to, &mut chosen);
        rest.and_not(&chosen);
        if let Some(severity) = variant.severity {
            otherwise.push((severity, chosen.clone()));
        }
        if !variant.off {
            match &variant.when {
                Some(when) => sheet.narrow(facts, when, &mut chosen),
                None => chosen.and(&own),
            }
            holds.or(&chosen);
        }
    }
    rest.and(&own);
    holds.or(&rest);
    SignalFlag {
        id: plan.id.clone(),
        direction: plan.direction,
        severity: plan.severity,
        holds,
        otherwise,
    }
}
