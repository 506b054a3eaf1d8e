//! The card as an SVG image: for hosts that show pictures only. Colours are written out, as pictures of other
//! programs know no custom properties.

use crate::card::{band_word, shape};
use crate::document::Snapshot;
use crate::facts;
use crate::html::push;
use crate::node::{Element, Node};
use crate::trend::{BOX, places};
use crate::words::{Words, shown};
use perennial_chart::line_path;
use perennial_data::Language;
use perennial_model::BandId;

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// `light` or `dark`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// As the app's tokens have them: ground, line, ink, softer ink, ink of the band.
struct Colours([&'static str; 5]);

impl Colours {
    fn new(theme: Theme, band: Option<BandId>) -> Self {
        match theme {
            Theme::Light => Self([
                "#ffffff",
                "#dde2df",
                "#18201c",
                "#47524c",
                match band {
                    Some(BandId::Green) => "#236b1c",
                    Some(BandId::Yellow) => "#735000",
                    Some(BandId::Red) => "#a8231c",
                    None => "#56615b",
                },
            ]),
            Theme::Dark => Self([
                "#181d1a",
                "#2e3631",
                "#e9edea",
                "#b7c0ba",
                match band {
                    Some(BandId::Green) => "#8ad47f",
                    Some(BandId::Yellow) => "#ebc65f",
                    Some(BandId::Red) => "#ff9d93",
                    None => "#a6b0aa",
                },
            ]),
        }
    }
}

/// Width in pixels; the height follows from what there is to say.
const WIDTH: u32 = 360;
const MARGIN: u32 = 16;
const LINE: u32 = 22;
/// Characters that fit into a line, a Chinese one counting twice.
const FIT: usize = 46;

/// The card as a picture, with everything it says in its title for those who hear it.
#[must_use]
pub fn svg(snapshot: &Snapshot, language: Language, theme: Theme) -> String {
    let words = Words(language);
    let band = snapshot.health.band;
    let Colours([ground, line, ink, soft, own]) = Colours::new(theme, band);
    let name = shown(&snapshot.customer.name);
    let score = facts::score(snapshot).unwrap_or_else(|| "—".to_owned());
    let word = band_word(band, words);

    let mut drawn = vec![
        text(MARGIN, 32, ink, &name).with("font-weight", "600"),
        Element::svg("g")
            .with("transform", "translate(16 46)")
            .with("color", own)
            .child(shape(band)),
        text(MARGIN + 20, 57, own, word).with("font-weight", "600"),
        text(MARGIN, 98, ink, &score)
            .with("font-size", "32")
            .with("font-weight", "600"),
    ];
    if let Some(places) = places(&snapshot.trend) {
        let path = Element::svg("path")
            .with("d", line_path(&places))
            .with("fill", "none")
            .with("stroke", soft)
            .with("stroke-width", "2");
        let place = format!("translate({} 66)", f64::from(WIDTH - MARGIN) - BOX.0);
        drawn.push(Element::svg("g").with("transform", place).child(path));
    }
    let mut rows: Vec<(String, String, &str)> = Vec::new();
    for note in facts::notes(snapshot, words) {
        rows.push((note, String::new(), soft));
    }
    for (_, fact) in facts::facts(snapshot, words) {
        rows.push((
            format!("{}: {}", fact.label, fact.value),
            String::new(),
            ink,
        ));
        if !fact.detail.is_empty() {
            rows.push((fact.detail, String::new(), soft));
        }
    }
    let change = facts::change(snapshot, words);
    let reasons = facts::reasons(snapshot, words);
    let reasons = (!reasons.is_empty()).then(|| (words.say("reasons").to_owned(), reasons));
    for (heading, lines) in change.into_iter().chain(reasons) {
        rows.push((heading, String::new(), soft));
        rows.extend(lines.into_iter().map(|line| (line.title, line.points, ink)));
    }
    let date = words.date(snapshot.as_of);
    rows.push((words.with("as-of", &[("date", &date)]), String::new(), soft));

    let mut y = 112;
    for (left, right, colour) in &rows {
        y += LINE;
        drawn.push(text(MARGIN, y, colour, &fitted(left)));
        if !right.is_empty() {
            drawn.push(text(WIDTH - MARGIN, y, colour, right).with("text-anchor", "end"));
        }
    }
    let height = y + MARGIN;
    let said: Vec<&str> = rows.iter().flat_map(|(a, b, _)| [a.as_str(), b]).collect();
    let title = format!("{name}: {word}, {score}. {}", said.join(" "));
    let frame = Element::svg("rect")
        .with("x", "0.5")
        .with("y", "0.5")
        .with("width", (WIDTH - 1).to_string())
        .with("height", (height - 1).to_string())
        .with("rx", "10")
        .with("fill", ground)
        .with("stroke", line);
    let root = Element::svg("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("width", WIDTH.to_string())
        .with("height", height.to_string())
        .with("viewBox", format!("0 0 {WIDTH} {height}"))
        .with("role", "img")
        .with("lang", language.tag())
        .with(
            "font-family",
            "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', sans-serif",
        )
        .with("font-size", "14")
        .child(Element::svg("title").text(title))
        .child(frame)
        .children(drawn);
    let mut out = String::new();
    push(&mut out, &Node::Element(root));
    out
}

fn text(x: u32, y: u32, colour: &str, said: &str) -> Element {
    Element::svg("text")
        .with("x", x.to_string())
        .with("y", y.to_string())
        .with("fill", colour)
        .text(said)
}

/// A text cut to what fits into a line; the title has all of it.
fn fitted(text: &str) -> String {
    let mut room = FIT;
    let mut out = String::new();
    for character in text.chars() {
        let width = if character.is_ascii() { 1 } else { 2 };
        let Some(rest) = room.checked_sub(width) else {
            out.push('…');
            break;
        };
        room = rest;
        out.push(character);
    }
    out
}
