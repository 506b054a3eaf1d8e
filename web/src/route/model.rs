//! What an address says about the model room: which part of the model is in hand.

use super::codec::Pairs;

/// A part of the model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ModelTab {
    /// Weights of measures, groups and factors.
    #[default]
    Weights,
    /// How measures score values.
    Curves,
    /// Bands, caps and variants.
    Rules,
    /// Metrics of the model's own.
    Metrics,
    /// When signals hold.
    Signals,
    /// How much hangs on the exact numbers.
    Robust,
    /// Why health changed between two dates or models.
    Change,
    /// Saved versions.
    Versions,
}

impl ModelTab {
    /// All, in the order in which they stand.
    pub(crate) const ALL: [Self; 8] = [
        Self::Weights,
        Self::Curves,
        Self::Rules,
        Self::Metrics,
        Self::Signals,
        Self::Robust,
        Self::Change,
        Self::Versions,
    ];

    /// Its name in addresses.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Weights => "weights",
            Self::Curves => "curves",
            Self::Rules => "rules",
            Self::Metrics => "metrics",
            Self::Signals => "signals",
            Self::Robust => "robustness",
            Self::Change => "change",
            Self::Versions => "versions",
        }
    }

    /// The part of that name.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.code() == code)
    }

    pub(super) fn read(pairs: &Pairs) -> Self {
        let code = pairs.text("part");
        code.and_then(|code| Self::of_code(&code))
            .unwrap_or_default()
    }

    pub(super) fn write(self, pairs: &mut Pairs) {
        if self != Self::default() {
            pairs.push("part", self.code());
        }
    }
}
