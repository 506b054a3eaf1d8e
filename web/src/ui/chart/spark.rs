//! A small line in a table cell.

use super::super::badge::band_class;
use perennial_chart::{coord, sparkline};
use perennial_protocol::view::Band;
use yew::prelude::*;

const SIZE: (f64, f64) = (64.0, 20.0);

#[derive(Properties, PartialEq)]
pub(crate) struct SparklineProps {
    /// Evenly spaced, oldest first; `None` is a gap.
    pub(crate) values: Vec<Option<f64>>,
    /// Bottom and top of the line's box.
    #[prop_or((0.0, 100.0))]
    pub(crate) domain: (f64, f64),
    /// The trend in words for screen readers; without, the cell beside it says enough.
    #[prop_or_default]
    pub(crate) label: Option<AttrValue>,
    /// Colours the line where it stands for health.
    #[prop_or_default]
    pub(crate) band: Option<Band>,
}

/// A sparkline with a dot at its end.
#[component]
pub(crate) fn Sparkline(props: &SparklineProps) -> Html {
    let (path, last) = sparkline(&props.values, props.domain, SIZE);
    let role = props.label.as_ref().map(|_| "img");
    let hidden = props.label.is_none().then_some("true");
    html! {
        <svg
            class={classes!("spark", props.band.map(band_class))} viewBox="0 0 64 20" {role}
            aria-label={props.label.clone()} aria-hidden={hidden}
        >
            <path class="chart__line" d={path} />
            if let Some(last) = last {
                <circle class="chart__dot" cx={coord(last.x)} cy={coord(last.y)} r="2" />
            }
        </svg>
    }
}
