//! Driving a browser over the WebDriver protocol: a client small enough to read, as a library for it is a hundred crates.

pub(crate) mod browser;
pub(crate) mod by;
mod http;
pub(crate) mod keys;
mod proxy;
mod session;

pub(crate) use browser::Browser;
pub(crate) use by::{By, button, heading, link, radio, region, textbox};
pub(crate) use proxy::Proxy;
pub(crate) use session::{Element, Options, Session};
