//! The value map: customers by current and potential value, tiers, service levels, RFM (SPEC §5).

use crate::life::clocks::by_level;
use crate::life::today::{owner, text};
use crate::life::tracking::{Life, plan};
use crate::life::words::tier_title;
use crate::session::{Session, count};
use perennial_data::{Bilingual, Day, sort_by};
use perennial_engine::model::life::{Cut, LifeRule, ServiceLevel, TierId};
use perennial_life::Observed;
use perennial_life::rfm::{Rfm, RfmTable, rfm};
use perennial_life::sla::Tally;
use perennial_life::tier::{ServiceTable, TierInputs, TierTable, service_levels, tiers};
use perennial_protocol::Failure;
use perennial_protocol::view::{ServiceLevelView, TierTotals, ValueMapView, ValuePoint};
use std::collections::BTreeMap;

/// Customers sent to the map at the most.
const POINTS: usize = 3_000;
/// Month-ends looked back on for the last change of a tier.
pub(crate) const TIER_MONTHS: u32 = 24;

impl Session {
    pub(super) fn value_map(&mut self, as_of: Day) -> Result<ValueMapView, Failure> {
        let (currency, _) = self.currency();
        let revision = self.revision;
        let tables = self.tier_tables(as_of)?;
        let life = self.life()?;
        let observed = life.observed(as_of);
        let (life, observed) = (&*life, &*observed);
        let model = life.plan.model().tiers();
        let table = &observed.tiers;
        let arr = crate::life::today::arr(life, observed, as_of);
        let services = services(life, observed);
        let rfm = rfm(life.data(), as_of);
        let exists = observed.run.evaluation.exists();
        let n_points = table
            .positions()
            .iter()
            .filter(|&&at| at != u8::MAX)
            .count();
        let n_existing = exists.iter().filter(|exists| **exists).count();
        let cuts = table.cuts();
        Ok(ValueMapView {
            revision,
            as_of,
            cut_current: cuts.current,
            cut_potential: cuts.potential,
            cut_is_median: model.cut == Cut::Median,
            weight_current: model.current.weight,
            weight_potential: model.potential.weight,
            tiers: TierId::ALL
                .into_iter()
                .map(|tier| totals(life, observed, &arr, tier))
                .collect(),
            n_untiered: count(n_existing.saturating_sub(n_points)),
            points: points(life, observed, &arr, (&services, &rfm)),
            n_points: count(n_points),
            levels: levels((life, observed), &services, as_of),
            rfm: scores(&rfm, exists),
            tiered_on: last_change(&tables),
            currency,
        })
    }

    /// Tiers at month-ends and on a date, the oldest first.
    pub(super) fn tier_tables(&mut self, as_of: Day) -> Result<Vec<TierTable>, Failure> {
        let dates = Self::trend_dates(as_of, TIER_MONTHS);
        let held = self.life()?.tier_tables.take();
        if let Some((on, tables)) = held
            && on == as_of
        {
            self.life()?.tier_tables = Some((on, tables.clone()));
            return Ok(tables);
        }
        let tables = self.tiers_on(&dates)?;
        self.life()?.tier_tables = Some((as_of, tables.clone()));
        Ok(tables)
    }

    /// Tiers on each of some dates.
    pub(super) fn tiers_on(&mut self, dates: &[Day]) -> Result<Vec<TierTable>, Failure> {
        let plan = plan(&self.state.model)?;
        let prepared = self.evaluations.prepared(&self.state);
        let data = &self.state.data;
        let of_date = |&date: &Day| {
            let run = prepared.evaluate(plan.compiled(), &[], date);
            let metric = |id: &str| {
                let at = plan.compiled().metric_position(id)?;
                run.metrics.column(at).map(|column| column.values())
            };
            let inputs = TierInputs {
                data,
                as_of: date,
                exists: run.evaluation.exists(),
                metric: &metric,
            };
            tiers(plan.model().tiers(), &inputs)
        };
        Ok(dates.iter().map(of_date).collect())
    }
}

/// The service level of every account.
pub(crate) fn services(life: &Life, observed: &Observed) -> ServiceTable {
    let holds = |rules: &[LifeRule]| observed.rules_hold(&life.plan, life.data(), rules);
    let levels = &life.plan.model().tiers().service_levels;
    service_levels(levels, observed.run.evaluation.exists(), &holds)
}

