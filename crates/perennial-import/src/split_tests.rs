//! The splitter gives what `csv-core` gives, whatever the chunks.

use super::{Block, Splitter};
use crate::dialect::Dialect;
use proptest::prelude::{Strategy, any, prop, prop_assert_eq, proptest};

const WIDTH: usize = 6;

/// Fields and separators of all sorts: plain, quoted, quotes in the middle, text after a quote,
/// breaks of every kind. An unclosed quote is left out: there we differ on purpose.
fn documents() -> impl Strategy<Value = String> {
    let plain = "[a-z0-9客é \"]{0,12}".prop_map(|text| text.trim_start_matches('"').to_owned());
    let quoted =
        "[a-z,;客\n\r\"]{0,20}".prop_map(|text| format!("\"{}\"", text.replace('"', "\"\"")));
    let after = ("[a-z,]{0,5}", "[a-z客]{1,3}").prop_map(|(a, b)| format!("\"{a}\"{b}"));
    let field = proptest::prop_oneof![plain, quoted, after];
    let record = prop::collection::vec(field, 1..WIDTH).prop_map(|fields| fields.join(","));
    let ending = prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"]);
    prop::collection::vec((record, ending), 0..12).prop_map(|records| {
        let pairs = records.into_iter().map(|(record, ending)| record + ending);
        pairs.collect()
    })
}

fn reference(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv_core::Reader::new();
    let (mut rest, mut records) = (text.as_bytes(), Vec::new());
    loop {
        let (mut out, mut ends) = ([0; 4096], [0; 64]);
        let (result, used, written, n_ends) = reader.read_record(rest, &mut out, &mut ends);
        rest = &rest[used..];
        if n_ends > 0 {
            let mut start = 0;
            let fields = ends[..n_ends].iter().map(|&end| {
                let field = String::from_utf8(out[start..end].to_vec()).unwrap();
                start = end;
                field
            });
            records.push(fields.collect());
        }
        assert!(written <= out.len());
        match result {
            csv_core::ReadRecordResult::End => return records,
            csv_core::ReadRecordResult::InputEmpty if rest.is_empty() && n_ends == 0 => {}
            _ => {}
        }
    }
}

/// Records with their lines, the text fed in pieces that end anywhere.
fn ours(text: &str, cuts: &[usize]) -> Vec<(u32, Vec<String>)> {
    let mut splitter = Splitter::new(Dialect::of(b','));
    let mut block = Block::new(WIDTH);
    let mut records = Vec::new();
    let mut open: Vec<u8> = Vec::new();
    let mut places: Vec<usize> = cuts.iter().map(|cut| cut % (text.len() + 1)).collect();
    places.push(text.len());
    places.sort_unstable();
    let mut from = 0;
    for (at, &to) in places.iter().enumerate() {
        open.extend_from_slice(&text.as_bytes()[from..to]);
        from = to;
        loop {
            let used = splitter.split(&open, at + 1 == places.len(), &mut block);
            let texts = block.texts(&open[..used]).unwrap();
            for row in 0..block.rows() {
                let mark = block.marks[row];
                assert!(!mark.unclosed);
                let fields = texts.record(row).take(mark.fields as usize);
                records.push((mark.line, fields.map(str::to_owned).collect()));
            }
            let rows = block.rows();
            open.drain(..used);
            if rows == 0 {
                break;
            }
        }
    }
    records
}

proptest! {
    #[test]
    fn fields_are_those_of_csv_core_in_any_chunks(
        text in documents(),
        cuts in prop::collection::vec(any::<usize>(), 0..8),
    ) {
        let records = ours(&text, &cuts);
        let fields: Vec<_> = records.iter().map(|(_, fields)| fields.clone()).collect();
        // Where a return alone stands within quotes, it breaks the line as any other.
        let broken = |field: String| field.replace("\r\n", "\0").replace('\r', "\n").replace('\0', "\r\n");
        let expected: Vec<Vec<String>> = reference(&text)
            .into_iter()
            .map(|fields| fields.into_iter().map(broken).collect())
            .collect();
        prop_assert_eq!(&fields, &expected);
        prop_assert_eq!(records, ours(&text, &[]), "lines do not depend on the chunks");
    }
}

#[test]
fn lines_are_those_of_an_editor() {
    let text = "a,b\r\n\r\n\"x\ny\",2\n3\n";
    let lines: Vec<u32> = ours(text, &[]).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [1, 3, 5]);
}

#[test]
fn a_quote_without_end_costs_its_line_only() {
    let text = "1,\"open\n2,two\n3,three\n";
    let mut splitter = Splitter::new(Dialect::of(b','));
    let mut block = Block::new(2);
    splitter.split(text.as_bytes(), true, &mut block);
    let texts = block.texts(text.as_bytes()).unwrap();
    assert!(block.marks[0].unclosed);
    assert_eq!(texts.raw(0), "1,\"open");
    assert_eq!((texts.field(1, 1), texts.field(2, 1)), ("two", "three"));
}
