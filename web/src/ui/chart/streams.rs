//! Streams between two columns: where customers were, and where they are now.

use super::width::measured;
use perennial_chart::{Flow, Node, Stream, alluvial, coord};
use yew::prelude::*;

const HEIGHT: f64 = 360.0;
/// Room between nodes: a label's line.
const GAP: f64 = 16.0;
/// Thickness of a node.
const NODE: f64 = 8.0;
/// Labels take at most this much on each side.
const LABEL: f64 = 132.0;
const TOP: f64 = 10.0;

/// A stream.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StreamFlow {
    /// Position of the node on the left.
    pub(crate) from: usize,
    /// Position of the node on the right.
    pub(crate) to: usize,
    /// How many.
    pub(crate) n: u32,
    /// The stream in words, shown on hovering.
    pub(crate) text: AttrValue,
}

/// The drawing. Its numbers stand in a table beside it, whose cells open them for those without a mouse.
pub(crate) struct Streams {
    /// What flows, the accessible name.
    pub(crate) label: AttrValue,
    /// Names of the nodes, the same on both sides.
    pub(crate) nodes: Vec<AttrValue>,
    pub(crate) flows: Vec<StreamFlow>,
    /// A stream was pressed.
    pub(crate) onopen: Callback<usize>,
}

impl Streams {
    /// The element.
    pub(crate) fn view(self) -> Html {
        measured(move |width| self.draw(width))
    }

    fn draw(&self, width: f64) -> Html {
        let label = LABEL.min(width / 3.0);
        let x = (label + NODE, width - label - NODE);
        let flows = self.flows.iter().map(|flow| Flow {
            from: flow.from,
            to: flow.to,
            n: f64::from(flow.n),
        });
        let flows: Vec<_> = flows.collect();
        let drawn = alluvial(&flows, self.nodes.len(), x, HEIGHT, GAP);
        let stream = |stream: &Stream| {
            let at = stream.flow;
            let flow = self.flows.get(at)?;
            let moves = (flow.from != flow.to).then_some("stream--move");
            let onclick = self.onopen.reform(move |_: MouseEvent| at);
            Some(html! {
                <path key={at} class={classes!("stream", moves)} d={stream.path.clone()} {onclick}>
                    <title>{ &flow.text }</title>
                </path>
            })
        };
        let node = |(name, node): (&AttrValue, &Node), at: f64, text: f64, anchor: &'static str| {
            (node.height > 0.0).then(|| {
                let middle = coord(node.y + node.height / 2.0);
                html! {
                    <>
                        <rect class="chart__level" x={coord(at)} y={coord(node.y)} width={coord(NODE)}
                            height={coord(node.height.max(1.0))} />
                        <text x={coord(text)} y={middle} text-anchor={anchor} dominant-baseline="middle">
                            { name }
                        </text>
                    </>
                }
            })
        };
        let left = self.nodes.iter().zip(&drawn.left);
        let left = left.filter_map(|pair| node(pair, label, label - 6.0, "end"));
        let right = self.nodes.iter().zip(&drawn.right);
        let right = right.filter_map(|pair| {
            let edge = width - label;
            node(pair, edge - NODE, edge + 6.0, "start")
        });
        html! {
            <svg viewBox={format!("0 {} {} {}", coord(-TOP), coord(width), coord(HEIGHT + 2.0 * TOP))}
                role="img" aria-label={&self.label}>
                { for drawn.streams.iter().filter_map(stream) }
                <g aria-hidden="true">{ for left }{ for right }</g>
            </svg>
        }
    }
}
