//! Effort beside return, by tier, stage and owner, and the signals that nothing follows [2.18, 4.09].

use crate::life::today::{Today, owner};
use crate::life::tracking::Life;
use crate::life::words::tier_title;
use crate::session::count;
use perennial_data::{Bilingual, Day, sort_by};
use perennial_engine::model::life::{Direction, StageSet, TierId};
use perennial_life::effort::{Return, Spent, returns, spent};
use perennial_life::matrix::signals_without_play;
use perennial_life::play::PlayBook;
use perennial_protocol::view::{EffortView, SilentView};
use std::collections::BTreeMap;

/// Days that effort is looked back on.
const LOOK_BACK_DAYS: i32 = 90;
/// Owners shown at the most, those of most money first.
const OWNERS: usize = 50;

/// Effort by tier, by stage and by owner, and the first day that is counted.
pub(crate) fn effort(
    (life, today): (&Life, &Today),
    set: &StageSet,
    order: &[usize],
) -> ([Vec<EffortView>; 3], Day) {
    let as_of = today.as_of();
    let from = as_of.plus_days(1 - LOOK_BACK_DAYS);
    let spent = spent(life.data(), life.log(), from, as_of);
    let n = life.data().n_accounts();
    let exists = |account: &usize| today.exists(*account);
    // Who is in no group is in the one after the last, so that shares are of all.
    let of = |titles: Vec<(String, Bilingual)>, group: &dyn Fn(usize) -> Option<usize>| {
        let none = titles.len();
        let groups = (0..n).map(|account| {
            let there = Some(account).filter(exists)?;
            Some(group(there).unwrap_or(none))
        });
        let groups: Vec<Option<usize>> = groups.collect();
        views(titles, (&spent, &today.arr), &groups)
    };
    let tiers = TierId::ALL.map(|tier| (tier.as_str().to_owned(), tier_title(life, tier)));
    let position = |account: usize| {
        let tier = today.observed.tiers.tier(account)?;
        TierId::ALL.iter().position(|one| *one == tier)
    };
    let stages = order.iter().filter_map(|&at| set.stages.get(at));
    let stages = stages.map(|stage| (stage.id.clone(), stage.title.clone()));
    let stage = |account: usize| {
        let stage = today.observed.observation.stage(account)?;
        order.iter().position(|at| *at == stage)
    };
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for account in (0..n).filter(exists) {
        let owner = owner(life, count(account)).trim();
        if !owner.is_empty() {
            places.insert(owner, 0);
        }
    }
    for (at, place) in places.values_mut().enumerate() {
        *place = at;
    }
    let owners = places.keys();
    let owners = owners.map(|name| ((*name).to_owned(), Bilingual::same(name)));
    let by_owner = |account: usize| {
        let owner = owner(life, count(account)).trim();
        places.get(owner).copied()
    };
    let mut owners = of(owners.collect(), &by_owner);
    sort_by(&mut owners, |a, b| {
        b.arr.total_cmp(&a.arr).then_with(|| a.id.cmp(&b.id))
    });
    owners.truncate(OWNERS);
    let views = [
        of(tiers.to_vec(), &position),
        of(stages.collect(), &stage),
        owners,
    ];
    (views, from)
}

fn views(
    titles: Vec<(String, Bilingual)>,
    (spent, arr): (&[Spent], &[f64]),
    groups: &[Option<usize>],
) -> Vec<EffortView> {
    let none = (String::new(), Bilingual::default());
    let titles: Vec<_> = titles.into_iter().chain([none]).collect();
    let rows = returns(spent, arr, groups, titles.len());
    let view = |((id, title), row): ((String, Bilingual), Return)| EffortView {
        id,
        title,
        n: row.accounts,
        touches: row.spent.touches,
        minutes: row.spent.minutes,
        tasks: row.spent.tasks,
        arr: row.amount,
        effort_share: row.effort_share,
        arr_share: row.amount_share,
        ratio: row.ratio(),
    };
    let all = titles.into_iter().zip(rows);
    let some = all.filter(|(_, row)| row.accounts > 0);
    some.map(view).collect()
}

/// Signals of risk and opportunity that no play follows, with their open alerts, and how many signals
/// there are.
pub(crate) fn silent((life, today): (&Life, &Today)) -> (Vec<SilentView>, u32) {
    let model = life.plan.model();
    let book = PlayBook::new(model);
    let view = |at: usize| {
        let signal = model.signals().get(at)?;
        let alerts = today.alerts.iter();
        let open = alerts.filter(|alert| alert.signal == at && alert.state.is_open());
        Some(SilentView {
            id: signal.id.clone(),
            title: signal.title.clone(),
            definition: signal.definition.clone(),
            n_open: count(open.count()),
        })
    };
    let silent = signals_without_play(model, &book).into_iter();
    let signals = model.signals().iter();
    let alerting = signals.filter(|signal| signal.direction != Direction::Nurture);
    (silent.filter_map(view).collect(), count(alerting.count()))
}
