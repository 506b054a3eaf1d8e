//! The model in use: its document, compiled for scoring, and with every metric there is.

use perennial_data::Bilingual;
use perennial_engine::model::{ShippedModel, shipped};
use perennial_engine::{Compiled, Model, ModelError, Scope};
use perennial_protocol::Failure;
use std::cell::OnceCell;

/// Reads and checks a model document, or says what is wrong with it: [`read_model`].
pub type ReadModel = fn(&str) -> Result<Model, Failure>;

/// The reader of model documents. What calls nothing else of it can be kept apart from the rest.
///
/// # Errors
/// `model-…` with the path to the fault and what it is.
pub fn read_model(json: &str) -> Result<Model, Failure> {
    Model::parse(json).map_err(refused)
}

pub(crate) fn refused(error: ModelError) -> Failure {
    Failure::new(error.code())
        .with("path", error.path.clone())
        .with("message", error.message)
}

/// Where a model's document is.
enum Document {
    /// With the program.
    Shipped(ShippedModel),
    /// Here.
    Own(String),
}

/// A model ready to run.
pub(crate) struct ModelState {
    document: Document,
    compiled: Compiled,
    /// Made when a screen first asks for a metric that the model does not score.
    all: OnceCell<Compiled>,
}

impl ModelState {
    /// The model of a document. This reads and checks JSON, which is a part of the program that few
    /// need: a host may keep it apart and hand it in where it is there, see [`ReadModel`].
    pub(crate) fn parse(json: &str) -> Result<Self, Failure> {
        Self::read(json, Some(read_model))
    }

    /// The model of a document, read by `reader` unless it is as shipped.
    pub(crate) fn read(json: &str, reader: Option<ReadModel>) -> Result<Self, Failure> {
        if let Some(shipped) = shipped().iter().find(|model| model.is_of(json)) {
            return Self::shipped(shipped.id);
        }
        let reader = reader.ok_or_else(|| Failure::new("part-not-loaded"))?;
        Self::of(reader(json)?, Document::Own(json.to_owned()))
    }

    /// The shipped model of that id.
    pub(crate) fn shipped(id: &str) -> Result<Self, Failure> {
        let shipped = shipped().into_iter().find(|model| model.id == id);
        match shipped.and_then(|shipped| Some((shipped.model()?, shipped))) {
            Some((model, shipped)) => Self::of(model, Document::Shipped(shipped)),
            None => Err(Failure::new("unknown-model").with("model", id)),
        }
    }

    /// A model that a screen has changed, with the document that it makes; the shipped one where the
    /// change has led back to it.
    pub(crate) fn edited(model: Model) -> Result<Self, Failure> {
        model.validate().map_err(refused)?;
        if let Ok(shipped) = Self::shipped(&model.id)
            && same_but_defaults(shipped.model(), &model)
        {
            return Ok(shipped);
        }
        let json = model.to_json().map_err(refused)?;
        Self::of(model, Document::Own(json))
    }

    /// A valid model with its document.
    fn of(model: Model, document: Document) -> Result<Self, Failure> {
        Ok(Self {
            document,
            compiled: Compiled::of_valid(model, Scope::Model).map_err(refused)?,
            all: OnceCell::new(),
        })
    }

    /// Whether this is the shipped model of that id, unchanged.
    pub(crate) fn is_as_shipped(&self, id: &str) -> bool {
        matches!(&self.document, Document::Shipped(shipped) if shipped.id == id)
    }

    /// The document as it came. For what writes it down: the texts of those that ship are not needed
    /// to score.
    pub(crate) fn json(&self) -> &str {
        match &self.document {
            Document::Shipped(shipped) => shipped.json(),
            Document::Own(json) => json,
        }
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
            let all = self.compiled.scoped(Scope::All);
            all.unwrap_or_else(|_| self.compiled.clone())
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

/// Whether two models say the same, sections that are left out being the default ones.
fn same_but_defaults(a: &Model, b: &Model) -> bool {
    let bare = |model: &Model| Model {
        stages: Some(model.stages().clone()),
        tiers: Some(model.tiers().clone()),
        ..model.clone()
    };
    bare(a) == bare(b)
}
