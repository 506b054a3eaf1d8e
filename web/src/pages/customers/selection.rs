//! Which customers are selected: what each press makes of it. Pure.

use perennial_protocol::{ColumnRef, CustomersQuery, Filter, Window};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::Reducible;

/// Customers that are selected at the most: each may become a task, and more than this nobody means.
pub(super) const MOST_AT_ONCE: usize = 10_000;

/// The selected customers, by account: they may lie outside the rows at hand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Selection {
    /// The list they were selected in.
    list: CustomersQuery,
    ids: Rc<BTreeSet<String>>,
    /// The row that a range is drawn from.
    anchor: Option<usize>,
}

/// How much of the list is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// Nothing.
    None,
    /// Some of it.
    Some,
    /// As much as can be.
    All,
}

/// A change of the selection.
pub(super) enum Change {
    /// The list that is looked at.
    Look(CustomersQuery),
    /// An account in a row is selected, or is so no more; a range begins there.
    Toggle(String, usize),
    /// Accounts of a list are selected as well; the range begins at a row.
    Add {
        list: CustomersQuery,
        ids: Vec<String>,
        anchor: usize,
    },
    /// Nothing is selected any more.
    Clear,
}

/// A list whatever its columns and its window.
pub(super) fn list_of(query: &CustomersQuery) -> CustomersQuery {
    CustomersQuery {
        columns: Vec::new(),
        window: Window { offset: 0, len: 0 },
        ..query.clone()
    }
}

impl Selection {
    /// Nothing of a list.
    pub(super) fn of(list: CustomersQuery) -> Self {
        Self {
            list,
            ids: Rc::default(),
            anchor: None,
        }
    }

    /// The accounts, in their order.
    pub(super) fn ids(&self) -> &Rc<BTreeSet<String>> {
        &self.ids
    }

    /// Whether an account is selected.
    pub(super) fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// The row that a range from `row` would be drawn from.
    pub(super) fn anchor(&self, row: usize) -> usize {
        self.anchor.unwrap_or(row)
    }

    /// How much of a list of `n_rows` it is.
    pub(super) fn extent(&self, n_rows: usize) -> Extent {
        match self.ids.len() {
            0 => Extent::None,
            n if n >= n_rows.min(MOST_AT_ONCE) => Extent::All,
            _ => Extent::Some,
        }
    }

    /// The selected accounts as a list of their own, with the columns and the order of a query: also
    /// those that its conditions have let go since.
    pub(super) fn query(ids: &BTreeSet<String>, query: &CustomersQuery) -> CustomersQuery {
        let account = ColumnRef::Field("account_id".to_owned());
        CustomersQuery {
            search: String::new(),
            filters: vec![Filter::OneOf(account, ids.iter().cloned().collect())],
            ..query.clone()
        }
    }

    fn with(&self, more: impl IntoIterator<Item = String>, anchor: usize) -> Self {
        let mut ids = (*self.ids).clone();
        for id in more {
            if ids.len() < MOST_AT_ONCE {
                ids.insert(id);
            }
        }
        Self {
            list: self.list.clone(),
            ids: Rc::new(ids),
            anchor: Some(anchor),
        }
    }
}

impl Reducible for Selection {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        match change {
            Change::Look(list) if list == self.list => self,
            Change::Look(list) => {
                let reordered = CustomersQuery {
                    sort: list.sort.clone(),
                    ..self.list.clone()
                };
                // Another order keeps who is selected, not which rows lie between two of them.
                let ids = if reordered == list {
                    Rc::clone(&self.ids)
                } else {
                    Rc::default()
                };
                Rc::new(Self {
                    list,
                    ids,
                    anchor: None,
                })
            }
            Change::Toggle(id, row) if self.has(&id) => {
                let mut ids = (*self.ids).clone();
                ids.remove(&id);
                Rc::new(Self {
                    list: self.list.clone(),
                    ids: Rc::new(ids),
                    anchor: Some(row),
                })
            }
            Change::Toggle(id, row) => Rc::new(self.with([id], row)),
            // Its answer came after the question had changed.
            Change::Add { list, .. } if list != self.list => self,
            Change::Add { ids, anchor, .. } => Rc::new(self.with(ids, anchor)),
            Change::Clear => Rc::new(Self::of(self.list.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use perennial_protocol::Sort;

    fn list(search: &str, sort: Option<ColumnRef>) -> CustomersQuery {
        CustomersQuery {
            as_of: "2026-03-31".parse().unwrap(),
            since: "2026-03-24".parse().unwrap(),
            columns: Vec::new(),
            search: search.to_owned(),
            filters: Vec::new(),
            sort: sort.map(|column| Sort {
                column,
                descending: true,
            }),
            window: Window { offset: 0, len: 0 },
        }
    }

    fn after(changes: impl IntoIterator<Item = Change>) -> Rc<Selection> {
        let none = Rc::new(Selection::of(list("", None)));
        changes
            .into_iter()
            .fold(none, |selection, change| selection.reduce(change))
    }

    fn toggle(id: &str, row: usize) -> Change {
        Change::Toggle(id.to_owned(), row)
    }

    fn add(search: &str, n: usize) -> Change {
        Change::Add {
            list: list(search, None),
            ids: (0..n).map(|id| format!("{id:06}")).collect(),
            anchor: 0,
        }
    }

    #[test]
    fn a_range_adds_and_begins_at_the_last_toggle() {
        let two = after([toggle("A", 4), toggle("B", 6)]);
        assert_eq!((two.ids().len(), two.anchor(9)), (2, 6));
        let one = two.reduce(toggle("A", 4));
        assert!(!one.has("A") && one.has("B"));
        let more = one.reduce(Change::Add {
            list: list("", None),
            ids: ["B", "C"].map(str::to_owned).into(),
            anchor: 4,
        });
        assert_eq!((more.ids().len(), more.anchor(9)), (2, 4));
        assert_eq!(more.reduce(Change::Clear).ids().len(), 0);
    }

    #[test]
    fn another_order_keeps_the_selected_and_another_list_does_not() {
        let sorted = after([
            toggle("A", 4),
            Change::Look(list("", Some(ColumnRef::Health))),
        ]);
        assert!(sorted.has("A"));
        assert_eq!(sorted.anchor(9), 9, "the rows lie elsewhere now");
        let searched = sorted.reduce(Change::Look(list("acme", Some(ColumnRef::Health))));
        assert_eq!(searched.extent(3), Extent::None);
    }

    #[test]
    fn what_was_asked_of_another_list_comes_too_late() {
        let late = after([Change::Look(list("acme", None)), add("", 3)]);
        assert_eq!(late.ids().len(), 0);
    }

    #[test]
    fn all_is_all_there_is_or_as_many_as_can_be() {
        assert_eq!(after([]).extent(0), Extent::None);
        assert_eq!(after([add("", 2)]).extent(3), Extent::Some);
        assert_eq!(after([add("", 3)]).extent(3), Extent::All);
        let most = after([add("", MOST_AT_ONCE + 5)]);
        assert_eq!(most.ids().len(), MOST_AT_ONCE);
        assert_eq!(most.extent(100_000), Extent::All);
    }

    #[test]
    fn the_selected_are_a_list_of_their_own() {
        let two = after([toggle("B", 1), toggle("A", 0)]);
        let query = Selection::query(two.ids(), &list("acme", Some(ColumnRef::Arr)));
        let named = Filter::OneOf(
            ColumnRef::Field("account_id".to_owned()),
            ["A", "B"].map(str::to_owned).into(),
        );
        assert_eq!((query.search.as_str(), query.filters), ("", vec![named]));
        assert!(query.sort.is_some());
    }
}
