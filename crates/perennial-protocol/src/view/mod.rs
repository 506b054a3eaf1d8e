//! What screens show: plain values, computed by the worker. Texts are the user's own data or come
//! in both languages; everything else is codes and numbers that the app puts into words.

mod catalogue;
mod customer;
mod customers;
mod explanation;
mod import;
mod life;
mod portfolio;
mod rows;
mod workspace;

pub use catalogue::{CatalogueView, MetricInfo};
pub use customer::{ContactView, ContractView, CustomerView, TrendPoint};
pub use customers::{CellView, CustomerRow, CustomersView, HealthView, SearchHit};
pub use explanation::{
    Band, CapView, ChangeView, ExplanationView, FactorView, GroupView, MeasureState, MeasureView,
    OverrideView, PartKind, PartView,
};
pub use import::{
    ColumnView, ConstantView, FileView, FormatView, ImportView, ImportedFile, ImportedTable,
    ImportedView, KeyView, ProblemView, QuestionView, RejectView, RejectsView, TableChoice,
    TargetView,
};
pub use life::{
    AlertState, AlertView, CardView, CauseView, CustomerLifeView, DiagnosisView, Direction,
    FactView, FlowView, GoalEdit, GoalView, InboxItem, InboxQuery, InboxView, ItemKind, KpiView,
    LifecycleView, MatrixRowView, MessageView, OwnerItems, Pace, Role, RoleView, RuleView,
    ServiceLevelView, Severity, ShapeView, SignalFamily, StageColumn, StageCustomer, StageView,
    StayView, TaskSource, TaskState, TaskView, TierTotals, TierView, TimelineEntry, TimelineKind,
    TouchKind, TrackColumn, TrackCustomer, TrackView, ValueMapView, ValuePoint, WorkAction,
};
pub use portfolio::{BandTotals, MoverView, OwnerView, PortfolioView, RenewalMonth, TotalsView};
pub use rows::{MetricView, RowsView};
pub use workspace::{ModelInfo, StorageView, TableSize, WorkspaceView};
