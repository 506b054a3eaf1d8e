//! Going from one workspace of this browser to another. A tab shows one of them; which there are, and which
//! was opened last, the browser remembers beside the preferences.

use super::preferences::{remember, remembered as kept};
use crate::route::{Place, Route};
use crate::state::{Action, Workspaces};
use crate::store::Store;
use std::rc::Rc;

const LIST: &str = "perennial.workspaces";
/// The id of the one opened last, in this tab or in any.
const HERE: &str = "perennial.workspace";

/// The workspaces of this browser; open is what this tab showed before it was reloaded, else what was
/// opened last.
pub(crate) fn remembered() -> Workspaces {
    if let Some(id) = of_page() {
        return Workspaces::of_page(id);
    }
    let session = gloo::utils::window().session_storage().ok().flatten();
    let of_tab = session.and_then(|session| session.get_item(HERE).ok().flatten());
    let here = of_tab.or_else(|| kept(HERE)).unwrap_or_default();
    Workspaces::of_text(&kept(LIST).unwrap_or_default(), &here)
}

/// The id of the workspace that this page brings along, if it is one with data inside. What becomes of it in this browser
/// is kept under that id, apart from everything else.
pub(crate) fn of_page() -> Option<String> {
    let block = gloo::utils::document().query_selector("script[data-workspace]");
    block.ok()??.get_attribute("data-workspace")
}

/// Opens another workspace.
pub(crate) fn open(id: &str) {
    show(&Workspaces {
        here: id.to_owned(),
        ..remembered()
    });
}

/// Makes a workspace and opens it.
pub(crate) fn create(name: &str) {
    show(&remembered().with_new(name));
}

/// Calls the open workspace something else.
pub(crate) fn rename(store: &Store, name: &str) {
    let renamed = remembered().renamed(name);
    remember(LIST, &renamed.text());
    store.dispatch(Action::Workspaces(Rc::new(renamed)));
}

/// Strikes the open workspace, whose data are gone, off the list and opens the first; `false` where that is
/// the open one.
pub(crate) fn leave() -> bool {
    if of_page().is_some() {
        return false;
    }
    let workspaces = remembered();
    let is_first = workspaces.here.is_empty();
    let left = workspaces.without_here();
    if is_first {
        remember(LIST, &left.text());
    } else {
        show(&left);
    }
    !is_first
}

/// Loads the page anew with the workspace that is open now: nothing of the other remains in memory.
fn show(workspaces: &Workspaces) {
    remember(LIST, &workspaces.text());
    remember(HERE, &workspaces.here);
    let window = gloo::utils::window();
    if let Some(session) = window.session_storage().ok().flatten() {
        // Refused where nothing is kept: then there is one workspace only.
        session.set_item(HERE, &workspaces.here).unwrap_or_default();
    }
    let location = window.location();
    // Only refused while the page is being left.
    location
        .set_hash(&Place::new(Route::Start).hash())
        .and_then(|()| location.reload())
        .unwrap_or_default();
}
