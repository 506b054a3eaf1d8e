//! A dataset without the names in it, to be shown to others (SPEC §13): customers, people and keys get others in their
//! place, the same one everywhere; amounts are multiplied by one secret factor; free text falls away.

use crate::batch::{AccountKey, Batch};
use crate::column::{Column, TextColumn};
use crate::dataset::Dataset;
use crate::decimal::{Decimal, Decimals};
use crate::merge::merge;
use crate::order::sort_by;
use crate::schema::{FieldKind, TableId};
use crate::table::{CustomColumn, Table};
use std::collections::BTreeMap;

/// How names are replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mask<'m> {
    /// Decides order and factor; whoever knows it and the names can tell which is which.
    pub secret: u64,
    /// What a customer is called, before its number.
    pub customer: &'m str,
    /// What a person is called, before their number.
    pub person: &'m str,
}

/// Texts that say what kind of thing a row is, and no names.
const KEPT: [&str; 19] = [
    "segment",
    "industry",
    "region",
    "edition",
    "currency",
    "purchase_intent",
    "feature",
    "priority",
    "level",
    "kind",
    "channel",
    "unit",
    "status",
    "reason_code",
    "prefers_content",
    "prefers_channel",
    "metric",
    "field",
    "role",
];
/// Names of people and of what they belong to.
const PEOPLE: [&str; 4] = ["owner", "team", "respondent", "name"];
/// Thousandths of the factor, from 0.4 to 2.5.
const FACTORS: (u64, u64) = (400, 2_101);

impl Dataset {
    /// The dataset with other names, and the new id of each account. Rows of unknown customers fall away.
    #[must_use]
    pub fn masked(&self, mask: Mask<'_>) -> (Self, Vec<String>) {
        let n = self.n_accounts();
        let id_of = |account: usize| u32::try_from(account).ok().and_then(|a| self.account_id(a));
        let ids: Vec<&str> = (0..n)
            .map(|account| id_of(account).unwrap_or_default())
            .collect();
        let mut order: Vec<usize> = (0..n).collect();
        sort_by(&mut order, |&a, &b| {
            mask.key(ids[a]).cmp(&mask.key(ids[b])).then(a.cmp(&b))
        });
        let mut new_ids = vec![String::new(); n];
        let digits = n.to_string().len();
        for (rank, account) in order.into_iter().enumerate() {
            new_ids[account] = format!("C{:0digits$}", rank + 1);
        }
        let people = self.people(mask);
        let masking = Masking {
            mask,
            ids: &ids,
            new_ids: &new_ids,
            people,
        };
        let batches = TableId::ALL
            .into_iter()
            .map(|id| masking.batch(self.table(id)));
        let batches = batches.filter(|batch| !batch.is_empty()).collect();
        (merge(&Self::default(), batches).0, new_ids)
    }

    /// A new name for each person anywhere.
    fn people(&self, mask: Mask<'_>) -> BTreeMap<&str, String> {
        let mut names: Vec<&str> = Vec::new();
        for table in TableId::ALL.into_iter().map(|id| self.table(id)) {
            for field in table
                .spec()
                .fields
                .iter()
                .filter(|field| is_person(table.id(), field.name))
            {
                if let Some(Column::Text(column)) = table.column(field.name) {
                    names.extend(column.dict().iter());
                }
            }
        }
        names.sort_unstable();
        names.dedup();
        sort_by(&mut names, |a, b| {
            mask.key(a).cmp(&mask.key(b)).then(a.cmp(b))
        });
        let numbered = names.into_iter().enumerate();
        numbered
            .map(|(at, name)| (name, format!("{} {}", mask.person, at + 1)))
            .collect()
    }
}

/// Whether a field names a person; the name of an account is a customer's.
fn is_person(table: TableId, field: &str) -> bool {
    PEOPLE.contains(&field) && (table != TableId::Accounts || field != "name")
}

