//! The search for the smallest and cheapest set of changes.

use super::{BandPath, Needed, Obstacle, PathStep};
use crate::evaluation::Evaluation;
use crate::hypothesis::{Hypothesis, Subject, Taken};
use crate::levels::{Levels, beyond, levels};
use crate::measure_table::{GRACE, PRESENT};
use crate::model::{BandId, Test};
use perennial_data::sort_by;

/// Evaluations spent on looking for the smallest set; beyond it a path is still found, but a smaller one might exist.
const BUDGET: usize = 60_000;
/// Sets of one size whose values are taken back, those with the fewest points at their best first.
const REFINED: usize = 48;
/// Evaluations that are made at once.
const BATCH: usize = 512;

/// A metric that can be moved, and what it can become.
pub(super) struct Lever {
    metric: usize,
    /// The heaviest of its controllable measures.
    measure: usize,
    levels: Levels,
    /// Positions among the levels that are tried: the best, and those where a condition turns.
    corners: Vec<usize>,
}

/// Levers with the position of each, by lever.
type Choice = Vec<(usize, usize)>;

pub(super) fn reached(evaluation: &Evaluation, at: usize, target: BandId) -> bool {
    let band = evaluation.bands.get(at).copied().flatten();
    band.is_some_and(|band| band >= target)
}

pub(super) fn levers(subject: &Subject<'_>) -> Vec<Lever> {
    let compiled = subject.compiled;
    let mut levers: Vec<Lever> = Vec::new();
    let weight = |measure: usize| {
        let sets = compiled.sets().iter();
        sets.map(|set| set.global[measure]).fold(0.0, f64::max)
    };
    for (measure, declared) in compiled.model().measures.iter().enumerate() {
        let plan = &compiled.measures()[measure];
        let (_, state) = subject.scored(measure);
        let counts = weight(measure) > 0.0 && state & GRACE == 0;
        if !declared.controllable || !counts {
            continue;
        }
        let transform = &plan.transforms[subject.variant()];
        let decl = &compiled.plan().metrics[plan.metric].decl;
        // A value that has expired is as good as none.
        let now = subject.value(plan.metric).filter(|_| state & PRESENT != 0);
        let months = subject.tenure_months();
        let known = levels(transform, decl.unit, now, months);
        let turns = turns(subject, plan.metric);
        let kind = (decl.unit, decl.better);
        let Some(levels) = beyond(known, transform, kind, now, months, &turns) else {
            continue;
        };
        match levers.iter_mut().find(|lever| lever.metric == plan.metric) {
            Some(lever) if weight(lever.measure) >= weight(measure) => {}
            Some(lever) => (lever.measure, lever.levels) = (measure, levels),
            None => levers.push(Lever {
                metric: plan.metric,
                measure,
                levels,
                corners: Vec::new(),
            }),
        }
    }
    for lever in &mut levers {
        let best = lever.levels.len() - 1;
        let mut corners = vec![best];
        for turn in turns(subject, lever.metric) {
            for at in lever.levels.around(turn) {
                if !corners.contains(&at) {
                    corners.push(at);
                }
            }
        }
        lever.corners = corners;
    }
    levers
}

/// Numbers at which conditions on a metric turn.
fn turns(subject: &Subject<'_>, metric: usize) -> Vec<f64> {
    let tests = subject.tests_of(metric).into_iter();
    let turns = tests.filter_map(|test| match test {
        Test::AtLeast(n) | Test::AtMost(n) | Test::Above(n) | Test::Below(n) => Some(*n),
        _ => None,
    });
    turns.collect()
}

pub(super) struct Search<'s, 'r> {
    pub(super) subject: &'s Subject<'r>,
    pub(super) levers: Vec<Lever>,
    pub(super) target: BandId,
}

impl Search<'_, '_> {
    fn hypothesis(&self, choice: &Choice) -> Hypothesis {
        let taken = choice.iter().map(|&(lever, position)| {
            let lever = &self.levers[lever];
            (lever.metric, lever.levels.value(position))
        });
        taken.collect()
    }

