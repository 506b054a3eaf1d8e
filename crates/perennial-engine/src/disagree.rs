//! Where single measures contradict the score: one that says red of a customer who is green, and the other way round.
//! The mean hides them; a person should look.

use crate::compiled::Compiled;
use crate::measure_table::PRESENT;
use crate::model::BandId;
use crate::run::Run;
use perennial_data::{AccountIdx, Bilingual, sort_by};
use serde::{Deserialize, Serialize};

/// A measure that says the opposite of the account's band.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Disagreement {
    /// The measure's id.
    pub measure: String,
    /// Its name.
    pub title: Bilingual,
    /// Its score.
    pub score: f64,
    /// The band that its score alone would be: red while the account is green, or green while it is red.
    pub says: BandId,
    /// Effective weight in the account's health, 0 to 1.
    pub weight: f64,
}

/// Over all accounts, whom a measure contradicts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dissent {
    /// The measure's id.
    pub measure: String,
    /// Green accounts of which it says red, by number.
    pub red_in_green: Vec<AccountIdx>,
    /// Red accounts of which it says green.
    pub green_in_red: Vec<AccountIdx>,
}

/// The opposite of a band; yellow and grey have none.
fn opposite(band: Option<BandId>) -> Option<BandId> {
    match band? {
        BandId::Green => Some(BandId::Red),
        BandId::Red => Some(BandId::Green),
        BandId::Yellow => None,
    }
}

/// What a measure says of an account by itself; `None` where it has no data or weighs nothing.
fn says(compiled: &Compiled, run: &Run, measure: usize, account: usize) -> Option<(f64, BandId)> {
    let column = run.measures.columns.get(measure)?;
    let variant = usize::from(*run.measures.variants.get(account)?);
    let set = compiled.set(variant, run.measures.key_account[account]);
    let counts = column.states[account] & PRESENT != 0 && set.global[measure] > 0.0;
    let score = column.scores[account];
    let band = compiled.band(variant, score).filter(|_| counts)?;
    Some((score, band))
}

/// The measures that contradict an account's final band, the heaviest first. Bands are cut for a measure's score as
/// they are for health; nothing is said of accounts that are neither red nor green.
#[must_use]
pub fn disagreements(compiled: &Compiled, run: &Run, account: AccountIdx) -> Vec<Disagreement> {
    let account = account as usize;
    let band = run.evaluation.bands.get(account).copied().flatten();
    let Some(opposite) = opposite(band) else {
        return Vec::new();
    };
    let variant = usize::from(run.measures.variants[account]);
    let set = compiled.set(variant, run.measures.key_account[account]);
    let columns = &run.measures.columns;
    let weights = set.effective(compiled.layout(), |m| !columns[m].scores[account].is_nan());
    let measures = compiled.model().measures.iter().enumerate();
    let mut found: Vec<Disagreement> = measures
        .filter_map(|(position, measure)| {
            let (score, says) = says(compiled, run, position, account)?;
            let title = measure.title.clone();
            let of_metric = || {
                compiled
                    .metric_of(measure)
                    .map(|metric| metric.title.clone())
            };
            (says == opposite).then(|| Disagreement {
                measure: measure.id.clone(),
                title: title.or_else(of_metric).unwrap_or_default(),
                score,
                says,
                weight: weights[position],
            })
        })
        .collect();
    sort_by(&mut found, |a, b| b.weight.total_cmp(&a.weight));
    found
}

/// Of every measure, in the model's order, the accounts that it contradicts.
#[must_use]
pub fn dissent(compiled: &Compiled, run: &Run) -> Vec<Dissent> {
    let measures = compiled.model().measures.iter().enumerate();
    measures
        .map(|(position, measure)| {
            let mut dissent = Dissent {
                measure: measure.id.clone(),
                red_in_green: Vec::new(),
                green_in_red: Vec::new(),
            };
            for (account, number) in (0..run.evaluation.n_accounts()).zip(0_u32..) {
                let band = run.evaluation.bands[account];
                let Some(opposite) = opposite(band) else {
                    continue;
                };
                if says(compiled, run, position, account).is_some_and(|(_, says)| says == opposite)
                {
                    match opposite {
                        BandId::Red => dissent.red_in_green.push(number),
                        _ => dissent.green_in_red.push(number),
                    }
                }
            }
            dissent
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{disagreements, dissent};
    use crate::model::{BandId, shipped};
    use crate::vectors::dataset;
    use crate::{Compiled, Model, evaluate};
    use serde_json::json;

    #[test]
    fn an_unhappy_voice_in_a_green_account_is_said_and_a_happy_one_in_a_red_account_too() {
        let row = |id: &str, field: &str, number: u32| json!({"account_id": id, "date": "2026-03-01", "field": field, "number": number});
        let day = |id: &str, day: &str| json!({"account_id": id, "date": "2026-03-01", "field": "last_login_on", "day": day});
        let data = dataset(&json!({
            "accounts": [{"account_id": "green"}, {"account_id": "red"}, {"account_id": "none"}],
            "snapshots": [
                row("green", "logins_30d", 40), row("green", "nps", 2), day("green", "2026-03-01"),
                row("red", "logins_30d", 0), row("red", "nps", 10), day("red", "2026-01-01"),
            ],
            "contracts": [
                {"contract_id": "1", "account_id": "green", "starts_on": "2026-01-01", "ends_on": "2027-01-01", "amount": 1},
                {"contract_id": "2", "account_id": "red", "starts_on": "2025-03-10", "ends_on": "2026-03-10", "amount": 1},
            ]
        }))
        .unwrap();
        let mut model = Model::parse(shipped()[2].json()).unwrap();
        model.coverage_minimum = 0.5;
        let compiled = Compiled::new(&model).unwrap();
        let run = evaluate(&data, &compiled, &[], "2026-03-01".parse().unwrap());
        let account = |id: &str| data.account(id).unwrap();
        let band = |id: &str| run.evaluation.bands()[account(id) as usize];
        assert_eq!(
            [band("green"), band("red"), band("none")],
            [Some(BandId::Green), Some(BandId::Red), None]
        );
        let told = |id: &str| {
            let found = disagreements(&compiled, &run, account(id));
            found
                .into_iter()
                .map(|d| (d.measure, d.score, d.says))
                .collect::<Vec<_>>()
        };
        assert_eq!(told("green"), [("nps".to_owned(), 20.0, BandId::Red)]);
        assert_eq!(told("red"), [("nps".to_owned(), 100.0, BandId::Green)]);
        assert_eq!(told("none"), []);
        for of in dissent(&compiled, &run) {
            let is_nps = of.measure == "nps";
            assert_eq!(
                of.red_in_green,
                if is_nps {
                    vec![account("green")]
                } else {
                    vec![]
                },
                "{}",
                of.measure
            );
            assert_eq!(
                of.green_in_red,
                if is_nps { vec![account("red")] } else { vec![] },
                "{}",
                of.measure
            );
        }
    }
}
