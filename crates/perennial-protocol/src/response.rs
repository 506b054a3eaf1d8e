//! What the worker answers.

use crate::packed::Packed;
use crate::view::{
    CascadeView, CatalogueView, ChangeView, CustomerLifeView, CustomerView, CustomersView,
    GroupsView, ImportView, ImportedView, InboxView, LifecycleView, MetricView, ModelAnswer,
    OutlookView, PortfolioView, QualityView, RegisterView, RejectsView, RowsView, SearchHit,
    StageHistoryView, StorageView, TotalsView, UnmatchedView, ValueMapView, WorkspaceView,
};
use serde::{Deserialize, Serialize};

/// The answer to a request; [`crate::Request`] says which one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // each variant carries the view of its name
pub enum Response {
    Done,
    Workspace(Box<WorkspaceView>),
    Import(Box<ImportView>),
    Imported(Box<ImportedView>),
    Rejects(RejectsView),
    Unmatched(Packed<UnmatchedView>),
    Quality(Packed<QualityView>),
    Portfolio(Box<PortfolioView>),
    Totals(Vec<TotalsView>),
    Customers(CustomersView),
    Groups(Packed<GroupsView>),
    Customer(Box<CustomerView>),
    /// As only the part on the model works it out.
    Outlook(Packed<OutlookView>),
    Change(ChangeView),
    Metric(Box<MetricView>),
    Catalogue(Packed<CatalogueView>),
    Rows(RowsView),
    Search(Vec<SearchHit>),
    // Bytes, as only the parts on life know what they say.
    Inbox(Packed<InboxView>),
    Lifecycle(Box<LifecycleView>),
    Cascade(Packed<CascadeView>),
    StageHistory(Packed<StageHistoryView>),
    ValueMap(Packed<ValueMapView>),
    CustomerLife(Packed<CustomerLifeView>),
    Register(Packed<RegisterView>),
    /// As only the model room knows what it says.
    Model(Packed<ModelAnswer>),
    Storage(StorageView),
    /// A file to hand to the user.
    File {
        /// Proposed name.
        name: String,
        /// MIME type.
        mime: String,
        /// Content.
        bytes: Vec<u8>,
    },
}
