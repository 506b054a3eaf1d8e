//! Stages and alerts of all customers over months, out of the timeline that the board reads too: once the
//! days are worked out, a date costs next to nothing.

use crate::life::codes;
use crate::session::Session;
use perennial_data::Day;
use perennial_engine::model::life::{Direction, StageSet};
use perennial_life::alert::AlertState;
use perennial_life::flood::is_held_back;
use perennial_life::history::{HeldBack, history};
use perennial_protocol::Failure;
use perennial_protocol::view::{CountedSignal, StageCounts, StageHistoryView};

impl Session {
    pub(super) fn stage_history(&mut self, dates: &[Day]) -> Result<StageHistoryView, Failure> {
        let Some(&last) = dates.iter().max() else {
            return Ok(StageHistoryView::default());
        };
        let life = self.life_through(last)?;
        let from = life.known_from(last).unwrap_or(Day::LAST);
        let mut dates = dates.to_vec();
        dates.retain(|date| from <= *date);
        let model = life.plan.model();
        let set = model.stages().set();
        let order = set.map(StageSet::in_order).unwrap_or_default();
        let signals = model.signals().iter().enumerate();
        let shown: Vec<usize> = signals
            .filter(|(_, signal)| signal.direction != Direction::Nurture)
            .map(|(at, _)| at)
            .collect();
        let wave = life.flood.get().and_then(Option::as_ref);
        let held = |_, signal: usize, opened: Day| {
            let of = model.signals().get(signal).map(|signal| signal.direction);
            let both = wave.zip(of);
            both.is_some_and(|(wave, of)| {
                is_held_back(
                    (&AlertState::New, opened),
                    of,
                    wave.flood,
                    wave.brought.clone(),
                )
            })
        };
        let held_back = wave.map(|wave| (*wave.brought.start(), &held as HeldBack<'_>));
        let counts = history(
            life.data(),
            model,
            life.timeline(last),
            life.log(),
            (&dates, held_back),
        );
        let pick = |counts: &[u32], places: &[usize]| {
            let places = places.iter();
            places.filter_map(|&at| counts.get(at).copied()).collect()
        };
        let dates = counts.into_iter().map(|counts| StageCounts {
            on: counts.on,
            stages: pick(&counts.stages, &order),
            without: counts.without,
            with_alert: counts.with_alert,
            alerts: pick(&counts.alerts, &shown),
        });
        let stage = |&at: &usize| {
            let stage = set?.stages.get(at)?;
            Some((stage.id.clone(), stage.title.clone()))
        };
        let signal = |&at: &usize| {
            let signal = model.signals().get(at)?;
            Some(CountedSignal {
                id: signal.id.clone(),
                title: signal.title.clone(),
                direction: codes::direction(signal.direction),
            })
        };
        Ok(StageHistoryView {
            dates: dates.collect(),
            stages: order.iter().filter_map(stage).collect(),
            signals: shown.iter().filter_map(signal).collect(),
        })
    }
}
