//! Rules and conditions that make no sense.

use super::{Checked, Code, fail};
use crate::document::{Condition, Domain, MeasureRule, MetricRule, Model, Rule, Test, Unit};
use perennial_data::{FieldKind, TableId};

impl Model {
    /// `measures`: whether rules on scores may stand here.
    pub(super) fn check_rules(&self, path: &str, rules: &[Rule], measures: bool) -> Checked {
        if rules.is_empty() {
            return fail(Code::Test, path, "at least one rule is needed");
        }
        for (i, rule) in rules.iter().enumerate() {
            self.check_rule(&format!("{path}[{i}]"), rule, measures)?;
        }
        Ok(())
    }

    fn check_rule(&self, path: &str, rule: &Rule, measures: bool) -> Checked {
        match rule {
            Rule::All(rules) => self.check_rules(&format!("{path}.all"), rules, measures),
            Rule::Any(rules) => self.check_rules(&format!("{path}.any"), rules, measures),
            Rule::Not(rule) => self.check_rule(&format!("{path}.not"), rule, measures),
            Rule::Account(condition) => {
                check_condition(&format!("{path}.account"), TableId::Accounts, condition)
            }
            Rule::Metric(rule) => self.check_metric_rule(&format!("{path}.metric"), rule),
            Rule::Measure(_) if !measures => {
                let message = "variants are chosen before measures are scored";
                fail(Code::Test, format!("{path}.measure"), message)
            }
            Rule::Measure(rule) => self.check_measure_rule(&format!("{path}.measure"), rule),
        }
    }

    pub(super) fn check_metric_rule(&self, path: &str, rule: &MetricRule) -> Checked {
        let Some(metric) = self.metric(&rule.metric) else {
            return fail(Code::Unknown, format!("{path}.metric"), "no such metric");
        };
        let domain = if metric.unit == Unit::Category {
            Domain::Text
        } else {
            Domain::Number
        };
        check_test(&format!("{path}.test"), &rule.test, domain)
    }

    pub(super) fn check_measure_rule(&self, path: &str, rule: &MeasureRule) -> Checked {
        if !self.measures.iter().any(|m| m.id == rule.measure) {
            return fail(Code::Unknown, format!("{path}.measure"), "no such measure");
        }
        check_test(&format!("{path}.test"), &rule.test, Domain::Number)
    }
}

pub(super) fn check_condition(path: &str, table: TableId, condition: &Condition) -> Checked {
    if condition.field.trim().is_empty() {
        return fail(Code::Unknown, format!("{path}.field"), "must not be empty");
    }
    let domain = match table.spec().field(&condition.field) {
        None => Domain::Any, // a custom column, of whatever kind the file gave it
        Some((_, field)) => match field.kind {
            FieldKind::Account => {
                let message = "the account of a row is not a field of it";
                return fail(Code::Unknown, format!("{path}.field"), message);
            }
            FieldKind::Id | FieldKind::Text | FieldKind::Category(_) => Domain::Text,
            FieldKind::Day => Domain::Day,
            FieldKind::Number | FieldKind::Money => Domain::Number,
            FieldKind::Flag => Domain::Flag,
        },
    };
    check_test(&format!("{path}.test"), &condition.test, domain)
}

pub(super) fn check_test(path: &str, test: &Test, domain: Domain) -> Checked {
    if let Test::AtLeast(n) | Test::AtMost(n) | Test::Above(n) | Test::Below(n) = test
        && !n.is_finite()
    {
        return fail(Code::Range, path, "must be a number");
    }
    if let Test::OneOf(words) | Test::NoneOf(words) = test
        && words.is_empty()
    {
        return fail(Code::Test, path, "at least one word is needed");
    }
    if domain == Domain::Any || test.domain() == Domain::Any || test.domain() == domain {
        Ok(())
    } else {
        fail(Code::Test, path, "does not fit the kind of the value")
    }
}
