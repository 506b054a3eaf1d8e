//! What changes the workspace.

pub(crate) mod import;
pub(crate) mod import_view;
mod joining;
mod parts;
pub(crate) mod quality;
pub(crate) mod remembered;
mod steps;
mod unmatched;
