//! The Portfolio screen, and the totals that a slider asks for.

use crate::evaluations::{Slice, band};
use crate::query::columns::{ColumnData, Columns};
use crate::query::customers::health_view;
use crate::query::explanation::change_view;
use crate::session::{Session, count};
use perennial_data::{Bilingual, Day, TableId, sort_by};
use perennial_engine::portfolio::{BANDS, Mover, Portfolio, movers, portfolio, renewals_due};
use perennial_engine::{
    ActiveOverrides, Compiled, Evaluation, ModelError, PRESENT, Run, Tally, tally,
};
use perennial_protocol::view::{
    Band, BandTotals, MoverView, OwnerView, PortfolioView, RenewalMonth, TotalsView,
};
use perennial_protocol::{ColumnRef, Failure};
use std::collections::BTreeMap;

/// Month-ends of the health rate.
const TREND_MONTHS: u32 = 12;
/// Months of renewals shown.
const RENEWAL_MONTHS: u32 = 6;
const MOVERS: usize = 10;
const OWNERS: usize = 20;
const REASONS: usize = 3;

impl Session {
    pub(crate) fn portfolio(&mut self, as_of: Day, since: Day) -> PortfolioView {
        let before = self.evaluations.run(&self.state, since);
        let run = self.evaluations.run(&self.state, as_of);
        let trend_dates = Self::trend_dates(as_of, TREND_MONTHS);
        let trend = self.evaluations.slices(&self.state, &trend_dates);
        let arr = Columns::new(self, as_of, since).get(self, &ColumnRef::Arr);
        let (currency, mixed_currencies) = self.currency();
        let (data, compiled) = (&self.state.data, self.state.model.compiled());
        let now = portfolio(data, &run.evaluation);
        let then = portfolio(data, &before.evaluation);
        let pair = (before.as_ref(), run.as_ref());
        let (risers, fallers) = movers(data, compiled, pair, &self.state.overrides, MOVERS);
        let to_view =
            |moved: &Vec<Mover>| moved.iter().map(|mover| self.mover(mover, &arr)).collect();
        let renewals = renewals_due(data, &run.evaluation, RENEWAL_MONTHS)
            .into_iter()
            .map(|month| RenewalMonth {
                month: month.month,
                n: by_view(|at| month.bands[at].0),
                amount: by_view(|at| month.bands[at].1),
            });
        PortfolioView {
            revision: self.revision,
            as_of,
            since,
            n_existing: now.accounts,
            bands: band_totals(&now, &then),
            health_rate: now.health_rate,
            health_rate_scored: now.health_rate_scored,
            health_rate_before: then.health_rate,
            arr: now.total.arr,
            mrr: now.total.mrr,
            currency,
            mixed_currencies,
            distribution: now.histogram.to_vec(),
            edges: self
                .state
                .model
                .model()
                .bands
                .iter()
                .skip(1)
                .map(|band| band.from)
                .collect(),
            fallers: to_view(&fallers),
            risers: to_view(&risers),
            n_crossed: crossed(&before.evaluation, &run.evaluation),
            renewals: renewals.collect(),
            owners: self.owners(&run.evaluation, &arr),
            coverage: now.coverage,
            measure_coverage: self.measure_coverage(&run, now.accounts),
            trend: trend_dates
                .into_iter()
                .zip(trend)
                .map(|(day, slice)| (day, rate(&slice)))
                .collect(),
        }
    }

    fn mover(&self, mover: &Mover, arr: &ColumnData) -> MoverView {
        let health = |value, colour| health_view(value, band(colour));
        let units = self.state.model.compiled();
        let mut reasons = change_view(&mover.change, units).parts;
        sort_by(&mut reasons, |a, b| {
            b.points.abs().total_cmp(&a.points.abs())
        });
        reasons.truncate(REASONS);
        MoverView {
            id: mover.account_id.clone(),
            name: mover.name.clone().unwrap_or_default(),
            before: health(mover.change.before, mover.band_before),
            now: health(mover.change.after, mover.band_after),
            arr: arr.number(mover.account as usize),
            reasons,
        }
    }

    fn owners(&self, now: &Evaluation, arr: &ColumnData) -> Vec<OwnerView> {
        let column = self.state.data.table(TableId::Accounts).column("owner");
        let mut owners: BTreeMap<&str, ([u32; 4], f64)> = BTreeMap::new();
        for account in (0..now.n_accounts()).filter(|&account| now.exists()[account]) {
            let owner = column
                .and_then(|column| column.text(account))
                .unwrap_or_default();
            let (n, sum) = owners.entry(owner).or_default();
            n[band(now.bands()[account]) as usize] += 1;
            *sum += arr.number(account).unwrap_or(0.0);
        }
        let view = |(owner, (n, arr)): (&str, ([u32; 4], f64))| OwnerView {
            owner: owner.to_owned(),
            n,
            arr,
        };
        let mut views: Vec<OwnerView> = owners.into_iter().map(view).collect();
        let n = |view: &OwnerView| view.n.iter().sum::<u32>();
        sort_by(&mut views, |a, b| n(b).cmp(&n(a)));
        views.truncate(OWNERS);
        views
    }

