//! Puts together the explanation of one account from the tables of a run.

use crate::compiled::Compiled;
use crate::explanation::{
    CapExplanation, Checked, Explanation, FactorExplanation, Found, GroupExplanation,
    MeasureExplanation, MeasureState, OverrideExplanation, SourceExplanation, StepExplanation,
    Subject, TransformExplanation, VariantExplanation,
};
use crate::measure_table::{EXPIRED, GRACE, PRESENT, STALE};
use crate::model::{
    Aim, Condition, Factor, Measure, MetricDecl, Rule, Source, Step, Target, Test, Transform,
};
use crate::overrides::Override;
use crate::run::Run;
use crate::selection::Span;
use perennial_data::{AccountIdx, Column, Dataset, Day, TableId};

/// Explains one account of a run. `overrides` are those that the run was given.
/// `None` where there is no such account.
#[must_use]
pub fn explain(
    data: &Dataset,
    compiled: &Compiled,
    run: &Run,
    overrides: &[Override],
    account: AccountIdx,
) -> Option<Explanation> {
    let model = compiled.model();
    let position = account as usize;
    let health = run.evaluation.account(position)?;
    let case = Case {
        data,
        compiled,
        run,
        account: position,
    };
    let variant = usize::from(*run.measures.variants.get(position)?);
    let key_account = run.measures.key_account[position];
    let set = compiled.set(variant, key_account);
    let scores: Vec<f64> = (run.measures.columns.iter())
        .map(|column| column.scores[position])
        .collect();
    let counts = health.health.is_some();
    let effective = set.effective(compiled.layout(), |m| counts && !scores[m].is_nan());
    let measures = model.measures.iter().enumerate();
    let measures = measures
        .map(|(m, measure)| {
            let mut explained = case.measure(measure, m, variant);
            explained.weight = set.measures[m];
            explained.global_weight = set.global[m];
            explained.effective_weight = effective[m];
            explained.contribution = explained.score.map_or(0.0, |score| effective[m] * score);
            explained
        })
        .collect();
    let groups = (model.groups.iter().zip(compiled.layout()).zip(&set.groups))
        .map(|((group, plan), &weight)| {
            let parts = plan.measures.iter().filter(|&&m| !scores[m].is_nan());
            let (sum, total) = parts.fold((0.0, 0.0), |(sum, total), &m| {
                (sum + set.measures[m] * scores[m], total + set.measures[m])
            });
            GroupExplanation {
                id: group.id.clone(),
                title: group.title.clone(),
                factor: group.factor,
                weight,
                score: (health.exists && total > 0.0).then(|| sum / total),
            }
        })
        .collect();
    let factor = |factor, weight, score| FactorExplanation {
        factor,
        weight,
        score,
    };
    let shown = model.variants.get(variant);
    Some(Explanation {
        account_id: data.account_id(account)?.to_owned(),
        name: data.account_name(account).map(str::to_owned),
        as_of: run.evaluation.as_of(),
        exists: health.exists,
        model: (model.id.clone(), model.revision),
        variant: shown.map(|shown| VariantExplanation {
            position: variant,
            id: shown.id.clone(),
            title: shown.title.clone(),
            why: case.check(&shown.when),
        }),
        key_account,
        tenure_months: run.metrics.tenure_months(position),
        measures,
        groups,
        factors: [
            factor(Factor::Outcome, set.factors[0], health.outcome),
            factor(Factor::Experience, set.factors[1], health.experience),
        ],
        health: health.health,
        caps: case.caps(health.cap),
        capped: health.capped,
        overridden: (health.overridden.and_then(|o| overrides.get(o))).map(|o| {
            OverrideExplanation {
                value: o.value,
                author: o.author.clone(),
                reason: o.reason.clone(),
                set_on: o.set_on,
                expires_on: o.expires_on,
            }
        }),
        value: health.value,
        coverage: health.coverage,
        coverage_minimum: model.coverage_minimum,
        band: health.band,
    })
}

/// One account of one run.
struct Case<'r> {
    data: &'r Dataset,
    compiled: &'r Compiled,
    run: &'r Run,
    account: usize,
}

