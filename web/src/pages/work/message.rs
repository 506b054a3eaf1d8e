//! Text that is ready to be said to the customer: by channel and content, the customer's
//! preference first, copied with one press.

use crate::store::{Env, use_env};
use crate::tasks::spawn_owned;
use crate::ui::badge::{accent_chip, chip};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::words::value_word;
use perennial_protocol::view::MessageView;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// Every text of a task.
pub(super) fn messages(env: &Env, messages: &[MessageView]) -> Html {
    let m = env.m;
    if messages.is_empty() {
        return html! {};
    }
    let mut ordered: Vec<_> = messages.iter().collect();
    ordered.sort_by_key(|message| !message.preferred);
    let one = |message: &MessageView| {
        let text = message.text.get(m.language()).to_owned();
        html! {
            <li class="stack stack--tight" key={text.clone()}>
                <div class="cluster">
                    if message.preferred {
                        { accent_chip(m.message_preferred()) }
                    }
                    if !message.channel.is_empty() {
                        { chip(value_word(m, &message.channel)) }
                    }
                    if !message.content.is_empty() {
                        { chip(value_word(m, &message.content)) }
                    }
                </div>
                <MessageText {text} />
            </li>
        }
    };
    html! {
        <section class="stack stack--tight">
            <h3>{ m.message_title() }</h3>
            <ul class="stack" data-testid="messages">{ for ordered.into_iter().map(one) }</ul>
        </section>
    }
}

/// What became of copying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copied {
    /// The text is in the clipboard.
    Done,
    /// The browser does not let us; the text is selected, so that its keys copy it.
    Selected,
}

#[derive(Properties, PartialEq)]
struct MessageTextProps {
    text: AttrValue,
}

/// A text that can be read, changed by hand and copied.
#[component]
fn MessageText(props: &MessageTextProps) -> Html {
    let env = use_env();
    let m = env.m;
    let area = use_node_ref();
    // Gaps are filled in by hand before it is said.
    let text = use_state_eq(|| props.text.clone());
    let copied = use_state_eq(|| None::<Copied>);
    let oninput = {
        let (text, copied) = (text.setter(), copied.setter());
        Callback::from(move |event: InputEvent| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                text.set(area.value().into());
                copied.set(None);
            }
        })
    };
    let oncopy = {
        let (store, area, copied) = (env.store.clone(), area.clone(), copied.setter());
        Callback::from(move |()| {
            let Some(element) = area.cast::<HtmlTextAreaElement>() else {
                return;
            };
            let clipboard = gloo::utils::window().navigator().clipboard();
            let is_missing = AsRef::<JsValue>::as_ref(&clipboard).is_undefined();
            // Pages that are not served securely have no clipboard.
            if is_missing {
                element.select();
                copied.set(Some(Copied::Selected));
                return;
            }
            let writing = JsFuture::from(clipboard.write_text(&element.value()));
            let copied = copied.clone();
            spawn_owned(&store, async move {
                if writing.await.is_ok() {
                    copied.set(Some(Copied::Done));
                } else {
                    element.select();
                    copied.set(Some(Copied::Selected));
                }
                Ok(())
            });
        })
    };
    let told = match *copied {
        None => "",
        Some(Copied::Done) => m.message_copied(),
        Some(Copied::Selected) => m.message_selected(),
    };
    html! {
        <>
            <textarea ref={area} class="input message" value={(*text).clone()}
                aria-label={m.message_title()} {oninput} />
            <div class="cluster">
                { Button {
                    icon: Some(Icon::Copy),
                    kind: ButtonKind::Plain,
                    ..Button::new(m.message_copy(), oncopy)
                }.view() }
                <span class="small muted" role="status">{ told }</span>
            </div>
        </>
    }
}
