//! Element ids for labels and descriptions.

use std::cell::Cell;
use yew::prelude::*;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// An id that no other element of the page has, the same for the life of the component.
#[hook]
pub(super) fn use_id() -> AttrValue {
    let id = use_state(|| {
        let number = NEXT.get();
        NEXT.set(number + 1);
        AttrValue::from(format!("ui-{number}"))
    });
    (*id).clone()
}
