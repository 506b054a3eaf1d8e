//! What the document in hand does to the whole portfolio, beside the model in force: bands, money, distribution, who
//! crosses.

use super::cascade::Cascade;
use crate::route::Route;
use crate::store::{Env, use_env};
use crate::ui::badge::{BANDS, BadgeSize, band_badge, band_class, band_shape, band_word};
use crate::ui::card::Card;
use crate::ui::chart::measured;
use crate::ui::notice::error_notice;
use crate::ui::table::{Head, head, number_cell};
use crate::words::explain;
use perennial_chart::{Scale, bars, coord};
use perennial_i18n::{Messages, Money};
use perennial_protocol::Failure;
use perennial_protocol::view::{BalanceView, Band, CrosserView, RoomView, WhatIfView};
use std::rc::Rc;
use yew::prelude::*;

const HEIGHT: f64 = 132.0;
const BASE: f64 = HEIGHT - 20.0;
const TOP: f64 = 6.0;

#[derive(Properties)]
pub(super) struct EffectProps {
    pub(super) room: Rc<RoomView>,
    pub(super) view: Rc<WhatIfView>,
    pub(super) is_waiting: bool,
    pub(super) failure: Option<Failure>,
}

impl PartialEq for EffectProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.room, &other.room)
            && (Rc::ptr_eq(&self.view, &other.view) || self.view == other.view)
            && self.failure == other.failure
            && self.is_waiting == other.is_waiting
    }
}

/// The panel.
#[component]
pub(super) fn Effect(props: &EffectProps) -> Html {
    let env = use_env();
    let m = env.m;
    let failure = props
        .failure
        .as_ref()
        .map(|failure| error_notice(explain(m, failure), html! {}, m));
    Card {
        class: "room__effect",
        note: Some(m.room_effect_now(props.room.as_of).into()),
        ..Card::new(m.room_effect())
    }
    .view(html! {
        <div class="stack" data-testid="effect" aria-busy={props.is_waiting.to_string()}>
            { failure }
            { effect(&env, &props.view, props.room.currency.as_deref().unwrap_or_default(), Sides::draft(m)) }
            <Cascade room={Rc::clone(&props.room)} />
        </div>
    })
}

/// What the two ends are called.
#[derive(Clone, Copy)]
pub(super) struct Sides {
    pub(super) before: &'static str,
    pub(super) after: &'static str,
}

impl Sides {
    /// The model in force, and the document in hand.
    pub(super) fn draft(m: Messages) -> Self {
        Self {
            before: m.room_before(),
            after: m.room_after(),
        }
    }
}

/// The same for a dialog.
pub(super) fn effect(env: &Env, view: &Rc<WhatIfView>, currency: &str, sides: Sides) -> Html {
    html! {
        <>
            { balance(env.m, view, currency, sides) }
            { distribution(env.m, view, sides) }
            { crossers(env, view, currency) }
        </>
    }
}

/// Position of a band in the arrays of a view.
pub(super) fn at(band: Band) -> usize {
    match band {
        Band::NoData => 0,
        Band::Red => 1,
        Band::Yellow => 2,
        Band::Green => 3,
    }
}

/// Customers and money per band, before and after.
fn balance(m: Messages, view: &WhatIfView, currency: &str, sides: Sides) -> Html {
    let (before, after) = (&view.before, &view.after);
    let money = |amount: f64| m.money(Money::new(amount, currency));
    let row = |band: Band| {
        let of = |balance: &BalanceView| (balance.n[at(band)], balance.arr[at(band)]);
        let ((n0, arr0), (n1, arr1)) = (of(before), of(after));
        let difference = f64::from(n1) - f64::from(n0);
        html! {
            <tr key={band.code()} data-band={band.code()}>
                <th scope="row">{ band_badge(band, BadgeSize::Plain, m) }</th>
                { number_cell(m.count(n0)) }
                <td class="number strong">{ m.count(n1) }</td>
                <td class="number">{ signed(m, difference) }</td>
                <td class="number" title={format!("{} → {}", money(arr0), money(arr1))}>{ money(arr1) }</td>
            </tr>
        }
    };
    let mean = |balance: &BalanceView| m.short_number(balance.mean, 1);
    let moved = after.mean - before.mean;
    html! {
        <table class="table">
            { head(&[
                Head::Text(m.room_band()),
                Head::Number(sides.before),
                Head::Number(sides.after),
                Head::Number(m.room_change()),
                Head::Number(m.room_arr()),
            ]) }
            <tbody>
                { for BANDS.map(row) }
                if !after.mean.is_nan() {
                    <tr>
                        <th scope="row" class="muted">{ m.room_mean() }</th>
                        { number_cell(mean(before)) }
                        <td class="number strong">{ mean(after) }</td>
                        <td class="number">{ if moved.abs() < 0.05 { "—".to_owned() } else { m.signed(moved, 1) } }</td>
                        <td />
                    </tr>
                }
            </tbody>
        </table>
    }
}

/// A difference of counts; a dash for none.
fn signed(m: Messages, difference: f64) -> String {
    if difference == 0.0 {
        "—".to_owned()
    } else {
        m.signed(difference, 0)
    }
}

