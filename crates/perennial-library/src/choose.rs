//! Which model scores: the one given, else the shipped one that the rows can feed.

use crate::error::LibraryError;
use perennial_model::{Model, shipped};

/// For customer lists alone.
const FOR_SHEETS: &str = "quick-start";

/// A document, the name of one that ships, or nothing.
pub(crate) fn choose(model: &str, only_sheets: bool) -> Result<Model, LibraryError> {
    #[cfg(feature = "documents")]
    if model.trim_start().starts_with('{') {
        return Model::parse(model).map_err(LibraryError::Model);
    }
    let all = shipped();
    let default = match all.first() {
        Some(first) if !only_sheets => first.id,
        _ => FOR_SHEETS,
    };
    let name = if model.is_empty() { default } else { model };
    let found = all.into_iter().find(|shipped| shipped.id == name);
    let found = found.and_then(|shipped| shipped.model());
    found.ok_or_else(|| LibraryError::UnknownModel {
        name: name.to_owned(),
    })
}
