//! `<perennial-health>` (SPEC §15), the part that is wasm: reads what the host gave, draws the card. What the
//! element is to the page (attributes, messages, events) is `js/health.js`; nothing is kept here between calls.

mod dom;

use dom::Dom;
use perennial_data::Language;
use perennial_snapshot::{Form, Input, STYLES, Size, View, card, failed, read, waiting};
use wasm_bindgen::prelude::wasm_bindgen;

/// The styles of the card, to be adopted once by every shadow root.
#[wasm_bindgen]
#[must_use]
pub fn styles() -> String {
    STYLES.to_owned()
}

/// Draws what a host gave into `root`, in place of what is there: the card of a snapshot, or what is wrong with
/// it. Returns `snapshot` or the code of the fault; `rows` where rows are to be scored first, and then nothing
/// is drawn.
#[wasm_bindgen]
#[must_use]
pub fn draw(root: &Dom, json: &str, language: &str, size: &str) -> String {
    let language = language_of(language);
    match read(json) {
        Ok(Input::Rows) => "rows".to_owned(),
        Ok(Input::Snapshot(snapshot)) => {
            let view = View {
                language,
                size: match size {
                    "compact" => Size::Compact,
                    _ => Size::Full,
                },
                form: Form::Live,
            };
            dom::show(root, &card(&snapshot, view));
            "snapshot".to_owned()
        }
        Err(error) => {
            dom::show(root, &failed(error.code(), "", language));
            error.code().to_owned()
        }
    }
}

/// Draws what stands in the card's place: a fault by its code, with what it concerns; with an empty code, that
/// nothing has come yet.
#[wasm_bindgen]
pub fn stand_in(root: &Dom, code: &str, path: &str, language: &str) {
    let language = language_of(language);
    let element = match code {
        "" => waiting(language),
        code => failed(code, path, language),
    };
    dom::show(root, &element);
}

/// Chinese for every tag that begins with `zh`, else English.
fn language_of(tag: &str) -> Language {
    let begins = tag.as_bytes().get(..2);
    match begins {
        Some(begins) if begins.eq_ignore_ascii_case(b"zh") => Language::Zh,
        _ => Language::En,
    }
}
