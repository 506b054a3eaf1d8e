//! `cargo xtask dist`: the release, in `dist/`: hashed names, `.br` and `.gz` copies, content security policy.

use anyhow::Result;

use crate::site::assemble;
use crate::site::bundle::{Cutting, Flavor};
use crate::system::install::{self, NodeTools};
use crate::system::workspace::Workspace;

/// Builds and says where the result is.
pub(crate) fn run(cutting: Cutting) -> Result<()> {
    let workspace = Workspace::find()?;
    build(&workspace, cutting)?;
    println!("built {}", workspace.dist().display());
    Ok(())
}

/// Builds the release site.
pub(crate) fn build(workspace: &Workspace, cutting: Cutting) -> Result<()> {
    install::wasm_target()?;
    let tools = NodeTools::install(workspace)?;
    assemble::build(
        workspace,
        Flavor::Release(&tools),
        cutting,
        &workspace.dist(),
    )
}
