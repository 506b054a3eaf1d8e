//! Stages and tracks: where an account stands in its life with us (SPEC §6).

use super::play::Role;
use super::rule::LifeRule;
use crate::document::Test;
use perennial_data::Bilingual;
use serde::{Deserialize, Serialize};

/// Sets of stages, the one in use, and the tracks beside it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Stages {
    /// The id of the set in use.
    pub active: String,
    /// The sets.
    pub sets: Vec<StageSet>,
    /// What runs beside the stage, any number at a time; at most 16.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<Track>,
    /// When the renewal window opens.
    #[serde(default)]
    pub renewal_window: RenewalWindow,
}

/// When the renewal window opens: `end − floor(term_days / part)`, at most `cap_days` before the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RenewalWindow {
    /// Which part of the term it is: 3 is the last third; 1 to 100.
    pub part: u32,
    /// Its greatest length in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_days: Option<u32>,
}

impl Default for RenewalWindow {
    /// The last third of the term, uncapped.
    fn default() -> Self {
        Self {
            part: 3,
            cap_days: None,
        }
    }
}

/// A complete list of stages: each account is in at most one of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StageSet {
    /// Unique among the sets.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// What it is good for.
    pub definition: Bilingual,
    /// In the order in which their rules are tried, the first that holds wins; at most 32.
    pub stages: Vec<Stage>,
    /// Stage ids in the order in which a customer goes through them, for boards and flows; that of
    /// `stages` if absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<String>,
}

/// One stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Unique in its set. Stages of different sets that share an id share plays.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// Who is in it, in plain words.
    pub definition: Bilingual,
    /// All of these hold; an empty list always holds.
    pub when: Vec<LifeRule>,
    /// What must be reached before it is over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exit: Vec<Criterion>,
    /// Whether the stage is over once all its exit criteria hold. Otherwise they are a checklist
    /// beside the rules.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ends_on_exit: bool,
    /// It lasts until its rules have not held for so many days in a row, so that what comes and goes
    /// within days is one stay; 0: until they no longer hold. A stage before it in the set's order
    /// takes over at once. At most 365; not for one that ends by its exit criteria.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub clear_days: u32,
    /// Whether it is a way to somewhere, so that a stay can be behind or stuck. Nobody is late in
    /// being mature.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub paced: bool,
    /// What is done in it and why.
    #[serde(default)]
    pub card: StageCard,
}

/// One thing to be reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// In words.
    pub title: Bilingual,
    /// All of these hold; empty: people judge, the data cannot say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<LifeRule>,
}

/// What a stage names besides its rules. An empty text is one that nobody has written yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StageCard {
    /// 客户之旅: what the customer goes through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journey: Option<Bilingual>,
    /// 客户需求: what the customer needs now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<Bilingual>,
    /// 阶段目标: what is reached together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Bilingual>,
    /// 业务目标: what we want of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_goal: Option<Bilingual>,
    /// 核心角色: who leads and who supports.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<StageRole>,
    /// 工作要点: key actions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Bilingual>,
    /// What the customer is asked, or is told back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Bilingual>,
    /// How it is judged whether the stage goes well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kpis: Vec<Kpi>,
}

/// Who takes part in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StageRole {
    /// The role.
    pub role: Role,
    /// How it takes part.
    pub part: Part,
}

/// How a role takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// 主导.
    Lead,
    /// 协助.
    Support,
}

/// One thing by which a stage or track is judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Kpi {
    /// In words.
    pub title: Bilingual,
    /// The metric that says it of a customer, averaged over those concerned; absent: a figure says it,
    /// or people judge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// The figure that says it of all customers together; it goes before the average of the metric.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<Figure>,
    /// What the value should meet; a test on numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Test>,
}

/// What is worked out over many customers, from what became of them, and is no average of a metric
/// (SPEC §6 [4.08–4.15]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Share of those who finished onboarding that did so within its three months.
    OnboardingOnTime,
    /// Their satisfaction (CSAT) while they were in it.
    OnboardingSatisfaction,
    /// Their tickets while they were in it, per customer.
    OnboardingTickets,
    /// Share of them that used the product in the 30 days after.
    OnboardingUsedAfter,
    /// Share of open alerts of risk that a task follows.
    AlertsFollowedUp,
    /// Share of customers to be renewed and at risk that somebody has been in touch with in 30 days.
    RenewalsAtRiskTouched,
    /// Share of contracts that ended and were renewed by their end.
    RenewalsOnTime,
    /// Share of contracts that ended and were renewed.
    RenewalRate,
    /// Share of escalations answered within the days of the service level.
    EscalationsOnTime,
    /// New escalations against the time before.
    EscalationsChange,
    /// Share of solved escalations of which the customer said what they think.
    EscalationsFeedback,
}

/// Something that runs beside the stage: a new department starts while the contract is renewed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Unique among the tracks.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// When it runs, in plain words.
    pub definition: Bilingual,
    /// All of these hold.
    pub when: Vec<LifeRule>,
    /// What must be reached before it is over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exit: Vec<Criterion>,
    /// Whether the track is over once all its exit criteria hold.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ends_on_exit: bool,
    /// What is done in it and why.
    #[serde(default)]
    pub card: StageCard,
}

fn yes() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde calls it with a reference
fn is_yes(flag: &bool) -> bool {
    *flag
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as above
fn is_zero(days: &u32) -> bool {
    *days == 0
}

impl Stages {
    /// The set in use.
    #[must_use]
    pub fn set(&self) -> Option<&StageSet> {
        self.sets.iter().find(|set| set.id == self.active)
    }
}

impl StageSet {
    /// Position of a stage.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.stages.iter().position(|stage| stage.id == id)
    }

    /// Positions of the stages in the order in which a customer goes through them.
    #[must_use]
    pub fn in_order(&self) -> Vec<usize> {
        let named = self.order.iter().filter_map(|id| self.position(id));
        let mut order: Vec<usize> = named.collect();
        let all = 0..self.stages.len();
        let rest: Vec<usize> = all.filter(|at| !order.contains(at)).collect();
        order.extend(rest);
        order
    }
}
