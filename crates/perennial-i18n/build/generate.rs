//! From two catalogues: the texts of each language as one line per text, and Rust that finds them.
//!
//! A line is what `Messages` reads at run time: words as they are, and between control
//! characters what is filled in (`src/render.rs` has the grammar). Tables of pointers to single
//! texts would be larger than the texts.

use super::catalogue::{Arm, Catalogue, Format, Kind, Message, Part};
use std::fmt::Write as _;

/// Keys `family-…` are looked up by name at run time (`Messages::field("…")`) and have no method.
pub(crate) const FAMILIES: [&str; 5] = ["error", "field", "problem", "table", "value"];

/// Keys that start so are texts of the model room: they are held apart, so that the part of the app that shows them
/// brings them along.
const ROOM: [&str; 2] = ["room", "lint"];

/// The same of the part that gives things of the workspace to others: cards, links, the whole as a page.
const SHARE: [&str; 2] = ["embed", "onepage"];

/// The same of the screens behind the first one. A key that the first screen, the shell or what they share shows as well
/// must not be among them: all of these texts would come with it.
const SCREENS: [&str; 79] = [
    "achieved",
    "ask",
    "author",
    "before",
    "board",
    "cap",
    "card",
    "causes",
    "checklist",
    "clocks",
    "contact",
    "contract",
    "customer",
    "date",
    "dates",
    "deed",
    "delivery",
    "disagree",
    "effort",
    "execution",
    "factor",
    "figure",
    "filter",
    "flows",
    "goal",
    "goals",
    "groups",
    "handoff",
    "health",
    "history",
    "import",
    "inbox",
    "item",
    "items",
    "kpi",
    "lifecycle",
    "map",
    "matrix",
    "maturity",
    "message",
    "metric",
    "override",
    "pager",
    "path",
    "phase",
    "phases",
    "picker",
    "plays",
    "points",
    "policy",
    "portfolio",
    "process",
    "promise",
    "promises",
    "quality",
    "register",
    "report",
    "requests",
    "review",
    "rfm",
    "rows",
    "rule",
    "satisfaction",
    "search",
    "settings",
    "shape",
    "shortcuts",
    "silent",
    "since",
    "sla",
    "stay",
    "tier",
    "tracks",
    "trend",
    "ttv",
    "unmatched",
    "views",
    "winback",
    "workspaces",
];

