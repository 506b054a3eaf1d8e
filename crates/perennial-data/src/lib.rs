//! Calendar days, the tables of a customer-success workspace and their columnar form.
