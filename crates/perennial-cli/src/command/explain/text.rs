//! An explanation in words: health, what each measure contributes, caps, and what changed.

use perennial_data::Language;
use perennial_engine::model::{BandId, Factor, Missing, Model, Unit};
use perennial_engine::{
    CapExplanation, Change, Explanation, MeasureExplanation, MeasureState, Parts,
};
use perennial_i18n::Messages;

/// Parts smaller than this read ±0.0 and are left out of sentences.
const SHOWN: f64 = 0.05;
/// Reasons that the sentence of a change names.
const REASONS: usize = 4;

/// The language and the model by which things are worded.
pub(super) struct Words<'a> {
    pub(super) m: Messages,
    pub(super) model: &'a Model,
}

impl Words<'_> {
    /// The whole text.
    pub(super) fn report(&self, explained: &Explanation, change: &Change) -> String {
        let mut lines = self.head(explained);
        lines.push(String::new());
        lines.push(self.m.customer_waterfall().to_owned());
        lines.extend(self.waterfall(explained));
        lines.push(String::new());
        lines.push(self.m.customer_change().to_owned());
        lines.extend(self.change(change));
        lines.push(String::new());
        lines.join("\n")
    }

    fn head(&self, explained: &Explanation) -> Vec<String> {
        let m = self.m;
        let name = explained.name.as_deref().unwrap_or_default();
        let (id, day) = (&explained.account_id, m.date(explained.as_of));
        let (health, band) = (self.health(explained.value), self.band(explained.band));
        let mut lines = vec![
            format!("{id}  {name}"),
            format!("{day}  {} {health}, {band}", m.customer_health()),
        ];
        if explained.key_account {
            lines.push(m.customer_key_account().to_owned());
        }
        if let Some(variant) = &explained.variant {
            lines.push(m.customer_variant(variant.title.get(m.language())));
        }
        let (share, least) = (explained.coverage, explained.coverage_minimum);
        lines.push(if explained.band.is_none() && share < least {
            m.customer_coverage_low(share, least)
        } else {
            m.customer_coverage_enough(share, least)
        });
        lines
    }

    /// What each measure adds, then what caps take away.
    fn waterfall(&self, explained: &Explanation) -> Vec<String> {
        let m = self.m;
        let mut rows = Vec::new();
        for group in &explained.groups {
            let measures = explained.measures.iter();
            for measure in measures.filter(|measure| measure.group == group.id) {
                rows.push([
                    group.title.get(m.language()).to_owned(),
                    measure.title.get(m.language()).to_owned(),
                    self.value(measure),
                    self.score(measure),
                    m.percent(measure.effective_weight, 1),
                    m.signed(measure.contribution, 1),
                ]);
            }
        }
        let mut lines = aligned(&rows);
        for factor in &explained.factors {
            let name = match factor.factor {
                Factor::Outcome => m.customer_outcome(),
                Factor::Experience => m.customer_experience(),
            };
            let weight = m.percent(factor.weight, 0);
            lines.push(format!(
                "  {name}: {} × {weight}",
                self.health(factor.score)
            ));
        }
        for cap in explained.caps.iter().filter(|cap| cap.bit) {
            lines.extend(self.cap(cap, explained.health));
        }
        let total = self.health(explained.value);
        lines.push(format!("  {}: {total}", m.customer_waterfall_end()));
        lines
    }

    fn cap(&self, cap: &CapExplanation, before: Option<f64>) -> [String; 2] {
        let rule = cap.title.get(self.m.language());
        [
            format!("  {}", self.m.customer_cap_before(&self.health(before))),
            format!("  {}", self.m.customer_cap_active(cap.max, rule)),
        ]
    }

    fn value(&self, measure: &MeasureExplanation) -> String {
        let m = self.m;
        if let Some(word) = &measure.word {
            return m.value(word).map_or_else(|| word.clone(), str::to_owned);
        }
        measure.value.map_or_else(
            || m.customer_missing().to_owned(),
            |value| self.number(measure.unit, value),
        )
    }

    /// A number in its unit.
    pub(super) fn number(&self, unit: Unit, value: f64) -> String {
        let m = self.m;
        let number = m.short_number(value, 1);
        match unit {
            Unit::Share => m.percent(value, 1),
            Unit::Change => m.unit_change(value * 100.0),
            Unit::Days => m.unit_days(&number),
            Unit::Months => m.unit_months(&number),
            Unit::Hours => m.unit_hours(&number),
            Unit::Minutes => m.unit_minutes(&number),
            Unit::Score | Unit::Ratio => m.short_number(value, 2),
            Unit::Count | Unit::Money | Unit::Category => number,
        }
    }

    /// The score; of a measure that does not count, why.
    fn score(&self, measure: &MeasureExplanation) -> String {
        let m = self.m;
        let age = || {
            let age = measure
                .age_days
                .map_or_else(String::new, |days| days.to_string());
            m.unit_days(&age)
        };
        let score = measure
            .score
            .map_or_else(String::new, |score| m.number(score, 1));
        match measure.state {
            MeasureState::Present => score,
            MeasureState::Stale => format!("{score}, {}", m.customer_stale(&age())),
            MeasureState::Expired => m.customer_missing_expired(&age()),
            MeasureState::Grace => m.customer_missing_grace().to_owned(),
            MeasureState::NoValue => match measure.missing {
                Missing::Reweight => m.customer_missing_reweight().to_owned(),
                Missing::Neutral => m.customer_missing_neutral().to_owned(),
                Missing::Zero => m.customer_missing_zero().to_owned(),
                Missing::Block => m.customer_missing_block().to_owned(),
            },
        }
    }

    /// The difference in one sentence, then every part of it.
    fn change(&self, change: &Change) -> Vec<String> {
        let m = self.m;
        let (Some(difference), Some(parts)) = (change.difference, &change.parts) else {
            return vec![m.customer_change_unknown(change.from)];
        };
        let mut parts = self.parts(parts);
        if parts.is_empty() {
            return vec![m.customer_change_none(change.from)];
        }
        // The largest first; of equal ones the order of the model stays.
        parts.sort_by(|(_, a), (_, b)| b.abs().total_cmp(&a.abs()));
        let (named, rest) = parts.split_at(parts.len().min(REASONS));
        let mut reasons: Vec<String> = named
            .iter()
            .map(|(name, part)| m.customer_change_part(*part, name))
            .collect();
        let rest: f64 = rest.iter().map(|(_, part)| part).sum();
        if rest.abs() >= SHOWN {
            reasons.push(m.customer_change_rest(rest));
        }
        let comma = match m.language() {
            Language::Zh => "、",
            Language::En => ", ",
        };
        let summary = m.customer_change_summary(difference, change.from, &reasons.join(comma));
        let (before, after) = (self.health(change.before), self.health(change.after));
        let mut lines = vec![summary, format!("  {before} → {after}")];
        let row = |(name, part): &(String, f64)| [name.clone(), m.signed(*part, 1)];
        lines.extend(aligned(&parts.iter().map(row).collect::<Vec<_>>()));
        lines
    }

    /// The parts worth a line, by name.
    fn parts(&self, parts: &Parts) -> Vec<(String, f64)> {
        let m = self.m;
        let data = match (parts.arrived.is_empty(), parts.gone.is_empty()) {
            (true, false) => m.customer_change_data_out(),
            _ => m.customer_change_data_in(),
        };
        let mut all = vec![
            (m.customer_change_model().to_owned(), parts.model),
            (m.customer_change_variant().to_owned(), parts.variant),
            (data.to_owned(), parts.data),
        ];
        let measures = parts.behaviour.iter();
        all.extend(measures.map(|b| (b.title.get(m.language()).to_owned(), b.part)));
        all.push((m.customer_change_caps().to_owned(), parts.caps));
        all.push((m.customer_change_override().to_owned(), parts.overridden));
        all.retain(|(_, part)| part.abs() >= SHOWN);
        all
    }

    /// Health as screens write it: never so that it looks as if it lay in another band.
    pub(super) fn health(&self, value: Option<f64>) -> String {
        let edges: Vec<f64> = self.model.bands.iter().map(|band| band.from).collect();
        self.m.health(value, &edges)
    }

    pub(super) fn band(&self, band: Option<BandId>) -> &'static str {
        match band {
            Some(BandId::Green) => self.m.band_healthy(),
            Some(BandId::Yellow) => self.m.band_watch(),
            Some(BandId::Red) => self.m.band_risk(),
            None => self.m.band_no_data(),
        }
    }
}

/// Rows as lines whose columns line up in a terminal.
pub(super) fn aligned<const N: usize>(rows: &[[String; N]]) -> Vec<String> {
    let mut widths = [0; N];
    for row in rows {
        for (most, cell) in widths.iter_mut().zip(row) {
            *most = width(cell).max(*most);
        }
    }
    let line = |row: &[String; N]| {
        let mut line = String::new();
        for (cell, most) in row.iter().zip(widths) {
            let gap = " ".repeat(most - width(cell));
            line.push_str(&format!("  {cell}{gap}"));
        }
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// Columns that a terminal gives a text: two for Chinese characters and full-width signs.
fn width(text: &str) -> usize {
    let wide = |c: char| {
        matches!(u32::from(c), 0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3
            | 0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6)
    };
    text.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}
