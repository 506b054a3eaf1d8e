//! The columns of the Customers table that the customer's life fills: worked out here, read by the
//! part that answers for the table.

use crate::life::today::{Today, is_shown};
use crate::life::tracking::Life;
use crate::life::value::services;
use crate::life::words::tier_title;
use crate::life::{alerts, codes};
use crate::query::columns::{ColumnData, Given, GivenColumn, NO_CODE, Names};
use crate::session::Session;
use perennial_data::{Bilingual, Day};
use perennial_engine::model::life::{StageSet, TierId};
use perennial_life::Observed;
use perennial_life::cause::closings;
use perennial_life::rfm::{Rfm, rfm};
use perennial_life::stay::current_stay;
use perennial_protocol::view::{CustomersView, GroupsView, Pace};
use perennial_protocol::{ColumnRef, CustomersQuery, Failure, Filter, LifeColumn};
use std::rc::Rc;

/// Paces and their codes, the most urgent first.
const PACES: [(Pace, &str); 4] = [
    (Pace::Stuck, "stuck"),
    (Pace::Behind, "behind"),
    (Pace::OnTrack, "on-track"),
    (Pace::Unsaid, "unsaid"),
];

/// A column and what its codes are called.
type Filled = (ColumnData, Vec<(String, Bilingual)>);

/// Whether a column tells of the days before its date as well.
pub(super) fn needs_days(query: &CustomersQuery) -> bool {
    let mut columns = life_columns(query).filter_map(LifeColumn::of_code);
    columns.any(|column| match column {
        LifeColumn::Stage
        | LifeColumn::Pace
        | LifeColumn::Alerts
        | LifeColumn::Track(_)
        | LifeColumn::Alert(_)
        | LifeColumn::Cause(_) => true,
        LifeColumn::Tier
        | LifeColumn::Level
        | LifeColumn::Recency
        | LifeColumn::Frequency
        | LifeColumn::Spent => false,
    })
}

/// The codes of the columns of the customer's life that a list names: shown, sorted or narrowed by.
fn life_columns(query: &CustomersQuery) -> impl Iterator<Item = &str> {
    let filters = query.filters.iter().map(Filter::column);
    let sort = query.sort.iter().map(|sort| &sort.column);
    let all = query.columns.iter().chain(filters).chain(sort);
    all.filter_map(|column| match column {
        ColumnRef::Life(code) => Some(code.as_str()),
        _ => None,
    })
}

impl Session {
    /// The rows of a list that names columns of the customer's life, with what their codes are called.
    pub(super) fn customers_of_life(
        &mut self,
        query: &CustomersQuery,
    ) -> Result<CustomersView, Failure> {
        self.give_columns(query)?;
        let mut view = self.customers(query);
        for code in life_columns(query) {
            let is_named = view.names.iter().any(|(held, _)| held == code);
            let given = self.given.get(query.as_of, code);
            if let Some(given) = given.filter(|_| !is_named) {
                view.names.push((code.to_owned(), given.names.to_vec()));
            }
        }
        Ok(view)
    }

    /// The groups of a list by a column of the customer's life, with what its codes are called.
    pub(super) fn groups_of_life(&mut self, query: &CustomersQuery) -> Result<GroupsView, Failure> {
        self.give_columns(query)?;
        let mut view = self.groups(query);
        if let Some(ColumnRef::Life(code)) = query.columns.first() {
            let given = self.given.get(query.as_of, code);
            view.names = given.map_or_else(Vec::new, |given| given.names.to_vec());
        }
        Ok(view)
    }

    /// Fills the columns that a list names, keeping those that are filled.
    pub(super) fn give_columns(&mut self, query: &CustomersQuery) -> Result<(), Failure> {
        let as_of = query.as_of;
        if self.given.as_of != Some(as_of) {
            self.given = Given {
                as_of: Some(as_of),
                columns: Vec::new(),
            };
        }
        for code in life_columns(query) {
            let known = self.given.get(as_of, code).is_some();
            let Some(column) = LifeColumn::of_code(code).filter(|_| !known) else {
                continue;
            };
            let (data, names) = self.life_column(as_of, &column)?;
            self.given.columns.push(GivenColumn {
                code: code.to_owned(),
                data: Rc::new(data),
                names: names.into(),
            });
        }
        Ok(())
    }

