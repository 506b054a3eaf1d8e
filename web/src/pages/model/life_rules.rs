//! Rules on a customer's life, edited where they stand: every number and word of a signal's rules can be another.

use super::conditions::{Names, test_fields};
use super::fields::whole_field;
use crate::ui::badge::band_word;
use crate::ui::button::{Button, ButtonKind, IconButton};
use crate::ui::form::{Choice, OneOf};
use crate::ui::icon::Icon;
use perennial_i18n::Messages;
use perennial_model::life::{ContractTest, LifeRule, TierId};
use perennial_model::{BandId, Condition, MeasureRule, MetricRule, Test};
use perennial_protocol::view::Band;
use std::rc::Rc;
use yew::prelude::*;

/// What a list of rules is edited with.
#[derive(Clone)]
pub(super) struct RuleList {
    pub(super) names: Rc<Names>,
    pub(super) is_writer: bool,
    /// Whether metrics may be asked; where it is said for whom something is they may not.
    pub(super) metrics: bool,
}

impl RuleList {
    /// A line per rule, and a way to add one.
    pub(super) fn view(
        &self,
        m: Messages,
        rules: &[LifeRule],
        onset: &Callback<Vec<LifeRule>>,
    ) -> Html {
        let line = |(at, rule): (usize, &LifeRule)| {
            let onrule = {
                let rules = rules.to_vec();
                onset.reform(move |rule: LifeRule| {
                    let mut rules = rules.clone();
                    if let Some(held) = rules.get_mut(at) {
                        *held = rule;
                    }
                    rules
                })
            };
            let mut without = rules.to_vec();
            without.remove(at);
            let onremove = onset.reform(move |()| without.clone());
            html! {
                <li key={at} class="cluster cluster--low rule-line">
                    { self.rule(m, rule, &onrule) }
                    { IconButton {
                        disabled: rules.len() < 2 || !self.is_writer,
                        ..IconButton::new(m.room_condition_remove(at + 1), Icon::Trash, onremove)
                    }.view() }
                </li>
            }
        };
        let mut more = rules.to_vec();
        more.push(self.first());
        let onadd = onset.reform(move |()| more.clone());
        html! {
            <div class="stack stack--tight">
                <ul class="stack stack--tight">{ for rules.iter().enumerate().map(line) }</ul>
                <div>{ Button {
                    kind: ButtonKind::Quiet,
                    icon: Some(Icon::Plus),
                    disabled: !self.is_writer,
                    ..Button::new(m.room_condition_add(), onadd)
                }.view() }</div>
            </div>
        }
    }

    /// A rule to begin with.
    pub(super) fn first(&self) -> LifeRule {
        if !self.metrics {
            return LifeRule::Tier(vec![TierId::Strategic]);
        }
        LifeRule::Metric(MetricRule {
            metric: "days_since_last_use".to_owned(),
            test: Test::AtLeast(14.0),
        })
    }

    fn rule(&self, m: Messages, rule: &LifeRule, onset: &Callback<LifeRule>) -> Html {
        match rule {
            LifeRule::All(rules) => self.nested(m, m.room_rules_all(), rules, onset, LifeRule::All),
            LifeRule::Any(rules) => self.nested(m, m.room_rules_any(), rules, onset, LifeRule::Any),
            LifeRule::Not(inner) => {
                let onset = onset.reform(|rule: LifeRule| LifeRule::Not(Box::new(rule)));
                html! {
                    <>
                        <span class="muted">{ m.room_rules_not() }</span>
                        { self.rule(m, inner, &onset) }
                    </>
                }
            }
            LifeRule::Contract(test) => contract(m, *test, self.is_writer, onset),
            LifeRule::Tier(tiers) => self.tiers(m, tiers, onset),
            LifeRule::Band(bands) => {
                let words: Vec<&str> = bands.iter().map(|id| band_name(m, *id)).collect();
                html! { <span>{ m.room_rule_band(&m.list(&words)) }</span> }
            }
            LifeRule::BandRun(run) => {
                html! { <span>{ m.room_rule_band_run(band_name(m, run.band), run.months) }</span> }
            }
            LifeRule::Health(test) => {
                let ontest = onset.reform(LifeRule::Health);
                html! { <><span>{ m.customer_health() }</span>{ test_fields(m, test, &ontest) }</> }
            }
            LifeRule::Signal(_) | LifeRule::SignalOf(_) => html! {},
            LifeRule::Account(_) | LifeRule::Metric(_) | LifeRule::Measure(_) => {
                self.subject(m, rule, onset)
            }
        }
    }

    /// Rules within a rule.
    fn nested(
        &self,
        m: Messages,
        name: &'static str,
        rules: &[LifeRule],
        onset: &Callback<LifeRule>,
        make: fn(Vec<LifeRule>) -> LifeRule,
    ) -> Html {
        let onset = onset.reform(make);
        html! {
            <div class="stack stack--tight nested" role="group" aria-label={name}>
                <span class="muted small">{ name }</span>
                { self.view(m, rules, &onset) }
            </div>
        }
    }

