//! What a model document may not say. Everything here is impossible; what is merely unwise is the
//! linter's concern.

mod life;
mod metrics;
mod rules;
mod transforms;

pub(crate) use metrics::check_metric;

use crate::document::{
    Band, Cap, FORMAT, Factor, FactorWeights, MetricDecl, Model, Per, Transform, Unit, VERSION,
    Variant,
};
use crate::error::{ModelError, ModelErrorCode as Code};
use std::collections::BTreeSet;

/// The greatest weight there may be: sums and products of such weights and of scores stay numbers.
pub const WEIGHT_MAX: f64 = 1e9;

type Checked = Result<(), ModelError>;

fn fail(code: Code, path: impl Into<String>, message: &str) -> Checked {
    Err(ModelError::new(code, path, message))
}

impl Model {
    /// Checks everything that the types do not.
    ///
    /// # Errors
    /// The first impossible thing, with the path to it.
    pub fn validate(&self) -> Result<(), ModelError> {
        self.faults().into_iter().next().map_or(Ok(()), Err)
    }

    /// Everything that [`Model::validate`] refuses: of each measure, variant, cap, metric, signal, play,
    /// set of bands and kind of weight the first fault, so that who mends a document sees all of it.
    #[must_use]
    pub fn faults(&self) -> Vec<ModelError> {
        let mut faults = Vec::new();
        let mut take = |checked: Checked| faults.extend(checked.err());
        if self.format != FORMAT {
            take(fail(Code::Version, "format", "must be \"perennial-model\""));
        }
        if self.version != VERSION {
            take(fail(Code::Version, "version", "only version 1 is known"));
        }
        if self.variants.len() > 100 {
            take(fail(Code::TooMany, "variants", "at most 100"));
        }
        if self.caps.len() > 32 {
            take(fail(Code::TooMany, "caps", "at most 32"));
        }
        take(ids("measures", self.measures.iter().map(|m| &m.id)));
        take(ids("groups", self.groups.iter().map(|g| &g.id)));
        take(ids("variants", self.variants.iter().map(|v| &v.id)));
        take(ids("caps", self.caps.iter().map(|c| &c.id)));
        take(ids("metrics", self.metrics.iter().map(|m| &m.id)));
        for (i, metric) in self.metrics.iter().enumerate() {
            if crate::catalogue::metric(&metric.id).is_some() {
                let path = format!("metrics[{i}].id");
                let message = "the catalogue has a metric of this id";
                take(fail(Code::Id, path, message));
            }
            take(check_metric(metric).map_err(|error| error.within(&format!("metrics[{i}]"))));
        }
        take(self.check_divisors());
        (0..self.measures.len()).for_each(|i| take(self.check_measure(i)));
        take(bands("bands", &self.bands));
        if !(0.0..=1.0).contains(&self.coverage_minimum) {
            let message = "must lie in 0 to 1";
            take(fail(Code::Range, "coverage_minimum", message));
        }
        for (i, variant) in self.variants.iter().enumerate() {
            take(self.check_variant(&format!("variants[{i}]"), variant));
        }
        for (i, cap) in self.caps.iter().enumerate() {
            take(self.check_cap(&format!("caps[{i}]"), cap));
        }
        self.check_life(&mut take);
        take(self.validate_weights());
        faults
    }

    /// Checks the weights alone.
    ///
    /// # Errors
    /// The first impossible weight, with the path to it.
    pub fn validate_weights(&self) -> Result<(), ModelError> {
        for (i, measure) in self.measures.iter().enumerate() {
            weight(&format!("measures[{i}].weight"), measure.weight)?;
        }
        for (i, group) in self.groups.iter().enumerate() {
            weight(&format!("groups[{i}].weight"), group.weight)?;
        }
        let (default, key) = (self.factors.default, self.factors.key_account);
        self.weighs("factors.default", None, default)?;
        self.weighs("factors.key_account", None, key)?;
        for (i, variant) in self.variants.iter().enumerate() {
            let path = format!("variants[{i}]");
            for (id, &value) in &variant.weights {
                weight(&format!("{path}.weights.{id}"), value)?;
            }
            for (id, &value) in &variant.group_weights {
                weight(&format!("{path}.group_weights.{id}"), value)?;
            }
            for factors in [default, key] {
                self.weighs(&path, Some(variant), variant.factors.unwrap_or(factors))?;
            }
        }
        Ok(())
    }

    /// Whether anything weighs anything.
    fn weighs(&self, path: &str, variant: Option<&Variant>, factors: FactorWeights) -> Checked {
        weight(&format!("{path}.outcome"), factors.outcome)?;
        weight(&format!("{path}.experience"), factors.experience)?;
        let any = self.groups.iter().any(|group| {
            let factor = match group.factor {
                Factor::Outcome => factors.outcome,
                Factor::Experience => factors.experience,
            };
            let own = variant.and_then(|v| v.group_weights.get(&group.id));
            let in_factor = own.copied().unwrap_or(group.weight);
            factor > 0.0
                && in_factor > 0.0
                && self.measures.iter().any(|measure| {
                    let own = variant.and_then(|v| v.weights.get(&measure.id));
                    measure.group == group.id && own.copied().unwrap_or(measure.weight) > 0.0
                })
        });
        if any {
            Ok(())
        } else {
            let path = if variant.is_some() { path } else { "measures" };
            fail(Code::Weight, path, "no weight is above 0")
        }
    }

