//! Any column of the Customers table by account: computed, a field, a metric or a measure.

use crate::evaluations::{Slice, band};
use crate::query::customers::health_view;
use crate::session::Session;
use perennial_data::{Bilingual, Column, Dataset, Day, TableId, number_text, sort_by};
use perennial_engine::Run;
use perennial_engine::model::{MetricDecl, Unit};
use perennial_protocol::ColumnRef;
use perennial_protocol::view::{Band, CellView, HealthView};
use std::rc::Rc;

/// Metrics that computed columns are read from.
pub(crate) const ARR: &str = "arr";
pub(crate) const DAYS_TO_RENEWAL: &str = "days_to_renewal";

/// Access to columns at one date. Holds shared results, so that it can be used while the session
/// goes on; a column is worked out when it is asked for.
pub(crate) struct Columns {
    data: Rc<Dataset>,
    model: Rc<crate::model::ModelState>,
    run: Rc<Run>,
    as_of: Day,
    since: Day,
}

/// The values of one column.
pub(crate) enum ColumnData {
    /// A field of the accounts table.
    Field(Rc<Dataset>, String),
    /// Numbers, NaN where missing.
    Numbers(Vec<f64>),
    /// Days, as numbers, NaN where missing.
    Days(Vec<f64>),
    /// Words of a metric.
    Words(Vec<Option<String>>),
    /// Positions in a list of codes, [`NO_CODE`] where missing; they are sorted as the list is.
    Coded(Vec<u8>, Names),
    /// Health with its band.
    Health(Slice),
}

/// Codes and what they are called.
pub(crate) type Names = Rc<[(String, Bilingual)]>;

/// No code at all.
pub(crate) const NO_CODE: u8 = u8::MAX;

/// A column of the customer's life.
#[derive(Clone)]
pub(crate) struct GivenColumn {
    pub(crate) code: String,
    pub(crate) data: Rc<ColumnData>,
    pub(crate) names: Names,
}

/// Columns that another part has filled, on one date and for the state as it is.
#[derive(Default)]
pub(crate) struct Given {
    pub(crate) as_of: Option<Day>,
    pub(crate) columns: Vec<GivenColumn>,
}

impl Given {
    pub(crate) fn get(&self, as_of: Day, code: &str) -> Option<&GivenColumn> {
        let mut columns = self.columns.iter();
        let found = columns.find(|given| given.code == code);
        found.filter(|_| self.as_of == Some(as_of))
    }
}

impl Columns {
    pub(crate) fn new(session: &mut Session, as_of: Day, since: Day) -> Self {
        Self {
            data: Rc::clone(&session.state.data),
            model: Rc::clone(&session.state.model),
            run: session.evaluations.run(&session.state, as_of),
            as_of,
            since,
        }
    }

    pub(crate) fn health(&self, account: usize) -> HealthView {
        let health = self.run.evaluation.account(account);
        health_view(
            health.and_then(|h| h.value),
            band(health.and_then(|h| h.band)),
        )
    }

    pub(crate) fn get(&self, session: &mut Session, column: &ColumnRef) -> Rc<ColumnData> {
        let evaluation = &self.run.evaluation;
        let n = evaluation.n_accounts();
        let of = |read: &dyn Fn(perennial_engine::AccountHealth) -> Option<f64>| {
            let value = |account| {
                evaluation
                    .account(account)
                    .and_then(read)
                    .unwrap_or(f64::NAN)
            };
            ColumnData::Numbers((0..n).map(value).collect())
        };
        Rc::new(match column {
            ColumnRef::Name => self.field("name"),
            ColumnRef::Field(field) => self.field(field),
            ColumnRef::Health | ColumnRef::Band => ColumnData::Health(Slice::of(evaluation)),
            ColumnRef::Change => {
                let since = session.evaluations.run(&session.state, self.since);
                let (now, then) = (evaluation.values(), since.evaluation.values());
                ColumnData::Numbers(now.iter().zip(then).map(|(now, then)| now - then).collect())
            }
            ColumnRef::Coverage => of(&|health| health.exists.then_some(health.coverage)),
            ColumnRef::Outcome => of(&|health| health.outcome),
            ColumnRef::Experience => of(&|health| health.experience),
            ColumnRef::Arr => self.metric(session, ARR),
            ColumnRef::RenewalOn => match self.metric(session, DAYS_TO_RENEWAL) {
                ColumnData::Numbers(days) => {
                    let today = f64::from(self.as_of.number());
                    ColumnData::Days(days.into_iter().map(|days| today + days).collect())
                }
                other => other,
            },
            ColumnRef::Metric(id) => self.metric(session, id),
            ColumnRef::Measure(id) => {
                let position = self
                    .model
                    .model()
                    .measures
                    .iter()
                    .position(|measure| measure.id == *id);
                let scores = position.and_then(|position| self.run.measures.column(position));
                ColumnData::Numbers(
                    scores.map_or_else(|| vec![f64::NAN; n], |column| column.scores().to_vec()),
                )
            }
            ColumnRef::Life(column) => match session.given.get(self.as_of, column) {
                Some(given) => return Rc::clone(&given.data),
                None => ColumnData::Numbers(vec![f64::NAN; n]),
            },
        })
    }

