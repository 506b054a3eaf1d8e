//! `perennial model`: the shipped models, or the document of one.

use crate::console::Console;
use crate::error::CliError;
use crate::model::{document, unknown};
use perennial_engine::shipped;

/// Prints the document of `id`; without one, the ids.
pub(crate) fn run(id: Option<&str>, console: &mut Console<'_>) -> Result<(), CliError> {
    let Some(id) = id else {
        let ids = shipped().map(|model| format!("{}\n", model.id));
        return console.print(&ids.concat());
    };
    let document = document(id).ok_or_else(|| unknown(id))?;
    console.print(document.trim_end())?;
    console.print("\n")
}
