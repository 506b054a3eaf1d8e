//! What only reads: a view per screen.

pub(crate) mod columns;
pub(crate) mod customer;
pub(crate) mod customers;
pub(crate) mod explanation;
pub(crate) mod groups;
pub(crate) mod metric;
pub(crate) mod portfolio;
pub(crate) mod rows;
pub(crate) mod search;
