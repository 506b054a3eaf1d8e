//! In which way the values of each column are read, and what of that has to be asked.

use crate::evidence::{Evidence, Told};
use crate::header::{Header, Unit};
use crate::inspect::{ColumnReport, Inspection, SURE};
use crate::plan::{Answer, Question, QuestionKind, Target};
use crate::problem::{Code, Problem};
use crate::recognise::{is_share, kind_of};
use crate::value::{DateOrder, DecimalMark, Factor, ValueFormat, date, trim};
use perennial_data::{Day, FieldKind, TableId, sort_by};

/// Decides the format of every column of `inspection`, and adds what it has to ask.
pub(crate) fn decide(inspection: &mut Inspection, rows: &[Vec<String>]) {
    for column in &mut inspection.columns {
        let target = column.guess.clone().unwrap_or(Target::Custom);
        column.format = of(&column.header, &column.evidence, &target);
    }
    let sibling = sure_order(inspection);
    let mut asked = Vec::new();
    for column in &mut inspection.columns {
        if let ValueFormat::Day { order, .. } = &mut column.format {
            let told = column.evidence.date_order();
            if told.confidence < SURE
                && let Some(sibling) = sibling
                && column.evidence.reads_by(sibling)
            {
                *order = sibling;
            }
            let order = *order;
            asked.extend(order_question(column, told.confidence, order));
            if column.evidence.orders_conflict() {
                let problem = Problem::new(Code::DateOrderConflict).at(column.index as usize);
                inspection
                    .problems
                    .push(problem.with("field", &column.header));
            }
        }
        asked.extend(number_questions(column));
    }
    if let Some(question) = inclusive_end(inspection, rows) {
        asked.push(question);
    }
    sort_by(&mut asked, |a, b| {
        (a.kind, a.column).cmp(&(b.kind, b.column))
    });
    inspection.questions.extend(asked);
}

/// How a column with this name and these values is read as `target`.
pub(crate) fn of(header: &str, evidence: &Evidence, target: &Target) -> ValueFormat {
    let unit = Header::new(header).unit;
    let day = || ValueFormat::Day {
        order: evidence.date_order().value,
        inclusive: false,
    };
    let durations = evidence.filled > 0 && evidence.share(evidence.durations) > 0.5;
    let number = |field: &str| ValueFormat::Number {
        decimal: evidence.decimal_mark().value,
        factor: Factor::of_durations(field)
            .filter(|_| durations)
            .unwrap_or_else(|| factor(field, unit, evidence).value),
    };
    let field = match target {
        Target::Field { field, .. } | Target::Snapshot { field } => field.as_str(),
        _ => "",
    };
    match kind_of(target) {
        Some(FieldKind::Day) => day(),
        Some(FieldKind::Number | FieldKind::Money) => number(field),
        Some(FieldKind::Flag) => ValueFormat::Flag,
        Some(FieldKind::Category(_))
            if evidence.filled > 0 && evidence.share(evidence.flags) > 0.9 =>
        {
            flag_word(field, &Header::new(header)).unwrap_or(ValueFormat::Text)
        }
        Some(_) => ValueFormat::Text,
        None if is_label(&Header::new(header)) => ValueFormat::Text,
        None => match free_kind(evidence) {
            FieldKind::Day => day(),
            FieldKind::Number => number(field),
            FieldKind::Flag => ValueFormat::Flag,
            _ => ValueFormat::Text,
        },
    }
}

/// A yes-or-no column that says whether the row is of one kind.
fn flag_word(field: &str, header: &Header) -> Option<ValueFormat> {
    let said = |words: [&str; 3]| words.iter().any(|word| header.has_words(word));
    match field {
        "kind" if said(["escalation", "escalated", "升级"]) => {
            Some(ValueFormat::FlagAs("escalation".to_owned()))
        }
        "outcome" if said(["续约", "续费", "renewed"]) => {
            Some(ValueFormat::FlagAs("renewed".to_owned()))
        }
        "role" if said(["决策", "decision", "decider"]) => {
            Some(ValueFormat::FlagAs("decision_maker".to_owned()))
        }
        _ => None,
    }
}

/// Whether a column holds digits that are no quantity: telephone numbers, codes, keys.
fn is_label(header: &Header) -> bool {
    const WORDS: [&str; 24] = [
        "id",
        "code",
        "number",
        "no",
        "phone",
        "mobile",
        "tel",
        "telephone",
        "fax",
        "zip",
        "postcode",
        "postal code",
        "account number",
        "sic",
        "电话",
        "手机",
        "传真",
        "邮编",
        "编号",
        "编码",
        "代码",
        "序号",
        "税号",
        "单号",
    ];
    let number_of = header.has_words("number of") || header.has_words("no of");
    !number_of && WORDS.iter().any(|word| header.has_words(word))
}

/// What a column is that no field prescribes. Codes with leading zeros stay text.
fn free_kind(evidence: &Evidence) -> FieldKind {
    let nearly_all = |count: u32| evidence.filled > 0 && evidence.share(count) >= 0.95;
    if nearly_all(evidence.days)
        && (evidence.numbers < evidence.filled || evidence.range_is_dates())
    {
        FieldKind::Day
    } else if nearly_all(evidence.numbers) && evidence.zeros == 0 && evidence.range_is_sane() {
        FieldKind::Number
    } else if nearly_all(evidence.flags) {
        FieldKind::Flag
    } else {
        FieldKind::Text
    }
}

