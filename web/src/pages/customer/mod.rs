//! Customer: how are they, why, and what now. One page that opens every number.

mod change;
mod facts;
mod head;
mod life;
pub(super) mod metric;
mod outlook;
mod overriding;
mod rows;
mod structure;
mod trend;
mod why;

use self::change::change;
use self::facts::{contacts, contracts, profile};
use self::head::head;
use self::life::{Life, use_life};
use self::outlook::{Ahead, StepDrawer, use_outlook};
use self::overriding::overriding;
pub(super) use self::rows::table as rows_table;
use self::structure::{health_drawer, structure};
use self::trend::trend;
use self::why::why;
use super::giving::{Give, Giving};
use super::parts::{no_customers, page_head, view_or_wait};
use super::save::Shown;
use crate::hooks::{use_focus_once_loaded, use_over};
use crate::queries::{customer, use_view};
use crate::route::{ListView, Route};
use crate::state::Engine;
use crate::store::{Env, use_env};
use crate::ui::button::Button;
use crate::ui::dialog::{Dialog, DialogKind};
use crate::ui::feedback::Empty;
use crate::ui::icon::Icon;
use perennial_protocol::Request;
use perennial_protocol::view::CustomerView;
use std::rc::Rc;
use yew::prelude::*;

/// What lies over the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Opened {
    /// A measure, by its position, down to its rows.
    Measure(usize),
    /// A measure that would have to change, by its position on the way.
    Step(usize),
    /// Health as a whole.
    Health,
    /// The form of the override.
    Override,
    /// The customer's card for elsewhere.
    Card,
}

#[derive(Properties, PartialEq)]
pub(super) struct CustomerProps {
    /// The account's id.
    pub(super) account: AttrValue,
}

/// The screen.
#[component]
pub(super) fn Customer(props: &CustomerProps) -> Html {
    let env = use_env();
    let m = env.m;
    let opened = use_over::<Opened>();
    if env.state.engine == Engine::Ready && !env.state.has_customers() {
        return html! {
            <div class="page">
                { page_head(m.nav_customer()) }
                { no_customers(&env) }
            </div>
        };
    }
    html! {
        <Loaded account={props.account.clone()} opened={opened.now()} open={opened.open()} close={opened.close()} />
    }
}

#[derive(Properties, PartialEq)]
struct LoadedProps {
    account: AttrValue,
    opened: Option<Opened>,
    open: Callback<Opened>,
    close: Callback<()>,
}

/// The page once there are customers at all.
#[component]
fn Loaded(props: &LoadedProps) -> Html {
    let env = use_env();
    let request = Request::Customer {
        account: props.account.to_string(),
        as_of: env.state.as_of(),
        since: env.state.since(),
    };
    let view = use_view(Some(request), customer);
    let life = use_life(&props.account);
    let is_there = view.slot.data().is_some_and(|view| view.exists);
    let ahead = use_outlook(&props.account, is_there);
    let is_unknown = view
        .slot
        .failure()
        .is_some_and(|failure| failure.code == "unknown-account");
    let title = view
        .slot
        .data()
        .map_or_else(|| props.account.to_string(), |view| view.name.clone());
    use_effect_with((title, env.m), |(title, m)| {
        gloo::utils::document().set_title(&format!("{title} · {}", m.app_name()));
    });
    use_focus_once_loaded(view.slot.data().is_some());
    html! {
        <div class="page" aria-busy={view.slot.is_loading().to_string()}>
            if is_unknown {
                { unknown(&env, &props.account) }
            } else if view.slot.data().is_none() {
                { page_head(props.account.clone()) }
                { view_or_wait(&env, &view, |_| html! {}) }
            } else {
                { view_or_wait(&env, &view, |view| content(&env, props, view, (&life, &ahead))) }
            }
        </div>
    }
}

fn unknown(env: &Env, account: &str) -> Html {
    let m = env.m;
    html! {
        <>
            { page_head(m.nav_customer()) }
            { Empty {
                icon: Icon::Customer,
                title: m.customer_not_found(account).into(),
                note: m.customer_not_found_note().into(),
                actions: html! { { Button::link(m.nav_customers(), env.link(Route::Customers(ListView::default()))).view() } },
            }.view() }
        </>
    }
}

fn content(
    env: &Env,
    props: &LoadedProps,
    view: &Rc<CustomerView>,
    (life, ahead): (&Life, &Ahead),
) -> Html {
    let m = env.m;
    let part = Part {
        view: Rc::clone(view),
        open: props.open.clone(),
    };
    let dialog = match &props.opened {
        None => html! {},
        Some(Opened::Measure(at)) => html! {
            <metric::MetricDrawer view={Rc::clone(view)} at={*at} onclose={props.close.clone()} />
        },
        Some(Opened::Step(at)) => ahead.step(*at).map_or_else(Html::default, |step| html! {
            <StepDrawer view={Rc::clone(view)} {step} open={props.open.clone()} onclose={props.close.clone()} />
        }),
        Some(Opened::Health) => health_drawer(env, &view.explanation, &props.close),
        Some(Opened::Card) => html! {
            <Dialog title={m.customer_embed_title(&view.name)} kind={DialogKind::Drawer} messages={m}
                onclose={props.close.clone()}>
                <Giving what={Give::Card { account: props.account.clone() }} />
            </Dialog>
        },
        Some(Opened::Override) => html! {
            <overriding::OverrideDialog view={Rc::clone(view)} onclose={props.close.clone()} />
        },
    };
    html! {
        <>
            { head(env, &part) }
            if view.exists {
                <div class="grid">
                    // How they are stands above: then why, and beside it what to do now.
                    { change(env, &part) }
                    <div class="stack span-6">
                        { ahead.lift(env, &part) }
                        { ahead.disagree(env, &part, life) }
                        { life.todo(env, view) }
                    </div>
                    <div class="stack span-6">
                        { life.stage(env, view) }
                        { life.value(env, view) }
                    </div>
                    <div class="stack span-6">
                        { trend(env, &part) }
                        { life.tracks(env, view) }
                        { life.clocks(env, view) }
                    </div>
                    { why(env, &part) }
                    { contracts(env, &part) }
                    <div class="stack span-6">
                        { structure(env, &part) }
                        { contacts(env, &part) }
                    </div>
                    <div class="stack span-6">
                        { overriding(env, &part) }
                        { profile(env, &part) }
                    </div>
                    { life.past(env, view) }
                    <rows::Tables view={Rc::clone(view)} />
                </div>
            } else {
                { Empty {
                    icon: Icon::Calendar,
                    title: m.customer_not_yet(env.state.as_of()).into(),
                    note: m.customer_not_found_note().into(),
                    actions: html! {},
                }.view() }
            }
            if view.exists {
                <Shown />
            }
            { dialog }
            { life.over(env, view) }
        </>
    }
}

/// What every part of the page is given.
pub(super) struct Part {
    /// The customer.
    pub(super) view: Rc<CustomerView>,
    /// Opens something over the page.
    pub(super) open: Callback<Opened>,
}
