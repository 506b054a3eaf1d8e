//! The screens as a person uses them: what can be done on each, in words of the product.

pub(crate) mod customer;
pub(crate) mod customers;
pub(crate) mod import;
pub(crate) mod inbox;
pub(crate) mod model;
pub(crate) mod portfolio;
pub(crate) mod shell;
pub(crate) mod start;
