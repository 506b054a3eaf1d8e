//! The worker's wire as JavaScript objects, for benchmarks, tests and JavaScript hosts.
//!
//! A message is what `serde` makes of the types of `perennial-protocol`: an enum is its variant's
//! name, or an object with that name as its one key (`{ Prepare: { as_of: "2025-06-30" } }`); a
//! reply's result is `{ Ok }` or `{ Err }`; a day is an ISO date; what is missing is `null`; numbers
//! are plain numbers. The app itself does not need this crate.

use js_sys::{Error, Reflect, Uint8Array};
use perennial_protocol::{FromWorker, PROTOCOL_VERSION, ToWorker};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Code of the error for an object that is no request, or holds a number no request can carry.
pub const NOT_A_REQUEST: &str = "not-a-request";
/// Code of the error for bytes that are no message of this build's worker.
pub const NOT_A_MESSAGE: &str = "not-a-message";

/// The version that [`FromWorker::Ready`] of a matching worker carries.
#[wasm_bindgen(js_name = protocolVersion)]
#[must_use]
pub fn protocol_version() -> u32 {
    PROTOCOL_VERSION
}

/// The bytes of a request, `{ id, body }`, to be posted to the worker as `{ bytes, files }`.
///
/// # Errors
/// A JavaScript `Error` whose `code` is `not-a-request` and whose message names the field.
#[wasm_bindgen]
pub fn encode(request: JsValue) -> Result<Uint8Array, JsValue> {
    let request: ToWorker = serde_wasm_bindgen::from_value(request)
        .map_err(|why| error(NOT_A_REQUEST, &why.to_string()))?;
    let bytes = perennial_protocol::encode(&request)
        .map_err(|why| error(NOT_A_REQUEST, &why.to_string()))?;
    Ok(Uint8Array::from(bytes.as_slice()))
}

/// The message that the worker's bytes hold: `{ Ready }`, `{ Reply: { id, result } }` or `{ Event }`.
///
/// # Errors
/// A JavaScript `Error` whose `code` is `not-a-message`: the bytes are of another build, or hold a
/// number beyond 2^53.
#[wasm_bindgen]
pub fn decode(bytes: &[u8]) -> Result<JsValue, JsValue> {
    let message: FromWorker =
        perennial_protocol::decode(bytes).map_err(|why| error(NOT_A_MESSAGE, &why.to_string()))?;
    let plain = Serializer::new()
        .serialize_missing_as_null(true)
        .serialize_maps_as_objects(true);
    message
        .serialize(&plain)
        .map_err(|why| error(NOT_A_MESSAGE, &why.to_string()))
}

fn error(code: &str, message: &str) -> JsValue {
    let error = Error::new(message);
    // Setting a property of an object that was just made does not fail.
    Reflect::set(&error, &"code".into(), &code.into()).ok();
    error.into()
}
