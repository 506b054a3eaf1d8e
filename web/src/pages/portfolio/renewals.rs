//! What comes up for renewal, by month and band.

use super::{Part, currency, list_of};
use crate::store::Env;
use crate::ui::badge::BANDS;
use crate::ui::card::Card;
use crate::ui::chart::{BandBar, BandPart};
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
use perennial_data::Day;
use perennial_i18n::Money;
use perennial_protocol::view::{PortfolioView, RenewalMonth};
use perennial_protocol::{ColumnRef, Filter};
use yew::prelude::*;

/// A line per month, which opens the customers due in it.
pub(super) fn renewals(env: &Env, part: &Part) -> Html {
    let m = env.m;
    let view = &part.view;
    let any = view
        .renewals
        .iter()
        .any(|month| month.n.iter().any(|n| *n > 0));
    let rows = view.renewals.iter().map(|month| row(env, view, month));
    Card::new(m.portfolio_renewals()).view(html! {
        <>
            if any {
                <div class="table-scroll">
                    <table class="table">
                        { head(&[
                            Text(m.word_month()),
                            Text(m.band_label()),
                            Number(m.portfolio_contracts()),
                            Number(m.word_amount()),
                        ]) }
                        <tbody>{ for rows }</tbody>
                    </table>
                </div>
            } else {
                <p class="muted">{ m.portfolio_renewals_none() }</p>
            }
        </>
    })
}

fn row(env: &Env, view: &PortfolioView, month: &RenewalMonth) -> Html {
    let m = env.m;
    let n: u32 = month.n.iter().sum();
    let amount: f64 = month.amount.iter().sum();
    let number = |day: Day| Some(f64::from(day.number()));
    let due = Filter::Between(
        ColumnRef::RenewalOn,
        number(month.month),
        number(month.month.plus_months(1)),
    );
    let name = m.month(month.month);
    html! {
        <tr key={month.month.number()}>
            <th scope="row"><a href={env.link(list_of(due))}>{ &name }</a></th>
            <td>
                if n > 0 {
                    { BandBar { label: name.into(), parts: parts(env, &month.n) }.view(m) }
                }
            </td>
            { number_cell(m.count(n)) }
            { number_cell(m.money(Money::new(amount, currency(view)))) }
        </tr>
    }
}

/// Counts by rank as parts in the order shown.
pub(super) fn parts(env: &Env, n: &[u32; 4]) -> Vec<BandPart> {
    BANDS
        .into_iter()
        .map(|band| {
            let count = n.get(band as usize).copied().unwrap_or_default();
            BandPart {
                band,
                value: f64::from(count),
                text: env.m.count(count).into(),
            }
        })
        .collect()
}
