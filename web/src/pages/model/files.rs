//! The model as a file: out, and back in as a draft, also one that has to be mended first.

use crate::pages::parts::FileButton;
use crate::store::use_env;
use crate::tasks::{export, model};
use crate::ui::button::Button;
use crate::ui::icon::Icon;
use perennial_protocol::Request;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct FilesProps {
    pub(super) is_writer: bool,
}

/// The buttons.
#[component]
pub(super) fn ModelFiles(props: &FilesProps) -> Html {
    let env = use_env();
    let m = env.m;
    let onfiles = {
        let store = env.store.clone();
        Callback::from(move |files: Vec<_>| {
            if let Some(file) = files.into_iter().next() {
                model::open(&store, file);
            }
        })
    };
    let ondownload = {
        let store = env.store.clone();
        Callback::from(move |()| export::file(&store, Request::ModelFile))
    };
    html! {
        <div class="cluster">
            <FileButton label={m.room_open()} accept=".json,application/json" disabled={!props.is_writer} {onfiles} />
            { Button {
                icon: Some(Icon::Download),
                ..Button::new(m.settings_model_download(), ondownload)
            }.view() }
        </div>
    }
}
