//! Which part of the program answers which request, for hosts that load parts when they are wanted.

use perennial_protocol::{ColumnRef, CustomersQuery, Request};

/// A part of the program. What is not the first one's is reached through methods that nothing else
/// calls, so that a host can keep its code apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A workspace that is there already: opening, portfolio, lists, search.
    First,
    /// What follows: what is behind a number (a customer's page, explanations, changes, metrics and
    /// their rows), what it would be under other weights, what a user decides, undo, and saving.
    Second,
    /// What brings data in: looking into files, reading them, the sample; what is doubtful in the data.
    Import,
    /// What goes out or comes back as a file: exports, backups, models.
    Exchange,
    /// The customer's life: stages, value, alerts, tasks and the user's own work; lists of customers that
    /// name any of it.
    Life,
    /// The model room: edits, what they would do, versions; what would lift a customer.
    Model,
}

impl Part {
    /// The parts that can be loaded later, the one first that is wanted first.
    pub const LATER: [Self; 5] = [
        Self::Second,
        Self::Life,
        Self::Import,
        Self::Exchange,
        Self::Model,
    ];

    /// The part that answers this request.
    #[must_use]
    pub fn of(request: &Request) -> Self {
        match request {
            Request::UseModel { .. }
            | Request::SetOverride { .. }
            | Request::ClearOverride { .. }
            | Request::Undo
            | Request::Redo
            | Request::WhatIf { .. }
            | Request::Customer { .. }
            | Request::Change { .. }
            | Request::Metric { .. }
            | Request::Catalogue
            | Request::Rows { .. } => Self::Second,
            Request::Customers(query) | Request::CustomersFile(query) | Request::Groups(query)
                if names_life(query) =>
            {
                Self::Life
            }
            Request::Groups(_) => Self::Second,
            Request::LoadSample { .. }
            | Request::Inspect { .. }
            | Request::InspectText { .. }
            | Request::EditImport(_)
            | Request::RunImport
            | Request::ApplyImport
            | Request::DropImport
            | Request::Unmatched { .. }
            | Request::Assign { .. }
            | Request::Rejects { .. }
            | Request::RejectsFile { .. }
            | Request::Quality { .. }
            | Request::FindingRows { .. } => Self::Import,
            Request::CustomersFile(_)
            | Request::LoadModel { .. }
            | Request::TableFile { .. }
            | Request::ModelFile
            | Request::Backup { .. }
            | Request::Book { .. }
            | Request::Restore { .. } => Self::Exchange,
            Request::Outlook { .. } | Request::ModelRoom(_) | Request::EditModel(_) => Self::Model,
            Request::Inbox(_)
            | Request::Lifecycle { .. }
            | Request::Cascade { .. }
            | Request::StageHistory { .. }
            | Request::ValueMap { .. }
            | Request::CustomerLife { .. }
            | Request::Snapshot(_)
            | Request::Register(_)
            | Request::Work { .. }
            | Request::WorkFile
            | Request::SetTierCut { .. }
            | Request::UseStages { .. }
            | Request::LoadCalendar { .. } => Self::Life,
            _ => Self::First,
        }
    }
}

/// Whether a list names a column of the customer's life: shows it, or is sorted or narrowed by it.
fn names_life(query: &CustomersQuery) -> bool {
    let is_life = |column: &ColumnRef| matches!(column, ColumnRef::Life(_));
    query.columns.iter().any(is_life)
        || query.filters.iter().any(|filter| is_life(filter.column()))
        || query
            .sort
            .as_ref()
            .is_some_and(|sort| is_life(&sort.column))
}
