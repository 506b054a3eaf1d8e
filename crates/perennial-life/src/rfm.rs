//! Recency, frequency and money in quintiles, for comparison beside the value tiers (SPEC §5).

use crate::rank::Ranks;
use perennial_data::{Column, Dataset, Day, TableId};

/// From 1 (lowest fifth of the portfolio) to 5 (highest), per dimension. For recency 5 is the most
/// recent fifth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rfm {
    /// How recent the newest purchase is.
    pub recency: u8,
    /// How many purchases.
    pub frequency: u8,
    /// How much money.
    pub money: u8,
}

/// What an account's quintiles come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bought {
    /// The newest.
    pub last_on: Day,
    /// How many.
    pub times: u32,
    /// What they sum up to.
    pub amount: f64,
}

/// RFM of every account on one date.
#[derive(Clone, Debug, PartialEq)]
pub struct RfmTable {
    /// Which rows count as purchases.
    pub source: RfmSource,
    /// Per account; `None` for those that have not bought.
    pub bought: Vec<Option<Bought>>,
    /// Per account; `None` for those that have not bought.
    pub quintiles: Vec<Option<Rfm>>,
}

/// Which rows count as purchases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RfmSource {
    /// The purchases table.
    Purchases,
    /// Contracts, where there is no purchase at all by then: each is one purchase on its first day.
    Contracts,
}

/// Quintiles of all accounts from the purchases known on `as_of`, else from the contracts begun.
///
/// A quintile is that of the middle of the account's rank among those who bought: equal values
/// share one, and a single account stands in the middle (3).
#[must_use]
pub fn rfm(data: &Dataset, as_of: Day) -> RfmTable {
    let has_purchases = data.table(TableId::Purchases).newest(as_of).is_some();
    let (source, table) = if has_purchases {
        (RfmSource::Purchases, TableId::Purchases)
    } else {
        (RfmSource::Contracts, TableId::Contracts)
    };
    let bought = bought(data, table, as_of);
    let rank = |value: fn(&Bought) -> f64| {
        let values = bought.iter().map(|b| b.as_ref().map_or(f64::NAN, value));
        Ranks::of(&values.collect::<Vec<f64>>())
    };
    let recency = rank(|bought| f64::from(bought.last_on.number()));
    let frequency = rank(|bought| f64::from(bought.times));
    let money = rank(|bought| bought.amount);
    let quintiles = (0..bought.len())
        .map(|account| {
            Some(Rfm {
                recency: recency.quintile(account)?,
                frequency: frequency.quintile(account)?,
                money: money.quintile(account)?,
            })
        })
        .collect();
    RfmTable {
        source,
        bought,
        quintiles,
    }
}

fn bought(data: &Dataset, table: TableId, as_of: Day) -> Vec<Option<Bought>> {
    let table = data.table(table);
    let mut sums = vec![(i32::MIN, 0_u32, 0_i128); data.n_accounts()];
    let amounts = match table.column("amount") {
        Some(Column::Number(numbers)) => Some(numbers),
        _ => None,
    };
    let Some(days) = table.row_days() else {
        return vec![None; data.n_accounts()];
    };
    let rows = table.rows_between(Day::FIRST, as_of);
    for row in rows {
        let Some(sum) = sums.get_mut(table.accounts()[row] as usize) else {
            continue;
        };
        sum.0 = sum.0.max(days[row]);
        sum.1 += 1;
        sum.2 += i128::from(amounts.and_then(|a| a.mantissa(row)).unwrap_or(0));
    }
    let divisor = amounts.map_or(1.0, perennial_data::Decimals::divisor);
    sums.iter()
        .map(|&(last, times, amount)| {
            Some(Bought {
                last_on: Day::from_column(last)?,
                times,
                #[allow(clippy::cast_precision_loss)] // the nearest number is what is asked for
                amount: amount as f64 / divisor,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use perennial_engine::vectors::dataset;
    use serde_json::json;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn rfm_reads_what_was_known_and_ranks_only_buyers() {
        let data = dataset(&json!({
            "accounts": [{"account_id": "a"}, {"account_id": "b"}, {"account_id": "c"}],
            "purchases": [
                {"account_id": "a", "date": "2026-01-10", "amount": 100},
                {"account_id": "a", "date": "2026-02-10", "amount": 50.5},
                {"account_id": "b", "date": "2026-01-31", "amount": 900},
                {"account_id": "c", "date": "2026-03-01", "amount": 1},
            ],
        }))
        .unwrap();
        let table = rfm(&data, day("2026-02-28"));
        assert_eq!(table.source, RfmSource::Purchases);
        let bought = table.bought[0].unwrap();
        assert_eq!((bought.times, bought.amount), (2, 150.5));
        assert_eq!(table.quintiles[2], None, "bought later");
        let rfm = |recency, frequency, money| Rfm {
            recency,
            frequency,
            money,
        };
        assert_eq!(table.quintiles[0], Some(rfm(4, 4, 2)));
        assert_eq!(table.quintiles[1], Some(rfm(2, 2, 4)));
    }

    #[test]
    fn without_purchases_contracts_count_and_no_accounts_are_no_rows() {
        let data = dataset(&json!({
            "accounts": [{"account_id": "a"}],
            "contracts": [{"contract_id": "1", "account_id": "a", "starts_on": "2025-01-01",
                "ends_on": "2026-01-01", "amount": 10}],
        }))
        .unwrap();
        let table = rfm(&data, day("2026-02-28"));
        assert_eq!(table.source, RfmSource::Contracts);
        assert_eq!(table.quintiles[0].map(|rfm| rfm.money), Some(3));
        assert!(
            rfm(&Dataset::default(), day("2026-02-28"))
                .quintiles
                .is_empty()
        );
    }
}
