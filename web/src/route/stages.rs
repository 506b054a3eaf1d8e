//! What an address says about the Lifecycle screen: its part, and the month whose moves are seen.

use super::codec::Pairs;
use perennial_data::Day;
use perennial_protocol::view::{Fate, OutcomeBy};

/// A part of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LifeTab {
    /// Customers by stage.
    #[default]
    Board,
    /// Moves between stages.
    Flows,
    /// Stages and alerts over months.
    History,
    /// What each stage is for.
    Cards,
    /// What runs beside the stages.
    Tracks,
    /// Effort over the term.
    Shape,
    /// Need × goal × play × evidence.
    Consistency,
    /// WHO × HOW × WHAT.
    Execution,
    /// Root causes of closed alerts.
    Causes,
    /// The report of a month or quarter: what was due, renewed, lost.
    Outcomes,
    /// Lost customers by reason.
    WinBack,
    /// What customers ask for.
    Requests,
    /// How far a play is at all customers.
    Plays,
}

impl LifeTab {
    /// All, in the order in which they stand.
    pub(crate) const ALL: [Self; 13] = [
        Self::Board,
        Self::Flows,
        Self::History,
        Self::Cards,
        Self::Tracks,
        Self::Shape,
        Self::Consistency,
        Self::Execution,
        Self::Causes,
        Self::Outcomes,
        Self::WinBack,
        Self::Requests,
        Self::Plays,
    ];

    /// Its name in addresses.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Flows => "flows",
            Self::History => "history",
            Self::Cards => "cards",
            Self::Tracks => "tracks",
            Self::Shape => "shape",
            Self::Consistency => "consistency",
            Self::Execution => "execution",
            Self::Causes => "causes",
            Self::Outcomes => "outcomes",
            Self::WinBack => "winback",
            Self::Requests => "requests",
            Self::Plays => "plays",
        }
    }

    /// The part of that name.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.code() == code)
    }
}

/// What effort and return are told by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum EffortBy {
    /// The value tier.
    #[default]
    Tier,
    /// The stage.
    Stage,
    /// Who owns the customer.
    Owner,
}

impl EffortBy {
    /// All, in the order of the view.
    pub(crate) const ALL: [Self; 3] = [Self::Tier, Self::Stage, Self::Owner];

    /// Its name in addresses.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Tier => "tier",
            Self::Stage => "stage",
            Self::Owner => "owner",
        }
    }

    /// The one of that name.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.code() == code)
    }
}

/// How long a span the report of renewals is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Span {
    /// A calendar month.
    #[default]
    Month,
    /// Three of them, from January, April, July or October on.
    Quarter,
}

impl Span {
    /// Its name in addresses.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }

    /// The one of that name.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        let spans = [Self::Month, Self::Quarter];
        spans.into_iter().find(|span| span.code() == code)
    }

    /// First and last day of the span that a day lies in.
    pub(crate) fn around(self, day: Day) -> (Day, Day) {
        let first = day.month_start();
        match self {
            Self::Month => (first, day.month_end()),
            Self::Quarter => {
                let (_, month, _) = day.ymd();
                let into = i32::try_from((month + 2) % 3).unwrap_or(0);
                let first = first.plus_months(-into);
                (first, first.plus_months(2).month_end())
            }
        }
    }
}

/// What became of a contract, in addresses.
pub(crate) fn fate_code(fate: Fate) -> &'static str {
    match fate {
        Fate::Renewed => "renewed",
        Fate::Lost => "lost",
        Fate::Open => "open",
    }
}

/// The one of that name.
pub(crate) fn fate_of(code: &str) -> Option<Fate> {
    let fates = [Fate::Renewed, Fate::Lost, Fate::Open];
    fates.into_iter().find(|fate| fate_code(*fate) == code)
}

/// What the report of renewals is told by, in the order of the view.
pub(crate) const OUTCOMES_BY: [OutcomeBy; 5] = [
    OutcomeBy::Reason,
    OutcomeBy::Tier,
    OutcomeBy::Stage,
    OutcomeBy::Owner,
    OutcomeBy::Industry,
];

/// What it is told by, in addresses.
pub(crate) fn outcomes_code(by: OutcomeBy) -> &'static str {
    match by {
        OutcomeBy::Reason => "reason",
        OutcomeBy::Tier => "tier",
        OutcomeBy::Stage => "stage",
        OutcomeBy::Owner => "owner",
        OutcomeBy::Industry => "industry",
    }
}

/// The one of that name.
pub(crate) fn outcomes_of(code: &str) -> Option<OutcomeBy> {
    OUTCOMES_BY
        .into_iter()
        .find(|by| outcomes_code(*by) == code)
}

/// How the Lifecycle screen is looked at. Everything that a link restores.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LifeChoice {
    /// The part.
    pub(crate) tab: LifeTab,
    /// The end of the month whose moves are seen, or a day of the span whose renewals are; `None`: the newest.
    pub(crate) month: Option<Day>,
    /// The span of the report.
    pub(crate) span: Span,
    /// Only contracts of which this became.
    pub(crate) fate: Option<Fate>,
    /// What the report of renewals is told by.
    pub(crate) outcomes: OutcomeBy,
    /// Only this group of the report, this reason, topic, or play (`play/task`).
    pub(crate) only: Option<String>,
    /// What effort is told by.
    pub(crate) effort: EffortBy,
}

impl LifeChoice {
    /// A part of the screen, as it is usually seen.
    pub(crate) fn of(tab: LifeTab) -> Self {
        Self {
            tab,
            ..Self::default()
        }
    }

    pub(super) fn read(pairs: &Pairs) -> Self {
        let tab = pairs.text("part").and_then(|code| LifeTab::of_code(&code));
        let month = pairs.text("month").and_then(|text| text.parse().ok());
        let effort = pairs.text("by").and_then(|code| EffortBy::of_code(&code));
        let span = pairs.text("span").and_then(|code| Span::of_code(&code));
        let fate = pairs.text("fate").and_then(|code| fate_of(&code));
        let outcomes = pairs.text("told").and_then(|code| outcomes_of(&code));
        Self {
            tab: tab.unwrap_or_default(),
            month,
            span: span.unwrap_or_default(),
            fate,
            outcomes: outcomes.unwrap_or_default(),
            only: pairs.text("only"),
            effort: effort.unwrap_or_default(),
        }
    }

    pub(super) fn write(&self, pairs: &mut Pairs) {
        if self.tab != LifeTab::default() {
            pairs.push("part", self.tab.code());
        }
        if let Some(month) = self.month {
            pairs.push("month", &month.to_string());
        }
        if self.span != Span::default() {
            pairs.push("span", self.span.code());
        }
        if let Some(fate) = self.fate {
            pairs.push("fate", fate_code(fate));
        }
        if self.outcomes != OutcomeBy::default() {
            pairs.push("told", outcomes_code(self.outcomes));
        }
        if let Some(only) = &self.only {
            pairs.push("only", only);
        }
        if self.effort != EffortBy::default() {
            pairs.push("by", self.effort.code());
        }
    }
}
