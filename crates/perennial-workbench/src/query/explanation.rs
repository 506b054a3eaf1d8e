//! The engine's explanations as screens show them.

use crate::evaluations::band;
use crate::query::columns::unit_code;
use crate::session::Session;
use perennial_data::{Bilingual, Day, sort_by};
use perennial_engine::model::{Factor, Missing};
use perennial_engine::{
    Change, Compiled, Explanation, MeasureExplanation, MeasureState as State, StepExplanation,
    TransformExplanation, change, explain,
};
use perennial_protocol::Failure;
use perennial_protocol::view::{
    Band, CapView, ChangeView, ExplanationView, FactorView, GroupView, MeasureState, MeasureView,
    OverrideView, PartKind, PartView,
};

/// Parts smaller than this are arithmetic dust, far below what any screen shows.
const DUST: f64 = 1e-9;

impl Session {
    /// An account's score on a date, taken apart.
    pub(crate) fn explanation(&mut self, account: u32, as_of: Day) -> Result<Explanation, Failure> {
        let run = self.evaluations.run(&self.state, as_of);
        let state = &self.state;
        explain(
            &state.data,
            state.model.compiled(),
            &run,
            &state.overrides,
            account,
        )
        .ok_or_else(|| Failure::new("unknown-account"))
    }

    /// Why it changed between two dates.
    pub(crate) fn change_between(
        &mut self,
        account: u32,
        from: Day,
        to: Day,
    ) -> Result<ChangeView, Failure> {
        let before = self.explanation(account, from)?;
        let after = self.explanation(account, to)?;
        let compiled = self.state.model.compiled();
        let change = change(compiled, &before, &before, &after);
        let view = change_view(&change, compiled);
        Ok(ChangeView {
            bands: (band(before.band), band(after.band)),
            ..view
        })
    }

    pub(crate) fn change_of(
        &mut self,
        account: &str,
        from: Day,
        to: Day,
    ) -> Result<ChangeView, Failure> {
        let account = self.account(account)?;
        self.change_between(account, from, to)
    }

    pub(crate) fn explanation_view(&self, explanation: &Explanation) -> ExplanationView {
        let total = |of: &dyn Fn(&MeasureExplanation) -> bool| {
            explanation
                .measures
                .iter()
                .filter(|measure| of(measure))
                .map(|measure| measure.effective_weight)
                .sum::<f64>()
        };
        let factor_of = |group: &str| {
            explanation
                .groups
                .iter()
                .find(|held| held.id == group)
                .map(|held| held.factor)
        };
        let nominal: f64 = explanation.factors.iter().map(|factor| factor.weight).sum();
        ExplanationView {
            as_of: explanation.as_of,
            variant: explanation
                .variant
                .as_ref()
                .map(|variant| (variant.id.clone(), variant.title.clone())),
            measures: explanation.measures.iter().map(measure_view).collect(),
            groups: explanation
                .groups
                .iter()
                .map(|group| GroupView {
                    id: group.id.clone(),
                    title: group.title.clone(),
                    factor: factor_code(group.factor).to_owned(),
                    score: group.score,
                    weight: total(&|measure| measure.group == group.id),
                })
                .collect(),
            factors: explanation
                .factors
                .iter()
                .map(|factor| FactorView {
                    id: factor_code(factor.factor).to_owned(),
                    score: factor.score,
                    nominal_weight: if nominal > 0.0 {
                        factor.weight / nominal
                    } else {
                        0.0
                    },
                    weight: total(&|measure| factor_of(&measure.group) == Some(factor.factor)),
                })
                .collect(),
            before_caps: explanation.health,
            caps: explanation
                .caps
                .iter()
                .map(|cap| CapView {
                    id: cap.id.clone(),
                    title: cap.title.clone(),
                    max: cap.max,
                    holds: cap.holds,
                    bites: cap.bit,
                })
                .collect(),
            after_caps: explanation.capped,
            override_: self.override_view(explanation),
            health: explanation.value,
            band: band(explanation.band),
            coverage: explanation.coverage,
            coverage_minimum: explanation.coverage_minimum,
            edges: self.state.model.edges(),
            key_account: explanation.key_account,
        }
    }

    /// The override in force, else one that is not: a person who set it wants to see it.
    fn override_view(&self, explanation: &Explanation) -> Option<OverrideView> {
        let held = self
            .state
            .overrides
            .iter()
            .rev()
            .find(|held| held.account_id == explanation.account_id)?;
        Some(OverrideView {
            value: held.value,
            author: held.author.clone(),
            reason: held.reason.clone(),
            set_on: held.set_on,
            expires_on: held.expires_on,
            active: explanation.overridden.is_some(),
        })
    }
}

fn factor_code(factor: Factor) -> &'static str {
    match factor {
        Factor::Outcome => "outcome",
        Factor::Experience => "experience",
    }
}

