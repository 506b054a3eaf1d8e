//! One module per table: profiles in, rows out.

pub(crate) mod accounts;
pub(crate) mod benchmarks;
pub(crate) mod contacts;
mod contracts;
mod events;
mod goals;
mod invoices;
mod purchases;
mod snapshots;
mod surveys;
mod tickets;
mod touchpoints;
pub(crate) mod usage;

use crate::profile::Profile;
use crate::scene::Scene;
use perennial_data::Batch;

/// Every table.
pub(crate) fn all(scene: &Scene, profiles: &[Profile]) -> Vec<Batch> {
    vec![
        accounts::rows(scene, profiles),
        contracts::rows(scene, profiles),
        usage::rows(scene, profiles),
        tickets::rows(scene, profiles),
        surveys::rows(scene, profiles),
        touchpoints::rows(scene, profiles),
        goals::rows(scene, profiles),
        invoices::rows(scene, profiles),
        purchases::rows(scene, profiles),
        contacts::rows(scene, profiles),
        events::rows(scene, profiles),
        benchmarks::rows(scene),
        snapshots::rows(scene, profiles),
    ]
}
