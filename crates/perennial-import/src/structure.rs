//! What lies around the rows of a table: title rows above the header, totals and notes below, the header
//! again, and where another table begins.

use crate::dialect::Dialect;
use crate::han;
use crate::split::{Block, Mark, Splitter, Texts};
use crate::value::{DecimalMark, date, flag, is_missing, number, trim};
use serde::{Deserialize, Serialize};

/// What a record is that is no row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing in it.
    Blank,
    /// The table's own header once more.
    Header,
    /// Sums of the rows above.
    Total,
    /// A line of text: a title, a remark, a comment.
    Note,
    /// The header of another table.
    Start,
}

/// What is known of a table's columns while its rows go by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The cells of the header's first row; empty where there is no header.
    names: Vec<String>,
    /// Which columns hold numbers or dates throughout.
    typed: Vec<bool>,
    /// Number of columns.
    width: u32,
}

const TOTALS: [&str; 12] = [
    "合计",
    "总计",
    "小计",
    "总和",
    "汇总",
    "合计数",
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub total",
    "sum",
];
const REMARKS: [&str; 18] = [
    "备注",
    "注:",
    "注：",
    "说明",
    "数据来源",
    "来源",
    "导出",
    "制表",
    "统计时间",
    "报表",
    "source",
    "note:",
    "notes:",
    "generated",
    "exported",
    "report",
    "printed",
    "copyright",
];

impl Frame {
    /// What a record is, if it is no row. Looks only at what gives it away, so that rows cost little.
    #[inline]
    pub(crate) fn look(
        &self,
        texts: &Texts<'_>,
        mark: &Mark,
        row: usize,
        after_blank: bool,
    ) -> Option<Kind> {
        let first = texts.bytes(row, 0);
        // Of nearly every row the first byte says that it is one.
        let usual = match first.first() {
            None | Some(b' ' | b't' | b'T' | b's' | b'S' | b'g' | b'G' | 0xe5..=0xe7) => false,
            byte => byte != self.names.first().and_then(|name| name.as_bytes().first()),
        };
        if usual && !after_blank && mark.fields == self.width {
            return None;
        }
        self.look_closely(texts, mark, row, after_blank)
    }

    #[inline(never)]
    fn look_closely(
        &self,
        texts: &Texts<'_>,
        mark: &Mark,
        row: usize,
        after_blank: bool,
    ) -> Option<Kind> {
        let mut fields = (0..self.width as usize).map(|column| texts.bytes(row, column));
        let first = fields.next().unwrap_or_default();
        let is_name = |name: &String| name.as_bytes() == first;
        let odd = after_blank
            || mark.fields != self.width
            || self.names.first().is_some_and(is_name)
            || may_be_total(first)
            || first.is_empty()
                && fields
                    .find(|cell| !cell.is_empty())
                    .is_none_or(may_be_total);
        if !odd || mark.unclosed {
            return None;
        }
        self.classify(&cells(texts, mark, row), mark.fields as usize, after_blank)
    }

    #[inline(never)]
    fn classify(&self, cells: &[&str], fields: usize, after_blank: bool) -> Option<Kind> {
        let mut filled = cells.iter().filter(|cell| !cell.is_empty());
        let Some(first) = filled.next() else {
            return Some(Kind::Blank);
        };
        let rest: Vec<&&str> = filled.collect();
        if fields == self.names.len() && self.is_own_header(cells) {
            return Some(Kind::Header);
        }
        if rest.is_empty() && self.width >= 3 {
            let folded = perennial_data::lower(first);
            let remark = |word: &&str| folded.starts_with(word);
            let is_note = after_blank
                || folded.starts_with('#')
                || (fields == 1 && REMARKS.iter().chain(&TOTALS).any(remark));
            return is_note.then_some(Kind::Note);
        }
        if rest.is_empty() {
            let comment = first.starts_with('#') && fields == 1 && self.width > 1;
            return comment.then_some(Kind::Note);
        }
        let is_number = |text: &&&str| number::read(text, DecimalMark::Point).is_some();
        if is_total(first) && rest.iter().all(is_number) {
            return Some(Kind::Total);
        }
        self.is_start(cells, fields, after_blank)
            .then_some(Kind::Start)
    }

    fn is_own_header(&self, cells: &[&str]) -> bool {
        !self.names.is_empty()
            && cells
                .iter()
                .zip(&self.names)
                .all(|(cell, name)| cell == name)
    }

