//! Looks at the head of a file, and at slices of the rest, and says what it is, how sure that is,
//! and what has to be asked.

mod records;

use crate::container;
use crate::decode::{Decoders, Encoding};
use crate::dialect::{self, Dialect};
use crate::evidence::Evidence;
use crate::format;
use crate::header::Header;
use crate::plan::{Answer, Constant, Plan, Question, QuestionKind, Shape, Target};
use crate::problem::{Code, Problem};
use crate::recognise::{self, NpsScale, Recognised, Seen};
use crate::sniff;
use crate::structure::{self, Found, Frame};
use crate::value::{ValueFormat, date, trim};
use perennial_data::{AccountKey, Day, TableId};
use records::{decoded, names, sampled};
use serde::{Deserialize, Serialize};

/// How much of a file's head is looked at, in bytes.
pub const HEAD: usize = 256 << 10;
/// Rows of the head that evidence is taken from; half as many of each further slice.
const SAMPLED: usize = 500;
/// Values shown of each column.
const SHOWN: usize = 5;
/// A guess below this is asked.
pub const SURE: f32 = 0.80;

/// What is known of a file besides its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// Its name, with or without folders.
    pub name: String,
    /// Its length in bytes.
    pub size: u64,
    /// When it was last changed. A date in its name goes before it.
    pub modified: Option<Day>,
}

impl FileFacts {
    /// A file of which no date is known.
    #[must_use]
    pub fn named(name: &str, size: u64) -> Self {
        Self {
            name: name.to_owned(),
            size,
            modified: None,
        }
    }

    /// What its name says of it: without folders and ending; of a sheet its own name, if that says anything.
    #[must_use]
    pub fn stem(&self) -> &str {
        container::telling(&self.name)
    }

    /// The day that the file's values hold for: a date in its name, else when it was changed. A sheet may have
    /// its workbook's.
    fn date(&self) -> Option<Day> {
        let in_name = date_in(self.stem()).or_else(|| date_in(container::source(&self.name)));
        in_name.or(self.modified)
    }
}

/// Whether nothing of a file can be read that has such a problem.
fn is_fatal(code: Code) -> bool {
    matches!(
        code,
        Code::EmptyFile
            | Code::BinaryFile
            | Code::UnsupportedFormat
            | Code::HeadersOnly
            | Code::NoDecoder
            | Code::EncryptedFile
            | Code::DamagedFile
            | Code::UnpackedTooLarge
            | Code::BadJson
            | Code::NoTable
    )
}

/// The first date in a name.
fn date_in(name: &str) -> Option<Day> {
    let starts = name.char_indices().map(|(at, _)| at);
    let in_name = starts
        .filter(|&at| !name[..at].ends_with(|c: char| c.is_ascii_digit()))
        .find_map(|at| {
            let rest = name.get(at..)?;
            [10, 9, 8].into_iter().find_map(|length| {
                let text = rest.get(..length)?.replace('_', "-");
                let follows = rest.get(length..)?.chars().next();
                let whole = !follows.is_some_and(|c| c.is_ascii_digit());
                let readings = date::read(&text);
                readings.year_first.filter(|_| whole && readings.is_sure())
            })
        });
    in_name.and_then(Day::new)
}

/// What one column was taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnReport {
    /// Its name in the file; its number from 1 where the file has no header.
    pub header: String,
    /// Its number from 0.
    pub index: u32,
    /// What it was taken for; `None`: nothing known, kept as a custom field.
    pub guess: Option<Target>,
    /// How sure that is, 0 to 1; 1 for a column that is simply kept.
    pub confidence: f32,
    /// What else it may be, likeliest first.
    pub alternatives: Vec<(Target, f32)>,
    /// The first few values that are not empty.
    pub samples: Vec<String>,
    /// What its values can be read as.
    pub evidence: Evidence,
    /// How they will be read.
    pub format: ValueFormat,
}

/// Everything that is known of a file before it is read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inspection {
    /// The file.
    pub file: FileFacts,
    /// How its bytes are text.
    pub encoding: Encoding,
    /// Whether it starts with a byte order mark.
    pub bom: bool,
    /// How its text is fields.
    pub dialect: Dialect,
    /// Which record is the header, if one is.
    pub header: Option<u32>,
    /// How many records the header has, if there is one.
    pub header_rows: u32,
    /// What tells rows of the table from what else the file holds.
    pub frame: Frame,
    /// Its columns.
    pub columns: Vec<ColumnReport>,
    /// What its rows are.
    pub shape: Shape,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
    /// What else they may be, likeliest first.
    pub alternatives: Vec<(Shape, f32)>,
    /// By what its rows name their account.
    pub key: AccountKey,
    /// Fields that every row has the same value of.
    pub constants: Vec<Constant>,
    /// The day that a sheet's values hold for.
    pub file_date: Option<Day>,
    /// What has to be asked, in order of weight: rows, columns, values.
    pub questions: Vec<Question>,
    /// What is wrong with the file as a whole.
    pub problems: Vec<Problem>,
    /// The tables further down in the file, in their order.
    pub further: Vec<Inspection>,
}

