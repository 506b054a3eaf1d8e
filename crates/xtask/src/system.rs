//! The machine beneath: running programs, installing tools, serving files.

pub(crate) mod install;
pub(crate) mod run;
pub(crate) mod server;
pub(crate) mod workspace;