    fn life_column(&mut self, as_of: Day, column: &LifeColumn) -> Result<Filled, Failure> {
        match column {
            LifeColumn::Tier | LifeColumn::Level => {
                let life = self.life()?;
                let observed = life.observed(as_of);
                Ok(if *column == LifeColumn::Tier {
                    tier(life, &observed)
                } else {
                    level(life, &observed)
                })
            }
            LifeColumn::Recency => Ok(self.quintile(as_of, |rfm| rfm.recency)),
            LifeColumn::Frequency => Ok(self.quintile(as_of, |rfm| rfm.frequency)),
            LifeColumn::Spent => Ok(self.quintile(as_of, |rfm| rfm.money)),
            LifeColumn::Stage
            | LifeColumn::Pace
            | LifeColumn::Alerts
            | LifeColumn::Track(_)
            | LifeColumn::Alert(_)
            | LifeColumn::Cause(_) => {
                let (life, today) = self.life_on(as_of)?;
                let both = (life, &*today);
                Ok(match column {
                    LifeColumn::Pace => pace(both),
                    LifeColumn::Alerts => (counts(both, open), Vec::new()),
                    LifeColumn::Track(id) => track(both, id),
                    LifeColumn::Alert(id) => alert(both, id),
                    LifeColumn::Cause(id) => cause(both, id),
                    _ => stage(both),
                })
            }
        }
    }

    fn quintile(&self, as_of: Day, of: fn(&Rfm) -> u8) -> Filled {
        let table = rfm(&self.state.data, as_of);
        let number = |rfm: &Option<Rfm>| rfm.as_ref().map_or(f64::NAN, |rfm| of(rfm).into());
        let numbers = table.quintiles.iter().map(number).collect();
        (ColumnData::Numbers(numbers), Vec::new())
    }
}

/// A column of positions in a list of names.
fn coded(codes: impl Iterator<Item = Option<usize>>, names: Vec<(String, Bilingual)>) -> Filled {
    let code = |at: Option<usize>| at.and_then(|at| u8::try_from(at).ok()).unwrap_or(NO_CODE);
    let shared: Names = names.clone().into();
    (ColumnData::Coded(codes.map(code).collect(), shared), names)
}

/// The accounts that exist on the date, `None` for the others.
fn existing(observed: &Observed) -> impl Iterator<Item = Option<u32>> {
    let exists = (0_u32..).zip(observed.run.evaluation.exists());
    exists.map(|(account, exists)| exists.then_some(account))
}

/// The positions of the stages in use, in the order of life.
fn order(set: Option<&StageSet>) -> Vec<usize> {
    set.map(StageSet::in_order).unwrap_or_default()
}

fn stage((life, today): (&Life, &Today)) -> Filled {
    let set = life.plan.model().stages().set();
    let order = order(set);
    let names = order.iter().filter_map(|&at| {
        let stage = set?.stages.get(at)?;
        Some((stage.id.clone(), stage.title.clone()))
    });
    let observation = &today.observed.observation;
    let codes = existing(&today.observed).map(|account| {
        let stage = observation.stage(account? as usize)?;
        order.iter().position(|&at| at == stage)
    });
    coded(codes, names.collect())
}

fn pace((life, today): (&Life, &Today)) -> Filled {
    let as_of = today.as_of();
    let timeline = life.timeline(as_of);
    let paces = life.paces(as_of);
    let observation = &today.observed.observation;
    let codes = existing(&today.observed).map(|account| {
        let account = account?;
        let stage = observation.stage(account as usize)?;
        let stay = current_stay(timeline, account, as_of).filter(|stay| stay.stage == stage);
        let judged = stay.and_then(|stay| paces.judge(account, &stay));
        let pace = codes::pace(judged);
        PACES.iter().position(|(of, _)| *of == pace)
    });
    // What a pace is called does not depend on the model: screens have the words.
    let names = PACES.map(|(_, code)| (code.to_owned(), Bilingual::same(code)));
    coded(codes, names.into())
}

