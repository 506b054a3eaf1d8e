//! An address that names no screen.

use super::parts::page_head;
use crate::route::Route;
use crate::store::use_env;
use crate::ui::button::Button;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct UnknownProps {
    /// The address.
    pub(super) path: AttrValue,
}

/// Says so and leads on.
#[component]
pub(super) fn Unknown(props: &UnknownProps) -> Html {
    let env = use_env();
    let m = env.m;
    html! {
        <div class="page page--narrow">
            { page_head(m.not_found_title()) }
            <p><code>{ &props.path }</code></p>
            <div class="cluster">
                { Button::link(m.nav_portfolio(), env.link(Route::Portfolio)).view() }
                { Button::link(m.nav_start(), env.link(Route::Start)).view() }
            </div>
        </div>
    }
}
