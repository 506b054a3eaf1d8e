//! Changes of how the team works, beside the causes that led to them: planned and measured, before and
//! after.

use super::Part;
use crate::pages::work::{Errand, Record, record_buttons};
use crate::queries::{catalogue, use_view};
use crate::store::{Env, use_env};
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::ui::table::fact;
use crate::words::{NONE, unit_text};
use perennial_i18n::Messages;
use perennial_protocol::Request;
use perennial_protocol::view::{HandledView, MeasuredView, PracticeView, ProcessView};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
struct ProcessesProps {
    practice: Rc<PracticeView>,
    currency: AttrValue,
    onerrand: Callback<Errand>,
}

/// The card.
pub(super) fn processes(part: &Part<'_>) -> Html {
    let currency = part.view.currency.clone().unwrap_or_default();
    html! {
        <Processes practice={Rc::clone(&part.practice)} {currency} onerrand={part.errand.clone()} />
    }
}

/// The names of metrics are asked for, as a change may name one.
#[component]
fn Processes(props: &ProcessesProps) -> Html {
    let env = use_env();
    let m = env.m;
    let language = m.language();
    let view = use_view(Some(Request::Catalogue), catalogue);
    let metrics = view.slot.data().map_or_else(Vec::new, |view| {
        let metrics = view.metrics.iter().filter(|metric| metric.fed);
        metrics
            .map(|metric| (metric.id.clone(), metric.title.get(language).to_owned()))
            .collect()
    });
    let metrics: Rc<[_]> = metrics.into();
    let causes = props.practice.causes.iter();
    let causes = causes.map(|(id, title)| (id.clone(), title.get(language).to_owned()));
    let causes: Rc<[_]> = causes.collect();
    let record = |old: Option<&ProcessView>| Record::Process {
        causes: Rc::clone(&causes),
        metrics: Rc::clone(&metrics),
        old: old.cloned(),
    };
    let add = Rc::new(record(None));
    let add = Button {
        disabled: !env.state.is_writer,
        ..Button::new(
            m.process_add(),
            props
                .onerrand
                .reform(move |()| Errand::Record(Rc::clone(&add))),
        )
    };
    let one = |process: &ProcessView| {
        html! {
            <section class="stack stack--tight track" key={process.entry}>
                <div class="cluster">
                    <h3 class="fill">{ &process.said.title }</h3>
                    { record_buttons(&env, &props.onerrand, record(Some(process)), process.entry) }
                </div>
                { facts(&env, process, &props.currency) }
            </section>
        }
    };
    Card {
        note: Some(m.process_note().into()),
        actions: Some(add.view()),
        ..Card::new(m.process_title())
    }
    .view(html! {
        <div class="stack" data-testid="processes">
            if props.practice.processes.is_empty() {
                <p class="muted">{ m.process_none() }</p>
            }
            { for props.practice.processes.iter().map(one) }
        </div>
    })
}

fn facts(env: &Env, process: &ProcessView, currency: &str) -> Html {
    let m = env.m;
    let said = &process.said;
    let mut from = m.phase_from(said.from);
    if !process.author.is_empty() {
        from = format!("{from} · {}", m.work_by(&process.author));
    }
    let cause = process.cause.as_ref();
    let cause = cause.map(|title| fact(m.process_cause(), title.get(m.language()).to_owned()));
    let planned = said.before.zip(said.after).map(|(before, after)| {
        let way = m.process_way(&m.short_number(after, 2), &m.short_number(before, 2));
        fact(m.process_planned(), format!("{way} {}", said.unit))
    });
    html! {
        <>
            <p class="small muted">{ from }</p>
            <dl class="facts facts--long">
                { planned.unwrap_or_default() }
                { process.measured.as_ref().map(|view| measured(m, view, currency)).unwrap_or_default() }
                { process.handled.as_ref().map(|view| handled(m, *view)).unwrap_or_default() }
                { cause.unwrap_or_default() }
            </dl>
        </>
    }
}

fn measured(m: Messages, view: &MeasuredView, currency: &str) -> Html {
    let value = |value: Option<f64>| unit_text(m, value, &view.unit, currency);
    let (before_on, before) = view.before;
    let name = view.title.get(m.language());
    let body = match view.after {
        Some((on, after)) => {
            let change = before.zip(after).map(|(before, after)| after - before);
            let better = change.map(|change| {
                if view.higher_is_better {
                    change
                } else {
                    -change
                }
            });
            html! {
                <>
                    <span class="strong">{ m.process_way(&value(after), &value(before)) }</span>{ " " }
                    { verdict(m, better) }
                    <br />
                    <span class="small muted">{ m.process_mean(on, before_on, name) }</span>
                </>
            }
        }
        None => html! {
            <>{ name }{ ": " }{ value(before) }{ " · " }{ m.process_later() }</>
        },
    };
    html! { <><dt>{ m.process_measured() }</dt><dd>{ body }</dd></> }
}

/// In words, not in colour alone.
fn verdict(m: Messages, better: Option<f64>) -> Html {
    match better {
        Some(change) if change > 0.0 => html! { <span class="chip">{ m.process_better() }</span> },
        Some(change) if change < 0.0 => html! { <span class="chip">{ m.process_worse() }</span> },
        Some(_) => html! { <span class="chip">{ m.process_same() }</span> },
        None => html! {},
    }
}

fn handled(m: Messages, view: HandledView) -> Html {
    let days =
        |days: Option<f64>| days.map_or_else(|| NONE.to_owned(), |days| m.short_number(days, 1));
    let (before, after) = view.median_days;
    let note = match (before, after) {
        (None, None) => m.process_span(view.days),
        _ => m.process_days(&days(after), &days(before), view.days),
    };
    html! {
        <>
            <dt>{ m.process_alerts() }</dt>
            <dd>
                { m.process_way(&m.count(view.n.1), &m.count(view.n.0)) }<br />
                <span class="small muted">{ note }</span>
            </dd>
        </>
    }
}
