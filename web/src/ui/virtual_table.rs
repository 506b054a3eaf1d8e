//! A table of any length of which only the visible rows are in the document.
//!
//! Rows are 32 px high. Those above and below the window are one empty row each, whose cell has a
//! `height` attribute: no `style=`, so the content security policy has nothing to forbid, and no
//! script between rendering and painting, so nothing flickers.

use super::id::use_id;
use super::table::{Direction, SortHeader};
use gloo::events::EventListener;
use perennial_i18n::Messages;
use std::ops::Range;
use web_sys::Element;
use yew::prelude::*;

/// Height of a row and of the header in CSS pixels: `--row-fixed` in `web/styles/tokens.css`.
const ROW_PX: usize = 32;
/// Rows drawn beyond each edge of the window, so that fast scrolling meets drawn rows.
const OVERSCAN_ROWS: usize = 12;
/// The window moves in steps of this many rows, to draw less often.
const STEP_ROWS: usize = 4;

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnWidth {
    /// A box to tick.
    Mark,
    /// A number.
    Number,
    /// A number with a long name.
    Count,
    /// A date.
    Date,
    /// A word or two.
    Text,
    /// A name beside something longer.
    Name,
    /// A name.
    Wide,
    /// What is to be done.
    Title,
}

impl ColumnWidth {
    fn class(self) -> &'static str {
        match self {
            Self::Mark => "col-mark",
            Self::Number => "col-number",
            Self::Count | Self::Date => "col-date",
            Self::Text => "col-text",
            Self::Name => "col-name",
            Self::Wide => "col-wide",
            Self::Title => "col-title",
        }
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TableColumn {
    /// What [`VirtualTableProps::onsort`] gives back.
    pub(crate) key: AttrValue,
    pub(crate) label: AttrValue,
    pub(crate) width: ColumnWidth,
    /// Whether it can be sorted by.
    pub(crate) sortable: bool,
}

#[derive(Properties, PartialEq)]
pub(crate) struct VirtualTableProps {
    /// The accessible name.
    pub(crate) label: AttrValue,
    pub(crate) columns: Vec<TableColumn>,
    /// Rows altogether.
    pub(crate) n_rows: usize,
    /// The `<td>`s of a row. For rows not loaded yet: cells with a skeleton.
    pub(crate) row: Callback<usize, Html>,
    /// Whether a row is selected, where rows can be; without, the active row counts as selected.
    #[prop_or_default]
    pub(crate) selected: Option<Callback<usize, bool>>,
    /// What heads the column of boxes.
    #[prop_or_default]
    pub(crate) box_head: Html,
    /// The column sorted by.
    #[prop_or_default]
    pub(crate) sort: Option<(AttrValue, Direction)>,
    #[prop_or_default]
    pub(crate) onsort: Callback<AttrValue>,
    /// The row that the keys act on.
    #[prop_or_default]
    pub(crate) active: Option<usize>,
    /// Another row became active, by key or click.
    #[prop_or_default]
    pub(crate) onactive: Callback<usize>,
    /// Enter or a double click on a row.
    #[prop_or_default]
    pub(crate) onopen: Callback<usize>,
    /// The rows now drawn; ask for their data.
    #[prop_or_default]
    pub(crate) onrange: Callback<Range<usize>>,
    /// When this changes (another filter or order), the table goes back to the top.
    #[prop_or_default]
    pub(crate) reset: AttrValue,
    pub(crate) messages: Messages,
}

/// What of the table can be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Viewport {
    first_row: usize,
    n_rows: usize,
}

impl Viewport {
    fn of(element: &Element) -> Self {
        let px = |value: i32| usize::try_from(value).unwrap_or_default();
        let first_row = px(element.scroll_top()) / ROW_PX;
        Self {
            first_row: first_row - first_row % STEP_ROWS,
            n_rows: px(element.client_height()) / ROW_PX + 1,
        }
    }

    /// The rows to draw of `total`.
    fn range(self, total: usize) -> Range<usize> {
        let end = (self.first_row + self.n_rows + STEP_ROWS + OVERSCAN_ROWS).min(total);
        let first = self.first_row.saturating_sub(OVERSCAN_ROWS);
        // After a filter the old scroll position may lie beyond the end until the browser moves it.
        first.min(end.saturating_sub(self.n_rows + OVERSCAN_ROWS))..end
    }
}

