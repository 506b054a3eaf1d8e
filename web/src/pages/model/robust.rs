//! How much hangs on the exact numbers of the document in hand: noise on weights, thresholds moved a little, which
//! measure decides whom. Every count opens to its customers.

use super::members::{Listed, Members};
use super::tornado::{SideDialog, SideOpened, tornado_card};
use super::{Hand, HandProps};
use crate::hooks::use_over;
use crate::pages::parts::view_or_wait;
use crate::queries::{model as pick_model, use_view};
use crate::store::{Env, use_env};
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::ui::figure::{Figure, FigureSize};
use crate::ui::table::{Head, fact, head};
use perennial_protocol::view::{DecisiveView, MembersView, ModelAnswer, ModelQuery, NoiseView};
use perennial_protocol::{Packed, Request, Response};
use std::rc::Rc;
use yew::prelude::*;

/// Customers up to whom it is worked out unasked.
const UNASKED: u32 = 20_000;

/// What lies over the page.
#[derive(Clone, Debug, PartialEq)]
enum Opened {
    /// Customers behind a count.
    Members(Listed),
    /// A threshold at another value.
    Side(SideOpened),
}

fn pick_noise(response: Response) -> Option<Rc<NoiseView>> {
    match &*pick_model(response)? {
        ModelAnswer::Noise(view) => Some(Rc::new(NoiseView::clone(view))),
        _ => None,
    }
}

/// The tab.
#[component]
pub(super) fn Robust(props: &HandProps) -> Html {
    let env = use_env();
    let m = env.m;
    let Hand { room, commit, .. } = &props.hand;
    let asked = use_state_eq(|| false);
    let opened = use_over::<Opened>();
    let all = use_state_eq(|| false);
    let workspace = env.state.workspace.as_ref();
    let n = workspace.map_or(0, |workspace| workspace.n_accounts);
    let is_wanted = room.fault.is_none() && (*asked || n <= UNASKED);
    let as_of = env.state.as_of();
    let ask = |query: ModelQuery| {
        let query = is_wanted.then(|| Packed::of(&query).ok());
        query.flatten().map(Request::ModelRoom)
    };
    let noise = use_view(ask(ModelQuery::Noise { as_of }), pick_noise);
    let bars = use_view(ask(ModelQuery::Tornado { as_of }), pick_model);
    let decisive = use_view(ask(ModelQuery::Decisive { as_of }), pick_model);
    if room.fault.is_some() {
        return html! { <p class="muted">{ m.room_robust_broken() }</p> };
    }
    if !is_wanted {
        let onask = {
            let asked = asked.setter();
            Callback::from(move |()| asked.set(true))
        };
        return Card::new(m.room_tab_robust())
            .view(html! { <p>{ Button::new(m.room_robust_ask(), onask).view() }</p> });
    }
    let show = opened.open().reform(Opened::Members);
    let onside = opened.open().reform(Opened::Side);
    let onall = {
        let all = all.clone();
        Callback::from(move |()| all.set(!*all))
    };
    let currency = AttrValue::from(room.currency.clone().unwrap_or_default());
    let onclose = opened.close();
    let over = match opened.now() {
        None => html! {},
        Some(Opened::Members(listed)) => html! {
            <Members {listed} edges={room.effect.edges.clone()} {currency} {onclose} />
        },
        Some(Opened::Side(side)) => html! {
            <SideDialog {side} {currency} is_writer={props.hand.is_writer} commit={commit.clone()} {onclose} />
        },
    };
    html! {
        <>
            { Card::new(m.room_noise()).view(view_or_wait(&env, &noise, |view| noise_facts(&env, view, &show))) }
            { Card {
                note: Some(m.room_tornado_note().into()),
                ..Card::new(m.room_tornado())
            }.view(view_or_wait(&env, &bars, |answer| match &**answer {
                ModelAnswer::Tornado(bars) => tornado_card(&env, &props.hand, bars, (*all, &onall), &onside),
                _ => html! {},
            })) }
            { Card {
                note: Some(m.room_decisive_note().into()),
                ..Card::new(m.room_decisive())
            }.view(view_or_wait(&env, &decisive, |answer| match &**answer {
                ModelAnswer::Decisive(measures) => decisive_table(&env, measures, &show),
                _ => html! {},
            })) }
            { over }
        </>
    }
}

fn noise_facts(env: &Env, view: &NoiseView, show: &Callback<Listed>) -> Html {
    let m = env.m;
    let said = |share: f64| m.room_noise_unsteady_share(share);
    let listed = Listed {
        title: m.room_noise_unsteady().to_owned(),
        n: view.n_unsteady,
        members: (view.unsteady.iter())
            .map(|(member, share)| (member.clone(), said(*share)))
            .collect(),
    };
    let onopen = show.reform(move |()| listed.clone());
    let unsteady = Figure {
        size: FigureSize::Inline,
        ..Figure::new(m.room_noise_unsteady(), m.count(view.n_unsteady), onopen)
    };
    html! {
        <div class="stack stack--tight" data-testid="noise">
            <p class="muted">{ m.room_noise_note(view.amount, view.trials) }</p>
            <dl class="facts facts--long">
                { fact(m.room_noise_moved(), m.room_noise_shares(view.moved.0, view.moved.1)) }
                if let Some((mean, worst)) = view.ranks {
                    { fact(m.room_noise_ranks(), m.room_noise_numbers(mean, worst)) }
                }
                { fact(m.room_noise_tenth(), m.percent(view.worst_tenth_kept, 1)) }
                <dt>{ m.room_noise_unsteady() }</dt><dd>{ unsteady.view() }</dd>
            </dl>
        </div>
    }
}

fn decisive_table(env: &Env, measures: &[DecisiveView], show: &Callback<Listed>) -> Html {
    let m = env.m;
    let cell = |title: &str, what: &str, members: Option<&MembersView>| {
        let Some(members) = members.filter(|members| members.n > 0) else {
            return html! { <td class="number muted">{ "—" }</td> };
        };
        let listed = Listed::new(m.room_members_of(title, what), members);
        let label = listed.title.clone();
        let onopen = show.reform(move |()| listed.clone());
        let figure = Figure {
            size: FigureSize::Inline,
            ..Figure::new(label, m.count(members.n), onopen)
        };
        html! { <td class="number">{ figure.view() }</td> }
    };
    let row = |of: &DecisiveView| {
        let title = of.title.get(m.language());
        html! {
            <tr key={of.measure.clone()}>
                <th scope="row">{ title.to_owned() }</th>
                { cell(title, m.room_decisive_without(), of.without.as_ref()) }
                { cell(title, m.room_decisive_more(), Some(&of.more)) }
                { cell(title, m.room_decisive_less(), Some(&of.less)) }
                { cell(title, m.room_dissent_green(), Some(&of.red_in_green)) }
                { cell(title, m.room_dissent_red(), Some(&of.green_in_red)) }
            </tr>
        }
    };
    html! {
        <div class="table-scroll" tabindex="0" role="region" aria-label={m.room_decisive()}>
            <table class="table" data-testid="decisive">
                { head(&[
                    Head::Text(m.customer_measure()),
                    Head::Number(m.room_decisive_without()),
                    Head::Number(m.room_decisive_more()),
                    Head::Number(m.room_decisive_less()),
                    Head::Number(m.room_dissent_green()),
                    Head::Number(m.room_dissent_red()),
                ]) }
                <tbody>{ for measures.iter().map(row) }</tbody>
            </table>
        </div>
    }
}
