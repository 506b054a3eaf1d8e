//! The user's own work: taken down by the engine as it happens, so that it can be undone.

use super::workspace::change;
use crate::state::Told;
use crate::store::Env;
use perennial_protocol::view::WorkAction;
use perennial_protocol::{Failure, Packed, Request};

/// Takes down what was done on `n_items` things, dated on the day that is seen.
pub(crate) fn record(env: &Env, actions: Vec<WorkAction>, n_items: usize) {
    if actions.is_empty() {
        return;
    }
    let actions = match Packed::of(&actions) {
        Ok(actions) => actions,
        Err(_) => {
            return env
                .store
                .fail(Failure::new("not-a-request-for-the-workbench"));
        }
    };
    let body = Request::Work {
        on: env.state.as_of(),
        author: env.state.author.trim().to_owned(),
        actions,
    };
    change(&env.store, body, Some(Told::Worked(n_items)));
}
