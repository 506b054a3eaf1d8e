//! The import's decisions, questions and problems, put into words.

use super::value_word;
use perennial_data::Join;
use perennial_i18n::Messages;
use perennial_protocol::ImportEdit;
use perennial_protocol::view::{
    FileView, FormatView, ImportView, KeyView, ProblemView, QuestionView, RejectView, TableChoice,
    TargetView,
};

/// What a file is taken for.
pub(crate) fn table_text(m: Messages, table: TableChoice) -> String {
    match table {
        TableChoice::WideSheet => m.import_wide_sheet().to_owned(),
        TableChoice::Table(id) => m
            .table(id.name())
            .map_or_else(|| id.name().to_owned(), str::to_owned),
        TableChoice::Ignore => m.import_ignore_file().to_owned(),
    }
}

/// What a column is taken for.
pub(crate) fn target_text(m: Messages, target: &TargetView) -> String {
    match target {
        TargetView::Account => m.import_target_account().to_owned(),
        TargetView::Field(table, name) => m
            .field(table.name(), name)
            .map_or_else(|| name.clone(), str::to_owned),
        TargetView::Snapshot(name) => {
            let field = m.field("snapshots", name);
            field.map_or_else(|| name.clone(), str::to_owned)
        }
        TargetView::UsageUser => m.import_target_user().to_owned(),
        TargetView::Custom => m.import_custom_field().to_owned(),
        TargetView::Ignore => m.import_skip_column().to_owned(),
    }
}

/// By what rows name their account.
pub(crate) fn key_text(m: Messages, key: KeyView) -> String {
    match key {
        KeyView::Id => m.import_key_id().to_owned(),
        KeyView::Name => m.import_key_name().to_owned(),
        KeyView::Through(table) => {
            let name = m.table(table.name());
            m.import_key_through(name.unwrap_or_else(|| table.name()))
        }
    }
}

/// How a column's values are read.
pub(crate) fn format_text(m: Messages, format: &FormatView) -> String {
    let kind = match format.kind.as_str() {
        "date" => m.import_kind_date(),
        "number" => m.import_kind_number(),
        "flag" => m.import_kind_flag(),
        "flag-as" => return m.import_kind_flag_as(&value_word(m, &format.variant)),
        "text" => m.import_kind_text(),
        other => return other.to_owned(),
    };
    let variants = format.variant.split(' ').map(|variant| match variant {
        "day-first" => m.import_question_day_first(),
        "month-first" => m.import_question_month_first(),
        "year-first" => m.import_variant_year_first(),
        "end-inclusive" => m.import_question_end_inclusive(),
        "decimal-comma" => m.import_variant_decimal_comma(),
        other => other,
    });
    let unit = match (format.factor, format.divisor) {
        (0 | 1, 0 | 1) => String::new(),
        (1, 100) => m.import_variant_percent().to_owned(),
        (1_000, 1) => m.import_unit_thousand().to_owned(),
        (10_000, 1) => m.import_unit_ten_thousand().to_owned(),
        (1_000_000, 1) => m.import_unit_million().to_owned(),
        (60, divisor) if divisor > 1 => m.import_unit_duration().to_owned(),
        (factor, 1) => m.import_unit_factor(factor),
        (factor, divisor) => format!("× {factor} ÷ {divisor}"),
    };
    let said: Vec<_> = variants
        .chain([unit.as_str()])
        .filter(|said| !said.is_empty())
        .collect();
    if said.is_empty() {
        kind.to_owned()
    } else {
        m.import_format(kind, &m.list(&said))
    }
}

/// What a question asks.
pub(crate) fn question_text(m: Messages, import: &ImportView, question: &QuestionView) -> String {
    let file = import.files.get(question.file as usize);
    let file_name = file.map_or("", |file| file.name.as_str());
    let column = question
        .column
        .and_then(|column| file?.columns.get(column as usize));
    let header = column.map_or("", |column| column.header.as_str());
    let given = question.args.iter().find(|(name, _)| name == "sample");
    let sample = given.map(|(_, sample)| sample.as_str());
    let sample = sample
        .or_else(|| {
            column?
                .samples
                .iter()
                .find(|s| !s.is_empty())
                .map(String::as_str)
        })
        .unwrap_or("—");
    match question.code.as_str() {
        "table" | "shape" => m.import_question_table(file_name),
        "target" | "mapping" => m.import_question_field(header),
        "date-order" => m.import_question_date_order(header, sample),
        "end-inclusive" | "inclusive-end" => m.import_question_end_date(header),
        "unit" => m.import_question_unit(header),
        "factor" => m.import_question_percent(header, sample),
        "decimal-mark" => m.import_question_decimal(header),
        "key" => m.import_question_key(file_name),
        "encoding" => m.import_question_encoding(file_name),
        "file-date" => m.import_question_file_date(file_name),
        "currency" => m.import_question_currency().to_owned(),
        _ if header.is_empty() => m.import_question_other(file_name),
        _ => m.import_question_other(header),
    }
}

