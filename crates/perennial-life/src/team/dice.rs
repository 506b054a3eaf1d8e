//! What differs from case to case: numbers mixed from who, what and when, so that the same case always
//! falls out the same way, whatever else there is (the finaliser of SplitMix64; Steele, Lea, Flood 2014).

use perennial_model::life::Severity;

/// What comes later than so many days was all but forgotten.
pub(super) const LATE_DAYS: i32 = 9;

/// The numbers of one case.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(parts: &[u64]) -> Self {
        Self(parts.iter().fold(0x7ea3, |seed, part| mix(seed ^ part)))
    }

    /// The `n`th number of the case, 0 to 999.
    fn roll(&self, n: u64) -> u64 {
        mix(self.0 ^ (n + 1)) % 1000
    }

    /// True `permille` times out of a thousand.
    pub(super) fn chance(&self, n: u64, permille: u64) -> bool {
        self.roll(n) < permille
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&self, n: u64, low: i32, high: i32) -> i32 {
        let span = u64::from(high.abs_diff(low)) + 1;
        low + i32::try_from(self.roll(n) * span / 1000).unwrap_or(0)
    }

    /// Days after the due day on which something is done; more than [`LATE_DAYS`] where it was all but
    /// forgotten.
    pub(super) fn lag(&self) -> i32 {
        match self.roll(10) {
            0..790 => 0,
            790..905 => 1,
            905..955 => self.between(11, 2, 3),
            955..985 => self.between(11, 4, LATE_DAYS),
            _ => self.between(11, LATE_DAYS + 2, LATE_DAYS + 10),
        }
    }

    /// Days until somebody comes to an alert.
    pub(super) fn wait(&self, severity: Severity) -> i32 {
        let most = match severity {
            Severity::Critical => 1,
            Severity::Warning => 3,
            Severity::Info => 5,
        };
        self.between(12, 0, most)
    }

    /// A position below `len`, the first ones more often.
    pub(super) fn early(&self, n: u64, len: usize) -> usize {
        let (a, b) = (self.roll(n), self.roll(n + 20));
        usize::try_from(a.min(b)).unwrap_or(0) * len / 1000
    }

    /// One of these words; empty without any.
    pub(super) fn word(&self, words: &[&str]) -> String {
        let at = usize::try_from(self.roll(13)).unwrap_or(0) * words.len() / 1000;
        words.get(at).copied().unwrap_or_default().to_owned()
    }
}

fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
