//! The Import screen: what was found, what is to be decided, what came of it.

use perennial_data::{Day, Join, TableId};
use serde::{Deserialize, Serialize};

/// What a file is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableChoice {
    /// A row per customer with everything in it (SPEC §2).
    WideSheet,
    /// One of the tables.
    Table(TableId),
    /// Not to be read.
    Ignore,
}

/// What a column is taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TargetView {
    /// The account's key, see [`KeyView`].
    Account,
    /// A field of a table.
    Field(TableId, String),
    /// A value as of the file's date, by the name of its field.
    Snapshot(String),
    /// Who did something, in usage given as single events.
    UsageUser,
    /// Kept under its own header.
    Custom,
    /// Not read.
    Ignore,
}

/// By what rows name their account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyView {
    /// Its id.
    Id,
    /// Its name.
    Name,
    /// The key of a row of another table.
    Through(TableId),
}

/// How a column's values are read: a code of the import and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormatView {
    /// Kind code: `text`, `date`, `number`, `flag`, or `flag-as` (yes becomes the word in `variant`).
    pub kind: String,
    /// Dates: `year-first`, `day-first` or `month-first`, with ` end-inclusive` behind it where the
    /// day given is the last one inside. Numbers: `decimal-comma`, or empty.
    pub variant: String,
    /// What numbers are multiplied by, 10000 for 万; 1 for nothing.
    pub factor: u32,
    /// What they are divided by then, 100 for percentages; 1 for nothing.
    pub divisor: u32,
}

/// A field that every row of a file has the same value in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConstantView {
    /// The field.
    pub field: String,
    /// The value.
    pub value: String,
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnView {
    /// Its header; empty where the file has none.
    pub header: String,
    /// What it is taken for.
    pub target: TargetView,
    /// How sure that is, 0–1.
    pub confidence: f64,
    /// What else it could be, likeliest first.
    pub alternatives: Vec<TargetView>,
    /// First few values as written.
    pub samples: Vec<String>,
    /// The same as understood (ISO dates, plain numbers); empty where a value is not understood.
    pub understood: Vec<String>,
    /// How values are read.
    pub format: FormatView,
    /// Other ways that would fit the values.
    pub formats: Vec<FormatView>,
}

/// Something that the import wants confirmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuestionView {
    /// The file.
    pub file: u32,
    /// The column, if it is about one.
    pub column: Option<u32>,
    /// Code: `encoding`, `table`, `target`, `date-order`, `end-inclusive`, `decimal-mark` or `factor`.
    pub code: String,
    /// What the sentence names.
    pub args: Vec<(String, String)>,
    /// Whether the user has decided it.
    pub answered: bool,
    /// Each possible answer and the edit that gives it; the proposed one first. The text names the
    /// answer's code for the app to put into words.
    pub answers: Vec<(String, crate::ImportEdit)>,
}

/// Something about a file that is worth saying before it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemView {
    /// Stable code.
    pub code: String,
    /// What the sentence names.
    pub args: Vec<(String, String)>,
    /// The file cannot be read at all.
    pub fatal: bool,
    /// How often.
    pub count: u64,
}

/// A file of the import.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileView {
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Encoding label.
    pub encoding: String,
    /// Separator.
    pub delimiter: char,
    /// What it is taken for.
    pub table: TableChoice,
    /// How sure that is, 0–1.
    pub confidence: f64,
    /// What else it could be.
    pub alternatives: Vec<TableChoice>,
    /// By what rows name their account.
    pub key: KeyView,
    /// Fields with one value for all rows.
    pub constants: Vec<ConstantView>,
    /// How its rows join those that are there; `None` where nothing is there.
    pub join: Option<Join>,
    /// Whether it is read as the last file with the same header was.
    pub is_remembered: bool,
    /// Date of the values in a wide sheet.
    pub file_date: Option<Day>,
    /// The columns.
    pub columns: Vec<ColumnView>,
    /// What is worth saying.
    pub problems: Vec<ProblemView>,
}

/// The import under way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportView {
    /// The files.
    pub files: Vec<FileView>,
    /// What is to be decided, all files together.
    pub questions: Vec<QuestionView>,
    /// The shipped model that the data would feed best.
    pub proposed_model: String,
    /// Whether any file can be read.
    pub ready: bool,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportedFile {
    /// Its name.
    pub name: String,
    /// What it was taken for.
    pub table: TableChoice,
    /// Rows that came in.
    pub rows: u64,
    /// Rows that were set aside.
    pub rejected: u64,
    /// Values that could not be read in rows that came in.
    pub unread_values: u64,
    /// Both by code.
    pub problems: Vec<ProblemView>,
}

/// What became of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedTable {
    /// The table.
    pub table: TableId,
    /// New rows.
    pub added: u32,
    /// Rows that took the place of older versions and say something else.
    pub changed: u32,
    /// Rows that were there and say the same.
    pub same: u32,
    /// Rows that are not there any more, as the table was replaced.
    pub gone: u32,
    /// Rows that were left out, as those that are there stay as they are.
    pub left_out: u32,
    /// Rows whose account is unknown.
    pub unmatched: u32,
}

/// What came in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportedView {
    /// Whether this is what would come in: nothing has changed yet.
    pub is_preview: bool,
    /// The workspace's revision with it; of a preview, the one that it has now.
    pub revision: u64,
    /// The files.
    pub files: Vec<ImportedFile>,
    /// The tables.
    pub tables: Vec<ImportedTable>,
    /// Accounts made from keys, as no list of accounts had come.
    pub accounts_made: u32,
    /// Rows of other tables whose account is gone with the list that was replaced.
    pub orphaned: u32,
    /// The model in use now.
    pub model: String,
    /// Metrics of the model that the data does not feed: ids, for "more data would add".
    pub unfed: Vec<(String, perennial_data::Bilingual)>,
    /// The newest date in the data.
    pub newest: Option<Day>,
    /// Milliseconds it took.
    pub elapsed_ms: f64,
}

/// A row that was set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectView {
    /// Line in the file, from 1.
    pub line: u64,
    /// Column, from 1, if it is about one.
    pub column: Option<u32>,
    /// Stable code.
    pub code: String,
    /// What the sentence names.
    pub args: Vec<(String, String)>,
    /// The row came in, without the value.
    pub row_kept: bool,
    /// The line as written, cut at 500 characters.
    pub text: String,
}

/// A window of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectsView {
    /// How many there are.
    pub total: u64,
    /// Of these, how many are kept in full to be shown and downloaded.
    pub kept: u32,
    /// Position of the first one sent.
    pub offset: u32,
    /// The rows.
    pub rows: Vec<RejectView>,
}

/// A key that rows came with and that names no account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnmatchedKey {
    /// As it was written.
    pub key: String,
    /// How many rows of which tables came with it.
    pub rows: Vec<(TableId, u32)>,
    /// Whose it may be: id and name of an account with a name much like it.
    pub suggestion: Option<(String, String)>,
}

/// A window of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnmatchedView {
    /// How many there are.
    pub total: u32,
    /// The first of the window.
    pub offset: u32,
    /// The window.
    pub keys: Vec<UnmatchedKey>,
}