/// What an answer to a question of that code says: the decision that it makes.
pub(crate) fn answer_text(m: Messages, code: &str, edit: &ImportEdit) -> String {
    match edit {
        ImportEdit::Encoding { encoding, .. } => encoding.to_ascii_uppercase(),
        ImportEdit::Table { table, .. } => table_text(m, *table),
        ImportEdit::Target { target, .. } => target_text(m, target),
        ImportEdit::Format { format, .. } => match code {
            "end-inclusive" => {
                if format.variant.contains("end-inclusive") {
                    m.import_question_end_inclusive().to_owned()
                } else {
                    m.import_question_end_exclusive().to_owned()
                }
            }
            _ => format_text(m, format),
        },
        ImportEdit::Key { key, .. } => key_text(m, *key),
        ImportEdit::Constant { constant, .. } => constant.value.clone(),
        ImportEdit::Join { join, .. } => join_text(m, *join).to_owned(),
        ImportEdit::FileDate { date, .. } => m.date(*date),
        ImportEdit::Anew { .. } => m.import_anew().to_owned(),
        ImportEdit::AcceptAll => m.import_accept_all().to_owned(),
    }
}

/// How new rows join those that are there.
pub(crate) fn join_text(m: Messages, join: Join) -> &'static str {
    match join {
        Join::Update => m.import_join_update(),
        Join::Replace => m.import_join_replace(),
        Join::Add => m.import_join_add(),
    }
}

/// The separator of a file.
pub(crate) fn delimiter_text(m: Messages, delimiter: char) -> String {
    match delimiter {
        ',' => m.import_delimiter_comma().to_owned(),
        ';' => m.import_delimiter_semicolon().to_owned(),
        '\t' => m.import_delimiter_tab().to_owned(),
        '|' => m.import_delimiter_pipe().to_owned(),
        other => other.to_string(),
    }
}

/// A problem of the file of that name, in a line; where it cannot be read, with what to do next.
pub(crate) fn problem_text(m: Messages, file: &str, problem: &ProblemView) -> String {
    let arg = |name: &str| argument(m, &problem.args, name);
    match problem.code.as_str() {
        "duplicate-header" => m.import_note_duplicate_header(&arg("header")),
        "title-rows" => m.import_note_title_rows(&arg("rows"), &arg("text")),
        "header-joined" => m.import_note_header_joined(&arg("rows")),
        "further-tables" => m.import_note_further_tables(&arg("tables")),
        "repeated-header" => m.import_note_repeated_header(&arg("rows")),
        "sheet-hidden" => m.import_note_sheet_hidden().to_owned(),
        "rows-hidden" => m.import_note_rows_hidden(&arg("rows")),
        "columns-hidden" => m.import_note_columns_hidden(&arg("columns")),
        "error-cells" => m.import_note_error_cells(&arg("cells"), &arg("example")),
        "formulas-unkept" => m.import_note_formulas_unkept(&arg("cells"), &arg("example")),
        "merged-filled" => m.import_note_merged_filled(&arg("cells")),
        "empty-sheets" => m.import_note_empty_sheets(&arg("sheets")),
        "macros-ignored" => m.import_note_macros_ignored().to_owned(),
        "files-skipped" => m.import_note_files_skipped(&arg("count"), &arg("files")),
        "blank-rows" => m.import_note_blank_rows(&arg("rows")),
        "key-made" => m.import_note_key_made(&arg("example")),
        "contracts-made" => m.import_note_contracts_made(&arg("rows")),
        "start-assumed" => m.import_note_start_assumed(&arg("rows")),
        "end-inclusive" => m.import_note_end_inclusive().to_owned(),
        "snapshots-dated" => m.import_note_snapshots_dated(&arg("date")),
        "snapshots-undated" => m.import_note_snapshots_undated().to_owned(),
        "events-aggregated" => m.import_note_events_aggregated(&arg("rows")),
        "constant-assumed" => m.import_note_constant(&field_word(m, &arg("field")), &arg("value")),
        "unmapped-required" => m.import_note_unmapped(&field_word(m, &arg("field"))),
        code => match m.problem(code) {
            Some(text) => text.to_owned(),
            None => {
                let mut args = named(&problem.args);
                args.push(("file", file.to_owned()));
                m.error_text(code, &args).map_or_else(
                    || code.to_owned(),
                    |words| format!("{} {}", words.what, words.next),
                )
            }
        },
    }
}

/// Why a row was set aside, in a sentence. `file` gives the column its header.
pub(crate) fn reject_text(m: Messages, reject: &RejectView, file: Option<&FileView>) -> String {
    let mut args = named(&reject.args);
    let header = reject
        .column
        .and_then(|column| file?.columns.get((column as usize).checked_sub(1)?))
        .map(|column| column.header.clone());
    let field = argument(m, &reject.args, "field");
    args.push(("line", reject.line.to_string()));
    args.push(("column", header.unwrap_or_else(|| field_word(m, &field))));
    m.error_text(&reject.code, &args)
        .map_or_else(|| reject.code.clone(), |words| words.what)
}

fn named(args: &[(String, String)]) -> Vec<(&str, String)> {
    args.iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect()
}

/// A named part as the language writes it: counts are grouped.
fn argument(m: Messages, args: &[(String, String)], name: &str) -> String {
    let value = args.iter().find(|(key, _)| key == name);
    let value = value.map_or("", |(_, value)| value.as_str());
    match (value.parse::<u64>(), value.parse::<perennial_data::Day>()) {
        (Ok(number), _) => m.count(number),
        (_, Ok(day)) => m.date(day),
        _ => value.to_owned(),
    }
}

fn field_word(m: Messages, name: &str) -> String {
    m.field("accounts", name)
        .map_or_else(|| name.to_owned(), str::to_owned)
}
