//! Writes workbooks in a web worker of its own, which the engine's worker starts when one is asked for and ends when
//! it is written: nobody else loads what writes them, and the memory goes with it.
//!
//! A message is a list of files of CSV, each a sheet with the file's name; the answer is the workbook's bytes, or
//! `{ code }` or `{ error }`. The first word is `true`: that it listens.

use js_sys::{Array, Object, Reflect, Uint8Array};
use perennial_book::{List, write};
use rust_xlsxwriter as _; // for its feature
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent};

/// Listens from now on.
pub fn start() {
    // What follows a panic is a trap: the one that waits has to be told before.
    std::panic::set_hook(Box::new(|panic| say("error", &panic.to_string())));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        spawn_local(async move {
            match answer(&event.data()).await {
                Ok(Ok(book)) => {
                    let book = Uint8Array::from(book.as_slice());
                    let moved = Array::of1(&book.buffer());
                    scope()
                        .post_message_with_transfer(&book, &moved)
                        .unwrap_or_else(|_| say("error", "out of memory"));
                }
                Ok(Err(code)) => say("code", code),
                Err(_) => say("error", "the list cannot be read"),
            }
        });
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget(); // listens as long as the worker lives
    scope().post_message(&JsValue::TRUE).ok();
}

async fn answer(message: &JsValue) -> Result<Result<Vec<u8>, &'static str>, JsValue> {
    let mut lists: Vec<(String, String)> = Vec::new();
    for file in message.dyn_ref::<Array>().ok_or(JsValue::NULL)?.iter() {
        let file: File = file.dyn_into()?;
        let text = JsFuture::from(file.text()).await?.as_string();
        lists.push((file.name(), text.unwrap_or_default()));
    }
    let lists: Vec<List<'_>> = lists.iter().map(|(name, csv)| List { name, csv }).collect();
    Ok(write(&lists).map_err(|error| error.code()))
}

fn say(what: &str, text: &str) {
    let message = Object::new();
    if Reflect::set(&message, &what.into(), &text.into()).is_ok() {
        scope().post_message(&message).ok();
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
