//! Open alerts by owner. They are asked for once the rest of the screen stands, as they need every day
//! before the date: the card says how far that is.

use crate::pages::parts::view_or_wait;
use crate::queries::{inbox, use_view};
use crate::route::{InboxChoice, Route};
use crate::store::{Env, use_env};
use crate::ui::card::Card;
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
use crate::words::severity_word;
use perennial_data::Day;
use perennial_i18n::Money;
use perennial_protocol::view::{InboxQuery, InboxView, ItemKind, OwnerItems, Severity};
use perennial_protocol::{Request, Window};
use yew::prelude::*;

/// In the order of [`OwnerItems::alerts`].
const SEVERITIES: [Severity; 3] = [Severity::Critical, Severity::Warning, Severity::Info];

#[derive(Properties, PartialEq)]
pub(super) struct AlertsProps {
    /// The date of the portfolio that is shown.
    pub(super) as_of: Day,
}

/// A line per owner, which opens their alerts in the Inbox.
#[component]
pub(super) fn Alerts(props: &AlertsProps) -> Html {
    let env = use_env();
    let request = Request::Inbox(InboxQuery {
        as_of: props.as_of,
        owner: None,
        snoozed: false,
        only: Some(ItemKind::Alert),
        horizon_days: 0,
        window: Window { offset: 0, len: 0 },
    });
    let view = use_view(Some(request), inbox);
    Card::new(env.m.portfolio_alerts()).view(view_or_wait(&env, &view, |view| table(&env, view)))
}

fn table(env: &Env, view: &InboxView) -> Html {
    let m = env.m;
    if view.owners.is_empty() {
        return html! { <p class="muted">{ m.portfolio_alerts_none() }</p> };
    }
    let mut titles = vec![Text(m.word_owner())];
    titles.extend(SEVERITIES.map(|severity| Number(severity_word(m, severity))));
    titles.push(Number(m.portfolio_alerts_money()));
    // Those with the most to act on first.
    let mut owners: Vec<&OwnerItems> = view.owners.iter().collect();
    owners.sort_by_key(|owner| std::cmp::Reverse((owner.alerts[0], owner.n)));
    let rows = owners.into_iter().map(|owner| row(env, view, owner));
    html! {
        <div class="table-scroll">
            <table class="table" data-testid="alerts-by-owner">
                { head(&titles) }
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}

fn row(env: &Env, view: &InboxView, owner: &OwnerItems) -> Html {
    let m = env.m;
    let currency = view.currency.as_deref().unwrap_or_default();
    let theirs = Route::Inbox(InboxChoice::alerts_of(owner.owner.clone()));
    let name = if owner.owner.is_empty() {
        m.portfolio_no_owner()
    } else {
        &owner.owner
    };
    html! {
        <tr key={owner.owner.clone()}>
            <th scope="row"><a href={env.link(theirs)}>{ name }</a></th>
            { for owner.alerts.iter().map(|n| number_cell(m.count(*n))) }
            { number_cell(m.money(Money::new(owner.arr, currency))) }
        </tr>
    }
}
