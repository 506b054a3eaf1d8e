//! Alerts as screens show them.

use crate::life::today::{Today, owner};
use crate::life::tracking::Life;
use crate::life::{codes, words};
use perennial_data::Bilingual;
#[cfg(test)]
use perennial_data::Day;
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
    let first = plays(today, book, alert).next();
    let first = first.and_then(|play| book.plays().get(play));
    let (id, name) = life.id_and_name(account)?;
    Some(AlertView {
        account: id,
        name,
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
        has_task: has_task(today, book, alert),
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

/// Whether a task follows an alert: without one nothing will be done unless somebody takes it up.
pub(crate) fn has_task(today: &Today, book: &PlayBook<'_>, alert: &Alert) -> bool {
    let mut plays = plays(today, book, alert).filter_map(|play| book.plays().get(play));
    plays.any(|play| !play.tasks.is_empty())
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
            cause: cause_words(&signal.causes, closing),
            feedback: closing.feedback.clone(),
        },
        AlertState::Passed { .. } => StateView::Passed,
    }
}

/// The cause in the words of the model's list, else in one's own.
pub(crate) fn cause_words(causes: &[Cause], closing: &Closing) -> Bilingual {
    let known = causes.iter().find(|cause| cause.id == closing.cause);
    known.map_or_else(
        || Bilingual::same(closing.cause()),
        |cause| cause.title.clone(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What logs hold of a closed alert: as it is written now, and as it was before, with the name of
    /// the cause in the language of who chose it, and one's own words as their own id.
    #[test]
    fn a_cause_is_told_in_both_languages_whoever_wrote_it_and_when() {
        let causes = [Cause {
            id: "rarely_used".to_owned(),
            title: Bilingual::new("客户没怎么用", "Hardly used"),
        }];
        let words = |cause: &str, note: &str| {
            let closing = Closing {
                first_seen: Day::FIRST,
                on: Day::FIRST,
                author: String::new(),
                cause: cause.to_owned(),
                note: note.to_owned(),
                feedback: String::new(),
            };
            cause_words(&causes, &closing)
        };
        for note in ["", "客户没怎么用", "Hardly used"] {
            assert_eq!(words("rarely_used", note), causes[0].title);
        }
        let own = Bilingual::same("服务器搬迁");
        assert_eq!(words("other", "服务器搬迁"), own);
        assert_eq!(words("服务器搬迁", "服务器搬迁"), own);
    }
}
