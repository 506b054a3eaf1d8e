//! A number in its unit, a cell of a table.

use perennial_i18n::{Messages, Money};
use perennial_protocol::view::CellView;

/// What stands where there is no value.
pub(crate) const NONE: &str = "—";

/// A metric's value by its unit code; amounts in `currency`, which may be empty.
pub(crate) fn unit_text(m: Messages, value: Option<f64>, unit: &str, currency: &str) -> String {
    let Some(value) = value.filter(|value| value.is_finite()) else {
        return NONE.to_owned();
    };
    match unit {
        "share" => m.percent(value, 1),
        "change" => m.unit_change(value * 100.0),
        "money" => m.money(Money::new(value, currency)),
        "days" => m.unit_days(&m.short_number(value, 1)),
        "months" => m.unit_months(&m.short_number(value, 1)),
        "hours" => m.unit_hours(&m.short_number(value, 1)),
        "minutes" => m.unit_minutes(&m.short_number(value, 1)),
        "score" | "ratio" => m.short_number(value, 2),
        _ => m.short_number(value, 1),
    }
}

/// A cell of any table in words; dates in their ISO form, so that columns line up.
pub(crate) fn cell_text(
    m: Messages,
    cell: &CellView,
    unit: &str,
    currency: &str,
    edges: &[f64],
) -> String {
    match cell {
        CellView::Missing => NONE.to_owned(),
        CellView::Text(text) => value_word(m, text),
        CellView::Number(number) if unit == "health" => m.health(Some(*number), edges),
        CellView::Number(number) if unit == "points" => m.signed(*number, 1),
        CellView::Number(number) => unit_text(m, Some(*number), unit, currency),
        CellView::Day(day) => day.to_string(),
        CellView::Flag(true) => m.word_yes().to_owned(),
        CellView::Flag(false) => m.word_no().to_owned(),
        CellView::Health(health) => m.health(health.health, edges),
    }
}

/// The word of a closed list (`renewed`), or the text itself.
pub(crate) fn value_word(m: Messages, text: &str) -> String {
    m.value(text).map_or_else(|| text.to_owned(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{NONE, cell_text, unit_text};
    use perennial_data::Language;
    use perennial_i18n::Messages;
    use perennial_protocol::view::CellView;

    #[test]
    fn units_follow_the_language_and_missing_is_never_zero() {
        let (zh, en) = (Messages::new(Language::Zh), Messages::new(Language::En));
        assert_eq!(unit_text(en, None, "count", ""), NONE);
        assert_eq!(unit_text(en, Some(0.0), "count", ""), "0");
        assert_eq!(unit_text(en, Some(0.256), "share", ""), "25.6%");
        assert_eq!(unit_text(en, Some(1_230_000.0), "money", "CNY"), "¥1.23M");
        assert_eq!(unit_text(zh, Some(1_230_000.0), "money", "CNY"), "¥123万");
        assert_eq!(unit_text(en, Some(-0.5), "change", ""), "−50.0%");
    }

    #[test]
    fn dates_in_tables_are_iso() {
        let m = Messages::new(Language::En);
        let day = CellView::Day("2026-03-01".parse().unwrap());
        assert_eq!(cell_text(m, &day, "", "", &[]), "2026-03-01");
    }
}
