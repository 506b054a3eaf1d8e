//! Files in, one dataset out; everything that was assumed or set aside is said on the way.
//!
//! The order in which files are named does not matter: they are read by date and name, and of two
//! rows with one key the one of the later file wins.

mod file;
mod rejects;
mod words;

pub(crate) use words::fatal;

use crate::args::Inputs;
use crate::console::Console;
use crate::error::CliError;
use file::InputFile;
use perennial_data::{Dataset, TableId, merge};
use perennial_import::{Code, Imported, Shape};

/// What the files gave.
pub(crate) struct Loaded {
    pub(crate) data: Dataset,
    /// Whether there is nothing but customer lists.
    pub(crate) only_sheets: bool,
}

/// What `--strict` does not let pass.
#[derive(Default)]
struct Doubts {
    questions: usize,
    rows: u64,
    values: u64,
    files: usize,
}

/// Reads all files.
pub(crate) fn load(inputs: &Inputs, console: &mut Console<'_>) -> Result<Loaded, CliError> {
    let mut files = Vec::new();
    let mut doubts = Doubts::default();
    let mut tables = Vec::new();
    for path in &inputs.files {
        tables.extend(InputFile::open(path, inputs.sheet_date)?);
    }
    for file in tables {
        match file.obstacle() {
            None => files.push(file),
            Some(problem) if matches!(problem.code, Code::EmptyFile | Code::HeadersOnly) => {
                doubts.files += 1;
                let text = words::problem(console.words, &file.name, problem, file.headers());
                console.warn(problem.code.as_str(), &text);
            }
            Some(problem) => return Err(file.refused(problem)),
        }
    }
    files.sort_by(|a, b| (a.date(), &a.name, &a.path).cmp(&(b.date(), &b.name, &b.path)));
    let (mut batches, mut aside) = (Vec::new(), Vec::new());
    let mut only_sheets = true;
    for mut file in files {
        doubts.questions += say_questions(&file, console);
        file.check()?;
        only_sheets &= matches!(
            file.plan.shape,
            Shape::Sheet | Shape::Table(TableId::Accounts)
        );
        let imported = file.read()?;
        say_imported(&file, &imported, console);
        doubts.rows += imported.rejects.rows();
        doubts.values += imported.rejects.values();
        batches.extend(
            imported
                .batches
                .into_iter()
                .filter(|batch| !batch.is_empty()),
        );
        aside.push((file.name, imported.rejects));
    }
    if let Some(path) = &inputs.rejects {
        rejects::write(path, &aside)?;
    }
    if batches.is_empty() {
        return Err(CliError::NoRows);
    }
    if inputs.is_strict {
        doubts.check()?;
    }
    let (data, report) = merge(&Dataset::default(), batches);
    for table in report.tables.iter().filter(|table| table.unmatched > 0) {
        let (rows, name) = (table.unmatched, table.table.name());
        let values = [("table", name), ("rows", &rows.to_string())];
        let text = console.words.say("unmatched", &values);
        console.warn("unmatched-account", &text);
    }
    if report.accounts_made > 0 {
        let made = report.accounts_made;
        let text = console
            .words
            .say("accounts-made", &[("made", &made.to_string())]);
        console.note("accounts-made", &text);
    }
    Ok(Loaded { data, only_sheets })
}

impl Doubts {
    fn check(&self) -> Result<(), CliError> {
        if self.questions == 0 && self.rows == 0 && self.values == 0 && self.files == 0 {
            return Ok(());
        }
        Err(CliError::Partly {
            questions: self.questions,
            rows: self.rows,
            values: self.values,
            files: self.files,
        })
    }
}

/// Says what was taken for granted; gives how much that is.
fn say_questions(file: &InputFile, console: &mut Console<'_>) -> usize {
    for question in &file.inspection.questions {
        let text = words::question(console.words, &file.name, question, file.headers());
        console.warn(words::question_code(question.kind), &text);
    }
    for problem in &file.inspection.problems {
        let text = words::problem(console.words, &file.name, problem, file.headers());
        console.warn(problem.code.as_str(), &text);
    }
    file.inspection.questions.len()
}

/// Says what came in and what did not.
fn say_imported(file: &InputFile, imported: &Imported, console: &mut Console<'_>) {
    let what = words::shape(console.words, file.plan.shape);
    let values = [
        ("file", file.name.as_str()),
        ("rows", &imported.rows.to_string()),
        ("what", &what),
    ];
    let text = console.words.say("read", &values);
    console.note("read", &text);
    for problem in &imported.notes {
        let text = words::problem(console.words, &file.name, problem, file.headers());
        console.note(problem.code.as_str(), &text);
    }
    let rejects = &imported.rejects;
    for count in rejects.counts() {
        let text = words::count(console.words, &file.name, &count, rejects);
        console.warn(count.code.as_str(), &text);
    }
    if rejects.rows() + rejects.values() > 0 {
        let (rows, values) = (rejects.rows(), rejects.values());
        let (rows, values) = (rows.to_string(), values.to_string());
        let values = [
            ("file", file.name.as_str()),
            ("rows", &rows),
            ("values", &values),
        ];
        let text = console.words.say("set-aside", &values);
        console.warn("set-aside", &text);
    }
}
