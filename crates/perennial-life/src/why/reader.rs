//! Reads the rules of one account, with what they look at.

use super::{ByHand, CriterionReading, Read, Reading, Seen, SignalWhy, StageWhy, Tried};
use crate::observe::Observed;
use crate::plan::LifePlan;
use crate::rule::meets;
use crate::state::State;
use crate::stay::{Paces, current_stay};
use crate::timeline::Timeline;
use crate::work::WorkLog;
use perennial_data::{AccountIdx, Column, Dataset, Day, TableId};
use perennial_engine::Found;
use perennial_model::life::{Criterion, LifeRule, Severity};
use perennial_model::{BandId, Condition, Test};

/// Reads the rules of one account on one date.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The model that was observed with.
    pub plan: &'a LifePlan,
    /// The dataset that was observed.
    pub data: &'a Dataset,
    /// The log that was observed with.
    pub work: &'a WorkLog,
    /// What was observed.
    pub observed: &'a Observed,
    /// Whose rules.
    pub account: AccountIdx,
}

impl Reader<'_> {
    /// Reads rules of which all are asked for.
    #[must_use]
    pub fn rules(&self, rules: &[LifeRule]) -> Vec<Reading> {
        rules.iter().map(|rule| self.rule(rule)).collect()
    }

    /// Reads a rule.
    #[must_use]
    pub fn rule(&self, rule: &LifeRule) -> Reading {
        let (holds, rule) = match rule {
            LifeRule::All(rules) => {
                let readings = self.rules(rules);
                (all_hold(&readings), Read::All(readings))
            }
            LifeRule::Any(rules) => {
                let readings = self.rules(rules);
                let holds = readings.iter().any(|reading| reading.holds);
                (holds, Read::Any(readings))
            }
            LifeRule::Not(rule) => {
                let reading = self.rule(rule);
                (!reading.holds, Read::Not(Box::new(reading)))
            }
            leaf => {
                let (holds, seen) = self.leaf(leaf);
                (holds, Read::One(leaf.clone(), seen))
            }
        };
        Reading { holds, rule }
    }

    fn row(&self) -> usize {
        self.account as usize
    }

    fn leaf(&self, rule: &LifeRule) -> (bool, Seen) {
        let evaluation = &self.observed.run.evaluation;
        let number = |test: &Test, value: f64| {
            let found = if value.is_nan() {
                Found::Nothing
            } else {
                Found::Number(value)
            };
            (meets(test, value), Seen::Value(found))
        };
        let at = |values: &[f64]| values.get(self.row()).copied().unwrap_or(f64::NAN);
        match rule {
            // Taken apart before.
            LifeRule::All(_) | LifeRule::Any(_) | LifeRule::Not(_) => {
                (false, Seen::Value(Found::Nothing))
            }
            LifeRule::Account(condition) => self.field(condition),
            LifeRule::Metric(rule) => {
                let position = self.plan.compiled().metric_position(&rule.metric);
                let metrics = &self.observed.run.metrics;
                let column = position.and_then(|position| metrics.column(position));
                match column.and_then(|column| Some((column, column.word(self.row())?))) {
                    Some((_, word)) => {
                        let found = Found::Text(word.to_owned());
                        (rule.test.text(word), Seen::Value(found))
                    }
                    None => number(&rule.test, column.map_or(f64::NAN, |c| at(c.values()))),
                }
            }
            LifeRule::Measure(rule) => {
                let mut measures = self.plan.model().measures.iter();
                let position = measures.position(|measure| measure.id == rule.measure);
                let measures = &self.observed.run.measures;
                let column = position.and_then(|position| measures.column(position));
                number(&rule.test, column.map_or(f64::NAN, |c| at(c.scores())))
            }
            LifeRule::Health(test) => number(test, at(evaluation.values())),
            LifeRule::Band(bands) => {
                let band = self.band(evaluation.bands());
                let holds = band.is_some_and(|band| bands.contains(&band));
                (holds, Seen::Band(band))
            }
            LifeRule::BandRun(run) => {
                let before = self.observed.month_ends.iter().take(run.months as usize);
                let mut bands = vec![self.band(evaluation.bands())];
                bands.extend(before.map(|bands| self.band(bands)));
                let enough = bands.len() > run.months as usize;
                let holds = enough && bands.iter().all(|band| *band == Some(run.band));
                (holds, Seen::Bands(bands))
            }
            LifeRule::Contract(test) => {
                let contracts = &self.observed.contracts;
                let fact = contracts.get(self.row());
                let holds = contracts.meet(*test).get(self.row());
                (holds, Seen::Contract(fact))
            }
            LifeRule::Tier(tiers) => {
                let tier = self.observed.tier(self.row());
                let holds = tier.is_some_and(|tier| tiers.contains(&tier));
                (holds, Seen::Tier(tier))
            }
            LifeRule::Signal(ids) => self.signals(|signal, _| {
                let signals = self.plan.model().signals();
                signals.get(signal).is_some_and(|s| ids.contains(&s.id))
            }),
            LifeRule::SignalOf(kind) => self.signals(|signal, severity| {
                let signals = self.plan.model().signals();
                let right = signals.get(signal).map(|s| s.direction) == Some(kind.direction);
                right && severity >= Some(kind.severity)
            }),
        }
    }

    fn signals(&self, asked: impl Fn(usize, Option<Severity>) -> bool) -> (bool, Seen) {
        let observation = &self.observed.observation;
        let holding = (0..observation.n_signals()).filter(|&signal| {
            observation.holds(signal, self.row())
                && asked(signal, observation.severity(signal, self.row()))
        });
        let holding: Vec<usize> = holding.collect();
        (!holding.is_empty(), Seen::Signals(holding))
    }

    fn band(&self, bands: &[Option<BandId>]) -> Option<BandId> {
        bands.get(self.row()).copied().flatten()
    }

    fn field(&self, condition: &Condition) -> (bool, Seen) {
        let accounts = self.data.table(TableId::Accounts);
        let row = self.row();
        let test = &condition.test;
        let as_of = self.observed.observation.as_of();
        let found = match accounts.column(&condition.field) {
            Some(Column::Text(texts)) => texts
                .get(row)
                .map(|text| (test.text(text), Found::Text(text.to_owned()))),
            Some(Column::Number(numbers)) => numbers
                .get(row)
                .map(|number| (test.number(number), Found::Number(number))),
            Some(Column::Flag(flags)) => flags
                .get(row)
                .map(|flag| (test.flag(flag), Found::Flag(flag))),
            Some(days @ Column::Day(_)) => days
                .day(row)
                .map(|day| (test.day(day.number(), as_of), Found::Day(day))),
            None => None,
        };
        let (holds, found) = found.unwrap_or((test.on_missing(), Found::Nothing));
        (holds, Seen::Value(found))
    }

    fn exit(&self, exit: &[Criterion]) -> Vec<CriterionReading> {
        let read = |criterion: &Criterion| {
            let rules = self.rules(&criterion.when);
            CriterionReading {
                met: (!rules.is_empty()).then(|| all_hold(&rules)),
                rules,
            }
        };
        exit.iter().map(read).collect()
    }

    /// Why the account is in its stage.
    #[must_use]
    pub fn stage(&self, timeline: &Timeline, paces: &Paces<'_>) -> StageWhy {
        let observation = &self.observed.observation;
        let as_of = observation.as_of();
        let stages = self.plan.model().stages().set();
        let stages = stages.map_or(&[][..], |set| set.stages.as_slice());
        let by_rules = observation.stage_by_rules(self.row());
        let own = by_rules.and_then(|stage| stages.get(stage));
        let stay = current_stay(timeline, self.account, as_of)
            .filter(|stay| Some(stay.stage) == observation.stage(self.row()));
        let before = &stages[..by_rules.unwrap_or(stages.len()).min(stages.len())];
        let tried = before.iter().enumerate().map(|(stage, spec)| Tried {
            stage,
            rules: self.rules(&spec.when),
            exit: if spec.ends_on_exit {
                self.exit(&spec.exit)
            } else {
                Vec::new()
            },
        });
        StageWhy {
            stage: observation.stage(self.row()),
            by_rules,
            by_hand: self.by_hand(),
            progress: stay
                .as_ref()
                .and_then(|stay| paces.judge(self.account, stay)),
            usual_days: stay
                .as_ref()
                .and_then(|stay| paces.usual_days(self.account, stay)),
            stay,
            rules: own.map_or_else(Vec::new, |own| self.rules(&own.when)),
            clear_days: own.map_or(0, |own| own.clear_days),
            lasting: timeline.lasting(observation, self.account),
            exit: own.map_or_else(Vec::new, |own| self.exit(&own.exit)),
            ends_on_exit: own.is_some_and(|own| own.ends_on_exit),
            tried: tried.collect(),
        }
    }

    fn by_hand(&self) -> Option<ByHand> {
        let id = self.data.account_id(self.account)?;
        let set = self.plan.model().stages().set()?;
        let as_of = self.observed.observation.as_of();
        let mut manual = self.work.manual_stages(as_of).into_iter();
        let (entry, manual) = manual
            .find(|(_, manual)| manual.account == id && set.position(&manual.stage).is_some())?;
        Some(ByHand {
            author: entry.author.clone(),
            reason: manual.reason.clone(),
            set_on: entry.on,
            expires_on: manual.expires_on,
        })
    }

    /// Why a signal, by its position in the model, holds or does not; `None` for one that is not there.
    #[must_use]
    pub fn signal(&self, timeline: &Timeline, signal: usize) -> Option<SignalWhy> {
        let signals = self.plan.model().signals();
        let spec = signals.get(signal)?;
        let mut variants = spec.variants.iter();
        let variant = variants.position(|variant| all_hold(&self.rules(&variant.applies_to)));
        let of_variant = variant.and_then(|variant| spec.variants.get(variant));
        let when = of_variant.and_then(|variant| variant.when.as_ref());
        let rules = self.rules(when.unwrap_or(&spec.when));
        let observation = &self.observed.observation;
        let silencers = spec.silenced_by.iter();
        let silenced_by = silencers
            .filter_map(|id| signals.iter().position(|other| other.id == *id))
            .filter(|&silencer| self.is_loud(silencer));
        Some(SignalWhy {
            holds: observation.holds(signal, self.row()),
            variant,
            off: of_variant.is_some_and(|variant| variant.off),
            rules,
            silenced_by: silenced_by.collect(),
            since: self.since(timeline, |state| state.signal(signal)),
        })
    }

    /// Whether a signal's rules hold, silent or not.
    fn is_loud(&self, signal: usize) -> bool {
        let Some(spec) = self.plan.model().signals().get(signal) else {
            return false;
        };
        let mut variants = spec.variants.iter();
        match variants.find(|variant| all_hold(&self.rules(&variant.applies_to))) {
            Some(variant) if variant.off => false,
            Some(variant) => all_hold(&self.rules(variant.when.as_ref().unwrap_or(&spec.when))),
            None => all_hold(&self.rules(&spec.when)),
        }
    }

    /// Why a track, by its position in the model, runs or does not; `None` for one that is not there.
    #[must_use]
    pub fn track(
        &self,
        timeline: &Timeline,
        track: usize,
    ) -> Option<(SignalWhy, Vec<CriterionReading>)> {
        let spec = self.plan.model().stages().tracks.get(track)?;
        let tracks = self.observed.observation.tracks().get(self.row());
        let why = SignalWhy {
            holds: tracks.is_some_and(|tracks| track < 16 && tracks >> track & 1 == 1),
            variant: None,
            off: false,
            rules: self.rules(&spec.when),
            silenced_by: Vec::new(),
            since: self.since(timeline, |state| state.track(track)),
        };
        Some((why, self.exit(&spec.exit)))
    }

    fn since(&self, timeline: &Timeline, holds: impl Fn(State) -> bool) -> Option<Day> {
        let episodes = timeline.episodes(self.account, self.observed.observation.as_of(), holds);
        episodes
            .last()
            .filter(|episode| episode.holds)
            .map(|episode| episode.from)
    }
}

fn all_hold(readings: &[Reading]) -> bool {
    readings.iter().all(|reading| reading.holds)
}