/// Keys that start like texts of those screens and are shown before them too.
const FIRST: [&str; 158] = [
    "board-pace",
    "customer-change-behaviour",
    "customer-change-caps",
    "customer-change-data-in",
    "customer-change-data-out",
    "customer-change-model",
    "customer-change-named",
    "customer-change-none",
    "customer-change-override",
    "customer-change-part",
    "customer-change-rest",
    "customer-change-summary",
    "customer-change-variant",
    "customer-contribution",
    "customer-experience",
    "customer-health",
    "customer-measure",
    "customer-outcome",
    "figure-alerts-followed-up",
    "figure-change",
    "figure-escalations-change",
    "figure-escalations-feedback",
    "figure-escalations-on-time",
    "figure-grade",
    "figure-mean",
    "figure-none",
    "figure-on-began",
    "figure-on-ended",
    "figure-on-opened",
    "figure-on-raised",
    "figure-on-touched",
    "figure-onboarding-on-time",
    "figure-onboarding-satisfaction",
    "figure-onboarding-tickets",
    "figure-onboarding-used-after",
    "figure-renewal-rate",
    "figure-renewals-at-risk-touched",
    "figure-renewals-on-time",
    "figure-state-followed",
    "figure-state-late",
    "figure-state-lost",
    "figure-state-on-time",
    "figure-state-open",
    "figure-state-solved",
    "figure-state-touched",
    "figure-state-untouched",
    "figure-state-unused",
    "figure-state-used",
    "figure-state-with-feedback",
    "figure-state-without-feedback",
    "figure-state-without-task",
    "figure-tickets",
    "figure-took",
    "import-accept-all",
    "import-anew",
    "import-custom-field",
    "import-delimiter-comma",
    "import-delimiter-pipe",
    "import-delimiter-semicolon",
    "import-delimiter-tab",
    "import-format",
    "import-ignore-file",
    "import-join-add",
    "import-join-replace",
    "import-join-update",
    "import-key-id",
    "import-key-name",
    "import-key-through",
    "import-kind-date",
    "import-kind-flag",
    "import-kind-flag-as",
    "import-kind-number",
    "import-kind-text",
    "import-look-on",
    "import-newest",
    "import-note-blank-rows",
    "import-note-columns-hidden",
    "import-note-constant",
    "import-note-contracts-made",
    "import-note-duplicate-header",
    "import-note-empty-sheets",
    "import-note-end-inclusive",
    "import-note-error-cells",
    "import-note-events-aggregated",
    "import-note-files-skipped",
    "import-note-formulas-unkept",
    "import-note-further-tables",
    "import-note-header-joined",
    "import-note-key-made",
    "import-note-macros-ignored",
    "import-note-merged-filled",
    "import-note-repeated-header",
    "import-note-rows-hidden",
    "import-note-sheet-hidden",
    "import-note-snapshots-dated",
    "import-note-snapshots-undated",
    "import-note-start-assumed",
    "import-note-title-rows",
    "import-note-unmapped",
    "import-progress-bytes",
    "import-question-currency",
    "import-question-date-order",
    "import-question-day-first",
    "import-question-decimal",
    "import-question-encoding",
    "import-question-end-date",
    "import-question-end-exclusive",
    "import-question-end-inclusive",
    "import-question-field",
    "import-question-file-date",
    "import-question-key",
    "import-question-month-first",
    "import-question-other",
    "import-question-percent",
    "import-question-table",
    "import-question-unit",
    "import-skip-column",
    "import-target-account",
    "import-target-user",
    "import-time-left",
    "import-unit-duration",
    "import-unit-factor",
    "import-unit-million",
    "import-unit-ten-thousand",
    "import-unit-thousand",
    "import-variant-decimal-comma",
    "import-variant-percent",
    "import-variant-year-first",
    "import-wide-sheet",
    "map-level",
    "maturity-1",
    "maturity-2",
    "maturity-3",
    "maturity-company",
    "maturity-company-1",
    "maturity-company-2",
    "maturity-company-3",
    "maturity-level",
    "maturity-measure",
    "maturity-measure-1",
    "maturity-measure-2",
    "maturity-measure-3",
    "maturity-targets",
    "maturity-targets-1",
    "maturity-targets-2",
    "maturity-targets-3",
    "maturity-time",
    "maturity-time-1",
    "maturity-time-2",
    "maturity-time-3",
    "maturity-work",
    "maturity-work-1",
    "maturity-work-2",
    "maturity-work-3",
    "quality-title",
    "settings-backup-save",
    "settings-deleted",
    "settings-restored",
];

/// The attributes of an error, sorted.
pub(crate) const ERROR_PARTS: [&str; 2] = ["next", "safe"];

/// The family a key belongs to.
pub(crate) fn family_of(key: &str) -> Option<&'static str> {
    let (start, _) = key.split_once('-')?;
    FAMILIES.into_iter().find(|family| *family == start)
}

/// What the build script writes.
pub(crate) struct Generated {
    /// The methods of `Messages`, and the names of each family.
    pub(crate) code: String,
    /// The texts of each language, in the order of the languages.
    pub(crate) texts: Vec<String>,
    /// Those of the model room.
    pub(crate) room: Vec<String>,
    /// Those of what gives things to others.
    pub(crate) share: Vec<String>,
    /// Those of the screens behind the first.
    pub(crate) screens: Vec<String>,
}

