//! How something went over time: straight lines between points, counted in days before `as_of`.

/// Points of (days ago, value), the oldest first. Before the first and after the last point the
/// value stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct Curve(Vec<(i32, i32)>);

impl Curve {
    /// The same value at all times.
    pub(crate) fn flat(value: i32) -> Self {
        Self(vec![(0, value)])
    }

    /// A curve through `points`, the oldest first.
    pub(crate) fn through(points: &[(i32, i32)]) -> Self {
        Self(points.to_vec())
    }

    /// The same course, `days` earlier.
    pub(crate) fn earlier(mut self, days: i32) -> Self {
        self.0.iter_mut().for_each(|(ago, _)| *ago += days);
        self
    }

    /// The same course in `percent` of the time.
    pub(crate) fn stretched(mut self, percent: i32) -> Self {
        self.0
            .iter_mut()
            .for_each(|(ago, _)| *ago = *ago * percent / 100);
        self
    }

    /// The value `ago` days before `as_of`.
    pub(crate) fn at(&self, ago: i32) -> i32 {
        let after = self.0.partition_point(|&(point, _)| point > ago);
        match (after.checked_sub(1).map(|i| self.0[i]), self.0.get(after)) {
            (Some((from, a)), Some(&(to, b))) => a + (b - a) * (from - ago) / (from - to).max(1),
            (Some((_, value)), None) | (None, Some(&(_, value))) => value,
            (None, None) => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_goes_straight_between_its_points_and_stays_outside_them() {
        let curve = Curve::through(&[(100, 1000), (50, 500), (50, 200), (0, 0)]);
        let read: Vec<i32> = [300, 100, 75, 50, 25, 0, -9]
            .map(|ago| curve.at(ago))
            .into();
        assert_eq!(read, [1000, 1000, 750, 500, 100, 0, 0]);
        assert_eq!(curve.earlier(10).at(10), 0);
        assert_eq!(Curve::default().at(3), 0);
    }
}
