//! Value tiers: two axes, the quadrant, and the service that goes with it (SPEC §5).

use crate::rank::{Order, Ranks};
use perennial_data::{AccountIdx, Column, Dataset, Day, TableId};
use perennial_model::life::{
    Axis, Component, ComponentValue, Cut, LifeRule, Reading, ServiceLevel, Sla, TierId, Tiers,
};

const NO_TIER: u8 = u8::MAX;
const NO_LEVEL: u8 = u8::MAX;

/// What tiers are computed from.
pub struct TierInputs<'a> {
    /// The rows.
    pub data: &'a Dataset,
    /// The date.
    pub as_of: Day,
    /// Per account whether it exists on the date; the others have no tier and rank nobody.
    pub exists: &'a [bool],
    /// The values of a metric by id, NaN where missing; `None` for a metric that is not computed.
    pub metric: &'a dyn Fn(&str) -> Option<&'a [f64]>,
}

/// Axes and tiers of every account on one date; NaN where missing.
#[derive(Clone, Debug)]
pub struct TierTable {
    as_of: Day,
    current: Vec<f64>,
    potential: Vec<f64>,
    value: Vec<f64>,
    tiers: Vec<u8>,
    cuts: Cuts,
}

/// Where low ends and high begins on a date; a value at the cut is high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cuts {
    /// Of the current value; NaN where a median of no values is asked for.
    pub current: f64,
    /// Of the potential value.
    pub potential: f64,
}

/// Tiers of all accounts: axes, `V = weight · current + weight · potential`, quadrant.
///
/// A component without a value leaves its weight to the others; an axis without any is missing,
/// and so is the tier.
#[must_use]
pub fn tiers(tiers: &Tiers, inputs: &TierInputs<'_>) -> TierTable {
    tiers_after(&mut Orders::default(), tiers, inputs)
}

/// The order of the values of each component, kept from date to date.
#[derive(Clone, Debug, Default)]
pub(crate) struct Orders([Vec<Order>; 2]);

/// As [`tiers`], with less work where few values have moved since `orders` were used last.
pub(crate) fn tiers_after(
    orders: &mut Orders,
    tiers: &Tiers,
    inputs: &TierInputs<'_>,
) -> TierTable {
    let [of_current, of_potential] = &mut orders.0;
    let current = axis(&tiers.current, inputs, of_current);
    let potential = axis(&tiers.potential, inputs, of_potential);
    let cuts = Cuts {
        current: cut(tiers.cut, &current),
        potential: cut(tiers.cut, &potential),
    };
    let (wc, wp) = (tiers.current.weight, tiers.potential.weight);
    let value = current
        .iter()
        .zip(&potential)
        .map(|(c, p)| {
            if wc + wp > 0.0 {
                (wc * c + wp * p) / (wc + wp)
            } else {
                f64::NAN
            }
        })
        .collect();
    let tiers = current
        .iter()
        .zip(&potential)
        .map(|(&c, &p)| quadrant(c, p, cuts).map_or(NO_TIER, |tier| tier as u8))
        .collect();
    TierTable {
        as_of: inputs.as_of,
        current,
        potential,
        value,
        tiers,
        cuts,
    }
}

/// The tier of two axis values; `None` where one of them is missing.
#[must_use]
pub fn quadrant(current: f64, potential: f64, cuts: Cuts) -> Option<TierId> {
    if current.is_nan() || potential.is_nan() || cuts.current.is_nan() || cuts.potential.is_nan() {
        return None;
    }
    Some(
        match (current >= cuts.current, potential >= cuts.potential) {
            (true, true) => TierId::Strategic,
            (false, true) => TierId::Growth,
            (true, false) => TierId::Profit,
            (false, false) => TierId::Base,
        },
    )
}

fn axis(axis: &Axis, inputs: &TierInputs<'_>, orders: &mut Vec<Order>) -> Vec<f64> {
    let n = inputs.exists.len();
    let mut sums = vec![0.0; n];
    let mut weights = vec![0.0; n];
    orders.resize_with(axis.components.len(), Order::default);
    for (component, order) in axis.components.iter().zip(orders) {
        let mut raw = raw(component, inputs);
        let read = match component.read {
            Reading::Percentile => order.percentiles(&raw),
            Reading::Entered => entered(&mut raw),
        };
        // Sums of products from 0 on are never -0, so adding 0 for what is missing changes nothing.
        let slots = sums.iter_mut().zip(&mut weights).zip(read);
        for ((sum, weight), &read) in slots {
            let is_there = !read.is_nan();
            *sum += if is_there {
                component.weight * read
            } else {
                0.0
            };
            *weight += if is_there { component.weight } else { 0.0 };
        }
    }
    let mean = |(sum, weight): (&f64, &f64)| {
        if *weight > 0.0 {
            sum / weight
        } else {
            f64::NAN
        }
    };
    sums.iter().zip(&weights).map(mean).collect()
}

