//! Further workers that read stretches of large files beside this one, over the same program. They are
//! started when files are looked into, so that they are ready when these are imported, and end with the
//! import. Where a browser does not let a worker start workers, or one fails, everything is read here.

use crate::js;
use crate::slices::Slice;
use js_sys::{Array, Function, Promise, Uint8Array};
use perennial_import::{Piece, Plan};
use perennial_protocol::{decode, encode};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{File, MessageEvent, Worker, WorkerOptions, WorkerType};

/// The name of a worker that reads.
pub(crate) const NAME: &str = "reader";
/// How much of the files each reader should have at least: starting one costs as much as reading this.
const LEAST_EACH: u64 = 4 << 20;
/// Readers at most, with this one: more wait for the disk and for the one that joins.
const AT_MOST: u64 = 4;

/// What a reader is asked for: for each file that comes with it a plan, and offset and length of a stretch.
pub(crate) type Order = Vec<(Plan, u64, u64)>;

/// The readers beside this one.
#[derive(Default)]
pub(crate) struct Readers(Vec<Reader>);

/// A reader beside this one, for one order; ends when dropped.
pub(crate) struct Reader {
    state: Rc<State>,
    /// Listens as long as it is held.
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

/// How far a reader is.
struct State {
    worker: Worker,
    is_ready: Cell<bool>,
    /// The order, until the reader is ready for it.
    order: RefCell<Option<Array>>,
    pieces: RefCell<Vec<JsValue>>,
    wanted: Cell<usize>,
    /// Bytes read.
    done: Cell<u64>,
    /// Whether all pieces are there, or none will come any more.
    is_settled: Cell<bool>,
    /// Resolves then.
    settled: Promise,
    settle: Function,
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.state.worker.terminate();
    }
}

impl Readers {
    /// Starts as many as are worth it for files of so many bytes together.
    pub(crate) fn start(&mut self, total: u64) {
        let cores = js::property(js::scope().navigator().as_ref(), "hardwareConcurrency");
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few
        let cores = cores.as_f64().unwrap_or(1.0) as u64;
        let wanted = cores.min(AT_MOST).min(total / LEAST_EACH).saturating_sub(1);
        while (self.0.len() as u64) < wanted {
            let Some(reader) = Reader::start() else {
                return;
            };
            self.0.push(reader);
        }
    }

    /// How many there are, with this one.
    pub(crate) fn len(&self) -> u64 {
        self.0.len() as u64 + 1
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Reader> {
        self.0.iter()
    }
}

impl Reader {
    fn start() -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(NAME);
        let address = js::scope().location().href();
        let worker = Worker::new_with_options(&address, &options).ok()?;
        let mut resolve = None;
        let settled = Promise::new(&mut |settle, _| resolve = Some(settle));
        let state = Rc::new(State {
            worker,
            is_ready: Cell::new(false),
            order: RefCell::default(),
            pieces: RefCell::default(),
            wanted: Cell::new(0),
            done: Cell::new(0),
            is_settled: Cell::new(false),
            settled,
            settle: resolve?,
        });
        let hearer = Rc::clone(&state);
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            hearer.hear(event.data());
        });
        let listener = heard.as_ref().unchecked_ref();
        state.worker.set_onmessage(Some(listener));
        state.worker.set_onerror(Some(listener)); // has no data: the reader is given up
        Some(Self {
            state,
            _heard: heard,
        })
    }

    /// Has stretches of files read, once.
    pub(crate) fn ask(
        &self,
        stretches: &[Slice],
        files: &[File],
        plan: impl Fn(usize) -> Option<Plan>,
    ) {
        let mut order = Order::new();
        let asked = Array::new();
        for stretch in stretches {
            let (Some(plan), Some(file)) = (plan(stretch.file), files.get(stretch.file)) else {
                return self.state.settle();
            };
            order.push((plan, stretch.offset, stretch.len));
            asked.push(file);
        }
        let Ok(bytes) = encode(&order) else {
            return self.state.settle();
        };
        let message = Array::of2(&Uint8Array::from(bytes.as_slice()), &asked);
        self.state.wanted.set(order.len());
        self.state.order.replace(Some(message));
        self.state.send();
    }

    /// Bytes read so far.
    pub(crate) fn done(&self) -> u64 {
        self.state.done.get()
    }

    /// Whether all is read, or nothing will come any more.
    pub(crate) fn is_settled(&self) -> bool {
        self.state.is_settled.get()
    }

    /// Resolves then.
    pub(crate) fn settled(&self) -> &Promise {
        &self.state.settled
    }

    /// The pieces of the stretches asked for, in that order; fewer where the reader has failed.
    pub(crate) fn pieces(&self) -> Vec<Piece> {
        let pieces = self.state.pieces.take();
        pieces.iter().map_while(received).collect()
    }
}

impl State {
    fn hear(&self, data: JsValue) {
        if data.is_instance_of::<Array>() {
            self.pieces.borrow_mut().push(data);
            if self.pieces.borrow().len() == self.wanted.get() {
                self.settle();
            }
        } else if let Some(done) = data.as_f64() {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a number of bytes
            self.done.set(done as u64);
        } else if data.is_instance_of::<Uint8Array>() {
            self.is_ready.set(true);
            self.send();
        } else {
            self.settle(); // it has failed, and says so
        }
    }

    /// Sends the order, if there is one and the reader is ready for it.
    fn send(&self) {
        if self.is_ready.get()
            && let Some(order) = self.order.take()
            && self.worker.post_message(&order).is_err()
        {
            self.settle();
        }
    }

    fn settle(&self) {
        self.is_settled.set(true);
        self.settle.call0(&JsValue::UNDEFINED).ok();
    }
}

/// A piece as a message, and what of it is handed over rather than copied.
pub(crate) fn to_send(mut piece: Piece) -> Option<(Array, Array)> {
    let (message, handed_over) = (Array::new(), Array::new());
    let columns = piece.take_columns();
    let rest = encode(&piece).ok()?;
    for bytes in std::iter::once(rest).chain(columns) {
        let bytes = Uint8Array::from(bytes.as_slice());
        handed_over.push(&bytes.buffer());
        message.push(&bytes);
    }
    Some((message, handed_over))
}

fn received(message: &JsValue) -> Option<Piece> {
    let bytes = |part: JsValue| part.dyn_into::<Uint8Array>().ok().map(|part| part.to_vec());
    let mut parts = message.dyn_ref::<Array>()?.iter().map_while(bytes);
    let mut piece: Piece = decode(&parts.next()?).ok()?;
    piece.put_columns(parts).ok()?;
    Some(piece)
}

/// What an order is: stretches by plan and place, and the files.
pub(crate) fn ordered(message: &JsValue) -> Option<(Order, Vec<File>)> {
    let message = message.dyn_ref::<Array>()?;
    let bytes = message.get(0).dyn_into::<Uint8Array>().ok()?;
    let files = message.get(1).dyn_into::<Array>().ok()?;
    let order = decode(&bytes.to_vec()).ok()?;
    Some((
        order,
        files
            .iter()
            .filter_map(|file| file.dyn_into().ok())
            .collect(),
    ))
}
