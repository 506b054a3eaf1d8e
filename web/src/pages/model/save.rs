//! Saving a version: what it is called, who says so, and what changes with it.

use super::cascade::Cascade;
use super::effect::{Sides, effect};
use crate::store::use_env;
use crate::tasks::{model, preferences};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::Dialog;
use crate::ui::form::Field;
use perennial_protocol::view::RoomView;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub(super) struct SaveProps {
    pub(super) room: Rc<RoomView>,
    pub(super) onclose: Callback<()>,
}

impl PartialEq for SaveProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.room, &other.room) && self.onclose == other.onclose
    }
}

/// The dialog.
#[component]
pub(super) fn SaveVersion(props: &SaveProps) -> Html {
    let env = use_env();
    let m = env.m;
    let (name, note) = (use_state_eq(String::new), use_state_eq(String::new));
    let author = use_state_eq(|| env.state.author.clone());
    let set = |state: &UseStateHandle<String>| {
        let setter = state.setter();
        Callback::from(move |text: String| setter.set(text))
    };
    let onsave = {
        let (env, onclose) = (env.clone(), props.onclose.clone());
        let (name, note, author) = ((*name).clone(), (*note).clone(), (*author).clone());
        Callback::from(move |()| {
            preferences::sign(&env.store, &author);
            let onclose = onclose.clone();
            let done = Callback::from(move |is_saved: bool| {
                if is_saved {
                    onclose.emit(());
                }
            });
            model::save(&env, name.clone(), author.clone(), note.clone(), done);
        })
    };
    let actions = html! {
        <>
            { Button::new(m.action_cancel(), props.onclose.clone()).view() }
            { Button {
                kind: ButtonKind::Primary,
                disabled: name.trim().is_empty(),
                ..Button::new(m.room_save_do(), onsave)
            }.view() }
        </>
    };
    html! {
        <Dialog title={m.room_save_title()} messages={m} onclose={props.onclose.clone()} {actions}>
            <div class="stack">
                { Field {
                    id: "version-name".into(),
                    label: m.room_save_name().into(),
                    value: (*name).clone().into(),
                    oninput: set(&name),
                    ..Field::default()
                }.view() }
                { Field {
                    id: "version-note".into(),
                    label: m.room_save_note().into(),
                    value: (*note).clone().into(),
                    oninput: set(&note),
                    ..Field::default()
                }.view() }
                { Field {
                    id: "version-author".into(),
                    label: m.room_save_author().into(),
                    value: (*author).clone().into(),
                    oninput: set(&author),
                    ..Field::default()
                }.view() }
                <h3>{ m.room_save_what() }</h3>
                { effect(&env, &Rc::new(props.room.effect.clone()), props.room.currency.as_deref().unwrap_or_default(), Sides::draft(m)) }
                <Cascade room={Rc::clone(&props.room)} always={true} />
            </div>
        </Dialog>
    }
}
