//! Execution as WHO × HOW × WHAT per stage: who is there, how the plays are carried out, what comes
//! of it (SPEC §6 [2.15]). Much effort with a poor result says that the play itself is wrong.

use crate::play::{PlayBook, Source};
use crate::task::{Origin, Task, TaskState};
use perennial_data::{Dataset, TableId};
use perennial_model::life::TaskMode;

/// From here on a side counts as high, 0 to 1. *Default.*
pub const HIGH: f64 = 0.7;

/// What is counted of a stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StageWork {
    /// Customers in the stage.
    pub accounts: u32,
    /// Of these, those with an owner.
    pub owned: u32,
    /// Of these, those with a touchpoint in the time looked at.
    pub touched: u32,
    /// Required tasks that came due.
    pub due: u32,
    /// Of these, those done.
    pub done: u32,
    /// Of these, those done by their day.
    pub on_time: u32,
}

/// A stage's sides, 0 to 1, and what they say together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Diagnosis {
    /// WHO: the mean of the shares of customers with an owner and with a touchpoint.
    pub who: Option<f64>,
    /// HOW: the share of required tasks done.
    pub how: Option<f64>,
    /// WHAT: the result, as given.
    pub what: Option<f64>,
    /// What to look at.
    pub verdict: Verdict,
}

/// What to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A side has nothing to be judged by.
    Unknown,
    /// Effort and result are good.
    Sound,
    /// The result is good with little effort: by itself, or by luck.
    ResultAlone,
    /// The result is poor, and people are missing.
    Who,
    /// The result is poor, and the plays are not carried out.
    How,
    /// The result is poor, and neither people are there nor the plays carried out.
    WhoAndHow,
    /// The result is poor although people are there and the plays carried out: the play, the need
    /// or the goal is wrong.
    What,
}

impl StageWork {
    /// The sides and what they say. `result` is the stage's own, 0 to 1: the share of customers who
    /// are healthy in it, or of stays that ended in time.
    #[must_use]
    pub fn diagnose(&self, result: Option<f64>) -> Diagnosis {
        let share = |part: u32, of: u32| (of > 0).then(|| f64::from(part) / f64::from(of));
        let who = share(self.owned, self.accounts)
            .zip(share(self.touched, self.accounts))
            .map(|(owned, touched)| f64::midpoint(owned, touched));
        let how = share(self.done, self.due);
        let what = result.filter(|result| result.is_finite());
        let high = |value: f64| value >= HIGH;
        let verdict = match (who.map(high), how.map(high), what.map(high)) {
            (Some(who), Some(how), Some(what)) => match (who, how, what) {
                (true, true, true) => Verdict::Sound,
                (_, _, true) => Verdict::ResultAlone,
                (true, true, false) => Verdict::What,
                (false, true, false) => Verdict::Who,
                (true, false, false) => Verdict::How,
                (false, false, false) => Verdict::WhoAndHow,
            },
            _ => Verdict::Unknown,
        };
        Diagnosis {
            who,
            how,
            what,
            verdict,
        }
    }
}

