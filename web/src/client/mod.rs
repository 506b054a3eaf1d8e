//! The app's side of the engine worker: requests out, replies and events in, a restart after a crash.
//! It knows the wire and nothing of screens. Screens are tested with another [`Transport`].

mod pending;
mod worker;

pub(crate) use pending::Reply;

use pending::Pending;
use perennial_protocol::{
    Event, Failure, FromWorker, PROTOCOL_VERSION, Request, ToWorker, decode, encode,
};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::File;

/// What carries messages to the engine.
pub(crate) trait Transport {
    /// Sends the bytes of a message and the files that belong to it.
    ///
    /// # Errors
    /// When the engine cannot be reached.
    fn post(&self, bytes: &[u8], files: &[File]) -> Result<(), Failure>;
}

/// The codes of failures that mean that the engine is gone; [`Notice::Lost`] tells it once for all.
pub(crate) const LOST_CODES: [&str; 3] =
    ["worker-crashed", "worker-unreachable", "version-mismatch"];

/// Whether a failure is one of them.
pub(crate) fn is_lost(failure: &Failure) -> bool {
    LOST_CODES.contains(&failure.code.as_str())
}

/// Makes a transport that reports to the client.
pub(crate) type Connect = Rc<dyn Fn(&Client) -> Result<Rc<dyn Transport>, Failure>>;

/// Hears what the client tells unasked.
pub(crate) type Listener = Rc<dyn Fn(Notice)>;

/// What the client tells the app unasked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Notice {
    /// The engine listens.
    Ready,
    /// It said something.
    Said(Event),
    /// It is gone; what was asked has failed.
    Lost(Failure),
}

/// What arrives from a transport.
pub(crate) enum Incoming<'a> {
    /// An encoded [`FromWorker`].
    Bytes(&'a [u8]),
    /// The engine could not start or died, in the browser's words.
    Broken(String),
}

/// The engine as the app sees it. Clones are the same client.
#[derive(Clone)]
pub(crate) struct Client(Rc<Inner>);

struct Inner {
    connect: Connect,
    transport: RefCell<Option<Rc<dyn Transport>>>,
    ready: Cell<bool>,
    queue: RefCell<Vec<(ToWorker, Vec<File>)>>,
    pending: RefCell<Pending>,
    listener: RefCell<Option<Listener>>,
}

impl PartialEq for Client {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Client {
    /// A client of the worker that the page names, for a workspace of this browser.
    pub(crate) fn of_page(workspace: String) -> Self {
        Self::new(Rc::new(move |client| worker::connect(client, &workspace)))
    }

    /// A client over any transport; nothing is started before [`Client::start`].
    pub(crate) fn new(connect: Connect) -> Self {
        Self(Rc::new(Inner {
            connect,
            transport: RefCell::default(),
            ready: Cell::new(false),
            queue: RefCell::default(),
            pending: RefCell::default(),
            listener: RefCell::default(),
        }))
    }

    /// Starts the engine, or starts it anew; what was asked of the old one fails. `listener` hears
    /// whether it came up.
    pub(crate) fn start(&self, listener: Listener) {
        self.0.listener.replace(Some(listener));
        self.0.ready.set(false);
        self.0.transport.replace(None);
        self.fail(&Failure::new("worker-crashed"));
        match (self.0.connect)(self) {
            Ok(transport) => {
                self.0.transport.replace(Some(transport));
            }
            Err(failure) => self.lose(failure),
        }
    }

    /// Asks. Requests wait until the engine listens.
    pub(crate) fn ask(&self, body: Request) -> Reply {
        self.ask_with(body, Vec::new()).1
    }

    /// Asks with files beside the request; also gives the number by which it can be cancelled.
    pub(crate) fn ask_with(&self, body: Request, files: Vec<File>) -> (u32, Reply) {
        let (id, reply) = self.0.pending.borrow_mut().open();
        let message = ToWorker { id, body };
        if self.0.ready.get() {
            self.send(&message, &files);
        } else {
            self.0.queue.borrow_mut().push((message, files));
        }
        (id, reply)
    }

    /// Takes what a transport delivers.
    pub(crate) fn receive(&self, incoming: Incoming<'_>) {
        let message = match incoming {
            Incoming::Broken(detail) => {
                return self.lose(Failure::new("worker-crashed").with("detail", detail));
            }
            Incoming::Bytes(bytes) => decode::<FromWorker>(bytes),
        };
        match message {
            Ok(FromWorker::Ready { protocol }) if protocol == PROTOCOL_VERSION => {
                self.0.ready.set(true);
                for (message, files) in self.0.queue.take() {
                    self.send(&message, &files);
                }
                self.tell(Notice::Ready);
            }
            // An engine of another build is served from a cache: only a reload helps.
            Ok(FromWorker::Ready { .. }) | Err(_) => self.lose(Failure::new("version-mismatch")),
            Ok(FromWorker::Reply { id, result }) => {
                self.0.pending.borrow_mut().settle(id, result);
            }
            Ok(FromWorker::Event(event)) => self.tell(Notice::Said(event)),
        }
    }

    fn send(&self, message: &ToWorker, files: &[File]) {
        let transport = self.0.transport.borrow().clone();
        let sent = match (transport, encode(message)) {
            (Some(transport), Ok(bytes)) => transport.post(&bytes, files),
            (None, _) | (_, Err(_)) => Err(Failure::new("worker-unreachable")),
        };
        if let Err(failure) = sent {
            let mut pending = self.0.pending.borrow_mut();
            pending.settle(message.id, Err(failure));
        }
    }

    fn lose(&self, failure: Failure) {
        self.0.ready.set(false);
        self.0.transport.replace(None);
        self.fail(&failure);
        self.tell(Notice::Lost(failure));
    }

    fn fail(&self, failure: &Failure) {
        self.0.queue.borrow_mut().clear();
        self.0.pending.borrow_mut().fail_all(failure);
    }

    fn tell(&self, notice: Notice) {
        let listener = self.0.listener.borrow().clone();
        if let Some(listener) = listener {
            listener(notice);
        }
    }
}

#[cfg(test)]
mod tests;
