//! The Customer page.

use crate::query::rows::{cell, columns_of, of_account};
use crate::session::{Session, count};
use perennial_data::{Day, Table, TableId, number_text, sort_by};
use perennial_protocol::Failure;
use perennial_protocol::view::{
    CellView, ContactView, ContractView, CustomerView, TableSize, TrendPoint,
};

/// Month-ends of the trend.
const TREND_MONTHS: u32 = 24;

impl Session {
    pub(crate) fn customer(
        &mut self,
        id: &str,
        as_of: Day,
        since: Day,
    ) -> Result<CustomerView, Failure> {
        let account = self.account(id)?;
        let position = account as usize;
        let explanation = self.explanation(account, as_of)?;
        let change = self.change_between(account, since, as_of)?;
        let dates = Self::trend_dates(as_of, TREND_MONTHS);
        let slices = self.evaluations.slices(&self.state, &dates);
        let trend = dates.iter().zip(slices).map(|(&on, slice)| TrendPoint {
            on,
            health: slice.health(position),
            band: slice.bands.get(position).copied().unwrap_or_default(),
        });
        let trend = trend.collect();
        let data = &self.state.data;
        let accounts = data.table(TableId::Accounts);
        let fields = columns_of(accounts).into_iter().filter_map(|field| {
            let text = match cell(accounts, &field, position, as_of) {
                CellView::Text(text) => text,
                CellView::Number(number) => number_text(number),
                CellView::Day(day) => day.to_string(),
                CellView::Flag(flag) => flag.to_string(),
                CellView::Health(_) | CellView::Missing => return None,
            };
            Some((field, text))
        });
        let tables = TableId::ALL
            .into_iter()
            .skip(1)
            .map(|id| data.table(id))
            .filter_map(|table| {
                let rows = count(of_account(table, account, as_of).len());
                (rows > 0).then_some(TableSize {
                    table: table.id(),
                    rows,
                    unmatched: 0,
                })
            });
        Ok(CustomerView {
            id: id.to_owned(),
            name: data.account_name(account).unwrap_or_default().to_owned(),
            exists: explanation.exists,
            fields: fields.collect(),
            currency: accounts
                .column("currency")
                .and_then(|column| column.text(position))
                .unwrap_or_default()
                .to_owned(),
            explanation: self.explanation_view(&explanation),
            change,
            trend,
            contracts: contracts(data.table(TableId::Contracts), account, as_of),
            contacts: contacts(data.table(TableId::Contacts), account, as_of),
            tables: tables.collect(),
            neighbours: self.neighbours(account, as_of),
        })
    }

    /// The ids before and after an account in order of name, among those that exist.
    fn neighbours(&mut self, account: u32, as_of: Day) -> (Option<String>, Option<String>) {
        let run = self.evaluations.run(&self.state, as_of);
        let data = &self.state.data;
        let key = |account: u32| (data.account_name(account).unwrap_or_default(), account);
        let mine = key(account);
        let exists = (0_u32..)
            .zip(run.evaluation.exists())
            .filter(|&(_, &exists)| exists);
        let (mut before, mut after) = (None, None);
        for other in exists.map(|(other, _)| key(other)) {
            if other < mine && before.is_none_or(|held| other > held) {
                before = Some(other);
            }
            if other > mine && after.is_none_or(|held| other < held) {
                after = Some(other);
            }
        }
        let id = |found: Option<(&str, u32)>| {
            found
                .and_then(|(_, account)| data.account_id(account))
                .map(str::to_owned)
        };
        (id(before), id(after))
    }
}

fn contracts(table: &Table, account: u32, as_of: Day) -> Vec<ContractView> {
    let rows = of_account(table, account, as_of);
    let contract = |&row: &u32| {
        let row = row as usize;
        let day = |field: &str| table.column(field).and_then(|column| column.day(row));
        let number = |field: &str| table.column(field).and_then(|column| column.number(row));
        let text = |field: &str| match cell(table, field, row, as_of) {
            CellView::Text(text) => Some(text),
            _ => None,
        };
        let (starts_on, ends_on) = (day("starts_on"), day("ends_on"));
        let term = starts_on
            .zip(ends_on)
            .map(|(start, end)| end.days_since(start))
            .filter(|days| *days > 0);
        #[allow(clippy::cast_possible_truncation)] // days of notice
        let notice = number("notice_days").map(|days| days as i32);
        ContractView {
            id: text("contract_id").unwrap_or_default(),
            starts_on,
            ends_on,
            amount: number("amount"),
            outcome: text("outcome"),
            in_force: ends_on.is_none_or(|end| as_of < end),
            // SPEC §6: the window is the last third of the term.
            window_opens: ends_on
                .zip(term)
                .map(|(end, term)| end.plus_days(-(term / 3))),
            opt_out_by: ends_on
                .zip(notice)
                .map(|(end, notice)| end.plus_days(-notice)),
        }
    };
    rows.iter().rev().map(contract).collect()
}

fn contacts(table: &Table, account: u32, as_of: Day) -> Vec<ContactView> {
    let text = |field: &str, row: usize| {
        table
            .column(field)
            .and_then(|column| column.text(row))
            .unwrap_or_default()
            .to_owned()
    };
    let mut contacts: Vec<ContactView> = of_account(table, account, as_of)
        .into_iter()
        .map(|row| row as usize)
        .map(|row| ContactView {
            name: text("name", row),
            role: text("role", row),
            prefers_channel: text("prefers_channel", row),
            prefers_content: text("prefers_content", row),
            left_on: match cell(table, "left_on", row, as_of) {
                CellView::Day(day) => Some(day),
                _ => None,
            },
        })
        .collect();
    sort_by(&mut contacts, |a, b| {
        a.left_on.is_some().cmp(&b.left_on.is_some())
    });
    contacts
}