/// The values of a component; NaN where missing.
fn raw(component: &Component, inputs: &TierInputs<'_>) -> Vec<f64> {
    let only_existing = |values: &[f64]| {
        let both = values.iter().zip(inputs.exists);
        let mut raw: Vec<f64> = both
            .map(|(&value, &exists)| if exists { value } else { f64::NAN })
            .collect();
        raw.resize(inputs.exists.len(), f64::NAN);
        raw
    };
    match &component.value {
        ComponentValue::Metric(id) => only_existing((inputs.metric)(id).unwrap_or_default()),
        ComponentValue::Account(field) => only_existing(&account_numbers(inputs.data, field)),
    }
}

/// Values that are readings already.
fn entered(raw: &mut [f64]) -> &[f64] {
    raw.iter_mut()
        .for_each(|value| *value = value.clamp(0.0, 100.0));
    raw
}

fn account_numbers(data: &Dataset, field: &str) -> Vec<f64> {
    let n = data.n_accounts();
    match data.table(TableId::Accounts).column(field) {
        Some(Column::Number(numbers)) => {
            let number = |row| numbers.get(row).unwrap_or(f64::NAN);
            (0..n).map(number).collect()
        }
        _ => Vec::new(),
    }
}

fn cut(cut: Cut, values: &[f64]) -> f64 {
    match cut {
        Cut::At(at) => at,
        Cut::Median => median(values),
    }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|v| !v.is_nan()).collect();
    perennial_data::sort_by(&mut sorted, f64::total_cmp);
    let middle = sorted.len() / 2;
    match (sorted.get(middle), sorted.len() % 2) {
        (None, _) => f64::NAN,
        (Some(&value), 1) => value,
        (Some(&value), _) => f64::midpoint(sorted[middle - 1], value),
    }
}

impl TierTable {
    /// Accounts in these tiers and nothing said of their axes.
    #[cfg(test)]
    pub(crate) fn of_positions(as_of: Day, tiers: Vec<u8>) -> Self {
        let none = vec![f64::NAN; tiers.len()];
        Self {
            as_of,
            current: none.clone(),
            potential: none.clone(),
            value: none,
            tiers,
            cuts: Cuts {
                current: f64::NAN,
                potential: f64::NAN,
            },
        }
    }

    /// The date.
    #[must_use]
    pub fn as_of(&self) -> Day {
        self.as_of
    }

    /// Per account the current value, 0 to 100.
    #[must_use]
    pub fn current(&self) -> &[f64] {
        &self.current
    }

    /// Per account the potential value, 0 to 100.
    #[must_use]
    pub fn potential(&self) -> &[f64] {
        &self.potential
    }

    /// Per account V, which orders accounts inside a tier.
    #[must_use]
    pub fn value(&self) -> &[f64] {
        &self.value
    }

    /// The cuts in force.
    #[must_use]
    pub fn cuts(&self) -> Cuts {
        self.cuts
    }

    /// Per account the position of its tier in [`TierId::ALL`], 255 where it has none.
    #[must_use]
    pub fn positions(&self) -> &[u8] {
        &self.tiers
    }

    /// The tier of an account.
    #[must_use]
    pub fn tier(&self, account: usize) -> Option<TierId> {
        let position = self.tiers.get(account)?;
        TierId::ALL.get(usize::from(*position)).copied()
    }
}

/// One component of an account's axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ComponentFact {
    /// The value as found; `None` where missing.
    pub raw: Option<f64>,
    /// What it reads as, 0 to 100.
    pub read: Option<f64>,
    /// Its share of the axis among the components that have a value, 0 to 1.
    pub share: f64,
}

/// Where an account's axes come from: the components of the current and of the potential value.
#[must_use]
pub fn explain_tier(
    tiers: &Tiers,
    inputs: &TierInputs<'_>,
    account: AccountIdx,
) -> (Vec<ComponentFact>, Vec<ComponentFact>) {
    let facts = |axis: &Axis| {
        let at = |values: &[f64]| {
            let value = values.get(account as usize).copied();
            value.filter(|value| !value.is_nan())
        };
        let mut facts: Vec<ComponentFact> = Vec::with_capacity(axis.components.len());
        for component in &axis.components {
            let mut values = raw(component, inputs);
            let raw = at(&values);
            let read = match component.read {
                Reading::Percentile => at(&Ranks::of(&values).percentiles()),
                Reading::Entered => at(entered(&mut values)),
            };
            facts.push(ComponentFact {
                raw,
                read,
                share: read.map_or(0.0, |_| component.weight),
            });
        }
        let total: f64 = facts.iter().map(|fact| fact.share).sum();
        if total > 0.0 {
            facts.iter_mut().for_each(|fact| fact.share /= total);
        }
        facts
    };
    (facts(&tiers.current), facts(&tiers.potential))
}

