//! Working days: holidays and make-up workdays from a file, on top of those that ship.

use crate::pages::parts::FileButton;
use crate::store::Env;
use crate::tasks::stages::load_calendar;
use crate::ui::card::Card;
use web_sys::File;
use yew::prelude::*;

/// The calendar that due dates follow.
pub(super) fn calendar(env: &Env) -> Html {
    let m = env.m;
    let onfiles = {
        let store = env.store.clone();
        Callback::from(move |files: Vec<File>| {
            if let Some(file) = files.into_iter().next() {
                load_calendar(&store, file);
            }
        })
    };
    Card {
        note: Some(m.settings_calendar_note().into()),
        ..Card::new(m.settings_calendar())
    }
    .view(html! {
        <>
            <p class="muted">{ m.settings_calendar_form() }</p>
            <div class="cluster">
                <FileButton label={m.settings_calendar_load()} accept=".csv,.txt,text/csv,text/plain"
                    disabled={!env.state.is_writer} {onfiles} />
            </div>
        </>
    })
}
