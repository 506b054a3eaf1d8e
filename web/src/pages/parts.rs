//! What several screens share: waiting, failing, having nothing yet, choosing files.

use crate::queries::View;
use crate::route::{Place, Route};
use crate::store::{Env, use_activity, use_env};
use crate::tasks::workspace;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chart::{LineChart, LinePoint};
use crate::ui::feedback::{Empty, Progress, Skeleton};
use crate::ui::form::{Field, InputKind};
use crate::ui::icon::Icon;
use crate::ui::notice::error_notice;
use crate::words::explain;
use perennial_data::Day;
use perennial_i18n::Messages;
use perennial_protocol::Failure;
use std::rc::Rc;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// The heading of a screen, which takes the focus when the reader arrives.
pub(super) fn page_head(title: impl Into<AttrValue>) -> Html {
    html! { <header class="page__head"><h1 tabindex="-1">{ title.into() }</h1></header> }
}

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
        (None, None) => waiting(env, view.asked),
    }
}

/// What stands where the answer to a request will: its shape, and how far it is where that is told.
pub(super) fn waiting(env: &Env, asked: u32) -> Html {
    html! {
        <div class="stack" aria-busy="true" aria-label={env.m.word_loading()} role="status">
            <Ahead {asked} />
            { Skeleton::Block.view() }
            { Skeleton::Block.view() }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct AheadProps {
    /// The number of the request.
    pub(super) asked: u32,
}

/// How many of the days that a request needs are worked out; nothing where that is not told.
#[component]
pub(super) fn Ahead(props: &AheadProps) -> Html {
    let m = use_env().m;
    let state = use_activity();
    let told = state.ahead.filter(|(id, _, _)| *id == props.asked);
    let number = |days: u64| u32::try_from(days).unwrap_or(u32::MAX);
    told.map_or_else(Html::default, |(_, done, total)| {
        Progress {
            label: m.life_working(number(done), number(total)).into(),
            share: Some(done as f64 / total.max(1) as f64),
            details: Vec::new(),
            oncancel: None,
        }
        .view(m)
    })
}

/// A failure in the place of what failed.
pub(super) fn failure_notice(env: &Env, failure: &Failure, retry: &Callback<()>) -> Html {
    let retry = Button::new(env.m.action_retry(), retry.clone()).view();
    error_notice(explain(env.m, failure), retry, env.m)
}

/// A screen that has no customers to show: import, or look at the sample.
pub(super) fn no_customers(env: &Env) -> Html {
    let m = env.m;
    let onsample = {
        let env = env.clone();
        Callback::from(move |()| workspace::load_sample(&env))
    };
    Empty {
        icon: Icon::Import,
        title: m.portfolio_empty_title().into(),
        note: m.portfolio_empty_note().into(),
        actions: html! {
            <>
                { Button {
                    kind: ButtonKind::Primary,
                    ..Button::link(m.nav_import(), env.link(Route::Import))
                }.view() }
                { Button::new(m.start_sample(), onsample).view() }
            </>
        },
    }
    .view()
}

#[derive(Properties, PartialEq)]
pub(super) struct FileButtonProps {
    pub(super) label: AttrValue,
    /// Endings and MIME types the browser offers first.
    pub(super) accept: AttrValue,
    /// Several at once.
    #[prop_or_default]
    pub(super) multiple: bool,
    /// All files of a folder instead.
    #[prop_or_default]
    pub(super) folder: bool,
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
            <input ref={input} type="file" hidden=true multiple={props.multiple}
                webkitdirectory={props.folder} accept={props.accept.clone()}
                aria-label={props.label.clone()} {onchange} />
            { Button {
                kind: props.kind,
                icon: Some(Icon::File),
                large: props.large,
                disabled: props.disabled,
                ..Button::new(props.label.clone(), onclick)
            }.view() }
        </>
    }
}

/// What the browser offers for tables.
pub(super) const TABLE_FILES: &str = ".csv,.tsv,.txt,.xlsx,.xls,.xlsb,.xlsm,.ods,.json,.jsonl,.ndjson,.zip,.gz,.html,\
    text/csv,text/tab-separated-values,text/plain";

/// Which rows of a table are shown.
pub(super) struct Pager {
    /// Position of the first row shown.
    pub(super) offset: u32,
    /// Rows on a page.
    pub(super) len: u32,
    /// Rows in all.
    pub(super) total: u32,
}

impl Pager {
    /// Back and forward through pages, each by its first row; nothing where there is only one page.
    pub(super) fn view(&self, ongo: &Callback<u32>, m: Messages) -> Html {
        let Self { offset, len, total } = *self;
        if total <= len {
            return html! {};
        }
        let (back, on) = (offset.saturating_sub(len), offset.saturating_add(len));
        let back = Button {
            disabled: offset == 0,
            ..Button::new(m.action_back(), ongo.reform(move |()| back))
        };
        let next = Button {
            disabled: on >= total,
            ..Button::new(m.pager_next(), ongo.reform(move |()| on))
        };
        html! {
            <nav class="cluster" aria-label={m.pager_label()}>
                { back.view() }
                <span class="muted">{ m.rows_shown(offset + 1, on.min(total), total) }</span>
                { next.view() }
            </nav>
        }
    }
}

/// The date that everything is compared with; in the address, so that links restore it.
pub(super) fn since_field(env: &Env) -> Html {
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
            { Field {
                id: "since".into(),
                label: m.since_label().into(),
                value: env.state.since().to_string().into(),
                kind: InputKind::Date,
                oninput,
                ..Field::default()
            }.view() }
        </div>
    }
}

/// A month-end on a trend.
pub(super) struct TrendPoint {
    pub(super) on: Day,
    /// Between 0 and 100; `None` leaves a gap.
    pub(super) value: Option<f64>,
    /// The value in words.
    pub(super) text: String,
}

/// A line over the last month-ends; a point travels there.
pub(super) struct Trend {
    /// The accessible name.
    pub(super) label: &'static str,
    /// Rising in time.
    pub(super) points: Vec<TrendPoint>,
    /// Dashed lines across: the edges of the bands.
    pub(super) edges: Vec<f64>,
    /// The point that other numbers of the page are compared with.
    pub(super) marked: Option<usize>,
}

impl Trend {
    /// The element.
    pub(super) fn view(self, env: &Env) -> Html {
        let days: Vec<_> = self.points.iter().map(|point| point.on).collect();
        let onpoint = {
            let env = env.clone();
            Callback::from(move |at: usize| {
                if let Some(on) = days.get(at) {
                    let on = (*on != env.state.today).then_some(*on);
                    env.store.go(&Place {
                        on,
                        ..env.state.place.clone()
                    });
                }
            })
        };
        let points = self.points.into_iter().map(|point| LinePoint {
            at: f64::from(point.on.number()),
            label: env.m.month(point.on).into(),
            value: point.value,
            text: point.text.into(),
        });
        LineChart {
            label: self.label.into(),
            points: points.collect(),
            edges: self.edges,
            marked: self.marked,
            onpoint,
        }
        .view(env.m)
    }
}