/// The texts and the code that names them.
pub(crate) fn generate(zh: &Catalogue, en: &Catalogue, pseudo: bool) -> Generated {
    let n_languages = if pseudo { 3 } else { 2 };
    let lists = || Lines::new(n_languages);
    let (mut lines, mut room, mut share, mut screens) = (lists(), lists(), lists(), lists());
    let pairs = || {
        en.messages.iter().filter_map(|(key, english)| {
            let chinese = zh.messages.get(key)?;
            Some((key.as_str(), chinese, english))
        })
    };
    let mut methods = String::new();
    for (key, chinese, english) in pairs().filter(|(key, ..)| family_of(key).is_none()) {
        let start = key.split('-').next().unwrap_or_default();
        let (list, finder) = if ROOM.contains(&start) {
            (&mut room, "room_")
        } else if SHARE.contains(&start) {
            (&mut share, "share_")
        } else if SCREENS.contains(&start) && !FIRST.contains(&key) {
            (&mut screens, "screens_")
        } else {
            (&mut lines, "")
        };
        let at = list.push(&chinese.text, &english.text, &english.arg_names());
        method(&mut methods, key, english, (finder, at));
    }
    let mut code = format!(
        "pub(crate) const LANGUAGE_COUNT: usize = {};\n",
        lines.0.len()
    );
    for family in FAMILIES {
        let first = lines.count();
        let mut names = Vec::new();
        for (key, chinese, english) in pairs().filter(|(key, ..)| family_of(key) == Some(family)) {
            let args = english.arg_names();
            let mut name = vec![key[family.len() + 1..].to_owned()];
            lines.push(&chinese.text, &english.text, &args);
            if family == "error" {
                for part in ["safe", "next"] {
                    lines.push(&attribute(chinese, part), &attribute(english, part), &args);
                }
                name.extend(args);
            }
            names.push(name.join(" "));
        }
        let constant = family.to_uppercase();
        let names = names.join("\n");
        writeln_to(
            &mut code,
            &format!(
                "pub(crate) static {constant}: Family = Family {{ first: {first}, names: {names:?} }};"
            ),
        );
    }
    writeln_to(&mut code, &format!("impl Messages {{\n{methods}}}"));
    Generated {
        code,
        texts: lines.0,
        room: room.0,
        share: share.0,
        screens: screens.0,
    }
}

fn attribute(message: &Message, name: &str) -> Vec<Part> {
    message.attributes.get(name).cloned().unwrap_or_default()
}

/// The lines of each language: Chinese, English, and the pseudo-language if there is one.
struct Lines(Vec<String>);

impl Lines {
    fn new(n_languages: usize) -> Self {
        Self(vec![String::new(); n_languages])
    }

    /// How many there are.
    fn count(&self) -> usize {
        self.0
            .first()
            .map_or(0, |lines| lines.matches('\n').count())
    }

    /// Adds a text in all languages; gives its position.
    fn push(&mut self, zh: &[Part], en: &[Part], args: &[String]) -> usize {
        let at = self.count();
        let all = [line(zh, args), line(en, args), line(&stretch(en), args)];
        for (lines, text) in self.0.iter_mut().zip(all) {
            lines.push_str(&text.replace('\n', " "));
            lines.push('\n');
        }
        at
    }
}

/// The method of a text: how the method is called that finds it, and its position.
fn method(out: &mut String, key: &str, en: &Message, (finder, at): (&str, usize)) {
    let name = key.replace('-', "_");
    let doc = describe(&en.text);
    let args = en.args();
    if args.is_empty() {
        writeln_to(
            out,
            &format!(
                "/// “{doc}”\n#[must_use]\npub fn {name}(self) -> &'static str {{ self.{finder}text({at}) }}"
            ),
        );
        return;
    }
    let mut params = String::new();
    let mut values = String::new();
    for (arg, kinds) in &args {
        let (kind, value) = match kinds.first() {
            Some(Kind::Count) => ("impl crate::ToCount", "Count(crate::ToCount::to_count({}))"),
            Some(Kind::Number) => ("f64", "Number({})"),
            Some(Kind::Day) => ("perennial_data::Day", "Day({})"),
            Some(Kind::Money) => ("crate::Money<'_>", "Money({})"),
            Some(Kind::Text) | None => ("&str", "Text({})"),
        };
        params.push_str(&format!(", {arg}: {kind}"));
        values.push_str(&format!("Arg::{}, ", value.replace("{}", arg)));
    }
    writeln_to(
        out,
        &format!(
            "/// “{doc}”\n#[must_use]\npub fn {name}(self{params}) -> String {{ self.{finder}render({at}, &[{values}]) }}"
        ),
    );
}

