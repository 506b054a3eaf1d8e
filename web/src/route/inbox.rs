//! What an address says about the Inbox: whose it is, how far ahead it looks, whether what rests
//! is in it too.

use super::codec::Pairs;

/// How far ahead the Inbox looks, in days.
pub(crate) const HORIZONS: [u32; 5] = [7, 14, 30, 90, 365];

/// How the Inbox is looked at. Everything that a link restores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InboxChoice {
    /// Only this owner's; empty text: nobody's; `None`: everybody's.
    pub(crate) owner: Option<String>,
    /// Also what rests.
    pub(crate) snoozed: bool,
    /// Tasks due later than so many days after the date are left out.
    pub(crate) horizon_days: u32,
}

impl Default for InboxChoice {
    fn default() -> Self {
        Self {
            owner: None,
            snoozed: false,
            horizon_days: 30,
        }
    }
}

impl InboxChoice {
    pub(super) fn read(pairs: &Pairs) -> Self {
        let usual = Self::default();
        let days = pairs.text("days").and_then(|text| text.parse().ok());
        Self {
            owner: pairs.text("owner"),
            snoozed: pairs.text("snoozed").is_some_and(|text| text == "yes"),
            horizon_days: days
                .filter(|days| HORIZONS.contains(days))
                .unwrap_or(usual.horizon_days),
        }
    }

    pub(super) fn write(&self, pairs: &mut Pairs) {
        if let Some(owner) = &self.owner {
            pairs.push("owner", owner);
        }
        if self.snoozed {
            pairs.push("snoozed", "yes");
        }
        if self.horizon_days != Self::default().horizon_days {
            pairs.push("days", &self.horizon_days.to_string());
        }
    }
}
