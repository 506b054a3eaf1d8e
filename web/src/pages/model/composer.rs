//! A metric composed by hand: table, filter, aggregate, window, denominator, comparison. Every choice makes a whole
//! declaration, so that its values can be shown at once.

use super::conditions::{Conditions, Names, test_fields};
use super::scope::{compare, per, window};
use super::units::{better_code, betters, unit_code, unit_of, units};
use crate::store::use_env;
use crate::ui::form::{Choice, OneOf};
use perennial_data::{Bilingual, FieldKind, TableId};
use perennial_i18n::Messages;
use perennial_model::{
    Aggregate, Better, Condition, Consecutive, Family, MetricDecl, Rows, Rule, Source, Test, Unit,
    Value, ValueTest, Window,
};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A declaration to begin with: rows of a table in the last 30 days.
pub(super) fn begun(id: String, title: &str, table: TableId) -> MetricDecl {
    MetricDecl {
        id,
        title: Bilingual::same(title),
        definition: Bilingual::same(title),
        family: Family::Usage,
        unit: Unit::Count,
        better: Better::Higher,
        sources: vec![Source::Rows(Rows {
            table,
            on: None,
            filter: Vec::new(),
            aggregate: Aggregate::Count,
            window: if table.spec().date.is_some() {
                Window::LastDays(30)
            } else {
                Window::All
            },
            empty: None,
        })],
        per: None,
        compare: None,
    }
}

/// The rows that a declaration reads first.
fn rows_of(decl: &MetricDecl) -> Option<&Rows> {
    decl.sources.iter().find_map(|source| match source {
        Source::Rows(rows) => Some(rows),
        _ => None,
    })
}

#[derive(Properties, PartialEq)]
pub(super) struct ComposerProps {
    pub(super) decl: MetricDecl,
    pub(super) names: Rc<Names>,
    /// Tables with rows.
    pub(super) tables: Vec<TableId>,
    pub(super) onset: Callback<MetricDecl>,
}

/// The fields.
#[component]
pub(super) fn Composer(props: &ComposerProps) -> Html {
    let env = use_env();
    let m = env.m;
    let ComposerProps { decl, onset, .. } = props;
    let Some(rows) = rows_of(decl).cloned() else {
        return html! { <p class="muted">{ m.room_metric_fixed() }</p> };
    };
    let with_rows = {
        let (decl, onset) = (decl.clone(), onset.clone());
        Callback::from(move |rows: Rows| {
            onset.emit(MetricDecl {
                sources: vec![Source::Rows(rows)],
                ..decl.clone()
            });
        })
    };
    let with = |change: fn(&mut MetricDecl, AttrValue)| {
        let decl = decl.clone();
        onset.reform(move |code: AttrValue| {
            let mut next = decl.clone();
            change(&mut next, code);
            next
        })
    };
    let onname = with(|decl, name| {
        decl.title = Bilingual::same(&name);
        decl.definition = Bilingual::same(&name);
    });
    let onname = onname.reform(|event: Event| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        AttrValue::from(input.map(|input| input.value()).unwrap_or_default())
    });
    let tables = props.tables.iter().map(|table| {
        let name = table.name();
        Choice::new(name, m.table(name).unwrap_or(name))
    });
    let ontable = {
        let (decl, onset) = (decl.clone(), onset.clone());
        Callback::from(move |code: AttrValue| {
            let table = TableId::ALL
                .into_iter()
                .find(|table| table.name() == code.as_str());
            let fresh = begun(decl.id.clone(), "", table.unwrap_or(TableId::Usage));
            onset.emit(MetricDecl {
                sources: fresh.sources,
                ..decl.clone()
            });
        })
    };
    let of_fields = Rc::new(field_names(m, rows.table));
    let conditions = |list: &[Condition], set: fn(&Rows, Vec<Condition>) -> Rows| {
        let rules: Vec<Rule> = list.iter().cloned().map(Rule::Account).collect();
        let rows = rows.clone();
        let onset = with_rows.reform(move |rules: Vec<Rule>| {
            let conditions = rules.into_iter().filter_map(|rule| match rule {
                Rule::Account(condition) => Some(condition),
                _ => None,
            });
            set(&rows, conditions.collect())
        });
        html! {
            <Conditions {rules} names={Rc::clone(&of_fields)} measures={false} may_be_empty={true} {onset} />
        }
    };
    let share_of = match &rows.aggregate {
        Aggregate::ShareOf(list) => Some(conditions(list, |rows, list| Rows {
            aggregate: Aggregate::ShareOf(list),
            ..rows.clone()
        })),
        _ => None,
    };
    html! {
        <div class="stack stack--tight">
            <div class="cluster cluster--low">
                <label class="field fill"><span class="field__label">{ m.room_metric_name() }</span>
                    <input class="input" type="text" autocomplete="off" value={decl.title.get(m.language()).to_owned()} onchange={onname} /></label>
                { OneOf { value: unit_code(decl.unit).into(), ..OneOf::new(m.room_metric_unit(), units(m), with(|decl, code| decl.unit = unit_of(&code))) }.view_list() }
                { OneOf { value: better_code(decl.better).into(), ..OneOf::new(m.room_metric_better(), betters(m), with(|decl, code| {
                    decl.better = if code == "lower" { Better::Lower } else { Better::Higher };
                })) }.view_list() }
            </div>
            <div class="cluster cluster--low">
                { OneOf { value: rows.table.name().into(), ..OneOf::new(m.room_metric_table(), tables.collect(), ontable) }.view_list() }
                { aggregate(m, &rows, &with_rows) }
                { window(m, &rows, &with_rows) }
            </div>
            { share_of }
            <fieldset class="field">
                <legend class="field__label">{ m.room_metric_filter() }</legend>
                { conditions(&rows.filter, |rows, filter| Rows { filter, ..rows.clone() }) }
            </fieldset>
            <div class="cluster cluster--low">
                { per(m, props) }
                { compare(m, decl, onset) }
            </div>
        </div>
    }
}

