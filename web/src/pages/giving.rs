//! The way to the part that gives things of the workspace to others: its dialogs, and the answers to hosts. What stands
//! here loads with what leads there; the part itself is `share`.

use super::later::{held_share, load_share};
use super::parts::failure_notice;
use crate::state::Engine;
use crate::store::{Store, use_env};
use crate::tasks::{preferences, spawn_owned, workspaces};
use crate::ui::feedback::Skeleton;
use yew::prelude::*;

/// What is given.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Give {
    /// A customer's card.
    Card {
        /// The account's id.
        account: AttrValue,
    },
    /// This workspace as a page.
    Page {
        /// Closes the dialog.
        onclose: Callback<()>,
    },
}

#[derive(Properties, PartialEq)]
pub(super) struct GivingProps {
    pub(super) what: Give,
}

/// What is inside one of its dialogs, once the part is there.
#[component]
pub(super) fn Giving(props: &GivingProps) -> Html {
    let env = use_env();
    let loaded = use_state(|| held_share().map(Ok));
    let attempt = use_state(|| 0_u32);
    {
        let (store, loaded) = (env.store.clone(), loaded.clone());
        use_effect_with(*attempt, move |_| {
            if !matches!(*loaded, Some(Ok(_))) {
                spawn_owned(&store, async move {
                    loaded.set(Some(load_share().await));
                    Ok(())
                });
            }
        });
    }
    match &*loaded {
        Some(Ok(share)) => (share.draw)(&props.what),
        Some(Err(failure)) => {
            let retry = Callback::from(move |()| attempt.set(*attempt + 1));
            failure_notice(&env, failure, &retry)
        }
        None => html! {
            <div role="status" aria-busy="true" aria-label={env.m.word_loading()}>{ Skeleton::Block.view() }</div>
        },
    }
}

/// Answers hosts from the beginning where the user has allowed any.
#[hook]
pub(super) fn use_answers() {
    let env = use_env();
    use_effect_with(env.state.engine == Engine::Ready, move |is_ready| {
        if *is_ready && !preferences::origins().is_empty() {
            answer(&env.store);
        }
    });
}

/// Opens what a page with a workspace inside brings along, unless this browser has kept what became of it.
#[hook]
pub(super) fn use_own_data() {
    let env = use_env();
    let is_new = env
        .state
        .workspace
        .as_ref()
        .is_some_and(|w| w.revision == 0);
    let is_wanted = is_new && env.state.engine == Engine::Ready && workspaces::of_page().is_some();
    use_effect_with(is_wanted, move |is_wanted| {
        if *is_wanted {
            let to = env.store.clone();
            spawn_owned(&env.store, async move {
                (load_share().await?.unpack)(&to);
                Ok(())
            });
        }
    });
}

/// Answers hosts from now on, those that are allowed.
pub(super) fn answer(store: &Store) {
    let to = store.clone();
    spawn_owned(store, async move {
        (load_share().await?.answer)(&to);
        Ok(())
    });
}
