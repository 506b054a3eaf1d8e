//! What a list of contracts may leave out because it follows from the rest: the start of a term of
//! which only the end is known, the amount where the file gives monthly revenue.

use super::place::Column;
use crate::plan::{Plan, Shape, Target};
use crate::problem::{Code, Problem};
use perennial_data::{Batch, Column as Stored, Day, Decimal, MISSING_DAY, TableId};

/// Which columns the missing fields are made from.
pub(super) struct Terms {
    starts_on: Option<usize>,
    ends_on: Option<usize>,
    mrr: Option<usize>,
    starts_missing: bool,
    amount_missing: bool,
    assumed: (u64, u64),
}

/// Whether the contracts' field `field` follows from others that `given` says are there.
pub(super) fn follows(field: &str, given: impl Fn(&str) -> bool) -> bool {
    match field {
        "starts_on" => given("ends_on"),
        "amount" => given("mrr"),
        _ => false,
    }
}

impl Terms {
    /// For contracts that lack a field that can be made; `None` for everything else.
    pub(super) fn for_plan(plan: &Plan, columns: &[Column]) -> Option<Self> {
        let find = |field: &str| {
            let target = Target::field(TableId::Contracts, field);
            columns.iter().position(|column| column.target == target)
        };
        let (starts_on, ends_on, mrr) = (find("starts_on"), find("ends_on"), find("mrr"));
        let starts_missing = starts_on.is_none() && ends_on.is_some();
        let amount_missing = find("amount").is_none() && mrr.is_some();
        let needed = starts_missing || amount_missing;
        (plan.shape == Shape::Table(TableId::Contracts) && needed).then_some(Self {
            starts_on,
            ends_on,
            mrr,
            starts_missing,
            amount_missing,
            assumed: (0, 0),
        })
    }

    pub(super) fn push(
        &mut self,
        batch: &mut Batch,
        columns: &[Column],
        rows: impl Iterator<Item = usize>,
        first: usize,
    ) {
        let position = |name| TableId::Contracts.spec().field(name).map(|(at, _)| at);
        for row in rows {
            let day = |at: Option<usize>| {
                let days = &columns.get(at?)?.values.days;
                days.get(row - first).and_then(|&day| Day::from_column(day))
            };
            let end = day(self.ends_on);
            let start = day(self.starts_on).or_else(|| end.map(|end| end.plus_months(-12)));
            if self.starts_missing
                && let Some(Stored::Day(to)) =
                    position("starts_on").and_then(|at| batch.column_mut(at))
            {
                to.push(start.map_or(MISSING_DAY, Day::number));
                self.assumed.0 += u64::from(start.is_some());
            }
            if self.amount_missing
                && let Some(Stored::Number(to)) =
                    position("amount").and_then(|at| batch.column_mut(at))
            {
                let mrr = self
                    .mrr
                    .and_then(|at| columns.get(at)?.values.number(row - first));
                let amount = mrr.and_then(|mrr| amount(mrr, start, end));
                self.assumed.1 += u64::from(amount.is_some());
                to.push(amount);
            }
        }
    }

    pub(super) fn finish(&self, notes: &mut Vec<Problem>) {
        if self.assumed.0 > 0 {
            notes.push(Problem::new(Code::StartAssumed).with("rows", self.assumed.0));
        }
        if self.assumed.1 > 0 {
            notes.push(Problem::new(Code::AmountAssumed).with("rows", self.assumed.1));
        }
    }
}

/// Monthly revenue times the months of the term; times twelve where it has no end.
fn amount(mrr: Decimal, start: Option<Day>, end: Option<Day>) -> Option<Decimal> {
    let months = match (start, end) {
        (Some(start), Some(end)) => end.months_since(start).max(1),
        _ => 12,
    };
    let mantissa = mrr.mantissa.checked_mul(i64::from(months))?;
    Some(Decimal { mantissa, ..mrr })
}
