//! The model room: the document that is edited, what it would do to the portfolio, its versions.
//!
//! Documents and edits are bytes here (`perennial_model::pack`), as only the part that edits reads them.

use super::change_over::ChangeOverView;
use super::differ::{DifferenceView, MetView};
use super::explanation::Band;
use super::robust::{BarView, DecisiveView, NoiseView};
use crate::query::Filter;
use perennial_data::{Bilingual, Day};
use serde::{Deserialize, Serialize};

/// What the model room asks. Answers are [`ModelAnswer`]s of the same name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ModelQuery {
    /// The document in hand, the data that its measures score, and the versions.
    Room {
        /// The date.
        as_of: Day,
    },
    /// What the document in hand would do with some edits more. Nothing changes.
    WhatIf {
        /// The date.
        as_of: Day,
        /// `Vec<Edit>`, packed; may be empty.
        edits: Vec<u8>,
    },
    /// The same, compared with the document in hand instead of the model in force. → `WhatIf`
    Step {
        /// The date.
        as_of: Day,
        /// `Vec<Edit>`, packed.
        edits: Vec<u8>,
    },
    /// What noise on the weights of the document in hand does.
    Noise {
        /// The date.
        as_of: Day,
    },
    /// Its thresholds, each moved a little, the one that moves most customers first.
    Tornado {
        /// The date.
        as_of: Day,
    },
    /// Which measure decides whom, in the model's order.
    Decisive {
        /// The date.
        as_of: Day,
    },
    /// Why the mean health of some customers changed between two dates or models.
    Change {
        /// The earlier end: the date; a version's number, 0 for the document in hand, `None` for the model in force.
        from: (Day, Option<u32>),
        /// The later end.
        to: (Day, Option<u32>),
        /// Whose; all of these hold on the later date, and none of them names the customer's life. Empty: everybody.
        filters: Vec<Filter>,
    },
    /// Two documents side by side, and what the second does compared with the first.
    Compare {
        /// The date.
        as_of: Day,
        /// A version's number; 0: the document in hand.
        from: u32,
        /// The same.
        to: u32,
    },
    /// A document from elsewhere beside the one in hand: what differs, and what both changed since they parted.
    Meet {
        /// The date.
        as_of: Day,
        /// The document as JSON.
        json: String,
        /// The version that both began with, 0 for the model in force; `Some(None)`: none, the document is to be taken
        /// as it is. `None`: the likeliest.
        base: Option<Option<u32>>,
    },
    /// The values of a metric that is being composed, or of one that there is.
    Preview {
        /// The date.
        as_of: Day,
        /// `MetricDecl`, packed.
        metric: Result<Vec<u8>, String>,
    },
}

/// What the model room does. All but the last are taken back by undo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ModelAction {
    /// Changes the draft, which begins as the model in force.
    Edit {
        /// `Vec<Edit>`, packed: one step of undo.
        edits: Vec<u8>,
    },
    /// Forgets the draft.
    Discard,
    /// Takes a fix of something that was found in the document in hand.
    Mend {
        /// The date that it was found on.
        as_of: Day,
        /// The finding's code.
        code: String,
        /// Its path.
        path: String,
        /// The fix's position.
        fix: u32,
    },
    /// Takes a document as the draft, also one that cannot be scored, so that it can be mended.
    Open {
        /// The document as JSON.
        json: String,
    },
    /// Takes a model that ships as the draft.
    Begin {
        /// Its id.
        model: String,
    },
    /// Makes what [`ModelQuery::Meet`] showed the draft.
    Merge {
        /// The document as JSON.
        json: String,
        /// The version that both began with, as there.
        base: Option<u32>,
        /// Paths of the conflicts in which the other document's way is taken.
        theirs: Vec<String>,
    },
    /// Makes the draft a version, in force from now on.
    Save {
        /// What the version is called.
        name: String,
        /// Who saves it.
        author: String,
        /// Why; may be empty.
        note: String,
        /// The day.
        on: Day,
    },
    /// Takes an earlier version into force again; the draft stays.
    Use {
        /// Its number.
        version: u32,
        /// The day.
        on: Day,
    },
}

