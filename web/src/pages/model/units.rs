//! What a metric counts in, and which way is good news.

use crate::ui::form::Choice;
use perennial_i18n::Messages;
use perennial_model::{Better, Unit};

const UNITS: [(&str, Unit); 10] = [
    ("count", Unit::Count),
    ("days", Unit::Days),
    ("months", Unit::Months),
    ("hours", Unit::Hours),
    ("minutes", Unit::Minutes),
    ("share", Unit::Share),
    ("change", Unit::Change),
    ("ratio", Unit::Ratio),
    ("money", Unit::Money),
    ("score", Unit::Score),
];

/// A unit's code, as views have it.
pub(super) fn unit_code(unit: Unit) -> &'static str {
    let found = UNITS.iter().find(|(_, held)| *held == unit);
    found.map_or("category", |(code, _)| code)
}

/// The unit of a code.
pub(super) fn unit_of(code: &str) -> Unit {
    let found = UNITS.iter().find(|(held, _)| *held == code);
    found.map_or(Unit::Count, |(_, unit)| *unit)
}

/// All to choose from.
pub(super) fn units(m: Messages) -> Vec<Choice> {
    let name = |code: &str| match code {
        "count" => m.room_unit_count(),
        "days" => m.room_unit_days(),
        "months" => m.room_unit_months(),
        "hours" => m.room_unit_hours(),
        "minutes" => m.room_unit_minutes(),
        "share" => m.room_unit_share(),
        "change" => m.room_unit_change(),
        "ratio" => m.room_unit_ratio(),
        "money" => m.room_unit_money(),
        _ => m.room_unit_score(),
    };
    UNITS
        .iter()
        .map(|(code, _)| Choice::new(*code, name(code)))
        .collect()
}

/// A direction's code.
pub(super) fn better_code(better: Better) -> &'static str {
    match better {
        Better::Higher => "higher",
        Better::Lower => "lower",
    }
}

/// Both to choose from.
pub(super) fn betters(m: Messages) -> Vec<Choice> {
    vec![
        Choice::new("higher", m.room_better_higher()),
        Choice::new("lower", m.room_better_lower()),
    ]
}
