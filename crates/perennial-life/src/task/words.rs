//! What a task says: its title, whose it is, and what was said when it was decided.

use super::{Origin, Task, TaskInputs};
use crate::work::{Entry, TaskAct, Work};
use perennial_data::{Bilingual, Day, TableId};
use perennial_model::life::{Message, PlayTask, Role, TaskMode};

/// The words of one task.
#[derive(Clone, Copy, Debug)]
pub struct TaskWords<'a> {
    /// What is to be done, for tasks of plays and cadences.
    pub title: Option<&'a Bilingual>,
    /// What is to be done, in its author's words, for one's own and for special dates.
    pub own_title: Option<&'a str>,
    /// The name of the play or cadence.
    pub part_of: Option<&'a Bilingual>,
    /// How it is done.
    pub detail: Option<&'a Bilingual>,
    /// The role that does it; `None` for one's own.
    pub role: Option<Role>,
    /// The person: to whom it was given, else the account's owner where the success manager does it,
    /// else nobody by name.
    pub person: Option<&'a str>,
    /// Whether the play is complete without it.
    pub optional: bool,
    /// Done by people or by the product.
    pub mode: TaskMode,
    /// What is to show that it was done.
    pub evidence: Option<&'a Bilingual>,
    /// Templates of what is said to the customer.
    pub messages: &'a [Message],
    /// What was given as evidence or reason when it was decided, by whom and when.
    pub decided: Option<(&'a str, &'a str, Day)>,
}

/// The words of a task of [`super::tasks`] with the same inputs.
#[must_use]
pub fn describe<'a>(inputs: &TaskInputs<'a>, task: &Task) -> TaskWords<'a> {
    let (decl, part_of) = declared(inputs, task);
    let entry = |id: u64| inputs.log.entry(id);
    let own = match task.origin {
        Origin::Own(id) | Origin::Date(id) => entry(id),
        Origin::Play { .. } | Origin::Cadence(_) => None,
    };
    let assigned = task
        .assigned
        .and_then(entry)
        .and_then(|entry| match act(entry) {
            Some(TaskAct::Assign(person)) => Some(person.as_str()),
            _ => None,
        });
    let decided = task
        .decided
        .and_then(entry)
        .and_then(|entry| match act(entry) {
            Some(TaskAct::Done(said) | TaskAct::Skip(said)) => {
                Some((said.as_str(), entry.author.as_str(), entry.on))
            }
            _ => None,
        });
    let accounts = inputs.data.table(TableId::Accounts);
    let owner = || accounts.column("owner")?.text(task.account? as usize);
    let person = match (own.map(|entry| (entry, &entry.work)), decl) {
        (Some((entry, Work::OwnTask(own))), _) if own.owner.is_empty() => Some(&*entry.author),
        (Some((_, Work::OwnTask(own))), _) => Some(&*own.owner),
        (Some((_, Work::Date(_))), _) => owner(),
        (_, Some(decl)) if decl.owner == Role::Csm => owner(),
        _ => None,
    };
    TaskWords {
        title: decl.map(|decl| &decl.title),
        own_title: own.and_then(|entry| match &entry.work {
            Work::OwnTask(own) => Some(own.title.as_str()),
            Work::Date(date) => Some(date.title.as_str()),
            _ => None,
        }),
        part_of,
        detail: decl.and_then(|decl| decl.detail.as_ref()),
        role: decl.map(|decl| decl.owner),
        person: assigned.or(person),
        optional: decl.is_some_and(|decl| decl.optional),
        mode: decl.map_or(TaskMode::Manual, |decl| decl.mode),
        evidence: decl.and_then(|decl| decl.evidence.as_ref()),
        messages: decl.map_or(&[], |decl| &decl.messages),
        decided,
    }
}

fn act(entry: &Entry) -> Option<&TaskAct> {
    match &entry.work {
        Work::Task(work) => Some(&work.act),
        _ => None,
    }
}

/// The declaration that a task is from, and the name of its play or cadence.
fn declared<'a>(
    inputs: &TaskInputs<'a>,
    task: &Task,
) -> (Option<&'a PlayTask>, Option<&'a Bilingual>) {
    let found = match task.origin {
        Origin::Play { play, task } => inputs
            .book
            .plays()
            .get(usize::from(play))
            .and_then(|play| Some((play.tasks.get(usize::from(task))?, &play.title))),
        Origin::Cadence(cadence) => {
            let cadence = inputs.book.cadences().get(usize::from(cadence));
            cadence.map(|cadence| (&cadence.task, &cadence.title))
        }
        Origin::Own(_) | Origin::Date(_) => None,
    };
    found.unzip()
}
