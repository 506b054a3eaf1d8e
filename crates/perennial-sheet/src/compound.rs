//! What lies beside the cells of an XLS workbook: hidden rows and columns, and how far its cells reach, which has to be
//! known before calamine makes room for all that lies between them. What is broken here is left out.

use crate::layout::SheetLayout;
use perennial_import::{Code, Problem};

/// The cells that a workbook may reach over, a full sheet being 17 million.
const MOST_CELLS: u64 = 60_000_000;
/// The end of a chain, and places that are none.
const LAST: u32 = 0xffff_fff0;

/// The sheets in the order of the workbook.
///
/// # Errors
/// `unpacked-too-large` where a few cells reach over more than there is room for; `damaged-file` where a chain of the
/// container does not end.
pub(crate) fn layouts(bytes: &[u8]) -> Result<Vec<SheetLayout>, Problem> {
    chains_end(bytes)?;
    let mut names = ["Workbook", "Book"].iter();
    let stream = names.find_map(|name| stream(bytes, name));
    of_records(&stream.unwrap_or_default())
}

/// The same of the workbook's stream: records of a kind, a length and so many bytes.
fn of_records(stream: &[u8]) -> Result<Vec<SheetLayout>, Problem> {
    let mut starts: Vec<usize> = Vec::new();
    let mut sheets: Vec<SheetLayout> = Vec::new();
    let mut current: Option<usize> = None;
    let mut reach = Reach::default();
    let mut cells = 0_u64;
    let mut at = 0;
    while let (Some(kind), Some(len)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
        let Some(record) = stream.get(at + 4..at + 4 + usize::from(len)) else {
            break;
        };
        match kind {
            0x0809 => {
                cells += reach.cells();
                reach = Reach::default();
                current = starts.iter().position(|start| *start == at);
            }
            // A sheet: where it begins.
            0x0085 => {
                starts.push(u32_at(record, 0).unwrap_or(u32::MAX) as usize);
                sheets.push(SheetLayout::default());
            }
            // Values and formulas, each with its row and column first.
            0x0006 | 0x00d6 | 0x00fd | 0x0203 | 0x0204 | 0x0205 | 0x027e => {
                reach.take(u16_at(record, 0), u16_at(record, 2));
            }
            // Several in a row, the last column behind them.
            0x00bd => {
                reach.take(u16_at(record, 0), u16_at(record, 2));
                reach.take(
                    u16_at(record, 0),
                    u16_at(record, record.len().saturating_sub(2)),
                );
            }
            0x0208 if u16_at(record, 12).is_some_and(|options| options & 0x20 != 0) => {
                let sheet = current.and_then(|sheet| sheets.get_mut(sheet));
                if let (Some(sheet), Some(row)) = (sheet, u16_at(record, 0)) {
                    sheet.hidden_rows.insert(u32::from(row));
                }
            }
            0x007d if u16_at(record, 8).is_some_and(|options| options & 1 != 0) => {
                let sheet = current.and_then(|sheet| sheets.get_mut(sheet));
                let range = u16_at(record, 0).zip(u16_at(record, 2));
                if let (Some(sheet), Some((first, last))) = (sheet, range) {
                    sheet.hidden_columns.push((first.into(), last.into()));
                }
            }
            _ => {}
        }
        at += 4 + usize::from(len);
    }
    if cells + reach.cells() > MOST_CELLS {
        return Err(Problem::new(Code::UnpackedTooLarge).with("limit", MOST_CELLS));
    }
    Ok(sheets)
}

/// How far the cells of a sheet reach.
#[derive(Default)]
struct Reach {
    rows: Option<(u16, u16)>,
    columns: Option<(u16, u16)>,
}

impl Reach {
    fn take(&mut self, row: Option<u16>, column: Option<u16>) {
        let (Some(row), Some(column)) = (row, column) else {
            return;
        };
        let over = |range: Option<(u16, u16)>, at: u16| match range {
            Some((first, last)) => Some((first.min(at), last.max(at))),
            None => Some((at, at)),
        };
        self.rows = over(self.rows, row);
        self.columns = over(self.columns, column);
    }

