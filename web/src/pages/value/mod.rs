//! Value map: the quadrant of current and potential value, its cuts, tiers, service levels and RFM.

mod cut;
mod handle;
mod layout;
mod levels;
mod list;
mod map;
mod rfm;
mod tiers;

use self::cut::CutBar;
use self::list::PointList;
use self::map::Map;
use super::explain::{Explanation, drawer};
use super::parts::{no_customers, view_or_wait};
use super::save::Shown;
use crate::hooks::use_over;
use crate::number;
use crate::queries::{use_view, value_map};
use crate::route::{ListView, Route, ValueChoice};
use crate::state::Engine;
use crate::store::{Env, use_env};
use crate::ui::badge::chip;
use crate::ui::card::Card;
use crate::ui::chart::measured;
use crate::ui::figure::{Figure, FigureSize};
use perennial_i18n::Money;
use perennial_protocol::view::ValueMapView;
use perennial_protocol::{ColumnRef, Filter, LifeColumn, Request};
use std::rc::Rc;
use yew::prelude::*;

/// What every part of the screen needs.
struct Part<'a> {
    view: &'a Rc<ValueMapView>,
    choice: &'a ValueChoice,
    /// Opens a figure taken apart.
    explain: &'a Callback<Explanation>,
}

#[derive(Properties, PartialEq)]
pub(super) struct ValueProps {
    /// What the address says about the screen.
    pub(super) choice: ValueChoice,
}

/// The screen.
#[component]
pub(super) fn Value(props: &ValueProps) -> Html {
    let env = use_env();
    let m = env.m;
    let opened = use_over::<Explanation>();
    // A cut that is being typed or dragged, as text.
    let draft = use_state_eq(|| None::<AttrValue>);
    let is_empty = env.state.engine == Engine::Ready && !env.state.has_customers();
    let request = env.state.has_customers().then(|| Request::ValueMap {
        as_of: env.state.as_of(),
    });
    let view = use_view(request, value_map);
    {
        // Once the map has moved, what was being moved is where it is.
        let draft = draft.setter();
        let revision = view.slot.data().map(|view| view.revision);
        use_effect_with(revision, move |_| draft.set(None));
    }
    let (explain, close) = (opened.open(), opened.close());
    let ondraft = {
        let draft = draft.setter();
        Callback::from(move |text| draft.set(text))
    };
    html! {
        <div class="page" aria-busy={view.slot.is_loading().to_string()}>
            <header class="page__head">
                <h1 tabindex="-1">{ m.map_title() }</h1>
                <span class="muted">{ m.date(env.state.as_of()) }</span>
            </header>
            if is_empty {
                { no_customers(&env) }
            } else {
                { view_or_wait(&env, &view, |view| {
                    let part = Part { view, choice: &props.choice, explain: &explain };
                    html! { <>{ content(&env, &part, (*draft).clone(), &ondraft) }<Shown /></> }
                }) }
            }
            if let Some(explanation) = opened.now() {
                { drawer(&env, &explanation, &close) }
            }
        </div>
    }
}

fn content(
    env: &Env,
    part: &Part<'_>,
    draft: Option<AttrValue>,
    ondraft: &Callback<Option<AttrValue>>,
) -> Html {
    let m = env.m;
    let map = {
        let (view, choice) = (Rc::clone(part.view), part.choice.clone());
        let (cut, ondraft) = (draft.as_deref().and_then(cut_of), ondraft.clone());
        measured(move |width| {
            html! {
                <Map view={Rc::clone(&view)} choice={choice.clone()} {width} draft={cut} ondraft={ondraft.clone()} />
            }
        })
    };
    html! {
        <div class="grid">
            { Card {
                note: Some(m.map_note().into()),
                ..Card::new(m.map_name())
            }.view(html! {
                <>
                    <CutBar view={Rc::clone(part.view)} {draft} ondraft={ondraft.clone()} />
                    { tiers::legend(env, part) }
                    { map }
                    { below(env, part) }
                </>
            }) }
            { Card::new(m.map_tiers()).view(tiers::tiers(env, part)) }
            <PointList view={Rc::clone(part.view)} choice={part.choice.clone()} onexplain={part.explain.clone()} />
            { Card {
                class: "span-7",
                note: Some(m.map_levels_note().into()),
                ..Card::new(m.map_levels())
            }.view(levels::levels(env, part)) }
            { Card {
                class: "span-5",
                note: Some(m.rfm_note().into()),
                ..Card::new(m.rfm_title())
            }.view(rfm::rfm(env, part)) }
        </div>
    }
}

