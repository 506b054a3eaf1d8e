//! The card as HTML that runs no script: styles and all, to be put into a page, a mail or a file.

use crate::card::{Form, Size, View, card};
use crate::document::Snapshot;
use crate::node::{Element, Node};
use crate::{STYLES, Theme};
use perennial_data::Language;

/// The card as one `<div>` with its styles inside, which reach nothing else of the page. Where styles are not
/// known or taken out, as in mail, what it says stands as plain text.
#[must_use]
pub fn html(snapshot: &Snapshot, language: Language, size: Size, theme: Option<Theme>) -> String {
    let view = View {
        language,
        size,
        form: Form::Static,
    };
    let mut out = String::from("<div class=\"perennial-health-card\"");
    if let Some(theme) = theme {
        push_attribute(&mut out, "data-theme", theme.as_str());
    }
    out.push_str("><style>@scope {");
    out.push_str(STYLES);
    out.push_str("}</style>");
    push(&mut out, &card(snapshot, view).into());
    out.push_str("</div>");
    out
}

/// Adds a node as HTML or XML: the two agree on what is written here, as no element of the card lacks an end tag.
pub(crate) fn push(out: &mut String, node: &Node) {
    match node {
        Node::Text(text) => push_escaped(out, text),
        Node::Element(Element {
            tag,
            attributes,
            children,
            ..
        }) => {
            out.push('<');
            out.push_str(tag);
            for (name, value) in attributes {
                push_attribute(out, name, value);
            }
            out.push('>');
            children.iter().for_each(|child| push(out, child));
            out.push_str("</");
            out.push_str(tag);
            out.push('>');
        }
    }
}

fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_escaped(out, value);
    out.push('"');
}

/// Text in which nothing is markup. Characters that XML does not have become a mark of what is missing.
fn push_escaped(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
}
