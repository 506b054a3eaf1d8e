//! What the bridge promises, with a transport that only writes down what was sent.

use super::{Client, Incoming, Notice, Transport};
use perennial_protocol::{
    Event, Failure, FromWorker, PROTOCOL_VERSION, Request, Response, ToWorker, decode, encode,
};
use std::cell::RefCell;
use std::future::Future as _;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use web_sys::File;

#[derive(Default)]
struct Written(RefCell<Vec<ToWorker>>);

impl Transport for Written {
    fn post(&self, bytes: &[u8], _: &[File]) -> Result<(), Failure> {
        self.0.borrow_mut().push(decode(bytes).unwrap());
        Ok(())
    }
}

struct Bench {
    client: Client,
    sent: Rc<Written>,
    heard: Rc<RefCell<Vec<Notice>>>,
}

impl Bench {
    fn new() -> Self {
        let sent = Rc::<Written>::default();
        let transport = Rc::clone(&sent);
        let client = Client::new(Rc::new(move |_| {
            Ok(Rc::clone(&transport) as Rc<dyn Transport>)
        }));
        let heard = Rc::<RefCell<Vec<Notice>>>::default();
        let bench = Self {
            client,
            sent,
            heard,
        };
        bench.start();
        bench
    }

    fn start(&self) {
        let heard = Rc::clone(&self.heard);
        self.client
            .start(Rc::new(move |notice| heard.borrow_mut().push(notice)));
    }

    fn say(&self, message: &FromWorker) {
        self.client
            .receive(Incoming::Bytes(&encode(message).unwrap()));
    }

    fn ready(&self) {
        self.say(&FromWorker::Ready {
            protocol: PROTOCOL_VERSION,
        });
    }
}

fn answer(reply: super::Reply) -> Option<super::pending::Outcome> {
    match pin!(reply).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => Some(outcome),
        Poll::Pending => None,
    }
}

#[test]
fn requests_wait_for_the_handshake_and_replies_find_their_request() {
    let bench = Bench::new();
    let first = bench.client.ask(Request::Open);
    let second = bench.client.ask(Request::Storage);
    assert!(bench.sent.0.borrow().is_empty());
    bench.ready();
    let ids: Vec<_> = bench.sent.0.borrow().iter().map(|m| m.id).collect();
    assert_eq!(ids, [1, 2]);
    let failure = Failure::new("not-found");
    bench.say(&FromWorker::Reply {
        id: 2,
        result: Err(failure.clone()),
    });
    bench.say(&FromWorker::Reply {
        id: 1,
        result: Ok(Response::Done),
    });
    assert_eq!(answer(first), Some(Ok(Response::Done)));
    assert_eq!(answer(second), Some(Err(failure)));
}

#[test]
fn an_engine_of_another_build_is_refused() {
    let bench = Bench::new();
    let reply = bench.client.ask(Request::Open);
    bench.say(&FromWorker::Ready {
        protocol: PROTOCOL_VERSION + 1,
    });
    let mismatch = Failure::new("version-mismatch");
    assert_eq!(answer(reply), Some(Err(mismatch.clone())));
    assert_eq!(*bench.heard.borrow(), [Notice::Lost(mismatch)]);
}

#[test]
fn a_crash_fails_what_waits_and_a_restart_works_again() {
    let bench = Bench::new();
    bench.ready();
    let lost = bench.client.ask(Request::RunImport);
    bench.client.receive(Incoming::Broken("boom".to_owned()));
    assert_eq!(answer(lost).unwrap().unwrap_err().code, "worker-crashed");
    bench.start();
    let again = bench.client.ask(Request::Open);
    bench.ready();
    let id = bench.sent.0.borrow().last().unwrap().id;
    bench.say(&FromWorker::Reply {
        id,
        result: Ok(Response::Done),
    });
    assert_eq!(answer(again), Some(Ok(Response::Done)));
}

#[test]
fn events_reach_the_listener_in_order() {
    let bench = Bench::new();
    bench.ready();
    bench.say(&FromWorker::Event(Event::Changed { revision: 4 }));
    bench.say(&FromWorker::Event(Event::Saved { revision: 4 }));
    assert_eq!(
        *bench.heard.borrow(),
        [
            Notice::Ready,
            Notice::Said(Event::Changed { revision: 4 }),
            Notice::Said(Event::Saved { revision: 4 }),
        ]
    );
}
