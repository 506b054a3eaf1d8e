//! The import as its screen shows it, and the screen's words back.

use super::import::{Import, ImportFile};
use perennial_data::{AccountKey, Day, Join};
use perennial_import::{
    Answer, DateOrder, DecimalMark, Factor, Problem, Question, QuestionKind, Severity, Shape,
    Target, ValueFormat,
};
use perennial_protocol::ImportEdit;
use perennial_protocol::view::{
    ColumnView, ConstantView, FileView, FormatView, ImportView, KeyView, ProblemView, QuestionView,
    TableChoice, TargetView,
};

pub(super) fn view(import: &Import, joins_some: bool) -> ImportView {
    let numbered = || (0_u32..).zip(&import.files);
    ImportView {
        files: import
            .files
            .iter()
            .map(|each| FileView {
                join: joins_some.then(|| join(import, each)).flatten(),
                ..file(each)
            })
            .collect(),
        questions: numbered()
            .flat_map(|(number, file)| questions(number, file))
            .collect(),
        proposed_model: import.proposed_model().to_owned(),
        ready: import
            .files
            .iter()
            .any(|file| file.is_included && file.is_readable()),
    }
}

/// The file that an edit is about.
pub(super) fn file_of(edit: &ImportEdit) -> Option<u32> {
    match edit {
        ImportEdit::Encoding { file, .. }
        | ImportEdit::Table { file, .. }
        | ImportEdit::Target { file, .. }
        | ImportEdit::Format { file, .. }
        | ImportEdit::Key { file, .. }
        | ImportEdit::Constant { file, .. }
        | ImportEdit::Join { file, .. }
        | ImportEdit::Anew { file }
        | ImportEdit::FileDate { file, .. } => Some(*file),
        ImportEdit::AcceptAll => None,
    }
}

fn join(import: &Import, file: &ImportFile) -> Option<Join> {
    let plan = file.plan.as_ref().filter(|_| file.is_readable())?;
    Some(import.join(plan.shape.table()))
}

pub(super) fn choice(shape: Shape) -> TableChoice {
    match shape {
        Shape::Sheet => TableChoice::WideSheet,
        Shape::Table(table) => TableChoice::Table(table),
    }
}

pub(super) fn shape(choice: TableChoice) -> Shape {
    match choice {
        TableChoice::Table(table) => Shape::Table(table),
        TableChoice::WideSheet | TableChoice::Ignore => Shape::Sheet,
    }
}

pub(super) fn target(target: &TargetView, shape: Shape) -> Target {
    match target {
        TargetView::Account => Target::field(shape.table(), "account_id"),
        TargetView::Field(table, field) => Target::field(*table, field),
        TargetView::Snapshot(field) => Target::snapshot(field),
        TargetView::UsageUser => Target::UsageUser,
        TargetView::Custom => Target::Custom,
        TargetView::Ignore => Target::Ignore,
    }
}

fn target_view(target: &Target) -> TargetView {
    match target {
        Target::Field { table, field }
            if field == "account_id" && *table != perennial_data::TableId::Accounts =>
        {
            TargetView::Account
        }
        Target::Field { table, field } => TargetView::Field(*table, field.clone()),
        Target::Snapshot { field } => TargetView::Snapshot(field.clone()),
        Target::UsageUser => TargetView::UsageUser,
        Target::Custom => TargetView::Custom,
        Target::Ignore => TargetView::Ignore,
    }
}

const END_INCLUSIVE: &str = "end-inclusive";

/// How values are read, in the words of the wire; [`value_format`] is the way back.
fn format_view(format: &ValueFormat) -> FormatView {
    let plain = |kind: &str, variant: String| FormatView {
        kind: kind.to_owned(),
        variant,
        factor: 1,
        divisor: 1,
    };
    match format {
        ValueFormat::Text => plain("text", String::new()),
        ValueFormat::Flag => plain("flag", String::new()),
        ValueFormat::FlagAs(word) => plain("flag-as", word.clone()),
        ValueFormat::Day { order, inclusive } => {
            let order = match order {
                DateOrder::YearFirst => "year-first",
                DateOrder::DayFirst => "day-first",
                DateOrder::MonthFirst => "month-first",
            };
            plain(
                "date",
                if *inclusive {
                    format!("{order} {END_INCLUSIVE}")
                } else {
                    order.to_owned()
                },
            )
        }
        ValueFormat::Number { decimal, factor } => FormatView {
            factor: factor.times,
            divisor: factor.over,
            ..plain(
                "number",
                if *decimal == DecimalMark::Comma {
                    "decimal-comma"
                } else {
                    ""
                }
                .to_owned(),
            )
        },
    }
}

