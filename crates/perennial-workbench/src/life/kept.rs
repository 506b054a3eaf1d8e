//! The days that were worked out, kept beside the workspace: a timeline of many customers takes a minute, and nothing
//! that it was made from changes while the workspace is closed. What is kept is no part of the workspace: it can be
//! dropped at any time, and is only taken where a digest says that it was made of the same rows, model and work, by the
//! same program.

use crate::Workbench;
use crate::life::tracking::{Life, sets_stage};
use perennial_data::{Dataset, Day, TableId, accounts_to_stored};
use perennial_life::Timeline;

/// What is kept is named by a digest of what it was made from, and by the last of its days.
pub(crate) type Kept = (u64, Option<Day>);

impl Workbench {
    /// Days worked out and days in all, to the newest row; `None` where none is missing, or there is nothing to work
    /// out. What a request asks for beyond is worked out when it is asked for.
    pub fn days_wanted(&mut self) -> Option<(u32, u32)> {
        if self.session.state.data.n_accounts() == 0 {
            return None;
        }
        let life = self.session.life().ok()?;
        life.wanted(life.newest())
    }

    /// Works out at most so many of these days.
    pub fn step_days(&mut self, days: u32) {
        if let Ok(life) = self.session.life() {
            life.advance(life.newest(), days);
        }
    }

    /// Whether days that were kept may be of use, as there are customers; said once of a state of the data.
    pub fn may_take_days(&mut self) -> bool {
        if self.session.state.data.n_accounts() == 0 {
            return false;
        }
        let life = self.session.life().ok();
        life.is_some_and(|life| !std::mem::replace(&mut life.asked_for_kept, true))
    }

    /// Takes what [`Workbench::days_to_keep`] gave, where it was of the same rows, model and work, by the same
    /// `program`; whether it did.
    pub fn take_days(&mut self, program: &str, bytes: &[u8]) -> bool {
        let Some((digest, bytes)) = bytes.split_first_chunk::<8>() else {
            return false;
        };
        let Ok(life) = self.session.life() else {
            return false;
        };
        let ours = digest_of(life, program);
        if u64::from_le_bytes(*digest) != ours {
            return false;
        }
        let (accounts, signals) = (life.data().n_accounts(), life.plan.model().signals().len());
        let taken = Timeline::of_bytes(bytes, accounts, signals);
        let taken = taken.is_some_and(|timeline| life.take_days(timeline));
        if taken {
            life.kept = (ours, life.main_timeline().through());
        }
        taken
    }

    /// What is to be kept, and counts as kept from now on: all days worked out; `None` where that is what is kept
    /// already, or days to the newest row are missing.
    pub fn days_to_keep(&mut self, program: &str) -> Option<Vec<u8>> {
        if self.days_wanted().is_some() {
            return None;
        }
        let life = self.session.life().ok()?;
        let through = life.main_timeline().through()?;
        let kept = (digest_of(life, program), Some(through));
        if std::mem::replace(&mut life.kept, kept) == kept {
            return None;
        }
        let mut bytes = kept.0.to_le_bytes().to_vec();
        bytes.extend(life.main_timeline().to_bytes());
        Some(bytes)
    }
}

/// A digest of all that days are made from.
fn digest_of(life: &mut Life, program: &str) -> u64 {
    let data = &life.data;
    let rows = *life.rows_digest.get_or_insert_with(|| digest_of_rows(data));
    let mut digest = Digest::default();
    digest.mix(rows);
    digest.add(program.as_bytes());
    digest.add(life.model.json().as_bytes());
    let entries = life.user.log.entries();
    let stages: Vec<_> = entries
        .iter()
        .filter(|entry| sets_stage(entry, &[entries]))
        .collect();
    for made in [
        postcard::to_allocvec(&*life.overrides),
        postcard::to_allocvec(&stages),
    ] {
        digest.add(&made.unwrap_or_default());
    }
    digest.0
}

fn digest_of_rows(data: &Dataset) -> u64 {
    let mut digest = Digest::default();
    for id in TableId::ALL {
        let table = data.table(id);
        digest.mix(table.len() as u64);
        digest.add(&accounts_to_stored(table.accounts()));
        let fields = id.spec().fields.iter();
        for (name, column) in
            fields.filter_map(|field| Some((field.name, table.column(field.name)?)))
        {
            digest.add(name.as_bytes());
            digest.add(&column.to_stored());
        }
        for custom in table.custom() {
            digest.add(custom.name.as_bytes());
            digest.add(&custom.column.to_stored());
        }
    }
    digest.0
}

/// Sixty-four bits on every target, which the hashers at hand do not have on wasm32: bits that differ by accident, not
/// against anybody.
#[derive(Default)]
struct Digest(u64);

impl Digest {
    fn mix(&mut self, word: u64) {
        // Odd, with its ones spread: the golden ratio's digits.
        self.0 = (self.0 ^ word)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29);
    }

    /// Bytes with their number, so that no two ways to cut them are the same.
    fn add(&mut self, bytes: &[u8]) {
        self.mix(bytes.len() as u64);
        let (words, rest) = bytes.as_chunks::<8>();
        words
            .iter()
            .for_each(|word| self.mix(u64::from_le_bytes(*word)));
        rest.iter().for_each(|byte| self.mix(u64::from(*byte)));
    }
}
