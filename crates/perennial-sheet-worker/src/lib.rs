//! Opens workbooks and archives in a web worker of its own, which the engine's worker starts when such a file
//! comes and ends when it is read: a file that breaks what reads it breaks nothing else, and the memory goes with it.
//!
//! A message is `[name, file]`; the answer is `[found, files]`, the names and problems of what lay in it and its
//! bytes, or `{ error }`. The first word is `true`: that it listens; `{ progress: [name, rows] }` says how far it is.

use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent};

/// Listens from now on.
pub fn start() {
    // What follows a panic is a trap: the one that waits has to be told before.
    std::panic::set_hook(Box::new(|panic| say_error(&panic.to_string())));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        spawn_local(async move {
            match answer(&event.data()).await {
                Ok(answer) => {
                    scope()
                        .post_message(&answer)
                        .unwrap_or_else(|_| say_error("out of memory"));
                }
                Err(_) => say_error("the file cannot be read"),
            }
        });
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget(); // listens as long as the worker lives
    scope().post_message(&JsValue::TRUE).ok();
}

async fn answer(message: &JsValue) -> Result<JsValue, JsValue> {
    let message = message.dyn_ref::<Array>().ok_or(JsValue::NULL)?;
    let name = message.get(0).as_string().unwrap_or_default();
    let file: File = message.get(1).dyn_into()?;
    let buffer: ArrayBuffer = JsFuture::from(file.array_buffer()).await?.dyn_into()?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    drop(buffer);
    let (mut said, files) = (Vec::new(), Array::new());
    for found in perennial_sheet::open_telling(&name, &bytes, Rc::new(say_progress)) {
        let parts = Array::of1(&Uint8Array::from(found.bytes.as_slice()));
        files.push(File::new_with_u8_array_sequence(&parts, &found.name)?.as_ref());
        said.push((found.name, found.problems));
    }
    let said = perennial_protocol::encode(&said).map_err(|_| JsValue::NULL)?;
    Ok(Array::of2(&Uint8Array::from(said.as_slice()), &files).into())
}

#[allow(clippy::cast_precision_loss)] // no sheet has 2^53 rows
fn say_progress(name: &str, rows: u64) {
    let progress = Array::of2(&name.into(), &(rows as f64).into());
    say("progress", &progress);
}

fn say_error(why: &str) {
    say("error", &why.into());
}

fn say(what: &str, said: &JsValue) {
    let message = Object::new();
    if Reflect::set(&message, &what.into(), said).is_ok() {
        scope().post_message(&message).ok();
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
