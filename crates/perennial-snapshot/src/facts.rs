//! The lines of the card as words: notes under the score, stage, renewal, next task, reasons, change.

use crate::document::{ChangePart, NextTask, Pace, PartKind, Renewal, Snapshot, Stage};
use crate::words::{Words, shown};
use perennial_data::Day;

/// A label, what it says, and a smaller word behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    pub(crate) label: &'static str,
    pub(crate) value: String,
    pub(crate) detail: String,
}

/// A line of a list: what can be chosen, its words, its points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The measure's id; `None` for what is no measure.
    pub(crate) measure: Option<String>,
    pub(crate) title: String,
    pub(crate) points: String,
}

/// How many reasons and parts of a change are shown.
const TOP: usize = 3;
/// Points that round to nothing.
const DUST: f64 = 0.05;

/// Health with one decimal, never as if it lay in another band.
pub(crate) fn score(snapshot: &Snapshot) -> Option<String> {
    let health = &snapshot.health;
    let text = |value| perennial_i18n::health_text(value, &health.edges);
    health.value.map(text)
}

/// What bounds the score's meaning.
pub(crate) fn notes(snapshot: &Snapshot, words: Words) -> Vec<String> {
    let health = &snapshot.health;
    let mut notes = Vec::new();
    if let Some(cap) = &health.cap {
        notes.push(words.with("cap", &[("title", &words.title(cap))]));
    }
    if health.by_hand {
        notes.push(words.say("by-hand").to_owned());
    }
    if health.coverage < 1.0 {
        notes.push(words.with("coverage", &[("percent", &words.percent(health.coverage))]));
    }
    notes
}

/// Stage, renewal, next task: those that there are.
pub(crate) fn facts(snapshot: &Snapshot, words: Words) -> Vec<(&'static str, Fact)> {
    let stage = snapshot.stage.as_ref().map(|s| ("stage", stage(s, words)));
    let as_of = snapshot.as_of;
    let renewal = snapshot
        .renewal
        .map(|r| ("renewal", renewal(r, as_of, words)));
    let task = snapshot.next_task.as_ref();
    let task = task.map(|task| ("task", next_task(task, as_of, words)));
    stage.into_iter().chain(renewal).chain(task).collect()
}

fn stage(stage: &Stage, words: Words) -> Fact {
    let since = stage
        .since
        .map(|day| words.with("since", &[("date", &words.date(day))]));
    let pace = stage.pace.map(|pace| match pace {
        Pace::OnTrack => words.say("on-track"),
        Pace::Behind => words.say("behind"),
        Pace::Stuck => words.say("stuck"),
    });
    let details = since.into_iter().chain(pace.map(str::to_owned));
    Fact {
        label: words.say("stage"),
        value: words.title(&stage.title),
        detail: Words::all(details),
    }
}

fn renewal(renewal: Renewal, as_of: Day, words: Words) -> Fact {
    let detail = match renewal.window_opens {
        _ if renewal.renewed => words.say("renewed").to_owned(),
        _ if renewal.on <= as_of => words.say("over").to_owned(),
        Some(opens) if opens <= as_of => words.with("window-open", &[("date", &words.date(opens))]),
        Some(opens) => words.with("window-opens", &[("date", &words.date(opens))]),
        None => String::new(),
    };
    Fact {
        label: words.say("renewal"),
        value: words.date(renewal.on),
        detail,
    }
}

fn next_task(task: &NextTask, as_of: Day, words: Words) -> Fact {
    let date = words.date(task.due);
    let due = if task.due < as_of {
        words.with("overdue", &[("date", &date)])
    } else {
        words.with("due", &[("date", &date)])
    };
    let owner = (!task.owner.is_empty()).then(|| shown(&task.owner));
    let details = [due].into_iter().chain(owner);
    Fact {
        label: words.say("task"),
        value: words.title(&task.title),
        detail: Words::all(details),
    }
}

/// The measures that cost most.
pub(crate) fn reasons(snapshot: &Snapshot, words: Words) -> Vec<Line> {
    let reasons = snapshot.reasons.iter().take(TOP);
    let line = |reason: &crate::Reason| Line {
        measure: Some(reason.measure.clone()),
        title: words.title(&reason.title),
        points: words.points(-reason.lost),
    };
    reasons.map(line).collect()
}

/// Why it changed: what stands over the list, and its largest parts.
pub(crate) fn change(snapshot: &Snapshot, words: Words) -> Option<(String, Vec<Line>)> {
    let change = snapshot.change.as_ref()?;
    let since = words.date(change.since);
    let heading = match change.difference {
        Some(points) => {
            let points = words.points(points);
            words.with("change", &[("date", &since), ("points", &points)])
        }
        None => words.with("change-unknown", &[("date", &since)]),
    };
    let parts = change.parts.iter().filter(|part| part.points.abs() >= DUST);
    let line = |part: &ChangePart| Line {
        measure: part.measure.clone(),
        title: part_title(part, words),
        points: words.points(part.points),
    };
    Some((heading, parts.take(TOP).map(line).collect()))
}

fn part_title(part: &ChangePart, words: Words) -> String {
    if let Some(title) = &part.title {
        return words.title(title);
    }
    let own = match part.kind {
        PartKind::Model => words.say("model"),
        PartKind::Variant => words.say("variant"),
        PartKind::Data => words.say("data"),
        PartKind::Measure => words.say("measure"),
        PartKind::Cap => words.say("caps"),
        PartKind::Override => words.say("override"),
    };
    own.to_owned()
}
