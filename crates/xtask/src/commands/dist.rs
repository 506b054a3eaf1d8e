//! `cargo xtask dist`: the release, in `dist/`: hashed names, `.br` and `.gz` copies, content security policy.

use anyhow::Result;

use crate::site::assemble;
use crate::site::bundle::Flavor;
use crate::system::install::{self, NodeTools};
use crate::system::workspace::Workspace;

/// Builds and says where the result is.
pub(crate) fn run() -> Result<()> {
    let workspace = Workspace::find()?;
    build(&workspace)?;
    println!("built {}", workspace.dist().display());
    Ok(())
}

/// Builds the release site.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    install::wasm_target()?;
    let tools = NodeTools::install(workspace)?;
    assemble::build(workspace, Flavor::Release(&tools), &workspace.dist())
}