impl Inspection {
    /// Whether there is anything in the file that can be read.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        !self.problems.iter().any(|problem| is_fatal(problem.code))
    }

    /// The same with what is known of the file from where it lay. Where that says why it cannot be read,
    /// nothing else is said.
    #[must_use]
    pub fn noting(mut self, problems: Vec<Problem>) -> Self {
        if problems.iter().any(|problem| is_fatal(problem.code)) {
            self.problems.clear();
        }
        self.problems.splice(0..0, problems);
        self
    }

    /// The same file taken for `shape`: columns mapped anew, the question of the shape answered.
    #[must_use]
    pub fn with_shape(&self, shape: Shape) -> Self {
        let mut other = self.clone();
        let seen: Vec<Seen> = self
            .columns
            .iter()
            .map(|column| Seen {
                header: Header::new(&column.header),
                evidence: column.evidence.clone(),
            })
            .collect();
        let asked = match shape {
            Shape::Table(TableId::Accounts) => Shape::Sheet,
            shape => shape,
        };
        let name = Header::new(self.file.stem());
        adopt(&mut other, &recognise::as_shape(asked, &seen, &name), &seen);
        other.confidence = 1.0;
        other
            .questions
            .retain(|question| question.kind == QuestionKind::Encoding);
        let asked = other.columns.iter().filter_map(mapping_question);
        other.questions.extend(asked.collect::<Vec<_>>());
        let anew = [Code::DateOrderConflict, Code::UnmappedRequired];
        other
            .problems
            .retain(|problem| !anew.contains(&problem.code));
        format::decide(&mut other, &[]);
        note_missing(&mut other);
        other
    }

    /// The plan of this inspection as it stands, every question answered as proposed.
    #[must_use]
    pub fn plan(&self) -> Plan {
        Plan::new(self)
    }
}

/// Gathers what an inspection needs.
#[derive(Clone)]
pub struct Inspector {
    file: FileFacts,
    encoding: Option<Encoding>,
    head: Vec<u8>,
    samples: Vec<(u64, Vec<u8>)>,
}

impl Inspector {
    /// An inspector of a file of which nothing has been read.
    #[must_use]
    pub fn new(file: FileFacts) -> Self {
        Self {
            file,
            encoding: None,
            head: Vec::new(),
            samples: Vec::new(),
        }
    }

    /// Says in which encoding the file is, whatever its bytes look like.
    #[must_use]
    pub fn by(mut self, encoding: Encoding) -> Self {
        self.encoding = Some(encoding);
        self
    }

    /// Takes the next bytes from the start of the file; says whether more would help.
    pub fn head(&mut self, bytes: &[u8]) -> bool {
        let room = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        self.head
            .extend_from_slice(bytes.get(..room).unwrap_or_default());
        self.head.len() < HEAD
    }

    /// Takes a slice from further on, as evidence of what values look like there. The lines that it
    /// cuts at both ends are not looked at.
    pub fn sample(&mut self, offset: u64, bytes: &[u8]) {
        let take = bytes.len().min(HEAD);
        if let Some(bytes) = bytes.get(..take) {
            self.samples.push((offset, bytes.to_vec()));
        }
    }

    /// What the file is.
    #[must_use]
    #[inline(never)]
    pub fn finish(self, decoders: &dyn Decoders) -> Inspection {
        let mut sniffed = sniff::encoding(&self.head);
        if let Some(encoding) = self.encoding {
            (sniffed.encoding, sniffed.confidence) = (encoding, 1.0);
        }
        let mut inspection = Inspection {
            file_date: self.file.date(),
            file: self.file.clone(),
            encoding: sniffed.encoding,
            bom: sniffed.marked,
            dialect: Dialect::of(b','),
            header: None,
            header_rows: 0,
            frame: Frame::default(),
            columns: Vec::new(),
            shape: Shape::Sheet,
            confidence: 0.0,
            alternatives: Vec::new(),
            key: AccountKey::Id,
            constants: Vec::new(),
            questions: encoding_question(&sniffed).into_iter().collect(),
            problems: Vec::new(),
            further: Vec::new(),
        };
        if let Some(problem) = self.unreadable(sniffed.encoding, decoders) {
            inspection.problems.push(problem);
            return inspection;
        }
        let whole = self.head.len() as u64 >= self.file.size;
        let text = decoded(&self.head, sniffed.encoding, decoders, whole);
        inspection.dialect = dialect::told(&text);
        let empty = inspection.clone();
        let mut tables = structure::tables(&text, inspection.dialect, whole, SAMPLED).into_iter();
        let Some(table) = tables.next() else {
            inspection.problems.push(Problem::new(Code::EmptyFile));
            return inspection;
        };
        let further: Vec<Inspection> = (2..)
            .zip(tables)
            .map(|(number, table)| {
                let mut other = empty.clone();
                other.questions.clear();
                other.file.name = numbered(&self.file.name, number);
                adopt_table(&mut other, table, |_, _| Vec::new());
                other
            })
            .collect();
        let slices = if further.is_empty() {
            &self.samples[..]
        } else {
            &[]
        };
        adopt_table(&mut inspection, table, |inspection, width| {
            let more = slices.iter().flat_map(|(offset, bytes)| {
                let more = sampled(*offset, bytes, inspection, width, decoders);
                more.into_iter().take(SAMPLED / 2)
            });
            more.collect()
        });
        if !further.is_empty() {
            let note = Problem::new(Code::FurtherTables);
            inspection
                .problems
                .push(note.with("tables", further.len() + 1));
        }
        inspection.further = further;
        inspection
    }

