//! What the import found, as one line each for the terminal; the code before it is what scripts read.

use crate::words::Words;
use perennial_import::{
    Answer, Code, Count, DateOrder, DecimalMark, Factor, Problem, Question, QuestionKind, Rejects,
    Shape, Target,
};

/// The stable name of a question.
pub(crate) fn question_code(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Encoding => "question-encoding",
        QuestionKind::Shape => "question-shape",
        QuestionKind::Mapping => "question-mapping",
        QuestionKind::DateOrder => "question-date-order",
        QuestionKind::InclusiveEnd => "question-inclusive-end",
        QuestionKind::DecimalMark => "question-decimal-mark",
        QuestionKind::Factor => "question-factor",
    }
}

/// A question with the answer that was taken.
pub(crate) fn question(
    words: Words,
    file: &str,
    question: &Question,
    headers: &[String],
) -> String {
    let values = [
        ("place", place(words, file, question.column, headers)),
        ("answer", answer(words, &question.proposed)),
        ("sure", format!("{:.0}", question.confidence * 100.0)),
    ];
    say(words, "question", &values)
}

/// What the rows of a file are.
pub(crate) fn shape(words: Words, shape: Shape) -> String {
    match shape {
        Shape::Table(table) => table.name().to_owned(),
        Shape::Sheet => words.say("shape-sheet", &[]),
    }
}

/// Something about a file as a whole, or one of its columns.
pub(crate) fn problem(words: Words, file: &str, problem: &Problem, headers: &[String]) -> String {
    let values = [
        ("place", place(words, file, problem.column, headers)),
        (
            "what",
            meaning(words, problem.code) + &details(words, problem),
        ),
    ];
    say(words, "problem", &values)
}

/// Why a file cannot be read, and what to do.
pub(crate) fn fatal(words: Words, problem: &Problem) -> String {
    let hint = match problem.code {
        Code::BinaryFile | Code::UnsupportedFormat | Code::NoTable | Code::UnpackedTooLarge => {
            words.say("save-as-csv", &[])
        }
        Code::EncryptedFile => words.say("save-without-password", &[]),
        Code::DamagedFile => words.say("save-again", &[]),
        _ => String::new(),
    };
    meaning(words, problem.code) + &details(words, problem) + &hint
}

/// How often something was set aside, and where first.
pub(crate) fn count(words: Words, file: &str, count: &Count, rejects: &Rejects) -> String {
    let mut kept = rejects.kept().iter();
    let first = kept.find(|kept| kept.code == count.code && kept.column == count.column);
    let line = first.map_or_else(String::new, |first| format!(":{}", first.line));
    let file = format!("{file}{line}");
    let value = first.and_then(|first| {
        let mut args = first.args.iter();
        args.find(|(name, _)| *name == "value")
            .map(|(_, value)| value)
    });
    let values = [
        (
            "place",
            place(words, &file, count.column, rejects.headers()),
        ),
        ("what", meaning(words, count.code)),
        ("times", count.count.to_string()),
    ];
    let first = value.map(|value| words.say("first", &[("value", value)]));
    say(words, "times", &values) + &first.unwrap_or_default()
}

fn place(words: Words, file: &str, column: Option<u32>, headers: &[String]) -> String {
    match column.and_then(|at| headers.get(at as usize)) {
        Some(header) => words.say("place-column", &[("file", file), ("header", header)]),
        None => file.to_owned(),
    }
}

fn details(words: Words, problem: &Problem) -> String {
    let details: Vec<String> = problem
        .args
        .iter()
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    if details.is_empty() {
        return String::new();
    }
    let details = details.join(&words.say("details-between", &[]));
    words.say("details", &[("details", &details)])
}

fn answer(words: Words, answer: &Answer) -> String {
    let key = match answer {
        Answer::Encoding(encoding) => return encoding.label().to_owned(),
        Answer::Shape(Shape::Table(table)) => {
            return words.say("answer-rows", &[("table", table.name())]);
        }
        Answer::Target(Target::Field { table, field }) => {
            return format!("{}.{field}", table.name());
        }
        Answer::Target(Target::Snapshot { field }) => {
            return words.say("answer-snapshot", &[("field", field)]);
        }
        Answer::Shape(Shape::Sheet) => "shape-sheet",
        Answer::Target(Target::UsageUser) => "answer-user",
        Answer::Target(Target::Custom) => "answer-custom",
        Answer::Target(Target::Ignore) => "answer-nothing",
        Answer::DateOrder(DateOrder::YearFirst) => "answer-year-first",
        Answer::DateOrder(DateOrder::DayFirst) => "answer-day-first",
        Answer::DateOrder(DateOrder::MonthFirst) => "answer-month-first",
        Answer::InclusiveEnd(true) => "answer-last-inside",
        Answer::InclusiveEnd(false) => "answer-first-after",
        Answer::DecimalMark(DecimalMark::Point) => "answer-point",
        Answer::DecimalMark(DecimalMark::Comma) => "answer-comma",
        Answer::Factor(factor) if *factor == Factor::ONE => "answer-as-is",
        Answer::Factor(factor) if *factor == Factor::PERCENT => "answer-percent",
        Answer::Factor(Factor { times, over }) => {
            let values = [("times", times.to_string()), ("over", over.to_string())];
            return say(words, "answer-factor", &values);
        }
    };
    words.say(key, &[])
}

fn meaning(words: Words, code: Code) -> String {
    words.say(&format!("code-{}", code.as_str()), &[])
}

fn say(words: Words, key: &str, values: &[(&str, String)]) -> String {
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    words.say(key, &values)
}