    fn cells(&self) -> u64 {
        let length = |range: Option<(u16, u16)>| {
            range.map_or(0, |(first, last)| u64::from(last - first) + 1)
        };
        length(self.rows) * length(self.columns)
    }
}

/// A sector of the container.
fn sector_at(bytes: &[u8], sector: usize, at: u32) -> Option<&[u8]> {
    let start = (at as usize).checked_add(1)?.checked_mul(sector)?;
    bytes.get(start..bytes.len().min(start.checked_add(sector)?))
}

/// How long sectors are, and which follows each.
fn sectors(bytes: &[u8]) -> Option<(usize, Vec<u32>)> {
    let sector = 1_usize.checked_shl(u32::from(u16_at(bytes, 30)?).min(16))?;
    let mut table: Vec<u32> = Vec::new();
    let listed = (0..109).map_while(|at| u32_at(bytes, 76 + 4 * at));
    let mut listed: Vec<u32> = listed.take_while(|at| *at < LAST).collect();
    // More of the list, each piece ending with where the next one is.
    let mut next = u32_at(bytes, 68)?;
    while next < LAST && listed.len() < bytes.len() / sector {
        let mut more = words(sector_at(bytes, sector, next)?);
        next = more.pop()?;
        listed.extend(more.into_iter().filter(|at| *at < LAST));
    }
    for at in listed {
        table.extend(words(sector_at(bytes, sector, at)?));
    }
    Some((sector, table))
}

/// Whether following the sectors of a table comes round to one that was passed: calamine would follow it until the
/// memory is full.
fn runs_in_a_circle(table: &[u32]) -> bool {
    // The start from which each was first met, counted from 1.
    let mut met = vec![0_u32; table.len()];
    for (start, own) in (0..table.len()).zip(1_u32..) {
        let mut at = start;
        while let Some(seen) = met.get_mut(at) {
            if *seen > 0 {
                if *seen == own {
                    return true;
                }
                break;
            }
            *seen = own;
            at = table.get(at).map_or(usize::MAX, |next| *next as usize);
        }
    }
    false
}

/// That the chains of the container end, of its sectors and of the small pieces in them.
///
/// # Errors
/// `damaged-file`.
fn chains_end(bytes: &[u8]) -> Result<(), Problem> {
    let broken = || crate::damaged("a chain of sectors that runs in a circle");
    // What has no table is refused by who reads it.
    let Some((sector, table)) = sectors(bytes) else {
        return Ok(());
    };
    if runs_in_a_circle(&table) {
        return Err(broken());
    }
    let mut small = Vec::new();
    let mut at = u32_at(bytes, 60).unwrap_or(u32::MAX);
    while let Some(piece) = (at < LAST).then(|| sector_at(bytes, sector, at)).flatten() {
        small.extend(words(piece));
        at = table.get(at as usize).copied().unwrap_or(u32::MAX);
    }
    if runs_in_a_circle(&small) {
        return Err(broken());
    }
    Ok(())
}

