//! The jobs that read files: looking into them, and importing them. The workspace decides what it
//! wants; here is how the bytes get to it, with progress, and stopping when cancelled.

use crate::containers;
use crate::files::{self, Read};
use crate::host::Host;
use crate::js;
use crate::port;
use crate::readers::Reader;
use crate::session::{Outcome, Session};
use crate::slices::{Slice, Slices};
use crate::stretches::{self, Cut, ToRead};
use js_sys::{Array, Promise};
use perennial_data::Day;
use perennial_import::Piece;
use perennial_protocol::{Event, Failure, Request};
use perennial_workbench::FileFacts;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// How often progress is told, at most.
const PROGRESS_MS: u32 = 50;
/// In how many bytes the start of a record is looked for where a file is cut.
const WINDOW: u64 = 64 << 10;
/// How many files are looked into at a time.
const HEADS_IN_FLIGHT: usize = 16;

/// Looks into files. Their heads are read side by side: at this size latency is all there is.
///
/// # Errors
/// `cancelled`, `file-changed`, or what the workspace says.
pub(crate) async fn inspect<S: Session>(
    host: &Host<S>,
    list: &[File],
    modified: &[Day],
    today: Day,
) -> Outcome {
    let opened = containers::opened(host, list, modified, today).await;
    let given = match opened {
        Ok(given) => given,
        Err(failure) => return give_up(host, failure),
    };
    let list: Rc<[File]> = given.iter().map(|given| given.file.clone()).collect();
    host.files.replace(Rc::clone(&list));
    let facts = given.iter().map(|given| FileFacts {
        name: given.name.clone(),
        size: files::size(&given.file),
        modified: Some(given.modified),
    });
    host.session.borrow_mut().inspect_begin(facts.collect());
    for (position, given) in given.into_iter().enumerate() {
        let mut session = host.session.borrow_mut();
        session.inspect_note(position, given.problems);
    }
    let total = list.iter().map(files::size).sum();
    host.readers.borrow_mut().start(total);
    let looked = look(host, &list).await;
    match looked {
        Ok(()) => host.session.borrow_mut().inspect_end(),
        Err(failure) => give_up(host, failure),
    }
}

/// Forgets the import under way: the files of this one have taken its files' place.
fn give_up<S: Session>(host: &Host<S>, failure: Failure) -> Outcome {
    let mut session = host.session.borrow_mut();
    session.handle(&Request::DropImport).and(Err(failure))
}

async fn look<S: Session>(host: &Host<S>, list: &[File]) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    for first in (0..list.len()).step_by(HEADS_IN_FLIGHT) {
        let files = first..list.len().min(first + HEADS_IN_FLIGHT);
        let reads: Vec<Read> = files.flat_map(|file| wanted(host, list, file)).collect();
        for read in reads {
            host.go_on()?;
            let Slice { file, offset, .. } = read.slice;
            files::finish(read, &list[file], &mut bytes).await?;
            host.session.borrow_mut().inspect_feed(file, offset, &bytes);
        }
    }
    Ok(())
}

/// Starts to read all that the workspace wants of a file.
fn wanted<S: Session>(host: &Host<S>, list: &[File], file: usize) -> Vec<Read> {
    let mut session = host.session.borrow_mut();
    let wanted = std::iter::from_fn(|| session.inspect_wanted(file));
    let reads = wanted.map(|(offset, len)| {
        let slice = Slice { file, offset, len };
        files::start(&list[file], slice)
    });
    reads.collect()
}

/// Imports the files as decided.
///
/// # Errors
/// `cancelled`, `file-changed`, or what the workspace says; the workspace is unchanged.
pub(crate) async fn run<S: Session>(host: &Host<S>, job: u32, list: &[File]) -> Outcome {
    let started = js::now_ms();
    let order = host.session.borrow_mut().read_begin()?;
    if let Err(failure) = read(host, job, list, &order).await {
        host.session.borrow_mut().read_abort();
        return Err(failure);
    }
    host.session.borrow_mut().read_end(js::now_ms() - started)
}

