//! Marks of four shapes in the plane: their outlines as one path per kind, and which one a pointer means.

use crate::coord;

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
        path += &match shape {
            Shape::Disc => format!(
                "M{left} {}a{half} {half} 0 1 0 {full} 0a{half} {half} 0 1 0 -{full} 0Z",
                coord(y)
            ),
            Shape::Triangle => format!("M{} {top}l{half} {full}h-{full}Z", coord(x)),
            Shape::Square => format!("M{left} {top}h{full}v{full}h-{full}Z"),
            Shape::Rhombus => format!(
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

/// A way to go from one mark to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Way {
    Left,
    Right,
    Up,
    Down,
}

/// The nearest mark that lies in a direction, within 45° of it, of those that `counts` says yes to.
#[must_use]
pub fn mark_beside(
    marks: &[Mark],
    from: usize,
    way: Way,
    counts: impl Fn(usize) -> bool,
) -> Option<usize> {
    let here = marks.get(from)?;
    let ahead = |mark: &Mark| {
        let (dx, dy) = (mark.x - here.x, mark.y - here.y);
        let (along, aside) = match way {
            Way::Left => (-dx, dy),
            Way::Right => (dx, dy),
            Way::Up => (-dy, dx),
            Way::Down => (dy, dx),
        };
        (along > 0.0 && aside.abs() <= along).then_some(dx * dx + dy * dy)
    };
    let candidates = marks.iter().enumerate().filter(|(at, _)| counts(*at));
    let nearest = candidates
        .filter_map(|(at, mark)| Some((at, ahead(mark)?)))
        .min_by(|a, b| a.1.total_cmp(&b.1));
    nearest.map(|(at, _)| at)
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

    #[test]
    fn arrows_go_to_the_nearest_mark_in_their_direction() {
        let marks = [
            mark(50.0, 50.0, 3.0),
            mark(60.0, 52.0, 3.0),
            mark(58.0, 80.0, 3.0),
            mark(52.0, 10.0, 3.0),
        ];
        let to = |way| mark_beside(&marks, 0, way, |_| true);
        assert_eq!(to(Way::Right), Some(1));
        assert_eq!(to(Way::Down), Some(2));
        assert_eq!(to(Way::Up), Some(3));
        assert_eq!(to(Way::Left), None);
        assert_eq!(mark_beside(&marks, 0, Way::Right, |at| at != 1), None);
    }
}
