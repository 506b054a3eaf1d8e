//! The rules of the house that no compiler checks: files, crate graph, licences.

mod files;
mod graph;
mod licences;

use anyhow::{Result, bail};

use crate::system::workspace::Workspace;

/// Checks the files of the repository and the crate graph.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let mut problems = files::check(workspace)?;
    problems.extend(graph::check(&workspace.metadata()?));
    verdict(&problems)
}

/// Checks that every dependency may be used under terms this project accepts.
pub(crate) fn check_licences(workspace: &Workspace) -> Result<()> {
    verdict(&licences::check(&workspace.metadata()?))
}

fn verdict(problems: &[String]) -> Result<()> {
    for problem in problems {
        println!("{problem}");
    }
    match problems.len() {
        0 => Ok(()),
        n => bail!("{n} problem(s)"),
    }
}
