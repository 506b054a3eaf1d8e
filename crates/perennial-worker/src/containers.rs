//! Files that have to be opened before they can be read: workbooks, archives, JSON, HTML. What opens them is a
//! program of its own, which nobody else loads, in a worker of its own, which ends when the files are open.

use crate::files;
use crate::host::Host;
use crate::port;
use crate::program::{self, Program};
use crate::session::Session;
use crate::slices::Slice;
use js_sys::{Array, Uint8Array};
use perennial_data::Day;
use perennial_import::{Code, Container, Problem};
use perennial_protocol::{Event, Failure, decode};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::File;

/// Where the program is, beside this one; the build that names files by their content says so when this is compiled.
const ADDRESS: &str = match option_env!("PERENNIAL_SHEET") {
    Some(address) => address,
    None => "./perennial-sheet-worker_loader.js",
};
/// How much of a file tells what it is.
const HEAD: u64 = 4096;
/// How many files are looked at at a time.
const IN_FLIGHT: usize = 16;

/// A file as the import takes it.
pub(crate) struct Given {
    pub(crate) file: File,
    /// Its name, with that of what it lay in.
    pub(crate) name: String,
    pub(crate) modified: Day,
    /// What is known of it from where it lay.
    pub(crate) problems: Vec<Problem>,
}

/// The files themselves, and in the place of each that has to be opened all that lies in it.
///
/// # Errors
/// `cancelled`, `file-changed`; `part-not-loaded` where the program that opens them cannot be reached.
pub(crate) async fn opened<S: Session>(
    host: &Host<S>,
    list: &[File],
    modified: &[Day],
    today: Day,
) -> Result<Vec<Given>, Failure> {
    let kinds = kinds(list).await?;
    let mut opener: Option<Program> = None;
    let mut given = Vec::new();
    for (position, (file, kind)) in list.iter().zip(kinds).enumerate() {
        let modified = modified.get(position).copied().unwrap_or(today);
        let name = file.name();
        if kind.is_none() {
            given.push(Given {
                file: file.clone(),
                name,
                modified,
                problems: Vec::new(),
            });
            continue;
        }
        let running = match opener.take() {
            Some(running) => running,
            None => Program::start(ADDRESS)?,
        };
        match open(&running, host, &name, file).await? {
            Answer::Found(found) => {
                given.extend(found.into_iter().map(|(name, problems, file)| Given {
                    file,
                    name,
                    modified,
                    problems,
                }));
                opener = Some(running);
            }
            // It went down with this file; the next one gets another.
            Answer::Broken(why) => given.push(Given {
                file: files::of_bytes(&[], &name)?,
                problems: vec![Problem::new(Code::DamagedFile).with("detail", why)],
                name,
                modified,
            }),
        }
    }
    Ok(given)
}

/// What each file is, by its first bytes.
async fn kinds(list: &[File]) -> Result<Vec<Option<Container>>, Failure> {
    let mut kinds = Vec::new();
    let mut bytes = Vec::new();
    for some in list.chunks(IN_FLIGHT) {
        let head = |file: &File| Slice {
            file: 0,
            offset: 0,
            len: HEAD.min(files::size(file)),
        };
        let reads: Vec<_> = some
            .iter()
            .map(|file| files::start(file, head(file)))
            .collect();
        for (read, file) in reads.into_iter().zip(some) {
            files::finish(read, file, &mut bytes).await?;
            kinds.push(Container::of(&bytes));
        }
    }
    Ok(kinds)
}

/// What it says of a file.
enum Answer {
    Found(Vec<(String, Vec<Problem>, File)>),
    Broken(String),
}

/// Opens a file.
async fn open<S: Session>(
    program: &Program,
    host: &Host<S>,
    name: &str,
    file: &File,
) -> Result<Answer, Failure> {
    let message = Array::of2(&name.into(), file);
    let answer = program.ask(host, &message, tell).await?;
    Ok(understood(&answer))
}

/// How far it is.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count
fn tell(progress: &JsValue) {
    let Some(progress) = progress.dyn_ref::<Array>() else {
        return;
    };
    let name = progress.get(0).as_string().unwrap_or_default();
    let rows = progress.get(1).as_f64().unwrap_or_default() as u64;
    port::say(Event::Opening { name, rows });
}

fn understood(answer: &JsValue) -> Answer {
    found_in(answer).map_or_else(|| Answer::Broken(program::error(answer)), Answer::Found)
}

fn found_in(answer: &JsValue) -> Option<Vec<(String, Vec<Problem>, File)>> {
    let answer = answer.dyn_ref::<Array>()?;
    let said = answer.get(0).dyn_into::<Uint8Array>().ok()?;
    let said: Vec<(String, Vec<Problem>)> = decode(&said.to_vec()).ok()?;
    let files = answer.get(1).dyn_into::<Array>().ok()?;
    let files = files.iter().map(|file| file.dyn_into::<File>().ok());
    let found = said.into_iter().zip(files);
    found
        .map(|((name, problems), file)| Some((name, problems, file?)))
        .collect()
}
