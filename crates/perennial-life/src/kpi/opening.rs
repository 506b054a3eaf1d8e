//! How satisfied customers were when their renewal window opened (SPEC §6 [4.11]).

use crate::contract::ContractFacts;
use perennial_data::{Column, Dataset, Day, TableId, lower};

/// Whether customers were happier when their renewal window opened than before [4.11].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// The last reading is above the one before.
    Rising,
    /// They are the same.
    Flat,
    /// It is below.
    Falling,
}

/// How an account's satisfaction stood when its renewal window opened: its last two readings by
/// then, of NPS, else satisfaction, else effort (where less is better); of several answers on one
/// day their mean, in surveys, else in the sheets. `None` before the window opened, without one, or
/// with fewer than two readings.
#[must_use]
pub fn satisfaction_at_opening(
    data: &Dataset,
    facts: &ContractFacts,
    account: usize,
    as_of: Day,
) -> Option<Trend> {
    let opens = facts
        .get(account)?
        .window_opens
        .filter(|opens| *opens <= as_of)?;
    let sources = [
        (TableId::Surveys, "kind", "score", "nps", 1.0),
        (TableId::Surveys, "kind", "score", "csat", 1.0),
        (TableId::Surveys, "kind", "score", "ces", -1.0),
        (TableId::Snapshots, "field", "number", "nps", 1.0),
        (TableId::Snapshots, "field", "number", "csat", 1.0),
    ];
    sources
        .iter()
        .find_map(|&(table, kind, value, word, sign)| {
            let (before, last) = last_two(data, (table, kind, value, word), (account, opens))?;
            let change = sign * (last - before);
            Some(if change > 0.0 {
                Trend::Rising
            } else if change < 0.0 {
                Trend::Falling
            } else {
                Trend::Flat
            })
        })
}

/// The readings of the last two days that have one, the earlier first.
fn last_two(
    data: &Dataset,
    (table, kind, value, word): (TableId, &str, &str, &str),
    (account, until): (usize, Day),
) -> Option<(f64, f64)> {
    let table = data.table(table);
    let days = table.row_days()?;
    let Some(Column::Number(values)) = table.column(value) else {
        return None;
    };
    let mut rows: Vec<(i32, i64)> = Vec::new();
    for row in table.rows_between(Day::FIRST, until) {
        let of_kind = table.column(kind).and_then(|column| column.text(row));
        if table.accounts()[row] as usize == account
            && of_kind.is_some_and(|text| lower(text.trim()) == word)
            && let Some(mantissa) = values.mantissa(row)
        {
            rows.push((days[row], mantissa));
        }
    }
    // Whole numbers, so that the order of answers of one day does not matter.
    let mut means = rows.chunk_by(|a, b| a.0 == b.0).map(|day| {
        let sum: i128 = day.iter().map(|row| i128::from(row.1)).sum();
        #[allow(clippy::cast_precision_loss)] // scores are small
        let mean = sum as f64 / day.len() as f64;
        mean / values.divisor()
    });
    let last = means.next_back()?;
    Some((means.next_back()?, last))
}
