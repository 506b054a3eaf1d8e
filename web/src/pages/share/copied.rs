//! A text to be copied elsewhere with one press, or with the browser's keys where it gives no clipboard.

use crate::store::use_env;
use crate::tasks::spawn_owned;
use crate::ui::button::Button;
use crate::ui::icon::Icon;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct TextToCopyProps {
    pub(super) label: AttrValue,
    pub(super) text: AttrValue,
    /// Further buttons.
    #[prop_or_default]
    pub(super) children: Html,
}

/// The text, which cannot be changed.
#[component]
pub(super) fn TextToCopy(props: &TextToCopyProps) -> Html {
    let env = use_env();
    let m = env.m;
    let area = use_node_ref();
    // Which text was copied, and whether the browser did it: another text is not.
    let copied = use_state_eq(|| None::<(AttrValue, bool)>);
    let oncopy = {
        let (store, area, copied) = (env.store.clone(), area.clone(), copied.setter());
        let text = props.text.clone();
        Callback::from(move |()| {
            let Some(element) = area.cast::<HtmlTextAreaElement>() else {
                return;
            };
            element.select();
            let clipboard = gloo::utils::window().navigator().clipboard();
            // Pages that are not served securely have no clipboard.
            if AsRef::<JsValue>::as_ref(&clipboard).is_undefined() {
                return copied.set(Some((text.clone(), false)));
            }
            let writing = JsFuture::from(clipboard.write_text(&text));
            let (copied, text) = (copied.clone(), text.clone());
            spawn_owned(&store, async move {
                copied.set(Some((text, writing.await.is_ok())));
                Ok(())
            });
        })
    };
    let told = match &*copied {
        Some((text, is_done)) if *text == props.text => {
            if *is_done {
                m.embed_copied()
            } else {
                m.embed_selected()
            }
        }
        _ => "",
    };
    html! {
        <div class="stack stack--tight">
            <textarea ref={area} class="input" rows="6" readonly=true spellcheck="false" value={props.text.clone()}
                aria-label={props.label.clone()} />
            <div class="cluster">
                { Button { icon: Some(Icon::Copy), ..Button::new(m.embed_copy(), oncopy) }.view() }
                { props.children.clone() }
                <span class="small muted" role="status">{ told }</span>
            </div>
        </div>
    }
}
