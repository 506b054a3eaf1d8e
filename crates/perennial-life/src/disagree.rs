//! Signals that contradict the score: a risk that holds for a green account, an opportunity for a red one. Signals are
//! apart from the score (SPEC §7), so both can be right; a person should know.

use crate::observe::Observed;
use perennial_engine::model::BandId;
use perennial_model::Model;
use perennial_model::life::{Direction, Severity};

/// The signals that hold for an account and contradict its final band, by position in `model`, with how much each
/// matters for it: risks of at least a warning where it is green, opportunities where it is red. The gravest first.
#[must_use]
pub fn signals_against(
    model: &Model,
    observed: &Observed,
    account: usize,
) -> Vec<(usize, Severity)> {
    let band = observed.run.evaluation.bands().get(account).copied();
    let against = |direction: Direction, severity: Severity| match (band.flatten(), direction) {
        (Some(BandId::Green), Direction::Risk) => severity >= Severity::Warning,
        (Some(BandId::Red), Direction::Opportunity) => true,
        _ => false,
    };
    let signals = model.signals().iter().enumerate();
    let mut found: Vec<(usize, Severity)> = signals
        .filter(|(position, _)| observed.observation.holds(*position, account))
        .filter_map(|(position, signal)| {
            let severity = observed.observation.severity(position, account)?;
            against(signal.direction, severity).then_some((position, severity))
        })
        .collect();
    perennial_data::sort_by(&mut found, |a, b| b.1.cmp(&a.1));
    found
}

#[cfg(test)]
mod tests {
    use super::signals_against;
    use crate::scene::{Scene, default_model};
    use perennial_data::Day;
    use perennial_engine::model::BandId;
    use serde_json::{Value, json};

    #[test]
    fn a_champion_who_left_a_green_account_is_said_and_not_said_of_a_red_one() {
        let on: Day = "2026-03-01".parse().unwrap();
        let account = |id: &str| json!({"account_id": id, "seats": 10, "started_on": "2024-01-01"});
        let mut usage: Vec<Value> = Vec::new();
        for day in 0..60 {
            let date = on.plus_days(-day).to_string();
            for feature in ["a", "b", "c", "d", "e", "f"] {
                usage.push(json!({"account_id": "good", "date": date, "feature": feature, "events": 9, "users": 9}));
            }
        }
        usage.push(json!({"account_id": "bad", "date": "2025-12-20", "feature": "a", "events": 1, "users": 1}));
        let left = |id: &str| json!({"contact_id": id, "account_id": id, "role": "champion", "left_on": "2026-02-20"});
        let tables = json!({
            "accounts": [account("good"), account("bad")], "usage": usage,
            "contacts": [left("good"), left("bad")],
        });
        let mut model = default_model();
        model.coverage_minimum = 0.2;
        (model.bands[1].to, model.bands[2].from) = (60.0, 60.0);
        let scene = Scene::of(&model, &tables);
        let observed = scene.observe(on);
        let at = |id: &str| scene.data.account(id).unwrap() as usize;
        let bands = observed.run.evaluation.bands();
        assert_eq!(
            [bands[at("good")], bands[at("bad")]],
            [Some(BandId::Green), Some(BandId::Red)]
        );
        let told = |id: &str| {
            let found = signals_against(&model, &observed, at(id)).into_iter();
            found
                .map(|(position, _)| model.signals()[position].id.clone())
                .collect::<Vec<_>>()
        };
        let champion = model
            .signals()
            .iter()
            .find(|s| s.id.contains("left"))
            .unwrap()
            .id
            .clone();
        assert!(told("good").contains(&champion), "{:?}", told("good"));
        assert!(told("bad").is_empty(), "{:?}", told("bad"));
    }
}
