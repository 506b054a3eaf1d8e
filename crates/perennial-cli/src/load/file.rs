//! One file: looked into, then read in chunks; held whole only where it has to be opened first.

use crate::error::CliError;
use perennial_data::Day;
use perennial_import::{
    Container, FileFacts, HEAD, HostDecoders, IN, Imported, Inspection, Inspector, Plan, Problem,
    Reader, Severity,
};
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// How much is read at once.
const CHUNK: usize = 4 << 20;
/// Slices that are looked at behind the head, as evidence of what values look like there.
const SAMPLE: u64 = 64 << 10;

/// Bytes that can be read from any place.
trait Bytes: Read + Seek {}
impl<T: Read + Seek> Bytes for T {}

/// A file that was looked into.
pub(crate) struct InputFile {
    /// As it was given.
    pub(crate) path: PathBuf,
    /// What messages call it.
    pub(crate) name: String,
    pub(crate) inspection: Inspection,
    pub(crate) plan: Plan,
    headers: Vec<String>,
    /// The whole file's plan, and which of its further tables this is.
    whole: Plan,
    part: Option<usize>,
    bytes: Rc<RefCell<Box<dyn Bytes>>>,
}

impl InputFile {
    /// Opens a file and looks into it, or into all that lies in it: one for each table.
    pub(crate) fn open(path: &Path, sheet_date: Day) -> Result<Vec<Self>, CliError> {
        let unreadable = |source| unreadable(path, source);
        let (mut bytes, size) = open(path).map_err(unreadable)?;
        let name = path.display().to_string();
        let head = slice(&mut *bytes, 0, HEAD as u64).map_err(unreadable)?;
        if Container::of(&head).is_none() {
            return Self::look(path, name, bytes, size, sheet_date).map_err(unreadable);
        }
        let mut whole = Vec::new();
        bytes.rewind().map_err(unreadable)?;
        bytes.read_to_end(&mut whole).map_err(unreadable)?;
        let mut files = Vec::new();
        for found in perennial_sheet::open(&name, &whole) {
            let size = found.bytes.len() as u64;
            let bytes = Box::new(Cursor::new(found.bytes));
            let looked = Self::look(path, found.name, bytes, size, sheet_date);
            let mut tables = looked.map_err(unreadable)?;
            if let Some(first) = tables.first_mut() {
                first.inspection = first.inspection.clone().noting(found.problems);
            }
            files.extend(tables);
        }
        Ok(files)
    }

    /// Looks into a text: one for each table in it.
    fn look(
        path: &Path,
        name: String,
        mut bytes: Box<dyn Bytes>,
        size: u64,
        sheet_date: Day,
    ) -> io::Result<Vec<Self>> {
        let facts = FileFacts {
            name,
            size,
            // Not when the file was last written: the same bytes must give the same scores.
            modified: Some(sheet_date),
        };
        let mut inspection = inspect(&mut *bytes, facts)?;
        let whole = inspection.plan();
        let further = std::mem::take(&mut inspection.further);
        let further = further.into_iter().enumerate();
        let tables = further.map(|(part, inspection)| (Some(part), inspection));
        let bytes = Rc::new(RefCell::new(bytes));
        let table = |(part, inspection): (Option<usize>, Inspection)| Self {
            path: path.to_owned(),
            name: inspection.file.name.clone(),
            plan: inspection.plan(),
            headers: inspection
                .columns
                .iter()
                .map(|column| column.header.clone())
                .collect(),
            inspection,
            whole: whole.clone(),
            part,
            bytes: Rc::clone(&bytes),
        };
        Ok([(None, inspection)]
            .into_iter()
            .chain(tables)
            .map(table)
            .collect())
    }

    /// The day that the file holds for.
    pub(crate) fn date(&self) -> Option<Day> {
        self.inspection.file_date
    }

    /// The header of each column.
    pub(crate) fn headers(&self) -> &[String] {
        &self.headers
    }

    /// What keeps the file from being read.
    pub(crate) fn obstacle(&self) -> Option<&Problem> {
        let problems = &self.inspection.problems;
        let fatal = |problem: &&Problem| problem.code.severity() == Severity::Error;
        match self.inspection.is_readable() {
            true => None,
            false => problems.iter().find(fatal),
        }
    }

    /// The error that `problem` is.
    pub(crate) fn refused(&self, problem: &Problem) -> CliError {
        CliError::BadFile {
            path: self.named(),
            problem: problem.clone(),
        }
    }

    /// What errors call it: a sheet with its workbook.
    fn named(&self) -> PathBuf {
        if self.name.contains(IN) {
            self.name.clone().into()
        } else {
            self.path.clone()
        }
    }

    /// Whether the plan gives every field that a row cannot do without.
    pub(crate) fn check(&self) -> Result<(), CliError> {
        match self.plan.missing_fields().first() {
            None => Ok(()),
            Some(field) => Err(CliError::UnmappedRequired {
                path: self.named(),
                table: self.plan.shape.table().name(),
                field,
            }),
        }
    }

    /// Reads the table by its plan; the other tables of its file are passed over.
    pub(crate) fn read(&mut self) -> Result<Imported, CliError> {
        let mut plan = self.whole.clone();
        plan.is_read = self.part.is_none();
        for (at, further) in plan.further.iter_mut().enumerate() {
            further.is_read = self.part == Some(at);
        }
        let mut reader = Reader::new(&plan, &HostDecoders);
        feed(&mut **self.bytes.borrow_mut(), |chunk| reader.feed(chunk))
            .map_err(|source| unreadable(&self.path, source))?;
        let mut imported = reader.finish();
        Ok(match self.part {
            Some(part) => imported.further.swap_remove(part),
            None => imported,
        })
    }
}

fn unreadable(path: &Path, source: io::Error) -> CliError {
    CliError::Unreadable {
        path: path.to_owned(),
        source,
    }
}

/// A file as it is; a pipe, which can be read only once, from memory.
fn open(path: &Path) -> io::Result<(Box<dyn Bytes>, u64)> {
    let mut file = File::open(path)?;
    let facts = file.metadata()?;
    if facts.is_file() {
        return Ok((Box::new(file), facts.len()));
    }
    let mut all = Vec::new();
    file.read_to_end(&mut all)?;
    let size = all.len() as u64;
    Ok((Box::new(Cursor::new(all)), size))
}

/// Shows the head, the middle and the end of a file to an inspector.
fn inspect(bytes: &mut dyn Bytes, facts: FileFacts) -> io::Result<Inspection> {
    let size = facts.size;
    let mut inspector = Inspector::new(facts);
    inspector.head(&slice(bytes, 0, HEAD as u64)?);
    if size > HEAD as u64 + 2 * SAMPLE {
        for offset in [size / 2, size - SAMPLE] {
            inspector.sample(offset, &slice(bytes, offset, SAMPLE)?);
        }
    }
    Ok(inspector.finish(&HostDecoders))
}

fn slice(bytes: &mut dyn Bytes, offset: u64, length: u64) -> io::Result<Vec<u8>> {
    bytes.seek(SeekFrom::Start(offset))?;
    let mut slice = Vec::new();
    bytes.take(length).read_to_end(&mut slice)?;
    Ok(slice)
}

/// Hands all bytes from the start to `take`.
fn feed(bytes: &mut dyn Bytes, mut take: impl FnMut(&[u8])) -> io::Result<()> {
    bytes.seek(SeekFrom::Start(0))?;
    let mut chunk = vec![0; CHUNK];
    loop {
        match bytes.read(&mut chunk) {
            Ok(0) => return Ok(()),
            Ok(read) => take(chunk.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
