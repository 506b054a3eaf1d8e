//! The ground everything stands on: calendar days, the tables of SPEC §2 and their columnar form.
//!
//! Pure: no clock, no I/O, no randomness. Rows come in through [`Batch`], are joined into a
//! [`Dataset`], and are read by column. A dataset does not depend on the order of the rows it was
//! made from, except for the order of rows that share a date, which no reader may rely on.

mod batch;
mod bilingual;
mod column;
mod csv;
mod dataset;
mod day;
mod decimal;
mod dict;
mod domain;
mod find_account;
mod fold;
mod lower;
mod mask;
mod merge;
mod number_text;
mod order;
mod quantity;
mod same_rows;
mod schema;
mod stored;
mod table;

pub use batch::{AccountKey, Batch};
pub use bilingual::{Bilingual, Language};
pub use column::{Column, FlagColumn, TextColumn};
pub use csv::{Csv, guarded, unguarded};
pub use dataset::{AccountIdx, Dataset, UNMATCHED};
pub use day::{Day, DayError, MISSING_DAY};
pub use decimal::{Decimal, Decimals, Ints, round_half_even};
pub use dict::Dict;
pub use domain::fold_domain;
pub use fold::fold_name;
pub use lower::{lower, push_lower};
pub use mask::Mask;
pub use merge::{Join, Joining, MergeReport, TableMerge, merge, merge_as};
pub use number_text::number_text;
pub use order::{
    i32_of_key, i64_of_key, key_of_f64, key_of_i32, key_of_i64, sort_by, sort_keys, sort_positions,
};
pub use quantity::has_quantity;
pub use schema::{FieldKind, FieldSpec, Known, TableId, TableSpec};
pub use stored::{StoredError, TableParts, accounts_from_stored, accounts_to_stored};
pub use table::{CustomColumn, Table};