    /// Whether a record is the header of another table: texts only, each once, and it either has names of
    /// this header or stands behind a blank line with words where this table has numbers.
    fn is_start(&self, cells: &[&str], fields: usize, after_blank: bool) -> bool {
        let filled: Vec<&str> = cells.iter().copied().filter(|c| !c.is_empty()).collect();
        let once = |(at, cell): (usize, &&str)| !filled[..at].contains(cell);
        let texts = filled.len() >= 2
            && filled.iter().all(|cell| !is_typed(cell))
            && filled.iter().enumerate().all(once);
        if !texts || self.names.is_empty() {
            return false;
        }
        let same = filled
            .iter()
            .filter(|cell| self.names.iter().any(|name| name == **cell));
        let same = same.count();
        if same >= 2 && same * 2 >= filled.len() {
            return true;
        }
        let mut typed = 0;
        let mut words = 0;
        for (cell, _) in cells.iter().zip(&self.typed).filter(|(_, typed)| **typed) {
            typed += 1;
            words += usize::from(!is_missing(cell, true));
        }
        let unlike = fields != self.width as usize || typed > 0;
        after_blank && unlike && words * 2 >= typed
    }
}

/// Whether a cell begins like one of [`TOTALS`], or with a space.
#[inline]
fn may_be_total(cell: &[u8]) -> bool {
    match cell {
        [b't' | b'T', b'o' | b'O', b't' | b'T', ..]
        | [b's' | b'S', b'u' | b'U', b'b' | b'B' | b'm' | b'M', ..]
        | [b'g' | b'G', b'r' | b'R', b'a' | b'A', ..]
        | [b' ', ..] => cell.len() <= 12,
        [0xe5, 0x90 | 0xb0, ..] | [0xe6, 0x80 | 0xb1, ..] | [0xe7, 0xb8, ..] => cell.len() <= 24,
        _ => false,
    }
}

fn is_total(text: &str) -> bool {
    let folded = perennial_data::lower(text).replace(' ', "");
    let folded = han::simplified(&folded).unwrap_or(folded);
    let folded = folded.trim_end_matches([':', '：']);
    TOTALS.iter().any(|word| word.replace(' ', "") == folded)
}

/// Whether a text is a number, a date or yes and no, as values are and names of columns are not.
fn is_typed(text: &str) -> bool {
    let text = trim(text);
    !text.is_empty()
        && (number::read(text, DecimalMark::Point).is_some()
            || date::read(text).any()
            || (flag::read(text).is_some() && text.len() > 1))
}

fn cells<'a>(texts: &Texts<'a>, mark: &Mark, row: usize) -> Vec<&'a str> {
    texts
        .record(row)
        .take(mark.fields as usize)
        .map(trim)
        .collect()
}

/// A table of the head of a file.
#[derive(Default)]
pub(crate) struct Found {
    /// Texts of the rows above its header.
    pub(crate) titles: Vec<String>,
    /// Names of its columns, rows of the header joined; `None` where it has no header.
    pub(crate) header: Option<Vec<String>>,
    /// Records above the header, and rows of the header.
    pub(crate) header_at: u32,
    pub(crate) header_rows: u32,
    /// Some of its rows, those that are none left out.
    pub(crate) rows: Vec<Vec<String>>,
    pub(crate) frame: Frame,
}

/// The tables that lie in `text`, each with at most so many rows. The last record, which may be cut, counts
/// only if the text is the whole file.
#[inline(never)]
pub(crate) fn tables(text: &str, dialect: Dialect, whole: bool, rows: usize) -> Vec<Found> {
    let blocks = blocks(text, dialect, whole);
    let head = Head::over(&blocks);
    let mut found = Vec::new();
    let mut from = 0;
    while from < head.marks.len() && found.len() < MOST_TABLES {
        let mut table = head.open(from);
        from += (table.header_at + table.header_rows) as usize;
        let mut after_blank = false;
        while from < head.marks.len() {
            let kind = head.look(&table.frame, from, after_blank);
            if kind == Some(Kind::Start) {
                break;
            }
            if kind.is_none() && table.rows.len() < rows {
                table.rows.push(head.owned(from));
            }
            after_blank = matches!(kind, Some(Kind::Blank | Kind::Note));
            from += 1;
        }
        found.push(table);
    }
    found
}

/// More tables than anybody keeps in one file.
const MOST_TABLES: usize = 50;
/// Records that tell where a table's header is.
const WINDOW: usize = 50;
/// Rows that a header may have.
const HEADER_ROWS: usize = 3;
/// Title rows that a header may lie under.
const TITLES: usize = 40;

/// Records of the head of a file.
struct Head<'a> {
    /// Blocks of records with their texts, which are checked once.
    blocks: Vec<(&'a Block, Texts<'a>)>,
    /// Block and row of each record.
    marks: Vec<(usize, usize)>,
}

