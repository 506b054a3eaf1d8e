//! What changes the workspace.

pub(crate) mod import;
pub(crate) mod import_view;
mod steps;
