//! One thing found, with the rows that it is about.

use perennial_data::{Table, TableId};

/// Rows that a finding keeps; all of them are counted.
pub const ROWS: usize = 10_000;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is wrong with it.
    Note,
    /// Likely a fault of the source.
    Doubtful,
    /// Cannot be so.
    Impossible,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $severity:ident;)*) => {
        /// What was found. Its text form is kebab-case and stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind { $($(#[$doc])* $name,)* }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code as users quote it.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// How much it matters.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

kinds! {
    /// Rows whose account is in no list of accounts.
    Orphan = "orphan", Doubtful;
    /// Rows that repeat a key of the file that an earlier row has.
    DuplicateKey = "duplicate-key", Doubtful;
    /// Rows that say of one account and day what an earlier row says.
    DuplicateRow = "duplicate-row", Doubtful;
    /// Accounts that have the name or the domain of another one.
    DuplicateAccount = "duplicate-account", Doubtful;
    /// The second field's date lies before the first one's: resolved before opened.
    EndBeforeStart = "end-before-start", Impossible;
    /// Rows dated before the account began.
    BeforeAccount = "before-account", Impossible;
    /// Rows dated before their contract began.
    BeforeContract = "before-contract", Impossible;
    /// Rows dated after their contract ended.
    AfterContract = "after-contract", Doubtful;
    /// Accounts that left before their first contract.
    ChurnBeforeContract = "churn-before-contract", Impossible;
    /// Accounts that left after their last contract had ended.
    ChurnAfterContract = "churn-after-contract", Doubtful;
    /// Accounts marked as lost without an event that says so.
    FlagWithoutEvent = "flag-without-event", Doubtful;
    /// Accounts with an event of leaving that are not marked as lost.
    EventWithoutFlag = "event-without-flag", Doubtful;
    /// Two flags of one row that exclude each other.
    OppositeFlags = "opposite-flags", Impossible;
    /// A part that is larger than the whole: more errors than uses.
    PartAboveWhole = "part-above-whole", Impossible;
    /// Rows dated after the day of the report.
    InFuture = "in-future", Doubtful;
    /// Contracts of which nothing says that they are used, while others' use is known.
    ContractUnused = "contract-unused", Doubtful;
    /// Numbers far outside what the column holds elsewhere. Args: `from`, `to`.
    Outlier = "outlier", Doubtful;
    /// Months between the first and the last that have no row. Args: `months`.
    DateGap = "date-gap", Doubtful;
    /// Amounts in more than one currency. Args: `currencies`.
    MixedCurrency = "mixed-currency", Doubtful;
    /// A column without any value.
    EmptyColumn = "empty-column", Note;
    /// A column with one value in every row. Args: `value`.
    ConstantColumn = "constant-column", Note;
    /// Rows without a value in a column that others have one in.
    MissingValues = "missing-values", Note;
    /// Rows with a 0 where nearly all have more.
    Zeros = "zeros", Note;
    /// Rows that a column marks with yes.
    Marked = "marked", Note;
}

/// Something found in a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What.
    pub kind: Kind,
    /// The table that the rows are of.
    pub table: TableId,
    /// The columns that it is about.
    pub fields: Vec<String>,
    /// How many rows.
    pub count: u32,
    /// Out of how many.
    pub of: u32,
    /// The first [`ROWS`] of them, in order of the table.
    pub rows: Vec<u32>,
    /// How many accounts these rows are of.
    pub accounts: u32,
    /// What else the sentence names.
    pub args: Vec<(&'static str, String)>,
}

impl Finding {
    /// A finding about the rows of `table` that `is_found` says; `None` where there is none.
    pub(crate) fn of_rows(
        kind: Kind,
        table: &Table,
        fields: &[&str],
        is_found: impl FnMut(usize) -> bool,
    ) -> Option<Self> {
        let mut is_found = is_found;
        let mut rows = Vec::new();
        let (mut count, mut accounts) = (0, Vec::new());
        for (row, number) in (0..table.len()).zip(0_u32..) {
            if !is_found(row) {
                continue;
            }
            count += 1;
            if rows.len() < ROWS {
                rows.push(number);
            }
            accounts.push(table.accounts().get(row).copied().unwrap_or(number));
        }
        if count == 0 {
            return None;
        }
        perennial_data::sort_by(&mut accounts, Ord::cmp);
        accounts.dedup();
        Some(Self {
            kind,
            table: table.id(),
            fields: fields.iter().map(|&field| field.to_owned()).collect(),
            count,
            of: u32::try_from(table.len()).unwrap_or(u32::MAX),
            rows,
            accounts: u32::try_from(accounts.len()).unwrap_or(u32::MAX),
            args: Vec::new(),
        })
    }

    /// The same with a named part.
    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}
