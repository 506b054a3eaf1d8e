//! Presentational components: values and translated texts in, events out; no state of the app.
//!
//! Appearance is in `web/styles`; a component only names classes. There is no `style=` anywhere:
//! the content security policy may forbid it, so geometry is SVG attributes, `height` of table
//! cells, and classes (docs/design.md).

pub(crate) mod badge;
pub(crate) mod button;
pub(crate) mod card;
pub(crate) mod chart;
#[cfg(test)]
mod contrast;
pub(crate) mod dialog;
pub(crate) mod feedback;
pub(crate) mod figure;
pub(crate) mod form;
pub(crate) mod icon;
mod id;
pub(crate) mod notice;
pub(crate) mod popover;
pub(crate) mod stroke;
pub(crate) mod table;
pub(crate) mod tabs;
pub(crate) mod virtual_table;
