//! The rules, one a file.

mod bad_weight;
mod band_outside;
mod cap_always;
mod cap_never;
mod cap_without_effect;
mod direction;
mod duplicate_id;
mod empty_band;
mod gap;
mod group_without_weight;
mod little_coverage;
mod no_weight;
mod not_monotone;
mod overlap;
pub(crate) mod refused;
mod removal;
mod same_score;
mod scale;
mod signal_without_play;
mod similar;
mod stretch;
mod unknown_metric;
mod unknown_name;
mod unordered;
mod unreachable_band;
mod weight_sum;
mod zero_weight;

use crate::finding::Finding;
use crate::hand::Hand;
use perennial_model::Model;

type OfDocument = fn(&Model, &mut Vec<Finding>);
type InHand = fn(&Hand<'_>, &mut Vec<Finding>);

/// What the document alone shows. What nothing of this tells, [`refused`] does.
pub(crate) const OF_DOCUMENT: [OfDocument; 19] = [
    gap::check,
    overlap::check,
    band_outside::check,
    unordered::check,
    empty_band::check,
    unreachable_band::check,
    no_weight::check,
    group_without_weight::check,
    zero_weight::check,
    bad_weight::check,
    weight_sum::check,
    not_monotone::check,
    direction::check,
    scale::check,
    unknown_metric::check,
    unknown_name::check,
    duplicate_id::check,
    cap_without_effect::check,
    signal_without_play::check,
];

/// What shows on data.
pub(crate) const IN_HAND: [InHand; 4] = [
    little_coverage::check,
    cap_never::check,
    cap_always::check,
    same_score::check,
];
