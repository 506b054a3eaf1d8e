//! What became of contracts that ended: renewed on time, late, lost, open (SPEC §6, §9 [4.12]).

use perennial_data::{AccountIdx, Dataset, Day, TableId, UNMATCHED, lower};

/// What became of a contract that ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Renewed by its end.
    OnTime,
    /// Renewed after it.
    Late,
    /// Lost.
    Lost,
    /// Not decided.
    Open,
}

impl Fate {
    /// Whether the customer stayed.
    #[must_use]
    pub fn is_renewed(self) -> bool {
        matches!(self, Self::OnTime | Self::Late)
    }
}

/// A contract that ended, as known on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renewal {
    /// Whose.
    pub account: AccountIdx,
    /// Its end, exclusive.
    pub ends_on: Day,
    /// When it was decided, where that is known.
    pub decided_on: Option<Day>,
    /// What became of it.
    pub fate: Fate,
}

/// What became of the contracts that ended in the `days` days up to `as_of`, by the day on which
/// the outcome is known; in order of rows. A renewal without a day counts as on time: nothing says
/// otherwise.
#[must_use]
pub fn renewals(data: &Dataset, as_of: Day, days: u32) -> Vec<Renewal> {
    let table = data.table(TableId::Contracts);
    let length = i32::try_from(days).unwrap_or(i32::MAX);
    let from = as_of.plus_days(length.saturating_neg().saturating_add(1));
    let view = |row: usize| {
        let day = |name: &str| table.column(name).and_then(|column| column.day(row));
        let account = table.accounts()[row];
        let ends_on = day("ends_on").filter(|end| (from..=as_of).contains(end))?;
        if account >= UNMATCHED {
            return None;
        }
        let decided_on = day("outcome_on");
        let outcome = table.column("outcome").and_then(|column| column.text(row));
        let outcome = outcome
            .filter(|_| decided_on.is_none_or(|on| on <= as_of))
            .map(|outcome| lower(outcome.trim()));
        let fate = match outcome.as_deref() {
            Some("renewed" | "expanded" | "contracted") => {
                if decided_on.is_none_or(|on| on <= ends_on) {
                    Fate::OnTime
                } else {
                    Fate::Late
                }
            }
            Some("lost") => Fate::Lost,
            _ => Fate::Open,
        };
        Some(Renewal {
            account,
            ends_on,
            decided_on: decided_on.filter(|_| fate != Fate::Open),
            fate,
        })
    };
    table
        .rows_between(Day::FIRST, as_of)
        .filter_map(view)
        .collect()
}
