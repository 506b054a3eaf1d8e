//! Where the points of the map are drawn, and which of them are picked out. Pure.

use crate::route::ValueChoice;
use perennial_chart::{Mark, Scale, Shape, marks_path, radius};
use perennial_protocol::view::{Band, ValueMapView, ValuePoint};

const LEFT: f64 = 40.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 12.0;
const FOOT: f64 = 40.0;
/// Radius of the smallest customer in CSS pixels.
const LEAST: f64 = 3.0;

/// The frame of the drawing and its two axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub(super) width: f64,
    pub(super) height: f64,
    /// Current value, from left to right.
    pub(super) x: Scale,
    /// Potential value, from below.
    pub(super) y: Scale,
}

impl Frame {
    /// In a width in CSS pixels.
    pub(super) fn of(width: f64) -> Self {
        let height = (width * 0.6).clamp(300.0, 460.0);
        Self {
            width,
            height,
            x: Scale::new((0.0, 100.0), (LEFT, width - RIGHT)),
            y: Scale::new((0.0, 100.0), (height - FOOT, TOP)),
        }
    }

    /// Left, right, top and bottom of the quadrants.
    pub(super) fn edges(&self) -> (f64, f64, f64, f64) {
        (LEFT, self.width - RIGHT, TOP, self.height - FOOT)
    }
}

/// Whether a point is among those picked out.
pub(super) fn is_picked(view: &ValueMapView, choice: &ValueChoice, point: &ValuePoint) -> bool {
    let tier = view.tiers.get(point.tier as usize).map(|tier| &tier.id);
    let level = point.level.and_then(|at| view.levels.get(at as usize));
    let bought = point
        .rfm
        .map(|[recency, frequency, _]| (recency, frequency));
    choice.tier.as_ref().is_none_or(|id| tier == Some(id))
        && choice.band.is_none_or(|band| point.band == band)
        && choice
            .level
            .as_ref()
            .is_none_or(|id| level.is_some_and(|level| level.id == *id))
        && (!choice.nobody || point.owner.trim().is_empty())
        && choice.bought.is_none_or(|wanted| bought == Some(wanted))
}

/// The shape of a band's marks: the one that its badge has, but for the missing, which a rhombus tells
/// from the healthy at the size of a mark.
pub(super) fn shape_of(band: Band) -> Shape {
    match band {
        Band::Green => Shape::Disc,
        Band::Yellow => Shape::Triangle,
        Band::Red => Shape::Square,
        Band::NoData => Shape::Rhombus,
    }
}

/// Marks of all points, and the paths that draw them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    /// In the order of the points.
    pub(super) marks: Vec<Mark>,
    /// Whether each is picked out.
    pub(super) picked: Vec<bool>,
    /// Per band, from below: those that are not picked out, and those that are.
    pub(super) paths: Vec<(Band, String, String)>,
}

impl Layout {
    /// Of a view in a frame.
    pub(super) fn of(view: &ValueMapView, choice: &ValueChoice, frame: Frame) -> Self {
        let amounts = view.points.iter().filter_map(|point| point.arr);
        let most = amounts.fold(0.0, f64::max);
        // On a phone, or among thousands, the largest must not hide the others.
        let room = 400.0 / (view.points.len().max(1) as f64).sqrt();
        let greatest = (frame.width / 60.0).clamp(6.0, 14.0).min(room);
        let radii = (LEAST.min(greatest), greatest);
        let mark = |point: &ValuePoint| Mark {
            x: frame.x.map(point.current),
            y: frame.y.map(point.potential),
            radius: radius(point.arr, most, radii),
        };
        let marks: Vec<_> = view.points.iter().map(mark).collect();
        let picked: Vec<_> = view
            .points
            .iter()
            .map(|point| is_picked(view, choice, point))
            .collect();
        let path = |band: Band, wanted: bool| {
            let of_band = view.points.iter().zip(&marks).zip(&picked);
            let of_band = of_band
                .filter(|((point, _), is_picked)| point.band == band && **is_picked == wanted);
            marks_path(of_band.map(|((_, mark), _)| *mark), shape_of(band))
        };
        // Those at risk lie on top.
        let order = [Band::NoData, Band::Green, Band::Yellow, Band::Red];
        Self {
            paths: order
                .into_iter()
                .map(|band| (band, path(band, false), path(band, true)))
                .collect(),
            marks,
            picked,
        }
    }

    /// The next picked point before or after one, in the order of V.
    pub(super) fn in_rank(&self, from: usize, forward: bool) -> Option<usize> {
        let is_picked = |at: &usize| self.picked.get(*at).copied().unwrap_or_default();
        if forward {
            (from + 1..self.picked.len()).find(is_picked)
        } else {
            (0..from).rev().find(is_picked)
        }
    }

    /// The most valuable picked point.
    pub(super) fn first(&self) -> Option<usize> {
        self.picked.iter().position(|is_picked| *is_picked)
    }
}

#[cfg(test)]
mod tests {
    use super::{Frame, Layout, is_picked};
    use crate::route::ValueChoice;
    use perennial_protocol::view::{Band, ValueMapView, ValuePoint};

    fn point(current: f64, potential: f64, band: Band, owner: &str) -> ValuePoint {
        ValuePoint {
            id: String::new(),
            name: String::new(),
            owner: owner.to_owned(),
            current,
            potential,
            value: 0.0,
            tier: 0,
            level: None,
            rfm: Some([5, 4, 3]),
            arr: Some(1.0),
            band,
        }
    }

    fn view(points: Vec<ValuePoint>) -> ValueMapView {
        ValueMapView {
            revision: 1,
            as_of: "2026-03-31".parse().unwrap(),
            cut_current: 60.0,
            cut_potential: 60.0,
            cut_is_median: false,
            weight_current: 0.6,
            weight_potential: 0.4,
            tiers: Vec::new(),
            n_untiered: 0,
            n_points: 2,
            points,
            levels: Vec::new(),
            rfm: Vec::new(),
            tiered_on: None,
            currency: None,
        }
    }

    #[test]
    fn high_potential_is_above_and_high_current_value_to_the_right() {
        let view = view(vec![
            point(90.0, 80.0, Band::Green, "王芳"),
            point(20.0, 10.0, Band::Red, ""),
        ]);
        let layout = Layout::of(&view, &ValueChoice::default(), Frame::of(800.0));
        let [strategic, base] = layout.marks[..] else {
            unreachable!("two points")
        };
        assert!(strategic.x > base.x && strategic.y < base.y);
        assert_eq!(layout.picked, [true, true]);
    }

    #[test]
    fn conditions_hold_together_and_nobody_means_no_owner() {
        let view = view(vec![
            point(90.0, 80.0, Band::Red, " "),
            point(20.0, 10.0, Band::Green, ""),
        ]);
        let choice = ValueChoice {
            band: Some(Band::Red),
            nobody: true,
            bought: Some((5, 4)),
            ..ValueChoice::default()
        };
        assert!(is_picked(&view, &choice, &view.points[0]));
        assert!(!is_picked(&view, &choice, &view.points[1]));
        let layout = Layout::of(&view, &choice, Frame::of(800.0));
        assert_eq!(layout.first(), Some(0));
        assert_eq!(layout.in_rank(0, true), None);
        let other = ValueChoice {
            bought: Some((4, 5)),
            ..choice
        };
        assert!(!is_picked(&view, &other, &view.points[0]));
    }
}
