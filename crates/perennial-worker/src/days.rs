//! The days of customers' lives, worked out while nobody waits and kept beside the workspace, so that they are there when
//! they are asked for and when it opens again. Nothing depends on what is kept: what cannot be written or read is worked
//! out.

use crate::ahead::Pace;
use crate::host::Host;
use crate::js;
use js_sys::Uint8Array;
use perennial_workbench::Workbench;
use wasm_bindgen::JsCast as _;

/// Takes days that were kept, where there are none yet.
pub(crate) async fn recall(host: &Host<Workbench>) {
    let may = host.session.borrow_mut().may_take_days();
    if may && let Some(kept) = host.store.days().await {
        host.session
            .borrow_mut()
            .take_days(&program(), &kept.to_vec());
    }
}

/// Works out days to the newest row, until that is done and kept or somebody waits; whether some are left.
pub(crate) async fn go_ahead(host: &Host<Workbench>) -> bool {
    recall(host).await;
    let mut pace = Pace::new();
    loop {
        if host.is_waited_for() {
            return true;
        }
        if host.session.borrow_mut().days_wanted().is_none() {
            break;
        }
        pace.step(|days| host.session.borrow_mut().step_days(days));
        js::sleep(0).await; // messages that have come are taken in
    }
    if host.may_keep() {
        let kept = host.session.borrow_mut().days_to_keep(&program());
        if let Some(kept) = kept {
            host.store
                .keep_days(&Uint8Array::from(kept.as_slice()))
                .await;
        }
    }
    false
}

/// This build of the program: a released one has its contents in its address; where that is a passing one, as in a page
/// that is one file, what started it has said which it is.
fn program() -> String {
    let said = js::property(&js::scope(), "perennialBuild");
    let address = || js::property(&js::scope().location(), "href");
    let known = if said.is_undefined() { address() } else { said };
    known
        .dyn_into::<js_sys::JsString>()
        .map_or_else(|_| String::new(), String::from)
}
