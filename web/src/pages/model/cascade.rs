//! What the draft does to alerts and tasks: those that open, those that go. It takes every day of every customer, so
//! for large portfolios it is worked out when somebody asks.

use crate::pages::parts::view_or_wait;
use crate::queries::{cascade, use_view};
use crate::route::Route;
use crate::store::{Env, use_env};
use crate::ui::button::Button;
use perennial_protocol::Request;
use perennial_protocol::view::{CascadeView, RoomView, ShiftView};
use std::rc::Rc;
use yew::prelude::*;

/// Customers up to whom it is worked out unasked.
const UNASKED: u32 = 3_000;

#[derive(Properties)]
pub(super) struct CascadeProps {
    pub(super) room: Rc<RoomView>,
    /// Whether it is wanted however long it takes.
    #[prop_or_default]
    pub(super) always: bool,
}

impl PartialEq for CascadeProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.room, &other.room) && self.always == other.always
    }
}

/// The lists.
#[component]
pub(super) fn Cascade(props: &CascadeProps) -> Html {
    let env = use_env();
    let m = env.m;
    let asked = use_state_eq(|| false);
    let room = &props.room;
    let n = env
        .state
        .workspace
        .as_ref()
        .map_or(0, |workspace| workspace.n_accounts);
    let is_draft = room.is_draft && room.fault.is_none();
    let is_wanted = is_draft && (props.always || *asked || n <= UNASKED);
    let as_of = env.state.as_of();
    let view = use_view(is_wanted.then_some(Request::Cascade { as_of }), cascade);
    if !is_draft {
        return html! {};
    }
    let onask = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(true))
    };
    html! {
        <section class="stack stack--tight" aria-label={m.room_cascade()} data-testid="cascade">
            <h3>{ m.room_cascade() }</h3>
            if is_wanted {
                { view_or_wait(&env, &view, |view| lists(&env, view)) }
            } else {
                <p>{ Button::new(m.room_cascade_ask(), onask).view() }</p>
            }
        </section>
    }
}

fn lists(env: &Env, view: &CascadeView) -> Html {
    let m = env.m;
    html! {
        <dl class="facts">
            { list(env, m.room_alerts_open(), &view.alerts_open) }
            { list(env, m.room_alerts_go(), &view.alerts_go) }
            { list(env, m.room_tasks_open(), &view.tasks_open) }
            { list(env, m.room_tasks_go(), &view.tasks_go) }
        </dl>
    }
}

fn list(env: &Env, name: &'static str, shift: &ShiftView) -> Html {
    let m = env.m;
    let language = m.language();
    let kinds: Vec<String> = shift
        .kinds
        .iter()
        .take(4)
        .map(|(title, n)| format!("{} {}", title.get(language), m.count(*n)))
        .collect();
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    let named = shift.named.iter().map(|(id, name, title)| {
        html! {
            <li key={format!("{id} {}", title.en)}>
                <a href={env.link(Route::Customer(id.clone()))}>{ name.clone() }</a>{ " · " }{ title.get(language).to_owned() }
            </li>
        }
    });
    html! {
        <>
            <dt>{ name }</dt>
            <dd>
                <strong>{ m.count(shift.n) }</strong>
                if shift.n > 0 {
                    { " " }<span class="muted small">{ m.list(&kinds) }</span>
                    <details class="chart__data"><summary>{ m.room_cascade_who() }</summary><ul>{ for named }</ul></details>
                }
            </dd>
        </>
    }
}
