//! The left rail: the screens.

use crate::route::{InboxChoice, LifeChoice, ListView, ModelTab, Route, Screen, ValueChoice};
use crate::store::Env;
use crate::ui::icon::Icon;
use yew::prelude::*;

/// Links to the screens; the one that is shown is marked.
pub(super) fn rail(env: &Env) -> Html {
    let m = env.m;
    let here = env.state.place.route.screen();
    let links = [
        (Screen::Start, Route::Start, Icon::Start, m.nav_start()),
        (Screen::Import, Route::Import, Icon::Import, m.nav_import()),
        (
            Screen::Portfolio,
            Route::Portfolio,
            Icon::Portfolio,
            m.nav_portfolio(),
        ),
        (
            Screen::Customers,
            Route::Customers(ListView::default()),
            Icon::Customers,
            m.nav_customers(),
        ),
        (
            Screen::Inbox,
            Route::Inbox(InboxChoice::default()),
            Icon::Inbox,
            m.nav_inbox(),
        ),
        (
            Screen::Lifecycle,
            Route::Lifecycle(LifeChoice::default()),
            Icon::Lifecycle,
            m.nav_lifecycle(),
        ),
        (
            Screen::Value,
            Route::Value(ValueChoice::default()),
            Icon::Value,
            m.nav_value(),
        ),
        (
            Screen::Model,
            Route::Model(ModelTab::default()),
            Icon::Model,
            m.nav_model(),
        ),
        (
            Screen::Settings,
            Route::Settings,
            Icon::Settings,
            m.nav_settings(),
        ),
    ];
    let links = links.into_iter().map(|(screen, route, icon, label)| {
        let is_here =
            screen == here || (screen == Screen::Customers && here == Screen::Customer);
        html! {
            <li key={label}>
                <a class="rail__link" href={env.link(route)} aria-current={is_here.then_some("page")}>
                    { icon.view() }
                    <span class="rail__label">{ label }</span>
                </a>
            </li>
        }
    });
    html! {
        <nav class="rail" aria-label={m.nav_label()}>
            <a class="rail__brand" href={env.link(Route::Start)}>
                { Icon::Leaf.view_sized(20) }
                <span class="rail__brand-name">{ m.app_name() }</span>
            </a>
            <ul class="rail__list">{ for links }</ul>
            <p class="rail__foot">{ m.app_tagline() }</p>
        </nav>
    }
}
