//! Over which days a metric is taken, by what it is divided, with what it is compared.

use super::composer::ComposerProps;
use super::fields::number_field;
use crate::ui::form::{Choice, OneOf};
use perennial_i18n::Messages;
use perennial_model::{Against, Compare, How, MetricDecl, Per, Rows, Window};
use yew::prelude::*;

/// Over which days.
pub(super) fn window(m: Messages, rows: &Rows, onset: &Callback<Rows>) -> Html {
    let (code, number) = match rows.window {
        Window::LastDays(days) => ("last", Some(days)),
        Window::PreviousDays(days) => ("previous", Some(days)),
        Window::Month(back) => ("month", Some(back)),
        Window::All => ("all", None),
        Window::Active => ("active", None),
    };
    let mut choices = vec![Choice::new("all", m.room_window_all())];
    if rows.table.spec().date.is_some() {
        choices.insert(0, Choice::new("last", m.room_window_last()));
        choices.insert(1, Choice::new("previous", m.room_window_previous()));
        choices.insert(2, Choice::new("month", m.room_window_month()));
    }
    if rows.table.spec().interval.is_some() {
        choices.push(Choice::new("active", m.room_window_active()));
    }
    let make = |code: &str, n: u32| match code {
        "last" => Window::LastDays(n.max(1)),
        "previous" => Window::PreviousDays(n.max(1)),
        "month" => Window::Month(n),
        "active" => Window::Active,
        _ => Window::All,
    };
    let onkind = {
        let rows = rows.clone();
        onset.reform(move |code: AttrValue| {
            let n = if code == "month" {
                1
            } else {
                number.unwrap_or(30)
            };
            Rows {
                window: make(&code, n),
                ..rows.clone()
            }
        })
    };
    let onnumber = {
        let rows = rows.clone();
        onset.reform(move |n: f64| Rows {
            window: make(code, n.max(0.0) as u32),
            ..rows.clone()
        })
    };
    let label = if code == "month" {
        m.room_window_back()
    } else {
        m.room_window_days()
    };
    html! {
        <>
            { OneOf { value: code.into(), ..OneOf::new(m.room_metric_window(), choices, onkind) }.view_list() }
            { number.map(|n| number_field(label, Some(f64::from(n)), true, &onnumber)) }
        </>
    }
}

/// Divided by what.
pub(super) fn per(m: Messages, props: &ComposerProps) -> Html {
    let decl = &props.decl;
    let code = match &decl.per {
        None => String::new(),
        Some(Per::Account(field)) => format!("field/{field}"),
        Some(Per::Metric(id)) => format!("metric/{id}"),
    };
    let mut choices = vec![Choice::new("", m.room_per_none())];
    for field in ["seats", "employees"] {
        let name = m.field("accounts", field).unwrap_or(field);
        choices.push(Choice::new(format!("field/{field}"), name));
    }
    let metrics = props
        .names
        .metrics
        .iter()
        .filter(|(id, _, unit)| *id != decl.id && unit != "category");
    choices.extend(metrics.map(|(id, name, _)| Choice::new(format!("metric/{id}"), name.clone())));
    let onchange = {
        let decl = decl.clone();
        props.onset.reform(move |code: AttrValue| MetricDecl {
            per: match code.split_once('/') {
                Some(("field", field)) => Some(Per::Account(field.to_owned())),
                Some((_, id)) => Some(Per::Metric(id.to_owned())),
                None => None,
            },
            ..decl.clone()
        })
    };
    OneOf {
        value: code.into(),
        ..OneOf::new(m.room_metric_per(), choices, onchange)
    }
    .view_list()
}

/// Compared with what, and how.
pub(super) fn compare(m: Messages, decl: &MetricDecl, onset: &Callback<MetricDecl>) -> Html {
    let held = decl.compare.clone();
    let code = match held.as_ref().map(|compare| &compare.with) {
        None => "",
        Some(Against::Previous) => "previous",
        Some(Against::FirstDays(_)) => "first",
        Some(Against::Benchmark(_)) => "benchmark",
    };
    let mut choices = vec![
        Choice::new("", m.room_compare_none()),
        Choice::new("previous", m.room_compare_previous()),
        Choice::new("first", m.room_compare_first()),
    ];
    if code == "benchmark" {
        choices.push(Choice::new("benchmark", m.room_compare_benchmark()));
    }
    let how = held.as_ref().map_or(How::Change, |compare| compare.how);
    let onwith = {
        let (decl, held) = (decl.clone(), held.clone());
        onset.reform(move |code: AttrValue| {
            let with = match code.as_str() {
                "previous" => Some(Against::Previous),
                "first" => Some(Against::FirstDays(90)),
                "benchmark" => held.as_ref().map(|compare| compare.with.clone()),
                _ => None,
            };
            MetricDecl {
                compare: with.map(|with| Compare { with, how }),
                ..decl.clone()
            }
        })
    };
    let hows = vec![
        Choice::new("difference", m.room_how_difference()),
        Choice::new("ratio", m.room_how_ratio()),
        Choice::new("change", m.room_how_change()),
    ];
    let how_code = match how {
        How::Difference => "difference",
        How::Ratio => "ratio",
        How::Change => "change",
    };
    let onhow = {
        let decl = decl.clone();
        onset.reform(move |code: AttrValue| {
            let how = match code.as_str() {
                "difference" => How::Difference,
                "ratio" => How::Ratio,
                _ => How::Change,
            };
            let mut next = decl.clone();
            if let Some(compare) = &mut next.compare {
                compare.how = how;
            }
            next
        })
    };
    html! {
        <>
            { OneOf { value: code.into(), ..OneOf::new(m.room_metric_compare(), choices, onwith) }.view_list() }
            if held.is_some() {
                { OneOf { value: how_code.into(), ..OneOf::new(m.room_metric_how(), hows, onhow) }.view_list() }
            }
        </>
    }
}
