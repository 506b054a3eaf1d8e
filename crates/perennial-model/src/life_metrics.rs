//! Which metrics the sections on the customer's life name: what has to be computed for them.

use crate::document::Model;
use crate::life::{Component, ComponentValue, Criterion, LifeRule, Stages};

impl Model {
    /// The metrics that tiers, service levels, signals, the stages in use and the tracks ask for, in
    /// the order in which they name them, each once.
    #[must_use]
    pub fn life_metrics(&self) -> Vec<&str> {
        let mut all = Vec::new();
        let tiers = self.tiers();
        let axes = [&tiers.current, &tiers.potential];
        let components = axes.into_iter().flat_map(|axis| &axis.components);
        all.extend(components.filter_map(of_component));
        for level in &tiers.service_levels {
            of_rules(&level.when, &mut all);
        }
        for signal in self.signals() {
            of_rules(&signal.when, &mut all);
            let variants = signal.variants.iter();
            variants
                .filter_map(|variant| variant.when.as_ref())
                .for_each(|when| of_rules(when, &mut all));
        }
        of_stages(self.stages(), &mut all);
        let mut once: Vec<&str> = Vec::new();
        for id in all {
            if !once.contains(&id) {
                once.push(id);
            }
        }
        once
    }
}

fn of_component(component: &Component) -> Option<&str> {
    match &component.value {
        ComponentValue::Metric(id) => Some(id),
        ComponentValue::Account(_) => None,
    }
}

fn of_stages<'a>(stages: &'a Stages, out: &mut Vec<&'a str>) {
    let in_use = stages.set().into_iter().flat_map(|set| &set.stages);
    for stage in in_use {
        of_rules(&stage.when, out);
        of_exit(&stage.exit, out);
    }
    for track in &stages.tracks {
        of_rules(&track.when, out);
        of_exit(&track.exit, out);
    }
}

fn of_exit<'a>(exit: &'a [Criterion], out: &mut Vec<&'a str>) {
    exit.iter()
        .for_each(|criterion| of_rules(&criterion.when, out));
}

fn of_rules<'a>(rules: &'a [LifeRule], out: &mut Vec<&'a str>) {
    for rule in rules {
        match rule {
            LifeRule::All(rules) | LifeRule::Any(rules) => of_rules(rules, out),
            LifeRule::Not(rule) => of_rules(std::slice::from_ref(rule), out),
            LifeRule::Metric(rule) => out.push(&rule.metric),
            LifeRule::Account(_)
            | LifeRule::Measure(_)
            | LifeRule::Health(_)
            | LifeRule::Band(_)
            | LifeRule::BandRun(_)
            | LifeRule::Contract(_)
            | LifeRule::Tier(_)
            | LifeRule::Signal(_)
            | LifeRule::SignalOf(_) => {}
        }
    }
}
