//! The model in use: its document, compiled for scoring, and with every metric there is.

use perennial_data::Bilingual;
use perennial_engine::model::shipped;
use perennial_engine::{Compiled, Model, ModelError, Scope};
use perennial_protocol::Failure;
use std::cell::OnceCell;

/// A model ready to run.
pub(crate) struct ModelState {
    json: String,
    compiled: Compiled,
    /// Made when a screen first asks for a metric that the model does not score.
    all: OnceCell<Compiled>,
}

impl ModelState {
    /// The model of a document.
    pub(crate) fn parse(json: &str) -> Result<Self, Failure> {
        let refused = |error: ModelError| {
            Failure::new(error.code())
                .with("path", error.path.clone())
                .with("message", error.message)
        };
        let compiled = Model::parse(json)
            .and_then(|model| Compiled::new(&model))
            .map_err(refused)?;
        Ok(Self {
            json: json.to_owned(),
            compiled,
            all: OnceCell::new(),
        })
    }

    /// The shipped model of that id.
    pub(crate) fn shipped(id: &str) -> Result<Self, Failure> {
        match shipped().iter().find(|model| model.id == id) {
            Some(model) => Self::parse(model.json),
            None => Err(Failure::new("unknown-model").with("model", id)),
        }
    }

    /// Whether this is the shipped model of that id, unchanged.
    pub(crate) fn is_as_shipped(&self, id: &str) -> bool {
        shipped()
            .iter()
            .any(|model| model.id == id && model.json == self.json)
    }

    /// The document as it came.
    pub(crate) fn json(&self) -> &str {
        &self.json
    }

    pub(crate) fn model(&self) -> &Model {
        self.compiled.model()
    }

    /// With the metrics that the model asks for.
    pub(crate) fn compiled(&self) -> &Compiled {
        &self.compiled
    }

    /// With all metrics.
    pub(crate) fn all(&self) -> &Compiled {
        self.all.get_or_init(|| {
            // A model that compiled does so with more metrics too.
            Compiled::with_scope(self.model(), Scope::All).unwrap_or_else(|_| self.compiled.clone())
        })
    }

    /// Where bands begin, the lowest left out: 50 and 75.
    pub(crate) fn edges(&self) -> Vec<f64> {
        self.model()
            .bands
            .iter()
            .skip(1)
            .map(|band| band.from)
            .collect()
    }

    /// A measure's title: its own, else its metric's.
    pub(crate) fn title(&self, position: usize) -> Bilingual {
        let Some(measure) = self.model().measures.get(position) else {
            return Bilingual::default();
        };
        let metric = || {
            self.model()
                .metric(&measure.metric)
                .map(|metric| metric.title.clone())
        };
        measure
            .title
            .clone()
            .or_else(metric)
            .unwrap_or_else(|| Bilingual::same(&measure.id))
    }
}
