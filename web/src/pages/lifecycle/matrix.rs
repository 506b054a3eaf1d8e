//! The consistency matrix: need × goal × play × evidence per stage, with what does not fit in words.

use super::{Part, tab_word};
use crate::route::LifeTab;
use crate::store::Env;
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::head;
use crate::words::finding_word;
use perennial_data::Bilingual;
use perennial_protocol::view::MatrixRowView;
use yew::prelude::*;

/// The part.
pub(super) fn matrix(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let rows = &part.view.matrix;
    let n_flagged = rows.iter().filter(|row| !row.findings.is_empty()).count();
    let mut before = None;
    let lines = rows.iter().enumerate().map(|(at, row)| {
        let is_first = before != Some(row.stage);
        before = Some(row.stage);
        line(env, part, at, row, is_first)
    });
    Card {
        note: Some(m.matrix_note().into()),
        ..Card::new(tab_word(m, LifeTab::Consistency))
    }
    .view(html! {
        <>
            <p class="strong" role="status">{ m.matrix_flagged(n_flagged, rows.len()) }</p>
            <div class="table-scroll" tabindex="0" role="group" aria-label={tab_word(m, LifeTab::Consistency)}>
                <table class="table table--words table--groups" data-testid="matrix">
                    { head(&[
                        Text(m.life_stage()),
                        Text(m.card_need()),
                        Text(m.card_goal()),
                        Text(m.word_play()),
                        Number(m.matrix_evidence()),
                        Text(m.matrix_findings()),
                    ]) }
                    <tbody>{ for lines }</tbody>
                </table>
            </div>
        </>
    })
}

fn line(env: &Env, part: &Part<'_>, at: usize, row: &MatrixRowView, is_first: bool) -> Html {
    let m = env.m;
    let text = |text: &Option<Bilingual>| match text {
        Some(text) => html! { <td>{ text.get(m.language()) }</td> },
        None => html! { <td class="muted">{ m.matrix_unwritten() }</td> },
    };
    let title = part.stage_title(m, row.stage).to_owned();
    let (with, tasks) = row.evidence;
    let findings = row.findings.iter().map(|code| {
        html! {
            <li class="finding">{ Icon::Warning.view_sized(14) }<span>{ finding_word(m, code) }</span></li>
        }
    });
    html! {
        <tr key={at} class={classes!(is_first.then_some("table__group"))}>
            <th scope="row">
                // Said once for those who see it, and in each row for those who hear it.
                <span class={classes!((!is_first).then_some("visually-hidden"))}>{ title }</span>
            </th>
            { text(&row.need) }
            { text(&row.goal) }
            { text(&row.play) }
            <td class="number">{ m.matrix_of(with, tasks) }</td>
            <td>
                if row.findings.is_empty() {
                    <span class="muted">{ m.matrix_fits() }</span>
                } else {
                    <ul>{ for findings }</ul>
                }
            </td>
        </tr>
    }
}
