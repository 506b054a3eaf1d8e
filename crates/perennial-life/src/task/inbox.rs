//! The inbox: what to do next, in order of days and money.

use super::{Origin, Task, TaskInputs, TaskState, collect, retain_from};
use crate::play::PlayBook;
use perennial_data::{Day, sort_by};

/// The inbox: what is open and due up to `until`, of each play only the next step of each role, as
/// the later ones wait for it. A role's optional step is next where nothing required is left.
#[must_use]
pub fn inbox(inputs: &TaskInputs<'_>, until: Day) -> Vec<Task> {
    collect(inputs, &mut |tasks, first| {
        next_steps(inputs.book, tasks, first);
        retain_from(tasks, first, |_, task| {
            task.state == TaskState::Open && task.due <= until
        });
    })
}

/// Puts tasks in the order of the inbox: by due day, then the greatest `money` at stake (per
/// account), then by account and origin.
pub fn sort_for_inbox(tasks: &mut [Task], money: &[f64]) {
    let stake = |task: &Task| {
        let amount = task.account.and_then(|account| money.get(account as usize));
        amount
            .copied()
            .filter(|amount| !amount.is_nan())
            .unwrap_or(0.0)
    };
    sort_by(tasks, |a, b| {
        let place = |task: &Task| {
            (
                task.account.map_or(u32::MAX, |a| a),
                task.origin,
                task.began,
            )
        };
        (a.due.cmp(&b.due))
            .then(stake(b).total_cmp(&stake(a)))
            .then(place(a).cmp(&place(b)))
    });
}

/// Leaves of the plan from `first` on one open task per role: the earliest due, required before
/// optional.
fn next_steps(book: &PlayBook<'_>, tasks: &mut Vec<Task>, first: usize) {
    let decl = |task: &Task| match task.origin {
        Origin::Play { play, task } => {
            let play = book.plays().get(usize::from(play))?;
            play.tasks.get(usize::from(task))
        }
        Origin::Cadence(_) | Origin::Own(_) | Origin::Date(_) => None,
    };
    // The roles are six: a place each for the best so far.
    let mut next: [Option<(bool, Day, usize)>; 6] = [None; 6];
    for (at, task) in tasks.iter().enumerate().skip(first) {
        let Some(decl) = decl(task) else { return };
        if task.state == TaskState::Open
            && let Some(slot) = next.get_mut(decl.owner as usize)
        {
            let found = (decl.optional, task.due, at);
            *slot = Some(slot.map_or(found, |held| held.min(found)));
        }
    }
    retain_from(tasks, first, |at, _| {
        next.iter().flatten().any(|step| step.2 == at)
    });
}