/// The records of `text` in blocks as wide as the widest record.
fn blocks(text: &str, dialect: Dialect, whole: bool) -> Vec<(Block, &[u8])> {
    let bytes = text.as_bytes();
    let mut width = 0;
    each_block(bytes, dialect, whole, 0, |block, _| {
        let widest = block.marks.iter().map(|mark| mark.fields).max();
        width = width.max(widest.unwrap_or(0));
    });
    let mut found = Vec::new();
    let width = (width as usize).clamp(1, 4096);
    each_block(bytes, dialect, whole, width, |block, bytes| {
        found.push((block, bytes));
    });
    if found.is_empty() && !whole {
        return blocks(text, dialect, true);
    }
    found
}

impl<'a> Head<'a> {
    fn over(blocks: &'a [(Block, &'a [u8])]) -> Self {
        let texts = blocks
            .iter()
            .filter_map(|(block, bytes)| Some((block, block.texts(bytes)?)));
        let blocks: Vec<(&Block, Texts<'_>)> = texts.collect();
        let rows = blocks.iter().enumerate();
        let marks = rows.flat_map(|(at, (block, _))| (0..block.rows()).map(move |row| (at, row)));
        Self {
            marks: marks.collect(),
            blocks,
        }
    }

    fn with<T>(&self, at: usize, f: impl FnOnce(&Texts<'_>, &Mark, usize) -> T) -> Option<T> {
        let &(block, row) = self.marks.get(at)?;
        let (block, texts) = self.blocks.get(block)?;
        Some(f(texts, block.marks.get(row)?, row))
    }

    fn look(&self, frame: &Frame, at: usize, after_blank: bool) -> Option<Kind> {
        self.with(at, |texts, mark, row| {
            frame.look(texts, mark, row, after_blank || mark.after_blank)
        })?
    }

    fn owned(&self, at: usize) -> Vec<String> {
        let take = |texts: &Texts<'_>, mark: &Mark, row: usize| {
            let fields = texts.record(row).take(mark.fields as usize);
            fields.map(str::to_owned).collect()
        };
        self.with(at, take).unwrap_or_default()
    }

    /// The table that begins at a record, without its rows.
    fn open(&self, from: usize) -> Found {
        let window: Vec<Vec<String>> = (from..self.marks.len())
            .take(TITLES + WINDOW)
            .map(|at| self.owned(at))
            .collect();
        let titles = titles(&window);
        let below = window.get(titles..).unwrap_or_default();
        let (titles, below) = if is_header(below) {
            (titles, below)
        } else {
            (0, &window[..])
        };
        let has_header = is_header(below);
        let rows = if has_header { header_rows(below) } else { 0 };
        let data = below.get(rows..).unwrap_or_default();
        let first = below.first().cloned().unwrap_or_default();
        let width = first.len();
        let width = if has_header {
            width
        } else {
            data.iter().map(Vec::len).max().unwrap_or(width)
        };
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let names = first.iter().map(|name| trim(name).to_owned());
        Found {
            titles: window.iter().take(titles).map(|row| title(row)).collect(),
            header: has_header.then(|| joined(below.get(..rows).unwrap_or_default())),
            header_at: count(titles),
            header_rows: count(rows),
            rows: Vec::new(),
            frame: Frame {
                names: if has_header {
                    names.collect()
                } else {
                    Vec::new()
                },
                typed: typed_columns(data, width),
                width: count(width),
            },
        }
    }
}

fn each_block<'a>(
    bytes: &'a [u8],
    dialect: Dialect,
    whole: bool,
    width: usize,
    mut take: impl FnMut(Block, &'a [u8]),
) {
    let mut splitter = Splitter::new(dialect);
    let mut rest = bytes;
    loop {
        let mut block = Block::new(width);
        let used = splitter.split(rest, whole, &mut block);
        let (now, later) = rest.split_at(used);
        if block.rows() == 0 {
            return;
        }
        take(block, now);
        rest = later;
    }
}

fn filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !trim(cell).is_empty()).count()
}

fn title(row: &[String]) -> String {
    let cells: Vec<&str> = row
        .iter()
        .map(|cell| trim(cell))
        .filter(|c| !c.is_empty())
        .collect();
    cells.join(" ").chars().take(200).collect()
}

