//! The Inbox: what there is to do, by due date and money at stake.

use crate::life::today::{Today, is_shown};
use crate::life::tracking::Life;
use crate::life::{alerts, flood, tasks};
use crate::session::{Session, count};
use perennial_data::{Day, sort_by};
use perennial_engine::model::life::Severity;
use perennial_life::alert::{Alert, AlertState};
use perennial_life::play::PlayBook;
use perennial_life::task::{Task, describe, inbox as tasks_of_inbox};
use perennial_protocol::Failure;
use perennial_protocol::view::{InboxItem, InboxQuery, InboxView, ItemKind, OwnerItems};
use std::collections::{BTreeMap, BTreeSet};

/// Something to do, before it is put in words.
#[derive(Clone, Copy)]
enum Item<'t> {
    Alert(&'t Alert),
    Task(Task),
}

/// An item with what it is sorted and counted by.
struct Entry<'t> {
    item: Item<'t>,
    owner: String,
    due: Option<Day>,
    money: f64,
    account: u32,
}

impl Session {
    pub(super) fn inbox(&mut self, query: &InboxQuery) -> Result<InboxView, Failure> {
        let (currency, _) = self.currency();
        let revision = self.revision;
        let (life, today) = self.life_on(query.as_of)?;
        let today = &*today;
        let flood = flood::share(life);
        let book = PlayBook::new(life.plan.model());
        let all = entries((life, today), &book, query);
        let owners = by_owner(today, &all);
        let wanted = |owner: &str| query.owner.as_deref().is_none_or(|wanted| wanted == owner);
        let resting = today.alerts.iter().filter(|alert| {
            let rests = matches!(alert.state, AlertState::Snoozed { .. });
            rests && is_shown(life, alert) && wanted(alerts::person(life, alert))
        });
        let n_snoozed = count(resting.count());
        let mut items: Vec<&Entry<'_>> = all.iter().filter(|entry| wanted(&entry.owner)).collect();
        sort_by(&mut items, |a, b| order(a, b, query.as_of));
        let due = |within: &dyn Fn(Day) -> bool| {
            count(
                items
                    .iter()
                    .filter(|entry| entry.due.is_some_and(within))
                    .count(),
            )
        };
        let today_is = query.as_of;
        let weekday = i32::try_from(today_is.weekday()).unwrap_or(0);
        let sunday = today_is.plus_days(6 - weekday);
        let shown = items.iter().skip(query.window.offset as usize);
        let shown = shown.take(query.window.len as usize);
        let in_words = |entry: &&Entry<'_>| match entry.item {
            Item::Alert(alert) => alerts::view((life, today), &book, alert).map(InboxItem::Alert),
            Item::Task(task) => tasks::view((life, today), &book, &task).map(InboxItem::Task),
        };
        Ok(InboxView {
            revision,
            as_of: query.as_of,
            offset: query.window.offset,
            n_items: count(items.len()),
            n_overdue: due(&|day| day < today_is),
            n_today: due(&|day| day == today_is),
            n_week: due(&|day| today_is < day && day <= sunday),
            n_snoozed,
            items: shown.filter_map(in_words).collect(),
            owners,
            currency,
            flood,
        })
    }
}

/// How much of it is whose, by name.
fn by_owner(today: &Today, all: &[Entry<'_>]) -> Vec<OwnerItems> {
    let mut owners: BTreeMap<&str, (OwnerItems, BTreeSet<u32>)> = BTreeMap::new();
    for entry in all {
        let (held, accounts) = owners.entry(&entry.owner).or_insert_with(|| {
            let held = OwnerItems {
                owner: entry.owner.clone(),
                n: 0,
                alerts: [0; 3],
                arr: 0.0,
            };
            (held, BTreeSet::new())
        });
        held.n += 1;
        if let Item::Alert(alert) = entry.item {
            let at = match alert.severity {
                Severity::Critical => 0,
                Severity::Warning => 1,
                Severity::Info => 2,
            };
            held.alerts[at] += 1;
            accounts.insert(alert.account);
        }
    }
    let with_money = |(held, accounts): (OwnerItems, BTreeSet<u32>)| {
        let arr = accounts
            .iter()
            .filter_map(|&account| today.arr(account as usize));
        OwnerItems {
            arr: arr.sum(),
            ..held
        }
    };
    owners.into_values().map(with_money).collect()
}

/// Everything of everybody that the query's horizon lets in.
fn entries<'t>(
    (life, today): (&'t Life, &'t Today),
    book: &'t PlayBook<'_>,
    query: &InboxQuery,
) -> Vec<Entry<'t>> {
    let horizon = i32::try_from(query.horizon_days).unwrap_or(i32::MAX);
    let until = query.as_of.plus_days(horizon);
    let money = |account: u32| today.arr(account as usize).unwrap_or(0.0);
    let asks = |alert: &&Alert| match alert.state {
        AlertState::New | AlertState::Active => true,
        AlertState::Snoozed { .. } => query.snoozed,
        AlertState::Closed(_) | AlertState::Passed { .. } => false,
    };
    let with = |kind| query.only.is_none_or(|only| only == kind);
    let shown = today.alerts.iter().filter(asks);
    let shown = shown.filter(|_| with(ItemKind::Alert));
    let shown = shown.filter(|alert| is_shown(life, alert));
    let mut entries: Vec<Entry<'t>> = shown
        .map(|alert| Entry {
            item: Item::Alert(alert),
            owner: alerts::person(life, alert).to_owned(),
            due: today.due_of(alert),
            money: money(alert.account),
            account: alert.account,
        })
        .collect();
    if !with(ItemKind::Task) {
        return entries;
    }
    today.with_tasks(life, book, |inputs| {
        let next = tasks_of_inbox(inputs, until).into_iter();
        entries.extend(next.map(|task| Entry {
            owner: tasks::person(life, &task, &describe(inputs, &task)).to_owned(),
            due: Some(task.due),
            money: task.account.map_or(0.0, money),
            account: task.account.unwrap_or(u32::MAX),
            item: Item::Task(task),
        }));
    });
    entries
}

/// What is overdue first, as all of it is to be done now; then by due date, and without one last. Within
/// a day by money at stake, then account, alerts before tasks.
fn order(a: &Entry<'_>, b: &Entry<'_>, as_of: Day) -> std::cmp::Ordering {
    let bucket = |entry: &Entry<'_>| match entry.due {
        None => (2, None),
        Some(due) if due < as_of => (0, None),
        due => (1, due),
    };
    let rank = |entry: &Entry<'_>| match entry.item {
        Item::Alert(alert) => (0, alert.signal, None),
        Item::Task(task) => (1, 0, Some((task.origin, task.began))),
    };
    (bucket(a).cmp(&bucket(b)))
        .then(b.money.total_cmp(&a.money))
        .then(a.account.cmp(&b.account))
        .then(rank(a).cmp(&rank(b)))
}
