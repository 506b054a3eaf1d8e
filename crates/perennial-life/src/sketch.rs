//! Small models and tables for the tests of this crate.

use crate::tier::TierTable;
use perennial_data::{Bilingual, Day};
use perennial_model::life::{Offset, Pace, Play, PlayTask, Role, Signal, Since, TaskMode, Trigger};
use perennial_model::{Model, read_json};

/// A model with one signal `quiet` and the shipped stages.
pub(crate) fn model() -> Model {
    let json = r#"{"format": "perennial-model", "version": 1, "id": "m", "revision": 1,
        "name": {"zh": "模型", "en": "Model"}, "measures": [], "groups": []}"#;
    let mut model: Model = read_json(json).unwrap();
    let quiet: Signal = read_json(
        r#"{"id": "quiet", "title": {"zh": "静", "en": "Quiet"}, "definition": {"zh": "", "en": ""},
        "family": "behaviour", "direction": "risk", "severity": "warning", "when": []}"#,
    )
    .unwrap();
    model.signals = Some(vec![quiet]);
    model.plays = Some(Vec::new());
    model.cadences = Some(Vec::new());
    model
}

/// A play for all.
pub(crate) fn play(id: &str, trigger: Trigger, tasks: &[PlayTask]) -> Play {
    Play {
        id: id.to_owned(),
        title: Bilingual::same(id),
        trigger,
        tiers: Vec::new(),
        applies_to: Vec::new(),
        need: None,
        goal: None,
        tasks: tasks.to_vec(),
    }
}

/// A required task by hand of the success manager, so many days after the trigger.
pub(crate) fn task(id: &str, days: u32) -> PlayTask {
    PlayTask {
        id: id.to_owned(),
        title: Bilingual::same(id),
        detail: None,
        offset: Offset {
            days,
            from: Since::Trigger,
        },
        owner: Role::Csm,
        optional: false,
        mode: TaskMode::Manual,
        evidence: None,
        messages: Vec::new(),
        pace: Pace::Fixed,
    }
}

/// So many days after the task before.
pub(crate) fn after(days: u32) -> Offset {
    Offset {
        days,
        from: Since::Previous,
    }
}

/// Accounts in these tiers, by position; 255 for none.
pub(crate) fn tiers(positions: &[u8]) -> TierTable {
    TierTable::of_positions(Day::FIRST, positions.to_vec())
}
