//! Lists over all customers that belong to no single one of them: what became of contracts, whom to win
//! back and why they left, what customers ask for, and how far a play is.

use super::task::TaskState;
use perennial_data::{Bilingual, Day};
use serde::{Deserialize, Serialize};

/// Which list, as it was known on a date, to be seen or as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterQuery {
    /// The date.
    pub as_of: Day,
    /// Which list.
    pub of: Register,
    /// What is made of it.
    pub form: RegisterForm,
}

/// What is made of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RegisterForm {
    /// A view, its rows cut at [`REGISTER_ROWS`]. → Register
    Screen,
    /// A CSV of all rows. → File
    File,
}

/// Rows of a view at the most.
pub const REGISTER_ROWS: usize = 500;

/// A list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Register {
    /// Contracts that end from one day to another, both included, and what became of them.
    Outcomes {
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
        /// Only these rows; the sums are of all.
        only: OutcomeFilter,
    },
    /// Customers that are lost.
    WinBack {
        /// Only those of this reason (empty: no reason on record); the counts are of all.
        reason: Option<String>,
    },
    /// Tickets of kind `request`.
    Requests {
        /// Which ones; the counts are of all.
        only: Option<RequestFilter>,
    },
    /// What was done and is to be done of a play.
    Play {
        /// The play's id; `None` or one that is not there: the first.
        play: Option<String>,
        /// Only this task of it, by its id.
        task: Option<String>,
        /// Only tasks that stand so; the counts are of all.
        state: Option<PlayState>,
    },
}

/// Which requests of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RequestFilter {
    /// Those that ask for it in these words.
    Topic(String),
    /// Open ones of a team; empty: of none.
    Team(String),
    /// Those of a team that nobody answered.
    Unanswered(String),
    /// Those that stand so.
    State(RequestState),
}

/// How a task of a play stands, as it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlayState {
    /// To do.
    Open,
    /// Done.
    Done,
    /// Will not be done.
    Skipped,
}

/// Which contracts of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeFilter {
    /// What became of them.
    pub fate: Option<Fate>,
    /// What groups are told by.
    pub by: OutcomeBy,
    /// The group; empty: of contracts without one.
    pub group: Option<String>,
}

/// What contracts that ended are told by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum OutcomeBy {
    /// Why they were renewed or lost.
    #[default]
    Reason,
    /// The customer's value tier as the span began.
    Tier,
    /// The customer's stage as the span began.
    Stage,
    /// Who owns the customer.
    Owner,
    /// The customer's industry.
    Industry,
}

/// What became of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// The customer stayed.
    Renewed,
    /// The customer left.
    Lost,
    /// Not decided, or nothing is on record.
    Open,
}

/// A list as it is seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // each variant carries the view of its name
pub enum RegisterView {
    Outcomes(OutcomesView),
    WinBack(WinBackView),
    Requests(RequestsView),
    Play(PlayView),
}

/// How many, and their money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FateSum {
    /// Contracts.
    pub contracts: u32,
    /// Customers: one with several contracts counts once, as renewed where any was, else as lost where any
    /// was.
    pub customers: u32,
    /// What the contracts were worth.
    pub amount: f64,
}

/// Contracts of one group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutcomeGroup {
    /// The reason's code, the tier's or stage's id, the owner's or industry's name, as in the data; empty: none.
    pub id: String,
    /// The name of a tier or stage.
    pub title: Option<Bilingual>,
    /// All of them; told by reason, those that are decided.
    pub due: FateSum,
    /// Those renewed.
    pub renewed: FateSum,
    /// Those lost.
    pub lost: FateSum,
}

/// A contract that ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutcomeRow {
    /// The account's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The contract's id.
    pub contract: String,
    /// Its end, exclusive.
    pub ends_on: Day,
    /// What became of it.
    pub fate: Fate,
    /// When that was decided, where it is known.
    pub decided_on: Option<Day>,
    /// What it was worth.
    pub amount: Option<f64>,
    /// What it was renewed at, where that is known.
    pub renewed_amount: Option<f64>,
    /// Why, as in the data; empty: not on record.
    pub reason: String,
    /// Why, in their words.
    pub reason_text: String,
}

/// What became of the contracts of a span of days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutcomesView {
    /// The date it is known on.
    pub as_of: Day,
    /// First and last day.
    pub span: (Day, Day),
    /// The currency, where all have one and the same.
    pub currency: Option<String>,
    /// All that ended.
    pub due: FateSum,
    /// Those renewed.
    pub renewed: FateSum,
    /// Those lost.
    pub lost: FateSum,
    /// The others.
    pub open: FateSum,
    /// What the renewed ones were renewed at.
    pub renewed_amount: f64,
    /// Renewed ones of which that is not known; left out of the amount renewed.
    pub n_amount_unknown: u32,
    /// What the groups are told by, the most money lost first.
    pub groups: Vec<OutcomeGroup>,
    /// How many contracts the rows are of.
    pub n_rows: u32,
    /// The contracts: lost, open, renewed, within them by money.
    pub rows: Vec<OutcomeRow>,
}

