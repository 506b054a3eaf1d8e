//! What a column can become: every field of the file's table, for those the import did not propose.

use perennial_data::{FieldKind, TableId};
use perennial_protocol::view::{ColumnView, TableChoice, TargetView};

/// Names of snapshot values that metrics read (SPEC §2, one wide sheet).
const SNAPSHOTS: [&str; 22] = [
    "last_login",
    "logins_30d",
    "active_days_30d",
    "active_users_30d",
    "usage_minutes_30d",
    "features_used",
    "core_feature_share",
    "tickets_open",
    "tickets_30d",
    "complaints_30d",
    "nps",
    "nps_net",
    "csat",
    "last_contact",
    "visits_90d",
    "overdue_amount",
    "overdue_days",
    "payment_on_time_share",
    "goals_reached_share",
    "referrals",
    "training_sessions",
    "health_manual",
];

/// What the column is, what it could be by the import's guess, and what it may always be.
pub(super) fn likely(column: &ColumnView) -> Vec<TargetView> {
    let always = [TargetView::Account, TargetView::Custom, TargetView::Ignore];
    unique(
        std::iter::once(&column.target)
            .chain(&column.alternatives)
            .chain(&always),
    )
}

/// The same and every field that the file's table has.
pub(super) fn all(column: &ColumnView, table: TableChoice) -> Vec<TargetView> {
    let fields = |table: TableId| {
        let fields = table.spec().fields.iter();
        fields
            .filter(|field| field.kind != FieldKind::Account)
            .map(move |field| TargetView::Field(table, field.name.to_owned()))
    };
    let more: Vec<_> = match table {
        TableChoice::Table(table) => fields(table).collect(),
        TableChoice::WideSheet => fields(TableId::Accounts)
            .chain(fields(TableId::Contracts))
            .chain(SNAPSHOTS.map(|name| TargetView::Snapshot(name.to_owned())))
            .collect(),
        TableChoice::Ignore => Vec::new(),
    };
    unique(likely(column).iter().chain(&more))
}

/// In order, each once.
pub(super) fn unique<'a, T: Clone + PartialEq + 'a>(items: impl Iterator<Item = &'a T>) -> Vec<T> {
    let mut out: Vec<T> = Vec::new();
    for item in items {
        if !out.contains(item) {
            out.push(item.clone());
        }
    }
    out
}
