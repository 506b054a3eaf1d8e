//! Alerts as screens show them.

use crate::life::today::{Today, owner};
use crate::life::tracking::Life;
use crate::life::{codes, words};
use perennial_data::Bilingual;
use perennial_engine::model::life::{Cause, Signal};
use perennial_life::alert::{Alert, AlertState, Closing};
use perennial_life::play::{PlayBook, Source};
use perennial_protocol::view::{AlertState as StateView, AlertView};

/// Who takes care of an alert, else the account's owner; empty where nobody.
pub(crate) fn person<'w>(life: &'w Life, alert: &'w Alert) -> &'w str {
    let named = alert.owner.as_deref().filter(|owner| !owner.is_empty());
    named.unwrap_or_else(|| owner(life, alert.account))
}

/// An alert with everything that is said of it; `None` for a signal that the model no longer has.
pub(crate) fn view(
    (life, today): (&Life, &Today),
    book: &PlayBook<'_>,
    alert: &Alert,
) -> Option<AlertView> {
    let signal = life.plan.model().signals().get(alert.signal)?;
    let account = alert.account;
    let reader = life.reader(today, account);
    let why = reader.signal(life.timeline(today.as_of()), alert.signal)?;
    let plays: Vec<usize> = plays(today, book, alert).collect();
    let tasks = |play: &&usize| {
        book.plays()
            .get(**play)
            .is_some_and(|p| !p.tasks.is_empty())
    };
    let first = plays.first().and_then(|&play| book.plays().get(play));
    Some(AlertView {
        account: life.data().account_id(account)?.to_owned(),
        name: life
            .data()
            .account_name(account)
            .unwrap_or_default()
            .to_owned(),
        owner: person(life, alert).to_owned(),
        arr: today.arr(account as usize),
        band: today.band(account as usize),
        signal: signal.id.clone(),
        title: signal.title.clone(),
        definition: signal.definition.clone(),
        family: codes::family(signal.family),
        direction: codes::direction(signal.direction),
        severity: codes::severity(alert.severity),
        state: state(signal, &alert.state),
        first_seen: alert.first_seen,
        last_seen: alert.last_seen,
        occurrences: alert.occurrences,
        holds: alert.holds,
        due: today.due_of(alert),
        play: first.map(|play| play.title.clone()),
        has_task: plays.iter().any(|play| tasks(&play)),
        // Where it no longer holds, what its rules read now says why.
        facts: words::facts(life, &why.rules, alert.holds),
        causes: signal
            .causes
            .iter()
            .map(|cause| cause.title.clone())
            .collect(),
    })
}

/// Positions of the plays that follow an alert for its account.
fn plays<'b>(
    today: &'b Today,
    book: &'b PlayBook<'_>,
    alert: &'b Alert,
) -> impl Iterator<Item = usize> + 'b {
    let source = u16::try_from(alert.signal).ok().map(Source::Signal);
    let plays = source.into_iter().flat_map(|source| book.plays_of(source));
    plays.filter(|&play| today.audience.plays(play, alert.account))
}

fn state(signal: &Signal, state: &AlertState) -> StateView {
    match state {
        AlertState::New => StateView::New,
        AlertState::Active => StateView::Active,
        AlertState::Snoozed { until, reason } => StateView::Snoozed {
            until: *until,
            reason: reason.clone(),
        },
        AlertState::Closed(closing) => StateView::Closed {
            on: closing.on,
            cause: cause_text(&signal.causes, closing),
            feedback: closing.feedback.clone(),
        },
        AlertState::Passed { .. } => StateView::Passed,
    }
}

/// The cause in the words in which it was chosen.
pub(crate) fn cause_text(causes: &[Cause], closing: &Closing) -> String {
    if !closing.note.is_empty() {
        return closing.note.clone();
    }
    let known = causes.iter().find(|cause| cause.id == closing.cause);
    known.map_or_else(|| closing.cause.clone(), |cause| plain(&cause.title))
}

/// One text for both languages, where nothing says which one is read.
fn plain(title: &Bilingual) -> String {
    if title.zh == title.en {
        title.zh.clone()
    } else {
        format!("{} / {}", title.zh, title.en)
    }
}
