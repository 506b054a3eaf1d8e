//! What an address says about the Value map: which of its customers are picked out.

use super::codec::Pairs;
use perennial_protocol::view::Band;

/// Which customers are picked out. Conditions that are set hold together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ValueChoice {
    /// Of this tier, by its id.
    pub(crate) tier: Option<String>,
    /// Of this band.
    pub(crate) band: Option<Band>,
    /// With this service level, by its id.
    pub(crate) level: Option<String>,
    /// Without an owner.
    pub(crate) nobody: bool,
    /// Of these quintiles of recency and frequency, 1 to 5.
    pub(crate) bought: Option<(u8, u8)>,
}

impl ValueChoice {
    /// Whether all customers are seen alike.
    pub(crate) fn is_all(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn read(pairs: &Pairs) -> Self {
        let band = pairs.text("band");
        let band = band.and_then(|code| Band::ALL.into_iter().find(|band| band.code() == code));
        let quintile = |text: &str| text.parse().ok().filter(|n| (1..=5).contains(n));
        let bought = pairs.pieces("bought").and_then(|pieces| match &pieces[..] {
            [recency, frequency] => quintile(recency).zip(quintile(frequency)),
            _ => None,
        });
        Self {
            tier: pairs.text("tier"),
            band,
            level: pairs.text("level"),
            nobody: pairs.text("owner").is_some_and(|owner| owner.is_empty()),
            bought,
        }
    }

    pub(super) fn write(&self, pairs: &mut Pairs) {
        if let Some(tier) = &self.tier {
            pairs.push("tier", tier);
        }
        if let Some(band) = self.band {
            pairs.push("band", band.code());
        }
        if let Some(level) = &self.level {
            pairs.push("level", level);
        }
        if self.nobody {
            pairs.push("owner", "");
        }
        if let Some((recency, frequency)) = self.bought {
            pairs.push_pieces("bought", &[recency.to_string(), frequency.to_string()]);
        }
    }
}
