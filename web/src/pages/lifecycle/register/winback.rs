//! Whom to win back: lost customers by reason, what would bring them back, and the next step.

use super::{cut, mark, narrowed, narrows, unmark, use_register, ways_out};
use crate::pages::lifecycle::customer_link;
use crate::pages::parts::view_or_wait;
use crate::route::LifeTab;
use crate::store::{Env, use_env};
use crate::ui::card::Card;
use crate::ui::feedback::Empty;
use crate::ui::form::{Choice, OneOf};
use crate::ui::icon::Icon;
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
use crate::words::{NONE, reason_offer, reason_word};
use perennial_i18n::Money;
use perennial_protocol::view::{Register, RegisterView, WinBackReason, WinBackRow, WinBackView};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(in crate::pages::lifecycle) struct WinBackProps {
    /// The reason that the list is narrowed to.
    pub(in crate::pages::lifecycle) only: Option<String>,
}

/// The part.
#[component]
pub(in crate::pages::lifecycle) fn WinBack(props: &WinBackProps) -> Html {
    let env = use_env();
    let m = env.m;
    let of = Register::WinBack {
        reason: props.only.clone(),
    };
    let view = use_register(&of);
    view_or_wait(&env, &view, |view| match &**view {
        RegisterView::WinBack(view) if view.reasons.is_empty() => Empty {
            icon: Icon::Inbox,
            title: m.winback_none().into(),
            note: m.winback_none_note().into(),
            actions: html! {},
        }
        .view(),
        RegisterView::WinBack(view) => html! {
            <div class="stack">
                { reasons(&env, view) }
                { list(&env, view, &of, props.only.as_deref()) }
            </div>
        },
        _ => html! {},
    })
}

fn money(env: &Env, view: &WinBackView, amount: Option<f64>) -> String {
    let currency = view.currency.as_deref().unwrap_or_default();
    amount.map_or_else(
        || NONE.to_owned(),
        |amount| env.m.money(Money::new(amount, currency)),
    )
}

fn reasons(env: &Env, view: &WinBackView) -> Html {
    let m = env.m;
    let line = |row: &WinBackReason| {
        let href = narrowed(env, LifeTab::WinBack, Some(row.reason.clone()));
        html! {
            <tr key={row.reason.clone()}>
                <th scope="row">{ reason_word(m, &row.reason) }</th>
                <td class="number"><a {href}>{ m.count(row.n) }</a></td>
                { number_cell(money(env, view, Some(row.amount))) }
                <td>{ reason_offer(m, &row.reason) }</td>
            </tr>
        }
    };
    Card {
        note: Some(m.winback_offer_note().into()),
        ..Card::new(m.winback_reasons())
    }
    .view(html! {
        <div class="table-scroll" tabindex="0" role="group" aria-label={m.winback_reasons()}>
            <table class="table table--words" data-testid="winback-reasons">
                { head(&[
                    Text(m.word_reason()),
                    Number(m.word_customers()),
                    Number(m.word_amount()),
                    Text(m.winback_offer()),
                ]) }
                <tbody>{ for view.reasons.iter().map(line) }</tbody>
            </table>
        </div>
    })
}

fn list(env: &Env, view: &WinBackView, of: &Register, only: Option<&str>) -> Html {
    let m = env.m;
    let choices = view.reasons.iter();
    let choices =
        choices.map(|row| Choice::new(mark(Some(&row.reason)), reason_word(m, &row.reason)));
    let all = Choice::new("", m.register_all_reasons());
    let choices = [all].into_iter().chain(choices);
    let onchange = narrows(env, LifeTab::WinBack).reform(|value: AttrValue| unmark(&value));
    let filter = OneOf {
        value: mark(only).into(),
        ..OneOf::new(m.word_reason(), choices.collect(), onchange)
    };
    Card {
        note: Some(m.winback_note().into()),
        actions: Some(html! { <>{ filter.view_bare_list() }{ ways_out(env, of) }</> }),
        ..Card::new(m.winback_list())
    }
    .view(html! {
        <div class="stack">
            { cut(env, view.rows.len(), view.n_rows) }
            <div class="table-scroll" tabindex="0" role="group" aria-label={m.winback_list()}>
                <table class="table table--words" data-testid="winback">
                    { head(&[
                        Text(m.customers_column_name()),
                        Text(m.winback_lost_on()),
                        Number(m.word_amount()),
                        Text(m.word_reason()),
                        Text(m.winback_offer()),
                        Text(m.winback_next()),
                    ]) }
                    <tbody>{ for view.rows.iter().map(|row| line(env, view, row)) }</tbody>
                </table>
            </div>
        </div>
    })
}

fn line(env: &Env, view: &WinBackView, row: &WinBackRow) -> Html {
    let m = env.m;
    let next = row.next.as_ref();
    let owner = match row.owner.as_str() {
        "" => m.word_nobody(),
        owner => owner,
    };
    html! {
        <tr key={row.id.clone()}>
            <th scope="row">
                <a href={customer_link(env, &row.id)}>{ &row.name }</a>
                <div class="small muted">{ owner }</div>
            </th>
            <td>
                { row.lost_on.to_string() }
                if !row.is_recorded {
                    <div class="small muted">{ m.winback_ran_out() }</div>
                }
            </td>
            { number_cell(money(env, view, row.amount)) }
            <td>
                { reason_word(m, &row.reason) }
                if !row.reason_text.is_empty() {
                    <div class="small muted">{ &row.reason_text }</div>
                }
            </td>
            <td>{ reason_offer(m, &row.reason) }</td>
            <td>
                if let Some(next) = next {
                    { next.title.get(m.language()) }
                    <div class="small muted">{ next.due.to_string() }</div>
                } else {
                    <span class="muted">{ m.winback_next_none() }</span>
                }
            </td>
        </tr>
    }
}
