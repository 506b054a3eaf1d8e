//! What the app hears from the page: address, keys, drops, pastes. Listeners live as long as their component.

mod address;
mod document;
mod files;
mod over;
mod shortcuts;

pub(crate) use address::{current_place, use_address};
pub(crate) use document::{
    use_chosen_in_sight, use_document, use_focus_on_arrival, use_focus_once_loaded,
};
pub(crate) use files::{Pasted, files_of, use_drop_anywhere, use_paste_anywhere};
pub(crate) use over::{Over, use_over};
pub(crate) use shortcuts::{Shortcut, use_shortcuts};
