//! The Lifecycle screen: board, flows, cards, shape, consistency, execution (SPEC §6).

use super::Pace;
use super::figures::FiguresView;
use super::record::PracticeView;
use super::task::Role;
use crate::packed::Packed;
use crate::view::explanation::Band;
use perennial_data::{Bilingual, Day};
use serde::{Deserialize, Serialize};

/// A role of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleView {
    /// The role.
    pub role: Role,
    /// Whether it leads.
    pub leads: bool,
}

/// A KPI of a stage or track.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KpiView {
    /// In words.
    pub title: Bilingual,
    /// Its value on the date; `None` where people judge or nothing is known.
    pub value: Option<f64>,
    /// The position of the figure that says it, in [`FiguresView::figures`].
    pub figure: Option<u32>,
    /// Unit code of the value, as in the catalogue; empty where no metric or figure says it and people
    /// judge.
    pub unit: String,
    /// Whether the target is met; `None` without target or value.
    pub met: Option<bool>,
}

/// What a stage is for. Absent texts have not been written yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // as in the model document
pub struct CardView {
    pub journey: Option<Bilingual>,
    pub need: Option<Bilingual>,
    pub goal: Option<Bilingual>,
    pub business_goal: Option<Bilingual>,
    pub roles: Vec<RoleView>,
    pub actions: Vec<Bilingual>,
    pub feedback: Option<Bilingual>,
    pub kpis: Vec<KpiView>,
    pub exit: Vec<Bilingual>,
}

/// A customer in a stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageCustomer {
    /// The account's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Since when.
    pub entered_on: Day,
    /// For how many days.
    pub days: u32,
    /// Against earlier customers.
    pub pace: Pace,
    /// Annual recurring revenue.
    pub arr: Option<f64>,
    /// Its band.
    pub band: Band,
}

/// One stage of the board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageColumn {
    /// The stage's id.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// Who is in it.
    pub definition: Bilingual,
    /// What it is for.
    pub card: CardView,
    /// Customers in it.
    pub n: u32,
    /// Their annual recurring revenue.
    pub arr: f64,
    /// On track, behind, stuck, unsaid.
    pub by_pace: [u32; 4],
    /// How long earlier customers stayed: median and 90th percentile, in days; `None` where nothing is
    /// said.
    pub usual: Option<(u32, u32)>,
    /// Whether these are thousandths of the renewal window instead, as windows differ in length.
    pub of_window: bool,
    /// How many earlier stays that is from.
    pub n_stays: u32,
    /// The customers: stuck first, then behind, then by money; at most 100.
    pub customers: Vec<StageCustomer>,
}

/// A customer in a track.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrackCustomer {
    /// The account's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Since when; `None`: before the history begins.
    pub since: Option<Day>,
    /// Annual recurring revenue.
    pub arr: Option<f64>,
    /// Its band.
    pub band: Band,
}

/// What runs beside the stages, and who is in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrackColumn {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// What it is for.
    pub card: CardView,
    /// Customers in it.
    pub n: u32,
    /// The one with the most money first; at most 100.
    pub customers: Vec<TrackCustomer>,
}

/// A root cause and how many alerts were closed with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CauseView {
    /// Its id.
    pub id: String,
    /// In the words in which it was last said.
    pub title: Bilingual,
    /// How many.
    pub n: u32,
}

/// Customers that were in one stage at a month's end and in another at the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowView {
    /// The later month's last day, or the date itself.
    pub to_date: Day,
    /// Position of the earlier stage; `None`: not a customer yet.
    pub from: Option<u32>,
    /// Position of the later stage.
    pub to: Option<u32>,
    /// How many.
    pub n: u32,
}

/// Effort over the thirds of a term (SPEC §6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShapeView {
    /// Planned by the plays: shares of head, middle, tail; `None` without any.
    pub planned: Option<[f64; 3]>,
    /// Executed by the log: the same.
    pub executed: Option<[f64; 3]>,
    /// Contracts by the shape of what was executed: hammer (棒槌), dumbbell (哑铃), balanced.
    pub by_shape: [u32; 3],
    /// Contracts without any effort in the log.
    pub n_without: u32,
    /// Losses for the reasons that a dumbbell ends with (客户没怎么用, 联系不上).
    pub dumbbell_losses: u32,
}

/// One row of the consistency matrix: need × goal × play × evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MatrixRowView {
    /// Position of the stage.
    pub stage: u32,
    /// The customer's need.
    pub need: Option<Bilingual>,
    /// Our goal.
    pub goal: Option<Bilingual>,
    /// The play's name.
    pub play: Option<Bilingual>,
    /// Tasks of the play that name what shows them, and tasks in all.
    pub evidence: (u32, u32),
    /// What is wrong: `play-without-need`, `need-without-play`, `stage-without-need`,
    /// `play-without-evidence`, `review-due`; empty: nothing.
    pub findings: Vec<String>,
}

/// WHO × HOW × WHAT of one stage (SPEC §6): effort and result, and what follows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DiagnosisView {
    /// Position of the stage.
    pub stage: u32,
    /// WHO: share of customers of the stage with an owner.
    pub who: Option<f64>,
    /// HOW: share of due tasks that were done.
    pub how: Option<f64>,
    /// The result: share of customers of the stage that are on track.
    pub result: Option<f64>,
    /// `review-what` where effort is high and the result poor, `staff`, `execute`, `staff-and-execute`,
    /// `result-alone` where the result is good with little effort, `fine`, or `unknown`.
    pub finding: String,
}

/// The lifecycle on one date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LifecycleView {
    /// The revision it was made from.
    pub revision: u64,
    /// The date.
    pub as_of: Day,
    /// The set of stages in use: id.
    pub set: String,
    /// All sets: id and name.
    pub sets: Vec<(String, Bilingual)>,
    /// The stages, in the order in which a customer goes through them.
    pub stages: Vec<StageColumn>,
    /// Customers in no stage.
    pub n_without: u32,
    /// The tracks.
    pub tracks: Vec<TrackColumn>,
    /// Moves at the last 12 month-ends and the date; those who stayed too.
    pub flows: Vec<FlowView>,
    /// Effort over the term.
    pub shape: ShapeView,
    /// Need × goal × play × evidence.
    pub matrix: Vec<MatrixRowView>,
    /// WHO × HOW × WHAT.
    pub diagnosis: Vec<DiagnosisView>,
    /// How the team works: reviews, changes, maturity.
    pub practice: Packed<PracticeView>,
    /// Figures over many customers.
    pub figures: Packed<FiguresView>,
    /// Root causes of closed alerts, most first.
    pub causes: Vec<CauseView>,
    /// The currency, where all have one and the same.
    pub currency: Option<String>,
}