    fn unreadable(&self, encoding: Encoding, decoders: &dyn Decoders) -> Option<Problem> {
        if self.head.trim_ascii().is_empty() {
            return Some(Problem::new(Code::EmptyFile));
        }
        if let Some(problem) = sniff::refusal(&self.head, encoding) {
            return Some(problem);
        }
        let known = encoding == Encoding::Utf8 || decoders.decoder(encoding).is_some();
        (!known).then(|| Problem::new(Code::NoDecoder).with("encoding", encoding.label()))
    }
}

fn encoding_question(sniffed: &sniff::Sniffed) -> Option<Question> {
    let all = [sniffed.encoding]
        .into_iter()
        .chain(sniffed.others.iter().copied());
    (sniffed.confidence < SURE).then(|| Question {
        kind: QuestionKind::Encoding,
        column: None,
        confidence: sniffed.confidence,
        proposed: Answer::Encoding(sniffed.encoding),
        choices: all.map(Answer::Encoding).collect(),
    })
}

/// What a table further down in a file is called: `export.csv` becomes `export-2.csv`.
fn numbered(name: &str, number: usize) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains(['/', '\\']) => {
            format!("{stem}-{number}.{ending}")
        }
        _ => format!("{name}-{number}"),
    }
}

/// Fills in what a table of the file is, with rows from further on.
fn adopt_table(
    inspection: &mut Inspection,
    table: Found,
    more: impl FnOnce(&Inspection, usize) -> Vec<Vec<String>>,
) {
    inspection.header = table.header.as_ref().map(|_| table.header_at);
    inspection.header_rows = table.header_rows;
    inspection.frame = table.frame;
    if let Some(text) = table.titles.first() {
        let problem = Problem::new(Code::TitleRows).with("rows", table.titles.len());
        inspection.problems.push(problem.with("text", text));
    }
    if table.header_rows > 1 {
        let problem = Problem::new(Code::HeaderJoined).with("rows", table.header_rows);
        inspection.problems.push(problem);
    }
    let mut rows = table.rows;
    if rows.is_empty() {
        let columns = table.header.as_ref().map_or(0, Vec::len);
        let problem = Problem::new(Code::HeadersOnly);
        inspection.problems.push(problem.with("columns", columns));
    }
    let headers = names(table.header, &rows, &mut inspection.problems);
    rows.extend(more(inspection, headers.len()));
    describe(inspection, &headers, &rows);
}

/// Fills in what the rows and columns are.
#[inline(never)]
fn describe(inspection: &mut Inspection, headers: &[String], rows: &[Vec<String>]) {
    let values = |at: usize| {
        rows.iter()
            .map(move |row| row.get(at).map_or("", String::as_str))
    };
    let seen: Vec<Seen> = headers
        .iter()
        .enumerate()
        .map(|(at, header)| Seen {
            header: Header::new(header),
            evidence: Evidence::of(values(at)),
        })
        .collect();
    let shapes = recognise::recognise(&seen, inspection.file.stem());
    let confidence = recognise::confidence(&shapes);
    let Some(best) = shapes.first() else { return };
    inspection.confidence = confidence;
    inspection.alternatives = shapes
        .iter()
        .skip(1)
        .take(4)
        .map(|other| (other.shape, other.score.clamp(0.0, 1.0)))
        .collect();
    inspection.columns = headers
        .iter()
        .zip(&seen)
        .enumerate()
        .map(|(at, (header, seen))| report(at, header, seen, values(at)))
        .collect();
    adopt(inspection, best, &seen);
    if confidence < SURE {
        let others = inspection.alternatives.iter().map(|(shape, _)| *shape);
        inspection.questions.push(Question {
            kind: QuestionKind::Shape,
            column: None,
            confidence,
            proposed: Answer::Shape(best.shape),
            choices: std::iter::once(best.shape)
                .chain(others)
                .map(Answer::Shape)
                .collect(),
        });
    }
    let asked = inspection.columns.iter().filter_map(mapping_question);
    inspection.questions.extend(asked.collect::<Vec<_>>());
    format::decide(inspection, rows);
    note_missing(inspection);
}

