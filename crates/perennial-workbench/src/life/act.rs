//! The user's own work as it is entered: checked, then added to the log. One that is refused leaves
//! everything as it was, those beside it too.

use crate::life::tracking::Life;
use crate::life::user::UserWork;
use crate::life::{enter, key};
use crate::session::Session;
use crate::state::State;
use perennial_data::Day;
use perennial_life::special::{Said, special_dates};
use perennial_life::work::{
    AlertAct, AlertWork, GoalWork, ManualStage, OWN_CAUSE, OwnTask, Shift, TaskAct, TaskKey,
    TaskWork, Work,
};
use perennial_protocol::view::{GoalEdit, WorkAction};
use perennial_protocol::{Failure, Packed};

impl Session {
    /// Adds what the user did, under the author's name.
    ///
    /// # Errors
    /// `unknown-account`, `signal-unknown`, `alert-cause`, `snooze-reason`, `snooze-until`,
    /// `task-unknown`, `skip-reason`, `shift-days`, `task-title`, `goal-words`,
    /// `goal-number`, `stage-unknown`, `stage-reason`, `stage-until`, `stage-not-held`, and those of
    /// [`enter::entered`].
    pub(super) fn work(
        &mut self,
        on: Day,
        author: &str,
        actions: &Packed<Vec<WorkAction>>,
    ) -> Result<(), Failure> {
        let actions = actions.read().map_err(|_| crate::not_ours())?;
        if actions.is_empty() {
            return Ok(());
        }
        self.make_work()?;
        let life = self.life()?;
        let mut user = UserWork::clone(&life.user);
        let author = author.trim();
        for action in &actions {
            // A note that is corrected was said when it was said.
            let said_on = enter::said_on(&user.log, action).unwrap_or(on);
            for work in said(life, &user, on, action)? {
                // A stage is held by whoever says so in its form.
                let author = match action {
                    WorkAction::HoldStage { author, .. } => author.trim(),
                    _ => author,
                };
                user.log.push(author, said_on, work);
            }
        }
        let next = State {
            work: user.write()?,
            ..self.state.clone()
        };
        self.change("work", next);
        Ok(())
    }
}

/// The entries of an action.
fn said(life: &Life, user: &UserWork, on: Day, action: &WorkAction) -> Result<Vec<Work>, Failure> {
    let work = match action {
        WorkAction::StartAlert {
            account,
            signal,
            owner,
        } => {
            let act = if owner.trim().is_empty() {
                AlertAct::Start
            } else {
                AlertAct::Assign(owner.trim().to_owned())
            };
            alert(life, account, signal, act)?
        }
        WorkAction::SnoozeAlert {
            account,
            signal,
            until,
            reason,
        } => {
            required(reason, "snooze-reason")?;
            if *until < on {
                return Err(Failure::new("snooze-until"));
            }
            let act = AlertAct::Snooze {
                until: *until,
                reason: reason.trim().to_owned(),
            };
            alert(life, account, signal, act)?
        }
        WorkAction::CloseAlert {
            account,
            signal,
            cause,
            feedback,
        } => {
            required(cause, "alert-cause")?;
            let known = cause_id(life, signal, cause.trim());
            let act = AlertAct::Close {
                note: known.map_or_else(|| cause.trim().to_owned(), |_| String::new()),
                cause: known.unwrap_or(OWN_CAUSE).to_owned(),
                feedback: feedback.trim().to_owned(),
            };
            alert(life, account, signal, act)?
        }
        WorkAction::CompleteTask { task, evidence } => {
            of_task(life, user, task, TaskAct::Done(evidence.trim().to_owned()))?
        }
        WorkAction::SkipTask { task, reason } => {
            required(reason, "skip-reason")?;
            of_task(life, user, task, TaskAct::Skip(reason.trim().to_owned()))?
        }
        WorkAction::ReopenTask { task } => of_task(life, user, task, TaskAct::Reopen)?,
        WorkAction::AssignTask { task, owner } => {
            of_task(life, user, task, TaskAct::Assign(owner.trim().to_owned()))?
        }
        WorkAction::ShiftPlan { task, days } => shift(life, user, task, *days)?,
        WorkAction::AddTask {
            account,
            title,
            due,
            owner,
        } => {
            if !account.is_empty() {
                known(life, account)?;
            }
            required(title, "task-title")?;
            Work::OwnTask(OwnTask {
                account: account.clone(),
                title: title.trim().to_owned(),
                due_on: *due,
                owner: owner.trim().to_owned(),
            })
        }
        WorkAction::SetGoal(edit) => goal(life, edit)?,
        WorkAction::HoldStage {
            account,
            stage,
            author,
            reason,
            until,
        } => {
            known(life, account)?;
            let set = life.plan.model().stages().set();
            if set.is_none_or(|set| set.position(stage).is_none()) {
                return Err(Failure::new("stage-unknown").with("stage", stage));
            }
            required(reason, "stage-reason")?;
            required(author, "stage-reason")?;
            if *until < on {
                return Err(Failure::new("stage-until"));
            }
            let held = ManualStage {
                account: account.clone(),
                stage: stage.clone(),
                reason: reason.trim().to_owned(),
                expires_on: *until,
            };
            Work::Stage(held)
        }
        WorkAction::ReleaseStage { account } => return release(life, user, on, account),
        WorkAction::AddNote { .. }
        | WorkAction::LogTouch { .. }
        | WorkAction::HandOff(_)
        | WorkAction::Promise { .. }
        | WorkAction::Achieve { .. }
        | WorkAction::SetDate(_)
        | WorkAction::ChangeProcess(_)
        | WorkAction::ReviewStage { .. }
        | WorkAction::AssessMaturity { .. }
        | WorkAction::TakeBack { .. } => return enter::entered(life, user, on, action),
    };
    Ok(vec![work])
}