/// The service level of every account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceTable {
    levels: Vec<u8>,
}

/// Service levels: the first whose rules hold (SPEC §5 [0.09]). `holds` says per account whether
/// all rules of a list hold; an empty list always does.
#[must_use]
pub fn service_levels(
    levels: &[ServiceLevel],
    exists: &[bool],
    holds: &dyn Fn(&[LifeRule]) -> Vec<bool>,
) -> ServiceTable {
    let mut given = vec![NO_LEVEL; exists.len()];
    for (position, level) in (0_u8..NO_LEVEL).zip(levels) {
        let held = holds(&level.when);
        for (account, slot) in given.iter_mut().enumerate() {
            let here = exists[account] && held.get(account).copied().unwrap_or(false);
            if *slot == NO_LEVEL && here {
                *slot = position;
            }
        }
    }
    ServiceTable { levels: given }
}

impl ServiceTable {
    /// Position of an account's level among the model's service levels.
    #[must_use]
    pub fn level(&self, account: usize) -> Option<usize> {
        let level = self.levels.get(account)?;
        (*level != NO_LEVEL).then_some(usize::from(*level))
    }

    /// What an account is promised.
    #[must_use]
    pub fn sla(&self, tiers: &Tiers, account: usize) -> Option<Sla> {
        let level = tiers.service_levels.get(self.level(account)?)?;
        Some(level.sla)
    }
}

/// Why an account without an owner is flagged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uncovered {
    /// The account.
    pub account: AccountIdx,
    /// It is a strategic or growth customer [1.37].
    pub tier: Option<TierId>,
    /// Its service level asks for an owner.
    pub level: Option<usize>,
}

/// Accounts without an owner that should have one, the most valuable tier first, inside a tier the
/// greatest V first, then in order of accounts.
#[must_use]
pub fn uncovered(
    data: &Dataset,
    tiers: &Tiers,
    table: &TierTable,
    services: &ServiceTable,
) -> Vec<Uncovered> {
    let owners = data.table(TableId::Accounts).column("owner");
    let owned = |account: usize| {
        let owner = owners.and_then(|column| column.text(account));
        owner.is_some_and(|owner| !owner.trim().is_empty())
    };
    let flag = |account: AccountIdx| {
        let at = account as usize;
        let tier = table.tier(at);
        let tier = tier.filter(|tier| matches!(tier, TierId::Strategic | TierId::Growth));
        let level = services.level(at).filter(|&level| {
            let level = tiers.service_levels.get(level);
            level.is_some_and(|level| level.sla.owner_required)
        });
        let flagged = (tier.is_some() || level.is_some()) && !owned(at);
        flagged.then_some(Uncovered {
            account,
            tier,
            level,
        })
    };
    let accounts = 0..u32::try_from(table.tiers.len()).unwrap_or(u32::MAX);
    let mut list: Vec<Uncovered> = accounts.filter_map(flag).collect();
    let v = |item: &Uncovered| {
        let value = table.value[item.account as usize];
        if value.is_nan() {
            f64::NEG_INFINITY
        } else {
            value
        }
    };
    perennial_data::sort_by(&mut list, |a, b| {
        let tier = |item: &Uncovered| table.tiers[item.account as usize];
        tier(a).cmp(&tier(b)).then(v(b).total_cmp(&v(a)))
    });
    list
}

/// One change of an account's tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierChange {
    /// The first date of the grid on which it is so.
    pub on: Day,
    /// The tier from then on; `None` where it has none.
    pub tier: Option<TierId>,
}

/// The tiers of an account along `tables` (oldest first, normally month-ends and the date): its
/// first tier and each change after it.
#[must_use]
pub fn tier_changes(tables: &[TierTable], account: AccountIdx) -> Vec<TierChange> {
    let mut changes: Vec<TierChange> = Vec::new();
    for table in tables {
        let tier = table.tier(account as usize);
        let held = changes.last().and_then(|change| change.tier);
        if tier != held {
            changes.push(TierChange {
                on: table.as_of,
                tier,
            });
        }
    }
    changes
}

/// When an account's tier was last given or changed, as far as `tables` reach.
#[must_use]
pub fn tiered_on(tables: &[TierTable], account: AccountIdx) -> Option<Day> {
    let changes = tier_changes(tables, account);
    changes
        .last()
        .filter(|last| last.tier.is_some())
        .map(|last| last.on)
}

#[cfg(test)]
#[path = "tier_tests.rs"]
mod tests;