fn totals(life: &Life, observed: &Observed, arr: &[f64], tier: TierId) -> TierTotals {
    let mut model = life.plan.model().tiers().tiers.iter();
    let definition = model
        .find(|spec| spec.id == tier)
        .map(|spec| spec.definition.clone());
    let mut totals = TierTotals {
        id: tier.as_str().to_owned(),
        title: tier_title(life, tier),
        definition: definition.unwrap_or_else(Bilingual::default),
        n: 0,
        arr: 0.0,
        by_band: [0; 4],
        n_without_owner: 0,
        owner_required: matches!(tier, TierId::Strategic | TierId::Growth),
    };
    let members = (0_u32..).zip(observed.tiers.positions());
    for (account, _) in members.filter(|(_, at)| **at == tier as u8) {
        let at = account as usize;
        totals.n += 1;
        totals.arr += arr
            .get(at)
            .copied()
            .filter(|arr| !arr.is_nan())
            .unwrap_or(0.0);
        totals.by_band[band_of(observed, at) as usize] += 1;
        totals.n_without_owner += u32::from(owner(life, account).trim().is_empty());
    }
    totals
}

fn band_of(observed: &Observed, account: usize) -> perennial_protocol::view::Band {
    let bands = observed.run.evaluation.bands();
    crate::evaluations::band(bands.get(account).copied().flatten())
}

fn points(
    life: &Life,
    observed: &Observed,
    arr: &[f64],
    (services, rfm): (&ServiceTable, &RfmTable),
) -> Vec<ValuePoint> {
    let table = &observed.tiers;
    let tiered = (0_u32..)
        .zip(table.positions())
        .filter(|(_, at)| **at != u8::MAX);
    let mut tiered: Vec<(u32, u8)> = tiered.map(|(account, at)| (account, *at)).collect();
    let value = |account: u32| table.value().get(account as usize).copied().unwrap_or(0.0);
    sort_by(&mut tiered, |a, b| {
        value(b.0).total_cmp(&value(a.0)).then(a.0.cmp(&b.0))
    });
    tiered.truncate(POINTS);
    let point = |(account, tier): (u32, u8)| {
        let at = account as usize;
        let (id, name) = life.id_and_name(account)?;
        Some(ValuePoint {
            id,
            name,
            owner: text(life, "owner", account).to_owned(),
            current: *table.current().get(at)?,
            potential: *table.potential().get(at)?,
            value: value(account),
            tier: u32::from(tier),
            arr: arr.get(at).copied().filter(|arr| !arr.is_nan()),
            band: band_of(observed, at),
            level: services.level(at).map(count),
            rfm: rfm.quintiles.get(at).copied().flatten().map(score),
        })
    };
    tiered.into_iter().filter_map(point).collect()
}

fn levels(
    (life, observed): (&Life, &Observed),
    services: &ServiceTable,
    as_of: Day,
) -> Vec<ServiceLevelView> {
    let levels = &life.plan.model().tiers().service_levels;
    let n_accounts = observed.run.evaluation.exists().len();
    let clocks = by_level((life, observed), services, as_of);
    let mut n = vec![0_u32; levels.len()];
    for level in (0..n_accounts).filter_map(|account| services.level(account)) {
        if let Some(n) = n.get_mut(level) {
            *n += 1;
        }
    }
    let counts = |tally: Tally| [tally.kept, tally.broken, tally.runs];
    let view = |((level, n), (answers, solutions)): ((&ServiceLevel, u32), (Tally, Tally))| {
        ServiceLevelView {
            id: level.id.clone(),
            title: level.title.clone(),
            first_response_hours: level.sla.first_response_hours,
            resolution_hours: level.sla.resolution_hours,
            escalation_days: level.sla.escalation_days,
            touch_days: level.sla.touch_days,
            owner_required: level.sla.owner_required,
            n,
            answers: counts(answers),
            solutions: counts(solutions),
        }
    };
    levels.iter().zip(n).zip(clocks).map(view).collect()
}

fn score(rfm: Rfm) -> [u8; 3] {
    [rfm.recency, rfm.frequency, rfm.money]
}

fn scores(table: &RfmTable, exists: &[bool]) -> Vec<([u8; 3], u32)> {
    let mut counts: BTreeMap<[u8; 3], u32> = BTreeMap::new();
    for (rfm, exists) in table.quintiles.iter().zip(exists) {
        if let Some(rfm) = rfm.filter(|_| *exists) {
            *counts.entry(score(rfm)).or_default() += 1;
        }
    }
    counts.into_iter().collect()
}

/// The last date on which any tier was another than on the date before; the first date on which there
/// was one where none changed since.
fn last_change(tables: &[TierTable]) -> Option<Day> {
    let changed = tables.windows(2).rev().find_map(|pair| {
        let differs = pair[0].positions() != pair[1].positions();
        differs.then(|| pair[1].as_of())
    });
    changed.or_else(|| {
        let any = |table: &&TierTable| table.positions().iter().any(|&at| at != u8::MAX);
        tables.iter().find(any).map(TierTable::as_of)
    })
}
