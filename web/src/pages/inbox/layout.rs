//! Which line of the list is a heading and which an item: groups by due date. Pure.

use perennial_i18n::Messages;
use perennial_protocol::view::InboxView;

/// When something is due, seen from the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Overdue,
    Today,
    /// Until the Sunday of the week.
    Week,
    /// After it, or without a due date.
    Later,
}

impl Group {
    const ALL: [Self; 4] = [Self::Overdue, Self::Today, Self::Week, Self::Later];

    /// Its heading.
    pub(super) fn word(self, m: Messages) -> &'static str {
        match self {
            Self::Overdue => m.inbox_overdue(),
            Self::Today => m.inbox_today(),
            Self::Week => m.inbox_week(),
            Self::Later => m.inbox_later(),
        }
    }
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The heading of a group and how many are in it.
    Heading(Group, usize),
    /// An item, by its position among all.
    Item(usize),
}

/// How many items each group has: items are in the order of the groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout([usize; 4]);

impl Layout {
    /// Of what the engine says.
    pub(super) fn of(view: &InboxView) -> Self {
        let total = view.n_items as usize;
        let mut rest = total;
        let mut take = |n: u32| {
            let n = (n as usize).min(rest);
            rest -= n;
            n
        };
        let first = [take(view.n_overdue), take(view.n_today), take(view.n_week)];
        let [overdue, today, week] = first;
        Self([overdue, today, week, rest])
    }

    /// Lines altogether: empty groups have no heading.
    pub(super) fn n_lines(self) -> usize {
        self.0.iter().filter(|n| **n > 0).map(|n| n + 1).sum()
    }

    /// What the line at a position is.
    pub(super) fn line(self, at: usize) -> Option<Line> {
        let mut heading = 0;
        let mut first_item = 0;
        for (group, n) in Group::ALL.into_iter().zip(self.0) {
            if n == 0 {
                continue;
            }
            if at == heading {
                return Some(Line::Heading(group, n));
            }
            if at <= heading + n {
                return Some(Line::Item(first_item + at - heading - 1));
            }
            heading += n + 1;
            first_item += n;
        }
        None
    }

    /// The item at a line.
    pub(super) fn item(self, at: usize) -> Option<usize> {
        match self.line(at)? {
            Line::Item(item) => Some(item),
            Line::Heading(..) => None,
        }
    }

    /// The nearest line with an item, going on from `from` to `to` and, where that is a heading,
    /// beyond; back at the edge.
    pub(super) fn toward(self, from: Option<usize>, to: usize) -> Option<usize> {
        let last = self.n_lines().checked_sub(1)?;
        let to = to.min(last);
        if self.item(to).is_some() {
            return Some(to);
        }
        let goes_up = from.is_some_and(|from| to < from);
        if goes_up && to > 0 {
            Some(to - 1)
        } else {
            // No heading is without an item below it.
            Some(to + 1)
        }
    }

    /// The items from one line to another, whichever comes first.
    pub(super) fn items_between(self, a: usize, b: usize) -> Option<(usize, usize)> {
        let (first, last) = (a.min(b), a.max(b));
        let mut lines = first..=last;
        let from = lines.find_map(|line| self.item(line))?;
        let until = lines.rev().find_map(|line| self.item(line));
        Some((from, until.unwrap_or(from)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Group, Layout, Line};

    #[test]
    fn a_heading_stands_before_each_group_that_has_items() {
        let layout = Layout([2, 0, 1, 3]);
        let lines: Vec<_> = (0..=layout.n_lines()).map(|at| layout.line(at)).collect();
        assert_eq!(
            lines,
            [
                Some(Line::Heading(Group::Overdue, 2)),
                Some(Line::Item(0)),
                Some(Line::Item(1)),
                Some(Line::Heading(Group::Week, 1)),
                Some(Line::Item(2)),
                Some(Line::Heading(Group::Later, 3)),
                Some(Line::Item(3)),
                Some(Line::Item(4)),
                Some(Line::Item(5)),
                None,
            ]
        );
    }

    #[test]
    fn keys_step_over_headings_both_ways() {
        let layout = Layout([2, 0, 1, 3]);
        assert_eq!(layout.toward(None, 0), Some(1));
        assert_eq!(layout.toward(Some(2), 3), Some(4));
        assert_eq!(layout.toward(Some(4), 3), Some(2));
        assert_eq!(layout.toward(Some(1), 0), Some(1));
        assert_eq!(layout.toward(Some(1), 999), Some(8));
        assert_eq!(Layout::default().toward(None, 0), None);
    }

    #[test]
    fn a_range_of_lines_holds_the_items_between() {
        let layout = Layout([2, 0, 1, 3]);
        assert_eq!(layout.items_between(8, 2), Some((1, 5)));
        assert_eq!(layout.items_between(3, 4), Some((2, 2)));
        assert_eq!(layout.items_between(3, 3), None);
    }
}
