//! The parts of the program that load when they are first wanted: what the first answers of a returning
//! user need is one module, the rest is cut off from it by `cargo xtask` (feature `split`). Nothing but
//! these tables refers to a part's code; that is what keeps it apart.

use crate::session::Outcome;
use perennial_protocol::{Failure, Request};
use perennial_workbench::{FileFacts, Part, ReadModel, Workbench, read_model};
use std::cell::Cell;

/// Methods of [`Part::Import`].
pub(crate) struct Import {
    pub(crate) handle: fn(&mut Workbench, &Request) -> Outcome,
    pub(crate) inspect_begin: fn(&mut Workbench, Vec<FileFacts>),
    pub(crate) inspect_wanted: fn(&mut Workbench, usize) -> Option<(u64, u64)>,
    pub(crate) inspect_feed: fn(&mut Workbench, usize, u64, &[u8]),
    pub(crate) inspect_end: fn(&mut Workbench) -> Outcome,
    pub(crate) read_begin: fn(&mut Workbench) -> Result<Vec<usize>, Failure>,
    pub(crate) read_feed: fn(&mut Workbench, usize, &[u8]) -> Result<(), Failure>,
    pub(crate) read_end: fn(&mut Workbench, f64) -> Outcome,
    pub(crate) read_abort: fn(&mut Workbench),
}

/// Methods of [`Part::Exchange`].
pub(crate) struct Exchange {
    pub(crate) handle: fn(&mut Workbench, &Request) -> Outcome,
    pub(crate) restore: fn(&mut Workbench, &[u8]) -> Outcome,
    pub(crate) read_model: ReadModel,
}

/// Methods of [`Part::Life`].
pub(crate) struct Life {
    pub(crate) handle: fn(&mut Workbench, &Request) -> Outcome,
    pub(crate) wanted: fn(&mut Workbench, &Request) -> Option<(u32, u32)>,
    pub(crate) step: fn(&mut Workbench, &Request, u32),
}

thread_local! {
    static IMPORT: Cell<Option<&'static Import>> = const { Cell::new(None) };
    static EXCHANGE: Cell<Option<&'static Exchange>> = const { Cell::new(None) };
    static LIFE: Cell<Option<&'static Life>> = const { Cell::new(None) };
}

/// The import, once loaded.
///
/// # Errors
/// `part-not-loaded`.
pub(crate) fn import() -> Result<&'static Import, Failure> {
    IMPORT.get().ok_or_else(not_loaded)
}

/// The exchange of files, once loaded.
///
/// # Errors
/// `part-not-loaded`.
pub(crate) fn exchange() -> Result<&'static Exchange, Failure> {
    EXCHANGE.get().ok_or_else(not_loaded)
}

/// The customer's life, once loaded.
///
/// # Errors
/// `part-not-loaded`.
pub(crate) fn life() -> Result<&'static Life, Failure> {
    LIFE.get().ok_or_else(not_loaded)
}

/// Loads a part, once; a failure is not remembered, the next request tries again.
///
/// # Errors
/// `part-not-loaded`: the files cannot be reached, or are those of another version.
pub(crate) async fn load(part: Part) -> Result<(), Failure> {
    match part {
        Part::First => {}
        Part::Import if IMPORT.get().is_some() => {}
        Part::Import => IMPORT.set(Some(entry::import().await?)),
        Part::Exchange if EXCHANGE.get().is_some() => {}
        Part::Exchange => EXCHANGE.set(Some(entry::exchange().await?)),
        Part::Life if LIFE.get().is_some() => {}
        Part::Life => LIFE.set(Some(entry::life().await?)),
    }
    Ok(())
}

/// The code of a request that needs a part which is not there.
pub(crate) const NOT_LOADED: &str = "part-not-loaded";

fn not_loaded() -> Failure {
    Failure::new(NOT_LOADED)
}

fn import_table() -> &'static Import {
    &Import {
        handle: Workbench::handle_import,
        inspect_begin: Workbench::inspect_begin,
        inspect_wanted: Workbench::inspect_wanted,
        inspect_feed: Workbench::inspect_feed,
        inspect_end: Workbench::inspect_end,
        read_begin: Workbench::read_begin,
        read_feed: Workbench::read_feed,
        read_end: Workbench::read_end,
        read_abort: Workbench::read_abort,
    }
}

fn exchange_table() -> &'static Exchange {
    &Exchange {
        handle: Workbench::handle_exchange,
        restore: Workbench::restore,
        read_model,
    }
}

fn life_table() -> &'static Life {
    &Life {
        handle: Workbench::handle_life,
        wanted: Workbench::life_wanted,
        step: Workbench::life_step,
    }
}

/// Where the module is cut.
#[cfg(feature = "split")]
mod entry {
    use super::{Exchange, Import, Life};
    use perennial_protocol::Failure;
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    /// That a part did not come; the browser's console says why.
    pub(super) struct NotLoaded;

    impl From<SplitLoaderError> for NotLoaded {
        fn from(_: SplitLoaderError) -> Self {
            Self
        }
    }

    impl From<NotLoaded> for Failure {
        fn from(_: NotLoaded) -> Self {
            super::not_loaded()
        }
    }

    #[wasm_split(import, fallible)]
    pub(super) fn import() -> Result<&'static Import, NotLoaded> {
        Ok(super::import_table())
    }

    #[wasm_split(exchange, fallible)]
    pub(super) fn exchange() -> Result<&'static Exchange, NotLoaded> {
        Ok(super::exchange_table())
    }

    #[wasm_split(life, fallible)]
    pub(super) fn life() -> Result<&'static Life, NotLoaded> {
        Ok(super::life_table())
    }
}

/// One module: everything is there.
#[cfg(not(feature = "split"))]
mod entry {
    use super::{Exchange, Import, Life};
    use perennial_protocol::Failure;

    pub(super) async fn import() -> Result<&'static Import, Failure> {
        Ok(super::import_table())
    }

    pub(super) async fn exchange() -> Result<&'static Exchange, Failure> {
        Ok(super::exchange_table())
    }
    pub(super) async fn life() -> Result<&'static Life, Failure> {
        Ok(super::life_table())
    }
}
