//! Folders that are dropped: all files below them.

use js_sys::{Array, Function, Promise};
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

/// Files of a drop, once its folders have been gone through.
pub(crate) type Walk = Pin<Box<dyn Future<Output = Vec<File>>>>;

/// More files than that were not meant.
const AT_MOST: usize = 2_000;

/// The files of a drop and below its folders; `None` where it has no folder. To be asked while the drop is handled.
pub(crate) fn of_drop(data: &DataTransfer) -> Option<Walk> {
    let items = data.items();
    let entries = (0..items.length()).filter_map(|at| items.get(at)?.webkit_get_as_entry().ok()?);
    let entries: VecDeque<FileSystemEntry> = entries.collect();
    let has_folder = entries.iter().any(FileSystemEntry::is_directory);
    has_folder.then(|| Box::pin(below(entries)) as Walk)
}

/// What cannot be read is left out: the rest comes in, and the list of files shows what is there.
async fn below(mut entries: VecDeque<FileSystemEntry>) -> Vec<File> {
    let mut files = Vec::new();
    while let Some(entry) = entries.pop_front() {
        if files.len() == AT_MOST {
            break;
        }
        if entry.name().starts_with('.') {
            continue; // what systems put into folders
        }
        if entry.is_directory() {
            let reader = entry
                .unchecked_ref::<FileSystemDirectoryEntry>()
                .create_reader();
            // A folder is given in pieces; an empty one is its end.
            loop {
                let some = called(|then, fail| {
                    reader
                        .read_entries_with_callback_and_callback(then, fail)
                        .ok();
                });
                let some = some.await.and_then(|some| some.dyn_into::<Array>().ok());
                let Some(some) = some.filter(|some| some.length() > 0) else {
                    break;
                };
                entries.extend(some.iter().map(JsValue::unchecked_into));
            }
        } else {
            let entry = entry.unchecked_ref::<FileSystemFileEntry>();
            let file = called(|then, fail| entry.file_with_callback_and_callback(then, fail));
            files.extend(file.await.and_then(|file| file.dyn_into::<File>().ok()));
        }
    }
    files
}

/// What a function with callbacks gives; `None` where it fails.
async fn called(call: impl FnOnce(&Function, &Function)) -> Option<JsValue> {
    let mut call = Some(call);
    let promise = Promise::new(&mut |resolve, reject| {
        if let Some(call) = call.take() {
            call(&resolve, &reject);
        }
    });
    JsFuture::from(promise).await.ok()
}
