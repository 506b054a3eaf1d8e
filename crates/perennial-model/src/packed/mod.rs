//! The document in few bytes, for programs of one build: how the metrics and models that ship are
//! held. Never stored: nothing here has a version.
//!
//! Fields follow each other in the order given below, without names; a choice is its number.

use crate::document::{
    AccountDate, AccountField, Against, Aggregate, Aim, Band, BandId, Benchmark, Better, Between,
    Cap, Categories, Compare, Condition, Consecutive, DateRead, Empty, Factor, FactorWeights,
    Factors, Family, Group, HalfLife, How, Linear, MatrixRow, Measure, MeasureRule, MetricDecl,
    MetricRule, Missing, Model, Per, Quartile, Rows, Rule, Snapshot, SnapshotRead, Source, Step,
    Target, Test, Transform, Unit, Value, ValueTest, Variant, Window,
};
use perennial_data::{Bilingual, Day, TableId};
use std::collections::BTreeMap;

/// A value as bytes, for a program of the same build.
#[must_use]
pub fn pack<T: Packed>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    value.pack(&mut bytes);
    bytes
}

/// The value that all of `bytes` are; `None` for bytes that [`pack`] did not make.
#[must_use]
pub fn unpack<T: Packed>(bytes: &[u8]) -> Option<T> {
    let mut rest = bytes;
    let value = T::unpack(&mut rest)?;
    rest.is_empty().then_some(value)
}

/// What can be written as bytes and read back.
pub trait Packed: Sized {
    /// Adds the value to `out`.
    fn pack(&self, out: &mut Vec<u8>);
    /// Takes the value from the front of `bytes`.
    fn unpack(bytes: &mut &[u8]) -> Option<Self>;
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}

pub(crate) fn tag(bytes: &mut &[u8]) -> Option<u8> {
    take(bytes, 1)?.first().copied()
}

impl Packed for bool {
    fn pack(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        Some(tag(bytes)? != 0)
    }
}

impl Packed for u32 {
    /// Seven bits a byte, the lowest first.
    fn pack(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        while rest > 127 {
            out.push((rest & 127) as u8 | 128);
            rest >>= 7;
        }
        out.push(rest as u8);
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        let mut value = 0;
        for shift in (0..32).step_by(7) {
            let byte = tag(bytes)?;
            value |= u32::from(byte & 127) << shift;
            if byte < 128 {
                return Some(value);
            }
        }
        None
    }
}

impl Packed for f64 {
    fn pack(&self, out: &mut Vec<u8>) {
        out.extend(self.to_le_bytes());
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        let taken = take(bytes, 8)?;
        Some(Self::from_le_bytes(taken.try_into().ok()?))
    }
}

fn pack_length(length: usize, out: &mut Vec<u8>) {
    // A document is read from a text in memory: its parts are shorter than 4 GB.
    u32::try_from(length).unwrap_or(u32::MAX).pack(out);
}

fn length(bytes: &mut &[u8]) -> Option<usize> {
    usize::try_from(u32::unpack(bytes)?).ok()
}

impl Packed for String {
    fn pack(&self, out: &mut Vec<u8>) {
        pack_length(self.len(), out);
        out.extend(self.as_bytes());
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        let length = length(bytes)?;
        Self::from_utf8(take(bytes, length)?.to_vec()).ok()
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.is_some()));
        if let Some(value) = self {
            value.pack(out);
        }
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        match tag(bytes)? {
            0 => Some(None),
            _ => T::unpack(bytes).map(Some),
        }
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, out: &mut Vec<u8>) {
        pack_length(self.len(), out);
        self.iter().for_each(|value| value.pack(out));
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        let mut list = Self::new();
        for _ in 0..length(bytes)? {
            list.push(T::unpack(bytes)?);
        }
        Some(list)
    }
}

impl<T: Packed> Packed for Box<T> {
    fn pack(&self, out: &mut Vec<u8>) {
        T::pack(self, out);
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        T::unpack(bytes).map(Self::new)
    }
}

