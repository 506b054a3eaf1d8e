//! Conditions on customers, edited line by line. All of them hold together; what is nested deeper is said in words
//! and kept as it is.

use super::fields::number_field;
use super::units::unit_code;
use crate::queries::{catalogue, use_view};
use crate::store::{Env, use_env};
use crate::ui::button::{Button, ButtonKind, IconButton};
use crate::ui::form::{Choice, OneOf};
use crate::ui::icon::Icon;
use crate::words::{unit_text, value_word};
use perennial_i18n::Messages;
use perennial_model::{Condition, MeasureRule, MetricRule, Model, Rule, Test};
use perennial_protocol::Request;
use perennial_protocol::view::{CatalogueView, RoomView};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What things are called that a condition can be about.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Names {
    /// Id, name, unit code.
    pub(super) metrics: Vec<(String, String, String)>,
    pub(super) measures: Vec<(String, String)>,
    pub(super) fields: Vec<(String, String)>,
}

impl Names {
    pub(super) fn new(
        env: &Env,
        room: &RoomView,
        model: &Model,
        catalogue: Option<&CatalogueView>,
    ) -> Self {
        let m = env.m;
        let language = m.language();
        let own = model.metrics.iter().map(|metric| {
            let unit = unit_code(metric.unit).to_owned();
            (
                metric.id.clone(),
                metric.title.get(language).to_owned(),
                unit,
            )
        });
        let mut metrics: Vec<_> = own.collect();
        let all = catalogue.map_or(&[][..], |catalogue| &catalogue.metrics);
        for metric in all {
            if !metrics.iter().any(|(id, ..)| *id == metric.id) {
                let title = metric.title.get(language).to_owned();
                metrics.push((metric.id.clone(), title, metric.unit.clone()));
            }
        }
        let measures = model.measures.iter().zip(&room.measures);
        let workspace = env.state.workspace.as_ref();
        let fields = workspace.map_or(&[][..], |workspace| &workspace.account_fields);
        let field = |field: &String| {
            let name = m.field("accounts", field).unwrap_or(field);
            (field.clone(), name.to_owned())
        };
        Self {
            metrics,
            measures: measures
                .map(|(measure, view)| (measure.id.clone(), view.title.get(language).to_owned()))
                .collect(),
            fields: fields.iter().map(field).collect(),
        }
    }

    fn metric(&self, id: &str) -> (String, &str) {
        let found = self.metrics.iter().find(|(held, ..)| held == id);
        found.map_or((id.to_owned(), ""), |(_, name, unit)| (name.clone(), unit))
    }

    /// What a measure is called.
    pub(super) fn measure(&self, id: &str) -> String {
        let found = self.measures.iter().find(|(held, _)| held == id);
        found.map_or_else(|| id.to_owned(), |(_, name)| name.clone())
    }

    fn field(&self, id: &str) -> String {
        let found = self.fields.iter().find(|(held, _)| held == id);
        found.map_or_else(|| id.to_owned(), |(_, name)| name.clone())
    }

    /// A condition to begin with.
    pub(super) fn first_rule(&self) -> Vec<Rule> {
        if let (true, Some((field, _))) = (self.metrics.is_empty(), self.fields.first()) {
            return vec![Rule::Account(Condition {
                field: field.clone(),
                test: Test::Present,
            })];
        }
        vec![Rule::Metric(MetricRule {
            metric: "days_since_last_use".to_owned(),
            test: Test::AtLeast(30.0),
        })]
    }
}

/// What things are called in the document in hand and in the catalogue.
#[hook]
pub(super) fn use_names(room: &Rc<RoomView>, model: &Rc<Model>) -> Rc<Names> {
    let env = use_env();
    let metrics = use_view(Some(Request::Catalogue), catalogue);
    let key = (
        room.revision,
        metrics.slot.data().is_some(),
        env.m.language(),
    );
    use_memo(key, |_| {
        Names::new(&env, room, model, metrics.slot.data().map(Rc::as_ref))
    })
}

