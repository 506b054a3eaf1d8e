//! The flood guard: when an import moves much of the portfolio at once, the data is to be doubted, not
//! the customers (SPEC §7).

use crate::alert::AlertState;
use perennial_data::{AccountIdx, Dataset, Day};
use perennial_engine::Evaluation;
use perennial_model::life::Direction;
use serde::{Deserialize, Serialize};

/// A movement of more than so many points counts.
pub const FLOOD_POINTS: f64 = 5.0;
/// It is a flood when more than this share of the accounts moves the same way.
pub const FLOOD_SHARE: f64 = 0.15;
/// Fewer accounts than this are no flood, whatever their share: of three customers one moves easily.
pub const FLOOD_ACCOUNTS_MIN: usize = 5;

/// Which way accounts moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Health rose.
    Up,
    /// Health fell.
    Down,
}

/// A flood between two imports.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flood {
    /// Which way.
    pub way: Way,
    /// How many accounts moved that way by more than [`FLOOD_POINTS`].
    pub moved: usize,
    /// How many were scored both before and after.
    pub of: usize,
}

/// Compares the health of all accounts, as the data before an import gave it, with what the data after
/// it gives. `None` where no flood is.
#[must_use]
pub fn flood(before: (&Dataset, &Evaluation), after: (&Dataset, &Evaluation)) -> Option<Flood> {
    let (mut up, mut down, mut of) = (0, 0, 0);
    for (account, &new) in (0..AccountIdx::MAX).zip(after.1.values()) {
        let id = after.0.account_id(account);
        let then = id.and_then(|id| before.0.account(id));
        let old = then.and_then(|then| before.1.values().get(then as usize));
        let Some(&old) = old.filter(|old| !old.is_nan() && !new.is_nan()) else {
            continue;
        };
        of += 1;
        up += usize::from(new - old > FLOOD_POINTS);
        down += usize::from(old - new > FLOOD_POINTS);
    }
    let (way, moved) = if up > down {
        (Way::Up, up)
    } else {
        (Way::Down, down)
    };
    #[allow(clippy::cast_precision_loss)] // numbers of accounts
    let is_flood = moved >= FLOOD_ACCOUNTS_MIN && moved as f64 > FLOOD_SHARE * of as f64;
    is_flood.then_some(Flood { way, moved, of })
}

/// Whether an alert, by its state and the day on which its newest round opened, stays out of sight because of a flood, until somebody says that the data is right:
/// nobody touched it, it opened on one of the days that the import brought, and it goes the way of the
/// flood.
#[must_use]
pub fn is_held_back(
    (state, first_seen): (&AlertState, Day),
    direction: Direction,
    flood: Flood,
    brought: std::ops::RangeInclusive<Day>,
) -> bool {
    let same_way = match direction {
        Direction::Risk | Direction::Nurture => flood.way == Way::Down,
        Direction::Opportunity => flood.way == Way::Up,
    };
    same_way && *state == AlertState::New && brought.contains(&first_seen)
}
