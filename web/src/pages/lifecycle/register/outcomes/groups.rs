//! What became of contracts, told by reason, tier, stage, owner or industry: a line per group, each number of which
//! opens to its contracts.

use super::Report;
use crate::pages::explain::Explanation;
use crate::route::{LifeChoice, OUTCOMES_BY, Route, outcomes_code, outcomes_of};
use crate::ui::card::Card;
use crate::ui::figure::{Figure, FigureSize};
use crate::ui::form::{Choice, OneOf};
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
use crate::words::{NONE, reason_word};
use perennial_i18n::Messages;
use perennial_protocol::view::{Fate, FateSum, OutcomeBy, OutcomeGroup};
use yew::prelude::*;

/// What groups are told by, in a word.
pub(super) fn by_word(m: Messages, by: OutcomeBy) -> &'static str {
    match by {
        OutcomeBy::Reason => m.word_reason(),
        OutcomeBy::Tier => m.life_value(),
        OutcomeBy::Stage => m.life_stage(),
        OutcomeBy::Owner => m.word_owner(),
        OutcomeBy::Industry => m.field("accounts", "industry").unwrap_or("industry"),
    }
}

impl Report<'_> {
    /// What a group is called.
    pub(super) fn name_of(&self, group: &OutcomeGroup) -> String {
        let m = self.env.m;
        let title = group.title.as_ref().map(|title| title.get(m.language()));
        match (self.choice.outcomes, title, &*group.id) {
            (OutcomeBy::Reason, _, reason) => reason_word(m, reason),
            (_, _, "") => m.effort_none().to_owned(),
            (_, Some(title), _) => title.to_owned(),
            (_, None, name) => name.to_owned(),
        }
    }

    /// The groups.
    pub(super) fn groups(&self) -> Html {
        let m = self.env.m;
        let by = self.choice.outcomes;
        let rows = &self.view.groups;
        // A reason is that of an outcome: of all that were due it says nothing.
        let is_of_all = by != OutcomeBy::Reason;
        let mut columns = vec![Text(by_word(m, by))];
        if is_of_all {
            columns.extend([Number(m.report_due()), Number(m.report_rate())]);
        }
        columns.extend([
            Number(m.report_lost()),
            Number(m.report_amount_lost()),
            Number(m.report_renewed()),
            Number(m.report_amount_renewed()),
        ]);
        let line = |group: &OutcomeGroup| {
            html! {
                <tr key={group.id.clone()}>
                    <th scope="row">{ self.name_of(group) }</th>
                    if is_of_all {
                        { self.contracts_of(group, &group.due, None) }
                        <td class="number">{ self.rate_of(group) }</td>
                    }
                    { self.contracts_of(group, &group.lost, Some(Fate::Lost)) }
                    { number_cell(self.money(group.lost.amount)) }
                    { self.contracts_of(group, &group.renewed, Some(Fate::Renewed)) }
                    { number_cell(self.money(group.renewed.amount)) }
                </tr>
            }
        };
        let note = match by {
            OutcomeBy::Tier | OutcomeBy::Stage => {
                let on = self.view.span.0.min(self.view.as_of);
                Some(m.report_groups_note(&m.date(on)).into())
            }
            _ => None,
        };
        Card {
            note,
            actions: Some(self.told_by()),
            ..Card::new(m.report_groups())
        }
        .view(html! {
            if rows.is_empty() {
                <p class="muted">{ m.report_reasons_none() }</p>
            } else {
                <div class="table-scroll" tabindex="0" role="group" aria-label={m.report_groups()}>
                    <table class="table" data-testid="report-groups">
                        { head(&columns) }
                        <tbody>{ for rows.iter().map(line) }</tbody>
                    </table>
                </div>
            }
        })
    }

    /// How many contracts, which opens to them.
    fn contracts_of(&self, group: &OutcomeGroup, sum: &FateSum, fate: Option<Fate>) -> Html {
        let n = self.env.m.count(sum.contracts);
        html! {
            <td class="number">
                if sum.contracts == 0 {
                    <span class="muted">{ n }</span>
                } else {
                    <a href={self.narrowed(fate, Some(group.id.clone()))}>{ n }</a>
                }
            </td>
        }
    }

    /// The share of a group's customers that were renewed.
    fn rate_of(&self, group: &OutcomeGroup) -> Html {
        let m = self.env.m;
        let (renewed, due) = (group.renewed.customers, group.due.customers);
        if due == 0 {
            return html! { NONE };
        }
        let rate = self.rate(
            Some(f64::from(renewed) / f64::from(due)),
            (m.count(renewed), m.count(due)),
        );
        let value = rate.value.clone();
        let explanation = Explanation {
            title: format!("{} · {}", self.name_of(group), m.report_rate()),
            definition: m.report_rate_definition().to_owned(),
            links: vec![(
                m.report_open_list().to_owned(),
                self.narrowed(None, Some(group.id.clone())),
            )],
            ..rate
        };
        let onopen = self.open.reform(move |()| explanation.clone());
        Figure {
            size: FigureSize::Inline,
            ..Figure::new(m.report_rate(), value, onopen)
        }
        .view()
    }

    fn told_by(&self) -> Html {
        let m = self.env.m;
        let choices = OUTCOMES_BY.map(|by| Choice::new(outcomes_code(by), by_word(m, by)));
        let (env, choice) = (self.env.clone(), self.choice.clone());
        let onchange = Callback::from(move |code: AttrValue| {
            env.go(Route::Lifecycle(LifeChoice {
                outcomes: outcomes_of(&code).unwrap_or_default(),
                only: None,
                ..choice.clone()
            }));
        });
        OneOf {
            value: outcomes_code(self.choice.outcomes).into(),
            ..OneOf::new(m.effort_by(), choices.to_vec(), onchange)
        }
        .view_segmented("report-by")
    }
}