/// Answers to [`ModelQuery`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // each variant answers the query of its name
pub enum ModelAnswer {
    Room(Box<RoomView>),
    WhatIf(Box<WhatIfView>),
    Noise(Box<NoiseView>),
    Tornado(Vec<BarView>),
    Decisive(Vec<DecisiveView>),
    Change(Box<ChangeOverView>),
    Compare(Box<ComparedView>),
    Meet(Box<MetView>),
    Preview(Box<PreviewView>),
}

/// The model room on one date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoomView {
    /// The revision it was made from.
    pub revision: u64,
    /// The date.
    pub as_of: Day,
    /// `Model`, packed: the draft, else the model in force. Without the sections on life.
    pub document: Vec<u8>,
    /// `Vec<Signal>`, packed: its signals.
    pub signals: Vec<u8>,
    /// Whether that is a draft.
    pub is_draft: bool,
    /// Where the draft makes no sense, so that nothing can be scored by it; [`RoomView::effect`] is then that of the
    /// model in force, and [`RoomView::measures`] is empty.
    pub fault: Option<String>,
    /// What the linter found in the document, the gravest first.
    pub findings: Vec<FlawView>,
    /// Per measure of the document, in its order: the values that it scores.
    pub measures: Vec<ScoredView>,
    /// Per cap of the document, customers whose condition holds, and those whose health it limits.
    pub caps: Vec<(u32, u32)>,
    /// Customers per variant of the document; the last number is those of none.
    pub variants: Vec<u32>,
    /// What the document does, compared with the model in force.
    pub effect: WhatIfView,
    /// The currency, where all have one and the same; amounts are added as they are.
    pub currency: Option<String>,
    /// Fields that customers are told apart by, with their values, the most frequent first.
    pub choices: Vec<(String, Vec<String>)>,
    /// Saved versions, the newest first.
    pub versions: Vec<VersionView>,
    /// What the model in force is called.
    pub in_force: Bilingual,
    /// The number of the version in force; `None` where it is not among the versions.
    pub version: Option<u32>,
}

/// The values that a measure scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoredView {
    /// The measure's title: its own, else its metric's.
    pub title: Bilingual,
    /// What the metric is.
    pub definition: Bilingual,
    /// The unit's code, as [`super::MetricInfo::unit`] has it.
    pub unit: String,
    /// Whether more is better news.
    pub higher_is_better: bool,
    /// Customers whose value counts.
    pub n_present: u32,
    /// Of these, with a value that is flagged stale.
    pub n_stale: u32,
    /// Customers without a value that counts: none, expired, or in grace.
    pub n_missing: u32,
    /// Ends of the axis: nearly all values and all that the transform names; equal where there is no number.
    pub range: (f64, f64),
    /// Customers per part of the axis, in equal parts; what lies beyond the ends counts in the last ones.
    pub bins: Vec<u32>,
    /// Words with their customers, the most frequent first, at most 20; of metrics of words only.
    pub words: Vec<(String, u32)>,
    /// Mean score of those whose value counts.
    pub mean_score: Option<f64>,
}

/// Health of the whole portfolio under one model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BalanceView {
    /// Customers per band: no data, red, yellow, green.
    pub n: [u32; 4],
    /// Their annual recurring revenue.
    pub arr: [f64; 4],
    /// Customers with a health and a colour, per 5 points: [0, 5), …, [95, 100].
    pub bins: [u32; 20],
    /// Mean health of those who have one; NaN without any.
    pub mean: f64,
}

/// What another model does, compared with the model in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WhatIfView {
    /// Under the model in force.
    pub before: BalanceView,
    /// Under the other.
    pub after: BalanceView,
    /// Where the other's bands begin, the lowest left out.
    pub edges: Vec<f64>,
    /// Customers by band before (rows) and after (columns): no data, red, yellow, green.
    pub moves: [[u32; 4]; 4],
    /// Their annual recurring revenue.
    pub moved_arr: [[f64; 4]; 4],
    /// Who crosses, the most money first, at most [`WhatIfView::CROSSERS`].
    pub crossers: Vec<CrosserView>,
}

