//! Reads the bytes of files that the user gave.

use crate::slices::Slice;
use js_sys::{ArrayBuffer, Promise, Uint8Array};
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

/// The bytes of a read.
///
/// # Errors
/// `file-changed` when the file is not any more what it was when the user gave it: changed, moved or
/// not readable now.
pub(crate) async fn finish(read: Read, file: &File) -> Result<Vec<u8>, Failure> {
    let changed = || Failure::new("file-changed").with("file", file.name());
    let buffer = JsFuture::from(read.bytes.ok_or_else(changed)?).await;
    let buffer: ArrayBuffer = buffer
        .map_err(|_| changed())?
        .dyn_into()
        .map_err(|_| changed())?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    if bytes.len() as u64 == read.slice.len {
        Ok(bytes)
    } else {
        Err(changed())
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
    finish(start(file, slice), file).await
}
