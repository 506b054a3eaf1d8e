//! Which accounts are in which band under two evaluations of the same accounts: two models, or two dates.

use crate::evaluation::Evaluation;
use crate::portfolio::{BandTotal, Totals, position, revenue};
use perennial_data::{AccountIdx, Dataset};
use serde::{Deserialize, Serialize};

/// Accounts and their money by the band before and the band after.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Migration {
    /// Rows: the band before, in the order of [`crate::portfolio::BANDS`] (red, yellow, green, grey); columns: the band
    /// after. Accounts that exist at both ends.
    pub cells: [[BandTotal; 4]; 4],
    /// Accounts that are in another band, by number.
    pub moved: Vec<AccountIdx>,
}

impl Migration {
    /// Accounts in a better band (grey counts as none of them) and in a worse one.
    #[must_use]
    pub fn better_and_worse(&self) -> (u32, u32) {
        let mut moved = (0, 0);
        for (before, row) in self.cells.iter().enumerate().take(3) {
            for (after, cell) in row.iter().enumerate().take(3) {
                moved.0 += if after > before { cell.accounts } else { 0 };
                moved.1 += if after < before { cell.accounts } else { 0 };
            }
        }
        moved
    }

    /// Accounts that are in the same band.
    #[must_use]
    pub fn unmoved(&self) -> u32 {
        let diagonal = self.cells.iter().enumerate();
        diagonal.map(|(at, row)| row[at].accounts).sum()
    }
}

/// The migration between two evaluations. Money is that of the later one's date.
#[must_use]
pub fn migration(data: &Dataset, before: &Evaluation, after: &Evaluation) -> Migration {
    let (arr, mrr) = revenue(data, after.as_of());
    let mut totals = [[Totals::default(); 4]; 4];
    let mut moved = Vec::new();
    let accounts = before.exists().iter().zip(after.exists()).zip(0_u32..);
    for ((_, _), number) in accounts.filter(|((a, b), _)| **a && **b) {
        let account = number as usize;
        let [from, to] = [before, after].map(|e| position(e.bands()[account]));
        totals[from][to].add(arr[account], mrr[account]);
        if from != to {
            moved.push(number);
        }
    }
    Migration {
        cells: totals.map(|row| row.map(Totals::finish)),
        moved,
    }
}
