//! The rows that a finding is about, page by page.

use crate::pages::customer::rows_table;
use crate::pages::parts::{Pager, view_or_wait};
use crate::pages::save::{self, ALL, buttons};
use crate::queries::{rows, use_view};
use crate::store::use_env;
use crate::ui::dialog::{Dialog, DialogKind};
use crate::words::quality_text;
use perennial_protocol::view::FindingView;
use perennial_protocol::{Request, Window};
use yew::prelude::*;

/// Rows on a page.
const PAGE: u32 = 50;

#[derive(Properties, PartialEq)]
pub(super) struct RowsDialogProps {
    /// Position of the finding in the report.
    pub(super) at: u32,
    pub(super) finding: FindingView,
    pub(super) onclose: Callback<()>,
}

/// The rows: whose they are, the columns that the finding is about, then all others.
#[component]
pub(super) fn RowsDialog(props: &RowsDialogProps) -> Html {
    let env = use_env();
    let m = env.m;
    let offset = use_state_eq(|| 0_u32);
    let request = Request::FindingRows {
        as_of: env.state.as_of(),
        finding: props.at,
        window: Window {
            offset: *offset,
            len: PAGE,
        },
    };
    let view = use_view(Some(request), rows);
    let ongo = {
        let offset = offset.setter();
        Callback::from(move |to| offset.set(to))
    };
    let onsave = {
        let (env, finding) = (env.clone(), props.finding.clone());
        let (at, as_of) = (props.at, env.state.as_of());
        Callback::from(move |form| {
            let request = Request::FindingRows {
                as_of,
                finding: at,
                window: ALL,
            };
            let name = format!("{}-{}", finding.code, finding.table.name());
            save::view(&env, (name, form), request, rows, save::rows);
        })
    };
    let [what, _, next] = quality_text(m, &props.finding);
    let count = props.finding.count;
    html! {
        <Dialog title={m.quality_title()} kind={DialogKind::Drawer} messages={m}
            onclose={props.onclose.clone()}>
            <div class="stack">
                <p><strong>{ what }</strong></p>
                <p>{ next }</p>
                { view_or_wait(&env, &view, |view| html! {
                    <>
                        if view.total < count {
                            <p class="muted">{ m.quality_kept(view.total, count) }</p>
                        }
                        { rows_table(&env, "", view) }
                        <div class="cluster">{ buttons(m, &onsave) }</div>
                        { Pager { offset: view.offset, len: PAGE, total: view.total }.view(&ongo, m) }
                    </>
                }) }
            </div>
        </Dialog>
    }
}
