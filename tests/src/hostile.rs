//! Every way in, given any bytes: whatever they are, the program answers. What is fuzzed (`tests/fuzz`) and what
//! `tests/hostile.rs` runs over other people's broken files is this.

use std::rc::Rc;

use perennial_data::{Day, Language};
use perennial_protocol::{CustomersQuery, Request, Response, Window};
use perennial_workbench::{BuiltInDecoders, FileFacts, Workbench};

/// Bytes that are taken for a file of rows: looked into, read as proposed, joined, scored, written out again.
///
/// # Panics
/// Never: that is what is tried.
pub fn table(bytes: &[u8]) {
    let mut bench = empty();
    bench.inspect_begin(vec![FileFacts::named("rows.csv", bytes.len() as u64)]);
    while let Some((offset, len)) = bench.inspect_wanted(0) {
        let from = usize::try_from(offset)
            .unwrap_or(usize::MAX)
            .min(bytes.len());
        let to = from.saturating_add(usize::try_from(len).unwrap_or(usize::MAX));
        bench.inspect_feed(0, offset, &bytes[from..to.min(bytes.len())]);
    }
    if bench.inspect_end().is_err() {
        return;
    }
    let Ok(order) = bench.read_begin() else {
        return;
    };
    // Pieces of a size that splits characters and quotes.
    for file in order {
        for piece in bytes.chunks(61) {
            if bench.read_feed(file, piece).is_err() {
                return;
            }
        }
    }
    if bench.read_end(0.0).is_ok() {
        look(&mut bench);
    }
}

/// Bytes that are taken for a workbook, an archive, JSON or HTML: opened, and what lies in it read as a table.
///
/// # Panics
/// Never: that is what is tried.
pub fn container(bytes: &[u8]) {
    for found in perennial_sheet::open("any", bytes) {
        table(&found.bytes);
    }
}

/// Text that is taken for JSON or HTML, whatever it begins with: with a bracket before it, and within a table.
///
/// # Panics
/// Never: that is what is tried.
pub fn text(bytes: &[u8]) {
    container(bytes);
    for (before, after) in [
        (&b"["[..], &b"]"[..]),
        (b"<html><table><tr><td>", b"</table>"),
    ] {
        container(&[before, bytes, after].concat());
    }
}

/// Bytes that are taken for a sheet of a workbook that is otherwise whole, so that what unpacks it does not stop
/// them: as an XLSX workbook's, then as an ODS workbook's.
///
/// # Panics
/// Never: that is what is tried.
pub fn sheet(bytes: &[u8]) {
    container(&crate::workbook::xlsx(bytes));
    container(&crate::workbook::ods(bytes));
}

/// Bytes that are taken for a workspace file.
///
/// # Panics
/// Never: that is what is tried.
pub fn workspace(bytes: &[u8]) {
    let mut bench = empty();
    if bench.restore(bytes).is_ok() {
        look(&mut bench);
        // It opens again as it was.
        if let Ok(Response::File { bytes, .. }) = bench.handle(&Request::Backup {
            passphrase: None,
            mask: None,
        }) {
            assert!(empty().restore(&bytes).is_ok(), "what was written opens");
        }
    }
}

/// Bytes that are taken for a model document.
///
/// # Panics
/// Never: that is what is tried.
pub fn model(bytes: &[u8]) {
    let Ok(json) = std::str::from_utf8(bytes) else {
        return;
    };
    let mut bench = empty();
    let as_of = today();
    let sample = Request::LoadSample {
        language: Language::En,
        as_of,
    };
    let json = json.to_owned();
    if bench.handle(&Request::LoadModel { json }).is_ok() && bench.handle(&sample).is_ok() {
        look(&mut bench);
    }
}

/// Bytes that are taken for a calendar of working days.
///
/// # Panics
/// Never: that is what is tried.
pub fn calendar(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    // What it says of the text does not matter here.
    drop(empty().handle(&Request::LoadCalendar { text }));
}

fn empty() -> Workbench {
    Workbench::new(Rc::new(BuiltInDecoders)).expect("what ships can be read")
}

fn today() -> Day {
    Day::from_ymd(2026, 3, 31).expect("a day")
}

/// Looks at what came in, as the screens do.
fn look(bench: &mut Workbench) {
    let as_of = today();
    let since = as_of.plus_days(-7);
    let window = Window { offset: 0, len: 50 };
    let query = CustomersQuery {
        as_of,
        since,
        columns: Vec::new(),
        search: String::new(),
        filters: Vec::new(),
        sort: None,
        window,
    };
    let customers = bench.handle(&Request::Customers(query));
    // The days of a customer's life are many: whoever tries thousands of files has no time for them.
    let first = match customers {
        Ok(Response::Customers(view)) => view.rows.into_iter().next(),
        _ => None,
    };
    let mut ask = |request| drop(bench.handle(&request));
    ask(Request::Portfolio { as_of, since });
    ask(Request::Unmatched { window });
    if let Some(row) = first {
        let account = row.id;
        ask(Request::Customer {
            account,
            as_of,
            since,
        });
    }
    for table in perennial_data::TableId::ALL {
        ask(Request::TableFile { table, bom: false });
    }
}
