//! The card as a tree: band with shape and word, score, trend, stage, renewal, next task, reasons, change.

use crate::document::Snapshot;
use crate::facts::{self, Fact, Line};
use crate::node::Element;
use crate::trend::trend;
use crate::words::{Words, shown};
use perennial_data::Language;
use perennial_model::BandId;

/// How much is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// Everything.
    #[default]
    Full,
    /// Shape, word, score and name on one line.
    Compact,
}

/// Whether somebody listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// What can be chosen is a button that says by `data-kind` and `data-id` what it stands for.
    Live,
    /// Nothing can be chosen.
    Static,
}

/// How the card is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The language of its words.
    pub language: Language,
    /// How much.
    pub size: Size,
    /// Whether it can be used.
    pub form: Form,
}

/// The card of a snapshot.
#[must_use]
pub fn card(snapshot: &Snapshot, view: View) -> Element {
    let words = Words(view.language);
    let band = band(snapshot.health.band, words);
    let name = Element::new("span", "name").text(shown(&snapshot.customer.name));
    let score_text = facts::score(snapshot);
    let score = Element::new("span", "score").text(score_text.as_deref().unwrap_or("—"));
    let score = score.with(
        "aria-label",
        match &score_text {
            Some(value) => words.with("health", &[("value", value)]),
            None => words.say("none").to_owned(),
        },
    );
    let score = score.with("role", "img");
    let root = |part| {
        frame("article", part, view.language).with("aria-label", shown(&snapshot.customer.name))
    };
    if view.size == Size::Compact {
        return root("card compact").children([band, score, name]);
    }
    let header = Element::new("div", "header").children([name, band]);
    let figure = Element::new("div", "figure").child(score);
    let figure = figure.children(trend(snapshot, words));
    let notes = facts::notes(snapshot, words);
    let note = |text: String| Element::new("p", "note").text(text);
    let facts = facts::facts(snapshot, words);
    let facts = (!facts.is_empty()).then(|| {
        let entries = facts.into_iter().flat_map(|(part, fact)| entry(part, fact));
        Element::new("dl", "facts").children(entries)
    });
    let reasons = facts::reasons(snapshot, words);
    let reasons = list(
        "reasons",
        words.say("reasons").to_owned(),
        reasons,
        view.form,
    );
    let change = facts::change(snapshot, words);
    let change = change.map_or_else(Vec::new, |(heading, lines)| {
        list("change", heading, lines, view.form)
    });
    let date = words.date(snapshot.as_of);
    let footer = words.with("as-of", &[("date", &date)]);
    root("card")
        .children([header, figure])
        .children(notes.into_iter().map(note))
        .children(facts)
        .children(change)
        .children(reasons)
        .child(Element::new("p", "footer").text(footer))
}

/// What stands in the card's place when there is nothing to show yet.
#[must_use]
pub fn waiting(language: Language) -> Element {
    let words = Words(language);
    let message = Element::new("p", "message").text(words.say("waiting"));
    frame("div", "card waiting", language).child(message)
}

/// What stands in the card's place when its data is at fault: a sentence of the code where there is one, the
/// code itself, and what it concerns.
#[must_use]
pub fn failed(code: &str, path: &str, language: Language) -> Element {
    let words = Words(language);
    let what = words.find(code).or_else(|| {
        // `rows-value`, `model-weight`: what came first in the name says which input is at fault.
        words.find(code.split('-').next().unwrap_or_default())
    });
    let code = Element::new("p", "code").text(shown(code));
    let code = if path.is_empty() {
        code
    } else {
        code.text(": ").text(shown(path))
    };
    frame("div", "card error", language)
        .with("role", "alert")
        .child(Element::new("p", "message").text(words.say("failed")))
        .children(what.map(|what| Element::new("p", "message").text(what)))
        .child(code)
}

fn frame(tag: &'static str, part: &'static str, language: Language) -> Element {
    Element::new(tag, part).with("lang", language.tag())
}

/// Name of a band's part, and key of its word.
fn band_key(band: Option<BandId>) -> &'static str {
    match band {
        Some(BandId::Green) => "green",
        Some(BandId::Yellow) => "yellow",
        Some(BandId::Red) => "red",
        None => "grey",
    }
}

fn band(id: Option<BandId>, words: Words) -> Element {
    let part = match id {
        Some(BandId::Green) => "band green",
        Some(BandId::Yellow) => "band yellow",
        Some(BandId::Red) => "band red",
        None => "band grey",
    };
    let shape = Element::svg("svg")
        .with("part", "shape")
        .with("viewBox", "0 0 12 12")
        .with("aria-hidden", "true")
        .child(shape(id));
    let word = Element::new("span", "word").text(words.say(band_key(id)));
    Element::new("span", part).children([shape, word])
}

/// ● ▲ ■ ◌ in a box of 12 by 12, so that colour is never alone.
pub(crate) fn shape(band: Option<BandId>) -> Element {
    let circle = || {
        let circle = Element::svg("circle").with("cx", "6").with("cy", "6");
        circle.with("r", "5")
    };
    let filled = |element: Element| element.with("fill", "currentColor");
    match band {
        Some(BandId::Green) => filled(circle()),
        Some(BandId::Yellow) => filled(Element::svg("path").with("d", "M6 1L11.5 11H.5Z")),
        Some(BandId::Red) => filled(Element::svg("path").with("d", "M1 1H11V11H1Z")),
        None => circle()
            .with("fill", "none")
            .with("stroke", "currentColor")
            .with("stroke-width", "1.5")
            .with("stroke-dasharray", "2 1.9"),
    }
}

/// The word of a band, for other forms of the card.
pub(crate) fn band_word(band: Option<BandId>, words: Words) -> &'static str {
    words.say(band_key(band))
}

fn entry(part: &'static str, fact: Fact) -> [Element; 2] {
    let value = Element::new("dd", part).text(fact.value);
    let value = if fact.detail.is_empty() {
        value
    } else {
        let detail = Element::new("span", "detail").text(fact.detail);
        value.text(" ").child(detail)
    };
    [Element::new("dt", "fact").text(fact.label), value]
}

fn list(kind: &'static str, heading: String, lines: Vec<Line>, form: Form) -> Vec<Element> {
    if lines.is_empty() && kind == "reasons" {
        return Vec::new();
    }
    let rows = lines.into_iter().map(|line| {
        let title = Element::new("span", "title").text(line.title);
        let points = Element::new("span", "points").text(line.points);
        let row = match (form, line.measure) {
            (Form::Live, Some(id)) => Element::new("button", "row")
                .with("type", "button")
                .with("data-kind", kind)
                .with("data-id", id),
            _ => Element::new("span", "row"),
        };
        Element::new("li", "").child(row.children([title, points]))
    });
    let list = Element::new("ul", "list").with("aria-label", heading.clone());
    vec![
        Element::new("p", "heading").text(heading),
        list.children(rows),
    ]
}