pub(super) fn required(text: &str, code: &str) -> Result<(), Failure> {
    if text.trim().is_empty() {
        return Err(Failure::new(code));
    }
    Ok(())
}

pub(super) fn known(life: &Life, account: &str) -> Result<(), Failure> {
    match life.data().account(account) {
        Some(_) => Ok(()),
        None => Err(Failure::new("unknown-account").with("account", account)),
    }
}

fn alert(life: &Life, account: &str, signal: &str, act: AlertAct) -> Result<Work, Failure> {
    known(life, account)?;
    if !life
        .plan
        .model()
        .signals()
        .iter()
        .any(|known| known.id == signal)
    {
        return Err(Failure::new("signal-unknown").with("signal", signal));
    }
    Ok(Work::Alert(AlertWork {
        account: account.to_owned(),
        signal: signal.to_owned(),
        act,
    }))
}

/// The id of a cause of the signal's list by its name in either language.
fn cause_id<'l>(life: &'l Life, signal: &str, cause: &str) -> Option<&'l str> {
    let mut signals = life.plan.model().signals().iter();
    let signal = signals.find(|known| known.id == signal);
    let mut causes = signal.into_iter().flat_map(|signal| &signal.causes);
    let known =
        causes.find(|known| [known.id.as_str(), &known.title.zh, &known.title.en].contains(&cause));
    known.map(|known| known.id.as_str())
}

/// The account and key of a task that there may be.
fn task_key(life: &Life, user: &UserWork, text: &str) -> Result<(String, TaskKey), Failure> {
    let (account, key) = key::read(text)?;
    let model = life.plan.model();
    let is_known = match &key {
        TaskKey::Play { play, task, .. } => model
            .plays()
            .iter()
            .any(|known| known.id == *play && known.tasks.iter().any(|known| known.id == *task)),
        TaskKey::Cadence { cadence, .. } => {
            model.cadences().iter().any(|known| known.id == *cadence)
        }
        TaskKey::Own(id) => user
            .log
            .entries()
            .iter()
            .any(|entry| entry.id == *id && matches!(entry.work, Work::OwnTask(_))),
        TaskKey::Date { root, on } => special(user, *root, *on).is_some(),
    };
    let own = matches!(key, TaskKey::Own(_) | TaskKey::Date { .. });
    if !is_known || (!own && life.data().account(&account).is_none()) {
        return Err(Failure::new("task-unknown").with("task", text));
    }
    Ok((account, key))
}

