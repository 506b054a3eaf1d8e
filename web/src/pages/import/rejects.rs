//! Rows of one file that were set aside, page by page.

use crate::pages::parts::{Pager, view_or_wait};
use crate::queries::{rejects, use_view};
use crate::store::{Env, use_env};
use crate::ui::dialog::{Dialog, DialogKind};
use crate::words::reject_text;
use perennial_protocol::view::{RejectView, RejectsView};
use perennial_protocol::{Request, Window};
use yew::prelude::*;

/// Rows on a page.
const PAGE: u32 = 50;

#[derive(Properties, PartialEq)]
pub(super) struct RejectsDialogProps {
    /// Position of the file in the import.
    pub(super) at: u32,
    pub(super) name: AttrValue,
    pub(super) onclose: Callback<()>,
}

/// The rows, with line, column, reason and the text as written.
#[component]
pub(super) fn RejectsDialog(props: &RejectsDialogProps) -> Html {
    let env = use_env();
    let m = env.m;
    let offset = use_state_eq(|| 0_u32);
    let request = Request::Rejects {
        file: props.at,
        window: Window {
            offset: *offset,
            len: PAGE,
        },
    };
    let view = use_view(Some(request), rejects);
    let ongo = {
        let offset = offset.setter();
        Callback::from(move |to| offset.set(to))
    };
    html! {
        <Dialog title={m.import_set_aside_of(&props.name)} kind={DialogKind::Drawer} messages={m}
            onclose={props.onclose.clone()}>
            <div class="stack">
                { view_or_wait(&env, &view, |view| table(&env, view, &ongo)) }
            </div>
        </Dialog>
    }
}

fn table(env: &Env, view: &RejectsView, ongo: &Callback<u32>) -> Html {
    let m = env.m;
    let rows = view.rows.iter().map(|row| reject(env, row));
    html! {
        <>
            if u64::from(view.kept) < view.total {
                <p class="muted">{ m.import_kept_note(view.kept, view.total) }</p>
            }
            <ul class="stack stack--tight">{ for rows }</ul>
            { Pager { offset: view.offset, len: PAGE, total: view.kept }.view(ongo, m) }
        </>
    }
}

fn reject(env: &Env, row: &RejectView) -> Html {
    let m = env.m;
    html! {
        <li class="stack stack--tight">
            <p>
                <strong>{ m.import_at_line(row.line) }</strong>
                if let Some(column) = row.column {
                    { " · " }{ m.import_column_number(column) }
                }
                { " · " }{ reject_text(m, row, None) }
                { " " }<code class="muted small">{ &row.code }</code>
            </p>
            if row.row_kept {
                <p class="muted small">{ m.import_row_kept() }</p>
            }
            <pre class="raw">{ &row.text }</pre>
        </li>
    }
}
