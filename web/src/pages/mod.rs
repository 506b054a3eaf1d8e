//! The screens, and which of them is shown.

mod customer;
mod customers;
mod explain;
mod giving;
mod import;
mod inbox;
mod later;
mod lifecycle;
mod model;
mod parts;
mod portfolio;
mod quality;
mod save;
mod settings;
mod share;
mod stage_card;
mod start;
mod unknown;
mod value;
mod work;

use crate::route::Route;
use crate::store::use_env;
use yew::prelude::*;

pub(crate) use later::folders;

/// The screen that the address names.
#[component]
pub(crate) fn Page() -> Html {
    let env = use_env();
    later::use_screens_ahead();
    giving::use_answers();
    giving::use_own_data();
    match &env.state.place.route {
        Route::Start => html! { <start::Start /> },
        Route::Unknown(path) => html! { <unknown::Unknown path={path.clone()} /> },
        // The model room is a part of its own, so what waits for it is another component.
        route @ Route::Model(_) => html! { <later::Later key="model" route={route.clone()} /> },
        route => html! { <later::Later key="screens" route={route.clone()} /> },
    }
}

/// The part behind the first screen. Only [`later`] refers to it.
fn behind() -> later::Behind {
    later::Behind {
        draw: draw_behind,
        folders: import::folder::of_drop,
    }
}

/// Draws a screen behind the first one. Only [`later`] refers to it; that is what keeps those screens apart.
fn draw_behind(route: &Route) -> Html {
    match route {
        Route::Import => html! { <import::Import /> },
        Route::Portfolio => html! { <portfolio::Portfolio /> },
        Route::Customers(list) => html! { <customers::Customers list={list.clone()} /> },
        // Another customer is another page: nothing of the one before may stay on it.
        Route::Customer(account) => {
            html! { <customer::Customer key={account.clone()} account={account.clone()} /> }
        }
        Route::Inbox(choice) => html! { <inbox::Inbox choice={choice.clone()} /> },
        Route::Lifecycle(choice) => html! { <lifecycle::Lifecycle choice={choice.clone()} /> },
        Route::Value(choice) => html! { <value::Value choice={choice.clone()} /> },
        Route::Quality => html! { <quality::Quality /> },
        Route::Settings => html! { <settings::Settings /> },
        Route::Start | Route::Model(_) | Route::Unknown(_) => html! {},
    }
}

/// Draws the model room. As above.
fn draw_model(route: &Route) -> Html {
    match route {
        Route::Model(tab) => html! { <model::ModelRoom tab={*tab} /> },
        _ => html! {},
    }
}
