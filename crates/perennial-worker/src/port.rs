//! What goes out to the app. Messages are `Uint8Array`s, handed over rather than copied; a worker that
//! cannot go on says `{ error }` instead, as the script that starts it does.

use crate::js;
use crate::session::Outcome;
use js_sys::{Array, Object, Reflect, Uint8Array};
use perennial_protocol::{Event, FromWorker, PROTOCOL_VERSION, encode};

/// The first message: from now on requests are heard.
pub(crate) fn ready() {
    post(&FromWorker::Ready {
        protocol: PROTOCOL_VERSION,
    });
}

/// Answers a request.
pub(crate) fn reply(id: u32, result: Outcome) {
    post(&FromWorker::Reply { id, result });
}

/// Says something unasked.
pub(crate) fn say(event: Event) {
    post(&FromWorker::Event(event));
}

/// Says that this worker has to be replaced.
pub(crate) fn broken(why: &str) {
    let message = Object::new();
    if Reflect::set(&message, &"error".into(), &why.into()).is_ok() {
        js::scope().post_message(&message).ok();
    }
}

fn post(message: &FromWorker) {
    let Ok(bytes) = encode(message) else {
        return broken("a message could not be encoded");
    };
    let bytes = Uint8Array::from(bytes.as_slice());
    let transfer = Array::of1(&bytes.buffer());
    if js::scope()
        .post_message_with_transfer(&bytes, &transfer)
        .is_err()
    {
        broken("a message could not be sent");
    }
}