/// Conditions in words: “days since last use ≥ 30 and tickets open ≥ 3”.
pub(super) fn conditions_text(m: Messages, rules: &[Rule], names: &Names) -> String {
    let said: Vec<String> = rules.iter().map(|rule| text(m, rule, names)).collect();
    if said.is_empty() {
        m.room_rule_always().to_owned()
    } else {
        said.join(m.room_rule_and())
    }
}

fn text(m: Messages, rule: &Rule, names: &Names) -> String {
    let joined = |rules: &[Rule], by: &str| {
        let said: Vec<String> = rules.iter().map(|rule| text(m, rule, names)).collect();
        format!("({})", said.join(by))
    };
    match rule {
        Rule::All(rules) => joined(rules, m.room_rule_and()),
        Rule::Any(rules) => joined(rules, m.room_rule_or()),
        Rule::Not(rule) => m.room_rule_not(&text(m, rule, names)),
        Rule::Account(Condition { field, test }) => {
            format!("{} {}", names.field(field), test_text(m, test, ""))
        }
        Rule::Metric(MetricRule { metric, test }) => {
            let (name, unit) = names.metric(metric);
            format!("{name} {}", test_text(m, test, unit))
        }
        Rule::Measure(MeasureRule { measure, test }) => {
            let name = m.room_rule_score(&names.measure(measure));
            format!("{name} {}", test_text(m, test, "score"))
        }
    }
}

/// A test in words.
pub(super) fn test_text(m: Messages, test: &Test, unit: &str) -> String {
    let number = |sign: &str, limit: f64| format!("{sign} {}", unit_text(m, Some(limit), unit, ""));
    let words = |words: &[String]| {
        let words: Vec<String> = words.iter().map(|word| value_word(m, word)).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        m.list(&words)
    };
    match test {
        Test::Is(word) => m.room_test_is(&value_word(m, word)),
        Test::Not(word) => m.room_test_not(&value_word(m, word)),
        Test::OneOf(list) => m.room_test_one_of(&words(list)),
        Test::NoneOf(list) => m.room_test_none_of(&words(list)),
        Test::AtLeast(limit) => number("≥", *limit),
        Test::AtMost(limit) => number("≤", *limit),
        Test::Above(limit) => number(">", *limit),
        Test::Below(limit) => number("<", *limit),
        Test::Yes => m.room_test_yes().to_owned(),
        Test::No => m.room_test_no().to_owned(),
        Test::PastDays(days) => m.room_test_past(*days),
        Test::ComingDays(days) => m.room_test_coming(*days),
        Test::Before(day) => m.room_test_before(*day),
        Test::OnOrAfter(day) => m.room_test_from(*day),
        Test::Present => m.room_test_present().to_owned(),
        Test::Missing => m.room_test_missing().to_owned(),
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct ConditionsProps {
    pub(super) rules: Vec<Rule>,
    pub(super) names: Rc<Names>,
    /// Whether scores of measures may be asked: in caps.
    pub(super) measures: bool,
    /// Whether there may be no condition at all.
    #[prop_or_default]
    pub(super) may_be_empty: bool,
    pub(super) onset: Callback<Vec<Rule>>,
}

/// The lines.
#[component]
pub(super) fn Conditions(props: &ConditionsProps) -> Html {
    let env = use_env();
    let m = env.m;
    let set = |at: usize, rule: Option<Rule>| {
        let mut rules = props.rules.clone();
        match (rules.get_mut(at), rule) {
            (Some(held), Some(rule)) => *held = rule,
            (Some(_), None) => {
                rules.remove(at);
            }
            (None, _) => {}
        }
        rules
    };
    let line = |(at, rule): (usize, &Rule)| {
        let onset = {
            let (rules, onset) = (props.rules.clone(), props.onset.clone());
            Callback::from(move |rule: Rule| {
                let mut rules = rules.clone();
                if let Some(held) = rules.get_mut(at) {
                    *held = rule;
                }
                onset.emit(rules);
            })
        };
        let without = set(at, None);
        let onremove = props.onset.reform(move |()| without.clone());
        html! {
            <div class="cluster cluster--low" key={at}>
                { subject(m, props, rule, &onset) }
                { IconButton {
                    disabled: props.rules.len() < 2 && !props.may_be_empty,
                    ..IconButton::new(m.room_condition_remove(at + 1), Icon::Trash, onremove)
                }.view() }
            </div>
        }
    };
    let mut more = props.rules.clone();
    more.extend(props.names.first_rule());
    let onadd = props.onset.reform(move |()| more.clone());
    html! {
        <div class="stack stack--tight">
            { for props.rules.iter().enumerate().map(line) }
            <div>{ Button {
                kind: ButtonKind::Quiet,
                icon: Some(Icon::Plus),
                ..Button::new(m.room_condition_add(), onadd)
            }.view() }</div>
        </div>
    }
}

/// What a line is about, and what it must meet.
fn subject(m: Messages, props: &ConditionsProps, rule: &Rule, onset: &Callback<Rule>) -> Html {
    let names = &props.names;
    let (code, test) = match rule {
        Rule::Metric(rule) => (format!("metric/{}", rule.metric), &rule.test),
        Rule::Measure(rule) => (format!("measure/{}", rule.measure), &rule.test),
        Rule::Account(rule) => (format!("field/{}", rule.field), &rule.test),
        Rule::All(_) | Rule::Any(_) | Rule::Not(_) => {
            return html! { <span>{ text(m, rule, names) }</span> };
        }
    };
    let metrics = (names.metrics.iter())
        .map(|(id, name, _)| Choice::new(format!("metric/{id}"), name.clone()));
    let measures = (names.measures.iter().filter(|_| props.measures))
        .map(|(id, name)| Choice::new(format!("measure/{id}"), m.room_rule_score(name)));
    let fields = (names.fields.iter())
        .map(|(id, name)| Choice::new(format!("field/{id}"), m.room_rule_field(name)));
    let choices = metrics.chain(measures).chain(fields).collect();
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
                ..OneOf::new(m.room_condition_of(), choices, onsubject)
            }.view_list() }
            { test_fields(m, test, &ontest) }
        </>
    }
}