fn tier(life: &Life, observed: &Observed) -> Filled {
    let codes = existing(observed).map(|account| {
        let tier = observed.tiers.tier(account? as usize)?;
        TierId::ALL.into_iter().position(|of| of == tier)
    });
    let names = TierId::ALL.map(|tier| (tier.as_str().to_owned(), tier_title(life, tier)));
    coded(codes, names.into())
}

fn level(life: &Life, observed: &Observed) -> Filled {
    let services = services(life, observed);
    let codes = existing(observed).map(|account| services.level(account? as usize));
    let levels = life.plan.model().tiers().service_levels.iter();
    let names = levels.map(|level| (level.id.clone(), level.title.clone()));
    coded(codes, names.collect())
}

fn track((life, today): (&Life, &Today), id: &str) -> Filled {
    let mut tracks = life.plan.model().stages().tracks.iter();
    let at = tracks.position(|track| track.id == id);
    let names = at.and_then(|at| life.plan.model().stages().tracks.get(at));
    let names = names.map(|track| (track.id.clone(), track.title.clone()));
    let bits = today.observed.observation.tracks();
    let codes = existing(&today.observed).map(|account| {
        let runs = bits.get(account? as usize)?;
        at.filter(|at| *at < 16 && runs >> at & 1 == 1).map(|_| 0)
    });
    coded(codes, names.into_iter().collect())
}

fn alert((life, today): (&Life, &Today), id: &str) -> Filled {
    let mut signals = life.plan.model().signals().iter();
    let at = signals.position(|signal| signal.id == id);
    let signal = at.and_then(|at| life.plan.model().signals().get(at));
    let names = signal.map(|signal| (signal.id.clone(), signal.title.clone()));
    let mut has_one = vec![false; today.arr.len()];
    for alert in &today.alerts {
        if Some(alert.signal) == at && alert.state.asks() {
            has_one[alert.account as usize] = true;
        }
    }
    let codes = existing(&today.observed).map(|account| {
        has_one
            .get(account? as usize)
            .filter(|has| **has)
            .map(|_| 0)
    });
    coded(codes, names.into_iter().collect())
}

/// How many of an account's alerts count, NaN for accounts that do not exist.
fn counts(
    (life, today): (&Life, &Today),
    of: impl Fn(&Life, &perennial_life::alert::Alert) -> usize,
) -> ColumnData {
    let exists = existing(&today.observed);
    let mut numbers: Vec<f64> = exists
        .map(|account| if account.is_some() { 0.0 } else { f64::NAN })
        .collect();
    for alert in &today.alerts {
        if let Some(number) = numbers.get_mut(alert.account as usize) {
            *number += f64::from(crate::session::count(of(life, alert)));
        }
    }
    ColumnData::Numbers(numbers)
}

fn open(life: &Life, alert: &perennial_life::alert::Alert) -> usize {
    let asks = alert.state.asks();
    usize::from(asks && is_shown(life, alert))
}

fn cause(both: (&Life, &Today), id: &str) -> Filled {
    let (life, today) = both;
    let signals = life.plan.model().signals();
    let mut title = Bilingual::same(id);
    for alert in &today.alerts {
        let causes = signals.get(alert.signal).map(|signal| &signal.causes[..]);
        for closing in closings(std::slice::from_ref(alert)) {
            if closing.cause() == id {
                title = alerts::cause_words(causes.unwrap_or_default(), closing);
            }
        }
    }
    let closed = |_: &Life, alert: &perennial_life::alert::Alert| {
        let closings = closings(std::slice::from_ref(alert));
        closings.filter(|closing| closing.cause() == id).count()
    };
    (counts(both, closed), vec![(id.to_owned(), title)])
}
