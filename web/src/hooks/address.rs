//! Follows the address bar, and the clock when the reader comes back to the page.

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

/// Tells the state about every new address, and about a new day.
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
        move || drop((moved, returned))
    });
}