fn of_code(code: &str, test: Test) -> Rule {
    match code.split_once('/') {
        Some(("measure", id)) => Rule::Measure(MeasureRule {
            measure: id.to_owned(),
            test,
        }),
        Some(("field", id)) => Rule::Account(Condition {
            field: id.to_owned(),
            test,
        }),
        Some((_, id)) => Rule::Metric(MetricRule {
            metric: id.to_owned(),
            test,
        }),
        None => Rule::Metric(MetricRule {
            metric: code.to_owned(),
            test,
        }),
    }
}

/// A kind of test by its code, with one to begin with.
type Kind = (&'static str, fn() -> Test);

/// The kinds of tests that are offered.
const TESTS: [Kind; 12] = [
    ("at_least", || Test::AtLeast(0.0)),
    ("at_most", || Test::AtMost(0.0)),
    ("above", || Test::Above(0.0)),
    ("below", || Test::Below(0.0)),
    ("is", || Test::Is(String::new())),
    ("not", || Test::Not(String::new())),
    ("yes", || Test::Yes),
    ("no", || Test::No),
    ("past_days", || Test::PastDays(30)),
    ("coming_days", || Test::ComingDays(30)),
    ("present", || Test::Present),
    ("missing", || Test::Missing),
];

/// The kind of a test and its limit or word.
pub(super) fn test_fields(m: Messages, test: &Test, onset: &Callback<Test>) -> Html {
    let code = match test {
        Test::AtLeast(_) => "at_least",
        Test::AtMost(_) => "at_most",
        Test::Above(_) => "above",
        Test::Below(_) => "below",
        Test::Is(_) => "is",
        Test::Not(_) => "not",
        Test::Yes => "yes",
        Test::No => "no",
        Test::PastDays(_) => "past_days",
        Test::ComingDays(_) => "coming_days",
        Test::Present => "present",
        Test::Missing => "missing",
        Test::OneOf(_) | Test::NoneOf(_) | Test::Before(_) | Test::OnOrAfter(_) => {
            return html! { <span>{ test_text(m, test, "") }</span> };
        }
    };
    let name = |code: &str| match code {
        "at_least" => "≥",
        "at_most" => "≤",
        "above" => ">",
        "below" => "<",
        "is" => m.room_kind_is(),
        "not" => m.room_kind_not(),
        "yes" => m.room_test_yes(),
        "no" => m.room_test_no(),
        "past_days" => m.room_kind_past(),
        "coming_days" => m.room_kind_coming(),
        "present" => m.room_test_present(),
        _ => m.room_test_missing(),
    };
    let choices = TESTS.iter().map(|(code, _)| Choice::new(*code, name(code)));
    let onkind = {
        let held = test.clone();
        onset.reform(move |code: AttrValue| {
            let begin = TESTS.iter().find(|(held, _)| *held == code.as_str());
            like(&held, begin.map_or(Test::Present, |(_, begin)| begin()))
        })
    };
    let rest = match test {
        Test::AtLeast(limit) | Test::AtMost(limit) | Test::Above(limit) | Test::Below(limit) => {
            let kind = test.clone();
            let onlimit = onset.reform(move |to: f64| with_limit(&kind, to));
            number_field(m.room_condition_limit(), Some(*limit), true, &onlimit)
        }
        Test::PastDays(days) | Test::ComingDays(days) => {
            let kind = test.clone();
            let onlimit = onset.reform(move |to: f64| with_limit(&kind, to));
            number_field(
                m.room_condition_limit(),
                Some(f64::from(*days)),
                true,
                &onlimit,
            )
        }
        Test::Is(word) | Test::Not(word) => {
            let is = matches!(test, Test::Is(_));
            let onword = onset.reform(move |event: Event| {
                let input = event.target_dyn_into::<HtmlInputElement>();
                let word = input.map(|input| input.value()).unwrap_or_default();
                if is { Test::Is(word) } else { Test::Not(word) }
            });
            html! {
                <label class="field room__number"><span class="field__label small">{ m.room_word() }</span>
                    <input class="input" type="text" autocomplete="off" value={word.clone()} onchange={onword} /></label>
            }
        }
        _ => html! {},
    };
    html! {
        <>
            { OneOf { value: code.into(), ..OneOf::new(m.room_condition_test(), choices.collect(), onkind) }.view_list() }
            { rest }
        </>
    }
}

fn with_limit(test: &Test, to: f64) -> Test {
    match test {
        Test::AtMost(_) => Test::AtMost(to),
        Test::Above(_) => Test::Above(to),
        Test::Below(_) => Test::Below(to),
        Test::PastDays(_) => Test::PastDays(to.max(0.0) as u32),
        Test::ComingDays(_) => Test::ComingDays(to.max(0.0) as u32),
        _ => Test::AtLeast(to),
    }
}

/// A test of another kind, with the number or the word that there was.
fn like(held: &Test, next: Test) -> Test {
    match (held, &next) {
        (
            Test::AtLeast(limit) | Test::AtMost(limit) | Test::Above(limit) | Test::Below(limit),
            Test::AtLeast(_) | Test::AtMost(_) | Test::Above(_) | Test::Below(_),
        ) => with_limit(&next, *limit),
        (Test::Is(word) | Test::Not(word), Test::Is(_)) => Test::Is(word.clone()),
        (Test::Is(word) | Test::Not(word), Test::Not(_)) => Test::Not(word.clone()),
        _ => next,
    }
}
