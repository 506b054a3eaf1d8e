//! Follows the address bar, the clock when the reader comes back to the page, and newer versions of the app.

use crate::day;
use crate::route::Place;
use crate::state::Action;
use crate::store::Store;
use gloo::events::EventListener;
use yew::functional::{hook, use_effect_with};

/// The place that the address names now.
pub(crate) fn current_place() -> Place {
    let hash = gloo::utils::window().location().hash();
    // The browser gives no address while the document is being left.
    Place::parse(&hash.unwrap_or_default())
}

/// Tells the state about every new address, about a new day, and about a newer version.
#[hook]
pub(crate) fn use_address(store: &Store) {
    use_effect_with(store.clone(), |store| {
        let window = gloo::utils::window();
        let to = store.clone();
        let moved = EventListener::new(&window, "hashchange", move |_| {
            to.dispatch(Action::Arrived(current_place()));
        });
        let to = store.clone();
        let returned = EventListener::new(&window, "focus", move |_| {
            to.dispatch(Action::Today(day::today()));
        });
        let to = store.clone();
        // What keeps the app's files says so.
        let newer = EventListener::new(&window, "perennial-newer", move |_| {
            to.dispatch(Action::NewerIsThere);
        });
        move || drop((moved, returned, newer))
    });
}
