//! The sections that ship, and those in force: a model's own, else the ones that ship.

use crate::document::Model;
use crate::life::{Cadence, Play, Plays, Signal, Stages, Tiers};
use std::sync::OnceLock;

/// All sections that ship.
#[derive(Debug, Default)]
struct Defaults {
    signals: Vec<Signal>,
    stages: Stages,
    tiers: Tiers,
    plays: Plays,
}

macro_rules! section {
    ($name:literal) => {
        // What the build wrote unpacks; that it does is tested below.
        crate::packed::unpack(include_bytes!(concat!(
            env!("OUT_DIR"),
            "/",
            $name,
            ".packed"
        )))
        .unwrap_or_default()
    };
}

fn defaults() -> &'static Defaults {
    static DEFAULTS: OnceLock<Defaults> = OnceLock::new();
    DEFAULTS.get_or_init(|| Defaults {
        signals: section!("signals"),
        stages: section!("stages"),
        tiers: section!("tiers"),
        plays: section!("plays"),
    })
}

impl Model {
    /// The signals in force.
    #[must_use]
    pub fn signals(&self) -> &[Signal] {
        self.signals.as_deref().unwrap_or(&defaults().signals)
    }

    /// The stages in force.
    #[must_use]
    pub fn stages(&self) -> &Stages {
        self.stages.as_ref().unwrap_or(&defaults().stages)
    }

    /// The tiers in force.
    #[must_use]
    pub fn tiers(&self) -> &Tiers {
        self.tiers.as_ref().unwrap_or(&defaults().tiers)
    }

    /// The plays in force.
    #[must_use]
    pub fn plays(&self) -> &[Play] {
        self.plays.as_deref().unwrap_or(&defaults().plays.plays)
    }

    /// The cadences in force.
    #[must_use]
    pub fn cadences(&self) -> &[Cadence] {
        let own = self.cadences.as_deref();
        own.unwrap_or(&defaults().plays.cadences)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Model, shipped};

    #[test]
    fn the_sections_that_ship_are_those_of_the_documents_and_valid_in_every_shipped_model() {
        let ships = defaults();
        let read = |json| crate::json::read::<Plays>(json).unwrap();
        let plays = read(include_str!("../life/plays.json"));
        assert_eq!(ships.plays, plays);
        for shipped in shipped() {
            let mut model = Model::parse(shipped.json()).unwrap();
            model.signals = Some(ships.signals.clone());
            model.stages = Some(ships.stages.clone());
            model.tiers = Some(ships.tiers.clone());
            model.plays = Some(plays.plays.clone());
            model.cadences = Some(plays.cadences.clone());
            model.validate().unwrap();
            // What is written reads as the same.
            assert_eq!(Model::parse(&model.to_json().unwrap()).unwrap(), model);
        }
    }

    #[test]
    fn an_absent_section_is_the_one_that_ships() {
        let model = Model::parse(shipped()[0].json()).unwrap();
        assert!(model.signals.is_none() && !model.signals().is_empty());
        assert!(model.stages().set().is_some());
        let none = Model {
            signals: Some(Vec::new()),
            ..model
        };
        assert!(none.signals().is_empty());
    }
}