impl WhatIfView {
    /// Customers named in [`WhatIfView::crossers`].
    pub const CROSSERS: usize = 8;

    /// Customers whose band is another.
    #[must_use]
    pub fn n_crossed(&self) -> u32 {
        let rows = self.moves.iter().enumerate();
        let crossed = rows.flat_map(|(from, row)| {
            let row = row.iter().enumerate();
            row.filter(move |(to, _)| *to != from).map(|(_, n)| *n)
        });
        crossed.sum()
    }
}

/// A customer whose band is another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CrosserView {
    /// The account's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Annual recurring revenue.
    pub arr: Option<f64>,
    /// Health and band under the model in force.
    pub before: (Option<f64>, Band),
    /// Under the other.
    pub after: (Option<f64>, Band),
}

/// Something that is wrong or unwise in the document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FlawView {
    /// The rule's code; its sentences are `error-lint-CODE`.
    pub code: String,
    /// How much it matters.
    pub weight: super::Weight,
    /// Where in the document.
    pub path: String,
    /// What its sentence names.
    pub args: Vec<(String, FlawArg)>,
    /// Codes of the ways to mend it (`value-fix-CODE`), the likeliest first.
    pub fixes: Vec<String>,
}

/// What the sentence of a finding names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // they are the linter's
pub enum FlawArg {
    Text(String),
    Named(Bilingual),
    Number(f64),
    Count(u32),
    Share(f64),
    Band(Band),
    /// The code of a fault: `problem-CODE`.
    Fault(String),
}

/// Two documents side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparedView {
    /// What differs, in the order of the document.
    pub differences: Vec<DifferenceView>,
    /// What the second does, compared with the first.
    pub effect: WhatIfView,
}

/// Values of a metric.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PreviewView {
    /// The metric, packed.
    pub metric: Vec<u8>,
    /// Customers with a value.
    pub n_present: u32,
    /// Customers without.
    pub n_missing: u32,
    /// Ends of the axis, and customers per part of it, as [`ScoredView::range`] and [`ScoredView::bins`].
    pub range: (f64, f64),
    /// As above.
    pub bins: Vec<u32>,
    /// Least, lower quartile, median, upper quartile, greatest; `None` without values.
    pub quartiles: Option<[f64; 5]>,
    /// Words with their customers, the most frequent first.
    pub words: Vec<(String, u32)>,
    /// Some customers with their values, the greatest first: id, name, value.
    pub examples: Vec<(String, String, f64)>,
}

/// A saved version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VersionView {
    /// Its number.
    pub number: u32,
    /// What it is called; empty for one that was in force before the first was saved.
    pub name: String,
    /// Who saved it; empty where that is not known.
    pub author: String,
    /// Why; may be empty.
    pub note: String,
    /// When it was saved; `None` for one that was in force before the first was saved.
    pub saved_on: Option<Day>,
    /// When it was in force, the oldest first: from, and up to but not including; an open end is now.
    pub in_force: Vec<(Option<Day>, Option<Day>)>,
}

/// What a draft would do to alerts and tasks, compared with the model in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CascadeView {
    /// The revision it was made from.
    pub revision: u64,
    /// The date.
    pub as_of: Day,
    /// Alerts that open.
    pub alerts_open: ShiftView,
    /// Alerts that go.
    pub alerts_go: ShiftView,
    /// Tasks that open.
    pub tasks_open: ShiftView,
    /// Tasks that go.
    pub tasks_go: ShiftView,
}

/// What comes, or goes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ShiftView {
    /// How many.
    pub n: u32,
    /// How many of which, the most frequent first.
    pub kinds: Vec<(Bilingual, u32)>,
    /// Some of them: account, its name, what it is.
    pub named: Vec<(String, String, Bilingual)>,
}
