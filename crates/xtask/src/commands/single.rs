//! `cargo xtask single`: the whole app as one HTML file that opens by double click, `dist/perennial.html`.

use anyhow::Result;

use super::dist;
use crate::site::bundle::Cutting;
use crate::site::{assemble, single};
use crate::system::workspace::Workspace;

/// How to make it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Options {
    /// Take the release that is there.
    pub(crate) keep: bool,
}

/// Makes the page and says where it is and what it weighs.
pub(crate) fn run(options: &Options) -> Result<()> {
    let workspace = Workspace::find()?;
    if options.keep {
        assemble::add_single(&workspace.dist())?;
    } else {
        dist::build(&workspace, Cutting::Parts)?;
    }
    let path = workspace.dist().join(single::NAME);
    let kb = std::fs::metadata(&path)?.len() / 1000;
    println!("built {}, {kb} kB", path.display());
    Ok(())
}
