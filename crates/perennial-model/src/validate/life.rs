//! Tiers, stages, signals, plays and cadences that make no sense. Only sections that the model brings
//! itself are checked; what they name may stand in those that ship.

mod plays;
mod rules;
mod stages;

use super::{Checked, Code, fail, ids, weight};
use crate::document::{Model, Unit};
use crate::life::{Axis, ComponentValue, Cut, ServiceLevel, Signal, Tiers};
use perennial_data::{FieldKind, TableId};
use rules::Place;

/// A bit per signal.
const SIGNALS_MAX: usize = 64;

impl Model {
    pub(super) fn check_life(&self, take: &mut impl FnMut(Checked)) {
        if let Some(tiers) = &self.tiers {
            let checked = self.check_tiers(tiers);
            take(checked.map_err(|error| error.within("tiers")));
        }
        if let Some(signals) = &self.signals {
            self.check_signals(signals, take);
        }
        if let Some(stages) = &self.stages {
            let checked = self.check_stages(stages);
            take(checked.map_err(|error| error.within("stages")));
        }
        if let Some(plays) = &self.plays {
            self.check_plays(plays, take);
        }
        if let Some(cadences) = &self.cadences {
            self.check_cadences(cadences, take);
        }
    }

    fn check_signals(&self, signals: &[Signal], take: &mut impl FnMut(Checked)) {
        if signals.len() > SIGNALS_MAX {
            take(fail(Code::TooMany, "signals", "at most 64"));
        }
        take(ids("signals", signals.iter().map(|signal| &signal.id)));
        for (i, signal) in signals.iter().enumerate() {
            let checked = self.check_signal(signals, signal);
            take(checked.map_err(|error| error.within(&format!("signals[{i}]"))));
        }
    }

    fn check_signal(&self, signals: &[Signal], signal: &Signal) -> Checked {
        self.check_life_rules("when", &signal.when, Place::Signal)?;
        for (i, id) in signal.silenced_by.iter().enumerate() {
            let path = format!("silenced_by[{i}]");
            if *id == signal.id {
                return fail(Code::Cycle, path, "a signal does not silence itself");
            }
            if !signals.iter().any(|other| other.id == *id) {
                return fail(Code::Unknown, path, "no such signal");
            }
        }
        for (i, variant) in signal.variants.iter().enumerate() {
            let path = format!("variants[{i}]");
            self.check_life_rules(&format!("{path}.for"), &variant.applies_to, Place::Segment)?;
            if let Some(when) = &variant.when {
                self.check_life_rules(&format!("{path}.when"), when, Place::Signal)?;
            }
        }
        Ok(())
    }

    fn check_tiers(&self, tiers: &Tiers) -> Checked {
        for (name, axis) in [("current", &tiers.current), ("potential", &tiers.potential)] {
            self.check_axis(axis).map_err(|error| error.within(name))?;
        }
        // Written so that NaN fails too.
        let sum = tiers.current.weight + tiers.potential.weight;
        if !(sum > 0.0 && sum.is_finite()) {
            return fail(Code::Weight, "current.weight", "no weight is above 0");
        }
        if let Cut::At(cut) = tiers.cut
            && !(0.0..=100.0).contains(&cut)
        {
            return fail(Code::Range, "cut.at", "must lie in 0 to 100");
        }
        for (i, tier) in tiers.tiers.iter().enumerate() {
            if tiers.tiers[..i].iter().any(|other| other.id == tier.id) {
                return fail(Code::Id, format!("tiers[{i}].id"), "is there twice");
            }
        }
        if tiers.service_levels.len() > 32 {
            return fail(Code::TooMany, "service_levels", "at most 32");
        }
        let levels = tiers.service_levels.iter();
        ids("service_levels", levels.clone().map(|level| &level.id))?;
        for (i, level) in levels.enumerate() {
            self.check_service_level(level)
                .map_err(|error| error.within(&format!("service_levels[{i}]")))?;
        }
        Ok(())
    }

    fn check_axis(&self, axis: &Axis) -> Checked {
        weight("weight", axis.weight)?;
        for (i, component) in axis.components.iter().enumerate() {
            let path = format!("components[{i}]");
            weight(&format!("{path}.weight"), component.weight)?;
            let path = format!("{path}.value");
            match &component.value {
                ComponentValue::Metric(id) => match self.metric(id) {
                    None => return fail(Code::Unknown, path, "no such metric"),
                    Some(metric) if metric.unit == Unit::Category => {
                        return fail(Code::Metric, path, "words have no place on an axis");
                    }
                    Some(_) => {}
                },
                ComponentValue::Account(field) => {
                    let spec = TableId::Accounts.spec().field(field);
                    let number = spec.is_none_or(|(_, field)| {
                        matches!(field.kind, FieldKind::Number | FieldKind::Money)
                    });
                    if field.trim().is_empty() || !number {
                        return fail(Code::Unknown, path, "must be a number of the account");
                    }
                }
            }
        }
        Ok(())
    }

    fn check_service_level(&self, level: &ServiceLevel) -> Checked {
        if !level.when.is_empty() {
            self.check_life_rules("when", &level.when, Place::ServiceLevel)?;
        }
        let sla = &level.sla;
        if !(1..=1000).contains(&sla.pace_percent) {
            let path = "sla.pace_percent";
            return fail(Code::Range, path, "must lie in 1 to 1,000");
        }
        if sla.touch_days == Some(0) {
            let path = "sla.touch_days";
            return fail(Code::Range, path, "at least one day is needed");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
