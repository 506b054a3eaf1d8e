//! How much hangs on the exact numbers of the document in hand: noise on weights, thresholds moved, single measures.

use crate::evaluations::band;
use crate::model::ModelState;
use crate::query::columns::unit_code;
use crate::room::live::{Scored, number};
use crate::session::Session;
use perennial_data::{AccountIdx, Bilingual, Dataset, Day, sort_by};
use perennial_engine::model::PathStep as Step;
use perennial_engine::sensitivity::{Bar, Base, Effect, decisive, tornado, weight_noise};
use perennial_engine::{ActiveOverrides, Evaluation, Run, dissent};
use perennial_protocol::Failure;
use perennial_protocol::view::{
    BarView, CurvePlace, DecisiveView, MEMBERS, MemberView, MembersView, NoiseView, SideView,
    ThresholdView,
};
use std::rc::Rc;

/// Draws of the weights, within this share of themselves.
const TRIALS: u32 = 100;
const AMOUNT: f64 = 0.1;
/// Which draws: any number would do; the same one, so that the same model says the same again.
const SEED: u64 = 1;
/// Unsteady customers that are named.
const UNSTEADY: usize = 50;

/// The document in hand with everything that is scored by it.
struct Still {
    scored: Scored,
    run: Rc<Run>,
    overrides: ActiveOverrides,
}

impl Session {
    fn still(&mut self, as_of: Day) -> Result<Still, Failure> {
        let scored = self.scored_in_hand(as_of)?;
        Ok(Still {
            run: scored.whole(),
            scored,
            overrides: ActiveOverrides::new(&self.state.data, &self.state.overrides, as_of),
        })
    }

    /// # Errors
    /// What is wrong with the document in hand.
    pub(super) fn noise(&mut self, as_of: Day) -> Result<NoiseView, Failure> {
        let still = self.still(as_of)?;
        let noise = weight_noise(&self.base(&still), TRIALS, AMOUNT, SEED);
        let unsteady = noise.unsteady.iter().take(UNSTEADY);
        let unsteady = unsteady.filter_map(|&(account, share)| {
            let member = self.member(&still.scored, account)?;
            Some((member, share))
        });
        Ok(NoiseView {
            trials: noise.trials,
            amount: noise.amount,
            accounts: noise.accounts,
            moved: (noise.moved, noise.moved_worst),
            ranks: noise.rank_correlation.zip(noise.rank_correlation_worst),
            worst_tenth_kept: noise.worst_tenth_kept,
            n_unsteady: noise.n_unsteady,
            unsteady: unsteady.collect(),
        })
    }

    /// Thresholds, the one that moves most customers first.
    ///
    /// # Errors
    /// What is wrong with the document in hand.
    pub(super) fn tornado(&mut self, as_of: Day) -> Result<Vec<BarView>, Failure> {
        let still = self.still(as_of)?;
        let bars = tornado(&self.base(&still)).into_iter();
        Ok(bars
            .filter_map(|bar| bar_view(&still.scored, &bar))
            .collect())
    }

    /// Measures in the model's order.
    ///
    /// # Errors
    /// What is wrong with the document in hand.
    pub(super) fn decisive(&mut self, as_of: Day) -> Result<Vec<DecisiveView>, Failure> {
        let still = self.still(as_of)?;
        let found = decisive(&self.base(&still), DecisiveView::POINTS);
        let dissents = dissent(&still.scored.compiled, &still.run);
        let members = |accounts: &[AccountIdx]| self.members(&still.scored, accounts);
        let both = found.into_iter().zip(dissents).enumerate();
        let views = both.map(|(at, (of, against))| DecisiveView {
            title: still.scored.model.title(at),
            without: of.without.as_deref().map(members),
            more: members(&of.more),
            less: members(&of.less),
            red_in_green: members(&against.red_in_green),
            green_in_red: members(&against.green_in_red),
            measure: of.measure,
        });
        Ok(views.collect())
    }

