//! One account as it would be if some metrics had other values: what it would score, to the bit as if the data said so.

use crate::compiled::Compiled;
use crate::evaluation::Evaluation;
use crate::filter;
use crate::measure_table::{
    EXPIRED, GRACE, MeasureColumn, MeasureTable, NO_VALUE, PRESENT, STALE, missing_score,
};
use crate::model::{Rule, Test, Transform};
use crate::overrides::ActiveOverrides;
use crate::run::Run;
use crate::score::score;
use perennial_data::{Dataset, TableId};

/// A value that a metric is taken to have.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Taken {
    Number(f64),
    Word(String),
}

/// Metrics by position, with the values that they are taken to have.
pub(crate) type Hypothesis = Vec<(usize, Taken)>;

/// One account of one run.
pub(crate) struct Subject<'r> {
    pub(crate) compiled: &'r Compiled,
    run: &'r Run,
    account: usize,
    tenure_months: Option<i32>,
    /// Conditions of the variants, then of the caps.
    variants: Vec<Node<'r>>,
    caps: Vec<Node<'r>>,
    /// Metrics by position: value or word.
    found: Vec<Option<Taken>>,
}

/// A rule in which all that no hypothesis touches is settled.
enum Node<'r> {
    All(Vec<Node<'r>>),
    Any(Vec<Node<'r>>),
    Not(Box<Node<'r>>),
    Settled(bool),
    Metric(usize, &'r Test),
    Measure(usize, &'r Test),
}

impl<'r> Subject<'r> {
    /// `None` where there is no such account.
    pub(crate) fn new(
        data: &Dataset,
        compiled: &'r Compiled,
        run: &'r Run,
        account: usize,
    ) -> Option<Self> {
        run.measures.exists.get(account)?;
        let row = u32::try_from(account).ok()?;
        let settle = |rules: &'r [Rule]| {
            let node = |rule| settled(data, compiled, run, row, rule);
            Node::All(rules.iter().map(node).collect())
        };
        let model = compiled.model();
        let found = (0..compiled.metrics().len()).map(|position| {
            let column = run.metrics.column(position)?;
            let word = column
                .word(account)
                .map(|word| Taken::Word(word.to_owned()));
            word.or(column.get(account).map(Taken::Number))
        });
        Some(Self {
            tenure_months: run.metrics.tenure_months(account),
            variants: model.variants.iter().map(|v| settle(&v.when)).collect(),
            caps: model.caps.iter().map(|cap| settle(&cap.when)).collect(),
            found: found.collect(),
            compiled,
            run,
            account,
        })
    }

    /// The value that the data say.
    pub(crate) fn value(&self, metric: usize) -> Option<&Taken> {
        self.found.get(metric)?.as_ref()
    }

    /// Months since the account started.
    pub(crate) fn tenure_months(&self) -> Option<i32> {
        self.tenure_months
    }

    /// The variant as it is, the default being the number after the last.
    pub(crate) fn variant(&self) -> usize {
        usize::from(self.run.measures.variants[self.account])
    }

    /// Whether it is weighed as a key account.
    pub(crate) fn key_account(&self) -> bool {
        self.run.measures.key_account[self.account]
    }

    /// Scores of all measures under a hypothesis.
    pub(crate) fn scores(&self, hypothesis: &Hypothesis) -> Vec<f64> {
        let holds = |node: &Node<'_>| self.holds(node, hypothesis, &[]);
        let first = self.variants.iter().position(holds);
        let variant = first.unwrap_or(self.compiled.n_variants() - 1);
        let measures = 0..self.compiled.measures().len();
        measures
            .map(|m| self.measure(m, variant, hypothesis).0)
            .collect()
    }

    /// Positions of the caps whose conditions hold under a hypothesis.
    pub(crate) fn holding(&self, hypothesis: &Hypothesis) -> Vec<usize> {
        let scores = self.scores(hypothesis);
        let caps = self.caps.iter().enumerate();
        caps.filter(|(_, node)| self.holds(node, hypothesis, &scores))
            .map(|(at, _)| at)
            .collect()
    }

    /// The score of a measure and how it counts, as it is.
    pub(crate) fn scored(&self, measure: usize) -> (f64, u8) {
        let column = &self.run.measures.columns[measure];
        (column.scores[self.account], column.states[self.account])
    }

    /// Tests that variants and caps put to a metric.
    pub(crate) fn tests_of(&self, metric: usize) -> Vec<&'r Test> {
        let mut tests = Vec::new();
        let nodes = self.variants.iter().chain(&self.caps);
        nodes.for_each(|node| node.tests_of(metric, &mut tests));
        tests
    }

    /// What the account would score under each of these.
    pub(crate) fn evaluate(&self, hypotheses: &[Hypothesis]) -> Evaluation {
        let default = self.compiled.n_variants() - 1;
        let n = hypotheses.len();
        let mut variants = Vec::with_capacity(n);
        for hypothesis in hypotheses {
            let holds = |node: &Node<'_>| self.holds(node, hypothesis, &[]);
            let first = self.variants.iter().position(holds);
            variants.push(u8::try_from(first.unwrap_or(default)).unwrap_or(u8::MAX));
        }
        let mut columns: Vec<MeasureColumn> = (self.compiled.model().measures.iter())
            .map(|measure| MeasureColumn {
                scores: Vec::with_capacity(n),
                states: Vec::with_capacity(n),
                missing: measure.missing,
                is_complete: false,
                is_empty: false,
            })
            .collect();
        let mut caps = Vec::with_capacity(n);
        for (hypothesis, &variant) in hypotheses.iter().zip(&variants) {
            let mut scores = Vec::with_capacity(columns.len());
            for (position, column) in columns.iter_mut().enumerate() {
                let (score, state) = self.measure(position, usize::from(variant), hypothesis);
                column.scores.push(score);
                column.states.push(state);
                scores.push(score);
            }
            let holding = (self.caps.iter().zip(0_u32..))
                .filter(|(node, _)| self.holds(node, hypothesis, &scores))
                .fold(0, |bits, (_, bit)| bits | 1 << bit);
            caps.push(holding);
        }
        let key_account = vec![self.run.measures.key_account[self.account]; n];
        let measures = MeasureTable::of_hypotheses(
            self.run.evaluation.as_of(),
            (vec![self.run.measures.exists[self.account]; n], key_account),
            variants,
            columns,
            caps,
        );
        score(self.compiled, &measures, &ActiveOverrides::default())
    }

    /// Score and state of a measure.
    fn measure(&self, position: usize, variant: usize, hypothesis: &Hypothesis) -> (f64, u8) {
        let plan = &self.compiled.measures()[position];
        let declared = &self.compiled.model().measures[position];
        let (score, state) = self.scored(position);
        let taken = hypothesis.iter().find(|(metric, _)| *metric == plan.metric);
        let (value, state) = match taken {
            // A new value is neither old nor missing; youth passes only with time.
            Some((_, value)) => {
                let fresh = state & !(STALE | EXPIRED | NO_VALUE) | PRESENT;
                let young = NO_VALUE & state | GRACE;
                (Some(value), if state & GRACE == 0 { fresh } else { young })
            }
            None if variant == self.variant() => return (score, state),
            None => (self.value(plan.metric), state),
        };
        let transform = &plan.transforms[variant];
        let fresh = value.map_or(f64::NAN, |value| {
            scored_by(transform, value, self.tenure_months)
        });
        if state & (GRACE | EXPIRED) != 0 {
            return (missing_score(declared.missing), state);
        }
        if fresh.is_nan() {
            return (missing_score(declared.missing), NO_VALUE);
        }
        (fresh, state & STALE | PRESENT)
    }

    fn holds(&self, node: &Node<'_>, hypothesis: &Hypothesis, scores: &[f64]) -> bool {
        match node {
            Node::All(nodes) => nodes
                .iter()
                .all(|node| self.holds(node, hypothesis, scores)),
            Node::Any(nodes) => nodes
                .iter()
                .any(|node| self.holds(node, hypothesis, scores)),
            Node::Not(node) => !self.holds(node, hypothesis, scores),
            Node::Settled(holds) => *holds,
            Node::Metric(metric, test) => {
                let taken = hypothesis.iter().find(|(position, _)| position == metric);
                match taken.map(|(_, value)| value).or(self.value(*metric)) {
                    Some(Taken::Number(value)) => test.number(*value),
                    Some(Taken::Word(word)) => test.text(word),
                    None => test.on_missing(),
                }
            }
            Node::Measure(measure, test) => match scores.get(*measure) {
                Some(score) if !score.is_nan() => test.number(*score),
                Some(_) => test.on_missing(),
                None => false,
            },
        }
    }
}

/// The score of a value by a transform, NaN where it has none.
pub(crate) fn scored_by(transform: &Transform, value: &Taken, tenure_months: Option<i32>) -> f64 {
    match value {
        Taken::Number(value) => transform.number(*value, tenure_months),
        Taken::Word(word) => transform.word(word).unwrap_or(f64::NAN),
    }
}

impl<'r> Node<'r> {
    fn tests_of(&self, metric: usize, out: &mut Vec<&'r Test>) {
        match self {
            Self::All(nodes) | Self::Any(nodes) => {
                nodes.iter().for_each(|node| node.tests_of(metric, out));
            }
            Self::Not(node) => node.tests_of(metric, out),
            Self::Metric(position, test) if *position == metric => out.push(test),
            Self::Metric(..) | Self::Measure(..) | Self::Settled(_) => {}
        }
    }
}

fn settled<'r>(
    data: &Dataset,
    compiled: &Compiled,
    run: &Run,
    row: u32,
    rule: &'r Rule,
) -> Node<'r> {
    let of = |rule| settled(data, compiled, run, row, rule);
    match rule {
        Rule::All(rules) => Node::All(rules.iter().map(of).collect()),
        Rule::Any(rules) => Node::Any(rules.iter().map(of).collect()),
        Rule::Not(rule) => Node::Not(Box::new(of(rule))),
        Rule::Account(condition) => {
            let (accounts, as_of) = (data.table(TableId::Accounts), run.evaluation.as_of());
            Node::Settled(filter::row_meets(accounts, condition, as_of, row))
        }
        Rule::Metric(rule) => match compiled.plan().position(&rule.metric) {
            Some(metric) => Node::Metric(metric, &rule.test),
            None => Node::Settled(false),
        },
        Rule::Measure(rule) => {
            let mut measures = compiled.model().measures.iter();
            match measures.position(|measure| measure.id == rule.measure) {
                Some(measure) => Node::Measure(measure, &rule.test),
                None => Node::Settled(false),
            }
        }
    }
}
