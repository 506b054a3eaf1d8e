//! Rules on an account's life that make no sense, or stand where they may not.

use super::super::rules::{check_condition, check_test};
use super::{Checked, Code, fail};
use crate::document::{Domain, Model};
use crate::life::LifeRule;
use perennial_data::TableId;

/// Where a rule stands: what is known by then is in the order of [`LifeRule`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// For whom a signal's variant, a play or a cadence is.
    Segment,
    /// For whom a service level is.
    ServiceLevel,
    /// When a signal holds.
    Signal,
    /// When a stage or track holds or is over.
    Stage,
}

impl Model {
    pub(super) fn check_life_rules(&self, path: &str, rules: &[LifeRule], place: Place) -> Checked {
        if rules.is_empty() {
            return fail(Code::Test, path, "at least one rule is needed");
        }
        for (i, rule) in rules.iter().enumerate() {
            self.check_life_rule(&format!("{path}[{i}]"), rule, place)?;
        }
        Ok(())
    }

    fn check_life_rule(&self, path: &str, rule: &LifeRule, place: Place) -> Checked {
        let (name, first) = match rule {
            LifeRule::All(_) => ("all", Place::Segment),
            LifeRule::Any(_) => ("any", Place::Segment),
            LifeRule::Not(_) => ("not", Place::Segment),
            LifeRule::Account(_) => ("account", Place::Segment),
            LifeRule::Tier(_) => ("tier", Place::Segment),
            LifeRule::Metric(_) => ("metric", Place::ServiceLevel),
            LifeRule::Measure(_) => ("measure", Place::Signal),
            LifeRule::Health(_) => ("health", Place::Signal),
            LifeRule::Band(_) => ("band", Place::Signal),
            LifeRule::BandRun(_) => ("band_run", Place::Signal),
            LifeRule::Contract(_) => ("contract", Place::Signal),
            LifeRule::Signal(_) => ("signal", Place::Stage),
            LifeRule::SignalOf(_) => ("signal_of", Place::Stage),
        };
        let path = format!("{path}.{name}");
        if (first as u8) > (place as u8) {
            let message = match place {
                Place::Segment => "only all, any, not, account and tier may stand here",
                Place::ServiceLevel => {
                    "only all, any, not, account, metric and tier may stand here"
                }
                Place::Signal | Place::Stage => "signals are not known before all of them are",
            };
            return fail(Code::Test, path, message);
        }
        match rule {
            LifeRule::All(rules) | LifeRule::Any(rules) => {
                self.check_life_rules(&path, rules, place)
            }
            LifeRule::Not(rule) => self.check_life_rule(&path, rule, place),
            LifeRule::Account(condition) => check_condition(&path, TableId::Accounts, condition),
            LifeRule::Metric(rule) => self.check_metric_rule(&path, rule),
            LifeRule::Measure(rule) => self.check_measure_rule(&path, rule),
            LifeRule::Health(test) => check_test(&path, test, Domain::Number),
            LifeRule::Band(bands) if bands.is_empty() => {
                fail(Code::Test, path, "at least one band is needed")
            }
            LifeRule::Tier(tiers) if tiers.is_empty() => {
                fail(Code::Test, path, "at least one tier is needed")
            }
            LifeRule::BandRun(run) if !(1..=12).contains(&run.months) => {
                let path = format!("{path}.months");
                fail(Code::Range, path, "must lie in 1 to 12")
            }
            LifeRule::Signal(signals) => self.check_signal_names(&path, signals),
            LifeRule::Band(_)
            | LifeRule::BandRun(_)
            | LifeRule::Contract(_)
            | LifeRule::Tier(_)
            | LifeRule::SignalOf(_) => Ok(()),
        }
    }

    fn check_signal_names(&self, path: &str, signals: &[String]) -> Checked {
        if signals.is_empty() {
            return fail(Code::Test, path, "at least one signal is needed");
        }
        for (i, id) in signals.iter().enumerate() {
            if !self.signals().iter().any(|signal| signal.id == *id) {
                return fail(Code::Unknown, format!("{path}[{i}]"), "no such signal");
            }
        }
        Ok(())
    }
}
