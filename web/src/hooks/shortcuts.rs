//! Keys that work everywhere.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::{EventTarget, HtmlElement, KeyboardEvent};
use yew::Callback;
use yew::functional::{hook, use_effect_with, use_mut_ref};

/// A key, or keys together, that mean something on every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shortcut {
    /// Ctrl/⌘ K: the palette.
    Palette,
    /// Ctrl/⌘ Z.
    Undo,
    /// Ctrl/⌘ Shift Z, Ctrl Y.
    Redo,
}

/// What a key press is, if it is one of them.
fn shortcut_of(key: &str, has_command: bool, has_shift: bool) -> Option<Shortcut> {
    if !has_command {
        return None;
    }
    match (key.to_ascii_lowercase().as_str(), has_shift) {
        ("k", false) => Some(Shortcut::Palette),
        ("z", false) => Some(Shortcut::Undo),
        ("z", true) | ("y", false) => Some(Shortcut::Redo),
        _ => None,
    }
}

/// Calls `on` for every shortcut. Undo and redo of what is being typed stay with the field.
#[hook]
pub(crate) fn use_shortcuts(on: Callback<Shortcut>) {
    let current = use_mut_ref(|| on.clone());
    current.replace(on);
    use_effect_with((), move |()| {
        let options = EventListenerOptions::enable_prevent_default();
        let window = gloo::utils::window();
        let listener = EventListener::new_with_options(&window, "keydown", options, move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            let has_command = event.ctrl_key() || event.meta_key();
            let shortcut = shortcut_of(&event.key(), has_command, event.shift_key());
            let shortcut = shortcut
                .filter(|shortcut| *shortcut == Shortcut::Palette || !is_typing(event.target()));
            if let Some(shortcut) = shortcut {
                event.prevent_default();
                let call = current.borrow().clone();
                call.emit(shortcut);
            }
        });
        move || drop(listener)
    });
}

/// Whether what happens at the target is somebody typing.
pub(crate) fn is_typing(target: Option<EventTarget>) -> bool {
    let Some(element) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => {
            let kind = element.get_attribute("type").unwrap_or_default();
            !matches!(
                kind.as_str(),
                "checkbox" | "radio" | "button" | "file" | "range"
            )
        }
        _ => element.is_content_editable(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Shortcut, shortcut_of};

    #[test]
    fn keys_alone_are_never_shortcuts() {
        assert_eq!(shortcut_of("k", false, false), None);
        assert_eq!(shortcut_of("K", true, false), Some(Shortcut::Palette));
        assert_eq!(shortcut_of("z", true, false), Some(Shortcut::Undo));
        assert_eq!(shortcut_of("Z", true, true), Some(Shortcut::Redo));
        assert_eq!(shortcut_of("y", true, false), Some(Shortcut::Redo));
    }
}
