//! The root: one state, one engine, the shell around the screen that the address names.

use crate::client::Client;
use crate::day;
use crate::hooks::{current_place, use_address};
use crate::shell::Shell;
use crate::state::State;
use crate::store::{Activity, Env, Store};
use crate::tasks::{engine, preferences, workspaces};
use std::rc::Rc;
use yew::prelude::*;

/// The app.
#[component]
pub(crate) fn App() -> Html {
    let state = use_reducer(|| State {
        author: preferences::first_author(),
        workspaces: Rc::new(workspaces::remembered()),
        ..State::new(
            preferences::first_language(),
            preferences::first_theme(),
            day::today(),
            current_place(),
        )
    });
    let client = use_memo((), |()| Client::of_page(state.workspaces.here.clone()));
    let store = Store::new(state.dispatcher(), (*client).clone());
    use_address(&store);
    use_effect_with((), {
        let store = store.clone();
        move |()| engine::start(&store)
    });
    let shared = Rc::new((*state).clone());
    html! {
        <ContextProvider<Env> context={Env::new(&shared, store)}>
            <ContextProvider<Activity> context={Activity(shared)}>
                <Shell />
            </ContextProvider<Activity>>
        </ContextProvider<Env>>
    }
}
