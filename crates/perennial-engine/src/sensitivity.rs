//! How much of a result hangs on the model's exact numbers (SPEC §11, §12): weights with noise, thresholds moved a
//! little, single measures moved or taken away. Everything starts from one run and reads no rows again.

mod decisive;
mod noise;
mod tornado;

pub use decisive::{Decisive, decisive};
pub use noise::{Noise, weight_noise};
pub use tornado::{Bar, Effect, Threshold, tornado};

use crate::compiled::Compiled;
use crate::evaluation::Evaluation;
use crate::measure_table::MeasureTable;
use crate::overrides::ActiveOverrides;
use crate::run::Run;
use perennial_data::Dataset;

/// What sensitivity starts from.
#[derive(Clone, Copy, Debug)]
pub struct Base<'b> {
    /// The data.
    pub data: &'b Dataset,
    /// The model.
    pub compiled: &'b Compiled,
    /// What it says of them on a date, with the overrides below.
    pub run: &'b Run,
    /// The overrides in force; accounts that have one do not move.
    pub overrides: &'b ActiveOverrides,
}

impl Base<'_> {
    fn score(&self, compiled: &Compiled, measures: &MeasureTable) -> Evaluation {
        crate::score::score(compiled, measures, self.overrides)
    }

    /// Accounts that exist, and how many of them are in another band than in the run.
    fn moved(&self, evaluation: &Evaluation) -> (u32, u32) {
        let (mut of, mut moved) = (0, 0);
        let bands = self.run.evaluation.bands.iter().zip(&evaluation.bands);
        for ((before, after), exists) in bands.zip(&evaluation.exists) {
            of += u32::from(*exists);
            moved += u32::from(*exists && before != after);
        }
        (of, moved)
    }
}
