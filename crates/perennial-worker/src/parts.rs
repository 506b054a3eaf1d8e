//! The parts of the program that load when they are first wanted: what the first answers of a returning
//! user need is one module, the rest is cut off from it by `cargo xtask` (feature `split`). Nothing but
//! these tables refers to a part's code; that is what keeps it apart.

use crate::days;
use crate::exchange;
use crate::host::Host;
use crate::import;
use crate::reading;
use crate::rehearsal;
use crate::session::{Job, Outcome};
use perennial_data::Day;
use perennial_protocol::{Failure, Request};
use perennial_workbench::{Part, ReadModel, Stored, Workbench, read_model};
use std::cell::Cell;
use web_sys::File;

/// Methods of [`Part::Second`].
pub(crate) struct Second {
    pub(crate) handle: fn(&mut Workbench, &Request) -> Outcome,
    pub(crate) write: for<'a> fn(&'a Host<Workbench>) -> Job<'a, Result<u64, Failure>>,
    pub(crate) stored_form: fn(&mut Workbench) -> Result<Stored, Failure>,
    pub(crate) chunk_bytes: fn(&Workbench, &str) -> Vec<u8>,
}

/// Methods of [`Part::Import`]: with the jobs that read files, as nothing else needs them.
pub(crate) struct Import {
    pub(crate) handle: fn(&mut Workbench, &Request) -> Outcome,
    pub(crate) inspect: for<'a> fn(&'a Host<Workbench>, &'a [File], &'a [Day], Day) -> Job<'a>,
    pub(crate) run: for<'a> fn(&'a Host<Workbench>, u32, &'a [File]) -> Job<'a>,
    pub(crate) rehearse: for<'a> fn(&'a Host<Workbench>) -> Job<'a, ()>,
    /// What a worker does that only reads.
    pub(crate) serve: fn(),
}

/// Methods of [`Part::Exchange`].
pub(crate) struct Exchange {
    pub(crate) handle: fn(&mut Workbench, &Request) -> Outcome,
    /// What makes files of the whole workspace and takes them in.
    pub(crate) run: for<'a> fn(&'a Host<Workbench>, &'a Request, &'a [File]) -> Job<'a>,
    pub(crate) read_model: ReadModel,
}

/// Methods of [`Part::Life`].
pub(crate) struct Life {
    pub(crate) handle: fn(&mut Workbench, &Request) -> Outcome,
    pub(crate) wanted: fn(&mut Workbench, &Request) -> Option<(u32, u32)>,
    pub(crate) step: fn(&mut Workbench, &Request, u32),
    /// Takes days that were kept, once, before any are worked out.
    pub(crate) recall: for<'a> fn(&'a Host<Workbench>) -> Job<'a, ()>,
    /// Works out days as long as nobody waits and keeps them; whether some are left.
    pub(crate) go_ahead: for<'a> fn(&'a Host<Workbench>) -> Job<'a, bool>,
}

/// Methods of [`Part::Model`].
pub(crate) struct Model {
    pub(crate) handle: fn(&mut Workbench, &Request) -> Outcome,
}

thread_local! {
    static SECOND: Cell<Option<&'static Second>> = const { Cell::new(None) };
    static IMPORT: Cell<Option<&'static Import>> = const { Cell::new(None) };
    static EXCHANGE: Cell<Option<&'static Exchange>> = const { Cell::new(None) };
    static LIFE: Cell<Option<&'static Life>> = const { Cell::new(None) };
    static MODEL: Cell<Option<&'static Model>> = const { Cell::new(None) };
}

/// What follows the first answers, once loaded.
///
/// # Errors
/// `part-not-loaded`.
pub(crate) fn second() -> Result<&'static Second, Failure> {
    SECOND.get().ok_or_else(not_loaded)
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

/// The model room, once loaded.
///
/// # Errors
/// `part-not-loaded`.
pub(crate) fn model() -> Result<&'static Model, Failure> {
    MODEL.get().ok_or_else(not_loaded)
}

/// Loads a part, once; a failure is not remembered, the next request tries again.
///
/// # Errors
/// `part-not-loaded`: the files cannot be reached, or are those of another version.
pub(crate) async fn load(part: Part) -> Result<(), Failure> {
    match part {
        Part::First => {}
        Part::Second if SECOND.get().is_some() => {}
        Part::Second => SECOND.set(Some(entry::second().await?)),
        Part::Import if IMPORT.get().is_some() => {}
        Part::Import => IMPORT.set(Some(entry::import().await?)),
        Part::Exchange if EXCHANGE.get().is_some() => {}
        Part::Exchange => EXCHANGE.set(Some(entry::exchange().await?)),
        Part::Life if LIFE.get().is_some() => {}
        Part::Life => LIFE.set(Some(entry::life().await?)),
        Part::Model if MODEL.get().is_some() => {}
        Part::Model => MODEL.set(Some(entry::model().await?)),
    }
    Ok(())
}

/// The code of a request that needs a part which is not there.
pub(crate) const NOT_LOADED: &str = "part-not-loaded";

fn not_loaded() -> Failure {
    Failure::new(NOT_LOADED)
}

fn second_table() -> &'static Second {
    &Second {
        handle: Workbench::handle_second,
        write: |host| Box::pin(host.store.write_down(&host.session)),
        stored_form: Workbench::stored_form,
        chunk_bytes: Workbench::chunk_bytes,
    }
}

fn import_table() -> &'static Import {
    &Import {
        handle: Workbench::handle_import,
        inspect: |host, files, modified, today| {
            Box::pin(import::inspect(host, files, modified, today))
        },
        run: |host, job, files| Box::pin(import::run(host, job, files)),
        rehearse: |host| Box::pin(rehearsal::run(host)),
        serve: reading::start,
    }
}

fn exchange_table() -> &'static Exchange {
    &Exchange {
        handle: Workbench::handle_exchange,
        run: |host, request, files| Box::pin(exchange::run(host, request, files)),
        read_model,
    }
}

fn life_table() -> &'static Life {
    &Life {
        handle: Workbench::handle_life,
        wanted: Workbench::life_wanted,
        step: Workbench::life_step,
        recall: |host| Box::pin(days::recall(host)),
        go_ahead: |host| Box::pin(days::go_ahead(host)),
    }
}

fn model_table() -> &'static Model {
    &Model {
        handle: Workbench::handle_model,
    }
}

/// Where the module is cut.
#[cfg(feature = "split")]
mod entry {
    use super::{Exchange, Import, Life, Model, Second};
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

    #[wasm_split(second, fallible)]
    pub(super) fn second() -> Result<&'static Second, NotLoaded> {
        Ok(super::second_table())
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

    #[wasm_split(model, fallible)]
    pub(super) fn model() -> Result<&'static Model, NotLoaded> {
        Ok(super::model_table())
    }
}

/// One module: everything is there.
#[cfg(not(feature = "split"))]
mod entry {
    use super::{Exchange, Import, Life, Model, Second};
    use perennial_protocol::Failure;

    pub(super) async fn second() -> Result<&'static Second, Failure> {
        Ok(super::second_table())
    }

    pub(super) async fn import() -> Result<&'static Import, Failure> {
        Ok(super::import_table())
    }

    pub(super) async fn exchange() -> Result<&'static Exchange, Failure> {
        Ok(super::exchange_table())
    }

    pub(super) async fn life() -> Result<&'static Life, Failure> {
        Ok(super::life_table())
    }

    pub(super) async fn model() -> Result<&'static Model, Failure> {
        Ok(super::model_table())
    }
}
