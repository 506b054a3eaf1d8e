//! Random numbers that are the same everywhere: SplitMix64 (Steele, Lea, Flood 2014; the public
//! domain form), integers only. Every account and purpose has its own stream, so that a change in
//! one table leaves all others as they are.

/// What a stream is for.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    Shuffle,
    Profile,
    Contracts,
    Wander,
    Usage,
    Tickets,
    Surveys,
    Touchpoints,
    Goals,
    Invoices,
    Purchases,
    Contacts,
    Events,
    Snapshots,
    FirstGoal,
}

/// A stream of pseudo-random numbers.
pub(crate) struct Rng(u64);

impl Rng {
    /// The stream of `account` for `purpose`.
    pub(crate) fn new(account: u32, purpose: Purpose) -> Self {
        let seed = (u64::from(account) << 8) | (purpose as u64 + 1);
        Self(seed.wrapping_mul(0xd134_2543_de82_ef95))
    }

    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 32) as u32
    }

    /// A number from `low` to `high`, both included; `low` where the range is empty.
    pub(crate) fn between(&mut self, low: i32, high: i32) -> i32 {
        let span = u64::from(high.saturating_sub(low).max(0).unsigned_abs()) + 1;
        let offset = (u64::from(self.next()) * span) >> 32;
        low.saturating_add(i32::try_from(offset).unwrap_or(0))
    }

    /// True `permille` times out of a thousand.
    pub(crate) fn chance(&mut self, permille: i32) -> bool {
        self.between(0, 999) < permille
    }

    /// A position in a list of `len` entries; 0 for an empty one.
    pub(crate) fn index(&mut self, len: usize) -> usize {
        let last = i32::try_from(len).unwrap_or(i32::MAX) - 1;
        usize::try_from(self.between(0, last)).unwrap_or(0)
    }

    /// A position in `weights`, each as likely as its weight.
    pub(crate) fn weighted(&mut self, weights: &[i32]) -> usize {
        let mut left = self.between(0, weights.iter().sum::<i32>() - 1);
        for (position, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0 {
                return position;
            }
        }
        0
    }

    /// A whole number whose mean is `permille` / 1000.
    pub(crate) fn count(&mut self, permille: i32) -> i32 {
        permille / 1000 + i32::from(self.chance(permille % 1000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_in_their_range_and_reach_its_ends() {
        let mut rng = Rng::new(7, Purpose::Usage);
        let drawn: Vec<i32> = (0..1000).map(|_| rng.between(-2, 3)).collect();
        assert_eq!(drawn.iter().min(), Some(&-2));
        assert_eq!(drawn.iter().max(), Some(&3));
        assert_eq!(rng.between(5, 4), 5);
        let heads = (0..10_000).filter(|_| rng.chance(250)).count();
        assert!((2_300..2_700).contains(&heads), "{heads}");
        assert!((0..1000).all(|_| rng.weighted(&[0, 5, 0]) == 1));
    }
}
