//! A model ready to run: its plan, and its weights and cuts as tables.

use crate::model::{
    Band, BandId, Factor, FactorWeights, Measure, MetricDecl, Model, ModelError, ModelErrorCode,
    Transform,
};
use crate::plan::{Plan, Scope};
use std::sync::Arc;

/// A checked model with everything that does not depend on data worked out. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Compiled {
    model: Arc<Model>,
    plan: Arc<Plan>,
    measures: Arc<[MeasurePlan]>,
    layout: Arc<[GroupPlan]>,
    sets: Arc<[WeightSet]>,
    /// Per variant, the default last: ascending lower ends of the bands.
    bands: Arc<[Vec<Band>]>,
}

/// One measure: its metric's position and its transform per variant, the default last.
#[derive(Debug)]
pub(crate) struct MeasurePlan {
    pub(crate) metric: usize,
    pub(crate) transforms: Vec<Transform>,
}

/// One group: its factor and the positions of its measures.
#[derive(Debug)]
pub(crate) struct GroupPlan {
    pub(crate) factor: usize,
    pub(crate) measures: Vec<usize>,
}

/// Weights of one variant, for key accounts or others.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WeightSet {
    /// Per measure, within its group.
    pub(crate) measures: Vec<f64>,
    /// Per group, within its factor.
    pub(crate) groups: Vec<f64>,
    /// Outcome, experience.
    pub(crate) factors: [f64; 2],
    /// Per measure, its share of health when nothing is missing.
    pub(crate) global: Vec<f64>,
    /// Sum of `global` in the order in which coverage is summed, so that full coverage is 1.
    pub(crate) total: f64,
}

impl Compiled {
    /// Compiles a model, with the metrics that it asks for.
    ///
    /// # Errors
    /// What [`Model::validate`] refuses.
    pub fn new(model: &Model) -> Result<Self, ModelError> {
        Self::with_scope(model, Scope::Model)
    }

    /// Compiles a model, with those metrics or all there are.
    ///
    /// # Errors
    /// What [`Model::validate`] refuses.
    pub fn with_scope(model: &Model, scope: Scope<'_>) -> Result<Self, ModelError> {
        model.validate()?;
        Self::of_valid(model.clone(), scope)
    }

    /// Compiles a model that is known to be valid, since [`Model::parse`] read it or it ships: it is
    /// not checked again. Of a model that is not valid, what makes no sense has no score.
    ///
    /// # Errors
    /// A metric that there is not.
    pub fn of_valid(model: Model, scope: Scope<'_>) -> Result<Self, ModelError> {
        Self::of_shared(Arc::new(model), scope)
    }

    /// The same model with other metrics.
    ///
    /// # Errors
    /// A metric that there is not.
    pub fn scoped(&self, scope: Scope<'_>) -> Result<Self, ModelError> {
        Self::of_shared(Arc::clone(&self.model), scope)
    }

    fn of_shared(model: Arc<Model>, scope: Scope<'_>) -> Result<Self, ModelError> {
        let plan = Plan::new(&model, scope)?;
        let mut measures = Vec::with_capacity(model.measures.len());
        for measure in &model.measures {
            let metric = plan.position(&measure.metric).ok_or_else(|| {
                ModelError::new(ModelErrorCode::Unknown, "measures", "no such metric")
            })?;
            measures.push(MeasurePlan {
                metric,
                transforms: transforms(&model, measure),
            });
        }
        let layout: Vec<GroupPlan> = model.groups.iter().map(|g| group_plan(&model, g)).collect();
        let weights: Vec<f64> = model.measures.iter().map(|m| m.weight).collect();
        Ok(Self {
            sets: weight_sets(&model, &layout, &weights).into(),
            bands: bands_of(&model),
            model,
            plan: Arc::new(plan),
            measures: measures.into(),
            layout: layout.into(),
        })
    }

