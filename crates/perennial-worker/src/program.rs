//! A program beside this one, in a worker of its own that ends when it is dropped: what opens workbooks, what writes
//! them. It says `true` once it listens, and answers one message at a time; what is an error says so by its properties.

use crate::host::Host;
use crate::js;
use crate::parts::NOT_LOADED;
use crate::session::Session;
use js_sys::{Array, Function, Promise};
use perennial_protocol::Failure;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// How long a cancellation may wait.
const TICK_MS: u32 = 50;

/// A running program.
pub(crate) struct Program {
    worker: Worker,
    heard: Rc<Heard>,
    /// Listens as long as it is held.
    _hears: Closure<dyn FnMut(MessageEvent)>,
}

/// What it has said.
#[derive(Default)]
struct Heard {
    /// That it listens.
    is_ready: Cell<bool>,
    /// How far it is, as it last said.
    progress: RefCell<Option<JsValue>>,
    /// Its answer; something that is none where it has failed.
    answer: RefCell<Option<JsValue>>,
    /// Called when there is one.
    settle: RefCell<Option<Function>>,
}

impl Heard {
    fn hear(&self, data: JsValue) {
        if data.as_bool() == Some(true) {
            return self.is_ready.set(true);
        }
        let progress = js::property(&data, "progress");
        if !progress.is_undefined() {
            self.progress.replace(Some(progress));
            return;
        }
        // What fails says first why, and then that it has failed.
        self.answer.borrow_mut().get_or_insert(data);
        if let Some(settle) = self.settle.take() {
            settle.call0(&JsValue::UNDEFINED).ok();
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Program {
    /// Starts the program of that address.
    ///
    /// # Errors
    /// `part-not-loaded`.
    pub(crate) fn start(address: &str) -> Result<Self, Failure> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(address, &options);
        let worker = worker.map_err(|_| Failure::new(NOT_LOADED))?;
        let heard = Rc::<Heard>::default();
        let hearer = Rc::clone(&heard);
        let hears = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            hearer.hear(event.data());
        });
        let listener = hears.as_ref().unchecked_ref();
        worker.set_onmessage(Some(listener));
        worker.set_onerror(Some(listener)); // has no data
        Ok(Self {
            worker,
            heard,
            _hears: hears,
        })
    }

    /// Its answer to a message, which is an [`error`] where it has failed; `tell` hears how far it is.
    ///
    /// # Errors
    /// `cancelled`; `part-not-loaded` where it cannot be reached; `out-of-memory`.
    pub(crate) async fn ask<S: Session>(
        &self,
        host: &Host<S>,
        message: &JsValue,
        tell: impl Fn(&JsValue),
    ) -> Result<JsValue, Failure> {
        let settled = Promise::new(&mut |settle, _| {
            self.heard.settle.replace(Some(settle));
        });
        let sent = self.worker.post_message(message);
        sent.map_err(|_| Failure::new("out-of-memory"))?;
        loop {
            let tick = Array::of2(&settled, &js::timer(TICK_MS));
            JsFuture::from(Promise::race(&tick)).await.ok();
            host.go_on()?;
            if let Some(progress) = self.heard.progress.take() {
                tell(&progress);
            }
            match self.heard.answer.take() {
                Some(_) if !self.heard.is_ready.get() => return Err(Failure::new(NOT_LOADED)),
                Some(answer) => return Ok(answer),
                None => {}
            }
        }
    }
}

/// Why it has failed, in one line.
pub(crate) fn error(answer: &JsValue) -> String {
    let why = js::property(answer, "error").as_string();
    let why = why.unwrap_or_default();
    why.lines().next().unwrap_or_default().to_owned()
}
