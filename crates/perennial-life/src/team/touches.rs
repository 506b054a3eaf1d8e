//! The touches that a service level promises, kept where the rows have none in time.

use super::Desk;
use crate::play::Occasion;
use crate::work::{Touch, Work};
use perennial_data::{Dataset, Day, TableId};
use perennial_model::life::Every;

/// Kinds of touches with their channel and minutes, the usual ones first.
const TOUCHES: [(&str, &str, u32); 4] = [
    ("call", "phone", 20),
    ("mail", "mail", 5),
    ("visit", "", 90),
    ("review", "", 60),
];

/// The days of each account's touchpoints, the oldest first.
pub(super) fn touchpoints(data: &Dataset, until: Day) -> Vec<Vec<Day>> {
    let mut of = vec![Vec::new(); data.n_accounts()];
    let table = data.table(TableId::Touchpoints);
    for row in table.rows_between(Day::FIRST, until) {
        let account = table.accounts().get(row).copied();
        let days = account.and_then(|account| of.get_mut(account as usize));
        let day = table
            .row_days()
            .and_then(|days| Day::from_column(*days.get(row)?));
        if let (Some(days), Some(day)) = (days, day) {
            days.push(day);
        }
    }
    of
}

impl Desk<'_> {
    /// Keeps the touches that the service level promises, where the rows have none in time.
    pub(super) fn touches(&mut self, occasion: &Occasion) {
        let sla = self
            .inputs
            .services
            .sla(self.inputs.tiers, self.account as usize);
        let Some(days) = sla.and_then(|sla| i32::try_from(sla.touch_days?).ok()) else {
            return;
        };
        let mut cadences = self.inputs.book.cadences_of(occasion.source);
        let promised = cadences.any(|at| {
            let cadence = self.inputs.book.cadences().get(at);
            let touch = cadence.is_some_and(|cadence| cadence.every == Every::Touch);
            touch && self.inputs.audience.cadences(at, self.account)
        });
        if !promised {
            return;
        }
        let end = occasion.until.unwrap_or(self.until).min(self.until);
        let mut since = occasion.from;
        for step in 0..1_000 {
            let dice = self.dice(occasion, (3_000, step));
            let due = self.inputs.calendar.next_workday(since.plus_days(days));
            let on = self.inputs.calendar.next_workday(due.plus_days(dice.lag()));
            let mut on_record = self.on_record.iter().copied();
            if let Some(touch) = on_record.find(|&touch| since < touch && touch <= on) {
                since = touch;
                continue;
            }
            if on >= end {
                return;
            }
            let (kind, channel, minutes) = TOUCHES[dice.early(14, TOUCHES.len())];
            let touch = Touch {
                account: self.id.to_owned(),
                date: on,
                kind: kind.to_owned(),
                channel: channel.to_owned(),
                minutes,
                outcome: if dice.chance(15, 500) {
                    dice.word(&self.habits.feedback)
                } else {
                    String::new()
                },
            };
            self.did.push((on, Work::Touch(touch)));
            since = on;
        }
    }
}