    /// Metrics divide by metrics that exist, and not in a circle.
    fn check_divisors(&self) -> Checked {
        let divisor = |metric: &MetricDecl| match &metric.per {
            Some(Per::Metric(id)) => Some(id.clone()),
            Some(Per::Account(_)) | None => None,
        };
        for (i, metric) in self.metrics.iter().enumerate() {
            let path = format!("metrics[{i}].per");
            let mut above = vec![metric.id.clone()];
            let mut next = divisor(metric);
            while let Some(id) = next {
                if above.contains(&id) {
                    let message = "metrics divide each other in a circle";
                    return fail(Code::Cycle, path, message);
                }
                let Some(metric) = self.metric(&id) else {
                    return fail(Code::Unknown, path, "no such metric");
                };
                next = divisor(metric);
                above.push(id);
            }
        }
        Ok(())
    }

    fn check_measure(&self, i: usize) -> Checked {
        let path = format!("measures[{i}]");
        let measure = &self.measures[i];
        if !self.groups.iter().any(|group| group.id == measure.group) {
            return fail(Code::Unknown, format!("{path}.group"), "no such group");
        }
        self.check_transform(&path, &measure.metric, "transform", &measure.transform)
    }

    fn check_transform(
        &self,
        path: &str,
        metric: &str,
        field: &str,
        transform: &Transform,
    ) -> Checked {
        let Some(metric) = self.metric(metric) else {
            return fail(Code::Unknown, format!("{path}.metric"), "no such metric");
        };
        let words = metric.unit == Unit::Category;
        let path = format!("{path}.{field}");
        if words != matches!(transform, Transform::Categories(_)) {
            let message = "categories score words, every other transform numbers";
            return fail(Code::Transform, path, message);
        }
        transforms::check(&path, transform)
    }

    fn check_variant(&self, path: &str, variant: &Variant) -> Checked {
        self.check_rules(&format!("{path}.when"), &variant.when, false)?;
        for id in variant.weights.keys().chain(variant.transforms.keys()) {
            if !self.measures.iter().any(|measure| measure.id == *id) {
                return fail(Code::Unknown, format!("{path}.{id}"), "no such measure");
            }
        }
        for id in variant.group_weights.keys() {
            if !self.groups.iter().any(|group| group.id == *id) {
                let path = format!("{path}.group_weights.{id}");
                return fail(Code::Unknown, path, "no such group");
            }
        }
        for measure in &self.measures {
            if let Some(transform) = variant.transforms.get(&measure.id) {
                let field = format!("transforms.{}", measure.id);
                self.check_transform(path, &measure.metric, &field, transform)?;
            }
        }
        match &variant.bands {
            Some(own) => bands(&format!("{path}.bands"), own),
            None => Ok(()),
        }
    }

    fn check_cap(&self, path: &str, cap: &Cap) -> Checked {
        if !(0.0..=100.0).contains(&cap.max) {
            return fail(Code::Range, format!("{path}.max"), "must lie in 0 to 100");
        }
        self.check_rules(&format!("{path}.when"), &cap.when, true)
    }
}

fn ids<'a>(path: &str, ids: impl Iterator<Item = &'a String>) -> Checked {
    let mut seen = BTreeSet::new();
    for (i, id) in ids.enumerate() {
        let path = || format!("{path}[{i}].id");
        if id.trim().is_empty() {
            return fail(Code::Id, path(), "must not be empty");
        }
        if !seen.insert(id) {
            return fail(Code::Id, path(), "is there twice");
        }
    }
    Ok(())
}

fn weight(path: &str, weight: f64) -> Checked {
    if !(weight.is_finite() && weight >= 0.0) {
        fail(Code::Weight, path, "must be 0 or more")
    } else if weight > WEIGHT_MAX {
        fail(Code::Weight, path, "must be 1,000,000,000 or less")
    } else {
        Ok(())
    }
}

fn bands(path: &str, bands: &[Band]) -> Checked {
    let at = |i: usize, field: &str| format!("{path}[{i}].{field}");
    let (Some(first), Some(last)) = (bands.first(), bands.last()) else {
        return fail(Code::Bands, path, "at least one band is needed");
    };
    if first.from != 0.0 {
        return fail(Code::Bands, at(0, "from"), "the first band starts at 0");
    }
    if last.to != 100.0 {
        let path = at(bands.len() - 1, "to");
        return fail(Code::Bands, path, "the last band ends at 100");
    }
    for (i, band) in bands.iter().enumerate() {
        // Written so that NaN fails too.
        if !matches!(
            band.from.partial_cmp(&band.to),
            Some(std::cmp::Ordering::Less)
        ) {
            return fail(Code::Bands, at(i, "to"), "must lie above `from`");
        }
    }
    for (i, pair) in bands.windows(2).enumerate() {
        if pair[0].to != pair[1].from {
            let message = "must be where the band before ends: no gap, no overlap";
            return fail(Code::Bands, at(i + 1, "from"), message);
        }
        if pair[0].id >= pair[1].id {
            return fail(Code::Bands, at(i + 1, "id"), "bands go from red to green");
        }
    }
    Ok(())
}