    /// The unit code of a column; empty for texts.
    pub(crate) fn unit(&self, column: &ColumnRef) -> String {
        match column {
            ColumnRef::Name => String::new(),
            ColumnRef::Band => "band".to_owned(),
            ColumnRef::Health => "health".to_owned(),
            ColumnRef::Change => "points".to_owned(),
            ColumnRef::Outcome | ColumnRef::Experience | ColumnRef::Measure(_) => {
                "points100".to_owned()
            }
            ColumnRef::Coverage => "share".to_owned(),
            ColumnRef::Arr => "money".to_owned(),
            ColumnRef::RenewalOn => "day".to_owned(),
            ColumnRef::Field(field) => self.field_unit(field),
            ColumnRef::Metric(id) => self
                .decl(id)
                .map(|decl| unit_code(decl.unit))
                .unwrap_or_default(),
            ColumnRef::Life(_) => "count".to_owned(),
        }
    }

    /// A stable name for file headers.
    pub(crate) fn name(&self, column: &ColumnRef) -> String {
        match column {
            ColumnRef::Name => "name",
            ColumnRef::Health => "health",
            ColumnRef::Change => "change",
            ColumnRef::Band => "band",
            ColumnRef::Coverage => "coverage",
            ColumnRef::Outcome => "outcome",
            ColumnRef::Experience => "experience",
            ColumnRef::Arr => "arr",
            ColumnRef::RenewalOn => "renewal_on",
            ColumnRef::Field(name) | ColumnRef::Metric(name) | ColumnRef::Life(name) => name,
            ColumnRef::Measure(name) => return format!("score_{name}"),
        }
        .to_owned()
    }

    fn field(&self, name: &str) -> ColumnData {
        ColumnData::Field(Rc::clone(&self.data), name.to_owned())
    }

    fn field_unit(&self, field: &str) -> String {
        let money = TableId::Accounts
            .spec()
            .field(field)
            .map(|(_, spec)| spec.kind);
        let code = match (money, self.data.table(TableId::Accounts).column(field)) {
            (Some(perennial_data::FieldKind::Money), _) => "money",
            (_, Some(Column::Number(_))) => "count",
            (_, Some(Column::Day(_))) => "day",
            _ => "",
        };
        code.to_owned()
    }

    fn decl(&self, id: &str) -> Option<&MetricDecl> {
        self.model.model().metric(id)
    }

    fn metric(&self, session: &mut Session, id: &str) -> ColumnData {
        let n = self.run.evaluation.n_accounts();
        let scored = self.model.compiled().metric_position(id);
        let scored = scored.and_then(|position| self.run.metrics.column(position));
        let other = match scored {
            Some(_) => None,
            None => session.evaluations.metric(&session.state, self.as_of, id),
        };
        let Some(column) = scored.or(other.as_deref()) else {
            return ColumnData::Numbers(vec![f64::NAN; n]);
        };
        if self
            .decl(id)
            .is_some_and(|decl| decl.unit == Unit::Category)
        {
            return ColumnData::Words((0..n).map(|a| column.word(a).map(str::to_owned)).collect());
        }
        ColumnData::Numbers(column.values().to_vec())
    }
}

impl ColumnData {
    pub(crate) fn cell(&self, account: usize) -> CellView {
        let number = |values: &[f64]| values.get(account).copied().filter(|value| !value.is_nan());
        match self {
            Self::Field(..) => self.field().map_or(CellView::Missing, |column| {
                super::rows::value(column, account)
            }),
            Self::Numbers(values) => number(values).map_or(CellView::Missing, CellView::Number),
            Self::Days(values) => number(values)
                .and_then(day)
                .map_or(CellView::Missing, CellView::Day),
            Self::Words(words) => words
                .get(account)
                .cloned()
                .flatten()
                .map_or(CellView::Missing, CellView::Text),
            Self::Coded(codes, names) => {
                let code = codes.get(account).map(|&code| usize::from(code));
                let name = code.and_then(|code| names.get(code));
                name.map_or(CellView::Missing, |(code, _)| CellView::Text(code.clone()))
            }
            Self::Health(slice) => {
                let band = slice.bands.get(account).copied().unwrap_or_default();
                CellView::Health(health_view(slice.health(account), band))
            }
        }
    }

