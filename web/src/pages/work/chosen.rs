//! What can be done with alerts and tasks, and which of them something is done with. Pure.

use super::record::Record;
use perennial_data::Bilingual;
use perennial_protocol::view::{
    AlertState, AlertView, GoalView, InboxItem, TaskState, TaskView, WorkAction,
};
use std::rc::Rc;

/// Something that can be done with an alert or a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) enum Deed {
    /// Somebody works on the alert from now on.
    TakeUp,
    /// The task is done.
    Done,
    /// It belongs to a person.
    Assign,
    /// The alert rests until a day.
    Snooze,
    /// The open tasks of the plan move together.
    Shift,
    /// The task will not be done.
    Skip,
    /// The alert is over.
    Close,
    /// The task is open again.
    Reopen,
}

impl Deed {
    /// All, in the order of their buttons.
    pub(in crate::pages) const ALL: [Self; 8] = [
        Self::TakeUp,
        Self::Done,
        Self::Assign,
        Self::Snooze,
        Self::Shift,
        Self::Skip,
        Self::Close,
        Self::Reopen,
    ];

    fn of_alert(state: &AlertState) -> &'static [Self] {
        match state {
            AlertState::New | AlertState::Snoozed { .. } => {
                &[Self::TakeUp, Self::Assign, Self::Snooze, Self::Close]
            }
            AlertState::Active => &[Self::Assign, Self::Snooze, Self::Close],
            AlertState::Closed { .. } | AlertState::Passed => &[],
        }
    }

    fn of_task(state: &TaskState) -> &'static [Self] {
        match state {
            TaskState::Open => &[Self::Done, Self::Assign, Self::Shift, Self::Skip],
            TaskState::Done { .. } | TaskState::Skipped { .. } => &[Self::Reopen],
        }
    }
}

/// What names an alert or a task.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::pages) enum Key {
    /// By account and signal.
    Alert(String, String),
    /// By its key.
    Task(String),
}

impl Key {
    /// The key of an item.
    pub(in crate::pages) fn of(item: &InboxItem) -> Self {
        match item {
            InboxItem::Alert(alert) => Self::Alert(alert.account.clone(), alert.signal.clone()),
            InboxItem::Task(task) => Self::Task(task.key.clone()),
        }
    }
}

/// An alert or a task that something is done with.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pages) struct Chosen {
    /// What names it.
    pub(in crate::pages) key: Key,
    /// What can be done with it.
    pub(in crate::pages) can: &'static [Deed],
    /// Root causes to choose from.
    pub(in crate::pages) causes: Vec<Bilingual>,
    /// What shows that it was done.
    pub(in crate::pages) evidence: Option<Bilingual>,
    /// The plan that it moves with: account, trigger and play.
    plan: Option<(String, String, String)>,
}

impl Chosen {
    /// An item of the Inbox.
    pub(in crate::pages) fn of(item: &InboxItem) -> Self {
        match item {
            InboxItem::Alert(alert) => Self::of_alert(alert),
            InboxItem::Task(task) => Self::of_task(task),
        }
    }

    fn of_alert(alert: &AlertView) -> Self {
        Self {
            key: Key::Alert(alert.account.clone(), alert.signal.clone()),
            can: Deed::of_alert(&alert.state),
            causes: alert.causes.clone(),
            evidence: None,
            plan: None,
        }
    }

    fn of_task(task: &TaskView) -> Self {
        Self {
            key: Key::Task(task.key.clone()),
            can: Deed::of_task(&task.state),
            causes: Vec::new(),
            evidence: task.evidence.clone(),
            plan: task.play.as_ref().map(|play| {
                let play = format!("{}\n{}", play.zh, play.en);
                (task.account.clone(), task.trigger.clone(), play)
            }),
        }
    }
}

/// Several of them: shared, as there may be thousands.
pub(in crate::pages) type Several = Rc<[Rc<Chosen>]>;

/// What is done with many accounts alike.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pages) enum OfEach {
    /// A task; with names to assign to.
    Task(Rc<[String]>),
    /// A touchpoint.
    Touch,
    /// A note.
    Note,
}

impl OfEach {
    /// The same with one account.
    pub(in crate::pages) fn errand(&self, account: &str) -> Errand {
        let account = account.to_owned();
        let record = match self {
            Self::Task(owners) => {
                return Errand::AddTask {
                    account: Some(account),
                    owners: Rc::clone(owners),
                };
            }
            Self::Touch => Record::Touch(account, None),
            Self::Note => Record::Note(account, None),
        };
        Errand::Record(Rc::new(record))
    }
}

