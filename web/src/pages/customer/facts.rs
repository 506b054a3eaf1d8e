//! What is known of the customer besides the score: contracts, contacts, fields.

use super::Part;
use crate::number;
use crate::store::Env;
use crate::ui::badge::{accent_chip, chip};
use crate::ui::card::Card;
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{fact, head, number_cell};
use crate::words::{NONE, value_word};
use perennial_data::{Day, FieldKind, TableId};
use perennial_i18n::Money;
use perennial_protocol::view::ContractView;
use yew::prelude::*;

/// Contracts, newest first, with the window in which renewal is decided.
pub(super) fn contracts(env: &Env, part: &Part) -> Html {
    let m = env.m;
    let rows = part
        .view
        .contracts
        .iter()
        .map(|c| contract(env, &part.view.currency, c));
    Card::new(m.customer_contracts()).view(html! {
        <>
            if part.view.contracts.is_empty() {
                <p class="muted">{ m.customer_contracts_none() }</p>
            } else {
                <div class="table-scroll" tabindex="0" role="region" aria-label={m.customer_contracts()}>
                    <table class="table">
                        { head(&[
                            Text(m.field("contracts", "contract_id").unwrap_or_default()),
                            Text(m.field("contracts", "starts_on").unwrap_or_default()),
                            Text(m.contract_last_day()),
                            Number(m.word_amount()),
                            Text(m.customer_renewal_window()),
                            Text(m.contract_opt_out()),
                            Text(m.field("contracts", "outcome").unwrap_or_default()),
                        ]) }
                        <tbody>{ for rows }</tbody>
                    </table>
                </div>
            }
        </>
    })
}

fn contract(env: &Env, currency: &str, contract: &ContractView) -> Html {
    let m = env.m;
    let day = |day: Option<Day>| day.map_or_else(|| NONE.to_owned(), |day| day.to_string());
    let amount = contract.amount.map_or_else(
        || NONE.to_owned(),
        |amount| m.money_full(Money::new(amount, currency)),
    );
    // Ends are exclusive (SPEC §1); people name the last day.
    let last_day = contract.ends_on.map(|end| end.plus_days(-1));
    let as_of = env.state.as_of();
    let is_open = contract.in_force && contract.window_opens.is_some_and(|opens| opens <= as_of);
    html! {
        <tr key={contract.id.clone()}>
            <th scope="row">{ &contract.id }{ " " }
                if contract.in_force {
                    { accent_chip(m.contract_in_force()) }
                }
            </th>
            <td>{ day(contract.starts_on) }</td>
            <td>{ day(last_day) }</td>
            { number_cell(amount) }
            <td>
                { day(contract.window_opens) }
                if is_open {
                    { " " }{ accent_chip(m.contract_window_open()) }
                }
            </td>
            <td>{ day(contract.opt_out_by) }</td>
            <td>{ contract.outcome.as_ref().map_or_else(|| NONE.to_owned(), |o| value_word(m, o)) }</td>
        </tr>
    }
}

/// People at the customer.
pub(super) fn contacts(env: &Env, part: &Part) -> Html {
    let m = env.m;
    let prefers = |what: &str| {
        html! {
            if !what.is_empty() {
                <span class="muted">{ m.contact_prefers(&value_word(m, what)) }</span>
            }
        }
    };
    let rows = part.view.contacts.iter().map(|contact| {
        html! {
            <li class="cluster">
                <span>{ &contact.name }</span>
                if !contact.role.is_empty() {
                    { chip(value_word(m, &contact.role)) }
                }
                { prefers(&contact.prefers_channel) }
                { prefers(&contact.prefers_content) }
                if let Some(left) = contact.left_on {
                    <span class="muted">{ m.contact_left(left) }</span>
                }
            </li>
        }
    });
    Card::new(m.customer_contacts()).view(html! {
        <>
            if part.view.contacts.is_empty() {
                <p class="muted">{ m.customer_contacts_none() }</p>
            }
            <ul class="stack stack--tight">{ for rows }</ul>
        </>
    })
}

/// Every field with a value, custom ones under their own header.
pub(super) fn profile(env: &Env, part: &Part) -> Html {
    let m = env.m;
    let rows = part.view.fields.iter().map(|(name, value)| {
        let label = m
            .field("accounts", name)
            .map_or_else(|| name.clone(), str::to_owned);
        let kind = TableId::Accounts
            .spec()
            .field(name)
            .map(|(_, field)| field.kind);
        let value = match (kind, number::read(value), value.as_str()) {
            (Some(FieldKind::Money), Some(amount), _) => {
                m.money_full(Money::new(amount, &part.view.currency))
            }
            (Some(FieldKind::Flag), _, "true") => m.word_yes().to_owned(),
            (Some(FieldKind::Flag), _, "false") => m.word_no().to_owned(),
            _ => value_word(m, value),
        };
        fact(label, value)
    });
    Card::new(m.customer_profile()).view(html! {
        <dl class="facts">{ for rows }</dl>
    })
}
