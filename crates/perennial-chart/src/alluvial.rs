//! Streams between two columns of nodes: who was where, and where they are now.

use crate::coord;

/// How many went from one node of the left column to one of the right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flow {
    /// Position on the left.
    pub from: usize,
    /// Position on the right.
    pub to: usize,
    /// How many; negative and missing numbers count as none.
    pub n: f64,
}

/// A node: a bar along the edge of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Its upper end.
    pub y: f64,
    /// Its length; 0 where nobody is.
    pub height: f64,
    /// How many.
    pub n: f64,
}

/// A stream, as wide at both ends as it carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// Position in the flows given.
    pub flow: usize,
    /// Its outline, closed.
    pub path: String,
}

/// The drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Alluvial {
    /// Nodes of the left column.
    pub left: Vec<Node>,
    /// Nodes of the right column.
    pub right: Vec<Node>,
    /// The streams, in the order of the flows; those of nobody are left out.
    pub streams: Vec<Stream>,
}

/// Lays out flows between `n_nodes` nodes on each side, from `x.0` to `x.1`, `height` high, with `gap`
/// between nodes that somebody is in. Both columns have one scale, so that they can be compared.
#[must_use]
pub fn alluvial(flows: &[Flow], n_nodes: usize, x: (f64, f64), height: f64, gap: f64) -> Alluvial {
    let carried = |flow: &Flow| if flow.n > 0.0 { flow.n } else { 0.0 };
    let sums = |end: fn(&Flow) -> usize| {
        let mut sums = vec![0.0; n_nodes];
        for flow in flows {
            if let Some(sum) = sums.get_mut(end(flow)) {
                *sum += carried(flow);
            }
        }
        sums
    };
    let columns = [sums(|flow| flow.from), sums(|flow| flow.to)];
    let unit = columns.iter().map(|sums| unit(sums, height, gap));
    let unit = unit.fold(f64::INFINITY, f64::min);
    let unit = if unit.is_finite() { unit } else { 0.0 };
    let [left, right] = columns.map(|sums| column(&sums, unit, gap));
    let mut used = [vec![0.0; n_nodes], vec![0.0; n_nodes]];
    let mut order: Vec<usize> = (0..flows.len()).collect();
    // From above to below on both sides, so that streams cross as little as they can.
    order.sort_by_key(|&at| (flows[at].from, flows[at].to));
    let mut streams: Vec<Stream> = Vec::new();
    for at in order {
        let flow = flows[at];
        let thick = carried(&flow) * unit;
        let ends = left.get(flow.from).zip(right.get(flow.to));
        let Some((from, to)) = ends.filter(|_| thick > 0.0) else {
            continue;
        };
        let top = |node: &Node, used: &mut f64| {
            let top = node.y + *used;
            *used += thick;
            top
        };
        let tops = (
            top(from, &mut used[0][flow.from]),
            top(to, &mut used[1][flow.to]),
        );
        streams.push(Stream {
            flow: at,
            path: outline(x, tops, thick),
        });
    }
    streams.sort_by_key(|stream| stream.flow);
    Alluvial {
        left,
        right,
        streams,
    }
}

/// Length per customer with which a column fits.
fn unit(sums: &[f64], height: f64, gap: f64) -> f64 {
    let total: f64 = sums.iter().sum();
    let n_shown = sums.iter().filter(|sum| **sum > 0.0).count();
    (height - gap * n_shown.saturating_sub(1) as f64).max(0.0) / total
}

fn column(sums: &[f64], unit: f64, gap: f64) -> Vec<Node> {
    let mut y = 0.0;
    let node = |&n: &f64| {
        let node = Node {
            y,
            height: n * unit,
            n,
        };
        if n > 0.0 {
            y += node.height + gap;
        }
        node
    };
    sums.iter().map(node).collect()
}

fn outline((x0, x1): (f64, f64), (y0, y1): (f64, f64), thick: f64) -> String {
    let middle = coord(f64::midpoint(x0, x1));
    let (x0, x1) = (coord(x0), coord(x1));
    let (a, b) = (coord(y0), coord(y1));
    let (c, d) = (coord(y1 + thick), coord(y0 + thick));
    format!("M{x0} {a}C{middle} {a} {middle} {b} {x1} {b}V{c}C{middle} {c} {middle} {d} {x0} {d}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow(from: usize, to: usize, n: f64) -> Flow {
        Flow { from, to, n }
    }

    #[test]
    fn both_columns_share_one_scale_and_nobody_is_lost() {
        // Ten customers; one more is new, and comes from the last node.
        let flows = [flow(0, 0, 6.0), flow(0, 1, 4.0), flow(2, 0, 1.0)];
        let drawn = alluvial(&flows, 3, (0.0, 100.0), 120.0, 10.0);
        let lengths = |nodes: &[Node]| nodes.iter().map(|node| node.height).collect::<Vec<_>>();
        assert_eq!(lengths(&drawn.left), [100.0, 0.0, 10.0]);
        assert_eq!(lengths(&drawn.right), [70.0, 40.0, 0.0]);
        assert_eq!(drawn.left[2].y, 110.0);
        assert_eq!(drawn.streams.len(), 3);
        assert_eq!(
            drawn.streams[1].path,
            "M0 60C50 60 50 80 100 80V120C50 120 50 100 0 100Z"
        );
    }

    #[test]
    fn nothing_to_draw_draws_nothing() {
        let drawn = alluvial(&[flow(0, 0, 0.0)], 2, (0.0, 1.0), 100.0, 4.0);
        assert!(drawn.streams.is_empty());
        assert!(drawn.left.iter().all(|node| node.height == 0.0));
        // A flow between nodes that do not exist is no reason to stop.
        assert!(
            alluvial(&[flow(5, 0, 1.0)], 2, (0.0, 1.0), 9.0, 0.0)
                .streams
                .is_empty()
        );
    }
}
