//! The customers of a list by the values of a column.

use crate::query::columns::{ColumnData, Columns};
use crate::query::customers::Matching;
use crate::session::{Session, count};
use perennial_data::sort_by;
use perennial_protocol::view::{GroupRow, GroupsView, HealthView};
use perennial_protocol::{ColumnRef, CustomersQuery};
use std::collections::BTreeMap;

/// Groups at most: with more the column is none to group by.
const MOST: usize = 200;

/// The sums of a group in the making.
#[derive(Default)]
struct Sums {
    by_band: [u32; 4],
    health: (f64, u32),
    arr: f64,
}

impl Session {
    /// The groups of the matching customers by the first column of the query.
    pub(crate) fn groups(&mut self, query: &CustomersQuery) -> GroupsView {
        self.find_matching(query);
        let columns = Columns::new(self, query.as_of, query.since);
        let by = query.columns.first().unwrap_or(&ColumnRef::Band);
        let by = columns.get(self, by);
        let arr = columns.get(self, &ColumnRef::Arr);
        let accounts = self.matching.as_ref().map_or(&[][..], Matching::accounts);
        let mut groups: BTreeMap<Option<String>, Sums> = BTreeMap::new();
        let mut in_order = accounts.to_vec();
        in_order.sort_unstable(); // sums must not depend on the order of the list
        for account in in_order.into_iter().map(|account| account as usize) {
            let sums = groups.entry(value(&by, account)).or_default();
            let HealthView { health, band } = columns.health(account);
            sums.by_band[band as usize] += 1;
            if let Some(health) = health {
                sums.health.0 += health;
                sums.health.1 += 1;
            }
            sums.arr += arr.number(account).unwrap_or(0.0);
        }
        let view = |(value, sums): (Option<String>, Sums)| GroupRow {
            value,
            by_band: sums.by_band,
            health: (sums.health.1 > 0).then(|| sums.health.0 / f64::from(sums.health.1)),
            arr: sums.arr,
        };
        let mut groups: Vec<GroupRow> = groups.into_iter().map(view).collect();
        let n = |group: &GroupRow| group.by_band.iter().sum::<u32>();
        sort_by(&mut groups, |a, b| {
            let place = |group: &GroupRow| (group.value.is_none(), u32::MAX - n(group));
            place(a).cmp(&place(b)).then_with(|| a.value.cmp(&b.value))
        });
        let arr = groups.iter().map(|group| group.arr).sum();
        let n_more = count(groups.len().saturating_sub(MOST));
        groups.truncate(MOST);
        GroupsView {
            groups,
            n_more,
            arr,
            currency: self.currency().0.unwrap_or_default(),
            names: Vec::new(),
        }
    }
}

fn value(by: &ColumnData, account: usize) -> Option<String> {
    if let ColumnData::Health(_) = by {
        return Some(by.text(account)); // no colour is one, too
    }
    (!by.is_missing(account)).then(|| by.text(account))
}
