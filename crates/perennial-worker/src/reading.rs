//! What a worker does that only reads: one order, stretch by stretch, for the one that has started it.

use crate::decoder::BrowserDecoders;
use crate::files;
use crate::js;
use crate::port;
use crate::readers;
use crate::slices::{Slice, Slices};
use perennial_import::Reader;
use perennial_protocol::Failure;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::MessageEvent;

/// Waits for the order.
pub(crate) fn start() {
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        spawn_local(async move {
            if let Err(failure) = carry_out(&event.data()).await {
                port::broken(&failure.code);
            }
        });
    });
    js::scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget(); // listens as long as the worker lives
    port::ready();
}

async fn carry_out(message: &JsValue) -> Result<(), Failure> {
    let not_understood = || Failure::new("no-import");
    let (order, list) = readers::ordered(message).ok_or_else(not_understood)?;
    let mut stretches = Vec::new();
    let mut reading = Vec::new();
    for (file, (plan, offset, len)) in order.into_iter().enumerate() {
        let reader = Reader::new(&plan, &BrowserDecoders).of_size(len);
        let is_start = offset == 0;
        reading.push(Some(if is_start {
            reader
        } else {
            reader.further_down()
        }));
        stretches.push(Slice { file, offset, len });
    }
    let ends: Vec<u64> = stretches.iter().map(|s| s.offset + s.len).collect();
    let mut done = 0;
    files::each(&list, Slices::new(stretches), |slice, bytes| {
        let Some(Some(reader)) = reading.get_mut(slice.file) else {
            return Err(not_understood());
        };
        reader.feed(bytes);
        done += slice.len;
        say(&js::number(done));
        if ends.get(slice.file) == Some(&(slice.offset + slice.len))
            && let Some(reader) = reading[slice.file].take()
        {
            let (message, handed_over) =
                readers::to_send(reader.end()).ok_or_else(not_understood)?;
            let sent = js::scope().post_message_with_transfer(&message, &handed_over);
            return sent.map_err(|_| Failure::new("out-of-memory"));
        }
        Ok(())
    })
    .await
}

fn say(what: &JsValue) {
    js::scope().post_message(what).ok();
}