/// Since when tiers are as they are, and who has none.
fn below(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let view = part.view;
    let since = match view.tiered_on {
        Some(day) => m.map_tiered_on(day),
        None => m.map_tiered_never().to_owned(),
    };
    let n_shown = view.points.len();
    html! {
        <p class="cluster">
            <span class="muted" data-testid="tiered-on">{ since }</span>
            if (n_shown as u32) < view.n_points {
                { chip(m.map_shown(n_shown, view.n_points)) }
            }
            <span class="push">
                { m.map_untiered() }{ " " }
                { Figure {
                    size: FigureSize::Inline,
                    ..Figure::new(
                        m.map_untiered(),
                        m.count_customers(view.n_untiered),
                        opens(part, untiered(env, view)),
                    )
                }.view() }
            </span>
        </p>
    }
}

/// Who has no tier, and the lists of those who lack what an axis is made of.
fn untiered(env: &Env, view: &ValueMapView) -> Explanation {
    let m = env.m;
    let fields = ["arr", "potential_influence", "potential_innovation"];
    let links = fields.into_iter().map(|field| {
        let column = match field {
            "arr" => ColumnRef::Arr,
            other => ColumnRef::Field(other.to_owned()),
        };
        let list = ListView {
            columns: Some(vec![column.clone()]),
            ..ListView::only(Filter::Missing(column))
        };
        let name = m.field("accounts", field).unwrap_or(field);
        (m.map_without(name), env.link(Route::Customers(list)))
    });
    let all = ListView::of_life(vec![Filter::Missing(LifeColumn::Tier.column())]);
    let all = (m.board_list().to_owned(), env.link(Route::Customers(all)));
    let links = std::iter::once(all).chain(links);
    Explanation {
        title: m.map_untiered().to_owned(),
        value: m.count_customers(view.n_untiered),
        definition: m.map_untiered_note().to_owned(),
        formula: m.before_and_now(
            &m.count(view.n_points + view.n_untiered),
            &m.count(view.n_points),
        ),
        facts: Vec::new(),
        links: links.collect(),
    }
}

/// A callback that opens one explanation.
fn opens(part: &Part<'_>, explanation: Explanation) -> Callback<()> {
    part.explain.reform(move |()| explanation.clone())
}

/// A number that is a link to the customers behind it; `label` is said before it.
fn door(env: &Env, choice: ValueChoice, label: String, value: String) -> Html {
    html! {
        <a class="figure figure--inline" href={env.link(Route::Value(choice))}>
            <span class="visually-hidden">{ label }{ " " }</span>
            <span class="figure__value">{ value }</span>
        </a>
    }
}

/// Picks customers out, as a step that Back takes back.
fn picks(env: &Env, choice: ValueChoice) -> Callback<()> {
    let env = env.clone();
    Callback::from(move |()| env.go(Route::Value(choice.clone())))
}

/// The cut that a text says: a number from 0 to 100.
fn cut_of(text: &str) -> Option<f64> {
    number::read(text.trim()).filter(|cut| (0.0..=100.0).contains(cut))
}

/// An amount in the currency of the view.
fn amount(env: &Env, view: &ValueMapView, amount: f64) -> String {
    let currency = view.currency.as_deref().unwrap_or_default();
    env.m.money(Money::new(amount, currency))
}

#[cfg(test)]
mod tests {
    use super::cut_of;

    #[test]
    fn a_cut_is_a_number_from_0_to_100() {
        assert_eq!(cut_of(" 62.5 "), Some(62.5));
        assert_eq!(cut_of("0"), Some(0.0));
        for text in ["", "-1", "100.1", "sixty", "6 0"] {
            assert_eq!(cut_of(text), None, "{text}");
        }
    }
}