/// A text as `src/render.rs` reads it.
fn line(parts: &[Part], args: &[String]) -> String {
    let position = |name: &String| {
        let at = args.iter().position(|arg| arg == name).unwrap_or_default();
        char::from_digit(u32::try_from(at).unwrap_or_default(), 10).unwrap_or('0')
    };
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Arg { name, format } => {
                let format = match format {
                    Format::Plain => "p".to_owned(),
                    Format::Count => "c".to_owned(),
                    Format::Number(digits) => format!("n{digits}"),
                    Format::Signed(digits) => format!("s{digits}"),
                    Format::Percent(digits) => format!("%{digits}"),
                    Format::Date => "d".to_owned(),
                    Format::Money => "m".to_owned(),
                };
                out.push_str(&format!("\u{1}{}{format}", position(name)));
            }
            Part::Plural { name, arms, other } => {
                out.push_str(&format!("\u{2}{}", position(name)));
                for (arm, parts) in arms {
                    let number = match arm {
                        Arm::Exact(number) => *number,
                        Arm::One => 1,
                    };
                    out.push_str(&format!("{number}\u{3}{}\u{4}", line(parts, args)));
                }
                out.push_str(&format!("\u{3}{}\u{4}", line(other, args)));
            }
        }
    }
    out
}

/// The English text as a line of documentation.
fn describe(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(&text.replace('\n', " ")),
            Part::Arg { name, .. } => out.push_str(&format!("`{name}`")),
            Part::Plural { other, .. } => out.push_str(&describe(other)),
        }
    }
    out.replace(['[', ']', '<', '>'], "")
}

/// The pseudo-language: accents, brackets and 40 % more characters.
fn stretch(parts: &[Part]) -> Vec<Part> {
    let letters: usize = parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => text.chars().count(),
            Part::Arg { .. } | Part::Plural { .. } => 0,
        })
        .sum();
    let mut out = vec![Part::Text("⟦".to_owned())];
    out.extend(accented(parts));
    let padding: String = "~".repeat((letters * 2).div_ceil(5));
    out.push(Part::Text(format!("{padding}⟧")));
    let mut joined: Vec<Part> = Vec::new();
    for part in out {
        match (joined.last_mut(), part) {
            (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
            (_, part) => joined.push(part),
        }
    }
    joined
}

fn accented(parts: &[Part]) -> Vec<Part> {
    const PLAIN: &str = "aceinosuyACEINOSUY";
    const ACCENTED: &str = "áçéíñóšúýÁÇÉÍÑÓŠÚÝ";
    let accent = |c: char| {
        let at = PLAIN.chars().position(|plain| plain == c);
        at.and_then(|at| ACCENTED.chars().nth(at)).unwrap_or(c)
    };
    let each = |part: &Part| match part {
        Part::Text(text) => Part::Text(text.chars().map(accent).collect()),
        Part::Arg { .. } => part.clone(),
        Part::Plural { name, arms, other } => Part::Plural {
            name: name.clone(),
            arms: arms
                .iter()
                .map(|(arm, parts)| (*arm, accented(parts)))
                .collect(),
            other: accented(other),
        },
    };
    parts.iter().map(each).collect()
}

fn writeln_to(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    writeln!(out, "{text}").unwrap_or_default();
}
