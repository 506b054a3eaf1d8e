//! Sheets as rows of texts, to be changed by tests. Independent of the import that is tested.

/// The records of a CSV text, header included; a byte order mark is left out.
#[must_use]
pub fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut in_quotes = false;
    let mut chars = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if in_quotes && chars.peek() == Some(&'"') => {
                field.push('"');
                chars.next();
            }
            '"' => in_quotes = !in_quotes,
            ',' if !in_quotes => row.push(std::mem::take(&mut field)),
            '\r' if !in_quotes => {}
            '\n' if !in_quotes => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            other => field.push(other),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows
}

/// The records as CSV, every field quoted.
#[must_use]
pub fn csv_text(rows: &[Vec<String>]) -> String {
    let line = |row: &Vec<String>| {
        let fields = row
            .iter()
            .map(|field| format!("\"{}\"", field.replace('"', "\"\"")));
        format!("{}\n", fields.collect::<Vec<_>>().join(","))
    };
    rows.iter().map(line).collect()
}

/// Puts things in another order, the same for the same seed.
pub fn shuffle<T>(things: &mut [T], seed: u64) {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for last in (1..things.len()).rev() {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        let other = (state >> 33) % (last as u64 + 1);
        things.swap(last, usize::try_from(other).unwrap_or(last));
    }
}
