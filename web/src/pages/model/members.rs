//! The customers that a number counts, over the page: each is a door to its own page.

use crate::route::Route;
use crate::store::{Env, use_env};
use crate::ui::badge::{band_shape, band_word};
use crate::ui::dialog::{Dialog, DialogKind};
use perennial_i18n::Money;
use perennial_protocol::view::{MemberView, MembersView};
use yew::prelude::*;

/// What is listed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Listed {
    /// What the customers have in common.
    pub(super) title: String,
    /// How many there are.
    pub(super) n: u32,
    /// Some of them, each with what is said of it.
    pub(super) members: Vec<(MemberView, String)>,
}

impl Listed {
    /// Customers of whom nothing further is said.
    pub(super) fn new(title: String, members: &MembersView) -> Self {
        let plain = members.members.iter().cloned();
        Self {
            title,
            n: members.n,
            members: plain.map(|member| (member, String::new())).collect(),
        }
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct MembersProps {
    pub(super) listed: Listed,
    pub(super) edges: Vec<f64>,
    pub(super) currency: AttrValue,
    pub(super) onclose: Callback<()>,
}

/// The drawer.
#[component]
pub(super) fn Members(props: &MembersProps) -> Html {
    let env = use_env();
    let m = env.m;
    let listed = &props.listed;
    let more = (listed.n as usize).saturating_sub(listed.members.len());
    html! {
        <Dialog title={listed.title.clone()} kind={DialogKind::Drawer} messages={m} onclose={props.onclose.clone()}>
            <div class="stack" data-testid="members">
                <p class="strong">{ m.count_customers(listed.n) }</p>
                <ul class="door-list">
                    { for listed.members.iter().map(|(member, said)| line(&env, props, member, said)) }
                </ul>
                if more > 0 {
                    <p class="muted small">{ m.room_more(more) }</p>
                }
            </div>
        </Dialog>
    }
}

fn line(env: &Env, props: &MembersProps, member: &MemberView, said: &str) -> Html {
    let m = env.m;
    let (health, band) = member.health;
    html! {
        <li key={member.id.clone()}>
            <a class="door" href={env.link(Route::Customer(member.id.clone()))}>
                <span class="fill">
                    { &member.name }
                    if !said.is_empty() {
                        <span class="row-note muted">{ said.to_owned() }</span>
                    }
                </span>
                <span class="small muted">{ member.arr.map(|arr| m.money(Money::new(arr, &props.currency))) }</span>
                <span class="number">
                    { band_shape(band, Some(band_word(band, m))) }{ " " }{ m.health(health, &props.edges) }
                </span>
            </a>
        </li>
    }
}
