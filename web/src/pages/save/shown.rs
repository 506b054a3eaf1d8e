//! The tables that stand on a screen or in a dialog, as they are read there, in the reader's language.

use super::{Form, List, buttons, hand_over};
use crate::store::use_env;
use crate::tasks::spawn_owned;
use perennial_data::Csv;
use perennial_protocol::Failure;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, Node, NodeList};
use yew::prelude::*;

/// What holds a screen or a dialog.
const SCOPE: &str = "dialog, .page";
/// Tables whose rows are all there, and lists that say that they are lists of things. A grid holds a part of its rows
/// and has buttons of its own.
const LISTS: &str = "table:not([role=grid]), [data-list]";
/// What names a list: its own label, else the heading of what it stands in.
const NAMED: &str = "section, dialog, .page";
const HEADING: &str = "h1, h2, h3, caption";

/// Saves all tables of the screen or dialog that it stands in.
#[component]
pub(in crate::pages) fn Shown() -> Html {
    let env = use_env();
    let m = env.m;
    let node = use_node_ref();
    let onform = {
        let (env, node) = (env.clone(), node.clone());
        Callback::from(move |form: Form| {
            let found = node.cast::<Element>().and_then(|own| {
                let scope = own.closest(SCOPE).ok().flatten()?;
                Some((title(&scope), lists(&scope)))
            });
            let store = env.store.clone();
            spawn_owned(&env.store, async move {
                let (name, lists) = found.unwrap_or_default();
                if lists.is_empty() {
                    return Err(Failure::new("no-lists"));
                }
                hand_over(&store, &name, lists, form).await
            });
        })
    };
    html! {
        <div ref={node} class="cluster shown" role="group" aria-label={m.save_shown()}>
            <span class="muted small">{ m.save_shown() }</span>
            { buttons(m, &onform) }
        </div>
    }
}

/// What a screen or dialog is called.
fn title(scope: &Element) -> String {
    let heading = scope.query_selector("h1, h2").ok().flatten();
    let title = heading.map(|heading| text(&heading)).unwrap_or_default();
    title.replace(['/', '\\', ':'], " ")
}

fn lists(scope: &Element) -> Vec<List> {
    let found = scope.query_selector_all(LISTS).ok();
    let lists = elements(found).filter_map(|list| {
        // One in a dialog belongs to the dialog.
        let own = list.closest(SCOPE).ok().flatten()?;
        let csv = csv(&list).filter(|_| own == *scope)?;
        Some(List {
            name: name(&list),
            csv,
        })
    });
    lists.collect()
}

fn name(list: &Element) -> String {
    let own = list.get_attribute("aria-label");
    let own = own.or_else(|| list.get_attribute("data-list"));
    let own = own.filter(|name| !name.is_empty());
    own.or_else(|| {
        let around = list.closest(NAMED).ok().flatten()?;
        let heading = around.query_selector(HEADING).ok().flatten()?;
        Some(text(&heading))
    })
    .unwrap_or_default()
}

/// The rows; none where there is none.
fn csv(list: &Element) -> Option<String> {
    let mut csv = Csv::default();
    let is_table = list.tag_name().eq_ignore_ascii_case("table");
    let rows = if is_table { "tr" } else { "li" };
    let mut is_empty = true;
    for row in elements(list.query_selector_all(rows).ok()) {
        let cells = row.children();
        let cells = (0..cells.length()).filter_map(|at| cells.item(at));
        for cell in cells {
            is_empty = false;
            write(&mut csv, &cell);
            let span = cell.get_attribute("colspan");
            let span: u32 = span.and_then(|span| span.parse().ok()).unwrap_or(1);
            (1..span.min(100)).for_each(|_| csv.field(""));
        }
        csv.end_row();
    }
    (!is_empty).then(|| csv.finish())
}

fn write(csv: &mut Csv, cell: &Element) {
    let text = text(cell);
    let is_number = cell.class_list().contains("number") && cell.tag_name() != "TH";
    match plain(&text).filter(|_| is_number) {
        Some(number) => csv.field(&number),
        None if text == crate::words::NONE => csv.field(""),
        None => csv.text(&text),
    }
}

/// A number without what groups its digits; none where it has a unit, which belongs to it.
fn plain(text: &str) -> Option<String> {
    let digits: String = text.replace([',', '\u{a0}', '\u{202f}'], "");
    let digits = digits.replace('\u{2212}', "-");
    let rest = digits.strip_prefix('-').unwrap_or(&digits);
    let is_plain = rest.starts_with(|c: char| c.is_ascii_digit())
        && rest.chars().all(|c| c.is_ascii_digit() || c == '.')
        && rest.matches('.').count() <= 1;
    is_plain.then_some(digits)
}

/// What is read there: the words of an element apart from each other, without what is drawn only.
fn text(element: &Element) -> String {
    let mut words = Vec::new();
    gather(element, &mut words);
    words
        .join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn gather(node: &Node, words: &mut Vec<String>) {
    let children = node.child_nodes();
    for child in (0..children.length()).filter_map(|at| children.item(at)) {
        if child.node_type() == Node::TEXT_NODE {
            words.extend(child.node_value());
            continue;
        }
        let hidden = child.dyn_ref::<Element>().is_none_or(|element| {
            let is = |name: &str| {
                element
                    .get_attribute(name)
                    .is_some_and(|value| value == "true")
            };
            is("aria-hidden") || element.tag_name().eq_ignore_ascii_case("svg")
        });
        if !hidden {
            gather(&child, words);
        }
    }
}

fn elements(found: Option<NodeList>) -> impl Iterator<Item = Element> {
    let found = found.into_iter();
    found.flat_map(|found| {
        let all = (0..found.length()).filter_map(move |at| found.item(at));
        all.filter_map(|node| node.dyn_into::<HtmlElement>().ok())
            .map(Element::from)
    })
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn numbers_lose_what_groups_them_and_keep_their_units() {
        assert_eq!(plain("12,345.5").as_deref(), Some("12345.5"));
        assert_eq!(plain("\u{2212}3").as_deref(), Some("-3"));
        for text in ["12 %", "¥3.2万", "", "-", "2026-03-01", "1.2.3"] {
            assert_eq!(plain(text), None, "{text}");
        }
    }
}
