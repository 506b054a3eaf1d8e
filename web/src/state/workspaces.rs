//! Workspaces side by side in one browser: which there are, and which one a tab shows. Pure.

/// A workspace of this browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    /// What its database is named after; empty for the first one, which is always there.
    pub(crate) id: String,
    /// As its user calls it; empty where they have not said.
    pub(crate) name: String,
}

/// All of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Workspaces {
    /// In the order in which they were made.
    pub(crate) list: Vec<Listed>,
    /// The id of the one that is open.
    pub(crate) here: String,
}

impl Default for Workspaces {
    /// The first one alone.
    fn default() -> Self {
        Self::of_text("", "")
    }
}

impl Workspaces {
    /// From what the browser remembers: a line per workspace, id and name with a tab between. What is not
    /// known is the first one.
    pub(crate) fn of_text(text: &str, here: &str) -> Self {
        let mut list = vec![Listed {
            id: String::new(),
            name: String::new(),
        }];
        for line in text.lines() {
            let Some((id, name)) = line.split_once('\t') else {
                continue;
            };
            match list.iter_mut().find(|listed| listed.id == id) {
                Some(listed) => name.clone_into(&mut listed.name),
                None if id.bytes().all(|byte| byte.is_ascii_digit()) => list.push(Listed {
                    id: id.to_owned(),
                    name: name.to_owned(),
                }),
                None => {}
            }
        }
        let known = list.iter().any(|listed| listed.id == here);
        Self {
            here: if known {
                here.to_owned()
            } else {
                String::new()
            },
            list,
        }
    }

    /// The one that a page brings along, alone.
    pub(crate) fn of_page(id: String) -> Self {
        let name = String::new();
        Self {
            list: vec![Listed {
                id: id.clone(),
                name,
            }],
            here: id,
        }
    }

    /// What [`Workspaces::of_text`] reads.
    pub(crate) fn text(&self) -> String {
        let line = |listed: &Listed| format!("{}\t{}\n", listed.id, listed.name);
        self.list.iter().map(line).collect()
    }

    /// The name of the one that is open, where there are several and it has one.
    pub(crate) fn name_here(&self) -> Option<&str> {
        let here = self.list.iter().find(|listed| listed.id == self.here)?;
        (self.list.len() > 1 && !here.name.is_empty()).then_some(here.name.as_str())
    }

    /// Another one, open.
    pub(crate) fn with_new(mut self, name: &str) -> Self {
        let taken = |id: u32| self.list.iter().any(|listed| listed.id == id.to_string());
        let id = (2..).find(|&id| !taken(id)).unwrap_or(2).to_string();
        self.list.push(Listed {
            id: id.clone(),
            name: one_line(name),
        });
        self.here = id;
        self
    }

    /// The open one under another name.
    pub(crate) fn renamed(mut self, name: &str) -> Self {
        for listed in &mut self.list {
            if listed.id == self.here {
                listed.name = one_line(name);
            }
        }
        self
    }

    /// Without the open one; the first is open then. The first itself stays, without a name.
    pub(crate) fn without_here(mut self) -> Self {
        self = self.renamed("");
        let here = std::mem::take(&mut self.here);
        self.list
            .retain(|listed| listed.id.is_empty() || listed.id != here);
        self
    }
}

fn one_line(name: &str) -> String {
    name.replace(['\t', '\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::Workspaces;

    #[test]
    fn the_first_is_always_there_and_names_come_back() {
        let first = Workspaces::default();
        assert_eq!((first.list.len(), first.name_here()), (1, None));
        let two = first.renamed("客户\t成功").with_new("Workshop");
        assert_eq!(
            (two.here.as_str(), two.name_here()),
            ("2", Some("Workshop"))
        );
        let back = Workspaces::of_text(&two.text(), "");
        assert_eq!(back.name_here(), Some("客户 成功"));
        assert_eq!(Workspaces::of_text(&two.text(), "7").here, "");
        assert_eq!(Workspaces::of_text("broken\n../x\ty", "").list.len(), 1);
    }

    #[test]
    fn a_workspace_that_goes_leaves_the_others_and_never_takes_the_first() {
        let two = Workspaces::default().with_new("A").with_new("B");
        let one = two.without_here();
        assert_eq!((one.here.as_str(), one.list.len()), ("", 2));
        assert_eq!(one.clone().without_here().list.len(), 2);
        let again = one.with_new("C");
        assert_eq!(
            again.here, "3",
            "an id is free again when its workspace is gone"
        );
    }
}
