//! Usage given as single events (timestamp, user): counted per account, day and feature.

use super::place::Column;
use crate::plan::{Shape, Target};
use crate::problem::{Code, Problem};
use crate::split::Texts;
use perennial_data::{
    Batch, Column as Stored, Decimal, Dict, MISSING_DAY, TableId, i32_of_key, key_of_i32, sort_keys,
};

const NONE: u32 = u32::MAX;

/// The events of a file, held as codes: 16 bytes each.
pub(super) struct SingleEvents {
    account: Option<usize>,
    date: Option<usize>,
    feature: Option<usize>,
    user: Option<usize>,
    accounts: Dict,
    features: Dict,
    users: Dict,
    /// Account, day, feature and user, 32 bits each.
    rows: Vec<u128>,
}

impl SingleEvents {
    /// For usage that has no column of counts; `None` for everything else.
    pub(super) fn for_plan(shape: Shape, columns: &[Column]) -> Option<Self> {
        let find = |target: &Target| columns.iter().position(|column| column.target == *target);
        let field = |name: &str| find(&Target::field(TableId::Usage, name));
        let counted = field("events").or(field("users")).is_some();
        (shape == Shape::Table(TableId::Usage) && !counted).then(|| Self {
            account: field("account_id"),
            date: field("date"),
            feature: field("feature"),
            user: find(&Target::UsageUser),
            accounts: Dict::default(),
            features: Dict::default(),
            users: Dict::default(),
            rows: Vec::new(),
        })
    }

    pub(super) fn push(&mut self, columns: &[Column], texts: &Texts<'_>, row: usize, first: usize) {
        let code = |at: Option<usize>, dict: &mut Dict| {
            let text = at.and_then(|at| columns.get(at)?.text(texts, row, first));
            text.map_or(NONE, |text| dict.intern(text))
        };
        let date = self
            .date
            .and_then(|at| columns.get(at)?.values.days.get(row - first));
        let day = key_of_i32(date.copied().unwrap_or(MISSING_DAY));
        let account = code(self.account, &mut self.accounts);
        let feature = code(self.feature, &mut self.features);
        let user = code(self.user, &mut self.users);
        let bits = |code: u32| u128::from(code);
        self.rows
            .push(bits(account) << 96 | day << 64 | bits(feature) << 32 | bits(user));
    }

    /// One row per account, day and feature: events are rows, users are distinct ones.
    pub(super) fn finish(mut self, batch: &mut Batch, notes: &mut Vec<Problem>) {
        let n_rows = self.rows.len();
        sort_keys(&mut self.rows);
        let position = |name: &str| TableId::Usage.spec().field(name).map(|(at, _)| at);
        let count = |n: usize| Some(Decimal::whole(i64::try_from(n).unwrap_or(i64::MAX)));
        for group in self.rows.chunk_by(|a, b| a >> 32 == b >> 32) {
            let Some(&first) = group.first() else {
                continue;
            };
            let (account, feature) = ((first >> 96) as u32, (first >> 32) as u32);
            let day = i32_of_key(first >> 64);
            batch.account_mut().push(self.accounts.get(account));
            if let Some(Stored::Day(days)) = position("date").and_then(|at| batch.column_mut(at)) {
                days.push(day);
            }
            if let Some(Stored::Text(features)) =
                position("feature").and_then(|at| batch.column_mut(at))
            {
                features.push(self.features.get(feature));
            }
            if let Some(Stored::Number(events)) =
                position("events").and_then(|at| batch.column_mut(at))
            {
                events.push(count(group.len()));
            }
            if self.user.is_some()
                && let Some(Stored::Number(users)) =
                    position("users").and_then(|at| batch.column_mut(at))
            {
                // Sorted, so that equal users stand together.
                let users_of = group.chunk_by(|a, b| a == b);
                let distinct =
                    users_of.filter(|users| users.first().is_some_and(|&row| row as u32 != NONE));
                users.push(count(distinct.count()));
            }
            batch.end_row();
        }
        let note = Problem::new(Code::EventsAggregated).with("rows", n_rows);
        notes.push(note.with("days", batch.len()));
    }
}