    /// The same model with other weights, one per measure in the model's order; variants keep the
    /// weights that they set themselves. Metrics and measures stay valid: only [`crate::score`]
    /// runs again.
    ///
    /// # Errors
    /// A number of weights other than that of the measures, a weight below 0 or not a number, or
    /// no weight above 0.
    pub fn with_weights(&self, weights: &[f64]) -> Result<Self, ModelError> {
        let mut model = Model::clone(&self.model);
        if weights.len() != model.measures.len() {
            let message = "one weight per measure is needed";
            return Err(ModelError::new(ModelErrorCode::Weight, "measures", message));
        }
        for (measure, &weight) in model.measures.iter_mut().zip(weights) {
            measure.weight = weight;
        }
        model.validate_weights()?;
        Ok(Self {
            sets: weight_sets(&model, &self.layout, weights).into(),
            model: Arc::new(model),
            ..self.clone()
        })
    }

    /// The same model with other weights anywhere: of measures, groups, factors, variants. Metrics and measures stay
    /// valid, as with [`Compiled::with_weights`].
    ///
    /// # Errors
    /// An impossible weight, or no weight above 0.
    pub fn reweighted(&self, change: impl FnOnce(&mut Model)) -> Result<Self, ModelError> {
        let mut model = Model::clone(&self.model);
        change(&mut model);
        model.validate_weights()?;
        Ok(self.with_numbers_of(model))
    }

    /// This model with the weights, transforms, bands and limits of caps of another one that differs in these alone.
    pub(crate) fn with_numbers_of(&self, model: Model) -> Self {
        let weights: Vec<f64> = model.measures.iter().map(|m| m.weight).collect();
        let plans = self.measures.iter().zip(&model.measures);
        let measures = plans.map(|(plan, measure)| MeasurePlan {
            metric: plan.metric,
            transforms: transforms(&model, measure),
        });
        Self {
            plan: Arc::clone(&self.plan),
            measures: measures.collect(),
            layout: Arc::clone(&self.layout),
            sets: weight_sets(&model, &self.layout, &weights).into(),
            bands: bands_of(&model),
            model: Arc::new(model),
        }
    }

    /// The document.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The metrics that are computed, in the order of [`crate::MetricTable::column`].
    pub fn metrics(&self) -> impl ExactSizeIterator<Item = &MetricDecl> {
        self.plan.metrics.iter().map(|metric| &metric.decl)
    }

    /// Position of a metric in [`Compiled::metrics`].
    #[must_use]
    pub fn metric_position(&self, id: &str) -> Option<usize> {
        self.plan.position(id)
    }

    /// The metric that a measure scores.
    #[must_use]
    pub fn metric_of(&self, measure: &Measure) -> Option<&MetricDecl> {
        let position = self.plan.position(&measure.metric)?;
        self.plan.metrics.get(position).map(|metric| &metric.decl)
    }

    pub(crate) fn plan(&self) -> &Plan {
        &self.plan
    }

    pub(crate) fn shared_plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    pub(crate) fn measures(&self) -> &[MeasurePlan] {
        &self.measures
    }

    pub(crate) fn layout(&self) -> &[GroupPlan] {
        &self.layout
    }

    /// Number of variants, the default included.
    pub(crate) fn n_variants(&self) -> usize {
        self.model.variants.len() + 1
    }

    /// Weights of a variant (the default is the last), for key accounts or others.
    pub(crate) fn set(&self, variant: usize, key_account: bool) -> &WeightSet {
        &self.sets[variant * 2 + usize::from(key_account)]
    }

    pub(crate) fn sets(&self) -> &[WeightSet] {
        &self.sets
    }

    /// The bands of a variant, ascending.
    pub(crate) fn bands(&self, variant: usize) -> Option<&[Band]> {
        self.bands.get(variant).map(Vec::as_slice)
    }

    /// The band of an unrounded value under a variant.
    pub(crate) fn band(&self, variant: usize, value: f64) -> Option<BandId> {
        band_of(self.bands(variant)?, value)
    }
}

/// The band of an unrounded value, of those that ascend.
#[inline]
pub(crate) fn band_of(bands: &[Band], value: f64) -> Option<BandId> {
    // As many begin at or below the value, and no branch has to be guessed.
    let begun = bands.iter().map(|band| usize::from(value >= band.from));
    let begun: usize = begun.sum();
    bands.get(begun.checked_sub(1)?).map(|band| band.id)
}