/// The fields of a table by name, those that a row can be told by.
fn field_names(m: Messages, table: TableId) -> Names {
    let fields = table.spec().fields.iter();
    let fields = fields.filter(|field| !matches!(field.kind, FieldKind::Account | FieldKind::Id));
    let named = |field: &perennial_data::FieldSpec| {
        let name = m.field(table.name(), field.name).unwrap_or(field.name);
        (field.name.to_owned(), name.to_owned())
    };
    Names {
        fields: fields.map(named).collect(),
        ..Names::default()
    }
}

const AGGREGATES: [&str; 16] = [
    "count",
    "active_days",
    "days_since_last",
    "days_since_first",
    "sum",
    "mean",
    "median",
    "min",
    "max",
    "last",
    "first",
    "last_change",
    "distinct",
    "net_promoter",
    "share_of",
    "consecutive_days",
];

fn aggregate_code(aggregate: &Aggregate) -> &'static str {
    match aggregate {
        Aggregate::Count => "count",
        Aggregate::ActiveDays => "active_days",
        Aggregate::DaysSinceLast => "days_since_last",
        Aggregate::DaysSinceFirst => "days_since_first",
        Aggregate::Sum(_) => "sum",
        Aggregate::Mean(_) => "mean",
        Aggregate::Median(_) => "median",
        Aggregate::Min(_) => "min",
        Aggregate::Max(_) => "max",
        Aggregate::Last(_) => "last",
        Aggregate::First(_) => "first",
        Aggregate::LastChange(_) => "last_change",
        Aggregate::Distinct(_) => "distinct",
        Aggregate::NetPromoter(_) => "net_promoter",
        Aggregate::ShareOf(_) => "share_of",
        Aggregate::ShareWhere(_) => "share_where",
        Aggregate::ConsecutiveDays(_) => "consecutive_days",
    }
}

