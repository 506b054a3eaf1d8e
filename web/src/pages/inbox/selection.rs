//! Which items are selected, and from where a range goes on. Pure.

use crate::pages::work::{Chosen, Key, Several};
use perennial_protocol::view::InboxItem;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The selected items, by what names them: they may lie outside the window at hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Selection {
    chosen: Rc<BTreeMap<Key, Rc<Chosen>>>,
    /// The line that a range is drawn from.
    anchor: Option<usize>,
}

impl Selection {
    /// How many are selected.
    pub(super) fn len(&self) -> usize {
        self.chosen.len()
    }

    /// Whether an item is selected.
    pub(super) fn has(&self, item: &InboxItem) -> bool {
        self.chosen.contains_key(&Key::of(item))
    }

    /// The selected items.
    pub(super) fn chosen(&self) -> Several {
        self.chosen.values().cloned().collect()
    }

    /// The line that a range from `line` would be drawn from.
    pub(super) fn anchor(&self, line: usize) -> usize {
        self.anchor.unwrap_or(line)
    }

    /// An item at a line is selected, or is so no more; a range begins there.
    pub(super) fn toggled(&self, item: &InboxItem, line: usize) -> Self {
        let mut chosen = (*self.chosen).clone();
        let key = Key::of(item);
        if chosen.remove(&key).is_none() {
            chosen.insert(key, Rc::new(Chosen::of(item)));
        }
        Self {
            chosen: Rc::new(chosen),
            anchor: Some(line),
        }
    }

    /// Items are selected as well; the range still begins where it began, or at `line`.
    pub(super) fn with(&self, items: &[InboxItem], line: usize) -> Self {
        let mut chosen = (*self.chosen).clone();
        chosen.extend(
            items
                .iter()
                .map(|item| (Key::of(item), Rc::new(Chosen::of(item)))),
        );
        Self {
            chosen: Rc::new(chosen),
            anchor: Some(self.anchor(line)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Selection;
    use perennial_data::Bilingual;
    use perennial_protocol::view::{Band, InboxItem, TaskSource, TaskState, TaskView};

    fn task(key: &str) -> InboxItem {
        InboxItem::Task(TaskView {
            key: key.to_owned(),
            account: "A".to_owned(),
            name: "Acme".to_owned(),
            arr: None,
            band: Band::Green,
            source: TaskSource::Own,
            trigger: String::new(),
            play: None,
            title: Bilingual::same("call"),
            detail: None,
            role: None,
            owner: String::new(),
            due: "2026-03-31".parse().unwrap(),
            optional: false,
            automated: false,
            evidence: None,
            messages: Vec::new(),
            state: TaskState::Open,
            shifted_days: 0,
        })
    }

    #[test]
    fn a_range_adds_and_keeps_where_it_began() {
        let one = Selection::default().toggled(&task("1"), 4);
        let many = one.with(&[task("1"), task("2"), task("3")], 6);
        assert_eq!((many.len(), many.anchor(9)), (3, 4));
        let fewer = many.toggled(&task("2"), 5);
        assert_eq!((fewer.len(), fewer.anchor(9)), (2, 5));
        assert!(!fewer.has(&task("2")) && fewer.has(&task("3")));
    }
}
