//! What screens show: plain values, computed by the worker. Texts are the user's own data or come
//! in both languages; everything else is codes and numbers that the app puts into words.

mod catalogue;
mod change_over;
mod customer;
mod customers;
mod differ;
mod explanation;
mod groups;
mod import;
mod life;
mod model;
mod outlook;
mod portfolio;
mod quality;
mod robust;
mod rows;
mod workspace;

pub use catalogue::{CatalogueView, MetricInfo};
pub use change_over::{ChangeOverView, CrossedBy, CrossedView, OverKind, OverPartView};
pub use customer::{ContactView, ContractView, CustomerView, TrendPoint};
pub use customers::{CellView, CustomerRow, CustomersView, HealthView, SearchHit};
pub use differ::{ConflictView, DifferenceView, MetView, PlaceStep, PlaceView, SaidView};
pub use explanation::{
    Band, CapView, ChangeView, ExplanationView, FactorView, GroupView, MeasureState, MeasureView,
    OverrideView, PartKind, PartView,
};
pub use groups::{GroupRow, GroupsView};
pub use import::{
    ColumnView, ConstantView, FileView, FormatView, ImportView, ImportedFile, ImportedTable,
    ImportedView, KeyView, ProblemView, QuestionView, RejectView, RejectsView, TableChoice,
    TargetView, UnmatchedKey, UnmatchedView,
};
pub use life::{
    AchievedView, AlertState, AlertView, CardView, CauseView, ClockView, ClocksView, CountedSignal,
    CustomerLifeView, DateEdit, DateView, DeliveryView, DiagnosisView, Direction, EffortView,
    FactView, Fate, FateSum, FigureRow, FigureView, FiguresView, FlowView, GoalEdit, GoalView,
    HandOffEdit, HandOffView, HandledView, InboxItem, InboxQuery, InboxView, ItemKind, KpiView,
    LifecycleView, MATURITY_QUESTIONS, MatrixRowView, MaturityView, MeasuredView, MessageView,
    NextStep, OutcomeBy, OutcomeFilter, OutcomeGroup, OutcomeRow, OutcomesView, OwnerItems, Pace,
    PhaseView, PlayChoice, PlayRow, PlayState, PlayView, PracticeView, ProcessEdit, ProcessView,
    PromiseView, REGISTER_ROWS, RecordsView, Register, RegisterForm, RegisterQuery, RegisterView,
    RequestFilter, RequestRow, RequestState, RequestsView, ReviewView, Role, RoleView, RuleView,
    ServiceLevelView, Severity, ShapeView, SignalFamily, SilentView, StageColumn, StageCounts,
    StageCustomer, StageHistoryView, StageView, StayView, TaskSource, TaskState, TaskView, TeamRow,
    TicketView, TierTotals, TierView, TimelineEntry, TimelineKind, TopicRow, TouchKind,
    TrackColumn, TrackCustomer, TrackView, ValueMapView, ValuePoint, WinBackReason, WinBackRow,
    WinBackView, WorkAction,
};
pub use model::{
    BalanceView, CascadeView, ComparedView, CrosserView, FlawArg, FlawView, ModelAction,
    ModelAnswer, ModelQuery, PreviewView, RoomView, ScoredView, ShiftView, VersionView, WhatIfView,
};
pub use outlook::{DisagreementView, ObstacleView, OutlookView, PathStepView, PathView, ValueView};
pub use portfolio::{BandTotals, MoverView, OwnerView, PortfolioView, RenewalMonth, TotalsView};
pub use quality::{FindingView, QualityView, Weight};
pub use robust::{
    BarView, CurvePlace, DecisiveView, MEMBERS, MemberView, MembersView, NoiseView, SideView,
    ThresholdView,
};
pub use rows::{MetricView, RowsView};
pub use workspace::{ModelInfo, StorageView, TableSize, WorkspaceView};
