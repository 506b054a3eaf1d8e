//! The values behind a rule, each of which opens down to its rows.

use crate::pages::customer::metric::about;
use crate::pages::parts::view_or_wait;
use crate::queries::{metric, use_view};
use crate::store::{Env, use_env};
use crate::ui::dialog::{Dialog, DialogKind};
use crate::ui::figure::{Figure, FigureSize};
use crate::words::unit_text;
use perennial_protocol::view::FactView;
use perennial_protocol::{Request, Window};
use yew::prelude::*;

/// Rows on a page.
const PAGE: u32 = 50;

/// The value of a fact: a number that opens where it is a metric, else as it is; nothing where the
/// rule in words says it all.
pub(in crate::pages) fn fact_value(
    env: &Env,
    fact: &FactView,
    currency: &str,
    onopen: &Callback<FactView>,
) -> Html {
    let m = env.m;
    let text = unit_text(m, fact.value, &fact.unit, currency);
    match (fact.metric.is_empty(), fact.value) {
        (true, None) => html! {},
        (true, Some(_)) => html! { <span class="strong">{ text }</span> },
        (false, _) => {
            let opened = fact.clone();
            let onopen = onopen.reform(move |()| opened.clone());
            Figure {
                size: FigureSize::Inline,
                ..Figure::new(fact.title.get(m.language()).to_owned(), text, onopen)
            }
            .view()
        }
    }
}

/// A list of facts with their names.
pub(in crate::pages) fn facts(
    env: &Env,
    facts: &[FactView],
    currency: &str,
    onopen: &Callback<FactView>,
) -> Html {
    let line = |fact: &FactView| {
        html! {
            <>
                <dt>{ fact.title.get(env.m.language()) }</dt>
                <dd>{ fact_value(env, fact, currency, onopen) }</dd>
            </>
        }
    };
    html! { <dl class="facts facts--long">{ for facts.iter().map(line) }</dl> }
}

#[derive(Properties, PartialEq)]
pub(in crate::pages) struct FactDrawerProps {
    pub(in crate::pages) account: AttrValue,
    pub(in crate::pages) currency: AttrValue,
    pub(in crate::pages) fact: FactView,
    pub(in crate::pages) onclose: Callback<()>,
}

/// A metric of a customer: what it is, its window and freshness, other customers, its rows.
#[component]
pub(in crate::pages) fn FactDrawer(props: &FactDrawerProps) -> Html {
    let env = use_env();
    let m = env.m;
    let fact = &props.fact;
    let offset = use_state_eq(|| 0_u32);
    let request = Request::Metric {
        metric: fact.metric.clone(),
        account: props.account.to_string(),
        as_of: env.state.as_of(),
        window: Window {
            offset: *offset,
            len: PAGE,
        },
    };
    let view = use_view(Some(request), metric);
    let ongo = {
        let offset = offset.setter();
        Callback::from(move |to| offset.set(to))
    };
    let value = unit_text(m, fact.value, &fact.unit, &props.currency);
    html! {
        <Dialog title={fact.title.get(m.language()).to_owned()} kind={DialogKind::Drawer} messages={m}
            onclose={props.onclose.clone()}>
            <div class="stack" data-testid="fact">
                <p class="figure__value">{ value }</p>
                { view_or_wait(&env, &view, |view| about(&env, &props.currency, view, &ongo)) }
            </div>
        </Dialog>
    }
}
