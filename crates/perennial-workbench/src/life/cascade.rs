//! What a draft of the model would do to alerts and tasks on a date: those that open, those that go.

use crate::life::tracking::Life;
use crate::model::ModelState;
use crate::session::{Session, count};
use crate::state::State;
use perennial_data::{Bilingual, Day};
use perennial_life::play::PlayBook;
use perennial_life::task::TaskState;
use perennial_protocol::Failure;
use perennial_protocol::view::{CascadeView, ShiftView};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Things that are named of each kind.
const NAMED: usize = 6;

/// What stands open on a date, by what stays the same while it does.
type Open = BTreeMap<String, Item>;

/// Whose it is, and what it is called.
struct Item {
    account: Option<u32>,
    title: Bilingual,
}

impl Session {
    /// # Errors
    /// `no-draft` where none is open, or it cannot be scored.
    pub(super) fn cascade(&mut self, as_of: Day) -> Result<CascadeView, Failure> {
        let before = open(self.life()?, as_of)?;
        let after = open(self.life_of_draft()?, as_of)?;
        let ([alerts0, tasks0], [alerts1, tasks1]) = (before, after);
        Ok(CascadeView {
            revision: self.revision,
            as_of,
            alerts_open: self.shift(&alerts1, &alerts0),
            alerts_go: self.shift(&alerts0, &alerts1),
            tasks_open: self.shift(&tasks1, &tasks0),
            tasks_go: self.shift(&tasks0, &tasks1),
        })
    }

    /// What is worked out under the draft as it is now.
    pub(super) fn life_of_draft(&mut self) -> Result<&mut Life, Failure> {
        let model: Rc<ModelState> = self.sound_draft()?;
        let state = State {
            model,
            ..self.state.clone()
        };
        Life::held(&mut self.life_of_draft, &state)
    }

    /// What only the first has: how many of each, and some by name.
    fn shift(&self, of: &Open, without: &Open) -> ShiftView {
        let mut kinds: Vec<(Bilingual, u32)> = Vec::new();
        let mut named = Vec::new();
        let only = of.iter().filter(|(key, _)| !without.contains_key(*key));
        let mut n = 0;
        for (_, item) in only {
            n += 1;
            match kinds.iter_mut().find(|(title, _)| *title == item.title) {
                Some((_, n)) => *n += 1,
                None => kinds.push((item.title.clone(), 1)),
            }
            if named.len() < NAMED
                && let Some(account) = item.account
                && let Some(id) = self.state.data.account_id(account)
            {
                let name = self.state.data.account_name(account).unwrap_or_default();
                named.push((id.to_owned(), name.to_owned(), item.title.clone()));
            }
        }
        perennial_data::sort_by(&mut kinds, |a, b| b.1.cmp(&a.1));
        ShiftView {
            n: count(n),
            kinds,
            named,
        }
    }
}

/// Alerts that ask somebody, and tasks that wait.
fn open(life: &mut Life, as_of: Day) -> Result<[Open; 2], Failure> {
    let today = life.today(as_of);
    let model = life.plan.model();
    let (mut alerts, mut tasks) = (Open::new(), Open::new());
    for alert in today.alerts.iter().filter(|alert| alert.state.asks()) {
        if let Some(signal) = model.signals().get(alert.signal) {
            let item = Item {
                account: Some(alert.account),
                title: signal.title.clone(),
            };
            alerts.insert(format!("{}/{}", signal.id, alert.account), item);
        }
    }
    let book = PlayBook::new(model);
    today.with_tasks(life, &book, |inputs| {
        let waiting = today.tasks.iter();
        for task in waiting.filter(|task| task.state == TaskState::Open) {
            let words = perennial_life::task::describe(inputs, task);
            let (Some(key), Some(title)) = (task.key(inputs.book, inputs.log), words.title) else {
                continue;
            };
            let account = task.account.map(|account| account.to_string());
            let key = super::key::text(&account.unwrap_or_default(), &key);
            let title = title.clone();
            tasks.insert(
                key,
                Item {
                    account: task.account,
                    title,
                },
            );
        }
    });
    Ok([alerts, tasks])
}