/// Something to be done next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NextStep {
    /// What.
    pub title: Bilingual,
    /// When it is due.
    pub due: Day,
}

/// A customer that is lost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WinBackRow {
    /// The account's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who owns it; empty: nobody.
    pub owner: String,
    /// Since when: the day of the outcome, else the contract's end.
    pub lost_on: Day,
    /// Whether the loss is on record; else the contract ran out.
    pub is_recorded: bool,
    /// What the contract was worth.
    pub amount: Option<f64>,
    /// Why, as in the data; empty: not on record.
    pub reason: String,
    /// Why, in their words.
    pub reason_text: String,
    /// The open task that is due first.
    pub next: Option<NextStep>,
}

/// Customers lost for one reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WinBackReason {
    /// Its code, as in the data; empty: no reason on record.
    pub reason: String,
    /// How many.
    pub n: u32,
    /// What their contracts were worth.
    pub amount: f64,
}

/// Whom to win back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WinBackView {
    /// The date it is known on.
    pub as_of: Day,
    /// The currency, where all have one and the same.
    pub currency: Option<String>,
    /// By reason, the most money first.
    pub reasons: Vec<WinBackReason>,
    /// How many customers the rows are of.
    pub n_rows: u32,
    /// The customers, the most money first.
    pub rows: Vec<WinBackRow>,
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RequestState {
    /// Nobody answered.
    New,
    /// Answered and not done.
    Answered,
    /// Done.
    Done,
}

/// Something that a customer asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RequestRow {
    /// The account's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Annual recurring revenue.
    pub arr: Option<f64>,
    /// The ticket's id.
    pub ticket: String,
    /// What for, where the data say it.
    pub topic: String,
    /// How many customers want the same and do not have it; 0 where the data do not say what for.
    pub n_same: u32,
    /// The team that sees to it; empty: not on record.
    pub team: String,
    /// Its priority, as in the data.
    pub priority: String,
    /// When it was opened.
    pub opened_on: Day,
    /// When it was done.
    pub done_on: Option<Day>,
    /// Where it stands.
    pub state: RequestState,
    /// Days from then until it was done or the date.
    pub age_days: u32,
}

/// Requests for one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TopicRow {
    /// What for.
    pub topic: String,
    /// Customers who wait for it.
    pub customers: u32,
    /// Their annual recurring revenue.
    pub arr: f64,
}

/// Open requests of one team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TeamRow {
    /// The team; empty: not on record.
    pub team: String,
    /// Open ones.
    pub open: u32,
    /// Those that nobody answered.
    pub unanswered: u32,
    /// The age of the oldest, in days.
    pub oldest_days: u32,
}

/// What customers ask for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RequestsView {
    /// The date it is known on.
    pub as_of: Day,
    /// The currency, where all have one and the same.
    pub currency: Option<String>,
    /// Requests by state: new, answered, done within a year.
    pub by_state: [u32; 3],
    /// The column of tickets that says what for; `None`: there is none.
    pub topic_column: Option<String>,
    /// By what for, the most customers first.
    pub topics: Vec<TopicRow>,
    /// By team, the most open ones first.
    pub teams: Vec<TeamRow>,
    /// How many requests the rows are of.
    pub n_rows: u32,
    /// The requests: open ones first, the oldest first; then those done within a year, the newest first.
    pub rows: Vec<RequestRow>,
}

/// A play that may be looked at, or a task of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlayChoice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
}

/// A task of the play at a customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlayRow {
    /// The account's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The task's name.
    pub title: Bilingual,
    /// Open, done or not to be done, with what was said.
    pub state: TaskState,
    /// When it is due, of open ones.
    pub due: Option<Day>,
    /// Who sees to it, or who did it; empty: nobody.
    pub person: String,
}

/// How far a play is, over all customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlayView {
    /// The date it is known on.
    pub as_of: Day,
    /// The plays.
    pub plays: Vec<PlayChoice>,
    /// The one that is seen.
    pub play: String,
    /// The need it serves.
    pub need: Option<Bilingual>,
    /// Its tasks.
    pub tasks: Vec<PlayChoice>,
    /// Open tasks, done ones, those not to be done.
    pub by_state: [u32; 3],
    /// How many tasks the rows are of.
    pub n_rows: u32,
    /// Open ones by due date, then the others, the newest first.
    pub rows: Vec<PlayRow>,
}