fn measure_view(measure: &MeasureExplanation) -> MeasureView {
    let policy = match measure.missing {
        Missing::Reweight => "reweight",
        Missing::Neutral => "neutral",
        Missing::Zero => "zero",
        Missing::Block => "block",
    };
    MeasureView {
        id: measure.id.clone(),
        title: measure.title.clone(),
        group: measure.group.clone(),
        metric: measure.metric.clone(),
        value: measure.value,
        value_text: measure.word.clone(),
        unit: unit_code(measure.unit),
        dated_on: measure.dated_on,
        state: match measure.state {
            State::Present => MeasureState::Present,
            State::Stale => MeasureState::Stale,
            State::NoValue => MeasureState::NoValue,
            State::Expired => MeasureState::Expired,
            State::Grace => MeasureState::Grace,
        },
        policy: (!measure.state.counts()).then(|| policy.to_owned()),
        transform: transform_text(&measure.transform),
        score: measure.score,
        nominal_weight: measure.global_weight,
        weight: measure.effective_weight,
        contribution: measure.contribution,
        controllable: measure.controllable,
    }
}

/// The transform with its numbers, as a formula that reads the same in both languages as far as it can.
fn transform_text(transform: &TransformExplanation) -> Bilingual {
    use perennial_data::number_text as n;
    let same = |text: String| Bilingual::same(&text);
    let step = |step: &Option<StepExplanation>| match step {
        Some(StepExplanation { from, to, score }) => {
            let from = from.map(|from| format!("≥ {}", n(from)));
            let to = to.map(|to| format!("< {}", n(to)));
            let range: Vec<String> = from.into_iter().chain(to).collect();
            format!("{} → {}", range.join(", "), n(*score))
        }
        None => "—".to_owned(),
    };
    match transform {
        TransformExplanation::Linear { worst, best } => {
            same(format!("{} → 0, {} → 100", n(*worst), n(*best)))
        }
        TransformExplanation::Step(found) => same(step(found)),
        TransformExplanation::Categories => Bilingual::new("按类别取分", "score by category"),
        TransformExplanation::Matrix {
            from_months,
            step: found,
        } => {
            let months = from_months.unwrap_or(0);
            Bilingual::new(
                &format!("客龄 ≥ {months} 个月：{}", step(found)),
                &format!("tenure ≥ {months} months: {}", step(found)),
            )
        }
        TransformExplanation::HalfLife { days } => same(format!("100 · 2^(−days / {})", n(*days))),
        TransformExplanation::Maximise { target } => {
            same(format!("min(100, 100 · v / {})", n(*target)))
        }
        TransformExplanation::Minimise { target } => {
            let target = n(*target);
            same(format!("v ≤ {target} → 100, 100 · {target} / v"))
        }
    }
}

/// The parts of a change in SPEC's order, behaviour by size. Bands are the caller's to fill in: a
/// change does not know them.
pub(crate) fn change_view(change: &Change, compiled: &Compiled) -> ChangeView {
    let mut parts = Vec::new();
    if let Some(split) = &change.parts {
        let mut add = |kind, points: f64| {
            if points.abs() > DUST {
                parts.push(part(kind, points));
            }
        };
        add(PartKind::Model, split.model);
        add(PartKind::Variant, split.variant);
        // Data that came and data that went act together: the part is one number, told by what
        // there was more of.
        let kind = if split.arrived.len() >= split.gone.len() {
            PartKind::DataArrived
        } else {
            PartKind::DataMissing
        };
        add(kind, split.data);
        if let ([only], []) | ([], [only]) = (split.arrived.as_slice(), split.gone.as_slice())
            && let Some(part) = parts.last_mut().filter(|part| part.kind == kind)
        {
            part.measure = titled(compiled, only);
        }
        let mut behaviour: Vec<_> = split
            .behaviour
            .iter()
            .filter(|moved| moved.part.abs() > DUST)
            .collect();
        sort_by(&mut behaviour, |a, b| {
            b.part
                .abs()
                .total_cmp(&a.part.abs())
                .then_with(|| a.measure.cmp(&b.measure))
        });
        parts.extend(behaviour.into_iter().map(|moved| {
            let measure = compiled
                .model()
                .measures
                .iter()
                .find(|measure| measure.id == moved.measure);
            let unit = measure
                .and_then(|measure| compiled.metric_of(measure))
                .map(|metric| unit_code(metric.unit));
            PartView {
                kind: PartKind::Behaviour,
                measure: Some((moved.measure.clone(), moved.title.clone())),
                points: moved.part,
                from: moved.value_before,
                to: moved.value_after,
                unit: unit.unwrap_or_default(),
            }
        }));
        for (kind, points) in [
            (PartKind::Cap, split.caps),
            (PartKind::Override, split.overridden),
        ] {
            if points.abs() > DUST {
                parts.push(part(kind, points));
            }
        }
    }
    ChangeView {
        from: change.from,
        to: change.to,
        from_health: change.before,
        to_health: change.after,
        bands: (Band::NoData, Band::NoData),
        parts,
    }
}

/// A measure's id and title.
fn titled(compiled: &Compiled, id: &str) -> Option<(String, Bilingual)> {
    let measure = compiled
        .model()
        .measures
        .iter()
        .find(|measure| measure.id == id)?;
    let metric = || {
        compiled
            .metric_of(measure)
            .map(|metric| metric.title.clone())
    };
    Some((id.to_owned(), measure.title.clone().or_else(metric)?))
}

fn part(kind: PartKind, points: f64) -> PartView {
    PartView {
        kind,
        measure: None,
        points,
        from: None,
        to: None,
        unit: String::new(),
    }
}
