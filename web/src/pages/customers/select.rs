//! Selecting in the table: a box per row and one for all, keys, ranges beyond the rows at hand.

use super::rows::Rows;
use super::selection::{Change, Extent, MOST_AT_ONCE, Selection, list_of};
use crate::store::Env;
use crate::tasks::{spawn_owned, unexpected};
use crate::ui::stroke::{Stroke, press_box, stroke};
use perennial_protocol::{CustomersQuery, Request, Response, Window};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The selection, and what changes it.
#[derive(Clone)]
pub(super) struct Selecting {
    env: Env,
    rows: Rows,
    list: CustomersQuery,
    n_rows: usize,
    active: UseStateHandle<Option<usize>>,
    selection: UseReducerHandle<Selection>,
}

/// Nothing is selected at first, nor when another list is looked at.
#[hook]
pub(super) fn use_selecting(
    env: &Env,
    rows: &Rows,
    query: &CustomersQuery,
    active: &UseStateHandle<Option<usize>>,
) -> Selecting {
    let list = list_of(query);
    let selection = use_reducer_eq(|| Selection::of(list.clone()));
    {
        let change = selection.dispatcher();
        use_effect_with(list.clone(), move |list| {
            change.dispatch(Change::Look(list.clone()));
        });
    }
    Selecting {
        env: env.clone(),
        n_rows: rows.view().map_or(0, |view| view.n_matching as usize),
        rows: rows.clone(),
        list,
        active: active.clone(),
        selection,
    }
}

impl Selecting {
    /// What is selected now.
    pub(super) fn now(&self) -> &Selection {
        &self.selection
    }

    /// Nothing is selected any more.
    pub(super) fn onclear(&self) -> Callback<()> {
        let change = self.selection.dispatcher();
        Callback::from(move |()| change.dispatch(Change::Clear))
    }

    /// Whether a row is selected.
    pub(super) fn is_selected(&self) -> Callback<usize, bool> {
        let (rows, selection) = (self.rows.clone(), self.selection.clone());
        Callback::from(move |at| rows.row(at).is_some_and(|row| selection.has(&row.id)))
    }

    /// The box that selects all that match, or nothing.
    pub(super) fn head(&self) -> Html {
        let m = self.env.m;
        let label = if self.n_rows > MOST_AT_ONCE {
            m.customers_select_first(MOST_AT_ONCE)
        } else {
            m.customers_select_all().to_owned()
        };
        let extent = self.selection.extent(self.n_rows);
        let to = self.clone();
        let onpress = Callback::from(move |()| {
            if extent == Extent::All {
                to.selection.dispatch(Change::Clear);
            } else {
                to.add_all();
            }
        });
        html! { <HeadBox {extent} {label} {onpress} /> }
    }

    /// The box of a row.
    pub(super) fn cell(&self, at: usize) -> Html {
        let Some(row) = self.rows.row(at) else {
            return html! { <td></td> };
        };
        let is_selected = self.selection.has(&row.id);
        let onclick = {
            let (to, id) = (self.clone(), row.id.clone());
            Callback::from(move |event: MouseEvent| {
                let goes_on = press_box(&event, is_selected);
                to.active.set(Some(at));
                if goes_on {
                    to.extend(at, at);
                } else {
                    to.selection.dispatch(Change::Toggle(id.clone(), at));
                }
            })
        };
        // A second press soon after the first is another press, and opens nothing.
        let ondblclick = Callback::from(|event: MouseEvent| event.stop_propagation());
        html! {
            // The keys work on the table as a whole: a tab stop for each of 100,000 would help nobody.
            <td {ondblclick}>
                <input type="checkbox" class="line-mark" tabindex="-1" checked={is_selected}
                    aria-label={self.env.m.customers_select(&row.name)} {onclick} />
            </td>
        }
    }

