//! This workspace as a page: the app in one file with the data inside, without names and locked if asked. And the other
//! way: what such a page brings along is opened.
//!
//! The page is the app's own one file (`perennial.html` beside the app; where the app is that file, what it answers to
//! the same address), in which a block of data takes the place of a mark. The block has digits of base64 alone, so
//! nothing that anybody has typed can be markup in it.

use super::base64;
use crate::state::{Action, JobKind, Told};
use crate::store::{Store, use_activity, use_env};
use crate::tasks::{export, long, spawn_owned, unexpected, workspace};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::form::{Check, Field, InputKind};
use crate::ui::icon::Icon;
use js_sys::{Array, Promise, Reflect, Uint8Array};
use perennial_protocol::{Failure, MaskWords, Packed, Request, Response};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;
use yew::prelude::*;

/// The app as one file, beside it.
const PAGE: &str = "./perennial.html";
/// What the data take the place of.
const MARK: &str = "<!--perennial-data-->";

#[wasm_bindgen]
extern "C" {
    /// The browser's own; in a page that is one file, what that has instead.
    #[wasm_bindgen(catch)]
    fn fetch(address: &str) -> Result<Promise, JsValue>;
}

/// What is asked before the page is saved.
#[derive(Clone, Debug, Default, PartialEq)]
struct Asked {
    is_masked: bool,
    is_locked: bool,
    passphrase: String,
    again: String,
}

#[derive(Properties, PartialEq)]
pub(super) struct PageToSaveProps {
    pub(super) onclose: Callback<()>,
}

/// What is inside the dialog.
#[component]
pub(super) fn PageToSave(props: &PageToSaveProps) -> Html {
    let env = use_env();
    let m = env.m;
    let asked = use_state_eq(Asked::default);
    let is_busy = !use_activity().jobs.is_empty();
    let set = {
        let asked = asked.clone();
        move |then: fn(&mut Asked, String)| {
            let asked = asked.clone();
            Callback::from(move |text| {
                let mut next = (*asked).clone();
                then(&mut next, text);
                asked.set(next);
            })
        }
    };
    let tick = {
        let asked = asked.clone();
        move |then: fn(&mut Asked, bool)| {
            let asked = asked.clone();
            Callback::from(move |on| {
                let mut next = (*asked).clone();
                then(&mut next, on);
                asked.set(next);
            })
        }
    };
    let differs = !asked.again.is_empty() && asked.again != asked.passphrase;
    let is_ready =
        !asked.is_locked || (!asked.passphrase.is_empty() && asked.again == asked.passphrase);
    let onsave = {
        let (store, asked, onclose) = (env.store.clone(), asked.clone(), props.onclose.clone());
        let words = (m.onepage_customer(), m.onepage_person());
        let name = format!("perennial-{}.html", env.state.today);
        Callback::from(move |()| {
            onclose.emit(());
            let mask = asked.is_masked.then(|| {
                Packed::of(&MaskWords {
                    secret: secret(),
                    customer: words.0.to_owned(),
                    person: words.1.to_owned(),
                })
            });
            // Names are never given out because something could not be said.
            let Ok(mask) = mask.transpose() else {
                return store.fail(unexpected());
            };
            let passphrase = asked.is_locked.then(|| asked.passphrase.clone());
            save(&store, name.clone(), Request::Backup { passphrase, mask });
        })
    };
    html! {
        <div class="stack">
            <p>{ m.onepage_note() }</p>
            { Check {
                key: "masked".to_owned(),
                label: m.onepage_mask().into(),
                on: asked.is_masked,
                onchange: tick(|asked, on| asked.is_masked = on),
            }.view() }
            <p class="small muted">{ m.onepage_mask_note() }</p>
            { Check {
                key: "locked".to_owned(),
                label: m.onepage_lock().into(),
                on: asked.is_locked,
                onchange: tick(|asked, on| asked.is_locked = on),
            }.view() }
            if asked.is_locked {
                { Field {
                    id: "passphrase".into(),
                    label: m.passphrase().into(),
                    value: asked.passphrase.clone().into(),
                    kind: InputKind::Secret,
                    note: Some(m.passphrase_note().into()),
                    oninput: set(|asked, text| asked.passphrase = text),
                    ..Field::default()
                }.view() }
                { Field {
                    id: "passphrase-again".into(),
                    label: m.passphrase_again().into(),
                    value: asked.again.clone().into(),
                    kind: InputKind::Secret,
                    error: differs.then(|| m.passphrase_differs().into()),
                    oninput: set(|asked, text| asked.again = text),
                    ..Field::default()
                }.view() }
            } else {
                <p class="small">{ m.onepage_open() }</p>
            }
            <div class="cluster">
                { Button {
                    kind: ButtonKind::Primary,
                    icon: Some(Icon::Download),
                    disabled: !is_ready || is_busy,
                    ..Button::new(m.onepage_save(), onsave)
                }.view() }
            </div>
        </div>
    }
}

