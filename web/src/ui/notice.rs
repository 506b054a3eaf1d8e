//! Errors in three sentences: what happened, what is safe, what to do next, and a code to quote.

use super::button::IconButton;
use super::icon::{Drawing, Icon};
use perennial_i18n::{ErrorWords, Messages};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct ErrorNoticeProps {
    /// The stable kebab-case code.
    pub(crate) code: AttrValue,
    /// Named arguments of the text.
    #[prop_or_default]
    pub(crate) args: Vec<(AttrValue, String)>,
    pub(crate) messages: Messages,
    /// Takes the notice away; without, it stays.
    #[prop_or_default]
    pub(crate) ondismiss: Option<Callback<()>>,
    /// Buttons for the next step.
    #[prop_or_default]
    pub(crate) children: Html,
}

/// An error, said at once by screen readers. A code without a text is shown as such.
#[component]
pub(crate) fn ErrorNotice(props: &ErrorNoticeProps) -> Html {
    let m = props.messages;
    let args: Vec<_> = props
        .args
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    let words = m
        .error_text(&props.code, &args)
        .unwrap_or_else(|| ErrorWords {
            what: m.notice_unknown(&props.code),
            safe: String::new(),
            next: String::new(),
        });
    html! {
        <div class="notice" role="alert">
            <Drawing icon={Icon::Warning} size=20 />
            <div class="notice__body">
                <p class="notice__what">{ words.what }</p>
                if !words.safe.is_empty() {
                    <p class="notice__safe">{ words.safe }</p>
                }
                if !words.next.is_empty() {
                    <p>{ words.next }</p>
                }
                <div class="notice__foot">
                    { props.children.clone() }
                    <span>{ m.notice_code() }{ " " }<code>{ &props.code }</code></span>
                </div>
            </div>
            if let Some(ondismiss) = &props.ondismiss {
                <IconButton
                    label={m.action_dismiss()} icon={Icon::Close} onclick={ondismiss.clone()}
                />
            }
        </div>
    }
}