    /// What is asked: a metric, a measure's score, a field, the tier; and what it must meet.
    fn subject(&self, m: Messages, rule: &LifeRule, onset: &Callback<LifeRule>) -> Html {
        let (code, test) = match rule {
            LifeRule::Metric(rule) => (format!("metric/{}", rule.metric), &rule.test),
            LifeRule::Measure(rule) => (format!("measure/{}", rule.measure), &rule.test),
            LifeRule::Account(rule) => (format!("field/{}", rule.field), &rule.test),
            _ => return html! {},
        };
        let onsubject = {
            let test = test.clone();
            onset.reform(move |code: AttrValue| of_code(&code, test.clone()))
        };
        let ontest = {
            let code = code.clone();
            onset.reform(move |test: Test| of_code(&code, test))
        };
        html! {
            <>
                { OneOf {
                    value: code.clone().into(),
                    ..OneOf::new(m.room_condition_of(), self.subjects(m), onsubject)
                }.view_list() }
                { test_fields(m, test, &ontest) }
            </>
        }
    }

    fn subjects(&self, m: Messages) -> Vec<Choice> {
        let names = &self.names;
        let mut choices = Vec::new();
        if self.metrics {
            let metrics = names.metrics.iter();
            choices.extend(
                metrics.map(|(id, name, _)| Choice::new(format!("metric/{id}"), name.clone())),
            );
            let measures = names.measures.iter();
            choices.extend(
                measures.map(|(id, name)| {
                    Choice::new(format!("measure/{id}"), m.room_rule_score(name))
                }),
            );
        }
        let fields = names.fields.iter();
        choices.extend(
            fields.map(|(id, name)| Choice::new(format!("field/{id}"), m.room_rule_field(name))),
        );
        choices.push(Choice::new("tier", m.room_tier()));
        choices
    }

    /// One of these tiers; another subject can be chosen in its place.
    fn tiers(&self, m: Messages, tiers: &[TierId], onset: &Callback<LifeRule>) -> Html {
        let onsubject = onset.reform(|code: AttrValue| of_code(&code, Test::Present));
        let mark = |tier: TierId| {
            let is_on = tiers.contains(&tier);
            let next: Vec<TierId> = TIERS
                .into_iter()
                .filter(|held| (*held == tier) != tiers.contains(held))
                .collect();
            let onchange = onset.reform(move |_: Event| LifeRule::Tier(next.clone()));
            // The last one stays: no tier at all is no rule.
            let disabled = !self.is_writer || is_on && tiers.len() == 1;
            html! {
                <label class="check" key={tier.as_str()}>
                    <input type="checkbox" checked={is_on} {disabled} {onchange} />
                    <span>{ tier_name(m, tier) }</span>
                </label>
            }
        };
        html! {
            <>
                { OneOf {
                    value: "tier".into(),
                    ..OneOf::new(m.room_condition_of(), self.subjects(m), onsubject)
                }.view_list() }
                <span class="cluster">{ for TIERS.map(mark) }</span>
            </>
        }
    }
}

const TIERS: [TierId; 4] = [
    TierId::Strategic,
    TierId::Growth,
    TierId::Profit,
    TierId::Base,
];

fn tier_name(m: Messages, tier: TierId) -> &'static str {
    match tier {
        TierId::Strategic => m.room_tier_strategic(),
        TierId::Growth => m.room_tier_growth(),
        TierId::Profit => m.room_tier_profit(),
        TierId::Base => m.room_tier_base(),
    }
}

fn band_name(m: Messages, id: BandId) -> &'static str {
    let band = match id {
        BandId::Red => Band::Red,
        BandId::Yellow => Band::Yellow,
        BandId::Green => Band::Green,
    };
    band_word(band, m)
}

fn of_code(code: &str, test: Test) -> LifeRule {
    match code.split_once('/') {
        Some(("metric", id)) => LifeRule::Metric(MetricRule {
            metric: id.to_owned(),
            test,
        }),
        Some(("measure", id)) => LifeRule::Measure(MeasureRule {
            measure: id.to_owned(),
            test,
        }),
        Some((_, id)) => LifeRule::Account(Condition {
            field: id.to_owned(),
            test,
        }),
        None => LifeRule::Tier(vec![TierId::Strategic]),
    }
}

/// What is asked of the newest contract, with its days or months.
fn contract(m: Messages, test: ContractTest, is_writer: bool, onset: &Callback<LifeRule>) -> Html {
    type Make = fn(u32) -> ContractTest;
    let (name, number): (_, Option<(u32, Make)>) = match test {
        ContractTest::Signed => (m.room_contract_signed(), None),
        ContractTest::NoEnd => (m.room_contract_no_end(), None),
        ContractTest::Lost => (m.room_contract_lost(), None),
        ContractTest::Renewed => (m.room_contract_renewed(), None),
        ContractTest::RenewedEarly => (m.room_contract_renewed_early(), None),
        ContractTest::InWindow => (m.room_contract_in_window(), None),
        ContractTest::AutoRenew => (m.room_contract_auto_renew(), None),
        ContractTest::WindowOpensWithin(days) => (
            m.room_contract_opens_within(),
            Some((days, ContractTest::WindowOpensWithin)),
        ),
        ContractTest::EndsWithin(days) => (
            m.room_contract_ends_within(),
            Some((days, ContractTest::EndsWithin)),
        ),
        ContractTest::OptOutWithin(days) => (
            m.room_contract_notice_within(),
            Some((days, ContractTest::OptOutWithin)),
        ),
        ContractTest::Unrenewed(months) => (
            m.room_contract_unrenewed(),
            Some((months, ContractTest::Unrenewed)),
        ),
    };
    match number {
        None => html! { <span>{ name }</span> },
        Some((number, make)) => {
            let onset =
                onset.reform(move |to: Option<u32>| LifeRule::Contract(make(to.unwrap_or(number))));
            whole_field(name, Some(number), is_writer, &onset)
        }
    }
}
