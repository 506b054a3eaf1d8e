//! Zips: a workbook, or an archive of files, each of which is opened in its turn.

use crate::room::Room;
use crate::{DEEPEST, Found, Refusal, binary, book, damaged, layout, name_in, opened};
use perennial_import::{Code, Problem};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// A zip in memory.
pub(crate) type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;
/// Names that are said of files that were passed over.
const NAMED: usize = 5;

/// What a zip is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Xlsx,
    Xlsb,
    Ods,
    /// Something else of an office, by what it is called.
    Other(&'static str),
    Files,
}

pub(crate) fn open(
    name: &str,
    bytes: &[u8],
    room: &mut Room,
    depth: usize,
) -> Result<Vec<Found>, Refusal> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(refused)?;
    let names: Vec<String> = (0..zip.len()).map(|at| entry_name(&mut zip, at)).collect();
    let kind = kind(&mut zip, &names);
    if kind != Kind::Files {
        measure(&mut zip, room)?;
    }
    match kind {
        Kind::Xlsx => book::open_xlsx(name, bytes, &layout::of(&mut zip), room),
        Kind::Xlsb => book::open_xlsb(name, bytes, &binary::of(&mut zip), room),
        Kind::Ods => book::open_ods(name, &mut zip, room),
        Kind::Other(kind) => Err(Problem::new(Code::BinaryFile).with("kind", kind)),
        Kind::Files if depth >= DEEPEST => Err(Problem::new(Code::NoTable)),
        Kind::Files => files(name, &mut zip, &names, room, depth),
    }
}

/// Why a zip, or a file in it, cannot be read.
pub(crate) fn refused(error: ZipError) -> Problem {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Problem::new(Code::EncryptedFile)
        }
        error => damaged(error),
    }
}

fn kind(zip: &mut Zip<'_>, names: &[String]) -> Kind {
    let has = |wanted: &dyn Fn(&str) -> bool| names.iter().any(|name| wanted(name));
    let within = |folder: &str| {
        has(&|name: &str| {
            let start = name.trim_start_matches('/').get(..folder.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(folder))
        })
    };
    if has(&|name| name.to_ascii_lowercase().ends_with("workbook.bin")) {
        return Kind::Xlsb;
    }
    if has(&|name| name.eq_ignore_ascii_case("[content_types].xml")) {
        return match () {
            () if within("word/") => Kind::Other("docx"),
            () if within("ppt/") => Kind::Other("pptx"),
            () => Kind::Xlsx,
        };
    }
    if within("xl/") {
        return Kind::Xlsx;
    }
    if has(&|name| name == "mimetype") {
        return match mimetype(zip).as_deref() {
            Some(mime) if mime.contains("spreadsheet") => Kind::Ods,
            _ => Kind::Other("zip"),
        };
    }
    if has(&|name| name.ends_with(".iwa")) {
        return Kind::Other("numbers");
    }
    Kind::Files
}

fn mimetype(zip: &mut Zip<'_>) -> Option<String> {
    let mut text = String::new();
    let file = zip.by_name("mimetype").ok()?;
    file.take(200).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The name of a file: UTF-8, or what archives made in Chinese systems write.
fn entry_name(zip: &mut Zip<'_>, at: usize) -> String {
    let raw = zip.by_index_raw(at).map(|file| file.name_raw().to_vec());
    let raw = raw.unwrap_or_default();
    match String::from_utf8(raw) {
        Ok(name) => name,
        Err(error) => encoding_rs::GB18030.decode(error.as_bytes()).0.into_owned(),
    }
}

/// Takes the room that all files of a zip need, by what it says itself: a file that unpacks to more is an error
/// of the zip library.
fn measure(zip: &mut Zip<'_>, room: &mut Room) -> Result<(), Refusal> {
    for at in 0..zip.len() {
        let file = zip.by_index_raw(at).map_err(refused)?;
        room.take(usize::try_from(file.size()).unwrap_or(usize::MAX))?;
    }
    Ok(())
}

fn files(
    name: &str,
    zip: &mut Zip<'_>,
    names: &[String],
    room: &mut Room,
    depth: usize,
) -> Result<Vec<Found>, Refusal> {
    let mut found: Vec<Found> = Vec::new();
    let mut skipped: Vec<&str> = Vec::new();
    for (at, path) in names.iter().enumerate() {
        if is_of_no_interest(path) {
            continue;
        }
        let inner = name_in(name, path);
        let bytes = zip.by_index(at).map_err(refused);
        let bytes = bytes.and_then(|file| room.read(file));
        match bytes {
            Ok(bytes) if is_text_or_container(path, &bytes) => {
                found.extend(opened(&inner, &bytes, room, depth + 1));
            }
            Ok(_) => skipped.push(path),
            Err(problem) if problem.code == Code::UnpackedTooLarge => return Err(problem),
            Err(problem) => found.push(Found::refused(&inner, problem)),
        }
    }
    if let Some(first) = found.first_mut()
        && !skipped.is_empty()
    {
        let names: Vec<&str> = skipped.iter().take(NAMED).copied().collect();
        let problem = Problem::new(Code::FilesSkipped).with("files", names.join(", "));
        first.problems.push(problem.with("count", skipped.len()));
    }
    Ok(found)
}

/// Folders, and what systems put beside files.
fn is_of_no_interest(path: &str) -> bool {
    let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
    file.is_empty()
        || file.starts_with('.')
        || file.starts_with("~$")
        || path.starts_with("__MACOSX")
}

/// Whether the import can make something of it, or should say why not: pictures and the like that lie beside tables
/// are passed over.
fn is_text_or_container(path: &str, bytes: &[u8]) -> bool {
    const TABLES: [&str; 10] = [
        "csv", "tsv", "txt", "tab", "xlsx", "xls", "xlsb", "xlsm", "ods", "json",
    ];
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_named = TABLES
        .iter()
        .any(|table| table.eq_ignore_ascii_case(ending));
    let is_container = perennial_import::Container::of(bytes).is_some();
    is_named || is_container || std::str::from_utf8(bytes).is_ok()
}
