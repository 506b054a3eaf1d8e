//! The jobs that read files: looking into them, and importing them. The workspace decides what it
//! wants; here is how the bytes get to it, with progress, and stopping when cancelled.

use crate::files::{self, Read};
use crate::host::Host;
use crate::js;
use crate::port;
use crate::session::{Outcome, Session};
use crate::slices::{Slice, Slices};
use perennial_data::Day;
use perennial_protocol::{Event, Failure, Request};
use perennial_workbench::FileFacts;
use std::collections::VecDeque;
use web_sys::File;

/// How often progress is told, at most.
const PROGRESS_MS: f64 = 50.0;
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
    let facts = list.iter().enumerate().map(|(position, file)| FileFacts {
        name: file.name(),
        size: files::size(file),
        modified: Some(modified.get(position).copied().unwrap_or(today)),
    });
    host.session.borrow_mut().inspect_begin(facts.collect());
    let looked = look(host, list).await;
    let mut session = host.session.borrow_mut();
    match looked {
        Ok(()) => session.inspect_end(),
        Err(failure) => session.handle(&Request::DropImport).and(Err(failure)),
    }
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

async fn read<S: Session>(
    host: &Host<S>,
    job: u32,
    list: &[File],
    order: &[usize],
) -> Result<(), Failure> {
    let sized = order.iter().map(|&position| match list.get(position) {
        Some(file) => Ok((position, files::size(file))),
        None => Err(Failure::new("no-import")),
    });
    let sized = sized.collect::<Result<Vec<_>, _>>()?;
    let total = sized.iter().map(|(_, size)| size).sum();
    let mut slices = Slices::new(sized);
    let mut flying: VecDeque<Read> = VecDeque::new();
    let mut bytes = Vec::new();
    let mut done = 0;
    let mut told = js::now_ms();
    start_more(&mut slices, &mut flying, list);
    while let Some(read) = flying.pop_front() {
        let slice = read.slice;
        files::finish(read, &list[slice.file], &mut bytes).await?;
        host.go_on()?;
        slices.arrived(slice);
        start_more(&mut slices, &mut flying, list); // reads go on while this slice is parsed
        host.session.borrow_mut().read_feed(slice.file, &bytes)?;
        done += slice.len;
        if js::now_ms() - told >= PROGRESS_MS {
            told = js::now_ms();
            port::say(Event::Progress { job, done, total });
        }
    }
    host.go_on()
}

fn start_more(slices: &mut Slices, flying: &mut VecDeque<Read>, list: &[File]) {
    while let Some(slice) = slices.start() {
        flying.push_back(files::start(&list[slice.file], slice));
    }
}
