//! Reads the bytes of files that the user gave.

use crate::slices::Slice;
use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use perennial_protocol::Failure;
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
