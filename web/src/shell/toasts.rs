//! What happened and what is under way, at the foot of the page; and the same for those who hear it.

use crate::state::{Action, Job, JobKind, Note, Told};
use crate::store::{Env, use_activity, use_env};
use crate::tasks::cancel;
use crate::ui::button::IconButton;
use crate::ui::feedback::Progress;
use crate::ui::icon::Icon;
use crate::words::{explain, job_text, note_text, time_left_text};
use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// How long a note stays that needs no action.
const NOTE_MS: u32 = 6_000;

/// Notes, and jobs that have no screen of their own.
#[component]
pub(super) fn Toasts() -> Html {
    let env = use_env();
    let state = use_activity();
    let jobs = state
        .jobs
        .iter()
        .filter(|job| job.kind != JobKind::Import && job.kind != JobKind::Inspect);
    let jobs = jobs.map(|job| html! { <li key={format!("job{}", job.id)} class="toast">{ job_line(&env, job) }</li> });
    let notes = state
        .notes
        .iter()
        .map(|note| html! { <NoteLine key={note.id} note={note.clone()} /> });
    html! {
        <ul class="toasts" aria-label={env.m.notifications()}>
            { for jobs }
            { for notes }
        </ul>
    }
}

/// A job: what it is, how far, how to stop it.
pub(crate) fn job_line(env: &Env, job: &Job) -> Html {
    let m = env.m;
    let oncancel = (!job.cancelling).then(|| {
        let (store, id) = (env.store.clone(), job.id);
        Callback::from(move |()| cancel(&store, id))
    });
    let label = if job.cancelling {
        m.job_cancelling()
    } else {
        job_text(m, job.kind)
    };
    let share = (job.total > 0).then(|| job.done as f64 / job.total as f64);
    let done = share.map(|_| m.import_progress_bytes(&m.bytes(job.done), &m.bytes(job.total)));
    let rate = job
        .rate()
        .map(|rate| m.bytes_per_second(&m.bytes(rate as u64)));
    let opening = job
        .opening
        .as_ref()
        .map(|(name, rows)| format!("{name} · {}", m.count_rows(*rows)));
    let left = Some(time_left_text(m, job)).filter(|left| !left.is_empty());
    let progress = Progress {
        label: label.into(),
        share,
        details: [opening, done, rate, left].into_iter().flatten().collect(),
        oncancel,
    };
    html! { <div class="fill">{ progress.view(m) }</div> }
}

#[derive(Properties, PartialEq)]
struct NoteLineProps {
    note: Note,
}

/// A note; failures stay until they are dismissed, the others go by themselves.
#[component]
fn NoteLine(props: &NoteLineProps) -> Html {
    let env = use_env();
    let m = env.m;
    let id = props.note.id;
    let dismiss = {
        let store = env.store.clone();
        Callback::from(move |()| store.dispatch(Action::Dismiss(id)))
    };
    let failure = match &props.note.what {
        Told::Failed(failure) => Some(explain(m, failure)),
        _ => None,
    };
    use_effect_with((id, failure.is_some()), {
        let dismiss = dismiss.clone();
        move |(_, stays)| {
            let timer = (!stays).then(|| Timeout::new(NOTE_MS, move || dismiss.emit(())));
            move || drop(timer)
        }
    });
    html! {
        <li class="toast" data-testid="toast">
            <div class="toast__text">
                if let Some(words) = failure {
                    <strong>{ words.what }</strong>
                    <p>{ words.safe }{ " " }{ words.next }</p>
                    <p class="muted small">{ m.notice_code() }{ " " }<code>{ words.code }</code></p>
                } else {
                    { note_text(m, &props.note.what) }
                }
            </div>
            { IconButton::new(m.toast_close(), Icon::Close, dismiss).view() }
        </li>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct AnnouncerProps {
    /// The screen that is shown.
    pub(super) screen: String,
}

/// Says arrivals and results to screen readers.
#[component]
pub(super) fn Announcer(props: &AnnouncerProps) -> Html {
    let env = use_env();
    let state = use_activity();
    let m = env.m;
    let last = state.notes.last().map(|note| note_text(m, &note.what));
    let job = state.jobs.last().map(|job| job_text(m, job.kind));
    html! {
        <>
            <div class="visually-hidden" role="status" aria-live="polite">
                { m.arrived_at(&m.date(env.state.as_of()), &props.screen) }
            </div>
            <div class="visually-hidden" role="status" aria-live="polite">
                { last.unwrap_or_default() }{ " " }{ job.unwrap_or_default() }
            </div>
        </>
    }
}