/// A measure's transform per variant, the default last.
fn transforms(model: &Model, measure: &Measure) -> Vec<Transform> {
    let own = model.variants.iter().map(|v| v.transforms.get(&measure.id));
    let all = own.chain([None]);
    all.map(|t| t.unwrap_or(&measure.transform).clone())
        .collect()
}

/// The bands per variant, the default last.
fn bands_of(model: &Model) -> Arc<[Vec<Band>]> {
    let own = model.variants.iter().map(|v| v.bands.as_ref());
    let all = own.chain([None]);
    all.map(|bands| bands.unwrap_or(&model.bands).clone())
        .collect()
}

fn group_plan(model: &Model, group: &crate::model::Group) -> GroupPlan {
    let measures = model.measures.iter().enumerate();
    GroupPlan {
        factor: match group.factor {
            Factor::Outcome => 0,
            Factor::Experience => 1,
        },
        measures: measures
            .filter(|(_, m)| m.group == group.id)
            .map(|(position, _)| position)
            .collect(),
    }
}

fn weight_sets(model: &Model, layout: &[GroupPlan], weights: &[f64]) -> Vec<WeightSet> {
    let mut sets = Vec::new();
    for variant in model.variants.iter().map(Some).chain([None]) {
        let own = |id: &str| variant.and_then(|v| v.weights.get(id).copied());
        let measures: Vec<f64> = (model.measures.iter().zip(weights))
            .map(|(measure, &weight)| own(&measure.id).unwrap_or(weight))
            .collect();
        let own = |id: &str| variant.and_then(|v| v.group_weights.get(id).copied());
        let groups: Vec<f64> = (model.groups.iter())
            .map(|group| own(&group.id).unwrap_or(group.weight))
            .collect();
        for factors in [model.factors.default, model.factors.key_account] {
            let FactorWeights {
                outcome,
                experience,
            } = variant.and_then(|v| v.factors).unwrap_or(factors);
            let mut set = WeightSet {
                measures: measures.clone(),
                groups: groups.clone(),
                factors: [outcome, experience],
                global: Vec::new(),
                total: 0.0,
            };
            set.global = set.effective(layout, |_| true);
            let in_order = layout.iter().flat_map(|group| &group.measures);
            set.total = in_order
                .map(|&measure| set.global[measure])
                .fold(0.0, |a, b| a + b);
            sets.push(set);
        }
    }
    sets
}

impl WeightSet {
    /// Each measure's share of health when only those that `present` names have a score.
    pub(crate) fn effective(
        &self,
        layout: &[GroupPlan],
        present: impl Fn(usize) -> bool,
    ) -> Vec<f64> {
        let there = |measure: usize| {
            if present(measure) {
                self.measures[measure]
            } else {
                0.0
            }
        };
        let sum_of = |g: &GroupPlan| g.measures.iter().map(|&m| there(m)).sum::<f64>();
        let in_group: Vec<f64> = layout.iter().map(sum_of).collect();
        let mut in_factor = [0.0; 2];
        for ((group, &weight), &sum) in layout.iter().zip(&self.groups).zip(&in_group) {
            if sum > 0.0 {
                in_factor[group.factor] += weight;
            }
        }
        let factor = |f: usize| {
            if in_factor[f] > 0.0 {
                self.factors[f]
            } else {
                0.0
            }
        };
        let in_health = factor(0) + factor(1);
        let mut shares = vec![0.0; self.measures.len()];
        for ((group, &weight), &sum) in layout.iter().zip(&self.groups).zip(&in_group) {
            let share = factor(group.factor) / in_health * (weight / in_factor[group.factor]);
            for &measure in &group.measures {
                let share = share * (there(measure) / sum);
                // Nothing present divides 0 by 0: no share.
                shares[measure] = if share.is_finite() { share } else { 0.0 };
            }
        }
        shares
    }
}
