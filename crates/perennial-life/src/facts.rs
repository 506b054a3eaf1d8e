//! The facts of a customer that message templates ask for by name (SPEC §8). Values, not words: how
//! a date or an amount is written in a language is up to whoever shows it.

use crate::contract::ContractFacts;
use crate::message::preference;
use perennial_data::{AccountIdx, Dataset, Day, TableId};
use perennial_engine::{Compiled, MetricTable};
use perennial_model::Unit;

/// One fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// A name or words that somebody wrote.
    Text(String),
    /// A date.
    Day(Day),
    /// A number and what it counts in.
    Number(f64, Unit),
}

/// Where the facts of an account are found.
#[derive(Clone, Copy)]
pub struct FactInputs<'a> {
    /// The rows.
    pub data: &'a Dataset,
    /// The date.
    pub as_of: Day,
    /// What the contracts say.
    pub contracts: &'a ContractFacts,
    /// The metrics of the date and the model that names them.
    pub metrics: Option<(&'a Compiled, &'a MetricTable)>,
    /// The day on which the task's play began: `{days}` counts from it.
    pub began: Option<Day>,
    /// The day on which the task is due.
    pub due: Option<Day>,
}

/// A fact of an account by its name in templates; `None` where it is missing or the name stands for
/// nothing.
///
/// `customer`, `owner`, `contact` (whom to write to, [`preference`]), `intent`, `problem`, `date`,
/// `due`, `days`, `end`, `opt_out`, `metric:ID`, and `account:FIELD` for any field of the accounts.
#[must_use]
pub fn fact(inputs: &FactInputs<'_>, account: AccountIdx, name: &str) -> Option<Fact> {
    let row = account as usize;
    let contract = || inputs.contracts.get(row);
    match name {
        "customer" => field(inputs.data, row, "name"),
        "intent" => field(inputs.data, row, "purchase_intent"),
        "owner" | "problem" => field(inputs.data, row, name),
        "contact" => {
            let contact = preference(inputs.data, account, inputs.as_of);
            contact.name.map(|name| Fact::Text(name.to_owned()))
        }
        "date" => Some(Fact::Day(inputs.as_of)),
        "due" => inputs.due.map(Fact::Day),
        "days" => {
            let days = inputs.as_of.days_since(inputs.began?);
            Some(Fact::Number(f64::from(days), Unit::Days))
        }
        "end" => contract()?.ends_on.map(Fact::Day),
        "opt_out" => contract()?.opt_out_by.map(Fact::Day),
        _ => match name.split_once(':')? {
            ("metric", id) => metric(inputs, row, id),
            ("account", name) => field(inputs.data, row, name),
            _ => None,
        },
    }
}

fn field(data: &Dataset, row: usize, name: &str) -> Option<Fact> {
    let column = data.table(TableId::Accounts).column(name)?;
    let text = || column.text(row).map(|text| Fact::Text(text.to_owned()));
    let day = || column.day(row).map(Fact::Day);
    let unit = if name == "arr" {
        Unit::Money
    } else {
        Unit::Count
    };
    let number = || column.number(row).map(|number| Fact::Number(number, unit));
    text().or_else(day).or_else(number)
}

fn metric(inputs: &FactInputs<'_>, row: usize, id: &str) -> Option<Fact> {
    let (compiled, table) = inputs.metrics?;
    let position = compiled.metric_position(id)?;
    let unit = compiled.metrics().nth(position)?.unit;
    let column = table.column(position)?;
    if unit == Unit::Category {
        return column.word(row).map(|word| Fact::Text(word.to_owned()));
    }
    column.get(row).map(|value| Fact::Number(value, unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::ContractBook;
    use perennial_engine::vectors::dataset;
    use perennial_engine::{metrics, shipped};
    use perennial_model::life::RenewalWindow;
    use serde_json::json;

    #[test]
    fn facts_are_those_of_the_date_and_missing_ones_are_none() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let data = dataset(&json!({
            "accounts": [{"account_id": "a", "name": "北辰", "seats": 40, "purchase_intent": "少缺货"}],
            "contracts": [{"contract_id": "1", "account_id": "a", "starts_on": "2026-01-01", "ends_on": "2027-01-01", "amount": 1}],
            "usage": [{"account_id": "a", "date": "2026-03-01", "events": 3}],
        }))
        .unwrap();
        let as_of = day("2026-03-11");
        let facts = ContractBook::new(&data).facts(as_of, &RenewalWindow::default());
        let compiled = Compiled::new(&shipped()[0].model().unwrap()).unwrap();
        let table = metrics(&data, &compiled, as_of);
        let inputs = FactInputs {
            data: &data,
            as_of,
            contracts: &facts,
            metrics: Some((&compiled, &table)),
            began: Some(day("2026-03-04")),
            due: None,
        };
        let fact = |name: &str| fact(&inputs, 0, name);
        assert_eq!(fact("customer"), Some(Fact::Text("北辰".to_owned())));
        assert_eq!(fact("intent"), Some(Fact::Text("少缺货".to_owned())));
        assert_eq!(fact("end"), Some(Fact::Day(day("2027-01-01"))));
        assert_eq!(fact("days"), Some(Fact::Number(7.0, Unit::Days)));
        assert_eq!(fact("account:seats"), Some(Fact::Number(40.0, Unit::Count)));
        let since = fact("metric:days_since_last_use");
        assert_eq!(since, Some(Fact::Number(10.0, Unit::Days)));
        for missing in [
            "due",
            "owner",
            "contact",
            "opt_out",
            "metric:none",
            "x",
            "x:y",
            "",
            ":",
        ] {
            assert_eq!(fact(missing), None, "{missing}");
        }
        assert_eq!(super::fact(&inputs, 9, "customer"), None);
    }
}
