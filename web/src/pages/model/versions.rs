//! Saved versions: who saved what when and why, when each was in force, and the way back.

use super::HandProps;
use super::compare::Compare;
use super::files::ModelFiles;
use crate::store::{Env, use_env};
use crate::tasks::model;
use crate::ui::badge::accent_chip;
use crate::ui::button::Button;
use crate::ui::card::Card;
use perennial_data::Day;
use perennial_i18n::Messages;
use perennial_protocol::view::VersionView;
use std::rc::Rc;
use yew::prelude::*;

/// The list.
#[component]
pub(super) fn Versions(props: &HandProps) -> Html {
    let env = use_env();
    let m = env.m;
    let room = &props.hand.room;
    let line = |version: &VersionView| {
        line(
            &env,
            version,
            room.version == Some(version.number),
            props.hand.is_writer,
        )
    };
    let list = Card::new(m.room_tab_versions()).view(html! {
        <>
        if room.versions.is_empty() {
            <p class="muted">{ m.room_versions_none() }</p>
        } else {
            <ul class="stack" data-testid="versions">{ for room.versions.iter().map(line) }</ul>
        }
        <ModelFiles hand={props.hand.clone()} />
        </>
    });
    html! { <>{ list }<Compare room={Rc::clone(room)} model={Rc::clone(&props.hand.model)} /></> }
}

fn line(env: &Env, version: &VersionView, is_in_force: bool, is_writer: bool) -> Html {
    let m = env.m;
    let saved = match (version.saved_on, version.author.as_str()) {
        (Some(day), "") => m.room_version_saved_nameless(day),
        (Some(day), author) => m.room_version_saved(author, day),
        (None, _) => m.room_version_first().to_owned(),
    };
    let onuse = {
        let (env, number) = (env.clone(), version.number);
        Callback::from(move |()| model::use_version(&env, number))
    };
    let spans = version.in_force.iter().map(|span| span_text(m, *span));
    let spans: Vec<String> = spans.collect();
    let spans: Vec<&str> = spans.iter().map(String::as_str).collect();
    html! {
        <li class="cluster" key={version.number}>
            <span class="fill">
                <strong>{ version_name(m, version) }</strong>{ " " }
                <span class="muted">{ m.room_version(version.number) }</span>
                <span class="muted row-note">{ saved }</span>
                if !version.note.is_empty() {
                    <span class="row-note">{ &version.note }</span>
                }
                <span class="muted row-note">{ m.list(&spans) }</span>
            </span>
            if is_in_force {
                { accent_chip(m.room_in_force()) }
            } else if is_writer {
                { Button::new(m.room_use(&version_name(m, version)), onuse).view() }
            }
        </li>
    }
}

fn span_text(m: Messages, span: (Option<Day>, Option<Day>)) -> String {
    match span {
        (Some(from), Some(until)) => m.room_version_span(from, until),
        (Some(from), None) => m.room_version_since(from),
        (None, Some(until)) => m.room_version_until(until),
        (None, None) => m.room_version_always().to_owned(),
    }
}

/// What a version is called; its number where nobody gave it a name.
pub(super) fn version_name(m: Messages, version: &VersionView) -> String {
    if version.name.is_empty() {
        m.room_version(version.number)
    } else {
        version.name.clone()
    }
}
