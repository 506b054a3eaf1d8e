//! One file per command of `cargo xtask`.

pub(crate) mod bench;
pub(crate) mod build;
pub(crate) mod dist;
pub(crate) mod npm;
pub(crate) mod serve;
pub(crate) mod single;
pub(crate) mod size;
pub(crate) mod test;
