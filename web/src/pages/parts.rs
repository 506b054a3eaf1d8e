//! What several screens share: waiting, failing, having nothing yet, choosing files.

use crate::queries::View;
use crate::route::{Place, Route};
use crate::store::{Env, use_env};
use crate::tasks::workspace;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::feedback::{Empty, Skeleton, SkeletonShape};
use crate::ui::form::{Field, InputKind};
use crate::ui::icon::Icon;
use crate::ui::notice::ErrorNotice;
use perennial_protocol::Failure;
use std::rc::Rc;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// The view, or what stands in its place: a failure with a way to try again, or its shape while it
/// loads.
pub(super) fn view_or_wait<T>(
    env: &Env,
    view: &View<T>,
    show: impl FnOnce(&Rc<T>) -> Html,
) -> Html {
    let failure = view
        .slot
        .failure()
        .map(|failure| failure_notice(env, failure, &view.retry));
    match (view.slot.data(), failure) {
        (Some(data), failure) => html! { <>{ failure.unwrap_or_default() }{ show(data) }</> },
        (None, Some(failure)) => failure,
        (None, None) => html! {
            <div class="stack" aria-busy="true" aria-label={env.m.word_loading()} role="status">
                <Skeleton shape={SkeletonShape::Block} />
                <Skeleton shape={SkeletonShape::Block} />
            </div>
        },
    }
}

/// A failure in the place of what failed.
pub(super) fn failure_notice(env: &Env, failure: &Failure, retry: &Callback<()>) -> Html {
    let args: Vec<(AttrValue, String)> = failure
        .args
        .iter()
        .map(|(name, value)| (name.clone().into(), value.clone()))
        .collect();
    html! {
        <ErrorNotice code={failure.code.clone()} {args} messages={env.m}>
            <Button label={env.m.action_retry()} onclick={retry.clone()} />
        </ErrorNotice>
    }
}

/// A screen that has no customers to show: import, or look at the sample.
#[component]
pub(super) fn NoCustomers() -> Html {
    let env = use_env();
    let m = env.m;
    let onsample = {
        let env = env.clone();
        Callback::from(move |()| workspace::load_sample(&env))
    };
    html! {
        <Empty title={m.portfolio_empty_title()} note={m.portfolio_empty_note()} icon={Icon::Import}>
            <LinkButton label={m.nav_import()} href={env.link(Route::Import)} kind={ButtonKind::Primary} />
            <Button label={m.start_sample()} onclick={onsample} />
        </Empty>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct FileButtonProps {
    pub(super) label: AttrValue,
    /// Endings and MIME types the browser offers first.
    pub(super) accept: AttrValue,
    /// Several at once.
    #[prop_or_default]
    pub(super) multiple: bool,
    #[prop_or_default]
    pub(super) kind: ButtonKind,
    #[prop_or_default]
    pub(super) large: bool,
    #[prop_or_default]
    pub(super) disabled: bool,
    /// The files that were chosen.
    pub(super) onfiles: Callback<Vec<File>>,
}

/// A button that opens the browser's choice of files.
#[component]
pub(super) fn FileButton(props: &FileButtonProps) -> Html {
    let input = use_node_ref();
    let onclick = {
        let input = input.clone();
        Callback::from(move |()| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let onchange = {
        let onfiles = props.onfiles.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            let list = input.files();
            let files = list.map_or_else(Vec::new, |list| {
                (0..list.length()).filter_map(|at| list.get(at)).collect()
            });
            // So that choosing the same file again is a change, too.
            input.set_value("");
            onfiles.emit(files);
        })
    };
    html! {
        <>
            <input ref={input} type="file" hidden=true multiple={props.multiple} accept={props.accept.clone()}
                aria-label={props.label.clone()} {onchange} />
            <Button label={props.label.clone()} kind={props.kind} large={props.large}
                disabled={props.disabled} icon={Icon::File} {onclick} />
        </>
    }
}

/// What the browser offers for tables.
pub(super) const TABLE_FILES: &str = ".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain";

#[derive(Properties, PartialEq)]
pub(super) struct PagerProps {
    /// Position of the first row shown.
    pub(super) offset: u32,
    /// Rows on a page.
    pub(super) len: u32,
    /// Rows in all.
    pub(super) total: u32,
    /// Goes to the page that begins with this row.
    pub(super) ongo: Callback<u32>,
}

/// Back and forward through pages; nothing where there is only one.
#[component]
pub(super) fn Pager(props: &PagerProps) -> Html {
    let env = use_env();
    let m = env.m;
    let PagerProps {
        offset, len, total, ..
    } = *props;
    if total <= len {
        return html! {};
    }
    let (back, on) = (offset.saturating_sub(len), offset.saturating_add(len));
    html! {
        <nav class="cluster" aria-label={m.pager_label()}>
            <Button label={m.action_back()} disabled={offset == 0} onclick={props.ongo.reform(move |()| back)} />
            <span class="muted">{ m.rows_shown(offset + 1, on.min(total), total) }</span>
            <Button label={m.pager_next()} disabled={on >= total} onclick={props.ongo.reform(move |()| on)} />
        </nav>
    }
}

/// The date that everything is compared with; in the address, so that links restore it.
#[component]
pub(super) fn SinceField() -> Html {
    let env = use_env();
    let m = env.m;
    let oninput = {
        let env = env.clone();
        Callback::from(move |text: String| {
            if let Ok(since) = text.parse() {
                env.store.go(&Place {
                    since: Some(since),
                    ..env.state.place.clone()
                });
            }
        })
    };
    html! {
        <div class="since">
            <Field label={m.since_label()} kind={InputKind::Date} value={env.state.since().to_string()} {oninput} />
        </div>
    }
}