fn aggregate_name(m: Messages, code: &str) -> &'static str {
    match code {
        "count" => m.room_aggregate_count(),
        "active_days" => m.room_aggregate_active_days(),
        "days_since_last" => m.room_aggregate_days_since_last(),
        "days_since_first" => m.room_aggregate_days_since_first(),
        "sum" => m.room_aggregate_sum(),
        "mean" => m.room_aggregate_mean(),
        "median" => m.room_aggregate_median(),
        "min" => m.room_aggregate_min(),
        "max" => m.room_aggregate_max(),
        "last" => m.room_aggregate_last(),
        "first" => m.room_aggregate_first(),
        "last_change" => m.room_aggregate_last_change(),
        "distinct" => m.room_aggregate_distinct(),
        "net_promoter" => m.room_aggregate_net_promoter(),
        "share_of" | "share_where" => m.room_aggregate_share_of(),
        _ => m.room_aggregate_consecutive(),
    }
}

/// What a value is read from, where the aggregate has one.
fn value_of(aggregate: &Aggregate) -> Option<&Value> {
    match aggregate {
        Aggregate::Sum(value)
        | Aggregate::Mean(value)
        | Aggregate::Median(value)
        | Aggregate::Min(value)
        | Aggregate::Max(value)
        | Aggregate::Last(value)
        | Aggregate::First(value)
        | Aggregate::LastChange(value)
        | Aggregate::NetPromoter(value) => Some(value),
        Aggregate::ConsecutiveDays(run) => Some(&run.sum),
        Aggregate::ShareWhere(share) => Some(&share.value),
        _ => None,
    }
}

/// The aggregate of a code over a value; what has no value leaves it.
fn aggregate_of(code: &str, value: Value, held: &Aggregate) -> Aggregate {
    let test = match held {
        Aggregate::ConsecutiveDays(run) => run.test.clone(),
        Aggregate::ShareWhere(share) => share.test.clone(),
        _ => Test::Below(1.0),
    };
    match code {
        "active_days" => Aggregate::ActiveDays,
        "days_since_last" => Aggregate::DaysSinceLast,
        "days_since_first" => Aggregate::DaysSinceFirst,
        "sum" => Aggregate::Sum(value),
        "mean" => Aggregate::Mean(value),
        "median" => Aggregate::Median(value),
        "min" => Aggregate::Min(value),
        "max" => Aggregate::Max(value),
        "last" => Aggregate::Last(value),
        "first" => Aggregate::First(value),
        "last_change" => Aggregate::LastChange(value),
        "net_promoter" => Aggregate::NetPromoter(value),
        "distinct" => match value {
            Value::Field(field) => Aggregate::Distinct(field),
            _ => Aggregate::Count,
        },
        "share_of" => match held {
            Aggregate::ShareOf(list) => Aggregate::ShareOf(list.clone()),
            _ => Aggregate::ShareOf(Vec::new()),
        },
        "share_where" => Aggregate::ShareWhere(ValueTest { value, test }),
        "consecutive_days" => Aggregate::ConsecutiveDays(Consecutive { sum: value, test }),
        _ => Aggregate::Count,
    }
}

/// What can be read of a row, by a code.
fn values(m: Messages, table: TableId) -> Vec<(String, String, Value)> {
    let mut all = Vec::new();
    for field in table.spec().fields {
        let name = m.field(table.name(), field.name).unwrap_or(field.name);
        match field.kind {
            FieldKind::Number | FieldKind::Money | FieldKind::Flag => all.push((
                format!("field/{}", field.name),
                name.to_owned(),
                Value::Field(field.name.to_owned()),
            )),
            FieldKind::Day => {
                let field = field.name.to_owned();
                all.push((
                    format!("since/{field}"),
                    m.room_value_since(name),
                    Value::DaysSince(field.clone()),
                ));
                all.push((
                    format!("until/{field}"),
                    m.room_value_until(name),
                    Value::DaysUntil(field),
                ));
            }
            FieldKind::Account | FieldKind::Id | FieldKind::Text | FieldKind::Category(_) => {}
        }
    }
    if table == TableId::Contracts {
        all.push((
            "annual".to_owned(),
            m.room_value_annual().to_owned(),
            Value::AnnualRevenue,
        ));
        all.push((
            "monthly".to_owned(),
            m.room_value_monthly().to_owned(),
            Value::MonthlyRevenue,
        ));
    }
    if table == TableId::Goals {
        all.push((
            "progress".to_owned(),
            m.room_value_progress().to_owned(),
            Value::Progress,
        ));
    }
    all
}