impl<T: Packed> Packed for BTreeMap<String, T> {
    fn pack(&self, out: &mut Vec<u8>) {
        pack_length(self.len(), out);
        for (key, value) in self {
            key.pack(out);
            value.pack(out);
        }
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        let mut map = Self::new();
        for _ in 0..length(bytes)? {
            let key = String::unpack(bytes)?;
            map.insert(key, T::unpack(bytes)?);
        }
        Some(map)
    }
}

impl Packed for Day {
    fn pack(&self, out: &mut Vec<u8>) {
        self.number().cast_unsigned().pack(out);
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        Self::new(u32::unpack(bytes)?.cast_signed())
    }
}

impl Packed for TableId {
    fn pack(&self, out: &mut Vec<u8>) {
        let position = Self::ALL.iter().position(|table| table == self);
        pack_length(position.unwrap_or_default(), out);
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        Self::ALL.get(length(bytes)?).copied()
    }
}

/// Structs, field by field; those after a semicolon are left out and come back empty. One that is
/// forgotten here does not compile.
macro_rules! records {
    ($($record:ident { $($field:ident),* $(; $($absent:ident),*)? })*) => {$(
        impl Packed for $record {
            fn pack(&self, out: &mut Vec<u8>) {
                $(self.$field.pack(out);)*
            }

            fn unpack(bytes: &mut &[u8]) -> Option<Self> {
                Some(Self {
                    $($field: Packed::unpack(bytes)?,)*
                    $($($absent: Default::default()),*)?
                })
            }
        }
    )*};
}

/// Enums; a variant with content names it.
macro_rules! choices {
    ($($choice:ident { $($tag:literal $variant:ident $(($content:ident))?),* })*) => {$(
        impl Packed for $choice {
            fn pack(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$variant $(($content))? => {
                        out.push($tag);
                        $($content.pack(out);)?
                    })*
                }
            }

            fn unpack(bytes: &mut &[u8]) -> Option<Self> {
                Some(match tag(bytes)? {
                    $($tag => {
                        $(let $content = Packed::unpack(bytes)?;)?
                        Self::$variant $(($content))?
                    })*
                    _ => return None,
                })
            }
        }
    )*};
}

#[allow(unused_imports)] // the build script has no use for them
pub(crate) use {choices, records};

records! {
    Bilingual { zh, en }
    Model {
        format, version, id, name, revision, author, note, created_on, metrics, measures, groups,
        factors, variants, bands, coverage_minimum, caps;
        // What ships has the sections that ship, which nobody unpacks who only scores.
        tiers, stages, signals, plays, cadences
    }
    Measure {
        id, title, metric, group, weight, transform, missing, warn_after, expire_after, grace_days,
        controllable
    }
    Group { id, title, factor, weight }
    Factors { default, key_account }
    FactorWeights { outcome, experience }
    Variant { id, title, when, weights, group_weights, factors, transforms, bands }
    Band { id, from, to }
    Cap { id, title, max, when }
    MetricDecl { id, title, definition, family, unit, better, sources, per, compare }
    Rows { table, on, filter, aggregate, window, empty }
    ValueTest { value, test }
    Consecutive { sum, test }
    Between { from, to }
    AccountField { field, divided_by }
    AccountDate { field, read }
    Snapshot { field, read }
    Compare { with, how }
    Benchmark { metric, at }
    Condition { field, test }
    MetricRule { metric, test }
    MeasureRule { measure, test }
    Linear { worst, best }
    Step { from, to, score }
    Categories { scores, other }
    MatrixRow { from_months, bands }
    HalfLife { days }
    Target { aim, value }
}

