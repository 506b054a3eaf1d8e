//! The whole way from rows to colours, at one date or at many.

use crate::bound::{Bound, Prepared};
use crate::compiled::Compiled;
use crate::evaluation::Evaluation;
use crate::measure_table::{MeasureTable, measure};
use crate::metric_table::{MetricTable, metrics_of_bound};
use crate::overrides::{ActiveOverrides, Override};
use crate::score::score;
use perennial_data::{Dataset, Day, sort_by};

/// One evaluation with everything that it was made from.
#[derive(Clone, Debug)]
pub struct Run {
    /// Values of the metrics.
    pub metrics: MetricTable,
    /// Scores of the measures.
    pub measures: MeasureTable,
    /// Health and colours.
    pub evaluation: Evaluation,
}

/// Evaluates every account on `as_of`.
#[must_use]
pub fn evaluate(data: &Dataset, compiled: &Compiled, overrides: &[Override], as_of: Day) -> Run {
    run(&mut Bound::new(data), compiled, overrides, as_of)
}

/// Evaluates every account on each of `dates`, in their order: the same as [`evaluate`] on each,
/// with less work.
#[must_use]
pub fn history(
    data: &Dataset,
    compiled: &Compiled,
    overrides: &[Override],
    dates: &[Day],
) -> Vec<Evaluation> {
    history_of(&mut Bound::new(data), compiled, overrides, dates)
}

impl Prepared {
    /// As [`evaluate`].
    pub fn evaluate(&mut self, compiled: &Compiled, overrides: &[Override], as_of: Day) -> Run {
        self.with(|bound| run(bound, compiled, overrides, as_of))
    }

    /// As [`history`].
    pub fn history(
        &mut self,
        compiled: &Compiled,
        overrides: &[Override],
        dates: &[Day],
    ) -> Vec<Evaluation> {
        self.with(|bound| history_of(bound, compiled, overrides, dates))
    }
}

fn history_of(
    bound: &mut Bound<'_>,
    compiled: &Compiled,
    overrides: &[Override],
    dates: &[Day],
) -> Vec<Evaluation> {
    let mut order: Vec<usize> = (0..dates.len()).collect();
    sort_by(&mut order, |&a, &b| dates[a].cmp(&dates[b]));
    let mut done: Vec<(usize, Evaluation)> = order
        .into_iter()
        .map(|i| (i, run(bound, compiled, overrides, dates[i]).evaluation))
        .collect();
    sort_by(&mut done, |a, b| a.0.cmp(&b.0));
    done.into_iter().map(|(_, evaluation)| evaluation).collect()
}

fn run(bound: &mut Bound<'_>, compiled: &Compiled, overrides: &[Override], as_of: Day) -> Run {
    let metrics = metrics_of_bound(bound, compiled, as_of);
    let measures = measure(compiled, bound.data, &metrics);
    let active = ActiveOverrides::new(bound.data, overrides, as_of);
    let evaluation = score(compiled, &measures, &active);
    Run {
        metrics,
        measures,
        evaluation,
    }
}