    /// As a number to sort and compare by: days since 1970, flags 0 and 1.
    pub(crate) fn number(&self, account: usize) -> Option<f64> {
        match self {
            Self::Field(..) => match self.field()? {
                Column::Number(numbers) => numbers.get(account),
                column @ Column::Day(_) => column.day(account).map(|day| f64::from(day.number())),
                Column::Flag(flags) => flags.get(account).map(|flag| f64::from(u8::from(flag))),
                Column::Text(_) => None,
            },
            Self::Numbers(values) | Self::Days(values) => {
                values.get(account).copied().filter(|value| !value.is_nan())
            }
            Self::Words(_) | Self::Coded(..) => None,
            Self::Health(slice) => slice.health(account),
        }
    }

    /// As a text to compare with choices; empty where missing.
    pub(crate) fn text(&self, account: usize) -> String {
        match self.cell(account) {
            CellView::Text(text) => text,
            CellView::Number(number) => number_text(number),
            CellView::Day(day) => day.to_string(),
            CellView::Flag(flag) => flag.to_string(),
            CellView::Health(health) => band_code(health.band).to_owned(),
            CellView::Missing => String::new(),
        }
    }

    pub(crate) fn is_missing(&self, account: usize) -> bool {
        match self {
            Self::Health(slice) => slice.health(account).is_none(),
            _ => self.cell(account) == CellView::Missing,
        }
    }

    pub(crate) fn is_text(&self) -> bool {
        matches!(self, Self::Words(_) | Self::Coded(..))
            || matches!(self.field(), Some(Column::Text(_)))
    }

    /// Per account the rank of its text in byte order, of its code in the order of codes; `u32::MAX`
    /// where missing.
    pub(crate) fn ranks(&self) -> Vec<u32> {
        if let Self::Coded(codes, _) = self {
            let rank = |&code: &u8| match code {
                NO_CODE => u32::MAX,
                code => u32::from(code),
            };
            return codes.iter().map(rank).collect();
        }
        if let Some(Column::Text(texts)) = self.field() {
            let mut order: Vec<(&str, usize)> = texts.dict().iter().zip(0..).collect();
            sort_by(&mut order, Ord::cmp);
            let mut ranks = vec![u32::MAX; order.len()];
            for (rank, (_, code)) in (0..).zip(order) {
                ranks[code] = rank;
            }
            let rank = |&code: &u32| ranks.get(code as usize).copied().unwrap_or(u32::MAX);
            return texts.codes().iter().map(rank).collect();
        }
        let Self::Words(words) = self else {
            return Vec::new();
        };
        let mut order: Vec<&str> = words.iter().flatten().map(String::as_str).collect();
        sort_by(&mut order, Ord::cmp);
        order.dedup();
        let rank = |word: &Option<String>| {
            let found = word
                .as_deref()
                .and_then(|word| order.binary_search(&word).ok());
            found
                .and_then(|rank| u32::try_from(rank).ok())
                .unwrap_or(u32::MAX)
        };
        words.iter().map(rank).collect()
    }

    fn field(&self) -> Option<&Column> {
        match self {
            Self::Field(data, name) => data.table(TableId::Accounts).column(name),
            _ => None,
        }
    }
}

/// The code by which filters name a band.
pub(crate) fn band_code(band: Band) -> &'static str {
    band.code()
}

/// The unit's code.
pub(crate) fn unit_code(unit: Unit) -> String {
    match unit {
        Unit::Count => "count",
        Unit::Days => "days",
        Unit::Months => "months",
        Unit::Hours => "hours",
        Unit::Minutes => "minutes",
        Unit::Share => "share",
        Unit::Change => "change",
        Unit::Ratio => "ratio",
        Unit::Money => "money",
        Unit::Score => "score",
        Unit::Category => "category",
    }
    .to_owned()
}

#[allow(clippy::cast_possible_truncation)] // day numbers are whole and small
fn day(number: f64) -> Option<Day> {
    Day::new(number as i32)
}
