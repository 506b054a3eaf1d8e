//! What follows from the answers of a form: the actions that are taken down. Pure.

use super::chosen::{Deed, Errand, each_alert, each_task, one_of_each_plan};
use super::form::{Ask, form, shift_of};
use super::record::{action, fault};
use crate::number;
use perennial_data::Day;
use perennial_i18n::Messages;
use perennial_protocol::view::{GoalEdit, WorkAction};

/// What is wrong with each answer; a form that is right as a whole has none.
pub(super) fn faults(
    m: Messages,
    errand: &Errand,
    asks: &[Ask],
    answers: &[String],
) -> Vec<Option<String>> {
    let both = asks.iter().zip(answers);
    let mut wrong: Vec<Option<String>> = both
        .map(|(ask, answer)| (!ask.check.accepts(answer)).then(|| ask.check.words(m)))
        .collect();
    if let Errand::Record(record) = errand
        && wrong.iter().all(Option::is_none)
        && let Some((at, words)) = fault(m, record, answers)
        && let Some(place) = wrong.get_mut(at)
    {
        *place = Some(words);
    }
    wrong
}

/// What follows from answers that are all accepted; `None` where one is not.
pub(super) fn actions(
    m: Messages,
    errand: &Errand,
    answers: &[String],
    as_of: Day,
) -> Option<Vec<WorkAction>> {
    let asks = form(m, errand, as_of).asks;
    let wrong = faults(m, errand, &asks, answers);
    if asks.len() != answers.len() || wrong.iter().any(Option::is_some) {
        return None;
    }
    following(errand, answers)
}

/// What follows from answers that were looked at.
fn following(errand: &Errand, answers: &[String]) -> Option<Vec<WorkAction>> {
    let text = |at: usize| {
        answers
            .get(at)
            .map_or("", |answer| answer.trim())
            .to_owned()
    };
    let day = |at: usize| text(at).parse::<Day>().ok();
    let amount = |at: usize| number::read(&text(at));
    let actions = match errand {
        Errand::Items { deed, chosen, .. } => match deed {
            Deed::TakeUp | Deed::Reopen => errand.at_once()?,
            Deed::Done => each_task(chosen, |task| WorkAction::CompleteTask {
                task,
                evidence: text(0),
            }),
            Deed::Assign => {
                let alerts = each_alert(chosen, |account, signal| WorkAction::StartAlert {
                    account,
                    signal,
                    owner: text(0),
                });
                let tasks = each_task(chosen, |task| WorkAction::AssignTask {
                    task,
                    owner: text(0),
                });
                [alerts, tasks].concat()
            }
            Deed::Snooze => {
                let until = day(0)?;
                each_alert(chosen, |account, signal| WorkAction::SnoozeAlert {
                    account,
                    signal,
                    until,
                    reason: text(1),
                })
            }
            Deed::Shift => {
                let days = shift_of(&text(0))?;
                each_task(&one_of_each_plan(chosen), |task| WorkAction::ShiftPlan {
                    task,
                    days,
                })
            }
            Deed::Skip => each_task(chosen, |task| WorkAction::SkipTask {
                task,
                reason: text(0),
            }),
            Deed::Close => each_alert(chosen, |account, signal| WorkAction::CloseAlert {
                account,
                signal,
                cause: text(0),
                feedback: text(1),
            }),
        },
        Errand::AddTask { account, .. } => {
            let first = usize::from(account.is_none());
            vec![WorkAction::AddTask {
                account: account.clone().unwrap_or_else(|| text(0)),
                title: text(first),
                due: day(first + 1)?,
                owner: text(first + 2),
            }]
        }
        Errand::Each { accounts, what } => {
            let each = accounts.iter();
            let each = each.map(|account| following(&what.errand(account), answers));
            each.collect::<Option<Vec<_>>>()?.concat()
        }
        Errand::Goal(account, goal) => {
            let first = usize::from(goal.is_none());
            vec![WorkAction::SetGoal(GoalEdit {
                account: account.clone(),
                goal: goal
                    .as_ref()
                    .map_or_else(|| text(0), |goal| goal.goal.clone()),
                unit: text(first),
                baseline: amount(first + 1),
                target: amount(first + 2)?,
                actual: amount(first + 3),
                due_on: day(first + 4),
                review_on: day(first + 5),
            })]
        }
        Errand::Hold { account, .. } => vec![WorkAction::HoldStage {
            account: account.clone(),
            stage: text(0),
            author: text(1),
            reason: text(2),
            until: day(3)?,
        }],
        Errand::Release(_) => errand.at_once()?,
        Errand::Record(record) => vec![action(record, answers)?],
    };
    Some(actions)
}

#[cfg(test)]
mod tests {
    use super::actions;
    use crate::pages::work::chosen::{Chosen, Deed, Errand, OfEach, errand_of};
    use perennial_data::{Bilingual, Day, Language};
    use perennial_i18n::Messages;
    use perennial_protocol::view::{
        AlertState, AlertView, Band, Direction, InboxItem, Role, Severity, SignalFamily,
        TaskSource, TaskState, TaskView, WorkAction,
    };
    use std::rc::Rc;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn task(key: &str, play: &str, state: TaskState) -> Rc<Chosen> {
        let stage = TaskSource::Stage(Bilingual::same("onboarding"));
        let item = InboxItem::Task(TaskView {
            key: key.to_owned(),
            account: "A".to_owned(),
            name: "Acme".to_owned(),
            arr: None,
            band: Band::Green,
            source: stage,
            trigger: "onboarding".to_owned(),
            play: Some(Bilingual::same(play)),
            title: Bilingual::same("call"),
            detail: None,
            role: Some(Role::Csm),
            owner: String::new(),
            due: day("2026-03-31"),
            optional: false,
            automated: false,
            evidence: None,
            messages: Vec::new(),
            state,
            shifted_days: 0,
        });
        Rc::new(Chosen::of(&item))
    }

