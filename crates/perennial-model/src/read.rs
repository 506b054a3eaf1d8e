//! From JSON to a checked model, and back.

use crate::document::{MetricDecl, Model};
use crate::error::{ModelError, ModelErrorCode};
use crate::{catalogue, json, place};
use serde::Deserialize;

/// Reads any JSON document that is made of plain types (a calendar, a list of plays) with the
/// reader of the model document.
///
/// # Errors
/// The first fault, with the path to it.
pub fn read_json<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, ModelError> {
    json::read(json).map_err(|fault| {
        let path = place::path_of(json, &fault);
        ModelError::new(ModelErrorCode::Syntax, path, &fault.message)
    })
}

impl Model {
    /// Reads and checks a document.
    ///
    /// # Errors
    /// The first fault, with the path to it: JSON that is not a model, unknown fields, wrong types,
    /// and everything that [`Model::validate`] refuses.
    pub fn parse(json: &str) -> Result<Self, ModelError> {
        let model: Self = read_json(json)?;
        model.validate()?;
        Ok(model)
    }

    /// The document, indented for people.
    ///
    /// # Errors
    /// None for a model that validates; numbers that JSON cannot hold otherwise.
    pub fn to_json(&self) -> Result<String, ModelError> {
        serde_json::to_string_pretty(self)
            .map_err(|error| ModelError::new(ModelErrorCode::Syntax, "", &error.to_string()))
    }

    /// The declaration of a metric, the model's own or the catalogue's.
    #[must_use]
    pub fn metric(&self, id: &str) -> Option<&MetricDecl> {
        let own = self.metrics.iter().find(|metric| metric.id == id);
        own.or_else(|| catalogue::metric(id))
    }
}