    /// What the keys do beyond moving.
    pub(super) fn onkeydown(&self) -> Callback<KeyboardEvent> {
        let to = self.clone();
        Callback::from(move |event: KeyboardEvent| {
            if stroke(&event).is_some_and(|stroke| to.strike(stroke)) {
                event.prevent_default();
            }
        })
    }

    /// Whether the key had something to do.
    fn strike(&self, stroke: Stroke) -> bool {
        let at = *self.active;
        match stroke {
            Stroke::Mark => {
                if let Some(at) = at
                    && let Some(row) = self.rows.row(at)
                {
                    self.selection.dispatch(Change::Toggle(row.id, at));
                }
            }
            Stroke::Through => {
                if let Some(at) = at {
                    self.extend(at, at);
                }
            }
            Stroke::Extend(by) => {
                let from = at.unwrap_or_default();
                let step = |at: usize| {
                    if by < 0 { at.saturating_sub(1) } else { at + 1 }
                };
                let to = at.map_or(0, step).min(self.n_rows.saturating_sub(1));
                self.active.set(Some(to));
                self.extend(from, to);
            }
            Stroke::All => self.add_all(),
            Stroke::Clear => {
                if self.selection.extent(self.n_rows) == Extent::None {
                    return false;
                }
                self.selection.dispatch(Change::Clear);
            }
        }
        true
    }

    fn add_all(&self) {
        self.add(0, self.n_rows.saturating_sub(1), 0);
    }

    /// Selects from where the range began, or from `from`, to `to`.
    fn extend(&self, from: usize, to: usize) {
        let anchor = self.selection.anchor(from);
        self.add(anchor.min(to), anchor.max(to), anchor);
    }

    /// Selects the rows from `first` to `last`; what is not at hand is asked for.
    fn add(&self, first: usize, last: usize, anchor: usize) {
        if self.n_rows == 0 {
            return;
        }
        let n = (last - first + 1).min(MOST_AT_ONCE);
        let at_hand = (first..first + n).map(|at| self.rows.row(at).map(|row| row.id));
        let list = self.list.clone();
        // While rows are awaited, those at hand may answer another question.
        if !self.rows.is_loading()
            && let Some(ids) = at_hand.collect::<Option<Vec<_>>>()
        {
            self.selection.dispatch(Change::Add { list, ids, anchor });
            return;
        }
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let reply = self.env.store.ask(Request::Customers(CustomersQuery {
            window: Window {
                offset: number(first),
                len: number(n),
            },
            ..list.clone()
        }));
        let change = self.selection.dispatcher();
        spawn_owned(&self.env.store, async move {
            let Response::Customers(view) = reply.await? else {
                return Err(unexpected());
            };
            let ids = view.rows.into_iter().map(|row| row.id).collect();
            change.dispatch(Change::Add { list, ids, anchor });
            Ok(())
        });
    }
}

#[derive(Properties, PartialEq)]
struct HeadBoxProps {
    extent: Extent,
    /// Its name for screen readers, and what the pointer is told.
    label: AttrValue,
    onpress: Callback<()>,
}

/// A box of three states: nothing, some, all.
#[component]
fn HeadBox(props: &HeadBoxProps) -> Html {
    let node = use_node_ref();
    let update = use_force_update();
    {
        let (node, extent) = (node.clone(), props.extent);
        // Not an attribute, and the browser takes it away with each press.
        use_effect(move || {
            if let Some(input) = node.cast::<HtmlInputElement>() {
                input.set_indeterminate(extent == Extent::Some);
            }
        });
    }
    let onclick = {
        let onpress = props.onpress.clone();
        Callback::from(move |_: MouseEvent| {
            onpress.emit(());
            // It shows what is, not what was pressed: the answer may take its time, or not come.
            update.force_update();
        })
    };
    html! {
        <input ref={node} type="checkbox" class="line-mark" checked={props.extent == Extent::All}
            aria-label={props.label.clone()} title={props.label.clone()} {onclick} />
    }
}