/// Says which required fields no column gives.
fn note_missing(inspection: &mut Inspection) {
    let table = inspection.shape.table().name();
    for field in inspection.plan().missing_fields() {
        let problem = Problem::new(Code::UnmappedRequired).with("table", table);
        inspection.problems.push(problem.with("field", field));
    }
}

/// Takes over what recognition found.
fn adopt(inspection: &mut Inspection, best: &Recognised, seen: &[Seen]) {
    inspection.shape = best.shape;
    inspection.key = best.key.clone();
    inspection.constants = constants(best, seen, inspection.file.stem());
    let found = best.chosen.iter().zip(&best.others);
    for (column, (chosen, others)) in inspection.columns.iter_mut().zip(found) {
        column.guess = chosen.as_ref().map(|candidate| candidate.target.clone());
        column.confidence = chosen.as_ref().map_or(1.0, |c| c.confidence.min(0.99));
        column.alternatives = others
            .iter()
            .filter(|other| Some(&other.target) != column.guess.as_ref())
            .map(|other| (other.target.clone(), other.confidence))
            .take(4)
            .collect();
    }
}

fn report<'a>(
    at: usize,
    header: &str,
    seen: &Seen,
    values: impl Iterator<Item = &'a str>,
) -> ColumnReport {
    ColumnReport {
        header: header.to_owned(),
        index: u32::try_from(at).unwrap_or(u32::MAX),
        guess: None,
        confidence: 1.0,
        alternatives: Vec::new(),
        samples: values
            .map(trim)
            .filter(|text| !text.is_empty())
            .take(SHOWN)
            .map(|text| text.chars().take(80).collect())
            .collect(),
        evidence: seen.evidence.clone(),
        format: ValueFormat::Text,
    }
}

fn mapping_question(column: &ColumnReport) -> Option<Question> {
    let guess = column.guess.clone().filter(|_| column.confidence < SURE)?;
    let others = column.alternatives.iter().map(|(target, _)| target.clone());
    Some(Question {
        kind: QuestionKind::Mapping,
        column: Some(column.index),
        confidence: column.confidence,
        proposed: Answer::Target(guess.clone()),
        choices: std::iter::once(guess)
            .chain(others)
            .chain([Target::Custom, Target::Ignore])
            .map(Answer::Target)
            .collect(),
    })
}

/// What every row has by the file's name or by what a score is called.
fn constants(best: &Recognised, seen: &[Seen], stem: &str) -> Vec<Constant> {
    let table = best.shape.table();
    let mapped = |field: &str| {
        let target = Target::field(table, field);
        best.chosen
            .iter()
            .position(|slot| slot.as_ref().is_some_and(|c| c.target == target))
    };
    if mapped("kind").is_some() {
        return Vec::new();
    }
    let name = Header::new(stem);
    let score = mapped("score").and_then(|at| seen.get(at));
    let scale = score.map(|column| recognise::nps_scale(&column.evidence));
    let net = scale.is_some_and(|scale| scale != NpsScale::Answers);
    let score = score.map(|column| &column.header);
    let said =
        |word: &str| name.has_words(word) || score.is_some_and(|header| header.has_words(word));
    let kinds: &[(&str, &[&str])] = match table {
        TableId::Events => &[
            ("churn", &["churn", "churned", "流失"]),
            ("referral", &["referral", "referrals", "转介绍"]),
            ("negative_mention", &["negative mentions", "负面"]),
            ("cancel_attempt", &["cancel", "cancellation", "注销"]),
        ],
        TableId::Surveys => &[
            ("nps", &["nps", "recommend", "推荐"]),
            ("csat", &["csat", "satisfaction", "satisfied", "满意"]),
            ("ces", &["ces", "effort"]),
        ],
        _ => &[],
    };
    kinds
        .iter()
        .find(|(_, words)| words.iter().any(|word| said(word)))
        .map(|(kind, _)| match *kind {
            // Net scores are kept apart: nothing takes them for answers of 0 to 10.
            "nps" if net => "nps_net",
            kind => kind,
        })
        .map(|kind| Constant {
            field: "kind".to_owned(),
            value: kind.to_owned(),
        })
        .into_iter()
        .collect()
}
