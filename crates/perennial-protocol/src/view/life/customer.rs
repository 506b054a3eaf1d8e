//! The customer's life on the Customer page.

use super::Pace;
use super::alert::{AlertView, FactView, Severity};
use super::board::{CardView, KpiView};
use super::record::RecordsView;
use super::task::TaskView;
use crate::packed::Packed;
use perennial_data::{Bilingual, Day, TableId};
use serde::{Deserialize, Serialize};

/// A rule, whether it holds, and the values behind it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RuleView {
    /// The rule in words.
    pub title: Bilingual,
    /// Whether it holds; `None`: people judge.
    pub holds: Option<bool>,
    /// The values that it read.
    pub facts: Vec<FactView>,
}

/// The stage and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageView {
    /// The stage's id.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// Who is in it.
    pub definition: Bilingual,
    /// Since when; `None` where the history does not reach back.
    pub entered_on: Option<Day>,
    /// Against earlier customers.
    pub pace: Pace,
    /// How many earlier stays there are to compare with; `None` where nobody is late, as in being mature.
    pub n_stays: Option<u32>,
    /// Median and 90th percentile of earlier stays, in days; `None` with too few of them.
    pub usual_days: Option<(u32, u32)>,
    /// Why: the rules that hold.
    pub why: Vec<RuleView>,
    /// What would end it.
    pub exit: Vec<RuleView>,
    /// What it is for.
    pub card: CardView,
    /// Held by hand: author, reason, last day, and the stage by the rules.
    pub held: Option<(String, String, Day, Option<Bilingual>)>,
}

/// A track that runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrackView {
    /// Its name.
    pub title: Bilingual,
    /// Since when.
    pub since: Option<Day>,
    /// What must be reached.
    pub exit: Vec<RuleView>,
    /// How it is judged.
    pub kpis: Vec<KpiView>,
}

/// A stay in a stage, past or present.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StayView {
    /// The stage's name.
    pub title: Bilingual,
    /// First day; `None`: before the history begins.
    pub from: Option<Day>,
    /// First day after it; `None`: still there.
    pub to: Option<Day>,
}

/// The value tier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TierView {
    /// strategic, growth, profit or base.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// Current value, 0–100.
    pub current: f64,
    /// Potential value, 0–100.
    pub potential: f64,
    /// V.
    pub value: f64,
    /// Weights of the current and the potential value in V.
    pub weights: (f64, f64),
    /// The values that the axes are made of.
    pub facts: Vec<FactView>,
    /// The month-end at which it came into this tier.
    pub since: Option<Day>,
    /// The service level's name.
    pub level: Option<Bilingual>,
}

/// A goal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalView {
    /// In words.
    pub goal: String,
    /// What it counts in.
    pub unit: String,
    /// Where it began.
    pub baseline: Option<f64>,
    /// What is to be reached.
    pub target: Option<f64>,
    /// What is reached, as known on the date.
    pub actual: Option<f64>,
    /// (actual − baseline) / (target − baseline).
    pub progress: Option<f64>,
    /// Until when.
    pub due_on: Option<Day>,
    /// When it was last looked at.
    pub reviewed_on: Option<Day>,
    /// When to look at it next, where somebody said so.
    pub review_on: Option<Day>,
    /// Whether it is to be looked at again.
    pub review_due: bool,
    /// Whether the user entered it here.
    pub is_own: bool,
}

/// Where a promise on a ticket stands (SPEC §5 [0.13]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClockView {
    /// Kept.
    Kept,
    /// Too late, or not done although the time is over.
    Broken,
    /// Not done, and there is time until the day named, included.
    Runs(Day),
}

/// A ticket under the customer's service level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketView {
    /// Its id.
    pub id: String,
    /// Its kind's word.
    pub kind: String,
    /// When it was opened.
    pub opened_on: Day,
    /// The first answer.
    pub answer: ClockView,
    /// The solution.
    pub solution: ClockView,
    /// Whether it is solved.
    pub is_solved: bool,
}

/// The clock of the service level on the customer's tickets: those that are not solved, and those of the
/// last 90 days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClocksView {
    /// Hours promised to the first answer.
    pub answer_hours: u32,
    /// Hours promised to the solution.
    pub solution_hours: u32,
    /// Those not solved first, the oldest on top; then the newest.
    pub tickets: Vec<TicketView>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TimelineKind {
    /// A row of a table: which one, and the row's kind or status word.
    Row(TableId, String),
    /// An alert opened or closed: the signal's name, and whether it opened.
    Alert(Bilingual, bool),
    /// Into a stage of this name.
    Stage(Bilingual),
    /// A task was done: its name.
    TaskDone(Bilingual),
    /// A task was skipped: its name.
    TaskSkipped(Bilingual),
    /// A touchpoint logged here: its kind's word, and its minutes, 0 where not said.
    Touch(String, u32),
    /// A note.
    Note,
    /// A value set by hand.
    Override(f64),
    /// A goal was set.
    Goal(String),
    /// The hand-off record was written or changed.
    HandOff,
    /// A promise in numbers.
    Promise,
    /// A value that was reached.
    Achieved,
    /// A special date of this name.
    Date(String),
}

/// One entry of the timeline of everything.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// When.
    pub on: Day,
    /// What.
    pub kind: TimelineKind,
    /// Who, what came of it: free text, may be empty.
    pub text: String,
    /// Who put it down; empty for what nobody did, or nobody put a name to.
    pub author: String,
    /// The entry of a note or a touchpoint logged here, which can be corrected and taken back.
    pub entry: Option<u64>,
}

/// One customer's life on one date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomerLifeView {
    /// The revision it was made from.
    pub revision: u64,
    /// The account's id.
    pub id: String,
    /// The stage; `None` where it is in none.
    pub stage: Option<StageView>,
    /// The stages of the set in use, to hold the customer in by hand: id and name.
    pub stages: Vec<(String, Bilingual)>,
    /// Stays, the newest first.
    pub stays: Vec<StayView>,
    /// What runs beside it.
    pub tracks: Vec<TrackView>,
    /// The value tier; `None` where an axis is missing.
    pub tier: Option<TierView>,
    /// Open alerts first, then closed ones, the newest first.
    pub alerts: Vec<AlertView>,
    /// Signals that hold and say the opposite of the band, the gravest first: id, name, severity.
    pub against: Vec<(String, Bilingual, Severity)>,
    /// Open tasks by due date, then done and skipped ones, the newest first.
    pub tasks: Vec<TaskView>,
    /// The clock of its service level; `None` without one or without tickets.
    pub clocks: Option<ClocksView>,
    /// Goals.
    pub goals: Vec<GoalView>,
    /// What people keep on record of it.
    pub records: Packed<RecordsView>,
    /// Everything that happened, the newest first; at most 200.
    pub timeline: Vec<TimelineEntry>,
    /// How much happened in all.
    pub n_timeline: u32,
    /// Whether satisfaction was rising when the renewal window opened (4.11); `None` where unknown
    /// or the window is closed.
    pub satisfaction_rising: Option<bool>,
}
