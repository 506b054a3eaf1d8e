//! Data quality: what is doubtful in the data, what it touches, what to do, and the rows behind each number.

mod rows;

use self::rows::RowsDialog;
use super::parts::{page_head, view_or_wait};
use super::save::Shown;
use crate::queries::{quality, use_view};
use crate::store::{Env, use_env};
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::words::quality_text;
use perennial_protocol::Request;
use perennial_protocol::view::{FindingView, QualityView, Weight};
use yew::prelude::*;

/// The screen.
#[component]
pub(super) fn Quality() -> Html {
    let env = use_env();
    let m = env.m;
    let as_of = env.state.as_of();
    let shown = use_state_eq(|| None::<u32>);
    let view = use_view(Some(Request::Quality { as_of }), quality);
    let open = {
        let shown = shown.setter();
        Callback::from(move |at| shown.set(Some(at)))
    };
    let close = {
        let shown = shown.setter();
        Callback::from(move |()| shown.set(None))
    };
    html! {
        <div class="page">
            { page_head(m.quality_title()) }
            { view_or_wait(&env, &view, |view| {
                let dialog = (*shown).and_then(|at| {
                    let finding = view.findings.get(at as usize)?.clone();
                    Some(html! { <RowsDialog {at} {finding} onclose={close.clone()} /> })
                });
                html! {
                    <>
                        <p class="page__lead">{ m.quality_lead(as_of, view.rows) }</p>
                        if view.findings.is_empty() {
                            <p role="status">{ m.quality_none() }</p>
                        }
                        { for [Weight::Impossible, Weight::Doubtful, Weight::Note]
                            .map(|weight| part(&env, view, weight, &open)) }
                        if !view.findings.is_empty() {
                            <Shown />
                        }
                        { dialog.unwrap_or_default() }
                    </>
                }
            }) }
        </div>
    }
}

/// The findings of one weight.
fn part(env: &Env, view: &QualityView, weight: Weight, open: &Callback<u32>) -> Html {
    let m = env.m;
    let title = match weight {
        Weight::Impossible => m.quality_impossible(),
        Weight::Doubtful => m.quality_doubtful(),
        Weight::Note => m.quality_note(),
    };
    let numbered = (0_u32..).zip(&view.findings);
    let own: Vec<_> = numbered
        .filter(|(_, finding)| finding.weight == weight)
        .collect();
    if own.is_empty() {
        return html! {};
    }
    Card {
        note: Some(m.count(own.len()).into()),
        ..Card::new(title)
    }
    .view(html! {
        <ul class="stack" data-testid="findings" data-list={title}>
            { for own.into_iter().map(|(at, finding)| row(env, at, finding, open)) }
        </ul>
    })
}

fn row(env: &Env, at: u32, finding: &FindingView, open: &Callback<u32>) -> Html {
    let m = env.m;
    let [what, effect, next] = quality_text(m, finding);
    let titles: Vec<_> = finding
        .measures
        .iter()
        .map(|title| title.get(m.language()))
        .collect();
    html! {
        <li class="stack stack--tight" key={at}>
            <p><strong>{ what }</strong>{ " " }<code class="muted small">{ &finding.code }</code></p>
            <p class="muted">
                { m.quality_accounts(finding.accounts) }
                if !titles.is_empty() {
                    { " · " }
                    <span title={m.list(&titles)}>{ m.quality_measures(titles.len()) }</span>
                }
                { " · " }{ effect }
            </p>
            <p>{ next }</p>
            <div class="cluster">
                { Button::new(m.quality_show(finding.count), open.reform(move |()| at)).view() }
            </div>
        </li>
    }
}
