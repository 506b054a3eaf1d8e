//! What JavaScript calls (SPEC §15). No logic: texts to types, results to plain objects, errors to `Error` with a
//! stable `code` and the `path` of what is at fault. `js/perennial.js` is the package's face to its users.

use perennial_data::Day;
#[cfg(feature = "all")]
use perennial_data::Language;
use perennial_library::{LibraryError, Portfolio};
#[cfg(feature = "all")]
use perennial_snapshot::{Input, Size, SnapshotError, Theme, html, read, svg};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// The snapshot of an account, for the widget or for a host that keeps it.
///
/// # Errors
/// An `Error` with `code` and `path`.
#[wasm_bindgen]
pub fn snapshot(
    rows: &str,
    model: &str,
    as_of: &str,
    account: Option<String>,
    since: Option<String>,
) -> Result<JsValue, JsValue> {
    let since = since.map(|since| day("since", &since)).transpose();
    answer((|| {
        let as_of = day("as_of", as_of)?;
        Portfolio::new(rows, model)?.snapshot(account.as_deref(), since?, as_of)
    })())
}

/// The score of every account.
///
/// # Errors
/// An `Error` with `code` and `path`.
#[cfg(feature = "all")]
#[wasm_bindgen]
pub fn score(rows: &str, model: &str, as_of: &str) -> Result<JsValue, JsValue> {
    answer(day("as_of", as_of).and_then(|as_of| Ok(Portfolio::new(rows, model)?.score(as_of))))
}

/// Why the health of an account is what it is.
///
/// # Errors
/// An `Error` with `code` and `path`.
#[cfg(feature = "all")]
#[wasm_bindgen]
pub fn explain(
    rows: &str,
    model: &str,
    as_of: &str,
    account: Option<String>,
) -> Result<JsValue, JsValue> {
    answer(
        day("as_of", as_of)
            .and_then(|as_of| Portfolio::new(rows, model)?.explain(account.as_deref(), as_of)),
    )
}

/// Why the health of an account changed since an earlier date.
///
/// # Errors
/// An `Error` with `code` and `path`.
#[cfg(feature = "all")]
#[wasm_bindgen]
pub fn change(
    rows: &str,
    model: &str,
    as_of: &str,
    since: &str,
    account: Option<String>,
) -> Result<JsValue, JsValue> {
    answer((|| {
        let (since, as_of) = (day("since", since)?, day("as_of", as_of)?);
        Portfolio::new(rows, model)?.change(account.as_deref(), since, as_of)
    })())
}

/// Where every account stands in its life.
///
/// # Errors
/// An `Error` with `code` and `path`.
#[cfg(feature = "all")]
#[wasm_bindgen]
pub fn lifecycle(rows: &str, model: &str, as_of: &str) -> Result<JsValue, JsValue> {
    answer(day("as_of", as_of).and_then(|as_of| Portfolio::new(rows, model)?.lifecycle(as_of)))
}

/// The signals that hold, by account.
///
/// # Errors
/// An `Error` with `code` and `path`.
#[cfg(feature = "all")]
#[wasm_bindgen]
pub fn alerts(rows: &str, model: &str, as_of: &str) -> Result<JsValue, JsValue> {
    answer(day("as_of", as_of).and_then(|as_of| Portfolio::new(rows, model)?.alerts(as_of)))
}

/// A snapshot as a card for hosts that run no script: `html` or `svg`.
///
/// # Errors
/// An `Error` with `code`.
#[cfg(feature = "all")]
#[wasm_bindgen]
pub fn picture(
    snapshot: &str,
    format: &str,
    language: &str,
    size: &str,
    theme: &str,
) -> Result<String, JsValue> {
    let snapshot = match read(snapshot) {
        Ok(Input::Snapshot(snapshot)) => snapshot,
        Ok(Input::Rows) => return Err(fault(&SnapshotError::Format)),
        Err(error) => return Err(fault(&error)),
    };
    let language = match language.get(..2) {
        Some("zh") => Language::Zh,
        _ => Language::En,
    };
    let theme = match theme {
        "dark" => Some(Theme::Dark),
        "light" => Some(Theme::Light),
        _ => None,
    };
    let size = match size {
        "compact" => Size::Compact,
        _ => Size::Full,
    };
    Ok(match format {
        "svg" => svg(&snapshot, language, theme.unwrap_or(Theme::Light)),
        _ => html(&snapshot, language, size, theme),
    })
}

/// The metrics that ship.
///
/// # Errors
/// None; as the others.
#[cfg(feature = "all")]
#[wasm_bindgen]
pub fn metrics() -> Result<JsValue, JsValue> {
    answer(Ok(perennial_model::catalogue()))
}

/// A model that ships, as a document; all of them by `models`.
///
/// # Errors
/// An `Error` with `code` and `path`.
#[cfg(feature = "all")]
#[wasm_bindgen]
pub fn model(name: &str) -> Result<JsValue, JsValue> {
    let found = perennial_model::shipped();
    let found = found.into_iter().find(|model| model.id == name);
    let found = found.and_then(|model| model.model());
    answer(found.ok_or_else(|| LibraryError::UnknownModel {
        name: name.to_owned(),
    }))
}

/// The ids of the models that ship, the default first.
#[cfg(feature = "all")]
#[wasm_bindgen]
#[must_use]
pub fn models() -> Vec<String> {
    let shipped = perennial_model::shipped();
    shipped
        .into_iter()
        .map(|model| model.id.to_owned())
        .collect()
}

fn day(path: &'static str, text: &str) -> Result<Day, LibraryError> {
    text.parse().map_err(|_| LibraryError::Date {
        path,
        text: text.to_owned(),
    })
}

/// A result as a plain object: `null` for what is missing, objects rather than maps.
fn answer<T: Serialize>(result: Result<T, LibraryError>) -> Result<JsValue, JsValue> {
    let error = |error: LibraryError| thrown(&error.to_string(), error.code(), error.path());
    let value = result.map_err(error)?;
    let plain = value.serialize(&Serializer::json_compatible());
    plain.map_err(|error| thrown(&error.to_string(), "internal", ""))
}

#[cfg(feature = "all")]
fn fault(error: &SnapshotError) -> JsValue {
    thrown(&error.to_string(), error.code(), "")
}

fn thrown(message: &str, code: &str, path: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    for (name, value) in [("code", code), ("path", path)] {
        // A property of an object made a line above can be set.
        drop(js_sys::Reflect::set(&error, &name.into(), &value.into()));
    }
    error.into()
}
