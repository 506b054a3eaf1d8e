//! Lists over all customers: renewals and losses, whom to win back, requests, plays. Each is asked for when
//! it is seen, apart from the rest of the screen. What they share is here; a list per file.

mod outcomes;
mod plays;
mod requests;
mod winback;

pub(super) use self::outcomes::Outcomes;
pub(super) use self::plays::Plays;
pub(super) use self::requests::Requests;
pub(super) use self::winback::WinBack;

use crate::pages::save::file_buttons;
use crate::queries::{View, register, use_view};
use crate::route::{LifeChoice, LifeTab, Route};
use crate::store::{Env, use_env};
use crate::ui::button::Button;
use crate::ui::icon::Icon;
use perennial_protocol::view::{Register, RegisterForm, RegisterQuery, RegisterView};
use perennial_protocol::{Packed, Request};
use yew::prelude::*;

/// The request of a list; `None` where it has no form in bytes, which all have.
fn request(env: &Env, of: &Register, form: RegisterForm) -> Option<Request> {
    let query = RegisterQuery {
        as_of: env.state.as_of(),
        of: of.clone(),
        form,
    };
    Packed::of(&query).ok().map(Request::Register)
}

/// Asks for a list.
#[hook]
fn use_register(of: &Register) -> View<RegisterView> {
    let env = use_env();
    use_view(request(&env, of, RegisterForm::Screen), register)
}

/// Prints the page, and hands all rows over as a file.
fn ways_out(env: &Env, of: &Register) -> Html {
    let m = env.m;
    let print = Callback::from(|()| {
        // A browser that cannot print does nothing, which is all there is to do.
        gloo::utils::window().print().unwrap_or_default();
    });
    let file = request(env, of, RegisterForm::File);
    html! {
        <>
            { Button { icon: Some(Icon::Print), ..Button::new(m.report_print(), print) }.view() }
            { file.map(|file| file_buttons(env, &file)).unwrap_or_default() }
        </>
    }
}

/// The address of a part, narrowed to something.
fn narrowed(env: &Env, tab: LifeTab, only: Option<String>) -> String {
    env.link(Route::Lifecycle(LifeChoice {
        only,
        ..LifeChoice::of(tab)
    }))
}

/// Goes to a part, narrowed to the value chosen; the empty one is all.
fn narrows(env: &Env, tab: LifeTab) -> Callback<Option<String>> {
    let env = env.clone();
    Callback::from(move |only| {
        env.go(Route::Lifecycle(LifeChoice {
            only,
            ..LifeChoice::of(tab)
        }));
    })
}

/// Counts that open to what they count: the word, how many, whether that is what is seen, and the way there, or back.
fn counts(env: &Env, of: impl Iterator<Item = (&'static str, u32, bool, String)>) -> Html {
    let count = |(word, n, is_chosen, href): (&'static str, u32, bool, String)| {
        let current = is_chosen.then_some("true");
        html! {
            <li><a {href} aria-current={current}>{ format!("{word} {}", env.m.count(n)) }</a></li>
        }
    };
    html! { <ul class="counts">{ for of.map(count) }</ul> }
}

/// Says where not all rows are here.
fn cut(env: &Env, shown: usize, n: u32) -> Html {
    html! {
        if shown < n as usize {
            <p class="muted">{ env.m.register_cut(shown, n) }</p>
        }
    }
}

/// The values of a choice among codes, one of which may be empty: each with a mark before it, so that all
/// of them and the empty one differ.
fn mark(only: Option<&str>) -> String {
    only.map_or_else(String::new, |only| format!("={only}"))
}

/// What [`mark`] wrote.
fn unmark(value: &str) -> Option<String> {
    value.strip_prefix('=').map(str::to_owned)
}
