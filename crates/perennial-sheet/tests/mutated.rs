//! Broken workbooks: whatever bytes are changed, opening ends and says something.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a test fails by them

use std::panic::catch_unwind;
use std::path::PathBuf;

/// How many times each file is broken.
const TIMES: u64 = 20;

#[test]
fn whatever_is_broken_opening_ends() {
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/xlsx_nasty/calamine");
    if !folder.is_dir() {
        eprintln!("SKIPPED: no ../shared/data, so this test proves nothing here");
        return;
    }
    std::panic::set_hook(Box::new(|_| {})); // those of calamine are caught, and many
    let mut random = 7_u64;
    let mut next = move || {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (random >> 33) as usize
    };
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.contains('.') || name.ends_with(".md") {
            continue;
        }
        let whole = std::fs::read(&path).unwrap();
        for time in 0..TIMES {
            let mut bytes = whole.clone();
            for _ in 0..1 + next() % 4 {
                let at = next() % bytes.len();
                bytes[at] = match next() % 4 {
                    0 => 0xff,
                    1 => 0,
                    _ => next().to_le_bytes()[0],
                };
            }
            let found = catch_unwind(|| perennial_sheet::open("a", &bytes));
            let found = found.unwrap_or_else(|_| panic!("{name}, {time} has panicked"));
            assert!(!found.is_empty(), "{name}, {time}");
        }
    }
}
