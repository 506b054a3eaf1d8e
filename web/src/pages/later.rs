//! The screens behind the first one, a part of the program that is loaded later (feature `split`): what
//! stands in for them until they are there, and what to do when they do not come.

use super::giving::Give;
use super::import::folder::Walk;
use super::parts::failure_notice;
use crate::hooks::use_focus_once_loaded;
use crate::route::{ModelTab, Route};
use crate::shell::screen_title;
use crate::state::Engine;
use crate::store::{Store, use_env};
use crate::tasks::spawn_owned;
use perennial_protocol::Failure;
use std::cell::Cell;
use web_sys::DataTransfer;
use yew::prelude::*;

/// Draws a screen.
type Draw = fn(&Route) -> Html;

/// What the part gives.
#[derive(Clone, Copy)]
pub(super) struct Behind {
    pub(super) draw: Draw,
    /// The files below dropped folders.
    pub(super) folders: fn(&DataTransfer) -> Option<Walk>,
}

/// What gives things of the workspace to others.
#[derive(Clone, Copy)]
pub(super) struct Share {
    /// Draws one of its dialogs.
    pub(super) draw: fn(&Give) -> Html,
    /// Answers hosts from now on, those that are allowed.
    pub(super) answer: fn(&Store),
    /// Opens the workspace that the page brings along.
    pub(super) unpack: fn(&Store),
}

/// Where the module is cut.
#[cfg(feature = "split")]
mod entry {
    use super::{Behind, Share};
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    /// Loads the screens.
    ///
    /// # Errors
    /// When they cannot be reached, or belong to another version; the browser's console says why.
    #[wasm_split(screens, fallible)]
    pub(super) fn screens() -> Result<Behind, SplitLoaderError> {
        Ok(crate::pages::behind())
    }

    /// Loads the model room, which few need every day.
    ///
    /// # Errors
    /// As above.
    #[wasm_split(model, fallible)]
    pub(super) fn model() -> Result<super::Draw, SplitLoaderError> {
        Ok(crate::pages::draw_model)
    }

    /// Loads what gives things to others.
    ///
    /// # Errors
    /// As above.
    #[wasm_split(share, fallible)]
    pub(super) fn share() -> Result<Share, SplitLoaderError> {
        Ok(crate::pages::share::part())
    }
}

/// One module: everything is there.
#[cfg(not(feature = "split"))]
mod entry {
    use super::{Behind, Share};
    use std::convert::Infallible;

    pub(super) async fn screens() -> Result<Behind, Infallible> {
        Ok(crate::pages::behind())
    }

    pub(super) async fn model() -> Result<super::Draw, Infallible> {
        Ok(crate::pages::draw_model)
    }

    pub(super) async fn share() -> Result<Share, Infallible> {
        Ok(crate::pages::share::part())
    }
}

thread_local! {
    /// There once the screens are.
    static BEHIND: Cell<Option<Behind>> = const { Cell::new(None) };
    /// The same of the model room.
    static MODEL: Cell<Option<Draw>> = const { Cell::new(None) };
    /// The same of what gives things to others.
    static SHARE: Cell<Option<Share>> = const { Cell::new(None) };
}

/// Loads the screens, once. A failure is not remembered: the next call tries again.
async fn load() -> Result<Behind, Failure> {
    if let Some(behind) = BEHIND.get() {
        return Ok(behind);
    }
    let loaded = entry::screens().await;
    let behind = loaded.map_err(|_| Failure::new("part-not-loaded"))?;
    BEHIND.set(Some(behind));
    Ok(behind)
}

/// Loads what draws a screen, once.
async fn load_of(route: Route) -> Result<Draw, Failure> {
    let behind = load().await?;
    if !matches!(route, Route::Model(_)) {
        return Ok(behind.draw);
    }
    if let Some(draw) = MODEL.get() {
        return Ok(draw);
    }
    let draw = entry::model().await;
    let draw = draw.map_err(|_| Failure::new("part-not-loaded"))?;
    MODEL.set(Some(draw));
    Ok(draw)
}

/// Loads what gives things to others, once.
pub(super) async fn load_share() -> Result<Share, Failure> {
    if let Some(share) = SHARE.get() {
        return Ok(share);
    }
    let share = entry::share().await;
    let share = share.map_err(|_| Failure::new("part-not-loaded"))?;
    SHARE.set(Some(share));
    Ok(share)
}

/// The same where it is loaded.
pub(super) fn held_share() -> Option<Share> {
    SHARE.get()
}

/// What draws a screen, where that is loaded.
fn held(route: &Route) -> Option<Draw> {
    match route {
        Route::Model(_) => MODEL.get(),
        _ => BEHIND.get().map(|behind| behind.draw),
    }
}

/// The files of a drop with folders, which take a while to go through; `None` where it has none, or this part is not
/// there.
pub(crate) fn folders(data: &DataTransfer) -> Option<Walk> {
    (BEHIND.get()?.folders)(data)
}

/// Loads the screens once the first one has all it needs, so that they are there when they are wanted, with
/// or without a connection.
#[hook]
pub(super) fn use_screens_ahead() {
    let env = use_env();
    use_effect_with(env.state.engine == Engine::Ready, move |is_ready| {
        if *is_ready && MODEL.get().is_none() {
            // Who goes to a screen that did not come now asks again, and is told.
            spawn_owned(&env.store, async {
                let model = Route::Model(ModelTab::default());
                load_of(model).await.map_or(Ok(()), |_| Ok(()))
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
    let loaded = use_state(|| held(&props.route).map(Ok));
    let attempt = use_state(|| 0_u32);
    {
        let (store, loaded) = (env.store.clone(), loaded.clone());
        let route = props.route.clone();
        use_effect_with(*attempt, move |_| {
            if !matches!(*loaded, Some(Ok(_))) {
                spawn_owned(&store, async move {
                    loaded.set(Some(load_of(route).await));
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