    fn base<'b>(&'b self, still: &'b Still) -> Base<'b> {
        Base {
            data: &self.state.data,
            compiled: &still.scored.compiled,
            run: &still.run,
            overrides: &still.overrides,
        }
    }

    fn member(&self, scored: &Scored, account: AccountIdx) -> Option<MemberView> {
        member(
            &self.state.data,
            (scored.evaluation(), scored.arr()),
            account,
        )
    }

    /// How many, and some by name, the most money first.
    pub(super) fn members(&self, scored: &Scored, accounts: &[AccountIdx]) -> MembersView {
        let mut ranked: Vec<(f64, AccountIdx)> = accounts
            .iter()
            .map(|&account| {
                let arr = scored.arr().get(account as usize).copied();
                (arr.filter(|arr| !arr.is_nan()).unwrap_or(-1.0), account)
            })
            .collect();
        sort_by(&mut ranked, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let members = ranked.iter().take(MEMBERS);
        MembersView {
            n: number(accounts.len()),
            members: members
                .filter_map(|(_, account)| self.member(scored, *account))
                .collect(),
        }
    }
}

/// A customer by an evaluation and the yearly revenue of all.
pub(super) fn member(
    data: &Dataset,
    (evaluation, arr): (&Evaluation, &[f64]),
    account: AccountIdx,
) -> Option<MemberView> {
    let at = account as usize;
    let health = evaluation.account(at);
    Some(MemberView {
        id: data.account_id(account)?.to_owned(),
        name: data.account_name(account).unwrap_or_default().to_owned(),
        arr: arr.get(at).copied().filter(|arr| !arr.is_nan()),
        health: (
            health.and_then(|health| health.value),
            band(health.and_then(|health| health.band)),
        ),
    })
}

fn bar_view(scored: &Scored, bar: &Bar) -> Option<BarView> {
    let (threshold, unit) = threshold(&scored.model, &bar.threshold.path.0)?;
    let side = |effect: &Effect| SideView {
        value: effect.value,
        moved: effect.moved,
        mean: effect.mean,
    };
    Some(BarView {
        threshold,
        unit,
        value: bar.threshold.value,
        sides: [side(&bar.down), side(&bar.up)],
    })
}

/// What stands at a path of the tornado, and what it counts in.
fn threshold(state: &ModelState, path: &[Step]) -> Option<(ThresholdView, String)> {
    let model = state.model();
    let score = || "score".to_owned();
    let field = |step: &Step| match step {
        Step::Field(name) => Some(name.clone()),
        Step::At(_) | Step::Id(_) => None,
    };
    let [list, Step::At(at), rest @ ..] = path else {
        return None;
    };
    match (field(list)?.as_str(), rest) {
        ("bands", _) => {
            let next = model.bands.get(at + 1)?;
            Some((ThresholdView::Cut(band(Some(next.id))), score()))
        }
        ("caps", _) => {
            let cap = model.caps.get(*at)?;
            Some((
                ThresholdView::Cap(cap.id.clone(), cap.title.clone()),
                score(),
            ))
        }
        (_, [_, kind, place, ..]) => {
            let measure = model.measures.get(*at)?;
            let unit = model
                .metric(&measure.metric)
                .map_or_else(score, |metric| unit_code(metric.unit));
            let place = match (field(kind)?.as_str(), place) {
                ("linear", place) if field(place)? == "worst" => CurvePlace::Worst,
                ("linear", _) => CurvePlace::Best,
                ("target", _) => CurvePlace::Target,
                ("half_life", _) => CurvePlace::HalfLife,
                (_, Step::At(step)) => CurvePlace::Step(number(*step)),
                _ => return None,
            };
            let title: Bilingual = state.title(*at);
            Some((ThresholdView::Curve(measure.id.clone(), title, place), unit))
        }
        _ => None,
    }
}
