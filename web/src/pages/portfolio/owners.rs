//! Customers by owner and band.

use super::renewals::parts;
use super::{Part, currency, list_of};
use crate::store::Env;
use crate::ui::card::Card;
use crate::ui::chart::BandBar;
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
use perennial_i18n::Money;
use perennial_protocol::view::{OwnerView, PortfolioView};
use perennial_protocol::{ColumnRef, Filter};
use yew::prelude::*;

/// A line per owner, which opens their customers.
pub(super) fn owners(env: &Env, part: &Part) -> Html {
    let m = env.m;
    let rows = part
        .view
        .owners
        .iter()
        .map(|owner| row(env, &part.view, owner));
    Card::new(m.portfolio_by_owner()).view(html! {
        <div class="table-scroll">
            <table class="table">
                { head(&[
                    Text(m.word_owner()),
                    Text(m.band_label()),
                    Number(m.word_customers()),
                    Number(m.customers_column_arr()),
                ]) }
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    })
}

fn row(env: &Env, view: &PortfolioView, owner: &OwnerView) -> Html {
    let m = env.m;
    let n: u32 = owner.n.iter().sum();
    let column = ColumnRef::Field("owner".to_owned());
    let theirs = Filter::OneOf(column, vec![owner.owner.clone()]);
    let name = if owner.owner.is_empty() {
        m.portfolio_no_owner()
    } else {
        &owner.owner
    };
    html! {
        <tr key={owner.owner.clone()}>
            <th scope="row"><a href={env.link(list_of(theirs))}>{ name }</a></th>
            <td>{ BandBar { label: name.to_owned().into(), parts: parts(env, &owner.n) }.view(m) }</td>
            { number_cell(m.count(n)) }
            { number_cell(m.money(Money::new(owner.arr, currency(view)))) }
        </tr>
    }
}
