//! What a commit writes and whether it may: decided from what is stored and what is wanted. Pure.

use std::collections::BTreeSet;

/// Whether what is stored is what this tab saw last. Every commit counts the stored sequence up.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nobody else has written.
    Ours,
    /// The browser has dropped everything: memory holds the only copy.
    Gone,
    /// Somebody else has written: writing would undo it.
    Theirs,
}

/// Compares the sequence seen last, 0 for none, with the stored one.
pub(crate) fn judge(seen: u64, stored: Option<u64>) -> Verdict {
    match stored {
        Some(stored) if stored == seen => Verdict::Ours,
        Some(_) => Verdict::Theirs,
        None if seen == 0 => Verdict::Ours,
        None => Verdict::Gone,
    }
}

/// Which chunks to write.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    /// Drop every stored chunk first.
    pub(crate) clear: bool,
    /// Chunks to write.
    pub(crate) put: Vec<String>,
    /// Chunks to drop.
    pub(crate) delete: Vec<String>,
}

/// The way from the chunks that are stored to those that are wanted. With `None`, what is stored is
/// not known, or its names may stand for other bytes: everything is written anew.
pub(crate) fn plan(stored: Option<&BTreeSet<String>>, wanted: &BTreeSet<String>) -> Plan {
    let Some(stored) = stored else {
        return Plan {
            clear: true,
            put: wanted.iter().cloned().collect(),
            delete: Vec::new(),
        };
    };
    Plan {
        clear: false,
        put: wanted.difference(stored).cloned().collect(),
        delete: stored.difference(wanted).cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Plan, Verdict, judge, plan};
    use std::collections::BTreeSet;

    fn names(list: &str) -> BTreeSet<String> {
        list.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn a_commit_of_another_tab_is_never_overwritten() {
        assert_eq!(judge(0, None), Verdict::Ours);
        assert_eq!(judge(7, Some(7)), Verdict::Ours);
        assert_eq!(judge(7, Some(8)), Verdict::Theirs);
        assert_eq!(judge(0, Some(1)), Verdict::Theirs);
        assert_eq!(judge(7, None), Verdict::Gone);
    }

    #[test]
    fn unchanged_chunks_are_not_written_again_and_unused_ones_go() {
        let plan = plan(Some(&names("1.a 1.b 2.c")), &names("1.b 3.a 3.d"));
        assert_eq!(plan.put, ["3.a", "3.d"]);
        assert_eq!(plan.delete, ["1.a", "2.c"]);
        assert!(!plan.clear);
    }

    #[test]
    fn what_is_stored_under_names_of_unknown_meaning_is_replaced_whole() {
        let expected = Plan {
            clear: true,
            put: vec!["1.a".to_owned()],
            delete: Vec::new(),
        };
        assert_eq!(plan(None, &names("1.a")), expected);
    }
}
