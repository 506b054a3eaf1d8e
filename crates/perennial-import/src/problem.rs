//! What can be wrong with a file, a row or a value, as codes with arguments; the words for them are
//! the user interface's.

use serde::{Deserialize, Serialize};

/// How much a problem costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Something was assumed or done that the reader should know of; nothing is lost.
    Note,
    /// A value is missing that the file tried to give; its row came in.
    Warning,
    /// A row was set aside, or the file cannot be read.
    Error,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $severity:ident;)*) => {
        /// A stable code of something that was found. Its text form is kebab-case.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code as users quote it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// How much it costs.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// The file has no bytes, or nothing but blank lines.
    EmptyFile = "empty-file", Error;
    /// Not text. Args: `kind` (xlsx, xls, zip, pdf, png, jpeg, gif, gzip, sqlite, parquet, 7z, unknown).
    BinaryFile = "binary-file", Error;
    /// Text, but not a table. Args: `kind` (json, html, xml).
    UnsupportedFormat = "unsupported-format", Error;
    /// A header and no row below it. Args: `columns` (their number).
    HeadersOnly = "headers-only", Error;
    /// No decoder for the file's encoding. Args: `encoding`.
    NoDecoder = "no-decoder", Error;
    /// A row with no value in a required field. Args: `field`.
    MissingRequired = "missing-required", Error;
    /// No column of the file gives a required field. Every row
    /// would be set aside. Args: `table`, `field`.
    UnmappedRequired = "unmapped-required", Error;
    /// The row's key came before; the first row stays. Args: `field`, `value`.
    DuplicateKey = "duplicate-key", Error;
    /// More values than the header has columns. Args: `expected`, `found`.
    TooManyFields = "too-many-fields", Error;
    /// A value longer than one megabyte. Args: `limit` (bytes).
    FieldTooLong = "field-too-long", Error;
    /// A quote that never ends; reading went on with the next line.
    UnclosedQuote = "unclosed-quote", Error;
    /// Sums of the rows above, not a row of its own. Args: `value`.
    TotalRow = "total-row", Error;
    /// A line of text between the rows: a title, a remark, a comment. Args: `value`.
    NoteRow = "note-row", Error;
    /// A row of another table that begins further down in the file. Args: `header`.
    AnotherTable = "another-table", Error;
    /// Fewer values than columns; the rest reads as missing. Args: `expected`, `found`.
    TooFewFields = "too-few-fields", Warning;
    /// Not a date. Args: `field`, `value`.
    BadDate = "bad-date", Warning;
    /// A date that only another order of day and month could read. Args: `field`, `value`.
    DateOrderConflict = "date-order-conflict", Warning;
    /// Not a number, or one of more than 18 digits. Args: `field`, `value`.
    BadNumber = "bad-number", Warning;
    /// Neither yes nor no. Args: `field`, `value`.
    BadFlag = "bad-flag", Warning;
    /// Bytes that the encoding does not allow; replaced by U+FFFD. Args: `encoding`.
    InvalidEncoding = "invalid-encoding", Warning;
    /// Two columns with one name; the later one is kept under the name and its number. Args: `header`.
    DuplicateHeader = "duplicate-header", Note;
    /// Rows above the header were passed over. Args: `rows`, `text` (the first of them).
    TitleRows = "title-rows", Note;
    /// The header has several rows, which were joined. Args: `rows`.
    HeaderJoined = "header-joined", Note;
    /// The file holds several tables; each is read by itself. Args: `tables`.
    FurtherTables = "further-tables", Note;
    /// The header came again between the rows and was passed over. Args: `rows`.
    RepeatedHeader = "repeated-header", Note;
    /// Rows without any value were passed over. Args: `rows`.
    BlankRows = "blank-rows", Note;
    /// No column names the rows: keys were made from the row number. Args: `field`, `example`.
    KeyMade = "key-made", Note;
    /// Contracts were made from the sheet's amount and end. Args: `rows`.
    ContractsMade = "contracts-made", Note;
    /// Contracts without a start: one year before their end was assumed. Args: `rows`.
    StartAssumed = "start-assumed", Note;
    /// Contracts without an amount: monthly revenue times the months of the term was taken, times
    /// twelve where there is no end. Args: `rows`.
    AmountAssumed = "amount-assumed", Note;
    /// The last day in the file counts as part of the contract: ends were moved one day on.
    EndInclusive = "end-inclusive", Note;
    /// Values of the sheet stand for the account as of this day. Args: `date`, `fields`.
    SnapshotsDated = "snapshots-dated", Note;
    /// No date for the sheet is known, so its values gave no snapshots.
    SnapshotsUndated = "snapshots-undated", Note;
    /// Single events were counted per day. Args: `rows`, `days`.
    EventsAggregated = "events-aggregated", Note;
    /// A field was filled with the same value in every row. Args: `field`, `value`.
    ConstantAssumed = "constant-assumed", Note;
    /// A workbook, archive or document that a password protects.
    EncryptedFile = "encrypted-file", Error;
    /// A workbook, archive or document that is broken. Args: `detail` (what the reader met).
    DamagedFile = "damaged-file", Error;
    /// Unpacked, the file would be out of all proportion. Args: `limit` (bytes).
    UnpackedTooLarge = "unpacked-too-large", Error;
    /// JSON with an error of syntax. Args: `line`, `column`.
    BadJson = "bad-json", Error;
    /// A workbook, document or archive without a table in it.
    NoTable = "no-table", Error;
    /// The sheet is hidden; its rows are read.
    SheetHidden = "sheet-hidden", Note;
    /// Rows of the sheet are hidden; they are read. Args: `rows`.
    RowsHidden = "rows-hidden", Note;
    /// Columns of the sheet are hidden; they are read. Args: `columns`.
    ColumnsHidden = "columns-hidden", Note;
    /// Cells whose formula failed are left empty. Args: `cells`, `example` (the first one: `#N/A B17`).
    ErrorCells = "error-cells", Note;
    /// Formulas for which the workbook holds no value are left empty. Args: `cells`, `example` (where the first is: `B17`).
    FormulasUnkept = "formulas-unkept", Warning;
    /// Merged cells: their value was repeated where it names what stands below or beside. Args: `cells`.
    MergedFilled = "merged-filled", Note;
    /// Sheets without a value were passed over. Args: `sheets` (their names).
    EmptySheets = "empty-sheets", Note;
    /// The workbook's macros are not run.
    MacrosIgnored = "macros-ignored", Note;
    /// Files of an archive that are no tables were passed over. Args: `files` (the first names), `count`.
    FilesSkipped = "files-skipped", Note;
}

/// Something found, with what the message needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What.
    pub code: Code,
    /// The header or number of the column, where it is about one; counted from 0.
    pub column: Option<u32>,
    /// Named parts of the message.
    pub args: Vec<(String, String)>,
}

impl Problem {
    /// A problem of the file as a whole.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self {
            code,
            column: None,
            args: Vec::new(),
        }
    }

    /// The same, about the column numbered from 0.
    #[must_use]
    pub fn at(mut self, column: usize) -> Self {
        self.column = u32::try_from(column).ok();
        self
    }

    /// The same with a named part.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }

    /// The named part.
    #[must_use]
    pub fn arg(&self, name: &str) -> Option<&str> {
        self.args
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}