impl Mask<'_> {
    /// A number that goes with a text and tells nothing of it (splitmix64 over FNV-1a).
    fn key(self, text: &str) -> u64 {
        let start = 0xcbf2_9ce4_8422_2325 ^ self.secret;
        let hash = text.bytes().fold(start, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        let mut mixed = hash.wrapping_add(self.secret);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// An amount times the factor, to its own decimal places.
    fn amount(self, amount: Decimal) -> Option<Decimal> {
        let thousandths = FACTORS.0 + self.key("amounts") % FACTORS.1;
        let scaled = i128::from(amount.mantissa) * i128::from(thousandths);
        let mantissa = i64::try_from((scaled + 500).div_euclid(1_000)).ok()?;
        Some(Decimal { mantissa, ..amount })
    }
}

/// What masks the tables.
struct Masking<'d> {
    mask: Mask<'d>,
    ids: &'d [&'d str],
    new_ids: &'d [String],
    people: BTreeMap<&'d str, String>,
}

impl Masking<'_> {
    /// The rows of a table, as if they were imported.
    fn batch(&self, table: &Table) -> Batch {
        let known = |row: &u32| {
            let account = table.accounts.get(*row as usize);
            account.is_none_or(|&account| (account as usize) < self.ids.len())
        };
        let rows: Vec<u32> = (0..table.rows).filter(known).collect();
        let table = table.select(&rows);
        let mut batch = Batch::new(table.id, AccountKey::Id);
        for &account in &table.accounts {
            batch
                .accounts
                .push(self.new_ids.get(account as usize).map(String::as_str));
        }
        for (at, field) in table.spec().fields.iter().enumerate() {
            let column = table.columns.get(at).and_then(Option::as_ref);
            let column =
                column.and_then(|column| self.column(&table, (field.name, field.kind), column));
            if let Some(slot) = batch.columns.get_mut(at) {
                *slot = column;
            }
        }
        for custom in &table.custom {
            if !matches!(custom.column, Column::Text(_)) {
                batch.custom.push(CustomColumn::clone(custom));
            }
        }
        batch.end_rows(table.len());
        batch
    }

    /// A column without names; none where it is free text.
    fn column(
        &self,
        table: &Table,
        (name, kind): (&str, FieldKind),
        column: &Column,
    ) -> Option<Column> {
        match column {
            Column::Number(numbers) if kind == FieldKind::Money => {
                Some(Column::Number(self.amounts(numbers, |_| true)))
            }
            Column::Number(numbers) if (table.id, name) == (TableId::Snapshots, "number") => {
                let is_money = |row: usize| {
                    table
                        .column("field")
                        .and_then(|field| field.text(row))
                        .is_some_and(is_money)
                };
                Some(Column::Number(self.amounts(numbers, is_money)))
            }
            Column::Text(texts) => self.texts(table.id, (name, kind), texts).map(Column::Text),
            Column::Number(_) | Column::Day(_) | Column::Flag(_) => Some(column.clone()),
        }
    }

    fn amounts(&self, numbers: &Decimals, is_amount: impl Fn(usize) -> bool) -> Decimals {
        let mut out = Decimals::default();
        for row in 0..numbers.len() {
            let value = numbers.decimal(row);
            let value = if is_amount(row) {
                value.and_then(|value| self.mask.amount(value))
            } else {
                value
            };
            if !out.push(value) {
                out.push(None);
            }
        }
        out
    }

    fn texts(
        &self,
        table: TableId,
        (name, kind): (&str, FieldKind),
        texts: &TextColumn,
    ) -> Option<TextColumn> {
        let account = |id: &str| {
            let at = self.ids.binary_search(&id).ok()?;
            self.new_ids.get(at).cloned()
        };
        let numbered = |word: &str, text: &str| {
            texts
                .dict()
                .code(text)
                .map(|code| format!("{word} {}", code + 1))
        };
        let of = |text: &str| match (table, name) {
            (TableId::Accounts, "account_id" | "parent_id") => account(text),
            (TableId::Goals, "goal") => numbered(name, text),
            _ if is_person(table, name) => self.people.get(text).cloned(),
            _ if kind == FieldKind::Id => numbered(table.name(), text),
            _ => Some(text.to_owned()),
        };
        let is_customer = table == TableId::Accounts && name == "name";
        let stays =
            kind == FieldKind::Id || matches!(kind, FieldKind::Category(_)) || KEPT.contains(&name);
        if !(stays || is_customer || is_person(table, name) || matches!(name, "parent_id" | "goal"))
        {
            return None;
        }
        let mut out = TextColumn::default();
        for row in 0..texts.codes().len() {
            let text = if is_customer {
                self.new_ids
                    .get(row)
                    .map(|id| format!("{} {}", self.mask.customer, &id[1..]))
            } else {
                texts.get(row).and_then(of)
            };
            out.push(text.as_deref());
        }
        Some(out)
    }
}

