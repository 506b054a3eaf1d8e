//! Which tab may write: the one that holds a lock of the browser, which passes to the next when the
//! holder's tab closes or crashes.

use super::name::of_workspace;
use crate::js;
use js_sys::{Array, Promise};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;

const NAME: &str = "perennial-writer";
/// How long to wait for a holder that is just closing, as after a reload of its page.
const GRACE_MS: u32 = 200;

/// What came of asking for the lock.
pub(crate) enum Lock {
    /// It is held, for as long as this worker lives.
    Held,
    /// Another tab holds it; the future ends when it has passed to this one.
    Elsewhere(JsFuture),
    /// The browser has no locks.
    None,
}

/// Asks for the lock.
pub(crate) async fn acquire() -> Lock {
    let held = Rc::new(Cell::new(false));
    let Some(granted) = request(&held) else {
        return Lock::None;
    };
    let either = Array::of2(&granted, &js::timer(GRACE_MS));
    let failed = JsFuture::from(Promise::race(&either)).await.is_err();
    match (held.get(), failed) {
        (true, _) => Lock::Held,
        (false, true) => Lock::None,
        (false, false) => Lock::Elsewhere(granted.into()),
    }
}

/// Resolves when the lock is held; rejects where locks are refused, as in pages without an origin.
fn request(held: &Rc<Cell<bool>>) -> Option<Promise> {
    let locks = js::property(&js::scope().navigator(), "locks");
    if locks.is_undefined() {
        return None;
    }
    let held = Rc::clone(held);
    Some(Promise::new(&mut |resolve, reject| {
        let held = Rc::clone(&held);
        let on_grant = Closure::once_into_js(move || -> Promise {
            held.set(true);
            resolve.call0(&JsValue::UNDEFINED).ok();
            // The lock is held until this promise settles: never, while the worker lives.
            Promise::new(&mut |_, _| {})
        });
        match js::call(&locks, "request", &[of_workspace(NAME).into(), on_grant]) {
            Ok(ended) => {
                let refused = Closure::once_into_js(move |error: JsValue| {
                    reject.call1(&JsValue::UNDEFINED, &error).ok();
                });
                js::call(&ended, "catch", &[refused]).ok();
            }
            Err(error) => {
                reject.call1(&JsValue::UNDEFINED, &error).ok();
            }
        }
    }))
}
