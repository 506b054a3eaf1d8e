//! What the import found, as one line each for the terminal; the code before it is what scripts read.

use perennial_import::{
    Answer, Code, Count, DateOrder, DecimalMark, Factor, Problem, Question, QuestionKind, Rejects,
    Shape, Target,
};

/// The stable name of a question.
pub(crate) fn question_code(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Shape => "question-shape",
        QuestionKind::Mapping => "question-mapping",
        QuestionKind::DateOrder => "question-date-order",
        QuestionKind::InclusiveEnd => "question-inclusive-end",
        QuestionKind::DecimalMark => "question-decimal-mark",
        QuestionKind::Factor => "question-factor",
    }
}

/// A question with the answer that was taken.
pub(crate) fn question(file: &str, question: &Question, headers: &[String]) -> String {
    let place = place(file, question.column, headers);
    let sure = question.confidence * 100.0;
    format!(
        "{place}: taken for {}, {sure:.0} % sure",
        answer(&question.proposed)
    )
}

/// What the rows of a file are.
pub(crate) fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Table(table) => table.name(),
        Shape::Sheet => "a customer list",
    }
}

/// Something about a file as a whole, or one of its columns.
pub(crate) fn problem(file: &str, problem: &Problem, headers: &[String]) -> String {
    let place = place(file, problem.column, headers);
    format!("{place}: {}{}", meaning(problem.code), details(problem))
}

/// Why a file cannot be read, and what to do.
pub(crate) fn fatal(problem: &Problem) -> String {
    let hint = match problem.code {
        Code::BinaryFile | Code::UnsupportedFormat => "; save it as CSV (UTF-8)",
        _ => "",
    };
    format!("{}{}{hint}", meaning(problem.code), details(problem))
}

/// How often something was set aside, and where first.
pub(crate) fn count(file: &str, count: &Count, rejects: &Rejects) -> String {
    let mut kept = rejects.kept().iter();
    let first = kept.find(|kept| kept.code == count.code && kept.column == count.column);
    let line = first.map_or_else(String::new, |first| format!(":{}", first.line));
    let place = place(&format!("{file}{line}"), count.column, rejects.headers());
    let value = first.and_then(|first| {
        let mut args = first.args.iter();
        args.find(|(name, _)| name == "value")
            .map(|(_, value)| value)
    });
    let value = value.map_or_else(String::new, |value| format!(", first {value:?}"));
    let (times, meaning) = (count.count, meaning(count.code));
    format!("{place}: {meaning}, {times}×{value}")
}

fn place(file: &str, column: Option<u32>, headers: &[String]) -> String {
    match column.and_then(|at| headers.get(at as usize)) {
        Some(header) => format!("{file}, column {header:?}"),
        None => file.to_owned(),
    }
}

fn details(problem: &Problem) -> String {
    let details: Vec<String> = problem
        .args
        .iter()
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    match details.is_empty() {
        true => String::new(),
        false => format!(" ({})", details.join(", ")),
    }
}

fn answer(answer: &Answer) -> String {
    match answer {
        Answer::Shape(Shape::Table(table)) => format!("rows of {}", table.name()),
        Answer::Shape(Shape::Sheet) => shape(Shape::Sheet).to_owned(),
        Answer::Target(Target::Field { table, field }) => format!("{}.{field}", table.name()),
        Answer::Target(Target::Snapshot { field }) => format!("the account's {field} on the day"),
        Answer::Target(Target::UsageUser) => "who used it".to_owned(),
        Answer::Target(Target::Custom) => "a custom field".to_owned(),
        Answer::Target(Target::Ignore) => "nothing".to_owned(),
        Answer::DateOrder(DateOrder::YearFirst) => "year-month-day".to_owned(),
        Answer::DateOrder(DateOrder::DayFirst) => "day-month-year".to_owned(),
        Answer::DateOrder(DateOrder::MonthFirst) => "month-day-year".to_owned(),
        Answer::InclusiveEnd(true) => "the last day inside".to_owned(),
        Answer::InclusiveEnd(false) => "the first day after".to_owned(),
        Answer::DecimalMark(DecimalMark::Point) => "numbers with a decimal point".to_owned(),
        Answer::DecimalMark(DecimalMark::Comma) => "numbers with a decimal comma".to_owned(),
        Answer::Factor(factor) if *factor == Factor::ONE => "numbers as they stand".to_owned(),
        Answer::Factor(factor) if *factor == Factor::PERCENT => "percentages".to_owned(),
        Answer::Factor(Factor { times, over }) => format!("numbers times {times}/{over}"),
    }
}

fn meaning(code: Code) -> &'static str {
    match code {
        Code::EmptyFile => "empty file",
        Code::BinaryFile => "not a text file",
        Code::UnsupportedFormat => "text, but not a table",
        Code::HeadersOnly => "a header and no rows",
        Code::NoDecoder => "unknown encoding",
        Code::MissingRequired => "a required value is missing",
        Code::UnmappedRequired => "no column gives a required field",
        Code::DuplicateKey => "key came before; the first row stays",
        Code::TooManyFields => "more values than columns",
        Code::FieldTooLong => "value too long",
        Code::UnclosedQuote => "quote that never ends",
        Code::TooFewFields => "fewer values than columns",
        Code::BadDate => "not a date",
        Code::DateOrderConflict => "date in another order of day and month",
        Code::BadNumber => "not a number",
        Code::BadFlag => "neither yes nor no",
        Code::InvalidEncoding => "bytes that the encoding does not allow",
        Code::DuplicateHeader => "two columns with one name",
        Code::BlankRows => "rows without any value passed over",
        Code::KeyMade => "keys made from the row number",
        Code::ContractsMade => "contracts made from amount and end",
        Code::StartAssumed => "contracts begin a year before their end",
        Code::AmountAssumed => "contract amounts made from monthly revenue",
        Code::EndInclusive => "ends moved one day on, the last day counts",
        Code::SnapshotsDated => "values hold for the day",
        Code::SnapshotsUndated => "no date is known, so values gave no snapshots",
        Code::EventsAggregated => "single events counted per day",
        Code::ConstantAssumed => "one value for every row",
    }
}
