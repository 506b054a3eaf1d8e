//! Titles of the columns of the Customers table.

use perennial_i18n::Messages;
use perennial_protocol::ColumnRef;
use perennial_protocol::view::{CatalogueView, WorkspaceView};

/// The title of a column. Metrics are named once the catalogue is there, until then by their id.
pub(crate) fn column_title(
    m: Messages,
    column: &ColumnRef,
    workspace: Option<&WorkspaceView>,
    catalogue: Option<&CatalogueView>,
) -> String {
    let measure = |id: &String| {
        let measures = workspace.map(|w| w.model.measures.iter());
        measures?
            .clone()
            .find_map(|(other, title)| (other == id).then(|| title.get(m.language()).to_owned()))
    };
    let metric = |id: &String| {
        let metrics = catalogue?.metrics.iter();
        metrics
            .clone()
            .find_map(|info| (info.id == *id).then(|| info.title.get(m.language()).to_owned()))
    };
    match column {
        ColumnRef::Name => m.customers_column_name().to_owned(),
        ColumnRef::Health => m.customers_column_health().to_owned(),
        ColumnRef::Change => m.word_change().to_owned(),
        ColumnRef::Band => m.customers_column_band().to_owned(),
        ColumnRef::Coverage => m.customers_column_coverage().to_owned(),
        ColumnRef::Outcome => m.customer_outcome().to_owned(),
        ColumnRef::Experience => m.customer_experience().to_owned(),
        ColumnRef::Arr => m.customers_column_arr().to_owned(),
        ColumnRef::RenewalOn => m.customers_column_renewal().to_owned(),
        ColumnRef::Field(name) => m
            .field("accounts", name)
            .map_or_else(|| name.clone(), str::to_owned),
        ColumnRef::Metric(id) => metric(id).unwrap_or_else(|| id.clone()),
        ColumnRef::Measure(id) => {
            let title = measure(id).unwrap_or_else(|| id.clone());
            m.customers_column_measure(&title)
        }
    }
}