    /// Which of these reach the band.
    fn reaching(&self, choices: Vec<Choice>) -> Vec<Choice> {
        let mut found = Vec::new();
        for batch in choices.chunks(BATCH) {
            let hypotheses: Vec<Hypothesis> =
                batch.iter().map(|choice| self.hypothesis(choice)).collect();
            let evaluation = self.subject.evaluate(&hypotheses);
            let reach = |(at, _): &(usize, &Choice)| reached(&evaluation, *at, self.target);
            found.extend(
                batch
                    .iter()
                    .enumerate()
                    .filter(reach)
                    .map(|(_, c)| c.clone()),
            );
        }
        found
    }

    fn reaches(&self, choice: &Choice) -> bool {
        let evaluation = self.subject.evaluate(&[self.hypothesis(choice)]);
        reached(&evaluation, 0, self.target)
    }

    /// The choices of the smallest size that reach the band, and whether all smaller ones were tried.
    pub(super) fn smallest(&self) -> (Vec<Choice>, bool) {
        let n = self.levers.len();
        let mut spent = 0;
        for size in 1..=n {
            let Some(choices) = self.choices(size, BUDGET - spent) else {
                break;
            };
            spent += choices.len();
            let found = self.reaching(choices);
            if !found.is_empty() {
                return (found, true);
            }
            if size == n {
                return (Vec::new(), true);
            }
        }
        // All at their best, less whatever is not needed.
        let mut choice: Choice = (0..n)
            .map(|lever| (lever, self.levers[lever].corners[0]))
            .collect();
        if !self.reaches(&choice) {
            return (Vec::new(), false);
        }
        for lever in 0..n {
            let without: Choice = choice
                .iter()
                .copied()
                .filter(|(l, _)| *l != lever)
                .collect();
            if self.reaches(&without) {
                choice = without;
            }
        }
        (vec![choice], false)
    }

    /// All choices of that many levers, at every corner of each; `None` if there are more than `most`.
    fn choices(&self, size: usize, most: usize) -> Option<Vec<Choice>> {
        let mut choices: Vec<Choice> = vec![Vec::new()];
        for taken in 0..size {
            let mut longer = Vec::new();
            for choice in &choices {
                let first = choice.last().map_or(0, |(lever, _)| lever + 1);
                // As many levers must be left as are still to be taken.
                for lever in first..=self.levers.len() - (size - taken) {
                    for &corner in &self.levers[lever].corners {
                        let mut next = choice.clone();
                        next.push((lever, corner));
                        longer.push(next);
                    }
                }
                if longer.len() > most {
                    return None;
                }
            }
            choices = longer;
        }
        Some(choices)
    }

