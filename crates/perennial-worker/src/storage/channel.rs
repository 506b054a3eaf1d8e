//! Tells the other tabs of this browser that something was saved, and hears when they did.

use super::name::of_workspace;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "perennial-saved";

/// The channel between the tabs; silent where the browser has none.
pub(crate) struct Channel {
    channel: Option<BroadcastChannel>,
    // Called by the browser as long as the channel lives.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Opens the channel; `heard` is called whenever another tab has saved.
    pub(crate) fn open(mut heard: impl FnMut() + 'static) -> Self {
        let on_message = Closure::new(move |_: MessageEvent| heard());
        let channel = BroadcastChannel::new(&of_workspace(NAME)).ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        }
        Self {
            channel,
            _on_message: on_message,
        }
    }

    /// Tells the others. The message has no content: they look into the storage.
    pub(crate) fn announce(&self) {
        if let Some(channel) = &self.channel {
            // Who does not hear it still sees the new revision when it becomes the writer.
            channel.post_message(&wasm_bindgen::JsValue::NULL).ok();
        }
    }
}
