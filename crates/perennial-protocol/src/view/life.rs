//! What the screens of the customer's life show: stages, value, alerts, tasks (SPEC §5–§8).

mod action;
mod alert;
mod board;
mod customer;
mod figures;
mod history;
mod inbox;
mod record;
mod register;
mod task;
mod value;

pub use action::{GoalEdit, TouchKind, WorkAction};
pub use alert::{AlertState, AlertView, Direction, FactView, Severity, SignalFamily};
pub use board::{
    CardView, CauseView, DiagnosisView, FlowView, KpiView, LifecycleView, MatrixRowView, RoleView,
    ShapeView, StageColumn, StageCustomer, TrackColumn, TrackCustomer,
};
pub use customer::{
    ClockView, ClocksView, CustomerLifeView, GoalView, RuleView, StageView, StayView, TicketView,
    TierView, TimelineEntry, TimelineKind, TrackView,
};
pub use figures::{EffortView, FigureRow, FigureView, FiguresView, SilentView};
pub use history::{CountedSignal, StageCounts, StageHistoryView};
pub use inbox::{InboxItem, InboxQuery, InboxView, ItemKind, OwnerItems};
pub use record::{
    AchievedView, DateEdit, DateView, DeliveryView, HandOffEdit, HandOffView, HandledView,
    MATURITY_QUESTIONS, MaturityView, MeasuredView, PhaseView, PracticeView, ProcessEdit,
    ProcessView, PromiseView, RecordsView, ReviewView,
};
pub use register::{
    Fate, FateSum, NextStep, OutcomeBy, OutcomeFilter, OutcomeGroup, OutcomeRow, OutcomesView,
    PlayChoice, PlayRow, PlayState, PlayView, REGISTER_ROWS, Register, RegisterForm, RegisterQuery,
    RegisterView, RequestFilter, RequestRow, RequestState, RequestsView, TeamRow, TopicRow,
    WinBackReason, WinBackRow, WinBackView,
};
pub use task::{MessageView, Role, TaskSource, TaskState, TaskView};
pub use value::{ServiceLevelView, TierTotals, ValueMapView, ValuePoint};

use serde::{Deserialize, Serialize};

/// How long an account has been where it is, against earlier customers (SPEC §6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pace {
    /// Within the median.
    OnTrack,
    /// Past the median.
    Behind,
    /// Past the 90th percentile.
    Stuck,
    /// Too few earlier customers to say.
    Unsaid,
}