    /// The choice that needs the fewest points once values are taken back as far as they can be.
    pub(super) fn cheapest(&self, choices: Vec<Choice>) -> Option<Choice> {
        let mut rated: Vec<(f64, Choice)> = choices
            .into_iter()
            .map(|choice| (self.points(&choice), choice))
            .collect();
        sort_by(&mut rated, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut refined: Vec<(f64, Choice)> = Vec::new();
        for (_, choice) in rated.into_iter().take(REFINED) {
            for order in orders(choice.len()) {
                let choice = self.taken_back(choice.clone(), &order);
                refined.push((self.points(&choice), choice));
            }
        }
        sort_by(&mut refined, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        refined.into_iter().next().map(|(_, choice)| choice)
    }

    /// Each value in the order given as little changed as still reaches the band.
    fn taken_back(&self, mut choice: Choice, order: &[usize]) -> Choice {
        for &place in order {
            let (mut low, mut high) = (0, choice[place].1);
            while low < high {
                let middle = low + (high - low) / 2;
                let held = std::mem::replace(&mut choice[place].1, middle);
                if self.reaches(&choice) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
                choice[place].1 = held;
            }
            let held = std::mem::replace(&mut choice[place].1, high);
            if high != held && !self.reaches(&choice) {
                choice[place].1 = held; // where reaching it is not a matter of more or less
            }
        }
        choice
    }

    /// Points of score that all measures it moves gain together; those without a score have 0 now.
    fn points(&self, choice: &Choice) -> f64 {
        let scores = self.subject.scores(&self.hypothesis(choice));
        let moved = |measure: usize| {
            let metric = self.subject.compiled.measures()[measure].metric;
            choice
                .iter()
                .any(|(lever, _)| self.levers[*lever].metric == metric)
        };
        let measures = scores
            .iter()
            .enumerate()
            .filter(|(m, s)| moved(*m) && !s.is_nan());
        let points = measures.map(|(measure, score)| {
            let (before, _) = self.subject.scored(measure);
            (score - if before.is_nan() { 0.0 } else { before }).abs()
        });
        points.fold(0.0, |sum, points| sum + points)
    }

    /// What stands in the way though everything controllable is at its best.
    pub(super) fn obstacle(&self) -> Obstacle {
        let best: Choice = (0..self.levers.len())
            .map(|lever| (lever, self.levers[lever].levels.len() - 1))
            .collect();
        let hypothesis = self.hypothesis(&best);
        let evaluation = self.subject.evaluate(std::slice::from_ref(&hypothesis));
        let Some(health) = evaluation.account(0) else {
            return Obstacle::NoHealth;
        };
        let Some(value) = health.value else {
            return Obstacle::NoHealth;
        };
        let variant = usize::from(evaluation.variants[0]);
        let reaches = |value: f64| {
            let band = self.subject.compiled.band(variant, value);
            band.is_some_and(|band| band >= self.target)
        };
        if reaches(value) {
            return Obstacle::Coverage(health.coverage);
        }
        if health.health.is_some_and(reaches) {
            let holding = self.subject.holding(&hypothesis).into_iter();
            let caps = &self.subject.compiled.model().caps;
            let caps = holding
                .filter_map(|cap| caps.get(cap))
                .filter(|cap| !reaches(cap.max));
            return Obstacle::Capped(caps.map(|cap| cap.id.clone()).collect());
        }
        Obstacle::OutOfReach(value)
    }

    pub(super) fn path(&self, now: &Evaluation, choice: &Choice, is_smallest: bool) -> BandPath {
        let compiled = self.subject.compiled;
        let hypothesis = self.hypothesis(choice);
        let then = self.subject.evaluate(std::slice::from_ref(&hypothesis));
        let scores = self.subject.scores(&hypothesis);
        let variant = usize::from(then.variants[0]);
        let set = compiled.set(variant, self.subject.key_account());
        let weights = set.effective(compiled.layout(), |m| !scores[m].is_nan());
        let mut steps: Vec<PathStep> = (choice.iter().zip(hypothesis))
            .map(|(&(lever, _), (metric, taken))| {
                let measure = self.levers[lever].measure;
                let declared = &compiled.model().measures[measure];
                let decl = &compiled.plan().metrics[metric].decl;
                let (before, state) = self.subject.scored(measure);
                let now = self.subject.value(metric).filter(|_| state & PRESENT != 0);
                PathStep {
                    measure: declared.id.clone(),
                    title: declared.title.clone().unwrap_or_else(|| decl.title.clone()),
                    metric: decl.id.clone(),
                    unit: decl.unit,
                    better: decl.better,
                    value_before: now.cloned().map(needed),
                    value_needed: needed(taken),
                    score_before: Some(before).filter(|score| !score.is_nan()),
                    score_after: scores[measure],
                    weight: weights[measure],
                }
            })
            .collect();
        let gain = |step: &PathStep| {
            step.weight * (step.score_after - step.score_before.unwrap_or_default())
        };
        sort_by(&mut steps, |a, b| gain(b).total_cmp(&gain(a)));
        let bands = compiled.bands(variant).unwrap_or_default();
        let band = bands.iter().find(|band| band.id >= self.target);
        BandPath {
            from: now.bands[0],
            to: then.bands[0].unwrap_or(self.target),
            threshold: band.map_or(0.0, |band| band.from),
            before: Some(now.values[0]).filter(|value| !value.is_nan()),
            after: then.values[0],
            coverage_before: now.coverage[0],
            coverage_after: then.coverage[0],
            steps,
            is_smallest,
        }
    }
}

fn needed(taken: Taken) -> Needed {
    match taken {
        Taken::Number(value) => Needed::Number(value),
        Taken::Word(word) => Needed::Word(word),
    }
}

/// Orders in which values are taken back: all of up to three, else each first in turn.
fn orders(n: usize) -> Vec<Vec<usize>> {
    if n > 3 {
        return (0..n)
            .map(|first| (0..n).map(|at| (at + first) % n).collect())
            .collect();
    }
    let mut orders: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..n {
        let longer = |order: Vec<usize>| {
            let free = (0..n).filter(|at| !order.contains(at)).collect::<Vec<_>>();
            free.into_iter()
                .map(move |at| [order.clone(), vec![at]].concat())
        };
        orders = orders.into_iter().flat_map(longer).collect();
    }
    orders
}
