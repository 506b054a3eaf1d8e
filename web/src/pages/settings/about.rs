//! What this is, which version, under which licences; and the keys.

use crate::store::Env;
use crate::ui::card::Card;
use perennial_protocol::PROTOCOL_VERSION;
use yew::prelude::*;

/// The panel.
pub(super) fn about(env: &Env) -> Html {
    let m = env.m;
    let version = env!("CARGO_PKG_VERSION");
    let keys = [
        (m.shortcut_palette(), "Ctrl / ⌘ K"),
        (m.shortcut_undo(), "Ctrl / ⌘ Z · Shift Z"),
        (m.shortcut_move(), "j k ↑ ↓"),
        (m.shortcut_open(), "Enter"),
        (m.shortcut_close(), "Esc"),
    ];
    html! {
        <>
            { Card::new(m.shortcuts_title()).view(html! {
                <dl class="facts">
                    { for keys.iter().map(|(name, key)| html! { <><dt>{ *name }</dt><dd><kbd>{ *key }</kbd></dd></> }) }
                </dl>
            }) }
            { Card {
                note: Some(m.settings_version(version).into()),
                ..Card::new(m.settings_about())
            }.view(html! {
                <>
                    <p>{ m.settings_about_note() }</p>
                    <p class="muted">{ m.settings_engine_version(version, PROTOCOL_VERSION) }</p>
                    <h3>{ m.settings_licences() }</h3>
                    <p>{ m.settings_licences_note() }</p>
                </>
            }) }
        </>
    }
}
