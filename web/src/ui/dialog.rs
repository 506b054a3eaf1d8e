//! Dialogs and drawers over the page.

use super::button::IconButton;
use super::icon::Icon;
use super::id::use_id;
use perennial_i18n::Messages;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Where a dialog stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DialogKind {
    /// In the middle.
    #[default]
    Centre,
    /// At the end of the line, as high as the window: explanations of numbers.
    Drawer,
    /// High up, for typing.
    Palette,
}

#[derive(Properties, PartialEq)]
pub(crate) struct DialogProps {
    pub(crate) title: AttrValue,
    #[prop_or_default]
    pub(crate) kind: DialogKind,
    /// Buttons at the foot.
    #[prop_or_default]
    pub(crate) actions: Option<Html>,
    pub(crate) messages: Messages,
    /// Esc, the cross, or a click beside it. The owner then stops rendering the dialog.
    pub(crate) onclose: Callback<()>,
    #[prop_or_default]
    pub(crate) children: Html,
}

/// A modal dialog, open as long as it is rendered.
///
/// The browser's own `<dialog>` makes the rest of the page inert, keeps the focus inside and
/// closes on Esc; taking the component away gives the focus back to where it was.
#[component]
pub(crate) fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    let title_id = use_id();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            // It only throws when it is open already, and then there is nothing to do.
            let opened = dialog.as_ref().map(HtmlDialogElement::show_modal);
            move || {
                if let (Some(dialog), Some(Ok(()))) = (dialog, opened) {
                    dialog.close();
                }
            }
        });
    }
    let oncancel = props.onclose.reform(|event: Event| event.prevent_default());
    let onclick = {
        let (node, onclose) = (node.clone(), props.onclose.clone());
        Callback::from(move |event: MouseEvent| {
            // Only the dialog's own ground is the target of a click on the backdrop.
            let beside = event.target_dyn_into::<HtmlDialogElement>();
            if beside.is_some() && beside == node.cast::<HtmlDialogElement>() {
                onclose.emit(());
            }
        })
    };
    let kind = match props.kind {
        DialogKind::Centre => None,
        DialogKind::Drawer => Some("dialog--drawer"),
        DialogKind::Palette => Some("dialog--palette"),
    };
    html! {
        <dialog
            ref={node} class={classes!("dialog", kind)} aria-labelledby={title_id.clone()}
            {oncancel} {onclick}
        >
            <header class="dialog__head">
                <h2 class="dialog__title" id={title_id}>{ &props.title }</h2>
                { IconButton::new(props.messages.dialog_close(), Icon::Close, props.onclose.clone()).view() }
            </header>
            // Focusable, so that a long text scrolls by keyboard.
            <div class="dialog__body" tabindex="0">{ props.children.clone() }</div>
            if let Some(actions) = &props.actions {
                <footer class="dialog__foot">{ actions.clone() }</footer>
            }
        </dialog>
    }
}