    fn alert(signal: &str, state: AlertState) -> Rc<Chosen> {
        let item = InboxItem::Alert(AlertView {
            account: "A".to_owned(),
            name: "Acme".to_owned(),
            owner: String::new(),
            arr: Some(1.0),
            band: Band::Red,
            signal: signal.to_owned(),
            title: Bilingual::same(signal),
            definition: Bilingual::same(""),
            family: SignalFamily::Behaviour,
            direction: Direction::Risk,
            severity: Severity::Critical,
            state,
            first_seen: day("2026-03-01"),
            last_seen: day("2026-03-31"),
            occurrences: 1,
            holds: true,
            due: None,
            play: None,
            has_task: false,
            facts: Vec::new(),
            causes: vec![Bilingual::new("人员离职", "people left")],
        });
        Rc::new(Chosen::of(&item))
    }

    fn said(errand: &Errand, answers: &[&str]) -> Option<Vec<WorkAction>> {
        let answers: Vec<_> = answers.iter().map(|&a| a.to_owned()).collect();
        let m = Messages::new(Language::En);
        actions(m, errand, &answers, day("2026-03-31"))
    }

    fn on(deed: Deed, chosen: &[Rc<Chosen>]) -> Option<Errand> {
        errand_of(deed, chosen, &Rc::from([]))
    }

    #[test]
    fn a_close_needs_its_cause_and_a_snooze_its_reason_and_a_day_to_come() {
        let one = [alert("silent", AlertState::New)];
        let close = on(Deed::Close, &one).unwrap();
        assert_eq!(said(&close, &[" ", "they said so"]), None);
        assert_eq!(
            said(&close, &["people left", ""]).unwrap(),
            [WorkAction::CloseAlert {
                account: "A".to_owned(),
                signal: "silent".to_owned(),
                cause: "people left".to_owned(),
                feedback: String::new(),
            }]
        );
        let snooze = on(Deed::Snooze, &one).unwrap();
        assert_eq!(said(&snooze, &["2026-03-30", "holidays"]), None);
        assert_eq!(said(&snooze, &["2026-03-31", ""]), None);
        assert!(said(&snooze, &["2026-03-31", "holidays"]).is_some());
    }

    #[test]
    fn a_plan_moves_once_however_many_of_its_tasks_are_chosen() {
        let open = TaskState::Open;
        let chosen = ["1", "2"].map(|key| task(key, "kick-off", open.clone()));
        let other = task("3", "training", open);
        let chosen = [chosen.to_vec(), vec![other]].concat();
        let shift = on(Deed::Shift, &chosen).unwrap();
        for answer in ["", "0", "1.5", "x", "4000"] {
            assert_eq!(said(&shift, &[answer]), None, "{answer}");
        }
        let moved = said(&shift, &["−3"]).unwrap();
        let of = |task: &str| WorkAction::ShiftPlan {
            task: task.to_owned(),
            days: -3,
        };
        assert_eq!(moved, [of("1"), of("3")]);
    }

    #[test]
    fn a_deed_is_done_with_what_it_fits_and_with_nothing_else() {
        let done = TaskState::Done {
            on: day("2026-03-30"),
            evidence: String::new(),
        };
        let chosen = [
            alert("silent", AlertState::Active),
            task("1", "kick-off", TaskState::Open),
            task("2", "kick-off", done),
        ];
        let assign = on(Deed::Assign, &chosen).unwrap();
        assert_eq!(assign.n_items(), 2);
        assert_eq!(said(&assign, &["王芳"]).unwrap().len(), 2);
        assert_eq!(on(Deed::TakeUp, &chosen), None);
        let reopen = on(Deed::Reopen, &chosen).unwrap();
        assert_eq!(
            reopen.at_once().unwrap(),
            [WorkAction::ReopenTask {
                task: "2".to_owned()
            }]
        );
    }

    #[test]
    fn many_accounts_get_one_task_each_or_none_does() {
        let errand = Errand::Each {
            accounts: ["A", "B"].map(str::to_owned).into(),
            what: OfEach::Task(Rc::from([])),
        };
        assert_eq!(errand.n_items(), 2);
        assert_eq!(said(&errand, &["call", "2026-03-30", ""]), None);
        let task = |account: &str| WorkAction::AddTask {
            account: account.to_owned(),
            title: "call".to_owned(),
            due: day("2026-04-02"),
            owner: "王芳".to_owned(),
        };
        let made = said(&errand, &["call", "2026-04-02", "王芳"]);
        assert_eq!(made.unwrap(), [task("A"), task("B")]);
        let note = Errand::Each {
            accounts: ["A", "B", "C"].map(str::to_owned).into(),
            what: OfEach::Note,
        };
        assert_eq!(said(&note, &["told"]).unwrap().len(), 3);
    }

    #[test]
    fn a_goal_needs_its_words_and_a_target() {
        let goal = Errand::Goal("A".to_owned(), None);
        let answers = |name, target| [name, "%", "", target, "12.5", "2026-12-31", ""];
        assert_eq!(said(&goal, &answers("", "30")), None);
        assert_eq!(said(&goal, &answers("stock", "")), None);
        let set = said(&goal, &answers("stock", "30"));
        let Some([WorkAction::SetGoal(edit)]) = set.as_deref() else {
            panic!("not one goal")
        };
        assert_eq!(
            (edit.target, edit.actual, edit.baseline),
            (30.0, Some(12.5), None)
        );
        assert_eq!(edit.due_on, Some(day("2026-12-31")));
    }
}
