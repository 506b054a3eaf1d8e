//! Files for the reader: made by the engine, handed over by the browser.

use super::{long, spawn_owned, unexpected};
use crate::state::{Action, JobKind, Told};
use crate::store::Store;
use js_sys::{Array, Uint8Array};
use perennial_protocol::{Failure, Request, Response};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Asks for a file and hands it over.
pub(crate) fn file(store: &Store, body: Request) {
    let to = store.clone();
    spawn_owned(store, async move {
        let response = long(&to, JobKind::Export, body, Vec::new()).await?;
        let Response::File { name, mime, bytes } = response else {
            return Err(unexpected());
        };
        hand_over(&name, &mime, &bytes)?;
        to.dispatch(Action::Tell(Told::Handed(name)));
        Ok(())
    });
}

/// Gives a file to the browser, which puts it where it puts what is downloaded.
///
/// # Errors
/// `download-failed`.
pub(crate) fn hand_over(name: &str, mime: &str, bytes: &[u8]) -> Result<(), Failure> {
    give(name, mime, bytes).map_err(|_| Failure::new("download-failed").with("file", name))
}

fn give(name: &str, mime: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = gloo::utils::document()
        .create_element("a")?
        .unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has taken the blob by then; at once would be too early in some.
    gloo::timers::callback::Timeout::new(60_000, move || {
        // Nothing depends on it: without, the memory is freed with the page.
        Url::revoke_object_url(&address).unwrap_or_default();
    })
    .forget();
    Ok(())
}
