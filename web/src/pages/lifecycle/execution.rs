//! Execution as WHO × HOW × WHAT: effort and result per stage, and what follows.

use super::{Opened, Part, tab_word};
use crate::number;
use crate::pages::explain::Explanation;
use crate::route::{LifeTab, Route};
use crate::store::Env;
use crate::ui::card::Card;
use crate::ui::figure::{Figure, FigureSize};
use crate::ui::icon::Icon;
use crate::ui::table::Head::Text;
use crate::ui::table::head;
use crate::words::{NONE, diagnosis_word};
use perennial_protocol::view::DiagnosisView;
use yew::prelude::*;

/// The part.
pub(super) fn execution(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let rows = part.view.diagnosis.iter().map(|row| line(env, part, row));
    Card {
        note: Some(m.execution_note().into()),
        ..Card::new(tab_word(m, LifeTab::Execution))
    }
    .view(html! {
        <div class="table-scroll" tabindex="0" role="group" aria-label={tab_word(m, LifeTab::Execution)}>
            <table class="table table--words" data-testid="execution">
                { head(&[
                    Text(m.life_stage()),
                    Text(m.execution_who()),
                    Text(m.execution_how()),
                    Text(m.execution_what()),
                    Text(m.execution_follows()),
                ]) }
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    })
}

fn line(env: &Env, part: &Part<'_>, row: &DiagnosisView) -> Html {
    let m = env.m;
    let title = part.stage_title(m, row.stage).to_owned();
    let at = row.stage as usize;
    let onstage = part.open.reform(move |()| Opened::Stage(at, None));
    let side = |name: &'static str, note: &'static str, share: Option<f64>| {
        share_cell(env, part, &title, (name, note), share)
    };
    let is_finding = !matches!(row.finding.as_str(), "fine" | "result-alone" | "unknown");
    html! {
        <tr key={row.stage}>
            <th scope="row">
                { Figure {
                    size: FigureSize::Inline,
                    ..Figure::new(m.life_stage(), title.clone(), onstage)
                }.view() }
            </th>
            { side(m.execution_who(), m.execution_who_note(), row.who) }
            { side(m.execution_how(), m.execution_how_note(), row.how) }
            { side(m.execution_what(), m.execution_what_note(), row.result) }
            <td>
                <span class={classes!("finding", (!is_finding).then_some("muted"))}>
                    if is_finding {
                        { Icon::Warning.view_sized(14) }
                    }
                    <span>{ diagnosis_word(m, &row.finding) }</span>
                </span>
            </td>
        </tr>
    }
}

/// A share as a bar and a number that opens.
fn share_cell(
    env: &Env,
    part: &Part<'_>,
    stage: &str,
    (name, note): (&'static str, &'static str),
    share: Option<f64>,
) -> Html {
    let m = env.m;
    let Some(share) = share else {
        return html! { <td class="muted">{ NONE }</td> };
    };
    let value = m.percent(share, 0);
    let explanation = Explanation {
        title: format!("{stage} · {name}"),
        value: value.clone(),
        definition: note.to_owned(),
        formula: m.execution_rule().to_owned(),
        facts: Vec::new(),
        links: vec![(
            m.nav_inbox().to_owned(),
            env.link(Route::Inbox(crate::route::InboxChoice::default())),
        )],
    };
    let onopen = part.figure().reform(move |()| explanation.clone());
    html! {
        <td>
            <span class="share">
                <progress class="progress__bar share__bar" max="1" value={number::text(share)} aria-hidden="true" />
                { Figure { size: FigureSize::Inline, ..Figure::new(name, value, onopen) }.view() }
            </span>
        </td>
    }
}