/// Customers by health: bars as the draft has them, a line as the model in force has them.
fn distribution(m: Messages, view: &Rc<WhatIfView>, sides: Sides) -> Html {
    let view = Rc::clone(view);
    let chart = measured(move |width| draw(m, &view, width));
    html! {
        <figure class="stack stack--tight">
            <figcaption class="small muted">
                { m.room_by_health() }{ " · " }
                <span class="effect__key effect__key--before" />{ sides.before }{" "}
                <span class="effect__key" />{ sides.after }
            </figcaption>
            { chart }
        </figure>
    }
}

fn draw(m: Messages, view: &WhatIfView, width: f64) -> Html {
    let counts = |balance: &BalanceView| balance.bins.map(f64::from);
    let (before, after) = (counts(&view.before), counts(&view.after));
    let most = before.iter().chain(&after).copied().fold(1.0, f64::max);
    let scale = Scale::new((0.0, most), (BASE, TOP));
    let shapes = bars(&after, width, 2.0, scale);
    let pitch = width / 20.0;
    let mut line = String::new();
    for (i, count) in before.iter().enumerate() {
        let (from, to, y) = (pitch * i as f64, pitch * (i + 1) as f64, scale.map(*count));
        let command = if i == 0 { 'M' } else { 'L' };
        line.push_str(&format!(
            "{command}{} {}H{}",
            coord(from),
            coord(y),
            coord(to)
        ));
    }
    let band = |i: usize| {
        let from = 5.0 * i as f64;
        let passed = view.edges.iter().filter(|edge| **edge <= from).count();
        [Band::Red, Band::Yellow, Band::Green][passed.min(2)]
    };
    let bar = |(i, shape): (usize, &perennial_chart::Bar)| {
        html! {
            <g class={band_class(band(i))} key={i}>
                <rect class="chart__mark" x={coord(shape.x)} y={coord(shape.y)} width={coord(shape.width)}
                    height={coord(shape.height)} />
            </g>
        }
    };
    let edge = |edge: &f64| {
        let x = width * edge / 100.0;
        html! {
            <>
                <line class="chart__edge" x1={coord(x)} x2={coord(x)} y1={coord(TOP)} y2={coord(BASE)} />
                <text x={coord(x)} y={coord(HEIGHT - 6.0)} text-anchor="middle">{ m.short_number(*edge, 1) }</text>
            </>
        }
    };
    let said = BANDS.map(|band| {
        let (from, to) = (view.before.n[at(band)], view.after.n[at(band)]);
        format!(
            "{} {}",
            band_word(band, m),
            m.before_and_now(&m.count(from), &m.count(to))
        )
    });
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    let label = format!("{}: {}", m.room_by_health(), m.list(&said));
    html! {
        <svg viewBox={format!("0 0 {} {}", coord(width), coord(HEIGHT))} role="img" aria-label={label}>
            { for shapes.iter().enumerate().map(bar) }
            <path class="effect__before" d={line} />
            { for view.edges.iter().map(edge) }
            <line class="chart__axis" x1="0" x2={coord(width)} y1={coord(BASE)} y2={coord(BASE)} />
        </svg>
    }
}

/// Who crosses, the most money first.
fn crossers(env: &Env, view: &WhatIfView, currency: &str) -> Html {
    let m = env.m;
    let n = view.n_crossed();
    let mut arr = 0.0;
    for (from, row) in view.moved_arr.iter().enumerate() {
        let crossed = row.iter().enumerate().filter(|(to, _)| *to != from);
        arr += crossed.map(|(_, arr)| arr).sum::<f64>();
    }
    let line = |crosser: &CrosserView| {
        let ((from, band_from), (to, band_to)) = (crosser.before, crosser.after);
        let health = |health: Option<f64>| m.health(health, &view.edges);
        html! {
            <li key={crosser.id.clone()}>
                <a class="door" href={env.link(Route::Customer(crosser.id.clone()))}>
                    <span class="fill one-line">{ &crosser.name }</span>
                    <span class="small muted">
                        { crosser.arr.map(|arr| m.money(Money::new(arr, currency))) }
                    </span>
                    <span class="number">
                        { band_shape(band_from, Some(band_word(band_from, m))) }{ " " }
                        { m.room_crosser(&health(from), &health(to)) }{ " " }
                        { band_shape(band_to, Some(band_word(band_to, m))) }
                    </span>
                </a>
            </li>
        }
    };
    let more = (n as usize).saturating_sub(view.crossers.len());
    html! {
        <section aria-label={m.room_crossed(n)}>
            <h3 data-testid="crossed">
                { m.room_crossed(n) }
                if n > 0 {
                    <span class="muted small">{ " · " }{ m.room_crossed_arr(Money::new(arr, currency)) }</span>
                }
            </h3>
            <ul class="door-list">{ for view.crossers.iter().map(line) }</ul>
            if more > 0 {
                <p class="muted small">{ m.room_more(more) }</p>
            }
        </section>
    }
}
