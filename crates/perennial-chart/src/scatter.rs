//! Marks of four shapes in the plane: their outlines as one path per kind, and which one a pointer means.

use crate::coord;
use std::fmt::Write as _;

/// The outline of a mark. All shapes of one size have about the same weight on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A circle.
    Disc,
    /// A triangle, its tip up.
    Triangle,
    /// A square.
    Square,
    /// A rhombus.
    Rhombus,
}

/// A mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Its middle, in user units.
    pub x: f64,
    /// Its middle.
    pub y: f64,
    /// Half its width.
    pub radius: f64,
}

/// The radius of a mark whose area stands for `value` of at most `most`; `least` where the value is
/// missing, zero or negative.
#[must_use]
pub fn radius(value: Option<f64>, most: f64, (least, greatest): (f64, f64)) -> f64 {
    let share = value.unwrap_or_default() / most;
    if share.is_finite() && share > 0.0 {
        least + (greatest - least) * share.min(1.0).sqrt()
    } else {
        least
    }
}

/// All marks as one path: a few thousand of them are then one element of the document.
#[must_use]
pub fn marks_path(marks: impl IntoIterator<Item = Mark>, shape: Shape) -> String {
    let mut path = String::new();
    for Mark { x, y, radius: r } in marks {
        let (left, top) = (coord(x - r), coord(y - r));
        let (half, full) = (coord(r), coord(2.0 * r));
        // Writing into a string cannot fail.
        let _ = match shape {
            Shape::Disc => write!(
                path,
                "M{left} {}a{half} {half} 0 1 0 {full} 0a{half} {half} 0 1 0 -{full} 0Z",
                coord(y)
            ),
            Shape::Triangle => write!(path, "M{} {top}l{half} {full}h-{full}Z", coord(x)),
            Shape::Square => write!(path, "M{left} {top}h{full}v{full}h-{full}Z"),
            Shape::Rhombus => write!(
                path,
                "M{} {top}l{half} {half}l-{half} {half}l-{half} -{half}Z",
                coord(x)
            ),
        };
    }
    path
}

/// The mark under a pointer: the nearest whose edge is at most `reach` away. Of marks that lie on each
/// other the smallest, as it is drawn to be seen.
#[must_use]
pub fn mark_at(marks: &[Mark], (x, y): (f64, f64), reach: f64) -> Option<usize> {
    let from_edge = |mark: &Mark| {
        let (dx, dy) = (mark.x - x, mark.y - y);
        ((dx * dx + dy * dy).sqrt() - mark.radius).max(0.0)
    };
    let near = marks.iter().enumerate();
    let near = near.map(|(at, mark)| (at, from_edge(mark), mark.radius));
    let nearest = near
        .filter(|(_, distance, _)| *distance <= reach)
        .min_by(|a, b| a.1.total_cmp(&b.1).then(a.2.total_cmp(&b.2)));
    nearest.map(|(at, ..)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn mark(x: f64, y: f64, radius: f64) -> Mark {
        Mark { x, y, radius }
    }

    #[test]
    fn every_shape_is_closed_and_as_wide_as_the_mark() {
        let one = [mark(10.0, 10.0, 4.0)];
        assert_eq!(
            marks_path(one, Shape::Disc),
            "M6 10a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z"
        );
        assert_eq!(marks_path(one, Shape::Triangle), "M10 6l4 8h-8Z");
        assert_eq!(marks_path(one, Shape::Square), "M6 6h8v8h-8Z");
        assert_eq!(marks_path(one, Shape::Rhombus), "M10 6l4 4l-4 4l-4 -4Z");
        assert_eq!(marks_path([], Shape::Disc), "");
    }

    #[test]
    fn areas_grow_with_values_and_missing_ones_stay_visible() {
        let at = |value| radius(value, 100.0, (2.0, 12.0));
        assert_eq!(at(Some(100.0)), 12.0);
        assert_eq!(at(Some(25.0)), 7.0);
        assert_eq!(at(None), 2.0);
        assert_eq!(at(Some(-5.0)), 2.0);
        assert_eq!(radius(Some(0.0), 0.0, (2.0, 12.0)), 2.0);
    }

    #[test]
    fn the_pointer_means_the_nearest_and_of_two_on_each_other_the_smaller() {
        let marks = [
            mark(0.0, 0.0, 10.0),
            mark(1.0, 0.0, 3.0),
            mark(40.0, 0.0, 3.0),
        ];
        assert_eq!(mark_at(&marks, (1.0, 1.0), 4.0), Some(1));
        assert_eq!(mark_at(&marks, (8.0, 0.0), 4.0), Some(0));
        assert_eq!(mark_at(&marks, (36.0, 0.0), 4.0), Some(2));
        assert_eq!(mark_at(&marks, (25.0, 0.0), 4.0), None);
    }
}
