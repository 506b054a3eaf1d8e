//! The handle that components hold: the state as last drawn, the way to change it, the engine.

use crate::client::{Client, Reply};
use crate::route::{Place, Route};
use crate::state::{Action, State, Told, reduce};
use perennial_i18n::Messages;
use perennial_protocol::{Failure, Request};
use std::ops::Deref;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::File;
use yew::Reducible;
use yew::functional::{UseReducerDispatcher, hook, use_context};

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        reduce(&self, action)
    }
}

/// Ways to change things. The same for the life of the app.
#[derive(Clone, PartialEq)]
pub(crate) struct Store {
    dispatcher: UseReducerDispatcher<State>,
    client: Client,
}

impl Store {
    /// Over the root component's reducer.
    pub(crate) fn new(dispatcher: UseReducerDispatcher<State>, client: Client) -> Self {
        Self { dispatcher, client }
    }

    /// Something happened.
    pub(crate) fn dispatch(&self, action: Action) {
        self.dispatcher.dispatch(action);
    }

    /// The engine.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Asks the engine.
    pub(crate) fn ask(&self, body: Request) -> Reply {
        self.client.ask(body)
    }

    /// The same with files.
    pub(crate) fn ask_with(&self, body: Request, files: Vec<File>) -> (u32, Reply) {
        self.client.ask_with(body, files)
    }

    /// Goes to another place; Back returns.
    pub(crate) fn go(&self, place: &Place) {
        // The browser only refuses when the document is being left.
        if gloo::utils::window()
            .location()
            .set_hash(&place.hash())
            .is_err()
        {
            self.dispatch(Action::Arrived(place.clone()));
        }
    }

    /// Changes details of the place without a step for Back, as while typing.
    pub(crate) fn refine(&self, place: Place) {
        let history = gloo::utils::window().history();
        let replaced = history.and_then(|history| {
            history.replace_state_with_url(&JsValue::NULL, "", Some(&place.hash()))
        });
        if replaced.is_ok() {
            self.dispatch(Action::Arrived(place));
        } else {
            self.go(&place);
        }
    }

    /// Tells the reader that something failed; what they stopped themselves they know.
    pub(crate) fn fail(&self, failure: Failure) {
        if failure.code != "cancelled" {
            self.dispatch(Action::Tell(Told::Failed(failure)));
        }
    }
}

/// The state without what changes many times a second (progress, notes, saving), so that screens
/// are only drawn again when it matters to them.
#[derive(Clone)]
pub(crate) struct Calm(Rc<State>);

impl PartialEq for Calm {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (&self.0, &other.0);
        Rc::ptr_eq(a, b)
            || (a.language == b.language
                && a.theme == b.theme
                && a.author == b.author
                && a.today == b.today
                && a.place == b.place
                && a.engine == b.engine
                && a.workspace == b.workspace
                && a.revision == b.revision
                && a.is_writer == b.is_writer
                && a.import == b.import
                && a.imported == b.imported
                && a.workspaces == b.workspaces
                && a.sealed == b.sealed
                && a.is_newer_there == b.is_newer_there)
    }
}

impl Deref for Calm {
    type Target = State;

    fn deref(&self) -> &State {
        &self.0
    }
}

/// What every screen needs.
#[derive(Clone, PartialEq)]
pub(crate) struct Env {
    /// Texts in the reader's language.
    pub(crate) m: Messages,
    /// The state, without its restless parts.
    pub(crate) state: Calm,
    /// Ways to change it.
    pub(crate) store: Store,
}

impl Env {
    /// From the root component.
    pub(crate) fn new(state: &Rc<State>, store: Store) -> Self {
        Self {
            m: Messages::new(state.language),
            state: Calm(Rc::clone(state)),
            store,
        }
    }

    /// Another screen at the same date.
    pub(crate) fn place(&self, route: Route) -> Place {
        self.state.place.to(route)
    }

    /// The address of another screen at the same date.
    pub(crate) fn link(&self, route: Route) -> String {
        self.place(route).hash()
    }

    /// Goes to another screen at the same date.
    pub(crate) fn go(&self, route: Route) {
        self.store.go(&self.place(route));
    }
}

/// The restless parts: progress, notes, whether all is saved.
#[derive(Clone, PartialEq)]
pub(crate) struct Activity(pub(crate) Rc<State>);

/// What every screen needs, from the root component.
#[hook]
pub(crate) fn use_env() -> Env {
    let Some(env) = use_context::<Env>() else {
        unreachable!("App provides it to everything it mounts")
    };
    env
}

/// The restless parts of the state.
#[hook]
pub(crate) fn use_activity() -> Rc<State> {
    let Some(activity) = use_context::<Activity>() else {
        unreachable!("App provides it to everything it mounts")
    };
    activity.0
}
