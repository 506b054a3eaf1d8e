//! The places of a document that several rules look at: lists of bands and steps, transforms, conditions.

use perennial_data::Bilingual;
use perennial_model::life::LifeRule;
use perennial_model::{Band, DocPath, Measure, Model, Rule, Step, Transform};

/// The bands of the model and of the variants that have their own.
pub(crate) fn bands(model: &Model) -> Vec<(DocPath, &[Band])> {
    let of_variants = model
        .variants
        .iter()
        .enumerate()
        .filter_map(|(i, variant)| {
            let bands = variant.bands.as_deref()?;
            Some((DocPath::of("variants").at(i).field("bands"), bands))
        });
    let own = (DocPath::of("bands"), model.bands.as_slice());
    std::iter::once(own).chain(of_variants).collect()
}

/// The transform of a measure, its own or that of a variant.
pub(crate) struct TransformAt<'m> {
    pub(crate) path: DocPath,
    pub(crate) measure: &'m Measure,
    pub(crate) transform: &'m Transform,
}

/// All transforms.
pub(crate) fn transforms(model: &Model) -> Vec<TransformAt<'_>> {
    let mut all = Vec::new();
    for (i, measure) in model.measures.iter().enumerate() {
        all.push(TransformAt {
            path: DocPath::of("measures").at(i).field("transform"),
            measure,
            transform: &measure.transform,
        });
    }
    for (i, variant) in model.variants.iter().enumerate() {
        let path = DocPath::of("variants").at(i).field("transforms");
        for (id, transform) in &variant.transforms {
            if let Some(measure) = model.measures.iter().find(|measure| measure.id == *id) {
                all.push(TransformAt {
                    path: path.field(id),
                    measure,
                    transform,
                });
            }
        }
    }
    all
}

impl<'m> TransformAt<'m> {
    /// The lists of steps in it: of `bands` one, of a `matrix` one per row.
    pub(crate) fn steps(&self) -> Vec<(DocPath, &'m [Step])> {
        match self.transform {
            Transform::Bands(steps) => vec![(self.path.field("bands"), steps)],
            Transform::Matrix(rows) => {
                let path = self.path.field("matrix");
                let row = |(i, row): (usize, &'m perennial_model::MatrixRow)| {
                    (path.at(i).field("bands"), row.bands.as_slice())
                };
                rows.iter().enumerate().map(row).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// A measure's own name, or its metric's.
pub(crate) fn name(model: &Model, measure: &Measure) -> Bilingual {
    let of_metric = || model.metric(&measure.metric).map(|m| m.title.clone());
    let named = measure.title.clone().or_else(of_metric);
    named.unwrap_or_else(|| Bilingual::same(&measure.id))
}

/// The innermost conditions of rules, each with the way to it.
pub(crate) fn leaves<'m>(path: &DocPath, rules: &'m [Rule], out: &mut Vec<(DocPath, &'m Rule)>) {
    for (i, rule) in rules.iter().enumerate() {
        leaf(&path.at(i), rule, out);
    }
}

fn leaf<'m>(path: &DocPath, rule: &'m Rule, out: &mut Vec<(DocPath, &'m Rule)>) {
    match rule {
        Rule::All(rules) => leaves(&path.field("all"), rules, out),
        Rule::Any(rules) => leaves(&path.field("any"), rules, out),
        Rule::Not(rule) => leaf(&path.field("not"), rule, out),
        Rule::Account(_) | Rule::Metric(_) | Rule::Measure(_) => out.push((path.clone(), rule)),
    }
}

/// As [`leaves`], of rules on a customer's life.
pub(crate) fn life_leaves<'m>(
    path: &DocPath,
    rules: &'m [LifeRule],
    out: &mut Vec<(DocPath, &'m LifeRule)>,
) {
    for (i, rule) in rules.iter().enumerate() {
        life_leaf(&path.at(i), rule, out);
    }
}

fn life_leaf<'m>(path: &DocPath, rule: &'m LifeRule, out: &mut Vec<(DocPath, &'m LifeRule)>) {
    match rule {
        LifeRule::All(rules) => life_leaves(&path.field("all"), rules, out),
        LifeRule::Any(rules) => life_leaves(&path.field("any"), rules, out),
        LifeRule::Not(rule) => life_leaf(&path.field("not"), rule, out),
        _ => out.push((path.clone(), rule)),
    }
}

/// Conditions of variants, caps and the model's own signals, by what they ask: metrics and measures with the way to
/// their names.
pub(crate) fn named(model: &Model) -> Vec<(DocPath, Named<'_>)> {
    let mut rules = Vec::new();
    for (i, variant) in model.variants.iter().enumerate() {
        let path = DocPath::of("variants").at(i).field("when");
        leaves(&path, &variant.when, &mut rules);
    }
    for (i, cap) in model.caps.iter().enumerate() {
        leaves(
            &DocPath::of("caps").at(i).field("when"),
            &cap.when,
            &mut rules,
        );
    }
    let mut named: Vec<(DocPath, Named<'_>)> = Vec::new();
    for (path, rule) in rules {
        match rule {
            Rule::Metric(rule) => named.push((
                path.field("metric").field("metric"),
                Named::Metric(&rule.metric),
            )),
            Rule::Measure(rule) => named.push((
                path.field("measure").field("measure"),
                Named::Measure(&rule.measure),
            )),
            _ => {}
        }
    }
    let mut rules = Vec::new();
    for (i, signal) in model.signals.iter().flatten().enumerate() {
        let path = DocPath::of("signals").at(i);
        life_leaves(&path.field("when"), &signal.when, &mut rules);
        for (v, variant) in signal.variants.iter().enumerate() {
            let path = path.field("variants").at(v).field("when");
            life_leaves(
                &path,
                variant.when.as_deref().unwrap_or_default(),
                &mut rules,
            );
        }
    }
    for (path, rule) in rules {
        match rule {
            LifeRule::Metric(rule) => named.push((
                path.field("metric").field("metric"),
                Named::Metric(&rule.metric),
            )),
            LifeRule::Measure(rule) => named.push((
                path.field("measure").field("measure"),
                Named::Measure(&rule.measure),
            )),
            _ => {}
        }
    }
    named
}

/// What a condition asks about.
pub(crate) enum Named<'m> {
    Metric(&'m str),
    Measure(&'m str),
}