/// What a form, or a press of a button, is about.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pages) enum Errand {
    /// Something is done with alerts and tasks.
    Items {
        /// What.
        deed: Deed,
        /// With which; all of them can.
        chosen: Several,
        /// Names to assign to.
        owners: Rc<[String]>,
    },
    /// A task of the user's own.
    AddTask {
        /// Of this account; without, it is asked for.
        account: Option<String>,
        /// Names to assign to.
        owners: Rc<[String]>,
    },
    /// The same of many accounts, in one step.
    Each {
        /// The accounts.
        accounts: Rc<[String]>,
        /// What.
        what: OfEach,
    },
    /// A goal of an account: a new one, or news of one that there is.
    Goal(String, Option<Rc<GoalView>>),
    /// An account is held in a stage.
    Hold {
        /// The account.
        account: String,
        /// The stages: id and name.
        stages: Vec<(String, Bilingual)>,
        /// The stage it is in.
        stage: String,
        /// Who holds it, as far as known.
        author: String,
    },
    /// It is held no more.
    Release(String),
    /// Something is put on record, or taken back.
    Record(Rc<Record>),
}

impl Errand {
    /// On how many things something is done.
    pub(in crate::pages) fn n_items(&self) -> usize {
        match self {
            Self::Items { chosen, .. } => chosen.len(),
            Self::Each { accounts, .. } => accounts.len(),
            _ => 1,
        }
    }

    /// What needs no form, as there is nothing to say.
    pub(in crate::pages) fn at_once(&self) -> Option<Vec<WorkAction>> {
        match self {
            Self::Items { deed, chosen, .. } => match deed {
                Deed::TakeUp => Some(each_alert(chosen, |account, signal| {
                    WorkAction::StartAlert {
                        account,
                        signal,
                        owner: String::new(),
                    }
                })),
                Deed::Reopen => Some(each_task(chosen, |task| WorkAction::ReopenTask { task })),
                _ => None,
            },
            Self::Release(account) => Some(vec![WorkAction::ReleaseStage {
                account: account.clone(),
            }]),
            Self::Record(record) => match **record {
                Record::TakeBack(entry) => Some(vec![WorkAction::TakeBack { entry }]),
                _ => None,
            },
            _ => None,
        }
    }
}

/// A deed with those of the chosen that it fits; `None` where it fits none.
pub(in crate::pages) fn errand_of(
    deed: Deed,
    chosen: &[Rc<Chosen>],
    owners: &Rc<[String]>,
) -> Option<Errand> {
    let fitting: Several = chosen
        .iter()
        .filter(|chosen| chosen.can.contains(&deed))
        .cloned()
        .collect();
    (!fitting.is_empty()).then(|| Errand::Items {
        deed,
        chosen: fitting,
        owners: Rc::clone(owners),
    })
}

/// One action for every alert among them.
pub(super) fn each_alert(
    chosen: &[Rc<Chosen>],
    action: impl Fn(String, String) -> WorkAction,
) -> Vec<WorkAction> {
    let actions = chosen.iter().filter_map(|chosen| match &chosen.key {
        Key::Alert(account, signal) => Some(action(account.clone(), signal.clone())),
        Key::Task(_) => None,
    });
    actions.collect()
}

/// One action for every task among them.
pub(super) fn each_task(
    chosen: &[Rc<Chosen>],
    action: impl Fn(String) -> WorkAction,
) -> Vec<WorkAction> {
    let actions = chosen.iter().filter_map(|chosen| match &chosen.key {
        Key::Task(task) => Some(action(task.clone())),
        Key::Alert(..) => None,
    });
    actions.collect()
}

/// One task of each plan among them: a plan moves as a whole, and moves once.
pub(super) fn one_of_each_plan(chosen: &[Rc<Chosen>]) -> Vec<Rc<Chosen>> {
    let mut plans = Vec::new();
    let mut ones = Vec::new();
    for one in chosen {
        match &one.plan {
            Some(plan) if plans.contains(&plan) => {}
            plan => {
                plans.extend(plan);
                ones.push(Rc::clone(one));
            }
        }
    }
    ones
}
