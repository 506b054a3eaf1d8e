//! What a file will be read as: everything that was recognised, changed by what the user said.

use crate::decode::Encoding;
use crate::dialect::Dialect;
use crate::format;
use crate::inspect::Inspection;
use crate::read::missing_fields;
use crate::structure::Frame;
use crate::value::{DateOrder, DecimalMark, Factor, ValueFormat};
use perennial_data::{AccountKey, Day, TableId};
use serde::{Deserialize, Serialize};

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Rows of one table of SPEC §2.
    Table(TableId),
    /// The one wide sheet: a row per customer, whose columns become account fields, a contract and
    /// snapshots of the file's date.
    Sheet,
}

impl Shape {
    /// The table that the rows, and their unknown columns, belong to.
    #[must_use]
    pub fn table(self) -> TableId {
        match self {
            Self::Table(table) => table,
            Self::Sheet => TableId::Accounts,
        }
    }

    /// The tables whose fields a column may become.
    #[must_use]
    pub fn tables(self) -> &'static [TableId] {
        match self {
            Self::Table(table) => match TableId::ALL.iter().position(|id| *id == table) {
                Some(at) => &TableId::ALL[at..=at],
                None => &[],
            },
            Self::Sheet => &[TableId::Accounts, TableId::Contracts],
        }
    }
}

/// What becomes of a column.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// A field of a table.
    Field {
        /// The table; for a sheet, accounts or contracts.
        table: TableId,
        /// Its name in SPEC §2.
        field: String,
    },
    /// A snapshot of the account under this name; of a sheet only.
    Snapshot {
        /// The name, such as `nps` or `logins_30d`.
        field: String,
    },
    /// Who did something, in usage given as single events: counted as distinct users per day.
    UsageUser,
    /// Kept as a custom field under the column's header.
    Custom,
    /// Left out.
    Ignore,
}

impl Target {
    /// The field `field` of `table`.
    #[must_use]
    pub fn field(table: TableId, field: &str) -> Self {
        Self::Field {
            table,
            field: field.to_owned(),
        }
    }

    /// The snapshot `field`.
    #[must_use]
    pub fn snapshot(field: &str) -> Self {
        Self::Snapshot {
            field: field.to_owned(),
        }
    }
}

/// One column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnPlan {
    /// Its header; for a file without a header, its number from 1.
    pub header: String,
    /// What becomes of it.
    pub target: Target,
    /// How its values are read.
    pub format: ValueFormat,
}

/// A field that has the same value in every row because no column gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constant {
    /// The field.
    pub field: String,
    /// Its value.
    pub value: String,
}

/// How a file is read. Made from an [`crate::Inspection`]; every part may be changed before reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// How bytes become text.
    pub encoding: Encoding,
    /// How text becomes fields.
    pub dialect: Dialect,
    /// Which record, from 0 and not counting blank lines, is the header; those before it are passed
    /// over. `None`: there is none.
    pub header: Option<u32>,
    /// How many records the header has, if there is one.
    pub header_rows: u32,
    /// What tells rows of the table from what else the file holds.
    pub frame: Frame,
    /// What the rows are.
    pub shape: Shape,
    /// By what a row names its account.
    pub key: AccountKey,
    /// The columns, in the order of the file.
    pub columns: Vec<ColumnPlan>,
    /// What every row has.
    pub constants: Vec<Constant>,
    /// The day that a sheet's values hold for.
    pub file_date: Option<Day>,
    /// The file's name without folder and ending: rows without a key are called by it and their
    /// number, so that reading the file again finds them.
    pub source: String,
    /// Whether the rows are read; one of several tables of a file may be passed over.
    pub is_read: bool,
    /// How the tables further down in the file are read, in their order.
    pub further: Vec<Plan>,
}

