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
        let word = |chunk: &[T]| {
            // Eight at a time, so that shifts are known when this is compiled.
            let (eights, rest) = chunk.as_chunks::<8>();
            let eight = |eight: &[T; 8]| {
                let [a, b, c, d, e, f, g, h] = eight.each_ref().map(|v| u64::from(flag(v)));
                a | b << 1 | c << 2 | d << 3 | e << 4 | f << 5 | g << 6 | h << 7
            };
            let words = eights.iter().rev().map(eight);
            let word = words.fold(0, |word, eight| word << 8 | eight);
            let rest = rest.iter().zip(eights.len() * 8..);
            rest.fold(word, |word, (value, at)| {
                word | u64::from(flag(value)) << at
            })
        };
        let words = values.chunks(64).map(word);
        Self {
            n: values.len(),
            words: words.collect(),
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

#[cfg(test)]
mod tests {
    use super::*;

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