/// What numbers are multiplied with.
fn factor(field: &str, unit: Option<Unit>, evidence: &Evidence) -> Told<Factor> {
    let told = |value, confidence| Told { value, confidence };
    if is_share(field) {
        let largest = evidence.range.map_or(0.0, |(_, high)| high);
        return match unit {
            Some(Unit::Percent) => told(Factor::PERCENT, 0.97),
            // Values with a percent sign are shares already.
            _ if evidence.percents > 0 => told(Factor::ONE, 0.97),
            _ if largest > 1.5 => told(Factor::PERCENT, 0.95),
            _ if evidence.fractions > 0 || evidence.filled == 0 => told(Factor::ONE, 0.95),
            _ => told(Factor::ONE, 0.6),
        };
    }
    let value = unit
        .and_then(|unit| unit.factor(field))
        .unwrap_or(Factor::ONE);
    told(value, 0.95)
}

/// The order of day and month that another column of the file is sure of.
fn sure_order(inspection: &Inspection) -> Option<DateOrder> {
    let days = inspection
        .columns
        .iter()
        .filter(|column| matches!(column.format, ValueFormat::Day { .. }));
    days.map(|column| column.evidence.date_order())
        .find(|told| told.confidence >= SURE && told.value != DateOrder::YearFirst)
        .map(|told| told.value)
}

fn order_question(column: &ColumnReport, confidence: f32, order: DateOrder) -> Option<Question> {
    if confidence >= SURE {
        return None;
    }
    let all = [
        DateOrder::DayFirst,
        DateOrder::MonthFirst,
        DateOrder::YearFirst,
    ];
    let able = all
        .into_iter()
        .filter(|&other| other != order && column.evidence.reads_by(other));
    Some(Question {
        kind: QuestionKind::DateOrder,
        column: Some(column.index),
        confidence,
        proposed: Answer::DateOrder(order),
        choices: std::iter::once(order)
            .chain(able)
            .map(Answer::DateOrder)
            .collect(),
    })
}

fn number_questions(column: &ColumnReport) -> Vec<Question> {
    let ValueFormat::Number { decimal, factor } = column.format else {
        return Vec::new();
    };
    let mut asked = Vec::new();
    let mark = column.evidence.decimal_mark();
    if mark.confidence < SURE {
        asked.push(Question {
            kind: QuestionKind::DecimalMark,
            column: Some(column.index),
            confidence: mark.confidence,
            proposed: Answer::DecimalMark(decimal),
            choices: [DecimalMark::Point, DecimalMark::Comma]
                .map(Answer::DecimalMark)
                .to_vec(),
        });
    }
    let field = match &column.guess {
        Some(Target::Field { field, .. } | Target::Snapshot { field }) => field.as_str(),
        _ => "",
    };
    let told = self::factor(field, Header::new(&column.header).unit, &column.evidence);
    if told.confidence < SURE {
        asked.push(Question {
            kind: QuestionKind::Factor,
            column: Some(column.index),
            confidence: told.confidence,
            proposed: Answer::Factor(factor),
            choices: [Factor::ONE, Factor::PERCENT].map(Answer::Factor).to_vec(),
        });
    }
    asked
}

/// Contracts of which the terms are looked at.
const TERMS: usize = 500;

/// Whether the contracts' last day is inside (SPEC §1): by whole terms from start to end where both
/// are there, else by the ends alone, where ends of months speak for it and firsts against.
fn inclusive_end(inspection: &mut Inspection, rows: &[Vec<String>]) -> Option<Question> {
    let position = |field: &str| {
        let target = Target::field(TableId::Contracts, field);
        inspection
            .columns
            .iter()
            .position(|c| c.guess.as_ref() == Some(&target))
    };
    let end = position("ends_on")?;
    let start = position("starts_on");
    let day = |row: &Vec<String>, at: usize| {
        let ValueFormat::Day { order, .. } = inspection.columns.get(at)?.format else {
            return None;
        };
        date::read(trim(row.get(at)?)).by(order).and_then(Day::new)
    };
    let (mut inside, mut outside, mut ends) = (0_u32, 0_u32, 0_u32);
    for row in rows.iter().take(TERMS) {
        let Some(last) = day(row, end) else { continue };
        ends += 1;
        let next = last.plus_days(1);
        match start.and_then(|at| day(row, at)) {
            Some(first) => {
                inside += u32::from(whole_months(first, next));
                outside += u32::from(whole_months(first, last));
            }
            None => {
                inside += u32::from(next.ymd().2 == 1);
                outside += u32::from(last.ymd().2 == 1);
            }
        }
    }
    let share = |count: u32| f64::from(count) / f64::from(ends.max(1));
    let (inclusive, confidence) = match () {
        () if ends == 0 => (false, 0.95),
        () if inside > outside && share(inside) >= 0.5 => (true, 0.9),
        () if outside > inside && share(outside) >= 0.5 => (false, 0.9),
        () if inside > outside * 3 && share(inside) >= 0.2 => (true, 0.6),
        () => (false, 0.5),
    };
    let column = inspection.columns.get_mut(end)?;
    if let ValueFormat::Day {
        inclusive: slot, ..
    } = &mut column.format
    {
        *slot = inclusive;
    }
    (confidence < SURE).then(|| Question {
        kind: QuestionKind::InclusiveEnd,
        column: Some(column.index),
        confidence,
        proposed: Answer::InclusiveEnd(inclusive),
        choices: [inclusive, !inclusive].map(Answer::InclusiveEnd).to_vec(),
    })
}

fn whole_months(from: Day, to: Day) -> bool {
    let months = to.months_since(from);
    months > 0 && from.plus_months(months) == to
}
