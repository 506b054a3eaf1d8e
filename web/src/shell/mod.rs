//! What surrounds every screen: rail, top bar, strips, messages, palette; drops, pastes and keys.

mod as_of;
mod palette;
mod rail;
mod strips;
mod toasts;

mod topbar;

use crate::hooks::{
    Pasted, Shortcut, use_chosen_in_sight, use_document, use_drop_anywhere, use_focus_on_arrival,
    use_paste_anywhere, use_shortcuts,
};
use crate::pages::Page;
use crate::route::{Route, Screen};
use crate::store::{Env, use_env};
use crate::tasks::{import, workspace};
use palette::Palette;
use rail::rail;
use strips::strips;
use toasts::{Announcer, Toasts};

pub(crate) use toasts::job_line;
use topbar::topbar;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use yew::prelude::*;

/// The element that holds the screen and scrolls.
pub(crate) const MAIN_ID: &str = "main";

/// The whole page.
#[component]
pub(crate) fn Shell() -> Html {
    let env = use_env();
    let m = env.m;
    let palette_is_open = use_state_eq(|| false);

    use_document(
        env.state.language,
        env.state.theme,
        format!("{} · {}", screen_title(&env), m.app_name()).into(),
    );
    use_focus_on_arrival(arrival_key(&env.state.place.route));
    use_chosen_in_sight(
        arrival_key(&env.state.place.route),
        ".rail",
        ".rail [aria-current='page']",
    );
    let is_dropping = use_drop_anywhere(Callback::from({
        let env = env.clone();
        move |data| import::inspect_dropped(&env, &data)
    }));
    use_paste_anywhere(Callback::from({
        let env = env.clone();
        move |pasted| match pasted {
            Pasted::Files(files) => import::inspect_files(&env, files),
            Pasted::Table(text) => import::inspect_text(&env, text),
        }
    }));
    use_shortcuts(Callback::from({
        let (env, palette_is_open) = (env.clone(), palette_is_open.clone());
        move |shortcut| match shortcut {
            Shortcut::Palette => palette_is_open.set(true),
            Shortcut::Undo => workspace::undo(&env),
            Shortcut::Redo => workspace::redo(&env),
        }
    }));
    let open_palette = Callback::from({
        let palette_is_open = palette_is_open.clone();
        move |()| palette_is_open.set(true)
    });
    let close_palette = Callback::from({
        let palette_is_open = palette_is_open.clone();
        move |()| palette_is_open.set(false)
    });
    html! {
        <div class="app">
            <button type="button" class="skip" onclick={skip}>{ m.skip_to_content() }</button>
            { rail(&env) }
            { topbar(&env, &open_palette) }
            <main id={MAIN_ID} class="content" tabindex="-1">
                { strips(&env) }
                <Page />
            </main>
            <Toasts />
            <Announcer screen={screen_title(&env)} />
            if is_dropping {
                <div class="drop-veil" aria-hidden="true">
                    <div class="drop drop--over">{ m.drop_anywhere() }</div>
                </div>
            }
            if *palette_is_open {
                <Palette onclose={close_palette} />
            }
        </div>
    }
}

fn skip(_: MouseEvent) {
    let main = gloo::utils::document().get_element_by_id(MAIN_ID);
    if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
        // It has a tab index, so it takes the focus.
        main.focus().unwrap_or_default();
    }
}

/// The name of the screen, for the title and for those who hear it.
pub(crate) fn screen_title(env: &Env) -> String {
    let m = env.m;
    match &env.state.place.route {
        Route::Start => m.nav_start().to_owned(),
        Route::Import => m.nav_import().to_owned(),
        Route::Portfolio => m.nav_portfolio().to_owned(),
        Route::Customers(_) => m.nav_customers().to_owned(),
        Route::Customer(account) => account.clone(),
        Route::Inbox(_) => m.nav_inbox().to_owned(),
        Route::Lifecycle(_) => m.nav_lifecycle().to_owned(),
        Route::Value(_) => m.nav_value().to_owned(),
        Route::Model(_) => m.nav_model().to_owned(),
        Route::Quality => m.quality_title().to_owned(),
        Route::Settings => m.nav_settings().to_owned(),
        Route::Unknown(_) => m.not_found_title().to_owned(),
    }
}

/// Changes exactly when the reader has gone to another screen, not to another date or filter.
fn arrival_key(route: &Route) -> AttrValue {
    match route {
        Route::Customer(account) => format!("customer/{account}").into(),
        other => match other.screen() {
            Screen::Start => "start",
            Screen::Import => "import",
            Screen::Portfolio => "portfolio",
            Screen::Customers => "customers",
            Screen::Customer => "customer",
            Screen::Inbox => "inbox",
            Screen::Lifecycle => "lifecycle",
            Screen::Value => "value",
            Screen::Model => "model",
            Screen::Quality => "quality",
            Screen::Settings => "settings",
            Screen::Unknown => "unknown",
        }
        .into(),
    }
}