/// Asks the engine for the data, puts them into the page, and hands it over.
fn save(store: &Store, name: String, body: Request) {
    let to = store.clone();
    spawn_owned(store, async move {
        let page = page().await.map_err(|_| Failure::new("page-not-there"))?;
        let (before, after) = page.split_once(MARK).ok_or_else(unexpected)?;
        let Response::File { bytes, .. } = long(&to, JobKind::Export, body, Vec::new()).await?
        else {
            return Err(unexpected());
        };
        let id = secret();
        let data = base64::text(&bytes);
        let block = format!("<script type=\"text/plain\" data-workspace=\"{id}\">{data}</script>");
        export::hand_over(
            &name,
            "text/html",
            [before, &block, after].concat().as_bytes(),
        )?;
        to.dispatch(Action::Tell(Told::Handed(name)));
        Ok(())
    });
}

/// The app as one file.
async fn page() -> Result<String, JsValue> {
    let response = JsFuture::from(fetch(PAGE)?).await?;
    if Reflect::get(&response, &"ok".into())?.as_bool() != Some(true) {
        return Err(JsValue::UNDEFINED);
    }
    let text: js_sys::Function = Reflect::get(&response, &"text".into())?.dyn_into()?;
    let text: Promise = text.call0(&response)?.dyn_into()?;
    JsFuture::from(text)
        .await?
        .as_string()
        .ok_or(JsValue::UNDEFINED)
}

/// A number that nobody can guess, and that a page may be told from others by.
fn secret() -> u64 {
    let random = Uint8Array::new_with_length(8);
    let filled = Reflect::get(&gloo::utils::window(), &"crypto".into()).and_then(|crypto| {
        let fill: js_sys::Function =
            Reflect::get(&crypto, &"getRandomValues".into())?.dyn_into()?;
        fill.call1(&crypto, &random)
    });
    let bytes: Vec<u8> = match filled {
        Ok(_) => random.to_vec(),
        // Every browser that runs this has it; the time of day tells pages apart at least.
        Err(_) => js_sys::Date::now().to_bits().to_le_bytes().to_vec(),
    };
    bytes
        .iter()
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Opens what this page brings along.
pub(super) fn unpack(store: &Store) {
    let to = store.clone();
    spawn_owned(store, async move {
        let block = gloo::utils::document().query_selector("script[data-workspace]");
        let text = block.ok().flatten().and_then(|block| block.text_content());
        let damaged = || Failure::new("stored-damaged");
        let bytes = base64::bytes(text.unwrap_or_default().trim()).ok_or_else(damaged)?;
        let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
        let file = File::new_with_u8_array_sequence(&parts, "workspace.perennial");
        workspace::restore(&to, file.map_err(|_| Failure::new("out-of-memory"))?, None);
        Ok(())
    });
}