pub(super) fn value_format(view: &FormatView) -> ValueFormat {
    match view.kind.as_str() {
        "flag" => ValueFormat::Flag,
        "flag-as" => ValueFormat::FlagAs(view.variant.clone()),
        "date" => ValueFormat::Day {
            order: match view.variant.split(' ').next() {
                Some("day-first") => DateOrder::DayFirst,
                Some("month-first") => DateOrder::MonthFirst,
                _ => DateOrder::YearFirst,
            },
            inclusive: view.variant.ends_with(END_INCLUSIVE),
        },
        "number" => ValueFormat::Number {
            decimal: if view.variant == "decimal-comma" {
                DecimalMark::Comma
            } else {
                DecimalMark::Point
            },
            factor: Factor {
                times: view.factor,
                over: view.divisor.max(1),
            },
        },
        _ => ValueFormat::Text,
    }
}

pub(super) fn problem(problem: &Problem) -> ProblemView {
    ProblemView {
        code: problem.code.as_str().to_owned(),
        args: problem.args.clone(),
        fatal: problem.code.severity() == Severity::Error,
        count: 1,
    }
}

fn file(file: &ImportFile) -> FileView {
    let (Some(inspection), Some(plan)) = (&file.inspection, &file.plan) else {
        return unread(file);
    };
    let columns = inspection
        .columns
        .iter()
        .zip(&plan.columns)
        .map(|(report, planned)| {
            let chosen = report.guess.clone().unwrap_or(Target::Custom) != planned.target;
            ColumnView {
                header: report.header.clone(),
                target: target_view(&planned.target),
                confidence: if chosen {
                    1.0
                } else {
                    f64::from(report.confidence)
                },
                alternatives: report
                    .alternatives
                    .iter()
                    .map(|(target, _)| target_view(target))
                    .collect(),
                samples: report.samples.clone(),
                understood: report
                    .samples
                    .iter()
                    .map(|text| planned.format.understood(text))
                    .collect(),
                format: format_view(&planned.format),
                formats: other_formats(&planned.format),
            }
        });
    FileView {
        name: file.facts.name.clone(),
        bytes: file.facts.size,
        encoding: plan.encoding.label().to_owned(),
        delimiter: char::from(plan.dialect.delimiter),
        table: if file.is_included {
            choice(plan.shape)
        } else {
            TableChoice::Ignore
        },
        confidence: f64::from(inspection.confidence),
        alternatives: inspection
            .alternatives
            .iter()
            .map(|(shape, _)| choice(*shape))
            .collect(),
        key: match plan.key {
            AccountKey::Id => KeyView::Id,
            AccountKey::Name => KeyView::Name,
            AccountKey::Through(table) => KeyView::Through(table),
        },
        constants: plan
            .constants
            .iter()
            .map(|constant| ConstantView {
                field: constant.field.clone(),
                value: constant.value.clone(),
            })
            .collect(),
        join: None,
        is_remembered: file.is_remembered,
        file_date: plan.file_date,
        columns: columns.collect(),
        problems: inspection.problems.iter().map(problem).collect(),
    }
}

fn unread(file: &ImportFile) -> FileView {
    FileView {
        name: file.facts.name.clone(),
        bytes: file.facts.size,
        encoding: String::new(),
        delimiter: ',',
        table: TableChoice::Ignore,
        confidence: 0.0,
        alternatives: Vec::new(),
        key: KeyView::Id,
        constants: Vec::new(),
        join: None,
        is_remembered: false,
        file_date: None::<Day>,
        columns: Vec::new(),
        problems: Vec::new(),
    }
}

/// Other ways in which a column of this kind can be read.
fn other_formats(format: &ValueFormat) -> Vec<FormatView> {
    let all: Vec<ValueFormat> = match format {
        ValueFormat::Day { inclusive, .. } => {
            let orders = [
                DateOrder::YearFirst,
                DateOrder::DayFirst,
                DateOrder::MonthFirst,
            ];
            let of = |order, inclusive| ValueFormat::Day { order, inclusive };
            let both = |order| [of(order, *inclusive), of(order, !*inclusive)];
            orders.into_iter().flat_map(both).collect()
        }
        ValueFormat::Number { factor, .. } => {
            let marks = [DecimalMark::Point, DecimalMark::Comma];
            let factors = [*factor, Factor::ONE, Factor::PERCENT];
            let of = |decimal| factors.map(|factor| ValueFormat::Number { decimal, factor });
            marks.into_iter().flat_map(of).collect()
        }
        ValueFormat::Text | ValueFormat::Flag | ValueFormat::FlagAs(_) => Vec::new(),
    };
    let mut views: Vec<FormatView> = Vec::new();
    for other in all.iter().filter(|other| *other != format).map(format_view) {
        if !views.contains(&other) {
            views.push(other);
        }
    }
    views
}

