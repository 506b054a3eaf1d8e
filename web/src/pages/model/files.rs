//! The model as a file: out, and back in beside the one in hand; and beginning anew from one that ships.

use super::HandProps;
use super::meet::Meet;
use crate::hooks::use_over;
use crate::pages::parts::FileButton;
use crate::store::use_env;
use crate::tasks::{export, model};
use crate::ui::button::Button;
use crate::ui::form::{Choice, OneOf};
use crate::ui::icon::Icon;
use perennial_protocol::Request;
use std::rc::Rc;
use yew::prelude::*;

/// The buttons.
#[component]
pub(super) fn ModelFiles(props: &HandProps) -> Html {
    let env = use_env();
    let m = env.m;
    let hand = &props.hand;
    let opened = use_over::<Rc<str>>();
    let chosen = use_state_eq(|| None::<AttrValue>);
    let onfiles = {
        let (store, onread) = (env.store.clone(), opened.open());
        Callback::from(move |files: Vec<_>| {
            if let Some(file) = files.into_iter().next() {
                model::read(&store, file, onread.clone());
            }
        })
    };
    let ondownload = {
        let store = env.store.clone();
        Callback::from(move |()| export::file(&store, Request::ModelFile))
    };
    let workspace = env.state.workspace.as_ref();
    let shipped = workspace.map_or(&[][..], |workspace| &workspace.shipped);
    let choices: Vec<Choice> = shipped
        .iter()
        .map(|info| Choice::new(info.id.clone(), info.name.get(m.language()).to_owned()))
        .collect();
    let first = choices.first().map(|choice| choice.value.clone());
    let value = (*chosen).clone().or(first).unwrap_or_default();
    let onchange = {
        let chosen = chosen.setter();
        Callback::from(move |code: AttrValue| chosen.set(Some(code)))
    };
    let onbegin = {
        let (store, id) = (env.store.clone(), value.to_string());
        Callback::from(move |()| model::begin(&store, id.clone()))
    };
    html! {
        <>
            <div class="cluster">
                <FileButton label={m.room_open()} accept=".json,application/json" disabled={!hand.is_writer} {onfiles} />
                { Button {
                    icon: Some(Icon::Download),
                    ..Button::new(m.settings_model_download(), ondownload)
                }.view() }
            </div>
            <div class="cluster cluster--low">
                { OneOf { value, ..OneOf::new(m.room_begin(), choices, onchange) }.view_list() }
                { Button { disabled: !hand.is_writer, ..Button::new(m.room_begin_do(), onbegin) }.view() }
            </div>
            if let Some(json) = opened.now() {
                <Meet hand={hand.clone()} {json} onclose={opened.close()} />
            }
        </>
    }
}
