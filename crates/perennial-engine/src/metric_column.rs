//! The value of one metric for every account at one date, where it comes from and how old it is.

use crate::prim::{Dates, PrimColumn};
use perennial_data::Day;
use std::rc::Rc;

/// One metric for every account.
#[derive(Clone, Debug)]
pub struct MetricColumn {
    /// NaN where missing. Metrics of words hold positions in `words`. Shared with other metrics of the
    /// same aggregate, and with other dates where nothing changed.
    column: Rc<PrimColumn>,
    pub(crate) words: Vec<String>,
    /// Per source its dates, as far as sources were asked.
    dates: Vec<Dates>,
    from: Sources,
}

/// Which of the declared sources the values are from.
#[derive(Clone, Debug)]
enum Sources {
    One(u8),
    Each(Vec<u8>),
}

impl MetricColumn {
    pub(crate) fn of_words(values: Vec<f64>, words: Vec<String>, sources: Vec<u8>) -> Self {
        Self {
            column: Rc::new(PrimColumn::current(values)),
            words,
            dates: Vec::new(),
            from: Sources::Each(sources),
        }
    }

    /// Per account the value, NaN where missing.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.column.values
    }

    /// Whether all values are missing, as the data cannot say.
    pub(crate) fn is_nothing(&self) -> bool {
        self.column.nothing
    }

    /// The value of all accounts where it is known to be the same, NaN where all are missing.
    #[must_use]
    pub fn value_of_all(&self) -> Option<f64> {
        let zero = self.column.zero.then_some(0.0);
        zero.or(self.column.nothing.then_some(f64::NAN))
    }

    pub(crate) fn shared(&self) -> &Rc<PrimColumn> {
        &self.column
    }

    /// The value of an account; `None` where missing.
    #[must_use]
    pub fn get(&self, account: usize) -> Option<f64> {
        let value = self.column.values.get(account).copied();
        value.filter(|value| !value.is_nan())
    }

    /// The word of an account, for metrics of words.
    #[must_use]
    pub fn word(&self, account: usize) -> Option<&str> {
        let position = self.get(account)?;
        let mut words = self.words.iter().zip(0_u32..);
        words.find_map(|(word, i)| (f64::from(i) == position).then_some(word.as_str()))
    }

    /// Which of the declared sources the account's value is from; `None` where missing.
    #[must_use]
    pub fn source(&self, account: usize) -> Option<usize> {
        self.get(account)?;
        Some(usize::from(match &self.from {
            Sources::One(source) => *source,
            Sources::Each(sources) => sources.get(account).copied().unwrap_or(0),
        }))
    }

    /// The date of the newest data behind the account's value; `None` where it has no age.
    #[must_use]
    pub fn dated(&self, account: usize) -> Option<Day> {
        let dates = self.dates.get(self.source(account)?)?;
        dates.of(account).and_then(Day::from_column)
    }

    /// The dates of all values, where they are from one source.
    pub(crate) fn dates_of_all(&self) -> Option<&Dates> {
        match &self.from {
            Sources::One(source) => self.dates.get(usize::from(*source)),
            Sources::Each(_) => None,
        }
    }
}

/// A column in the making: sources are asked in order, each for what those before have not.
#[derive(Default)]
pub(crate) struct Filling {
    held: Option<Rc<PrimColumn>>,
    first: u8,
    /// Empty as long as one source alone has values.
    sources: Vec<u8>,
    dates: Vec<Dates>,
}

impl Filling {
    /// Takes note of the dates of the next source's values.
    pub(crate) fn date(&mut self, dates: Dates) {
        self.dates.push(dates);
    }

    /// Takes the values that are missing so far from a source.
    pub(crate) fn take(&mut self, column: Rc<PrimColumn>, number: u8) {
        let Some(held) = &mut self.held else {
            self.first = number;
            self.held = Some(column);
            return;
        };
        let mut values = held.values.clone();
        self.sources.resize(values.len(), self.first);
        let slots = values.iter_mut().zip(&mut self.sources);
        for ((value, source), &now) in slots.zip(&column.values) {
            let takes = value.is_nan() && !now.is_nan();
            *source = if takes { number } else { *source };
            *value = if takes { now } else { *value };
        }
        *held = Rc::new(PrimColumn::current(values));
    }

    /// Whether a value is missing.
    pub(crate) fn is_open(&self) -> bool {
        let held = self.held.as_ref();
        held.is_none_or(|held| held.values.iter().any(|value| value.is_nan()))
    }

    /// The column; `nothing` where no source had anything to say.
    pub(crate) fn done(self, nothing: impl FnOnce() -> Rc<PrimColumn>) -> MetricColumn {
        MetricColumn {
            column: self.held.unwrap_or_else(nothing),
            words: Vec::new(),
            dates: self.dates,
            from: if self.sources.is_empty() {
                Sources::One(self.first)
            } else {
                Sources::Each(self.sources)
            },
        }
    }
}
