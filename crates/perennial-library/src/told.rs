//! Stage, next task and renewal as a snapshot tells of them, for whoever has worked out the life of an account.

use perennial_data::{AccountIdx, Bilingual};
use perennial_engine::model::life::Stages;
use perennial_life::contract::ContractFact;
use perennial_life::stay::{Paces, Progress, Stay};
use perennial_life::task::{Task, TaskInputs, TaskState, describe};
use perennial_snapshot::{NextTask, Pace, Renewal, Stage};

/// The stage of that position, since when, and how that compares; `stay` is the last one that is known.
#[must_use]
pub fn stage(
    (stages, at): (&Stages, usize),
    (account, stay): (AccountIdx, Option<Stay>),
    paces: &Paces<'_>,
) -> Option<Stage> {
    let spec = stages.set()?.stages.get(at)?;
    let stay = stay.filter(|stay| stay.stage == at && !stay.earlier);
    let pace = stay.and_then(|stay| paces.judge(account, &stay));
    Some(Stage {
        id: spec.id.clone(),
        title: spec.title.clone(),
        since: stay.map(|stay| stay.entered_on),
        pace: pace.map(|pace| match pace {
            Progress::OnTrack => Pace::OnTrack,
            Progress::Behind => Pace::Behind,
            Progress::Stuck => Pace::Stuck,
        }),
    })
}

/// The open task of an account that is due first; nobody's is its owner's.
#[must_use]
pub fn next_task(
    inputs: &TaskInputs<'_>,
    tasks: &[Task],
    account: AccountIdx,
    owner: &str,
) -> Option<NextTask> {
    let open = tasks
        .iter()
        .filter(|task| task.account == Some(account) && task.state == TaskState::Open);
    let first = open.min_by(|a, b| a.due.cmp(&b.due).then(a.origin.cmp(&b.origin)))?;
    let words = describe(inputs, first);
    let own = || Bilingual::same(words.own_title.unwrap_or_default());
    let person = words.person.filter(|person| !person.is_empty());
    Some(NextTask {
        title: words.title.cloned().unwrap_or_else(own),
        due: first.due,
        owner: person.unwrap_or(owner).to_owned(),
    })
}

/// A contract as a renewal; none without an end.
#[must_use]
pub fn renewal(contract: &ContractFact) -> Option<Renewal> {
    Some(Renewal {
        on: contract.ends_on?,
        window_opens: contract.window_opens,
        renewed: contract.renewed,
    })
}
