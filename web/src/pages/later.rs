//! The screens behind the first one, a part of the program that is loaded later (feature `split`): what
//! stands in for them until they are there, and what to do when they do not come.

use super::parts::failure_notice;
use crate::hooks::use_focus_once_loaded;
use crate::route::Route;
use crate::shell::screen_title;
use crate::state::Engine;
use crate::store::use_env;
use crate::tasks::spawn_owned;
use perennial_protocol::Failure;
use std::cell::Cell;
use yew::prelude::*;

/// Draws a screen.
pub(super) type Draw = fn(&Route) -> Html;

/// Where the module is cut.
#[cfg(feature = "split")]
mod entry {
    use super::Draw;
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    /// Loads the screens.
    ///
    /// # Errors
    /// When they cannot be reached, or belong to another version; the browser's console says why.
    #[wasm_split(screens, fallible)]
    pub(super) fn screens() -> Result<Draw, SplitLoaderError> {
        Ok(crate::pages::draw_behind)
    }
}

/// One module: everything is there.
#[cfg(not(feature = "split"))]
mod entry {
    use super::Draw;
    use std::convert::Infallible;

    pub(super) async fn screens() -> Result<Draw, Infallible> {
        Ok(crate::pages::draw_behind)
    }
}

thread_local! {
    /// There once the screens are.
    static DRAW: Cell<Option<Draw>> = const { Cell::new(None) };
}

/// Loads the screens, once. A failure is not remembered: the next call tries again.
async fn load() -> Result<Draw, Failure> {
    if let Some(draw) = DRAW.get() {
        return Ok(draw);
    }
    let loaded = entry::screens().await;
    let draw = loaded.map_err(|_| Failure::new("part-not-loaded"))?;
    DRAW.set(Some(draw));
    Ok(draw)
}

/// Loads the screens once the first one has all it needs, so that they are there when they are wanted, with
/// or without a connection.
#[hook]
pub(super) fn use_screens_ahead() {
    let env = use_env();
    use_effect_with(env.state.engine == Engine::Ready, move |is_ready| {
        if *is_ready && DRAW.get().is_none() {
            // Who goes to a screen that did not come now asks again, and is told.
            spawn_owned(&env.store, async {
                load().await.map_or(Ok(()), |_| Ok(()))
            });
        }
    });
}

#[derive(Properties, PartialEq)]
pub(super) struct LaterProps {
    /// The screen.
    pub(super) route: Route,
}

/// A screen behind the first one.
#[component]
pub(super) fn Later(props: &LaterProps) -> Html {
    let env = use_env();
    let loaded = use_state(|| DRAW.get().map(Ok));
    let attempt = use_state(|| 0_u32);
    {
        let (store, loaded) = (env.store.clone(), loaded.clone());
        use_effect_with(*attempt, move |_| {
            if !matches!(*loaded, Some(Ok(_))) {
                spawn_owned(&store, async move {
                    loaded.set(Some(load().await));
                    Ok(())
                });
            }
        });
    }
    use_focus_once_loaded(matches!(*loaded, Some(Ok(_))));
    let onretry = {
        let (loaded, attempt) = (loaded.clone(), attempt.clone());
        Callback::from(move |()| {
            loaded.set(None);
            attempt.set(*attempt + 1);
        })
    };
    let instead = match &*loaded {
        Some(Ok(draw)) => return draw(&props.route),
        Some(Err(failure)) => failure_notice(&env, failure, &onretry),
        None => html! {
            <div class="stack" role="status" aria-busy="true" aria-label={env.m.word_loading()}>
                <span class="skeleton skeleton--block" aria-hidden="true" />
                <span class="skeleton skeleton--block" aria-hidden="true" />
            </div>
        },
    };
    html! {
        <div class="page">
            <header class="page__head"><h1 tabindex="-1">{ screen_title(&env) }</h1></header>
            { instead }
        </div>
    }
}
