//! Workspaces side by side: each has a database, a lock and a channel of its own, named after it.

use crate::js;
use perennial_protocol::WORKSPACE_PREFIX;

/// The name of something that the tabs of this workspace share. A worker with any other name than the app
/// gives has the first workspace, which was there before there could be several.
pub(super) fn of_workspace(base: &str) -> String {
    named(base, &js::scope().name())
}

fn named(base: &str, worker: &str) -> String {
    match worker.strip_prefix(WORKSPACE_PREFIX) {
        Some(workspace) if !workspace.is_empty() => format!("{base}-{workspace}"),
        _ => base.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn the_first_workspace_keeps_the_name_it_always_had() {
        assert_eq!(named("perennial", ""), "perennial");
        assert_eq!(named("perennial", "workspace-"), "perennial");
        assert_eq!(named("perennial", "workspace-2"), "perennial-2");
    }
}