fn aggregate(m: Messages, rows: &Rows, onset: &Callback<Rows>) -> Html {
    let code = aggregate_code(&rows.aggregate);
    let values = values(m, rows.table);
    let words: Vec<(String, String, Value)> = (rows.table.spec().fields.iter())
        .filter(|field| !matches!(field.kind, FieldKind::Account))
        .map(|field| {
            let name = m.field(rows.table.name(), field.name).unwrap_or(field.name);
            (
                format!("field/{}", field.name),
                name.to_owned(),
                Value::Field(field.name.to_owned()),
            )
        })
        .collect();
    let is_distinct = matches!(rows.aggregate, Aggregate::Distinct(_));
    let held = match &rows.aggregate {
        Aggregate::Distinct(field) => Some(Value::Field(field.clone())),
        other => value_of(other).cloned(),
    };
    let offered = if is_distinct {
        words.clone()
    } else {
        values.clone()
    };
    let first = values
        .first()
        .map_or(Value::Field(String::new()), |(.., value)| value.clone());
    let onkind = {
        let (rows, held, word) = (
            rows.clone(),
            held.clone(),
            words.first().map(|(.., value)| value.clone()),
        );
        onset.reform(move |code: AttrValue| {
            let value = match (code.as_str(), &held) {
                ("distinct", _) => word.clone().unwrap_or_else(|| first.clone()),
                (_, Some(value)) if !is_distinct => value.clone(),
                _ => first.clone(),
            };
            Rows {
                aggregate: aggregate_of(&code, value, &rows.aggregate),
                ..rows.clone()
            }
        })
    };
    let mut kinds: Vec<Choice> = AGGREGATES
        .iter()
        .map(|code| Choice::new(*code, aggregate_name(m, code)))
        .collect();
    if code == "share_where" {
        kinds.push(Choice::new(code, aggregate_name(m, code)));
    }
    let value = held.map(|held| {
        let chosen = offered.iter().find(|(.., value)| *value == held);
        let chosen = chosen.map_or_else(String::new, |(code, ..)| code.clone());
        let onvalue = {
            let (rows, offered) = (rows.clone(), offered.clone());
            onset.reform(move |code: AttrValue| {
                let found = offered.iter().find(|(held, ..)| *held == code.as_str());
                let value = found.map_or(Value::Field(String::new()), |(.., value)| value.clone());
                Rows {
                    aggregate: aggregate_of(
                        aggregate_code(&rows.aggregate),
                        value,
                        &rows.aggregate,
                    ),
                    ..rows.clone()
                }
            })
        };
        let choices = offered
            .iter()
            .map(|(code, name, _)| Choice::new(code.clone(), name.clone()));
        OneOf {
            value: chosen.into(),
            ..OneOf::new(m.room_metric_value(), choices.collect(), onvalue)
        }
        .view_list()
    });
    let test = match &rows.aggregate {
        Aggregate::ConsecutiveDays(run) => Some(&run.test),
        Aggregate::ShareWhere(share) => Some(&share.test),
        _ => None,
    };
    let test = test.map(|test| {
        let rows = rows.clone();
        let ontest = onset.reform(move |test: Test| {
            let aggregate = match rows.aggregate.clone() {
                Aggregate::ConsecutiveDays(run) => {
                    Aggregate::ConsecutiveDays(Consecutive { test, ..run })
                }
                Aggregate::ShareWhere(share) => Aggregate::ShareWhere(ValueTest { test, ..share }),
                other => other,
            };
            Rows {
                aggregate,
                ..rows.clone()
            }
        });
        test_fields(m, test, &ontest)
    });
    html! {
        <>
            { OneOf { value: code.into(), ..OneOf::new(m.room_metric_aggregate(), kinds, onkind) }.view_list() }
            { value }
            { test }
        </>
    }
}
