//! A model's sections on life, ready to run on any data.

use crate::rule::Leaves;
use crate::settle::{Wait, waits};
use crate::signal::SignalPlan;
use crate::stage::StagePlan;
use perennial_engine::{Compiled, Scope};
use perennial_model::{Model, ModelError};
use std::sync::Arc;

/// A checked model with everything of its life sections that does not depend on data worked out.
/// Cheap to clone.
#[derive(Clone, Debug)]
pub struct LifePlan(Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    /// With all metrics that the sections name.
    pub(crate) compiled: Compiled,
    /// With those of the score alone.
    pub(crate) score: Compiled,
    pub(crate) leaves: Leaves,
    pub(crate) signals: Vec<SignalPlan>,
    pub(crate) stages: Vec<StagePlan>,
    pub(crate) tracks: Vec<StagePlan>,
    /// Which stages last past their rules.
    pub(crate) waits: Arc<[Wait]>,
}

impl LifePlan {
    /// Works out a model.
    ///
    /// # Errors
    /// What [`Model::validate`] refuses.
    pub fn new(model: &Model) -> Result<Self, ModelError> {
        model.validate()?;
        Self::of_valid(model)
    }

    /// Works out a model that is known to be valid; see [`Compiled::of_valid`].
    ///
    /// # Errors
    /// A metric that there is not.
    pub fn of_valid(model: &Model) -> Result<Self, ModelError> {
        let mut leaves = Leaves::default();
        let signals = SignalPlan::all_of(model.signals(), &mut leaves);
        let (stages, tracks) = StagePlan::all_of(model.stages(), &mut leaves);
        let score = Compiled::of_valid(model.clone(), Scope::Model)?;
        Ok(Self(Arc::new(Inner {
            compiled: score.scoped(Scope::And(&model.life_metrics()))?,
            score,
            leaves,
            signals,
            stages,
            tracks,
            waits: waits(model.stages().set()),
        })))
    }

    /// The document.
    #[must_use]
    pub fn model(&self) -> &Model {
        self.0.compiled.model()
    }

    /// The model with the metrics that its score and its sections on life ask for.
    #[must_use]
    pub fn compiled(&self) -> &Compiled {
        &self.0.compiled
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }
}
