//! Reads the bytes of files that the user gave.

use crate::slices::{Slice, Slices};
use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use perennial_protocol::Failure;
use std::collections::VecDeque;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// A read under way.
pub(crate) struct Read {
    /// What is read.
    pub(crate) slice: Slice,
    /// Settles with the bytes.
    bytes: Option<Promise>,
}

/// Name of the file that pasted text becomes.
const PASTED: &str = "pasted.tsv";

/// Pasted text as a file, so that it is imported like one.
///
/// # Errors
/// `out-of-memory`.
pub(crate) fn of_text(text: &str) -> Result<File, Failure> {
    let parts = Array::of1(&text.into());
    File::new_with_str_sequence(&parts, PASTED).map_err(|_| Failure::new("out-of-memory"))
}

/// Bytes as a file.
///
/// # Errors
/// `out-of-memory`.
pub(crate) fn of_bytes(bytes: &[u8], name: &str) -> Result<File, Failure> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    File::new_with_u8_array_sequence(&parts, name).map_err(|_| Failure::new("out-of-memory"))
}

/// The size of a file in bytes.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // sizes are whole and positive
pub(crate) fn size(file: &File) -> u64 {
    file.size() as u64
}

/// Starts to read; several reads may be under way.
#[allow(clippy::cast_precision_loss)] // sizes of files are far below 2^53
pub(crate) fn start(file: &File, slice: Slice) -> Read {
    let end = slice.offset + slice.len;
    let part = file.slice_with_f64_and_f64(slice.offset as f64, end as f64);
    Read {
        slice,
        bytes: part.ok().map(|part| part.array_buffer()),
    }
}

/// Puts the bytes of a read into `bytes`, which is used again and again: no slice needs memory of its own.
///
/// # Errors
/// `file-changed` when the file is not any more what it was when the user gave it: changed, moved or
/// not readable now.
pub(crate) async fn finish(read: Read, file: &File, bytes: &mut Vec<u8>) -> Result<(), Failure> {
    let changed = || Failure::new("file-changed").with("file", file.name());
    let buffer = JsFuture::from(read.bytes.ok_or_else(changed)?).await;
    let buffer: ArrayBuffer = buffer
        .map_err(|_| changed())?
        .dyn_into()
        .map_err(|_| changed())?;
    if u64::from(buffer.byte_length()) != read.slice.len {
        return Err(changed());
    }
    bytes.resize(buffer.byte_length() as usize, 0);
    Uint8Array::new(&buffer).copy_to(bytes);
    Ok(())
}

/// Reads slices of files one after the other, each while the next ones are on their way.
///
/// # Errors
/// As [`finish`], and what `take` says.
pub(crate) async fn each(
    list: &[File],
    mut slices: Slices,
    mut take: impl FnMut(Slice, &[u8]) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut flying: VecDeque<Read> = VecDeque::new();
    let mut bytes = Vec::new();
    start_more(&mut slices, &mut flying, list);
    while let Some(read) = flying.pop_front() {
        let slice = read.slice;
        let file = list.get(slice.file);
        let file = file.ok_or_else(|| Failure::new("no-import"))?;
        finish(read, file, &mut bytes).await?;
        slices.arrived(slice);
        start_more(&mut slices, &mut flying, list); // reads go on while this slice is parsed
        take(slice, &bytes)?;
    }
    Ok(())
}

fn start_more(slices: &mut Slices, flying: &mut VecDeque<Read>, list: &[File]) {
    while let Some(slice) = slices.start() {
        if let Some(file) = list.get(slice.file) {
            flying.push_back(start(file, slice));
        }
    }
}

/// A whole file.
///
/// # Errors
/// As [`finish`].
pub(crate) async fn whole(file: &File) -> Result<Vec<u8>, Failure> {
    let slice = Slice {
        file: 0,
        offset: 0,
        len: size(file),
    };
    let mut bytes = Vec::new();
    finish(start(file, slice), file, &mut bytes).await?;
    Ok(bytes)
}
