//! The signals that hold on a date, by account: what `perennial alerts` prints, as data.

use crate::error::LibraryError;
use crate::portfolio::Portfolio;
use perennial_data::{Bilingual, Day};
use perennial_engine::model::life::{Direction, Severity, SignalFamily};
use perennial_life::alert::alerts;
use perennial_snapshot::ModelName;
use serde::Serialize;

/// All alerts on a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Alerts {
    /// The date.
    pub as_of: Day,
    /// The model that decides.
    pub model: ModelName,
    /// The alerts.
    pub alerts: Vec<AlertOf>,
}

/// A signal that holds for an account.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AlertOf {
    /// The account's id.
    pub account: String,
    /// Its name.
    pub name: Option<String>,
    /// Its owner.
    pub owner: Option<String>,
    /// Id of the signal.
    pub signal: String,
    /// The signal's name.
    pub title: Bilingual,
    /// What it is about.
    pub family: SignalFamily,
    /// Good news or bad.
    pub direction: Direction,
    /// How much it matters for this account.
    pub severity: Severity,
    /// The first day on which it held.
    pub first_seen: Day,
    /// The last.
    pub last_seen: Day,
    /// How often it was seen.
    pub occurrences: u32,
}

impl Portfolio {
    /// All alerts.
    ///
    /// # Errors
    /// A metric of the model's life sections that there is not.
    pub fn alerts(&self, as_of: Day) -> Result<Alerts, LibraryError> {
        let lived = self.lived(as_of)?;
        let observation = &lived.observed.observation;
        let found = alerts(&self.data, &lived.timeline, observation, &lived.work);
        let view = |alert: &perennial_life::alert::Alert| {
            let signal = lived.plan.model().signals().get(alert.signal)?;
            Some(AlertOf {
                account: self.id(alert.account).to_owned(),
                name: self.data.account_name(alert.account).map(str::to_owned),
                owner: lived.owner(alert.account).map(str::to_owned),
                signal: signal.id.clone(),
                title: signal.title.clone(),
                family: signal.family,
                direction: signal.direction,
                severity: alert.severity,
                first_seen: alert.first_seen,
                last_seen: alert.last_seen,
                occurrences: alert.occurrences,
            })
        };
        Ok(Alerts {
            as_of,
            model: self.model_name(),
            alerts: found.iter().filter_map(view).collect(),
        })
    }
}
