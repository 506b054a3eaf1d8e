//! Whether the last import moved much of the portfolio at once: then the data is to be doubted first
//! (SPEC §7). Known as long as the import can be taken back.

use crate::life::today::Today;
use crate::life::tracking::{Life, Wave};
use crate::session::Session;
use perennial_data::Day;
use perennial_engine::evaluate;
use perennial_life::flood::{Way, flood};
use perennial_protocol::Failure;
use std::rc::Rc;

impl Session {
    /// Everything that is current on a date.
    pub(super) fn life_on(&mut self, as_of: Day) -> Result<(&Life, Rc<Today>), Failure> {
        let life = self.life_guarded()?;
        let today = life.today(as_of);
        Ok((life, today))
    }

    /// With all days up to a date worked out.
    pub(super) fn life_through(&mut self, as_of: Day) -> Result<&Life, Failure> {
        let life = self.life_guarded()?;
        life.work_out(as_of);
        Ok(life)
    }

    /// With what a sample's team did, and knowing whether there is a flood.
    fn life_guarded(&mut self) -> Result<&mut Life, Failure> {
        self.make_work()?;
        if self.life()?.flood.get().is_none() {
            let wave = self.wave();
            self.life()?.flood.get_or_init(|| wave);
        }
        self.life()
    }

    /// Compares what the data before the last import said on its newest day with what they say now.
    fn wave(&self) -> Option<Wave> {
        let before = self.history.before_import(&self.state.data)?;
        let (old, new) = (
            before.data.newest(Day::LAST)?,
            self.state.data.newest(Day::LAST)?,
        );
        let compiled = self.state.model.compiled();
        let run = |data, on| evaluate(data, compiled, &self.state.overrides, on).evaluation;
        let then = run(&before.data, old);
        let now = run(&self.state.data, new);
        let flood = flood((&before.data, &then), (&self.state.data, &now))?;
        let brought = old.plus_days(1)..=new;
        Some(Wave { flood, brought })
    }
}

/// The share of customers that moved, negative where they fell.
pub(super) fn share(life: &Life) -> Option<f64> {
    let flood = life.flood.get()?.as_ref()?.flood;
    #[allow(clippy::cast_precision_loss)] // numbers of accounts
    let share = flood.moved as f64 / flood.of.max(1) as f64;
    Some(match flood.way {
        Way::Up => share,
        Way::Down => -share,
    })
}
