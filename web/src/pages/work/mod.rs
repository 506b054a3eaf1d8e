//! The user's own work, as Inbox and Customer share it: alerts and tasks taken apart, what can be
//! done with them, and the forms in which it is said.

mod account;
mod answers;
mod bar;
mod chosen;
mod dialog;
mod fact;
mod form;
mod item;
mod mark;
mod message;
mod record;
mod record_form;

pub(super) use account::AccountField;
pub(super) use bar::{begin, deeds, record_buttons};
pub(super) use chosen::{Chosen, Errand, Key, OfEach, Several};
pub(super) use dialog::ErrandDialog;
pub(super) use fact::{FactDrawer, fact_value, facts};
pub(super) use item::ItemDrawer;
pub(super) use mark::item_mark;
pub(super) use record::Record;
