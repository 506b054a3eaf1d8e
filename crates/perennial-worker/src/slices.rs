//! Which bytes of which file to read next. Pure.
//!
//! 4 MB slices with four of them in flight read at the browser's full speed; slices of 1 MB or less
//! halve it. Small files are a latency each, so of those more may be in flight.

/// Length of a slice.
pub(crate) const SLICE_BYTES: u64 = 4 << 20;
const IN_FLIGHT_BYTES: u64 = 4 * SLICE_BYTES;
const IN_FLIGHT_READS: usize = 16;

/// A range of bytes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slice {
    /// The file's position.
    pub(crate) file: usize,
    /// Position of the first byte.
    pub(crate) offset: u64,
    /// Number of bytes.
    pub(crate) len: u64,
}

/// The slices of some stretches of files in order, handed out as far as may be in flight.
#[derive(Debug)]
pub(crate) struct Slices {
    stretches: std::vec::IntoIter<Slice>,
    /// What is left of the stretch under way.
    rest: Option<Slice>,
    in_flight: (usize, u64),
}

impl Slices {
    /// Of these stretches. An empty one has no slice.
    pub(crate) fn new(stretches: Vec<Slice>) -> Self {
        Self {
            stretches: stretches.into_iter(),
            rest: None,
            in_flight: (0, 0),
        }
    }

    /// The next slice to start reading; `None` when enough are in flight or none is left.
    pub(crate) fn start(&mut self) -> Option<Slice> {
        let rest = loop {
            match &mut self.rest {
                Some(rest) if rest.len > 0 => break rest,
                rest => *rest = Some(self.stretches.next()?),
            }
        };
        let len = SLICE_BYTES.min(rest.len);
        let (reads, bytes) = self.in_flight;
        if reads > 0 && (reads == IN_FLIGHT_READS || bytes + len > IN_FLIGHT_BYTES) {
            return None;
        }
        self.in_flight = (reads + 1, bytes + len);
        let slice = Slice { len, ..*rest };
        rest.offset += len;
        rest.len -= len;
        Some(slice)
    }

    /// A slice that was started has arrived.
    pub(crate) fn arrived(&mut self, slice: Slice) {
        let (reads, bytes) = self.in_flight;
        self.in_flight = (reads.saturating_sub(1), bytes.saturating_sub(slice.len));
    }
}

#[cfg(test)]
mod tests {
    use super::{SLICE_BYTES, Slice, Slices};

    fn all(files: Vec<(usize, u64)>) -> (Vec<Slice>, usize) {
        let whole = |(file, len)| Slice {
            file,
            offset: 0,
            len,
        };
        let mut slices = Slices::new(files.into_iter().map(whole).collect());
        let (mut done, mut flying, mut most) = (Vec::new(), Vec::new(), 0);
        loop {
            flying.extend(std::iter::from_fn(|| slices.start()));
            most = most.max(flying.len());
            if flying.is_empty() {
                return (done, most);
            }
            let first = flying.remove(0);
            slices.arrived(first);
            done.push(first);
        }
    }

    #[test]
    fn every_byte_is_read_once_and_in_order() {
        let files = vec![(2, 3 * SLICE_BYTES + 1), (0, 0), (1, 10)];
        let (slices, _) = all(files);
        let of_first: Vec<_> = slices.iter().filter(|s| s.file == 2).collect();
        assert_eq!(of_first.len(), 4);
        let mut next = 0;
        for slice in of_first {
            assert_eq!(slice.offset, next);
            next += slice.len;
        }
        assert_eq!(next, 3 * SLICE_BYTES + 1);
        assert_eq!(slices.last().map(|s| (s.file, s.len)), Some((1, 10)));
        assert!(
            slices.iter().all(|s| s.file != 0),
            "nothing in an empty file"
        );
    }

    #[test]
    fn four_large_slices_fly_at_a_time_and_more_small_ones() {
        assert_eq!(all(vec![(0, 10 * SLICE_BYTES)]).1, 4);
        assert_eq!(all((0..40).map(|file| (file, 100)).collect()).1, 16);
    }
}
