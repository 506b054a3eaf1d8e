//! Requests without a reply yet: numbers, what waits for the worker to listen, who waits for what. Pure.

use perennial_protocol::{Failure, Response};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// The answer to one request.
pub(crate) type Outcome = Result<Response, Failure>;

/// A request's number, and whoever waits for its answer.
#[derive(Default)]
pub(crate) struct Pending {
    last_id: u32,
    waiting: BTreeMap<u32, Rc<RefCell<Answer>>>,
}

#[derive(Default)]
struct Answer {
    outcome: Option<Outcome>,
    waker: Option<Waker>,
}

/// The reply to come. Dropping it only means that nobody reads the reply.
pub(crate) struct Reply(Rc<RefCell<Answer>>);

impl Pending {
    /// A new number and the future of its answer.
    pub(crate) fn open(&mut self) -> (u32, Reply) {
        self.last_id = self.last_id.wrapping_add(1).max(1);
        let answer = Rc::<RefCell<Answer>>::default();
        self.waiting.insert(self.last_id, Rc::clone(&answer));
        (self.last_id, Reply(answer))
    }

    /// Hands the answer over. An unknown number is an answer that came after a restart: nobody waits.
    pub(crate) fn settle(&mut self, id: u32, outcome: Outcome) {
        if let Some(answer) = self.waiting.remove(&id) {
            give(&answer, outcome);
        }
    }

    /// Fails everything that waits.
    pub(crate) fn fail_all(&mut self, failure: &Failure) {
        for answer in std::mem::take(&mut self.waiting).into_values() {
            give(&answer, Err(failure.clone()));
        }
    }
}

fn give(answer: &RefCell<Answer>, outcome: Outcome) {
    let waker = {
        let mut answer = answer.borrow_mut();
        answer.outcome = Some(outcome);
        answer.waker.take()
    };
    if let Some(waker) = waker {
        waker.wake();
    }
}

impl Future for Reply {
    type Output = Outcome;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome> {
        let mut answer = self.0.borrow_mut();
        match answer.outcome.take() {
            Some(outcome) => Poll::Ready(outcome),
            None => {
                answer.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}
