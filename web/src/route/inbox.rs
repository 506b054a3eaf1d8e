//! What an address says about the Inbox: whose it is, how far ahead it looks, whether it is alerts or
//! tasks alone, whether what rests is in it too.

use super::codec::Pairs;
use perennial_protocol::view::ItemKind;

/// How far ahead the Inbox looks, in days.
pub(crate) const HORIZONS: [u32; 5] = [7, 14, 30, 90, 365];

/// How the Inbox is looked at. Everything that a link restores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InboxChoice {
    /// Only this owner's; empty text: nobody's; `None`: everybody's.
    pub(crate) owner: Option<String>,
    /// Also what rests.
    pub(crate) snoozed: bool,
    /// Only alerts, or only tasks; `None`: both.
    pub(crate) only: Option<ItemKind>,
    /// Tasks due later than so many days after the date are left out.
    pub(crate) horizon_days: u32,
}

impl Default for InboxChoice {
    fn default() -> Self {
        Self {
            owner: None,
            snoozed: false,
            only: None,
            horizon_days: 30,
        }
    }
}

/// The name of a kind of item in addresses.
pub(crate) fn kind_code(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Alert => "alerts",
        ItemKind::Task => "tasks",
    }
}

/// The kind of that name.
pub(crate) fn kind_of(code: &str) -> Option<ItemKind> {
    let kinds = [ItemKind::Alert, ItemKind::Task];
    kinds.into_iter().find(|kind| kind_code(*kind) == code)
}

impl InboxChoice {
    /// The open alerts of an owner, all of them.
    pub(crate) fn alerts_of(owner: String) -> Self {
        Self {
            owner: Some(owner),
            only: Some(ItemKind::Alert),
            ..Self::default()
        }
    }

    pub(super) fn read(pairs: &Pairs) -> Self {
        let usual = Self::default();
        let days = pairs.text("days").and_then(|text| text.parse().ok());
        Self {
            owner: pairs.text("owner"),
            snoozed: pairs.text("snoozed").is_some_and(|text| text == "yes"),
            only: pairs.text("only").and_then(|code| kind_of(&code)),
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
        if let Some(only) = self.only {
            pairs.push("only", kind_code(only));
        }
        if self.horizon_days != Self::default().horizon_days {
            pairs.push("days", &self.horizon_days.to_string());
        }
    }
}
