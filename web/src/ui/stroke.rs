//! Keys that select rows of a virtual table: what each press asks for. The table itself only moves.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent};
use yew::TargetCast as _;

/// What a key does beyond moving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stroke {
    /// The active row is selected, or no more.
    Mark,
    /// The selection goes on from where it began to the active row.
    Through,
    /// The selection goes on to the next or the previous row.
    Extend(i32),
    /// All rows are selected.
    All,
    /// None is.
    Clear,
}

/// What a press on a table asks for. Within a row the keys belong to its box and its links.
pub(crate) fn stroke(event: &KeyboardEvent) -> Option<Stroke> {
    let target = event.target_dyn_into::<Element>();
    if target.is_none_or(|target| target.tag_name() != "TABLE") {
        return None;
    }
    let has_command = event.ctrl_key() || event.meta_key();
    stroke_of(&event.key(), event.shift_key(), has_command)
}

fn stroke_of(key: &str, has_shift: bool, has_command: bool) -> Option<Stroke> {
    match (key, has_shift, has_command) {
        ("x" | " ", false, false) => Some(Stroke::Mark),
        ("X" | " ", true, false) => Some(Stroke::Through),
        ("ArrowDown" | "J" | "j", true, false) => Some(Stroke::Extend(1)),
        ("ArrowUp" | "K" | "k", true, false) => Some(Stroke::Extend(-1)),
        ("a", false, true) => Some(Stroke::All),
        ("Escape", false, false) => Some(Stroke::Clear),
        _ => None,
    }
}

/// The press is for the cell alone, and the keys stay with the table.
pub(crate) fn keep_keys(event: &Event) {
    event.stop_propagation();
    let cell = event.target_dyn_into::<Element>();
    let table = cell.and_then(|cell| cell.closest("table").ok().flatten());
    if let Some(table) = table.and_then(|table| table.dyn_into::<HtmlElement>().ok()) {
        // It has a tab index, so it takes the focus.
        table.focus().unwrap_or_default();
    }
}

/// The press of a row's box; gives whether a range goes on to it. The box shows what is selected, not what
/// was pressed: a range may change nothing about its last row.
pub(crate) fn press_box(event: &MouseEvent, is_selected: bool) -> bool {
    keep_keys(event);
    if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
        input.set_checked(is_selected);
    }
    event.shift_key()
}

#[cfg(test)]
mod tests {
    use super::{Stroke, stroke_of};

    #[test]
    fn moving_alone_selects_nothing() {
        for key in ["ArrowDown", "j", "k", "Enter", "PageDown"] {
            assert_eq!(stroke_of(key, false, false), None, "{key}");
        }
        assert_eq!(stroke_of("x", false, false), Some(Stroke::Mark));
        assert_eq!(stroke_of(" ", true, false), Some(Stroke::Through));
        assert_eq!(stroke_of("J", true, false), Some(Stroke::Extend(1)));
        assert_eq!(stroke_of("ArrowUp", true, false), Some(Stroke::Extend(-1)));
        assert_eq!(stroke_of("a", false, true), Some(Stroke::All));
        assert_eq!(stroke_of("x", false, true), None);
    }
}