/// What is counted per stage of the set in use. `stages` gives the stage of each account on the
/// date, `touches` its last touchpoint (the missing day where there was none), `since` the first
/// day looked at, `tasks` what came due from then on ([`crate::task::tasks_since`]).
#[must_use]
pub fn stage_work(
    data: &Dataset,
    (stages, n_stages): (&[Option<usize>], usize),
    (touches, since): (&[i32], i32),
    (book, tasks): (&PlayBook<'_>, &[Task]),
    done_on: &dyn Fn(&Task) -> Option<i32>,
) -> Vec<StageWork> {
    let mut work = vec![StageWork::default(); n_stages];
    let owners = data.table(TableId::Accounts).column("owner");
    for (account, stage) in stages.iter().enumerate() {
        let Some(work) = stage.and_then(|stage| work.get_mut(stage)) else {
            continue;
        };
        let owner = owners.and_then(|column| column.text(account));
        let touched = touches.get(account).is_some_and(|&day| day >= since);
        work.accounts += 1;
        work.owned += u32::from(owner.is_some_and(|owner| !owner.trim().is_empty()));
        work.touched += u32::from(touched);
    }
    for task in tasks {
        let Origin::Play { play, task: at } = task.origin else {
            continue;
        };
        let (play, at) = (usize::from(play), usize::from(at));
        let Some(Source::Stage(stage)) = book.source_of(play) else {
            continue;
        };
        let decl = book.plays().get(play).and_then(|play| play.tasks.get(at));
        let counts = decl.is_some_and(|decl| !decl.optional && decl.mode == TaskMode::Manual);
        let skipped = task.state == TaskState::Skipped;
        if let Some(work) = work.get_mut(usize::from(stage))
            && counts
            && !skipped
        {
            let done = task.state == TaskState::Done;
            let in_time = done_on(task).is_some_and(|day| day <= task.due.number());
            work.due += 1;
            work.done += u32::from(done);
            work.on_time += u32::from(done && in_time);
        }
    }
    work
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch;
    use perennial_data::Day;
    use perennial_engine::vectors::dataset;
    use perennial_model::life::{PlayTask, Trigger};
    use serde_json::json;

    fn work(who: u32, how: u32) -> StageWork {
        StageWork {
            accounts: 10,
            owned: who,
            touched: who,
            due: 10,
            done: how,
            on_time: how,
        }
    }

    fn verdict(who: u32, how: u32, what: f64) -> Verdict {
        work(who, how).diagnose(Some(what)).verdict
    }

    #[test]
    fn high_effort_and_a_poor_result_question_the_play() {
        assert_eq!(verdict(7, 7, 0.69), Verdict::What, "exactly at 0.7 is high");
        assert_eq!(verdict(7, 7, 0.7), Verdict::Sound);
        assert_eq!(verdict(6, 7, 0.2), Verdict::Who);
        assert_eq!(verdict(9, 6, 0.2), Verdict::How);
        assert_eq!(verdict(1, 1, 0.2), Verdict::WhoAndHow);
        assert_eq!(verdict(1, 9, 0.9), Verdict::ResultAlone);
        assert_eq!(work(9, 9).diagnose(None).verdict, Verdict::Unknown);
        let empty = StageWork::default().diagnose(Some(1.0));
        assert_eq!(
            (empty.who, empty.how, empty.verdict),
            (None, None, Verdict::Unknown)
        );
    }

    #[test]
    fn only_required_tasks_by_hand_of_stage_plays_are_counted() {
        let mut model = sketch::model();
        let stage = model.stages().set().unwrap().stages[0].id.clone();
        let optional = PlayTask {
            optional: true,
            ..sketch::task("b", 0)
        };
        model.plays = Some(vec![
            sketch::play(
                "p",
                Trigger::Stage(stage),
                &[sketch::task("a", 0), optional],
            ),
            sketch::play(
                "q",
                Trigger::Signal("quiet".to_owned()),
                &[sketch::task("a", 0)],
            ),
        ]);
        let book = PlayBook::new(&model);
        let day: Day = "2026-01-05".parse().unwrap();
        let task = |play, task, state| Task {
            account: Some(0),
            origin: Origin::Play { play, task },
            began: day,
            planned: day,
            due: day,
            state,
            decided: None,
            assigned: None,
        };
        let tasks = [
            task(0, 0, TaskState::Done),
            task(0, 0, TaskState::Lapsed),
            task(0, 0, TaskState::Skipped),
            task(0, 1, TaskState::Done),
            task(1, 0, TaskState::Done),
            task(9, 9, TaskState::Done),
        ];
        let data = dataset(
            &json!({"accounts": [{"account_id": "a", "owner": "Lin"}, {"account_id": "b"}]}),
        )
        .unwrap();
        let number = day.number();
        let late = |_: &Task| Some(number + 1);
        let counted = stage_work(
            &data,
            (&[Some(0), Some(1)], 2),
            (&[number, i32::MIN], number),
            (&book, &tasks),
            &late,
        );
        assert_eq!(
            counted[0],
            StageWork {
                accounts: 1,
                owned: 1,
                touched: 1,
                due: 2,
                done: 1,
                on_time: 0
            }
        );
        assert_eq!(
            counted[1],
            StageWork {
                accounts: 1,
                ..StageWork::default()
            }
        );
    }
}
