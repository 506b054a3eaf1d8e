//! One compressed file, such as `usage.csv.gz`.

use crate::room::Room;
use crate::{DEEPEST, Found, Refusal, opened};
use flate2::read::MultiGzDecoder;
use perennial_import::{Code, Problem};

pub(crate) fn open(
    name: &str,
    bytes: &[u8],
    room: &mut Room,
    depth: usize,
) -> Result<Vec<Found>, Refusal> {
    if depth >= DEEPEST {
        return Err(Problem::new(Code::NoTable));
    }
    let unpacked = room.read(MultiGzDecoder::new(bytes))?;
    let inner = name.strip_suffix(".gz").unwrap_or(name);
    Ok(opened(inner, &unpacked, room, depth + 1))
}
