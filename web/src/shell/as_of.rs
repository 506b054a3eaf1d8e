//! The date that everything is seen on: today, a day, a week or a month back, any day.

use crate::route::Place;
use crate::store::use_env;
use crate::ui::button::IconButton;
use crate::ui::icon::Icon;
use perennial_data::Day;
use perennial_i18n::Messages;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// How far a step goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    Day,
    #[default]
    Week,
    Month,
}

impl Step {
    const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    fn from(self, day: Day, steps: i32) -> Day {
        match self {
            Self::Day => day.plus_days(steps),
            Self::Week => day.plus_days(7 * steps),
            Self::Month => day.plus_months(steps),
        }
    }

    fn back(self, m: Messages) -> &'static str {
        match self {
            Self::Day => m.as_of_back_day(),
            Self::Week => m.as_of_back_week(),
            Self::Month => m.as_of_back_month(),
        }
    }

    fn forward(self, m: Messages) -> &'static str {
        match self {
            Self::Day => m.as_of_forward_day(),
            Self::Week => m.as_of_forward_week(),
            Self::Month => m.as_of_forward_month(),
        }
    }

    fn word(self, m: Messages) -> &'static str {
        match self {
            Self::Day => m.step_day(),
            Self::Week => m.step_week(),
            Self::Month => m.step_month(),
        }
    }
}

/// Chooses the date; the address follows, so that Back returns to the date before.
#[component]
pub(super) fn AsOf() -> Html {
    let env = use_env();
    let m = env.m;
    let step = use_state_eq(Step::default);
    let as_of = env.state.as_of();
    let today = env.state.today;
    let travel = Callback::from({
        let env = env.clone();
        move |day: Day| {
            let on = (day != env.state.today).then_some(day);
            let place = Place {
                on,
                ..env.state.place.clone()
            };
            env.store.go(&place);
        }
    });
    let go = |steps: i32| {
        let (travel, step) = (travel.clone(), *step);
        Callback::from(move |()| travel.emit(step.from(as_of, steps)))
    };
    let onchange = {
        let travel = travel.clone();
        Callback::from(move |event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            // An incomplete date is empty: nothing happens until it is one.
            if let Some(day) = input.and_then(|input| input.value().parse().ok()) {
                travel.emit(day);
            }
        })
    };
    let onstep = {
        let step = step.setter();
        Callback::from(move |event: Event| {
            let select = event
                .target()
                .and_then(|t| t.dyn_into::<HtmlSelectElement>().ok());
            let chosen = select.and_then(|s| usize::try_from(s.selected_index()).ok());
            if let Some(chosen) = chosen.and_then(|at| Step::ALL.get(at)) {
                step.set(*chosen);
            }
        })
    };
    let steps = Step::ALL.into_iter().map(|one| {
        html! { <option selected={one == *step}>{ one.word(m) }</option> }
    });
    html! {
        <div class="topbar__group as-of" role="group" aria-label={m.as_of_label()}>
            { IconButton::new(step.back(m), Icon::Back, go(-1)).view() }
            <input
                class="input as-of__date" type="date" aria-label={m.as_of_choose()} required={true}
                value={as_of.to_string()} min="1970-01-01" max="2199-12-31" {onchange}
            />
            { IconButton::new(step.forward(m), Icon::Forward, go(1)).view() }
            <select class="input as-of__step wide-only" aria-label={m.step_label()} onchange={onstep}>
                { for steps }
            </select>
            if as_of != today {
                <button type="button" class="button button--quiet wide-only" onclick={travel.reform(move |_| today)}>
                    { m.as_of_today() }
                </button>
            }
        </div>
    }
}
