//! What an address says about the Lifecycle screen: its part, and the month whose moves are seen.

use super::codec::Pairs;
use perennial_data::Day;

/// A part of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LifeTab {
    /// Customers by stage.
    #[default]
    Board,
    /// Moves between stages.
    Flows,
    /// Stages and alerts over months.
    History,
    /// What each stage is for.
    Cards,
    /// What runs beside the stages.
    Tracks,
    /// Effort over the term.
    Shape,
    /// Need × goal × play × evidence.
    Consistency,
    /// WHO × HOW × WHAT.
    Execution,
    /// Root causes of closed alerts.
    Causes,
}

impl LifeTab {
    /// All, in the order in which they stand.
    pub(crate) const ALL: [Self; 9] = [
        Self::Board,
        Self::Flows,
        Self::History,
        Self::Cards,
        Self::Tracks,
        Self::Shape,
        Self::Consistency,
        Self::Execution,
        Self::Causes,
    ];

    /// Its name in addresses.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Flows => "flows",
            Self::History => "history",
            Self::Cards => "cards",
            Self::Tracks => "tracks",
            Self::Shape => "shape",
            Self::Consistency => "consistency",
            Self::Execution => "execution",
            Self::Causes => "causes",
        }
    }

    /// The part of that name.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.code() == code)
    }
}

/// What effort and return are told by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum EffortBy {
    /// The value tier.
    #[default]
    Tier,
    /// The stage.
    Stage,
    /// Who owns the customer.
    Owner,
}

impl EffortBy {
    /// All, in the order of the view.
    pub(crate) const ALL: [Self; 3] = [Self::Tier, Self::Stage, Self::Owner];

    /// Its name in addresses.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Tier => "tier",
            Self::Stage => "stage",
            Self::Owner => "owner",
        }
    }

    /// The one of that name.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.code() == code)
    }
}

/// How the Lifecycle screen is looked at. Everything that a link restores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LifeChoice {
    /// The part.
    pub(crate) tab: LifeTab,
    /// The end of the month whose moves are seen; `None`: the newest.
    pub(crate) month: Option<Day>,
    /// What effort is told by.
    pub(crate) effort: EffortBy,
}

impl LifeChoice {
    /// A part of the screen, as it is usually seen.
    pub(crate) fn of(tab: LifeTab) -> Self {
        Self {
            tab,
            ..Self::default()
        }
    }

    pub(super) fn read(pairs: &Pairs) -> Self {
        let tab = pairs.text("part").and_then(|code| LifeTab::of_code(&code));
        let month = pairs.text("month").and_then(|text| text.parse().ok());
        let effort = pairs.text("by").and_then(|code| EffortBy::of_code(&code));
        Self {
            tab: tab.unwrap_or_default(),
            month,
            effort: effort.unwrap_or_default(),
        }
    }

    pub(super) fn write(self, pairs: &mut Pairs) {
        if self.tab != LifeTab::default() {
            pairs.push("part", self.tab.code());
        }
        if let Some(month) = self.month {
            pairs.push("month", &month.to_string());
        }
        if self.effort != EffortBy::default() {
            pairs.push("by", self.effort.code());
        }
    }
}
