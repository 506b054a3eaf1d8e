//! Errors in three sentences: what happened, what is safe, what to do next, and a code to quote.

use super::icon::Icon;
use crate::words::Explained;
use perennial_i18n::Messages;
use yew::prelude::*;

/// An error, said at once by screen readers; `actions` are buttons for the next step.
pub(crate) fn error_notice(words: Explained, actions: Html, m: Messages) -> Html {
    html! {
        <div class="notice" role="alert">
            { Icon::Warning.view_sized(20) }
            <div class="notice__body">
                <p class="notice__what">{ words.what }</p>
                if !words.safe.is_empty() {
                    <p class="notice__safe">{ words.safe }</p>
                }
                if !words.next.is_empty() {
                    <p>{ words.next }</p>
                }
                <div class="notice__foot">
                    { actions }
                    <span>{ m.notice_code() }{ " " }<code>{ words.code }</code></span>
                </div>
            </div>
        </div>
    }
}
