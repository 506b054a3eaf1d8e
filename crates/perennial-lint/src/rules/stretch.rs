//! Bands and steps alike: stretches of numbers that follow each other.

use crate::places::{bands, transforms};
use perennial_model::{DocPath, Model};

/// One list of stretches.
pub(super) struct Stretches {
    /// The list.
    pub(super) path: DocPath,
    /// Ends of each, in the list's order; open ones reach without end.
    pub(super) ends: Vec<(f64, f64)>,
    /// Positions by ascending lower end.
    pub(super) order: Vec<usize>,
    /// What they have to fill: 0 to 100 for bands, for steps whatever they reach.
    pub(super) of_health: bool,
}

impl Stretches {
    fn new(path: DocPath, ends: Vec<(f64, f64)>, of_health: bool) -> Self {
        let mut order: Vec<usize> = (0..ends.len()).collect();
        let ends_of = |at: usize| ends.get(at).copied().unwrap_or_default();
        perennial_data::sort_by(&mut order, |&a, &b| {
            let (a, b) = (ends_of(a), ends_of(b));
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        Self {
            path,
            ends,
            order,
            of_health,
        }
    }

    /// Neighbours by their lower ends, those left out that hold no number: positions, and where the first ends and
    /// the second begins.
    pub(super) fn neighbours(&self) -> Vec<(usize, usize, f64, f64)> {
        let pairs = self.holding();
        let pairs = pairs.windows(2);
        pairs
            .map(|pair| (pair[0].0, pair[1].0, pair[0].2, pair[1].1))
            .collect()
    }

    /// Those that hold a number, by their lower ends: position and ends.
    pub(super) fn holding(&self) -> Vec<(usize, f64, f64)> {
        let holding = |&at: &usize| {
            let (from, to) = self.ends[at];
            (from < to).then_some((at, from, to))
        };
        self.order.iter().filter_map(holding).collect()
    }

    /// Whether they stand in ascending order.
    pub(super) fn ascends(&self) -> bool {
        self.order.windows(2).all(|pair| pair[0] < pair[1])
    }

    /// The way to an end of one of them.
    pub(super) fn end(&self, position: usize, end: &str) -> DocPath {
        self.path.at(position).field(end)
    }
}

/// All lists of bands and steps.
pub(super) fn all(model: &Model) -> Vec<Stretches> {
    let of_health = bands(model).into_iter().map(|(path, bands)| {
        let ends = bands.iter().map(|band| (band.from, band.to)).collect();
        Stretches::new(path, ends, true)
    });
    let of_steps = transforms(model).into_iter().flat_map(|at| at.steps());
    let of_steps = of_steps.map(|(path, steps)| {
        let ends = steps.iter().map(|step| {
            let (from, to) = (step.from, step.to);
            (
                from.unwrap_or(f64::NEG_INFINITY),
                to.unwrap_or(f64::INFINITY),
            )
        });
        Stretches::new(path, ends.collect(), false)
    });
    of_health.chain(of_steps).collect()
}