/// A virtual table. Arrows or j and k, Page keys, Home and End move; Enter opens.
#[component]
pub(crate) fn VirtualTable(props: &VirtualTableProps) -> Html {
    let (scroller, table) = (use_node_ref(), use_node_ref());
    let viewport = use_state_eq(|| Viewport {
        first_row: 0,
        n_rows: 24,
    });
    let id = use_id();
    let measure = {
        let (scroller, viewport) = (scroller.clone(), viewport.setter());
        move || {
            if let Some(element) = scroller.cast::<Element>() {
                viewport.set(Viewport::of(&element));
            }
        }
    };
    use_measured(measure.clone());
    {
        let (scroller, measure) = (scroller.clone(), measure.clone());
        use_effect_with(props.reset.clone(), move |_| {
            if let Some(element) = scroller.cast::<Element>() {
                element.set_scroll_top(0);
                measure();
            }
        });
    }
    let range = viewport.range(props.n_rows);
    {
        let onrange = props.onrange.clone();
        use_effect_with((range.clone(), props.n_rows), move |(range, _)| {
            onrange.emit(range.clone());
        });
    }
    {
        let scroller = scroller.clone();
        use_effect_with(props.active, move |active| {
            if let (Some(element), Some(row)) = (scroller.cast::<Element>(), *active) {
                bring_into_view(&element, row);
            }
        });
    }
    let onkeydown = {
        let (active, total, n_visible) = (props.active, props.n_rows, viewport.n_rows);
        let (onactive, onopen) = (props.onactive.clone(), props.onopen.clone());
        let table = table.clone();
        Callback::from(move |event: KeyboardEvent| {
            let on_table = event.target_dyn_into::<Element>() == table.cast::<Element>();
            // With Shift it is for those who select: moving here too would move twice.
            let modified =
                event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key();
            if !on_table || modified || total == 0 {
                return;
            }
            let page = n_visible.saturating_sub(3).max(1);
            let at = active.unwrap_or_default();
            let to = match event.key().as_str() {
                "ArrowDown" | "j" => active.map_or(0, |at| at + 1),
                "ArrowUp" | "k" => at.saturating_sub(1),
                "PageDown" => at + page,
                "PageUp" => at.saturating_sub(page),
                "Home" => 0,
                "End" => total - 1,
                "Enter" => {
                    if let Some(active) = active {
                        event.prevent_default();
                        onopen.emit(active);
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            onactive.emit(to.min(total - 1));
        })
    };
    let row = |row: usize| {
        let active = props.active == Some(row);
        let selected = props.selected.as_ref();
        let is_selected = selected.map_or(active, |selected| selected.emit(row));
        let onclick = props.onactive.reform(move |_: MouseEvent| row);
        let ondblclick = props.onopen.reform(move |_: MouseEvent| row);
        html! {
            <tr
                class={classes!("vtable__row", active.then_some("vtable__row--active"))} key={row} id={format!("{id}-{row}")}
                aria-rowindex={(row + 2).to_string()} aria-selected={is_selected.to_string()}
                {onclick} {ondblclick}
            >
                { props.row.emit(row) }
            </tr>
        }
    };
    let descendant = props.active.filter(|row| range.contains(row));
    html! {
        <div ref={scroller} class="vtable" onscroll={Callback::from(move |_: Event| measure())}>
            <table
                ref={table} role="grid" tabindex="0" aria-label={&props.label}
                aria-rowcount={(props.n_rows + 1).to_string()}
                aria-multiselectable={props.selected.as_ref().map(|_| "true")}
                aria-activedescendant={descendant.map(|row| format!("{id}-{row}"))} {onkeydown}
            >
                <colgroup>
                    { for props.columns.iter().map(|column| html! {
                        <col key={column.key.to_string()} class={column.width.class()} />
                    }) }
                </colgroup>
                <thead>
                    <tr aria-rowindex="1">{ for props.columns.iter().map(|column| header(props, column)) }</tr>
                </thead>
                <tbody>
                    { space("above", range.start, props.columns.len()) }
                    { for range.clone().map(row) }
                    { space("below", props.n_rows - range.end, props.columns.len()) }
                </tbody>
            </table>
        </div>
    }
}

fn header(props: &VirtualTableProps, column: &TableColumn) -> Html {
    if column.width == ColumnWidth::Mark {
        return html! { <th key={column.key.to_string()} scope="col">{ props.box_head.clone() }</th> };
    }
    let sorted = props.sort.as_ref().filter(|(key, _)| *key == column.key);
    let key = column.key.clone();
    let onsort = column
        .sortable
        .then(|| props.onsort.reform(move |()| key.clone()));
    SortHeader {
        key: column.key.clone(),
        label: column.label.clone(),
        sorted: sorted.map(|(_, direction)| *direction),
        number: matches!(column.width, ColumnWidth::Number | ColumnWidth::Count),
        onsort,
    }
    .view(props.messages)
}

/// The place of `n_rows` rows that are not drawn.
fn space(key: &'static str, n_rows: usize, n_columns: usize) -> Html {
    html! {
        <tr class="vtable__space" {key} aria-hidden="true">
            <td colspan={n_columns.to_string()} height={(n_rows * ROW_PX).to_string()}></td>
        </tr>
    }
}

/// Measures once the table is there, and whenever the window changes its size.
#[hook]
fn use_measured(measure: impl Fn() + Clone + 'static) {
    use_effect_with((), move |()| {
        measure();
        let listener = EventListener::new(&gloo::utils::window(), "resize", move |_| measure());
        move || drop(listener)
    });
}

/// Scrolls just far enough that a row lies between the header and the lower edge.
fn bring_into_view(scroller: &Element, row: usize) {
    let px = |value: usize| i32::try_from(value).unwrap_or(i32::MAX);
    let (top, row_px) = (px(row * ROW_PX), px(ROW_PX));
    let room = scroller.client_height() - row_px;
    if top < scroller.scroll_top() {
        scroller.set_scroll_top(top);
    } else if top + row_px > scroller.scroll_top() + room {
        scroller.set_scroll_top(top + row_px - room);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_seen_and_a_margin_is_drawn() {
        let at = |first_row| Viewport {
            first_row,
            n_rows: 20,
        };
        assert_eq!(at(0).range(100_000), 0..36);
        assert_eq!(at(5_000).range(100_000), 4_988..5_036);
        assert_eq!(at(99_980).range(100_000), 99_968..100_000);
        assert_eq!(at(0).range(3), 0..3);
        assert_eq!(at(0).range(0), 0..0);
        // Scrolled far down, then filtered to few rows: something is drawn at once.
        assert_eq!(at(5_000).range(10), 0..10);
    }
}
