//! The few browser functions that several modules use.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::DedicatedWorkerGlobalScope;

/// The worker's global object.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Milliseconds since the worker started.
pub(crate) fn now_ms() -> f64 {
    scope().performance().map_or(0.0, |clock| clock.now())
}

/// A property; `undefined` where there is none or reading it throws.
pub(crate) fn property(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A number of bytes.
#[allow(clippy::cast_precision_loss)] // sizes of files are far below 2^53
pub(crate) fn number(bytes: u64) -> JsValue {
    JsValue::from_f64(bytes as f64)
}

/// Calls a method that web-sys does not have.
///
/// # Errors
/// What the method throws; a type error where there is none.
pub(crate) fn call(of: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = property(of, method).dyn_into()?;
    Reflect::apply(&method, of, &arguments.iter().collect())
}

/// Resolves after so many milliseconds.
pub(crate) fn timer(ms: u32) -> Promise {
    Promise::new(&mut |resolve, _| {
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        let set = scope().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
        if set.is_err() {
            // Without timers there is no waiting: late is worse than early for all who wait here.
            resolve.call0(&JsValue::UNDEFINED).ok();
        }
    })
}

/// Waits so many milliseconds.
pub(crate) async fn sleep(ms: u32) {
    JsFuture::from(timer(ms)).await.ok();
}

/// The name of an exception, such as `QuotaExceededError`; empty where it has none.
pub(crate) fn error_name(error: &JsValue) -> String {
    property(error, "name").as_string().unwrap_or_default()
}