/// Where the files of an import are read: here and by readers beside.
async fn read<S: Session>(
    host: &Host<S>,
    job: u32,
    list: &[File],
    order: &[usize],
) -> Result<(), Failure> {
    let files = to_read(host, list, order)?;
    let total = files.iter().map(|file| file.size).sum();
    let mut readers = host.readers.take();
    readers.start(total);
    let cuts = cuts(host, list, &files, readers.len()).await?;
    let mut stretches = stretches::stretches(&files, &cuts).into_iter();
    let here = stretches.next().unwrap_or_default();
    let elsewhere: Vec<(&Reader, Vec<Slice>)> = readers.iter().zip(stretches).collect();
    for (reader, stretches) in &elsewhere {
        reader.ask(stretches, list, |file| {
            host.session.borrow().read_plan(file)
        });
    }
    let read = || elsewhere.iter().map(|(reader, _)| reader.done()).sum();
    let mut progress = Progress::new(job, total);
    read_here(host, list, here, &mut progress, read).await?;
    for (reader, _) in &elsewhere {
        while !reader.is_settled() {
            let tick = Array::of2(reader.settled(), &js::timer(PROGRESS_MS));
            JsFuture::from(Promise::race(&tick)).await.ok();
            host.go_on()?;
            progress.tell(read());
        }
    }
    let again = join(host, &elsewhere);
    let whole = files.iter().filter(|file| again.contains(&file.file));
    let whole = whole.map(|file| Slice {
        file: file.file,
        offset: 0,
        len: file.size,
    });
    read_here(host, list, whole.collect(), &mut progress, || 0).await
}

/// Sizes of the files, and which of them may be cut.
fn to_read<S: Session>(
    host: &Host<S>,
    list: &[File],
    order: &[usize],
) -> Result<Vec<ToRead>, Failure> {
    let session = host.session.borrow();
    let files = order.iter().map(|&position| {
        let file = list
            .get(position)
            .ok_or_else(|| Failure::new("no-import"))?;
        Ok(ToRead {
            file: position,
            size: files::size(file),
            is_cuttable: session
                .read_plan(position)
                .is_some_and(|plan| plan.is_cuttable()),
        })
    });
    files.collect()
}

/// Where the files are cut for so many readers: each cut within a file moved to where a record begins.
async fn cuts<S: Session>(
    host: &Host<S>,
    list: &[File],
    files: &[ToRead],
    readers: u64,
) -> Result<Vec<Cut>, Failure> {
    let mut cuts = stretches::cuts(files, readers);
    let mut bytes = Vec::new();
    for cut in &mut cuts {
        let Some(file) = files.get(cut.at).filter(|_| cut.offset > 0) else {
            continue;
        };
        let slice = Slice {
            file: file.file,
            offset: cut.offset,
            len: WINDOW.min(file.size - cut.offset),
        };
        files::finish(
            files::start(&list[file.file], slice),
            &list[file.file],
            &mut bytes,
        )
        .await?;
        let plan = host.session.borrow().read_plan(file.file);
        let record = plan.and_then(|plan| plan.cut(&bytes));
        // Without such a place the stretch takes the rest of the file.
        cut.offset = record.map_or(file.size, |at| cut.offset + at as u64);
    }
    Ok(cuts)
}

/// Reads stretches here; `elsewhere` says how many bytes others have read.
async fn read_here<S: Session>(
    host: &Host<S>,
    list: &[File],
    stretches: Vec<Slice>,
    progress: &mut Progress,
    elsewhere: impl Fn() -> u64,
) -> Result<(), Failure> {
    files::each(list, Slices::new(stretches), |slice, bytes| {
        host.go_on()?;
        host.session.borrow_mut().read_feed(slice.file, bytes)?;
        progress.here += slice.len;
        progress.tell(elsewhere());
        Ok(())
    })
    .await?;
    host.go_on()
}

/// Joins what was read elsewhere; gives the files that have to be read again.
fn join<S: Session>(host: &Host<S>, elsewhere: &[(&Reader, Vec<Slice>)]) -> Vec<usize> {
    let mut files: BTreeMap<usize, Option<Vec<Piece>>> = BTreeMap::new();
    for (reader, stretches) in elsewhere {
        let mut pieces = reader.pieces().into_iter();
        for stretch in stretches {
            let file = files
                .entry(stretch.file)
                .or_insert_with(|| Some(Vec::new()));
            match (file.as_mut(), pieces.next()) {
                (Some(file), Some(piece)) => file.push(piece),
                _ => *file = None,
            }
        }
    }
    let mut session = host.session.borrow_mut();
    let again = files.into_iter().filter_map(|(file, pieces)| {
        let joined = session.read_join(file, pieces);
        (!joined).then_some(file)
    });
    again.collect()
}

/// How far an import is, told now and then.
struct Progress {
    job: u32,
    total: u64,
    /// Bytes read here.
    here: u64,
    told: f64,
}

impl Progress {
    fn new(job: u32, total: u64) -> Self {
        let (here, told) = (0, js::now_ms());
        Self {
            job,
            total,
            here,
            told,
        }
    }

    fn tell(&mut self, elsewhere: u64) {
        let now = js::now_ms();
        if now - self.told >= f64::from(PROGRESS_MS) {
            self.told = now;
            let (job, total) = (self.job, self.total);
            let done = (self.here + elsewhere).min(total);
            port::say(Event::Progress { job, done, total });
        }
    }
}