fn questions(number: u32, file: &ImportFile) -> Vec<QuestionView> {
    let (Some(inspection), Some(plan)) = (&file.inspection, &file.plan) else {
        return Vec::new();
    };
    if !file.is_included {
        return Vec::new();
    }
    let view = |(position, question): (usize, &Question)| {
        let column = question
            .column
            .and_then(|column| inspection.columns.get(column as usize));
        let mut args = vec![("file".to_owned(), file.facts.name.clone())];
        if let Some(column) = column {
            args.push(("column".to_owned(), column.header.clone()));
            args.push(("samples".to_owned(), column.samples.join(", ")));
        }
        let mut choices: Vec<&Answer> = vec![&question.proposed];
        choices.extend(
            question
                .choices
                .iter()
                .filter(|choice| **choice != question.proposed),
        );
        let answers = choices.into_iter().filter_map(|answer| {
            let planned = question
                .column
                .and_then(|column| plan.columns.get(column as usize));
            answer_edit(
                number,
                question.column.unwrap_or_default(),
                answer,
                planned.map(|column| &column.format),
            )
        });
        QuestionView {
            file: number,
            column: question.column,
            code: kind_code(question.kind).to_owned(),
            args,
            answered: file.answered.contains(&position),
            answers: answers.collect(),
        }
    };
    inspection.questions.iter().enumerate().map(view).collect()
}

fn kind_code(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Encoding => "encoding",
        QuestionKind::Shape => "table",
        QuestionKind::Mapping => "target",
        QuestionKind::DateOrder => "date-order",
        QuestionKind::InclusiveEnd => "end-inclusive",
        QuestionKind::DecimalMark => "decimal-mark",
        QuestionKind::Factor => "factor",
    }
}

/// An answer's code and the edit that gives it.
fn answer_edit(
    file: u32,
    column: u32,
    answer: &Answer,
    format: Option<&ValueFormat>,
) -> Option<(String, ImportEdit)> {
    let reformat = |code: &str, format: ValueFormat| {
        (
            code.to_owned(),
            ImportEdit::Format {
                file,
                column,
                format: format_view(&format),
            },
        )
    };
    Some(match (answer, format) {
        (Answer::Encoding(encoding), _) => {
            let encoding = encoding.label().to_owned();
            (encoding.clone(), ImportEdit::Encoding { file, encoding })
        }
        (Answer::Shape(shape), _) => {
            let code = match shape {
                Shape::Sheet => "wide-sheet",
                Shape::Table(table) => table.name(),
            };
            (
                code.to_owned(),
                ImportEdit::Table {
                    file,
                    table: choice(*shape),
                },
            )
        }
        (Answer::Target(target), _) => {
            let target = target_view(target);
            (
                target_code(&target),
                ImportEdit::Target {
                    file,
                    column,
                    target,
                },
            )
        }
        (Answer::DateOrder(order), Some(ValueFormat::Day { inclusive, .. })) => {
            let code = match order {
                DateOrder::YearFirst => "year-first",
                DateOrder::DayFirst => "day-first",
                DateOrder::MonthFirst => "month-first",
            };
            reformat(
                code,
                ValueFormat::Day {
                    order: *order,
                    inclusive: *inclusive,
                },
            )
        }
        (Answer::InclusiveEnd(inclusive), Some(ValueFormat::Day { order, .. })) => {
            let code = if *inclusive {
                "end-inclusive"
            } else {
                "end-exclusive"
            };
            reformat(
                code,
                ValueFormat::Day {
                    order: *order,
                    inclusive: *inclusive,
                },
            )
        }
        (Answer::DecimalMark(decimal), Some(ValueFormat::Number { factor, .. })) => {
            let code = if *decimal == DecimalMark::Comma {
                "decimal-comma"
            } else {
                "decimal-point"
            };
            reformat(
                code,
                ValueFormat::Number {
                    decimal: *decimal,
                    factor: *factor,
                },
            )
        }
        (Answer::Factor(factor), Some(ValueFormat::Number { decimal, .. })) => {
            let code = if *factor == Factor::PERCENT {
                "percent"
            } else {
                "as-written"
            };
            reformat(
                code,
                ValueFormat::Number {
                    decimal: *decimal,
                    factor: *factor,
                },
            )
        }
        _ => return None,
    })
}

/// The code of an answer to "what is this column?": the field, or what becomes of it.
fn target_code(target: &TargetView) -> String {
    match target {
        TargetView::Account => "account_id",
        TargetView::Field(_, field) | TargetView::Snapshot(field) => field,
        TargetView::UsageUser => "usage-user",
        TargetView::Custom => "custom",
        TargetView::Ignore => "ignore",
    }
    .to_owned()
}
