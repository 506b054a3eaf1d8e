//! A flag per account, 64 to a word: what rules are combined in.

/// A flag per account. Those past the last account are never set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bits {
    n: usize,
    words: Vec<u64>,
}

impl Bits {
    /// The same flag for all.
    pub(crate) fn all(n: usize, flag: bool) -> Self {
        let word = if flag { u64::MAX } else { 0 };
        let mut bits = Self {
            n,
            words: vec![word; n.div_ceil(64)],
        };
        bits.trim();
        bits
    }

    /// The flags of values, in the order of accounts.
    #[inline]
    pub(crate) fn of<T>(values: &[T], flag: impl Fn(&T) -> bool) -> Self {
        let (chunks, rest) = values.as_chunks::<64>();
        let mut words = Vec::with_capacity(values.len().div_ceil(64));
        let word = |values: &[T; 64]| {
            // A byte each first, which compilers do for several values at a time.
            let mut flags = [0_u8; 64];
            for (byte, value) in flags.iter_mut().zip(values) {
                *byte = u8::from(flag(value));
            }
            packed(&flags)
        };
        words.extend(chunks.iter().map(word));
        if !rest.is_empty() {
            let flags = rest.iter().zip(0_u32..);
            words.push(flags.fold(0, |word, (value, at)| word | u64::from(flag(value)) << at));
        }
        Self {
            n: values.len(),
            words,
        }
    }

    /// The flags of accounts by their number.
    #[inline]
    pub(crate) fn where_each(n: usize, flag: impl Fn(usize) -> bool) -> Self {
        let word = |start: usize| {
            let mut flags = [0_u8; 64];
            for (account, byte) in (start..n).zip(&mut flags) {
                *byte = u8::from(flag(account));
            }
            packed(&flags)
        };
        Self {
            n,
            words: (0..n).step_by(64).map(word).collect(),
        }
    }

    pub(crate) fn get(&self, account: usize) -> bool {
        let word = self.words.get(account / 64);
        word.is_some_and(|word| word >> (account % 64) & 1 == 1)
    }

    pub(crate) fn and(&mut self, other: &Self) {
        self.combine(other, |a, b| a & b);
    }

    pub(crate) fn and_not(&mut self, other: &Self) {
        self.combine(other, |a, b| a & !b);
    }

    pub(crate) fn or(&mut self, other: &Self) {
        self.combine(other, |a, b| a | b);
    }

    pub(crate) fn not(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.trim();
    }

    fn combine(&mut self, other: &Self, with: impl Fn(u64, u64) -> u64) {
        for (a, &b) in self.words.iter_mut().zip(&other.words) {
            *a = with(*a, b);
        }
    }

    fn trim(&mut self) {
        if let Some(last) = self.words.last_mut()
            && !self.n.is_multiple_of(64)
        {
            *last &= (1 << (self.n % 64)) - 1;
        }
    }

    /// Calls `visit` with each account whose flag is set, in order.
    #[inline]
    pub(crate) fn each(&self, mut visit: impl FnMut(usize)) {
        for (at, &word) in self.words.iter().enumerate() {
            let mut rest = word;
            while rest != 0 {
                visit(at * 64 + rest.trailing_zeros() as usize);
                rest &= rest - 1;
            }
        }
    }
}

/// Flags of a byte each as one word.
#[inline]
fn packed(flags: &[u8; 64]) -> u64 {
    let (eights, _) = flags.as_chunks::<8>();
    eights.iter().rev().fold(0, |word, eight| {
        // Each flag is moved to its place in the highest byte; no two meet.
        let byte = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        word << 8 | byte
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_those_of_their_accounts() {
        let is_set = |at: usize| (at * at + at / 3) % 5 < 2;
        for n in [0, 1, 63, 64, 65, 200] {
            let values: Vec<usize> = (0..n).collect();
            let of = Bits::of(&values, |&at| is_set(at));
            assert_eq!(of, Bits::where_each(n, is_set));
            for at in 0..n {
                assert_eq!(of.get(at), is_set(at), "{at} of {n}");
            }
            assert!(!of.get(n));
        }
    }

    #[test]
    fn flags_past_the_last_account_are_never_set() {
        for n in [0, 1, 63, 64, 65, 130] {
            let mut bits = Bits::all(n, false);
            bits.not();
            assert_eq!(bits, Bits::all(n, true));
            let mut seen = Vec::new();
            bits.each(|account| seen.push(account));
            assert_eq!(seen, (0..n).collect::<Vec<_>>());
        }
    }
}