/// A stream of the container, by name.
fn stream(bytes: &[u8], name: &str) -> Option<Vec<u8>> {
    let (sector, table) = sectors(bytes)?;
    let chain = |first: u32, table: &[u32]| {
        let mut chain = Vec::new();
        let mut at = first;
        // A chain longer than all sectors runs in a circle.
        while at < LAST && chain.len() < table.len() {
            chain.push(at);
            at = *table.get(at as usize)?;
        }
        Some(chain)
    };
    let read = |first: u32| {
        let mut whole = Vec::new();
        for at in chain(first, &table)? {
            whole.extend_from_slice(sector_at(bytes, sector, at)?);
        }
        Some(whole)
    };
    let directory = read(u32_at(bytes, 48)?)?;
    let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let entries = || directory.chunks_exact(128);
    let entry = entries().find(|entry| {
        let length = usize::from(u16_at(entry, 64).unwrap_or(0)).saturating_sub(2);
        let found = entry.get(..length.min(64)).unwrap_or_default();
        found.eq_ignore_ascii_case(&wanted)
    })?;
    let (first, size) = (u32_at(entry, 116)?, u32_at(entry, 120)?);
    if size >= u32_at(bytes, 56)? {
        return read(first);
    }
    // Small streams lie in pieces of 64 bytes in the root's.
    let small = read(u32_at(entries().next()?, 116)?)?;
    let small_table = words(&read(u32_at(bytes, 60)?)?);
    let mut whole = Vec::new();
    for at in chain(first, &small_table)? {
        let start = at as usize * 64;
        whole.extend_from_slice(small.get(start..start + 64)?);
    }
    Some(whole)
}

fn words(bytes: &[u8]) -> Vec<u32> {
    let (words, _) = bytes.as_chunks::<4>();
    words.iter().map(|word| u32::from_le_bytes(*word)).collect()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..)?.first_chunk::<2>()?;
    Some(u16::from_le_bytes(*bytes))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..)?.first_chunk::<4>()?;
    Some(u32::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::{layouts, of_records, runs_in_a_circle};

    #[test]
    fn a_chain_that_runs_in_a_circle_is_told_from_ones_that_meet() {
        const END: u32 = 0xffff_fffe;
        assert!(!runs_in_a_circle(&[1, 2, END, 2, 0, 900]));
        assert!(runs_in_a_circle(&[END, 2, 3, 1]));
        assert!(runs_in_a_circle(&[0]));
        assert!(!runs_in_a_circle(&[]));
    }

    /// A record of 16-bit numbers.
    fn record(kind: u16, numbers: &[u16]) -> Vec<u8> {
        let length = u16::try_from(numbers.len() * 2).unwrap();
        let all = [kind, length].into_iter().chain(numbers.iter().copied());
        all.flat_map(u16::to_le_bytes).collect()
    }

    fn book(records: &[Vec<u8>]) -> Vec<u8> {
        let globals = [record(0x0809, &[0x0600, 5]), record(0x0085, &[0, 0, 0])].concat();
        let mut stream = globals;
        let start = u16::try_from(stream.len()).unwrap();
        stream[12..14].copy_from_slice(&start.to_le_bytes()); // where the sheet begins
        stream.extend(record(0x0809, &[0x0600, 16]));
        stream.extend(records.concat());
        stream
    }

    #[test]
    fn hidden_rows_and_columns_are_found() {
        let row = |row: u16, options: u16| record(0x0208, &[row, 0, 9, 0, 0, 0, options, 0]);
        let column = |first, last, options| record(0x007d, &[first, last, 0, 0, options, 0]);
        let stream = book(&[
            row(3, 0x20),
            row(4, 0x100),
            column(1, 2, 1),
            column(5, 5, 0),
        ]);
        let sheets = of_records(&stream).unwrap();
        assert_eq!(sheets.len(), 1);
        assert_eq!(sheets[0].hidden_rows.iter().collect::<Vec<_>>(), [&3]);
        assert_eq!(sheets[0].hidden_columns, [(1, 2)]);
    }

    #[test]
    fn two_cells_do_not_take_room_for_a_billion() {
        let number = |row, column| record(0x0203, &[row, column, 0, 0, 0, 0, 0]);
        assert!(of_records(&book(&[number(0, 0), number(65_535, 255)])).is_ok());
        let far = of_records(&book(&[number(0, 0), number(65_535, 60_000)]));
        assert_eq!(far.unwrap_err().code.as_str(), "unpacked-too-large");
    }

    #[test]
    fn what_is_no_container_has_no_layout() {
        assert!(layouts(b"").unwrap().is_empty());
        assert!(layouts(&[0xff; 4096]).unwrap().is_empty());
    }
}
