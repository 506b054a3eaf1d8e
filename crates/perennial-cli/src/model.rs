//! Which model scores: the one asked for, else the shipped one that the data can feed; and how
//! results name it.

use crate::error::CliError;
use perennial_engine::{Compiled, Model, shipped};
use serde::Serialize;
use std::ffi::OsStr;
use std::path::PathBuf;

/// The model, as results name it.
#[derive(Serialize)]
pub(crate) struct ModelName<'a> {
    id: &'a str,
    revision: u32,
}

impl<'a> ModelName<'a> {
    pub(crate) fn of(model: &'a Model) -> Self {
        Self {
            id: &model.id,
            revision: model.revision,
        }
    }
}

/// For customer lists alone.
const FOR_SHEETS: &str = "quick-start";

/// The model named by `wanted`; without one, the shipped model that fits.
pub(crate) fn choose(wanted: Option<&OsStr>, only_sheets: bool) -> Result<Compiled, CliError> {
    let default = match shipped().first() {
        Some(model) if !only_sheets => model.id,
        _ => FOR_SHEETS,
    };
    let name = wanted.unwrap_or(OsStr::new(default));
    let (document, path) = read(name)?;
    let bad = |source| CliError::BadModel {
        path: path.clone(),
        source,
    };
    let model = Model::parse(&document).map_err(bad)?;
    Compiled::new(&model).map_err(bad)
}

/// The document of a shipped model or of a file, and where it is; not checked.
pub(crate) fn read(name: &OsStr) -> Result<(String, PathBuf), CliError> {
    let path = PathBuf::from(name);
    if let Some(document) = document(&name.to_string_lossy()) {
        return Ok((document.to_owned(), path));
    }
    if !path.is_file() {
        return Err(unknown(&name.to_string_lossy()));
    }
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok((text.trim_start_matches('\u{feff}').to_owned(), path)),
        Err(source) => Err(CliError::Unreadable { path, source }),
    }
}

/// The document of a shipped model.
pub(crate) fn document(id: &str) -> Option<&'static str> {
    let model = shipped().into_iter().find(|model| model.id == id);
    model.map(|model| model.json())
}

/// That there is no such model.
pub(crate) fn unknown(name: &str) -> CliError {
    CliError::UnknownModel {
        name: name.to_owned(),
        shipped: shipped().map(|model| model.id).join(", "),
    }
}
