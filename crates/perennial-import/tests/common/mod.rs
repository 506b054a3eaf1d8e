//! Files as the app would import them.
#![allow(dead_code)] // each test file uses its part
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a test fails by them

pub(crate) mod texts;

use perennial_data::Batch;
use perennial_import::{FileFacts, HostDecoders, Imported, Inspection, Inspector, Plan, Reader};
use std::path::PathBuf;

/// The folder of third-party data: `../shared/data`, or `data` where `PERENNIAL_SHARED` says.
pub(crate) fn shared_data() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("PERENNIAL_SHARED").map_or(beside, PathBuf::from);
    let folder = shared.join("data");
    if !folder.is_dir() {
        eprintln!("SKIPPED: no ../shared/data, so this test proves nothing here");
        return None;
    }
    Some(folder)
}

pub(crate) fn inspect(name: &str, bytes: &[u8]) -> Inspection {
    let mut facts = FileFacts::named(name, bytes.len() as u64);
    facts.modified = "2026-03-01".parse().ok();
    let mut inspector = Inspector::new(facts);
    inspector.head(bytes);
    inspector.finish(&HostDecoders)
}

pub(crate) fn read(plan: &Plan, bytes: &[u8], chunk: usize) -> Imported {
    let mut reader = Reader::new(plan, &HostDecoders);
    bytes.chunks(chunk).for_each(|chunk| reader.feed(chunk));
    reader.finish()
}

/// Inspects and reads with every question answered as proposed.
pub(crate) fn import(name: &str, bytes: &[u8]) -> Imported {
    read(&inspect(name, bytes).plan(), bytes, 1 << 16)
}

/// Every `.csv` of a folder, imported.
pub(crate) fn import_folder(folder: &std::path::Path) -> Vec<Batch> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "csv"))
        .collect();
    paths.sort();
    paths
        .iter()
        .flat_map(|path| {
            let imported = import(&path.to_string_lossy(), &std::fs::read(path).unwrap());
            assert_eq!(
                imported.rejects.rows(),
                0,
                "{path:?} {:?}",
                imported.rejects.counts()
            );
            assert_eq!(
                imported.rejects.values(),
                0,
                "{path:?} {:?}",
                imported.rejects.counts()
            );
            imported.batches
        })
        .collect()
}