/// Whether a field of a sheet of customers holds an amount.
fn is_money(field: &str) -> bool {
    let mut fields = TableId::ALL
        .into_iter()
        .flat_map(|table| table.spec().fields);
    fields.any(|spec| spec.name == field && spec.kind == FieldKind::Money)
}

#[cfg(test)]
mod tests {
    use super::Mask;
    use crate::{AccountKey, Batch, Column, Dataset, Decimal, TableId, merge};

    const MASK: Mask<'_> = Mask {
        secret: 7,
        customer: "客户",
        person: "Person",
    };

    fn text(batch: &mut Batch, field: &str, value: &str) {
        let (at, _) = batch.table().spec().field(field).unwrap();
        let Some(Column::Text(column)) = batch.column_mut(at) else {
            panic!("{field}")
        };
        column.push(Some(value));
    }

    fn amount(batch: &mut Batch, field: &str, value: i64) {
        let (at, _) = batch.table().spec().field(field).unwrap();
        let Some(Column::Number(column)) = batch.column_mut(at) else {
            panic!("{field}")
        };
        assert!(column.push(Some(Decimal::whole(value))));
    }

    fn data() -> Dataset {
        let mut accounts = Batch::new(TableId::Accounts, AccountKey::Id);
        for (id, name, owner, arr) in [
            ("ACME", "Acme GmbH", "Li Na", 100),
            ("BETA", "Beta Ltd", "Li Na", 300),
        ] {
            text(&mut accounts, "account_id", id);
            text(&mut accounts, "name", name);
            text(&mut accounts, "owner", owner);
            text(&mut accounts, "segment", "enterprise");
            text(&mut accounts, "problem", "Acme wants out");
            amount(&mut accounts, "arr", arr);
            accounts.end_row();
        }
        let mut touches = Batch::new(TableId::Touchpoints, AccountKey::Id);
        for id in ["BETA", "GONE"] {
            touches.account_mut().push(Some(id));
            text(&mut touches, "owner", "Li Na");
            text(&mut touches, "outcome", "Beta is angry");
            touches.end_row();
        }
        merge(&Dataset::default(), vec![accounts, touches]).0
    }

    #[test]
    fn nobody_is_named_and_the_same_one_is_the_same_everywhere() {
        let (masked, ids) = data().masked(MASK);
        let all = TableId::ALL.map(|table| masked.to_csv(table)).concat();
        for name in ["ACME", "BETA", "GONE", "Acme", "Beta", "Li Na", "angry"] {
            assert!(!all.contains(name), "{name} in {all}");
        }
        let beta = masked.account(&ids[1]).unwrap();
        let touches = masked.table(TableId::Touchpoints);
        assert_eq!(
            touches.accounts(),
            [beta],
            "the row of an unknown customer falls away"
        );
        assert_eq!(touches.column("owner").unwrap().text(0), Some("Person 1"));
        let accounts = masked.table(TableId::Accounts);
        let row = beta as usize;
        assert_eq!(
            accounts.column("owner").unwrap().text(row),
            Some("Person 1")
        );
        assert_eq!(
            accounts.column("segment").unwrap().text(row),
            Some("enterprise")
        );
        assert_eq!(
            masked.account_name(beta).unwrap(),
            format!("客户 {}", &ids[1][1..])
        );
        let arr = |account: &str| {
            let row = masked.account(account).unwrap() as usize;
            accounts.column("arr").unwrap().number(row).unwrap()
        };
        assert!(
            arr(&ids[0]) > 0.0 && (arr(&ids[0]) - 100.0).abs() > 0.5,
            "amounts are others"
        );
        assert!(
            (arr(&ids[1]) / arr(&ids[0]) - 3.0).abs() < 0.05,
            "in the same proportion"
        );
        assert_eq!(
            data().masked(MASK).0,
            masked,
            "the same secret gives the same names"
        );
    }
}
