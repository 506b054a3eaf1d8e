//! The list itself: a virtual table with headings, a box per item, and keys for many at once.

use super::cells::{Deeds, columns, heading, item, waiting};
use super::layout::{Layout, Line};
use super::selection::Selection;
use crate::queries::inbox;
use crate::store::Env;
use crate::tasks::{spawn_owned, unexpected};
use crate::ui::stroke::{Stroke, stroke};
use crate::ui::virtual_table::VirtualTable;
use perennial_protocol::view::{InboxItem, InboxQuery, InboxView};
use perennial_protocol::{Request, Window};
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// Items that a range selects at the most: what is selected is held here, and more than this nobody means.
const MOST_AT_ONCE: usize = 10_000;

/// What the list is drawn from.
#[derive(Clone)]
pub(super) struct List {
    pub(super) view: Rc<InboxView>,
    /// What the view answers, for ranges beyond its window.
    pub(super) query: InboxQuery,
    pub(super) selection: UseStateHandle<Selection>,
    pub(super) active: UseStateHandle<Option<usize>>,
    pub(super) onopen: Callback<Rc<InboxItem>>,
    pub(super) onrange: Callback<Range<usize>>,
    /// Changes with the list, not with its window.
    pub(super) reset: AttrValue,
}

/// The list.
pub(super) fn list(env: &Env, list: List) -> Html {
    let m = env.m;
    let layout = Layout::of(&list.view);
    let row = {
        let (env, list) = (env.clone(), list.clone());
        Callback::from(move |at: usize| list.row(&env, layout, at))
    };
    let onactive = {
        let (active, now) = (list.active.setter(), *list.active);
        Callback::from(move |to: usize| {
            if let Some(to) = layout.toward(now, to) {
                active.set(Some(to));
            }
        })
    };
    let onopen = {
        let list = list.clone();
        Callback::from(move |at: usize| {
            if let Some(item) = layout.item(at).and_then(|at| list.item(at)) {
                list.onopen.emit(Rc::new(item.clone()));
            }
        })
    };
    let onkeydown = {
        let (env, list) = (env.clone(), list.clone());
        Callback::from(move |event: KeyboardEvent| list.press(&env, layout, &event))
    };
    html! {
        <div class="fill list-keys" {onkeydown}>
            <VirtualTable label={m.inbox_list()} columns={columns(m)} n_rows={layout.n_lines()} {row}
                active={*list.active} {onactive} {onopen} onrange={list.onrange.clone()}
                reset={list.reset.clone()} messages={m} />
        </div>
    }
}

impl List {
    /// The item at a position, if it is in the window at hand.
    fn item(&self, at: usize) -> Option<&InboxItem> {
        let place = at.checked_sub(self.view.offset as usize)?;
        self.view.items.get(place)
    }

    fn row(&self, env: &Env, layout: Layout, at: usize) -> Html {
        let line = layout.line(at);
        if let Some(Line::Heading(group, n)) = line {
            return heading(env.m, group, n);
        }
        let there = layout.item(at).and_then(|item| self.item(item));
        let Some(found) = there else {
            return waiting(line);
        };
        let onmark = {
            let (env, list, found) = (env.clone(), self.clone(), found.clone());
            Callback::from(move |has_shift: bool| {
                list.active.set(Some(at));
                if has_shift {
                    list.extend(&env, layout, at, at);
                } else {
                    list.selection.set(list.selection.toggled(&found, at));
                }
            })
        };
        let onopen = {
            let (onopen, active, found) =
                (self.onopen.clone(), self.active.setter(), found.clone());
            Callback::from(move |()| {
                active.set(Some(at));
                onopen.emit(Rc::new(found.clone()));
            })
        };
        let currency = self.view.currency.as_deref().unwrap_or_default();
        let is_chosen = self.selection.has(found);
        item(env, found, is_chosen, currency, &Deeds { onmark, onopen })
    }

    fn press(&self, env: &Env, layout: Layout, event: &KeyboardEvent) {
        let Some(stroke) = stroke(event) else {
            return;
        };
        let at = *self.active;
        match stroke {
            Stroke::Mark => {
                let found = at.and_then(|at| Some((at, self.item(layout.item(at)?)?)));
                if let Some((at, found)) = found {
                    self.selection.set(self.selection.toggled(found, at));
                }
            }
            Stroke::Through => {
                if let Some(at) = at {
                    self.extend(env, layout, at, at);
                }
            }
            Stroke::Extend(by) => {
                let from = at.unwrap_or_default();
                let step = |at: usize| {
                    if by < 0 { at.saturating_sub(1) } else { at + 1 }
                };
                let Some(to) = layout.toward(at, at.map_or(0, step)) else {
                    return;
                };
                self.active.set(Some(to));
                self.extend(env, layout, from, to);
            }
            Stroke::All => {
                let last = layout.n_lines().saturating_sub(1);
                self.extend_range(env, layout, 0, 0, last);
            }
            Stroke::Clear => {
                if self.selection.len() == 0 {
                    return;
                }
                self.selection.set(Selection::default());
            }
        }
        event.prevent_default();
    }

    /// Selects from where the range began, or from `from`, to `to`.
    fn extend(&self, env: &Env, layout: Layout, from: usize, to: usize) {
        let anchor = self.selection.anchor(from);
        self.extend_range(env, layout, anchor, anchor, to);
    }

    /// Selects the items from line to line; what is not at hand is asked for.
    fn extend_range(&self, env: &Env, layout: Layout, anchor: usize, from: usize, to: usize) {
        let Some((first, last)) = layout.items_between(from, to) else {
            return;
        };
        let last = last.min(first + MOST_AT_ONCE - 1);
        let offset = self.view.offset as usize;
        let at_hand = first
            .checked_sub(offset)
            .and_then(|start| self.view.items.get(start..=last - offset));
        if let Some(items) = at_hand {
            self.selection.set(self.selection.with(items, anchor));
            return;
        }
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let reply = env.store.ask(Request::Inbox(InboxQuery {
            window: Window {
                offset: number(first),
                len: number(last - first + 1),
            },
            ..self.query.clone()
        }));
        let (before, selection) = ((*self.selection).clone(), self.selection.setter());
        spawn_owned(&env.store, async move {
            let view = inbox(reply.await?).ok_or_else(unexpected)?;
            selection.set(before.with(&view.items, anchor));
            Ok(())
        });
    }
}
