//! Tenure to the day ([1.11]): the set `tenure` changes at 3 and at 12 calendar months, whatever the
//! length of the month that began.

use crate::scene::{Scene, default_model};
use serde_json::json;

/// A customer that began on a day and is only that: no rows but its account.
fn began(started: &str) -> Scene {
    let mut model = default_model();
    let mut stages = model.stages().clone();
    "tenure".clone_into(&mut stages.active);
    model.stages = Some(stages);
    let accounts = json!([{"account_id": "a", "started_on": started}]);
    Scene::of(&model, &json!({"accounts": accounts}))
}

#[test]
fn tenure_of_3_months_and_of_12_months_begins_on_the_very_day() {
    let cases = [
        // The day before 3 months, 3 months; the day before 12 months, 12 months.
        (
            "2025-01-15",
            ["2025-04-14", "2025-04-15", "2026-01-14", "2026-01-15"],
        ),
        // 30 November + 3 months is the last day of February.
        (
            "2024-11-30",
            ["2025-02-27", "2025-02-28", "2025-11-29", "2025-11-30"],
        ),
        // 31 January + 3 months is 30 April.
        (
            "2025-01-31",
            ["2025-04-29", "2025-04-30", "2026-01-30", "2026-01-31"],
        ),
        // 29 February + 12 months is 28 February.
        (
            "2024-02-29",
            ["2024-05-28", "2024-05-29", "2025-02-27", "2025-02-28"],
        ),
    ];
    for (started, days) in cases {
        let scene = began(started);
        let stages = days.map(|on| scene.stage(on).unwrap_or_default());
        assert_eq!(
            stages,
            ["onboarding", "growth", "growth", "mature"],
            "{started}"
        );
    }
}
