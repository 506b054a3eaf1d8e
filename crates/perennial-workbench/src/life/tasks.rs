//! Tasks as screens show them.

use crate::life::today::{Today, owner};
use crate::life::tracking::Life;
use crate::life::{codes, key, message};
use perennial_data::Bilingual;
use perennial_engine::model::life::TaskMode;
use perennial_life::play::{PlayBook, Source};
use perennial_life::task::{Origin, Task, TaskInputs, TaskState, TaskWords, describe};
use perennial_protocol::view::{TaskSource, TaskState as StateView, TaskView};

/// Who sees to a task: the person it was given to, else the account's owner; empty where nobody. The
/// owner sees to the tasks of other roles too, as nobody else is on record.
pub(crate) fn person<'w>(life: &'w Life, task: &Task, words: &TaskWords<'w>) -> &'w str {
    let named = words.person.filter(|person| !person.is_empty());
    let of_account = || task.account.map_or("", |account| owner(life, account));
    named.unwrap_or_else(of_account)
}

/// A task with everything that is said of it; `None` for one that its play no longer has.
pub(crate) fn view(
    (life, today): (&Life, &Today),
    book: &PlayBook<'_>,
    task: &Task,
) -> Option<TaskView> {
    today.with_tasks(life, book, |inputs| described((life, today), inputs, task))
}

fn described(
    (life, today): (&Life, &Today),
    inputs: &TaskInputs<'_>,
    task: &Task,
) -> Option<TaskView> {
    let words = describe(inputs, task);
    let id = task
        .account
        .and_then(|account| life.data().account_id(account));
    let name = task
        .account
        .and_then(|account| life.data().account_name(account));
    let (source, trigger) = source((life, today), inputs.book, task);
    let messages = task.account.map_or_else(Vec::new, |account| {
        message::messages((life, today), account, words.messages, task)
    });
    let title = words.title.cloned();
    Some(TaskView {
        key: key::text(id.unwrap_or_default(), &task.key(inputs.book, inputs.log)?),
        account: id.unwrap_or_default().to_owned(),
        name: name.unwrap_or_default().to_owned(),
        arr: task.account.and_then(|account| today.arr(account as usize)),
        band: task
            .account
            .map_or_else(Default::default, |account| today.band(account as usize)),
        trigger,
        play: words.part_of.cloned(),
        title: title.unwrap_or_else(|| Bilingual::same(words.own_title.unwrap_or_default())),
        detail: words.detail.cloned(),
        role: words.role.map(codes::role),
        owner: person(life, task, &words).to_owned(),
        due: task.due,
        optional: words.optional,
        automated: words.mode == TaskMode::Automated,
        evidence: words.evidence.cloned(),
        messages,
        state: state(task, &words),
        shifted_days: task.due.days_since(task.planned),
        source,
    })
}

/// What became of a task.
pub(crate) fn state(task: &Task, words: &TaskWords<'_>) -> StateView {
    match (task.state, words.decided) {
        (TaskState::Done, Some((evidence, _, on))) => StateView::Done {
            on,
            evidence: evidence.to_owned(),
        },
        (TaskState::Skipped, Some((reason, _, on))) => StateView::Skipped {
            on,
            reason: reason.to_owned(),
        },
        _ => StateView::Open,
    }
}

/// Where a task comes from, and the id of its trigger.
fn source(
    (life, today): (&Life, &Today),
    book: &PlayBook<'_>,
    task: &Task,
) -> (TaskSource, String) {
    let model = life.plan.model();
    let none = || (TaskSource::Own, String::new());
    let play = match task.origin {
        Origin::Own(_) => return none(),
        Origin::Date(_) => return (TaskSource::Date(task.began), String::new()),
        Origin::Cadence(at) => {
            let cadence = book.cadences().get(usize::from(at));
            return cadence.map_or_else(none, |cadence| {
                (
                    TaskSource::Cadence(cadence.title.clone()),
                    cadence.id.clone(),
                )
            });
        }
        Origin::Play { play, .. } => usize::from(play),
    };
    let found = match book.source_of(play) {
        Some(Source::Signal(at)) => model.signals().get(usize::from(at)).map(|signal| {
            let account = task.account.unwrap_or_default() as usize;
            let observed = &today.observed.observation;
            let severity = observed.severity(usize::from(at), account);
            let severity = codes::severity(severity.unwrap_or(signal.severity));
            (
                TaskSource::Signal(signal.title.clone(), severity),
                signal.id.clone(),
            )
        }),
        Some(Source::Stage(at)) => {
            let set = model.stages().set();
            let stage = set.and_then(|set| set.stages.get(usize::from(at)));
            stage.map(|stage| (TaskSource::Stage(stage.title.clone()), stage.id.clone()))
        }
        Some(Source::Track(at)) => {
            let track = model.stages().tracks.get(usize::from(at));
            track.map(|track| (TaskSource::Track(track.title.clone()), track.id.clone()))
        }
        None => None,
    };
    found.unwrap_or_else(none)
}