impl Plan {
    /// The plan of an inspection, every question answered as proposed.
    #[must_use]
    pub fn new(inspection: &Inspection) -> Self {
        Self {
            encoding: inspection.encoding,
            dialect: inspection.dialect,
            header: inspection.header,
            header_rows: inspection.header_rows,
            frame: inspection.frame.clone(),
            shape: inspection.shape,
            key: inspection.key.clone(),
            columns: inspection
                .columns
                .iter()
                .map(|column| ColumnPlan {
                    header: column.header.clone(),
                    target: column.guess.clone().unwrap_or(Target::Custom),
                    format: column.format.clone(),
                })
                .collect(),
            constants: inspection.constants.clone(),
            file_date: inspection.file_date,
            source: crate::container::source(&inspection.file.name).to_owned(),
            is_read: true,
            further: inspection.further.iter().map(Inspection::plan).collect(),
        }
    }

    /// Makes `target` of a column; its values are then read as that needs. Another column that had
    /// the same field becomes a custom one.
    pub fn set_target(&mut self, inspection: &Inspection, column: usize, target: Target) {
        let shared = matches!(target, Target::Custom | Target::Ignore);
        for (at, planned) in self.columns.iter_mut().enumerate() {
            let wanted = if at == column {
                target.clone()
            } else if !shared && planned.target == target {
                Target::Custom
            } else {
                continue;
            };
            if let Some(report) = inspection.columns.get(at) {
                planned.format = format::of(&report.header, &report.evidence, &wanted);
            }
            planned.target = wanted;
        }
    }

    /// Answers a question. An answer to [`QuestionKind::Shape`] maps every column anew.
    pub fn answer(&mut self, inspection: &Inspection, question: &Question, answer: &Answer) {
        let column = question.column.map(|column| column as usize);
        let format = column
            .and_then(|at| self.columns.get_mut(at))
            .map(|c| &mut c.format);
        match (answer, format) {
            (Answer::Shape(shape), _) => *self = inspection.with_shape(*shape).plan(),
            (Answer::Target(target), Some(_)) => {
                self.set_target(inspection, column.unwrap_or_default(), target.clone());
            }
            (Answer::DateOrder(wanted), Some(ValueFormat::Day { order, .. })) => *order = *wanted,
            (Answer::InclusiveEnd(wanted), Some(ValueFormat::Day { inclusive, .. })) => {
                *inclusive = *wanted;
            }
            (Answer::DecimalMark(wanted), Some(ValueFormat::Number { decimal, .. })) => {
                *decimal = *wanted;
            }
            (Answer::Factor(wanted), Some(ValueFormat::Number { factor, .. })) => *factor = *wanted,
            _ => {}
        }
    }

    /// Required fields that nothing in this plan gives; rows could not come in without them.
    #[must_use]
    pub fn missing_fields(&self) -> Vec<&'static str> {
        missing_fields(self)
    }
}

/// Something that could not be told with enough confidence, with a proposal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// What is asked.
    pub kind: QuestionKind,
    /// The column, from 0, if it is about one.
    pub column: Option<u32>,
    /// How sure the proposal is, 0 to 1; below 0.80.
    pub confidence: f32,
    /// What holds unless the user says otherwise.
    pub proposed: Answer,
    /// What else may be, the proposal included, likeliest first.
    pub choices: Vec<Answer>,
}

/// The kinds of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    /// In which encoding is the text?
    Encoding,
    /// What are the rows of this file?
    Shape,
    /// What is this column?
    Mapping,
    /// Is 3/4/2024 in March or in April?
    DateOrder,
    /// Does the last day belong to the contract?
    InclusiveEnd,
    /// Is 1.234 one or a thousand?
    DecimalMark,
    /// Are the numbers percentages or shares?
    Factor,
}

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// To [`QuestionKind::Encoding`]; the file has to be looked into again, see [`crate::Inspector::by`].
    Encoding(Encoding),
    /// To [`QuestionKind::Shape`].
    Shape(Shape),
    /// To [`QuestionKind::Mapping`].
    Target(Target),
    /// To [`QuestionKind::DateOrder`].
    DateOrder(DateOrder),
    /// To [`QuestionKind::InclusiveEnd`].
    InclusiveEnd(bool),
    /// To [`QuestionKind::DecimalMark`].
    DecimalMark(DecimalMark),
    /// To [`QuestionKind::Factor`].
    Factor(Factor),
}
