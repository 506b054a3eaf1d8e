//! What happened and what is under way, in a line.

use super::explain;
use crate::state::{Job, JobKind, Told};
use perennial_i18n::Messages;

/// What a note says, in one line.
pub(crate) fn note_text(m: Messages, told: &Told) -> String {
    match told {
        Told::Failed(failure) => explain(m, failure).what,
        Told::Undone(code) => m.undone_named(&change_word(m, code)),
        Told::Redone(code) => m.redone_named(&change_word(m, code)),
        Told::Handed(name) => m.note_handed(name),
        Told::ModelTaken(name) => m.note_model_taken(name),
        Told::Worked(count) => m.note_worked(*count),
        Told::CalendarTaken(name) => m.note_calendar_taken(name),
        Told::Deleted => m.settings_deleted().to_owned(),
        Told::Restored => m.settings_restored().to_owned(),
    }
}

/// What a change of the workspace is called, by its code.
pub(crate) fn change_word(m: Messages, code: &str) -> String {
    match code {
        "import" => m.change_import(),
        "sample" => m.change_sample(),
        "model" => m.change_model(),
        "model-draft" => m.change_model_draft(),
        "model-mend" => m.change_model_mend(),
        "model-discard" => m.change_model_discard(),
        "model-version" => m.change_model_version(),
        "model-back" => m.change_model_back(),
        "override" => m.change_override(),
        "restore" => m.change_restore(),
        "delete" => m.change_delete(),
        "work" => m.change_work(),
        "calendar" => m.change_calendar(),
        other => return other.to_owned(),
    }
    .to_owned()
}

/// What a job is doing.
pub(crate) fn job_text(m: Messages, kind: JobKind) -> &'static str {
    match kind {
        JobKind::Inspect => m.job_inspect(),
        JobKind::Import => m.job_import(),
        JobKind::Sample => m.start_sample_loading(),
        JobKind::Restore => m.job_restore(),
        JobKind::Export => m.job_export(),
    }
}

/// How long the rest takes; empty while that is not known.
pub(crate) fn time_left_text(m: Messages, job: &Job) -> String {
    // Rounded up: a promise of 0 seconds would be broken.
    let seconds = job.seconds_left().map(|seconds| seconds.ceil().max(1.0));
    seconds.map_or_else(String::new, |seconds| {
        m.import_time_left(&m.duration(seconds as u64))
    })
}
