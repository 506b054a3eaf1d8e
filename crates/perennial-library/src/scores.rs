//! The score of every account that exists on a date, by id: what `perennial score` prints, as data.

use crate::portfolio::Portfolio;
use perennial_data::{AccountIdx, Day};
use perennial_engine::model::BandId;
use perennial_engine::{EXPIRED, GRACE, MeasureState, NO_VALUE, Run, STALE, evaluate};
use perennial_snapshot::ModelName;
use serde::Serialize;

/// All scores on a date. Numbers are never rounded.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Scores {
    /// The date.
    pub as_of: Day,
    /// The model that scored.
    pub model: ModelName,
    /// Accounts that exist on the date, in byte order of their ids.
    pub accounts: Vec<ScoreOf>,
}

/// The score of an account.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScoreOf {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// 0 to 100, after caps; null where nothing could be scored.
    pub health: Option<f64>,
    /// The colour; null is grey: too little data.
    pub band: Option<BandId>,
    /// Share of weight backed by data, 0 to 1.
    pub coverage: f64,
    /// The outcome factor, 0 to 100.
    pub outcome: Option<f64>,
    /// The experience factor, 0 to 100.
    pub experience: Option<f64>,
    /// Id of the variant; null is the model's default.
    pub variant: Option<String>,
    /// 0 to 100.
    pub health_before_caps: Option<f64>,
    /// Id of the cap that lowered it.
    pub cap: Option<String>,
    /// Every measure of the model, in its order.
    pub measures: Vec<MeasureOf>,
}

/// A measure of an account.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MeasureOf {
    /// Its id.
    pub id: String,
    /// The metric's id.
    pub metric: String,
    /// The metric's value: a number, or a word.
    pub value: Option<Value>,
    /// 0 to 100.
    pub score: Option<f64>,
    /// Whether it counts, and if not why.
    pub state: MeasureState,
}

/// A number or a word.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "MeasureValue")
)]
#[serde(untagged)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A word.
    Word(String),
}

impl Portfolio {
    /// The scores of all accounts.
    #[must_use]
    pub fn score(&self, as_of: Day) -> Scores {
        let run = evaluate(&self.data, &self.compiled, &[], as_of);
        let n = AccountIdx::try_from(self.data.n_accounts()).unwrap_or(AccountIdx::MAX);
        let accounts = (0..n).filter_map(|account| self.score_of(&run, account));
        Scores {
            as_of,
            model: self.model_name(),
            accounts: accounts.collect(),
        }
    }

    fn score_of(&self, run: &Run, account: AccountIdx) -> Option<ScoreOf> {
        let compiled = &self.compiled;
        let model = compiled.model();
        let at = account as usize;
        let health = run.evaluation.account(at).filter(|health| health.exists)?;
        let variant = run.measures.variant(at, compiled);
        let variant = variant.and_then(|at| model.variants.get(at));
        let cap = health.cap.and_then(|at| model.caps.get(at));
        let measures = 0..model.measures.len();
        Some(ScoreOf {
            id: self.id(account).to_owned(),
            name: self.data.account_name(account).map(str::to_owned),
            health: health.value,
            band: health.band,
            coverage: health.coverage,
            outcome: health.outcome,
            experience: health.experience,
            variant: variant.map(|variant| variant.id.clone()),
            health_before_caps: health.health,
            cap: cap.map(|cap| cap.id.clone()),
            measures: measures
                .filter_map(|measure| self.measure_of(run, measure, at))
                .collect(),
        })
    }

    fn measure_of(&self, run: &Run, position: usize, account: usize) -> Option<MeasureOf> {
        let compiled = &self.compiled;
        let measure = compiled.model().measures.get(position)?;
        let column = run.measures.column(position)?;
        let metric = compiled.metric_position(&measure.metric);
        let metric = metric.and_then(|position| run.metrics.column(position))?;
        let score = column.scores().get(account).copied()?;
        let word = metric
            .word(account)
            .map(|word| Value::Word(word.to_owned()));
        Some(MeasureOf {
            id: measure.id.clone(),
            metric: measure.metric.clone(),
            value: word.or_else(|| metric.get(account).map(Value::Number)),
            score: (!score.is_nan()).then_some(score),
            state: state(*column.states().get(account)?),
        })
    }
}

fn state(bits: u8) -> MeasureState {
    match bits {
        NO_VALUE => MeasureState::NoValue,
        EXPIRED => MeasureState::Expired,
        GRACE => MeasureState::Grace,
        STALE => MeasureState::Stale,
        _ => MeasureState::Present,
    }
}
