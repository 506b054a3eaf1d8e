//! The engine as a module worker of the browser. Messages out are `{ bytes, files }`, messages in a
//! `Uint8Array`, or `{ error }` from the script that loads the engine when that fails.

use super::{Client, Incoming, Transport};
use js_sys::{Array, Object, Reflect, Uint8Array};
use perennial_protocol::{Failure, WORKSPACE_PREFIX};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{ErrorEvent, File, MessageEvent, Worker, WorkerOptions, WorkerType};

/// A running worker; dropping it ends the worker.
struct PageWorker {
    worker: Worker,
    // Kept as long as the worker may call them.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

/// Starts the worker that the page names in `<meta name="perennial-worker">`, for a workspace.
pub(super) fn connect(client: &Client, workspace: &str) -> Result<Rc<dyn Transport>, Failure> {
    let failed =
        |cause: JsValue| Failure::new("worker-unreachable").with("detail", in_words(&cause));
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    options.set_name(&format!("{WORKSPACE_PREFIX}{workspace}"));
    let worker = Worker::new_with_options(&address(), &options).map_err(failed)?;

    let to = client.clone();
    let on_message = Closure::new(move |event: MessageEvent| {
        let data = event.data();
        match data.dyn_ref::<Uint8Array>() {
            Some(bytes) => to.receive(Incoming::Bytes(&bytes.to_vec())),
            None => {
                let error = Reflect::get(&data, &"error".into()).unwrap_or(JsValue::UNDEFINED);
                to.receive(Incoming::Broken(in_words(&error)));
            }
        }
    });
    let to = client.clone();
    let on_error = Closure::new(move |event: ErrorEvent| {
        to.receive(Incoming::Broken(event.message()));
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    Ok(Rc::new(PageWorker {
        worker,
        _on_message: on_message,
        _on_error: on_error,
    }))
}

impl Transport for PageWorker {
    fn post(&self, bytes: &[u8], files: &[File]) -> Result<(), Failure> {
        let failed =
            |cause: JsValue| Failure::new("worker-unreachable").with("detail", in_words(&cause));
        let bytes = Uint8Array::from(bytes);
        let message = Object::new();
        let files: Array = files.iter().collect();
        Reflect::set(&message, &"bytes".into(), &bytes).map_err(failed)?;
        Reflect::set(&message, &"files".into(), &files).map_err(failed)?;
        let transfer = Array::of1(&bytes.buffer());
        self.worker
            .post_message_with_transfer(&message, &transfer)
            .map_err(failed)
    }
}

impl Drop for PageWorker {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

fn address() -> String {
    gloo::utils::document()
        .query_selector("meta[name=perennial-worker]")
        .ok()
        .flatten()
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default()
}

fn in_words(value: &JsValue) -> String {
    let text = value.as_string();
    text.unwrap_or_else(|| js_sys::Object::from(value.clone()).to_string().into())
}