choices! {
    Missing { 0 Reweight, 1 Neutral, 2 Zero, 3 Block }
    Factor { 0 Outcome, 1 Experience }
    BandId { 0 Red, 1 Yellow, 2 Green }
    Family {
        0 Usage, 1 Adoption, 2 Seats, 3 Support, 4 Sentiment, 5 Money, 6 Relationship, 7 Goals,
        8 Growth
    }
    Unit {
        0 Count, 1 Days, 2 Months, 3 Hours, 4 Minutes, 5 Share, 6 Change, 7 Ratio, 8 Money,
        9 Score, 10 Category
    }
    Better { 0 Higher, 1 Lower }
    Source { 0 Rows(rows), 1 Account(field), 2 AccountDate(date), 3 Snapshot(snapshot) }
    Empty { 0 Zero, 1 ZeroOnceSeen, 2 Missing }
    Aggregate {
        0 Count, 1 ActiveDays, 2 DaysSinceLast, 3 DaysSinceFirst, 4 Sum(value), 5 Distinct(field),
        6 Mean(value), 7 Median(value), 8 Min(value), 9 Max(value), 10 Last(value),
        11 First(value), 12 LastChange(value), 13 NetPromoter(value), 14 ShareOf(conditions),
        15 ShareWhere(test), 16 ConsecutiveDays(run)
    }
    Value {
        0 Field(field), 1 DaysSince(field), 2 DaysUntil(field), 3 MonthsSince(field),
        4 DaysBetween(between), 5 HoursBetween(between), 6 MonthlyRevenue, 7 AnnualRevenue,
        8 Progress, 9 NetScore(field)
    }
    Window { 0 LastDays(days), 1 PreviousDays(days), 2 Month(back), 3 All, 4 Active }
    DateRead { 0 DaysSince, 1 DaysUntil, 2 MonthsSince }
    SnapshotRead { 0 Value, 1 Change, 2 DaysSince, 3 DaysUntil }
    Per { 0 Account(field), 1 Metric(metric) }
    Against { 0 Previous, 1 FirstDays(days), 2 Benchmark(benchmark) }
    Quartile { 0 P25, 1 P50, 2 P75 }
    How { 0 Difference, 1 Ratio, 2 Change }
    Test {
        0 Is(word), 1 Not(word), 2 OneOf(words), 3 NoneOf(words), 4 AtLeast(limit),
        5 AtMost(limit), 6 Above(limit), 7 Below(limit), 8 Yes, 9 No, 10 PastDays(days),
        11 ComingDays(days), 12 Before(day), 13 OnOrAfter(day), 14 Present, 15 Missing
    }
    Rule {
        0 All(rules), 1 Any(rules), 2 Not(rule), 3 Account(condition), 4 Metric(rule),
        5 Measure(rule)
    }
    Transform {
        0 Linear(line), 1 Bands(steps), 2 Categories(categories), 3 Matrix(rows),
        4 HalfLife(half_life), 5 Target(target)
    }
    Aim { 0 Maximise, 1 Minimise }
}

mod life;

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::DeserializeOwned;
    use std::fmt::Debug;

    fn check<T: Packed + PartialEq + Debug + DeserializeOwned>(json: &str) {
        let value: T = crate::json::read(json).unwrap();
        let bytes = pack(&value);
        assert_eq!(unpack::<T>(&bytes).unwrap(), value, "{json}");
        // Bytes that end early are no value, and never a panic.
        for end in 0..bytes.len() {
            assert_eq!(unpack::<T>(&bytes[..end]), None, "{json}");
        }
    }

    #[test]
    fn what_is_packed_comes_back() {
        check::<u32>("4294967295");
        check::<Vec<Option<f64>>>("[null, -0.1, 1e300]");
        check::<Vec<Day>>(r#"["0001-01-01", "1970-01-01", "9999-12-31"]"#);
        check::<Vec<TableId>>(r#"["accounts", "usage", "snapshots"]"#);
        check::<Rule>(
            r#"{"not": {"any": [{"metric": {"metric": "常青", "test": {"at_least": 1}}}]}}"#,
        );
        check::<Transform>(r#"{"categories": {"scores": {"a": 0, "b": 100}, "other": 50}}"#);
        check::<Vec<Window>>(r#"["all", {"last_days": 300}, "active"]"#);
    }
}
