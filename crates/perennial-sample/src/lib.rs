//! The sample portfolio: 200 customers with a story, the same each time.
//!
//! Invented from the first name to the last number, by integer arithmetic from fixed seeds: the
//! same language and day give the same rows on every machine. Both languages have the same
//! numbers. Everything is placed relative to `as_of`, so the sample never grows old; what it is
//! meant to show is told in docs/sample.md.

mod archetype;
mod cast;
mod curve;
mod names;
mod profile;
mod rng;
mod rows;
mod scene;
mod stories;
mod tables;
mod team;
mod term;
mod words;

#[cfg(test)]
mod tests;

use perennial_data::{Batch, Day, Language};
use profile::Profile;
use scene::Scene;

pub use team::{Change, Note, Team, team};

/// How many customers the sample has.
pub const CUSTOMERS: u32 = 200;

/// How many of them docs/sample.md tells of by name: `C001`, `C002`, …
pub const NAMED_CUSTOMERS: u32 = 12;

/// The feature at the heart of the sample's product, as the usage rows name it; the other features
/// are `reports`, `dashboard`, `approvals`, `alerts`, `mobile`, `api`, `import`, `export`,
/// `collaboration`, `automation` and `search`.
pub const CORE_FEATURE: &str = tables::usage::CORE;

/// The rows of the sample, one batch per table of SPEC §2, with two years of history that ends on
/// `as_of`. Only planned dates (the end of a contract, due dates) lie later.
///
/// Texts that people wrote (names, comments, reasons) are in `language`; ids, kinds and codes are
/// the same in both. NPS answers run from 0 to 10, satisfaction from 1 to 5, the manual health
/// reading from 0 to 100; amounts are in yuan or dollars, the same figures.
#[must_use]
pub fn portfolio(language: Language, as_of: Day) -> Vec<Batch> {
    let scene = Scene { language, as_of };
    let kinds = stories::KINDS.into_iter().chain(archetype::mixed());
    let mut profiles: Vec<Profile> = (0..CUSTOMERS)
        .zip(kinds)
        .map(|(number, kind)| Profile::draw(&scene, number, kind))
        .collect();
    tables::accounts::group(&mut profiles);
    tables::all(&scene, &profiles)
}
