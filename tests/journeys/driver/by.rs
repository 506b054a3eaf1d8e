//! How things are found: by role and accessible name, or by test id where a thing has neither.

use std::fmt;

use serde_json::{Value, json};

/// How the name is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Match {
    Whole,
    Beginning,
    Part,
}

/// What to look for. Only what can be seen and reached is found: nothing behind an open dialog.
#[derive(Debug, Clone)]
pub(crate) struct By {
    role: &'static str,
    name: String,
    how: Match,
}

impl By {
    /// A thing of this role with this name.
    pub(crate) fn new(role: &'static str, name: impl Into<String>) -> Self {
        Self {
            role,
            name: name.into(),
            how: Match::Whole,
        }
    }

    /// Something marked `data-testid`.
    pub(crate) fn test_id(id: &str) -> Self {
        Self::new("testid", id)
    }

    /// The name only has to begin so.
    pub(crate) fn beginning(mut self) -> Self {
        self.how = Match::Beginning;
        self
    }

    /// The name only has to hold this.
    pub(crate) fn part(mut self) -> Self {
        self.how = Match::Part;
        self
    }

    /// The same for the script.
    pub(super) fn argument(&self) -> Value {
        let how = match self.how {
            Match::Whole => "whole",
            Match::Beginning => "beginning",
            Match::Part => "part",
        };
        json!({ "role": self.role, "name": self.name, "how": how })
    }
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} “{}”", self.role, self.name)
    }
}

pub(crate) fn button(name: impl Into<String>) -> By {
    By::new("button", name)
}

pub(crate) fn link(name: impl Into<String>) -> By {
    By::new("link", name)
}

pub(crate) fn heading(name: impl Into<String>) -> By {
    By::new("heading", name)
}

pub(crate) fn textbox(name: impl Into<String>) -> By {
    By::new("textbox", name)
}

pub(crate) fn radio(name: impl Into<String>) -> By {
    By::new("radio", name)
}

/// A labelled part of the page: a section, group, region or navigation.
pub(crate) fn region(name: impl Into<String>) -> By {
    By::new("region", name)
}
