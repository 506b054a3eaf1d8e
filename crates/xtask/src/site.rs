//! The files of the app: from crates, styles and `index.html` to a folder that any static host can serve.

pub(crate) mod artifacts;
pub(crate) mod assemble;
pub(crate) mod bundle;
pub(crate) mod classic;
pub(crate) mod compress;
pub(crate) mod css;
pub(crate) mod hash;
pub(crate) mod page;
pub(crate) mod parts;
pub(crate) mod single;
