//! The board: a column per stage in the order of life, those who are stuck first.

use super::keys::{Spot, first, step};
use super::{Opened, amount, customer_link};
use crate::pages::explain::Explanation;
use crate::route::{ListView, Route};
use crate::store::{Env, use_env};
use crate::ui::badge::{band_shape, band_word};
use crate::ui::figure::{Figure, FigureSize};
use crate::ui::icon::Icon;
use crate::words::{NONE, pace_word};
use perennial_i18n::Messages;
use perennial_protocol::view::{LifecycleView, Pace, StageColumn, StageCustomer};
use perennial_protocol::{Filter, LifeColumn};
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Paces in the order of [`StageColumn::by_pace`].
const PACES: [Pace; 4] = [Pace::OnTrack, Pace::Behind, Pace::Stuck, Pace::Unsaid];

#[derive(Properties, PartialEq)]
pub(super) struct BoardProps {
    pub(super) view: Rc<LifecycleView>,
    pub(super) onopen: Callback<Opened>,
}

/// The columns. In each one customer is in the order of tabs; keys move among the others.
#[component]
pub(super) fn Board(props: &BoardProps) -> Html {
    let env = use_env();
    let m = env.m;
    let view = &props.view;
    let lengths: Rc<[usize]> = view
        .stages
        .iter()
        .map(|stage| stage.customers.len())
        .collect();
    let active = use_state_eq(|| None::<Spot>);
    let stands = |(column, row): &Spot| lengths.get(*column).is_some_and(|length| row < length);
    let at = active.filter(stands).or_else(|| first(&lengths));
    let onkeydown = {
        let (active, lengths) = (active.setter(), Rc::clone(&lengths));
        Callback::from(move |event: KeyboardEvent| {
            let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
            let from = focused_spot().filter(|_| is_plain);
            let to = from.and_then(|from| step(&lengths, from, &event.key()));
            if let Some(to) = to {
                event.prevent_default();
                active.set(Some(to));
                focus(to);
            }
        })
    };
    let onfocusin = {
        let active = active.setter();
        Callback::from(move |_: FocusEvent| {
            if let Some(spot) = focused_spot() {
                active.set(Some(spot));
            }
        })
    };
    let columns = view.stages.iter().enumerate();
    let columns = columns.map(|(place, stage)| column(&env, props, place, stage, at));
    html! {
        <>
            <p class="muted small no-print">{ m.board_keys() }</p>
            <div class="board" {onkeydown} {onfocusin} data-testid="board">{ for columns }</div>
            <p class="muted">{ without(&env, props) }</p>
        </>
    }
}

fn column(
    env: &Env,
    props: &BoardProps,
    place: usize,
    stage: &StageColumn,
    active: Option<Spot>,
) -> Html {
    let m = env.m;
    let view = &props.view;
    let title = stage.title.get(m.language());
    let open = |pace| props.onopen.reform(move |()| Opened::Stage(place, pace));
    let paces = PACES.into_iter().zip(stage.by_pace);
    let paces = paces.filter(|(pace, n)| *n > 0 && *pace != Pace::Unsaid).map(|(pace, n)| {
        let onclick = open(Some(pace)).reform(|_: MouseEvent| ());
        html! {
            <button type="button" class="chip" key={pace as usize} {onclick}>
                { pace_icon(pace) }
                <span>{ pace_word(m, pace) }{ " " }<span class="strong">{ m.count(n) }</span></span>
            </button>
        }
    });
    let customers = stage.customers.iter().enumerate();
    let customers = customers.map(|(row, customer)| {
        let spot = (place, row);
        let stop = active.filter(|(column, _)| *column == place);
        card(
            env,
            view,
            customer,
            spot,
            spot == stop.unwrap_or((place, 0)),
        )
    });
    let hidden = stage.n as usize > stage.customers.len();
    let onmore = open(None).reform(|_: MouseEvent| ());
    html! {
        <section class="board__column" key={stage.id.clone()} aria-label={title.to_owned()}>
            <header class="stack stack--tight">
                <h2>{ title }</h2>
                <div class="cluster">
                    { Figure {
                        size: FigureSize::Inline,
                        ..Figure::new(title.to_owned(), m.count_customers(stage.n), open(None))
                    }.view() }
                    <span class="muted">{ amount(env, view, stage.arr) }</span>
                </div>
                <div class="cluster board__paces">{ for paces }</div>
                <p class="muted small">{ usual(m, stage) }</p>
            </header>
            <ul class="board__list">{ for customers }</ul>
            if hidden {
                <button type="button" class="chip" onclick={onmore}>
                    { m.board_cut(stage.customers.len(), stage.n) }
                </button>
            }
        </section>
    }
}