    /// Per measure the share of existing accounts that have real data for it.
    fn measure_coverage(&self, run: &Run, n_existing: u32) -> Vec<(String, Bilingual, f64)> {
        let share = |position: usize| {
            let states = run
                .measures
                .column(position)
                .map(|column| column.states())
                .unwrap_or_default();
            let existing = states
                .iter()
                .zip(run.evaluation.exists())
                .filter(|(_, exists)| **exists);
            let real = existing.filter(|(state, _)| *state & PRESENT != 0).count();
            f64::from(count(real)) / f64::from(n_existing.max(1))
        };
        let measures = self.state.model.model().measures.iter().enumerate();
        measures
            .map(|(at, measure)| (measure.id.clone(), self.state.model.title(at), share(at)))
            .collect()
    }

    /// Health of all customers at several dates with other weights.
    pub(crate) fn what_if(
        &mut self,
        dates: &[Day],
        weights: &[(String, f64)],
    ) -> Result<Vec<TotalsView>, Failure> {
        let compiled = self.reweighted(weights)?;
        let state = &self.state;
        if let [date] = *dates {
            // One date: metrics and measures are those of the model in use, only the last step differs.
            let run = self.evaluations.run(state, date);
            let active = ActiveOverrides::new(&state.data, &state.overrides, date);
            let tally = tally(&compiled, &run.measures, &active);
            return Ok(vec![totals_view(date, tally)]);
        }
        let prepared = self.evaluations.prepared(state);
        let evaluations = prepared.history(&compiled, &state.overrides, dates);
        Ok(evaluations.iter().map(totals).collect())
    }

    fn reweighted(&self, weights: &[(String, f64)]) -> Result<Compiled, Failure> {
        let compiled = self.state.model.compiled();
        let measures = &compiled.model().measures;
        let mut all: Vec<f64> = measures.iter().map(|measure| measure.weight).collect();
        for (id, weight) in weights {
            let position = measures.iter().position(|measure| measure.id == *id);
            let slot = position.and_then(|position| all.get_mut(position));
            *slot.ok_or_else(|| Failure::new("unknown-measure").with("measure", id))? = *weight;
        }
        let refused = |error: ModelError| Failure::new(error.code()).with("path", error.path);
        compiled.with_weights(&all).map_err(refused)
    }
}

/// The same four numbers of accounts that were scored one by one.
fn totals(evaluation: &Evaluation) -> TotalsView {
    totals_view(evaluation.as_of(), Tally::of(evaluation))
}

fn totals_view(as_of: Day, tally: Tally) -> TotalsView {
    TotalsView {
        as_of,
        by_band: by_view(|at| tally.bands[at]),
        n_scored: tally.scored,
        sum: tally.sum,
    }
}

/// Healthy over all that exist.
fn rate(slice: &Slice) -> Option<f64> {
    let existing = || {
        slice
            .bands
            .iter()
            .zip(&slice.exists)
            .filter(|(_, exists)| **exists)
    };
    let healthy = existing().filter(|(band, _)| **band == Band::Green).count();
    let all = existing().count();
    (all > 0).then(|| f64::from(count(healthy)) / f64::from(count(all)))
}

/// Accounts there on both dates whose band is another.
fn crossed(before: &Evaluation, now: &Evaluation) -> u32 {
    let there = |account: &usize| before.exists()[*account] && now.exists()[*account];
    let differs = |account: &usize| before.bands()[*account] != now.bands()[*account];
    count((0..now.n_accounts()).filter(there).filter(differs).count())
}

/// Values in the order of views (no data, red, yellow, green), given by position in the engine's.
fn by_view<T: Copy + Default>(of: impl Fn(usize) -> T) -> [T; 4] {
    let mut ordered = [T::default(); 4];
    for (at, &id) in BANDS.iter().enumerate() {
        ordered[band(id) as usize] = of(at);
    }
    ordered
}

fn band_totals(now: &Portfolio, then: &Portfolio) -> Vec<BandTotals> {
    let mut totals: Vec<BandTotals> = (BANDS.iter().zip(now.bands).zip(then.bands))
        .map(|((&id, now), then)| BandTotals {
            band: band(id),
            n: now.accounts,
            arr: now.arr,
            n_before: then.accounts,
        })
        .collect();
    sort_by(&mut totals, |a, b| a.band.cmp(&b.band));
    totals
}