/// The special date of a task, as it was said last, if it has that day.
fn special(user: &UserWork, root: u64, on: Day) -> Option<Said<'_>> {
    let dates = special_dates(&user.log, Day::LAST);
    let said = dates
        .filter(|said| said.date.root(said.entry.id) == root)
        .last()?;
    (said.next(on) == Some(on)).then_some(said)
}

fn of_task(life: &Life, user: &UserWork, text: &str, act: TaskAct) -> Result<Work, Failure> {
    let (account, task) = task_key(life, user, text)?;
    Ok(Work::Task(TaskWork { account, task, act }))
}

/// A plan moves as one; a task that belongs to none moves by itself.
fn shift(life: &Life, user: &UserWork, text: &str, days: i32) -> Result<Work, Failure> {
    if days == 0 {
        return Err(Failure::new("shift-days"));
    }
    let (account, task) = task_key(life, user, text)?;
    let planned = match &task {
        TaskKey::Play {
            play, trigger_on, ..
        } => {
            return Ok(Work::Shift(Shift {
                account,
                play: play.clone(),
                trigger_on: *trigger_on,
                days,
                reason: String::new(),
            }));
        }
        TaskKey::Cadence { cadence, on } => {
            let mut cadences = life.plan.model().cadences().iter();
            let cadence = cadences.find(|known| known.id == *cadence);
            let wait = cadence.map_or(0, |cadence| cadence.task.offset.days);
            let wait = i32::try_from(wait).unwrap_or(i32::MAX);
            life.calendar.next_workday(on.plus_days(wait))
        }
        TaskKey::Own(id) => {
            let mut entries = user.log.entries().iter();
            let own = entries.find_map(|entry| match &entry.work {
                Work::OwnTask(own) if entry.id == *id => Some(own.due_on),
                _ => None,
            });
            own.ok_or_else(|| Failure::new("task-unknown").with("task", text))?
        }
        TaskKey::Date { root, on } => {
            let said = special(user, *root, *on);
            let said = said.ok_or_else(|| Failure::new("task-unknown").with("task", text))?;
            said.due(*on, &life.calendar)
        }
    };
    let moved = user
        .log
        .entries()
        .iter()
        .rev()
        .find_map(|entry| match &entry.work {
            Work::Task(TaskWork {
                task: of,
                act: TaskAct::Move(to),
                account: whose,
            }) if *of == task && *whose == account => Some(*to),
            _ => None,
        });
    let due = moved.unwrap_or(planned).plus_days(days);
    Ok(Work::Task(TaskWork {
        account,
        task,
        act: TaskAct::Move(due),
    }))
}

fn goal(life: &Life, edit: &GoalEdit) -> Result<Work, Failure> {
    known(life, &edit.account)?;
    required(&edit.goal, "goal-words")?;
    let numbers = [Some(edit.target), edit.baseline, edit.actual];
    if numbers
        .into_iter()
        .flatten()
        .any(|number| !number.is_finite())
    {
        return Err(Failure::new("goal-number"));
    }
    Ok(Work::Goal(GoalWork {
        account: edit.account.clone(),
        goal: edit.goal.trim().to_owned(),
        value: String::new(),
        unit: edit.unit.trim().to_owned(),
        baseline: edit.baseline,
        target: Some(edit.target),
        actual: edit.actual,
        due_on: edit.due_on,
        review_on: edit.review_on,
        dropped: None,
    }))
}

/// Takes back the stages set by hand that are in force.
fn release(life: &Life, user: &UserWork, on: Day, account: &str) -> Result<Vec<Work>, Failure> {
    known(life, account)?;
    let held = user.log.standing(on).filter(|entry| match &entry.work {
        Work::Stage(stage) => stage.account == account && on <= stage.expires_on,
        _ => false,
    });
    let ends: Vec<Work> = held.map(|entry| Work::Withdraw(entry.id)).collect();
    if ends.is_empty() {
        return Err(Failure::new("stage-not-held"));
    }
    Ok(ends)
}