impl Case<'_> {
    fn measure(&self, measure: &Measure, position: usize, variant: usize) -> MeasureExplanation {
        let (account, as_of) = (self.account, self.run.evaluation.as_of());
        let plan = &self.compiled.measures()[position];
        let decl = &self.compiled.plan().metrics[plan.metric].decl;
        let column = self.run.metrics.column(plan.metric);
        let value = column.and_then(|column| column.get(account));
        let dated_on = column.and_then(|column| column.dated(account));
        let scored = &self.run.measures.columns[position];
        let score = Some(scored.scores[account]).filter(|score| !score.is_nan());
        let source = column.and_then(|column| column.source(account));
        let tenure = self.run.metrics.tenure_months(account);
        let word = column.and_then(|column| column.word(account));
        MeasureExplanation {
            id: measure.id.clone(),
            title: measure.title.clone().unwrap_or_else(|| decl.title.clone()),
            metric: decl.id.clone(),
            definition: decl.definition.clone(),
            unit: decl.unit,
            better: decl.better,
            value: if word.is_some() { None } else { value },
            word: word.map(str::to_owned),
            dated_on,
            age_days: dated_on.map(|day| as_of.days_since(day)),
            source: source.and_then(|source| source_of(decl, source, as_of)),
            transform: transform_of(&plan.transforms[variant], value, tenure),
            score,
            state: state_of(scored.states[account]),
            missing: measure.missing,
            group: measure.group.clone(),
            weight: measure.weight,
            global_weight: 0.0,
            effective_weight: 0.0,
            contribution: 0.0,
            controllable: measure.controllable,
        }
    }

    fn caps(&self, bit: Option<usize>) -> Vec<CapExplanation> {
        let holding = self.run.measures.caps[self.account];
        let caps = self.compiled.model().caps.iter().enumerate();
        caps.map(|(i, cap)| CapExplanation {
            id: cap.id.clone(),
            title: cap.title.clone(),
            max: cap.max,
            holds: holding & (1 << i) != 0,
            bit: bit == Some(i),
            why: self.check(&cap.when),
        })
        .collect()
    }

    /// The conditions at the leaves of rules, with what was found.
    fn check(&self, rules: &[Rule]) -> Vec<Checked> {
        let mut checked = Vec::new();
        rules
            .iter()
            .for_each(|rule| self.leaves(rule, &mut checked));
        checked
    }

    fn leaves(&self, rule: &Rule, out: &mut Vec<Checked>) {
        let number = |value: Option<f64>| value.map_or(Found::Nothing, Found::Number);
        let (subject, test, found) = match rule {
            Rule::All(rules) | Rule::Any(rules) => {
                return rules.iter().for_each(|rule| self.leaves(rule, out));
            }
            Rule::Not(rule) => return self.leaves(rule, out),
            Rule::Account(condition) => (
                Subject::Field(condition.field.clone()),
                &condition.test,
                self.field(condition),
            ),
            Rule::Metric(rule) => {
                let position = self.compiled.metric_position(&rule.metric);
                let column = position.and_then(|p| self.run.metrics.column(p));
                let found = match column.and_then(|column| column.word(self.account)) {
                    Some(word) => Found::Text(word.to_owned()),
                    None => number(column.and_then(|column| column.get(self.account))),
                };
                (Subject::Metric(rule.metric.clone()), &rule.test, found)
            }
            Rule::Measure(rule) => {
                let mut measures = self.compiled.model().measures.iter();
                let position = measures.position(|measure| measure.id == rule.measure);
                let score = position.map(|p| self.run.measures.columns[p].scores[self.account]);
                let found = number(score.filter(|score| !score.is_nan()));
                (Subject::Measure(rule.measure.clone()), &rule.test, found)
            }
        };
        out.push(Checked {
            subject,
            holds: holds(test, &found, self.run.evaluation.as_of()),
            test: test.clone(),
            found,
        });
    }

    fn field(&self, condition: &Condition) -> Found {
        let column = self.data.table(TableId::Accounts).column(&condition.field);
        let row = self.account;
        match column {
            Some(Column::Text(texts)) => texts.get(row).map(|text| Found::Text(text.to_owned())),
            Some(Column::Number(numbers)) => numbers.get(row).map(Found::Number),
            Some(Column::Flag(flags)) => flags.get(row).map(Found::Flag),
            Some(days @ Column::Day(_)) => days.day(row).map(Found::Day),
            None => None,
        }
        .unwrap_or(Found::Nothing)
    }
}

fn holds(test: &Test, found: &Found, as_of: Day) -> bool {
    match found {
        Found::Nothing => test.on_missing(),
        Found::Number(number) => test.number(*number),
        Found::Text(text) => test.text(text),
        Found::Day(day) => test.day(day.number(), as_of),
        Found::Flag(flag) => test.flag(*flag),
    }
}

pub(crate) fn state_of(bits: u8) -> MeasureState {
    match bits {
        _ if bits & GRACE != 0 => MeasureState::Grace,
        _ if bits & EXPIRED != 0 => MeasureState::Expired,
        _ if bits & STALE != 0 => MeasureState::Stale,
        _ if bits & PRESENT != 0 => MeasureState::Present,
        _ => MeasureState::NoValue,
    }
}

fn source_of(decl: &MetricDecl, position: usize, as_of: Day) -> Option<SourceExplanation> {
    let (table, field, from, to) = match decl.sources.get(position)? {
        Source::Rows(rows) => {
            let (from, to) = Span::from(rows.window).bounds(as_of);
            (rows.table, None, from, to)
        }
        Source::Account(account) => (TableId::Accounts, Some(account.field.clone()), None, as_of),
        Source::AccountDate(date) => (TableId::Accounts, Some(date.field.clone()), None, as_of),
        Source::Snapshot(snapshot) => {
            let field = Some(snapshot.field.clone());
            (TableId::Snapshots, field, None, as_of)
        }
    };
    Some(SourceExplanation {
        position,
        table,
        field,
        from,
        to,
    })
}

fn transform_of(
    transform: &Transform,
    value: Option<f64>,
    tenure_months: Option<i32>,
) -> TransformExplanation {
    let step = |steps: &[Step]| {
        let value = value?;
        let hit = steps
            .iter()
            .find(|step| step.to.is_none_or(|to| value < to));
        hit.or(steps.last()).map(|step| StepExplanation {
            from: step.from,
            to: step.to,
            score: step.score,
        })
    };
    match transform {
        Transform::Linear(line) => TransformExplanation::Linear {
            worst: line.worst,
            best: line.best,
        },
        Transform::Bands(steps) => TransformExplanation::Step(step(steps)),
        Transform::Categories(_) => TransformExplanation::Categories,
        Transform::Matrix(rows) => {
            let months = tenure_months.and_then(|months| u32::try_from(months).ok());
            let reached = |months| rows.iter().rev().find(|row| row.from_months <= months);
            let row = months.and_then(reached);
            TransformExplanation::Matrix {
                from_months: row.map(|row| row.from_months),
                step: row.and_then(|row| step(&row.bands)),
            }
        }
        Transform::HalfLife(half_life) => TransformExplanation::HalfLife {
            days: half_life.days,
        },
        Transform::Target(Target { aim, value }) => match aim {
            Aim::Maximise => TransformExplanation::Maximise { target: *value },
            Aim::Minimise => TransformExplanation::Minimise { target: *value },
        },
    }
}