/// How long earlier customers stayed, and how many of them there were.
pub(super) fn usual(m: Messages, stage: &StageColumn) -> String {
    match stage.usual {
        Some((median, p90)) if stage.of_window => {
            let share = |thousandths| f64::from(thousandths) / 1000.0;
            m.board_usual_window(share(median), stage.n_stays, share(p90))
        }
        Some((median, p90)) => m.board_usual(median, stage.n_stays, p90),
        None => m.board_usual_unknown().to_owned(),
    }
}

fn card(
    env: &Env,
    view: &LifecycleView,
    customer: &StageCustomer,
    spot: Spot,
    is_stop: bool,
) -> Html {
    let m = env.m;
    let arr = customer
        .arr
        .map_or_else(|| NONE.to_owned(), |arr| amount(env, view, arr));
    html! {
        <li key={customer.id.clone()}>
            <a class="board__card" id={spot_id(spot)} tabindex={if is_stop { "0" } else { "-1" }}
                href={customer_link(env, &customer.id)}>
                <span class="board__name">
                    { band_shape(customer.band, Some(band_word(customer.band, m))) }
                    <span class="fill">{ &customer.name }</span>
                </span>
                <span class="board__note">
                    if matches!(customer.pace, Pace::Behind | Pace::Stuck) {
                        <span class="strong board__pace">
                            { pace_icon(customer.pace) }{ pace_word(m, customer.pace) }
                        </span>
                    }
                    <span>{ m.unit_days(&m.count(customer.days)) }</span>
                    <span>{ arr }</span>
                </span>
            </a>
        </li>
    }
}

/// Pace as a drawing beside its word; colours are health bands.
pub(super) fn pace_icon(pace: Pace) -> Html {
    match pace {
        Pace::OnTrack => Icon::Forward.view_sized(12),
        Pace::Behind => Icon::Clock.view_sized(12),
        Pace::Stuck => Icon::Warning.view_sized(12),
        Pace::Unsaid => html! {},
    }
}

/// Customers in no stage, which opens as well.
fn without(env: &Env, props: &BoardProps) -> Html {
    let m = env.m;
    let count = m.count_customers(props.view.n_without);
    let none = Filter::Missing(LifeColumn::Stage.column());
    let explanation = Explanation {
        title: m.board_without().to_owned(),
        value: count.clone(),
        definition: m.board_without_note().to_owned(),
        formula: count.clone(),
        facts: Vec::new(),
        links: vec![(
            m.board_list().to_owned(),
            env.link(Route::Customers(ListView::of_life(vec![none]))),
        )],
    };
    let onopen = props
        .onopen
        .reform(move |()| Opened::Figure(explanation.clone()));
    html! {
        <>
            { m.board_without() }{ " " }
            { Figure { size: FigureSize::Inline, ..Figure::new(m.board_without(), count, onopen) }.view() }
        </>
    }
}

fn spot_id((column, row): Spot) -> String {
    format!("board-{column}-{row}")
}

fn spot_of(id: &str) -> Option<Spot> {
    let (column, row) = id.strip_prefix("board-")?.split_once('-')?;
    Some((column.parse().ok()?, row.parse().ok()?))
}

/// The customer that has the focus.
fn focused_spot() -> Option<Spot> {
    let element = gloo::utils::document().active_element()?;
    spot_of(&element.id())
}

fn focus(spot: Spot) {
    let element = gloo::utils::document().get_element_by_id(&spot_id(spot));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // A link takes the focus, whatever its tab index.
        element.focus().unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::{spot_id, spot_of};

    #[test]
    fn a_spot_is_found_again_by_its_element() {
        assert_eq!(spot_of(&spot_id((6, 99))), Some((6, 99)));
        for other in ["", "board-1", "board-a-1", "main"] {
            assert_eq!(spot_of(other), None);
        }
    }
}
