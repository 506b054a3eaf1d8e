//! Titles of the columns of the Customers table, and the words of those that hold codes of the model.

use super::{pace_word, value_word};
use perennial_data::Bilingual;
use perennial_i18n::Messages;
use perennial_protocol::view::Pace;
use perennial_protocol::view::{CatalogueView, WorkspaceView};
use perennial_protocol::{ColumnRef, LifeColumn};

/// What the codes of columns are called: [`perennial_protocol::view::CustomersView::names`].
pub(crate) type LifeNames = [(String, Vec<(String, Bilingual)>)];

/// The title of a column. Metrics are named once the catalogue is there, until then by their id; so are
/// tracks, alerts and causes, once the table is.
pub(crate) fn column_title(
    m: Messages,
    column: &ColumnRef,
    workspace: Option<&WorkspaceView>,
    catalogue: Option<&CatalogueView>,
    names: &LifeNames,
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
        ColumnRef::Life(code) => LifeColumn::of_code(code)
            .map_or_else(|| code.clone(), |column| life_title(m, &column, names)),
    }
}

fn life_title(m: Messages, column: &LifeColumn, names: &LifeNames) -> String {
    match column {
        LifeColumn::Stage => m.life_stage().to_owned(),
        LifeColumn::Pace => m.board_pace().to_owned(),
        LifeColumn::Tier => m.life_value().to_owned(),
        LifeColumn::Level => m.map_level().to_owned(),
        LifeColumn::Alerts => m.customers_column_alerts().to_owned(),
        LifeColumn::Recency => m.customers_column_recency().to_owned(),
        LifeColumn::Frequency => m.customers_column_frequency().to_owned(),
        LifeColumn::Spent => m.customers_column_spent().to_owned(),
        LifeColumn::Track(id) => life_word(m, names, &column.code(), id),
        LifeColumn::Alert(id) => m.customers_column_alert(&life_word(m, names, &column.code(), id)),
        LifeColumn::Cause(id) => m.customers_column_cause(&life_word(m, names, &column.code(), id)),
    }
}

/// What a code of a column is called.
pub(crate) fn life_word(m: Messages, names: &LifeNames, column: &str, code: &str) -> String {
    if let Some(pace) = pace_of(code).filter(|_| column == LifeColumn::Pace.code()) {
        return pace_word(m, pace).to_owned();
    }
    let mut named = names.iter().filter(|(of, _)| of == column);
    let mut codes = named.next().map_or(&[][..], |(_, codes)| codes).iter();
    let found = codes.find(|(of, _)| of == code);
    found.map_or_else(
        || value_word(m, code),
        |(_, title)| value_word(m, title.get(m.language())),
    )
}

/// The code of a pace in tables and addresses.
pub(crate) fn pace_code(pace: Pace) -> &'static str {
    match pace {
        Pace::OnTrack => "on-track",
        Pace::Behind => "behind",
        Pace::Stuck => "stuck",
        Pace::Unsaid => "unsaid",
    }
}

fn pace_of(code: &str) -> Option<Pace> {
    let paces = [Pace::OnTrack, Pace::Behind, Pace::Stuck, Pace::Unsaid];
    paces.into_iter().find(|pace| pace_code(*pace) == code)
}
