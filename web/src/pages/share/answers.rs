//! Pages of other origins that ask for a customer's card: those that the user has allowed get it, others nothing.
//!
//! A page asks by `{ type: "perennial-health-request", account }`, as the card in a frame does, and is answered by
//! `{ type: "perennial-health-data", account, data }` or `{ type: "perennial-health-error", account, code }`. Whoever
//! framed or opened this page hears `{ type: "perennial-ready" }` once it listens.

use crate::day;
use crate::store::Store;
use crate::tasks::{preferences, spawn_owned, unexpected};
use gloo::events::EventListener;
use js_sys::{Function, JSON, Object, Reflect};
use perennial_protocol::{Failure, Packed, Request, Response, SnapshotQuery};
use std::cell::RefCell;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::MessageEvent;

/// How far back the change is explained.
const SINCE_DAYS: i32 = 30;
/// An id longer than this is none.
const LONGEST_ID: usize = 1_000;

thread_local! {
    /// Listens as long as the page is there, once it has begun to.
    static LISTENS: RefCell<Option<EventListener>> = const { RefCell::new(None) };
}

/// Listens from now on. Who may ask is looked up with each question, so that a change holds at once.
pub(super) fn listen(store: &Store) {
    let window = gloo::utils::window();
    LISTENS.with_borrow_mut(|listens| {
        let store = store.clone();
        listens.get_or_insert_with(|| {
            EventListener::new(&window, "message", move |event| {
                if let Some(event) = event.dyn_ref::<MessageEvent>() {
                    hear(&store, event);
                }
            })
        });
    });
    let ready = object(&[("type", "perennial-ready".into())]);
    for around in ["parent", "opener"] {
        let other = property(&window, around);
        if other.is_object() && !Object::is(&other, &window) {
            for origin in preferences::origins() {
                post(&other, &ready, &origin);
            }
        }
    }
}

fn hear(store: &Store, event: &MessageEvent) {
    let origin = event.origin();
    let data = event.data();
    let is_request =
        property(&data, "type").as_string().as_deref() == Some("perennial-health-request");
    if !is_request || !preferences::origins().contains(&origin) {
        return;
    }
    let source = property(event, "source");
    let account = property(&data, "account").as_string();
    let Some(account) = account.filter(|account| account.len() <= LONGEST_ID) else {
        return;
    };
    let to = store.clone();
    spawn_owned(store, async move {
        let answer = match snapshot(&to, &account).await {
            Ok(data) => object(&[
                ("type", "perennial-health-data".into()),
                ("account", account.into()),
                ("data", data),
            ]),
            // The page is told; the one who works here has not asked.
            Err(failure) => object(&[
                ("type", "perennial-health-error".into()),
                ("account", account.into()),
                ("code", failure.code.into()),
            ]),
        };
        post(&source, &answer, &origin);
        Ok(())
    });
}

/// The snapshot of a customer as of today.
async fn snapshot(store: &Store, account: &str) -> Result<JsValue, Failure> {
    let as_of = day::today();
    let query = Packed::of(&SnapshotQuery {
        account: account.to_owned(),
        as_of,
        since: as_of.plus_days(-SINCE_DAYS),
    });
    let request = Request::Snapshot(query.map_err(|_| unexpected())?);
    let Response::File { bytes, .. } = store.ask(request).await? else {
        return Err(unexpected());
    };
    let json = String::from_utf8(bytes).map_err(|_| unexpected())?;
    JSON::parse(&json).map_err(|_| unexpected())
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // A new object takes any property.
        Reflect::set(&object, &(*name).into(), value).unwrap_or_default();
    }
    object.into()
}

fn property(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Sends a message to a window, which gets it only if its page is of that origin. A window that is gone gets nothing.
fn post(window: &JsValue, message: &JsValue, origin: &str) {
    if let Ok(method) = property(window, "postMessage").dyn_into::<Function>() {
        method
            .call2(window, message, &origin.into())
            .unwrap_or_default();
    }
}
