//! `cargo xtask build`: the app for development, in `target/site`.

use anyhow::Result;

use crate::site::assemble;
use crate::site::bundle::{Cutting, Flavor};
use crate::system::install;
use crate::system::workspace::Workspace;

/// Builds and says where the result is.
pub(crate) fn run(cutting: Cutting) -> Result<()> {
    let workspace = Workspace::find()?;
    build(&workspace, cutting)?;
    println!("built {}", workspace.dev_site().display());
    Ok(())
}

/// Builds the development site.
pub(crate) fn build(workspace: &Workspace, cutting: Cutting) -> Result<()> {
    install::wasm_target()?;
    assemble::build(workspace, Flavor::Dev, cutting, &workspace.dev_site())
}
