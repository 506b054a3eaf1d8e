//! The card in its three forms: it says everything in both languages, and no text of a host is ever markup.

use perennial_data::Language;
use perennial_snapshot::{
    Element, Form, Input, Node, Size, Snapshot, Theme, View, card, failed, html, read, svg,
};

const FULL: &str = include_str!("fixtures/full.json");

fn snapshot(json: &str) -> Snapshot {
    match read(json) {
        Ok(Input::Snapshot(snapshot)) => *snapshot,
        other => panic!("{other:?}"),
    }
}

fn text(element: &Element) -> String {
    let parts = element.children.iter().map(|child| match child {
        Node::Element(element) => text(element),
        Node::Text(text) => text.clone(),
    });
    parts.collect::<Vec<_>>().join("|")
}

fn view(language: Language, size: Size) -> View {
    View {
        language,
        size,
        form: Form::Live,
    }
}

#[test]
fn the_full_card_says_everything() {
    let said = text(&card(&snapshot(FULL), view(Language::En, Size::Full)));
    for part in [
        "Acme 安可",
        "watch",
        "74.9", // and not 75.0, which would be green
        "Held down by: a complaint is open",
        "Backed by data: 92%",
        "Stage|Renewal| |since 1 Feb 2026 · behind",
        "Renewal|30 Jun 2026| |window open since 28 Feb 2026",
        "Next task|Call the decision maker| |due 2 Apr 2026 · Lin",
        "Since 1 Mar 2026: −6.3",
        "Logins|−5.0",
        "Caps|−1.3",
        "Where points are lost",
        "Logins|−9.1|NPS|−3.3|Seats in use|−1.2",
        "As of 31 Mar 2026",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    assert!(!said.contains("Visits"), "three reasons: {said}");
    let said = text(&card(&snapshot(FULL), view(Language::Zh, Size::Full)));
    for part in [
        "关注",
        "阶段|更新",
        "上限生效：有未结的投诉",
        "截至 2026年3月31日",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    let compact = card(&snapshot(FULL), view(Language::En, Size::Compact));
    assert_eq!(text(&compact), "|watch|74.9|Acme 安可");
}

#[test]
fn grey_is_said_and_shown_without_a_number() {
    let grey = FULL.replace("74.96,\n    \"band\": \"yellow\"", "null");
    let said = text(&card(&snapshot(&grey), view(Language::En, Size::Compact)));
    assert_eq!(said, "|no data|—|Acme 安可");
}

#[test]
fn text_is_never_markup() {
    let bad = "</text></title><script>alert(1)</script><img src=x onerror=alert(1)>\\\" ' & ]]> \\u0000\\u0007";
    let mut json = FULL.to_owned();
    for word in [
        "Acme 安可",
        "Logins",
        "A-17",
        "logins",
        "Lin",
        "Call the decision maker",
        "renewal\",",
    ] {
        let tail = if word.ends_with(',') { "\"," } else { "" };
        json = json.replace(word, &format!("{bad}{tail}"));
    }
    let snapshot = snapshot(&json);
    for said in [
        html(&snapshot, Language::En, Size::Full, None),
        svg(&snapshot, Language::En, Theme::Dark),
    ] {
        assert!(
            !said.contains("<script") && !said.contains("<img"),
            "{said}"
        );
        assert!(said.contains("&lt;script&gt;"), "{said}");
        assert!(!said.contains(['\0', '\u{7}']), "{said}");
        assert_eq!(balance(&said), 0, "{said}");
    }
    let said = text(&failed("<b>", "<i>", Language::En));
    assert!(said.ends_with("<b>|: |<i>"), "{said}");
}

/// Opened less closed elements.
fn balance(markup: &str) -> i32 {
    let mut open = 0;
    for (at, _) in markup.match_indices('<') {
        open += if markup[at..].starts_with("</") {
            -1
        } else {
            1
        };
    }
    open
}

#[test]
fn the_colours_of_the_pictures_are_those_of_the_app() {
    let tokens = include_str!("../../../web/styles/tokens.css");
    let own = include_str!("../src/styles/tokens.css");
    let source = include_str!("../src/svg.rs");
    let mut n_colours = 0;
    for text in [source, own] {
        for (at, _) in text.match_indices('#') {
            let colour = text.get(at..at + 7).unwrap_or_default();
            let digits = colour.get(1..).unwrap_or_default();
            if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
                n_colours += 1;
                assert!(tokens.contains(colour), "{colour} is none of the app's");
            }
        }
    }
    assert!(n_colours > 30, "{n_colours}");
}