/// How many records in front have far fewer values than the rows below them.
fn titles(window: &[Vec<String>]) -> usize {
    let mut counts: Vec<usize> = window
        .iter()
        .map(|row| filled(row))
        .filter(|n| *n > 0)
        .collect();
    perennial_data::sort_by(&mut counts, Ord::cmp);
    let usual = counts.get(counts.len() / 2).copied().unwrap_or(0);
    let few = (usual.saturating_sub(1) / 2).max(1);
    if usual < 2 {
        return 0;
    }
    let fewer = window.iter().take_while(|row| filled(row) <= few).count();
    if fewer > TITLES { 0 } else { fewer }
}

/// Which columns hold numbers or dates in nearly all rows.
fn typed_columns(rows: &[Vec<String>], width: usize) -> Vec<bool> {
    let typed = |column: usize| {
        let values = rows.iter().take(WINDOW).filter_map(|row| row.get(column));
        let mut values: Vec<&str> = values.map(|text| trim(text)).collect();
        values.retain(|text| !is_missing(text, true));
        let typed = values.iter().filter(|text| is_typed(text)).count();
        typed > 0 && typed * 5 >= values.len() * 4
    };
    (0..width).map(typed).collect()
}

/// How many records in front are the header: one, or more where those below have words in columns of
/// numbers too.
fn header_rows(records: &[Vec<String>]) -> usize {
    let mut rows = 1;
    while rows < HEADER_ROWS {
        let (Some(above), Some(next)) = (records.get(rows - 1), records.get(rows)) else {
            break;
        };
        let data = records.get(rows + 1..).unwrap_or_default();
        if data.is_empty() || !continues(above, next, data) {
            break;
        }
        rows += 1;
    }
    rows
}

/// Whether `next`, below a row of a header, is one more of it.
fn continues(above: &[String], next: &[String], data: &[Vec<String>]) -> bool {
    let cell = |row: &[String], at: usize| row.get(at).map_or("", |text| trim(text)).to_owned();
    if next.iter().any(|text| is_typed(text)) || filled(next) == 0 {
        return false;
    }
    if filled(above) > 1 && above == next {
        return true;
    }
    let typed = typed_columns(data, above.len().max(next.len()));
    let numbers: Vec<usize> = (0..typed.len()).filter(|&at| typed[at]).collect();
    let named = numbers
        .iter()
        .filter(|&&at| !is_missing(&cell(next, at), true));
    let named = named.count();
    // The names of groups stand above the first of their columns only.
    let completes = (0..next.len())
        .filter(|&at| cell(above, at).is_empty() && !cell(next, at).is_empty())
        .count();
    let answers = |text: &str| text.ends_with("Response") || text == "Response";
    let is_survey = next.iter().map(|text| trim(text)).any(answers);
    match numbers.len() {
        0 => false,
        _ if is_survey => true,
        _ if completes > 0 => true,
        1 => false,
        _ => named >= 2 && named * 2 >= numbers.len(),
    }
}

/// Rows of a header as one: what stands above and below in a column, a space between them. The name of a
/// group goes on to the right where only the row below it has names.
fn joined(rows: &[Vec<String>]) -> Vec<String> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |row: &Vec<String>, at: usize| row.get(at).map_or("", |text| trim(text)).to_owned();
    let mut groups: Vec<String> = vec![String::new(); rows.len()];
    let mut names = Vec::with_capacity(width);
    for at in 0..width {
        let mut parts: Vec<String> = Vec::new();
        for (depth, row) in rows.iter().enumerate() {
            let own = cell(row, at);
            let below = rows
                .iter()
                .skip(depth + 1)
                .any(|row| !cell(row, at).is_empty());
            if !own.is_empty() {
                groups[depth].clone_from(&own);
                parts.push(own);
            } else if below && depth + 1 < rows.len() {
                parts.push(groups[depth].clone());
            }
        }
        parts.retain(|part| !part.is_empty());
        names.push(parts.join(" "));
    }
    if let [row] = rows {
        return row.clone();
    }
    names
}

/// Whether the first record names the columns: no value in it is a number or a date, and either the
/// rows below hold some, or no text of it is repeated below.
fn is_header(records: &[Vec<String>]) -> bool {
    let Some((first, rest)) = records.split_first() else {
        return false;
    };
    let n_typed = first.iter().filter(|text| is_typed(text)).count();
    if n_typed == 0 {
        return first.iter().any(|text| !trim(text).is_empty());
    }
    // Headers such as years exist; they are told by the names beside them.
    let known = first
        .iter()
        .any(|text| trim(text).chars().any(char::is_alphabetic));
    let typed_below = rest
        .iter()
        .take(50)
        .map(|row| row.iter().filter(|text| is_typed(text)).count())
        .min()
        .unwrap_or(0);
    known && n_typed * 3 <= first.len() && typed_below > n_typed
}
