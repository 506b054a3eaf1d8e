//! The parts of the page outside the app: language, theme, title, and where the focus is.

use crate::state::Theme;
use perennial_data::Language;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use yew::AttrValue;
use yew::functional::{hook, use_effect_with, use_mut_ref};

/// Keeps language, theme and title of the document.
#[hook]
pub(crate) fn use_document(language: Language, theme: Theme, title: AttrValue) {
    use_effect_with((language, theme), |(language, theme)| {
        if let Some(root) = gloo::utils::document().document_element() {
            let set = |name, value: &str| root.set_attribute(name, value).unwrap_or_default();
            set("lang", language.tag());
            // Both names are valid, so setting them cannot fail.
            match theme {
                Theme::System => root.remove_attribute("data-theme").unwrap_or_default(),
                Theme::Light | Theme::Dark => set("data-theme", theme.code()),
            }
        }
    });
    use_effect_with(title, |title| gloo::utils::document().set_title(title));
}

/// Puts the focus on the heading of a screen when the reader has gone there, so that a screen
/// reader begins where the eye does. Not on the first screen: nobody has gone anywhere yet.
#[hook]
pub(crate) fn use_focus_on_arrival(key: AttrValue) {
    let is_first = use_mut_ref(|| true);
    use_effect_with(key, move |_| {
        if !is_first.replace(false) {
            if let Some(main) = gloo::utils::document().get_element_by_id(crate::shell::MAIN_ID) {
                main.set_scroll_top(0);
            }
            focus_heading();
        }
    });
}

/// Puts the focus on the heading once a screen that had to load is there: the heading it had while
/// it loaded is gone, and the focus with it. A reader who has moved on is left alone.
#[hook]
pub(crate) fn use_focus_once_loaded(is_loaded: bool) {
    use_effect_with(is_loaded, |is_loaded| {
        let document = gloo::utils::document();
        let active = document.active_element();
        let is_lost = active.is_none_or(|element| element.tag_name() == "BODY");
        if *is_loaded && is_lost {
            focus_heading();
        }
    });
}

/// Moves a row that is wider than the screen, so that what is chosen in it is seen. Row and chosen one are
/// selectors; `key` changes with the choice.
#[hook]
pub(crate) fn use_chosen_in_sight(key: AttrValue, row: &'static str, chosen: &'static str) {
    use_effect_with(key, move |_| {
        let document = gloo::utils::document();
        let find = |selector: &str| {
            let found = document.query_selector(selector).ok().flatten();
            found.and_then(|found| found.dyn_into::<HtmlElement>().ok())
        };
        if let (Some(row), Some(chosen)) = (find(row), find(chosen)) {
            // Both stand in the same place of the page, so the difference is the way along the row.
            let along = chosen.offset_left() - row.offset_left();
            row.set_scroll_left(along - (row.client_width() - chosen.offset_width()) / 2);
        }
    });
}

fn focus_heading() {
    let heading = gloo::utils::document().query_selector("main h1");
    let heading = heading.ok().flatten();
    if let Some(heading) = heading.and_then(|h| h.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it was.
        heading.focus().unwrap_or_default();
    }
}
