//! Files that are broken in every way say so with a code, and what is good in them comes in.
#![allow(clippy::unwrap_used)] // a test fails by it

mod common;

use perennial_import::{BuiltInDecoders, Code, FileFacts, Inspector, Reader};
use proptest::prelude::{any, prop, prop_assert_eq, proptest};

fn refused(name: &str, bytes: &[u8]) -> Option<(Code, Option<String>)> {
    let inspection = common::inspect(name, bytes);
    assert!(!inspection.is_readable(), "{name}");
    let problem = inspection.problems.first()?;
    Some((problem.code, problem.arg("kind").map(str::to_owned)))
}

#[test]
fn what_is_no_table_is_refused_with_its_kind() {
    let xlsx = b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml \xa2";
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    let nuls: Vec<u8> = b"a,b\n1,\0\0\0\0\0\0\x01\x02\x03".repeat(20);
    for (name, bytes, code, kind) in [
        ("empty.csv", &b""[..], Code::EmptyFile, None),
        ("blank.csv", b"\n\r\n  \n", Code::EmptyFile, None),
        ("bom.csv", b"\xef\xbb\xbf", Code::EmptyFile, None),
        ("book.xlsx", xlsx, Code::BinaryFile, Some("xlsx")),
        ("picture.csv", png, Code::BinaryFile, Some("png")),
        ("nuls.csv", &nuls, Code::BinaryFile, Some("unknown")),
        (
            "rows.json",
            b"[{\"a\": 1}]",
            Code::UnsupportedFormat,
            Some("json"),
        ),
        (
            "page.csv",
            b"<!DOCTYPE html><html>",
            Code::UnsupportedFormat,
            Some("html"),
        ),
        ("head.csv", b"account_id,name\n", Code::HeadersOnly, None),
    ] {
        assert_eq!(
            refused(name, bytes),
            Some((code, kind.map(str::to_owned))),
            "{name}"
        );
    }
    let gbk = encoding_rs::GB18030
        .encode("客户名称,行业\n上海星河,制造\n")
        .0
        .into_owned();
    let mut inspector = Inspector::new(FileFacts::named("gbk.csv", gbk.len() as u64));
    inspector.head(&gbk);
    let problems = inspector.finish(&BuiltInDecoders).problems;
    assert_eq!(problems[0].code, Code::NoDecoder, "said, not garbled");
}

/// Line, column and code of everything that was set aside.
fn rejects(file: &str) -> (u64, Vec<(u32, Option<u32>, Code)>) {
    let imported = common::import("accounts.csv", file.as_bytes());
    let kept = imported.rejects.kept().iter();
    (
        imported.rows,
        kept.map(|reject| (reject.line, reject.column, reject.code))
            .collect(),
    )
}

#[test]
fn bad_rows_are_set_aside_with_line_column_and_code_and_good_ones_come_in() {
    let file = "account_id,name,seats,signup_date\n\
                a,Alpha,5,2025-01-01\n\
                a,Again,6,2025-01-01\n\
                ,Nameless,7,2025-01-01\n\
                b,\"Two\nlines\",x,2025-01-01\n\
                c,Gamma,8,2025-13-01\n\
                ,,,\n\
                d,Delta,9,2025-01-01,surplus\n\
                e,Short\n\
                f,Phi,9,2025-01-01,\n\
                g,\"open,9,2025-01-01\n\
                h,Eta,10,2025-01-02\n";
    let (rows, found) = rejects(file);
    assert_eq!(
        found,
        [
            (3, Some(0), Code::DuplicateKey),
            (4, Some(0), Code::MissingRequired),
            (5, Some(2), Code::BadNumber),
            (7, Some(3), Code::BadDate),
            (9, None, Code::TooManyFields),
            (10, None, Code::TooFewFields),
            (12, None, Code::UnclosedQuote),
        ]
    );
    assert_eq!(rows, 6, "a, b, c, e, f, h");
}

#[test]
fn rejects_are_counted_paged_and_downloaded_with_their_line() {
    let file = "account_id,name\n,=cmd()\na,Alpha\n,\"Two, Inc\"\n";
    let imported = common::import("accounts.csv", file.as_bytes());
    let rejects = imported.rejects;
    assert_eq!((rejects.rows(), rejects.counts()[0].count), (2, 2));
    assert_eq!(rejects.page(Some(Code::MissingRequired), 1, 5).len(), 1);
    let csv = rejects.to_csv();
    assert!(csv.starts_with("\u{feff}line,column,code,detail,original\r\n"));
    assert!(
        csv.contains(
            "4,\"account_id\",\"missing-required\",\"field=account_id\",\",\"\"Two, Inc\"\"\""
        ),
        "{csv}"
    );
}

#[test]
fn a_field_of_forty_megabytes_costs_one_row_and_little_memory() {
    let huge = "x".repeat(40 << 20);
    for (before, after, code) in [
        ("", "", Code::FieldTooLong),
        ("\"", "\"", Code::FieldTooLong),
    ] {
        let file = format!("account_id,name\na,Alpha\nb,{before}{huge}{after}\nc,Gamma\n");
        let imported = common::import("accounts.csv", file.as_bytes());
        let kept = imported.rejects.kept();
        assert_eq!(imported.rows, 2);
        assert_eq!((kept.len(), kept[0].code, kept[0].line), (1, code, 3));
        assert!(kept[0].raw.len() < 10_000);
    }
    // A quote that is never closed, with megabytes of good rows behind it.
    let mut file = String::from("account_id,name\na,\"Alpha\n");
    (0..200_000).for_each(|row| file.push_str(&format!("id{row},a company of some name {row}\n")));
    let imported = common::import("accounts.csv", file.as_bytes());
    assert_eq!((imported.rows, imported.rejects.rows()), (200_000, 1));
    assert_eq!(imported.rejects.kept()[0].code, Code::UnclosedQuote);
}

#[test]
fn broken_characters_are_replaced_and_said() {
    let mut file = b"account_id,name\na,".to_vec();
    file.extend_from_slice("客户客户客户客户".as_bytes());
    file.extend_from_slice(b"\xff\nb,Beta\n");
    let imported = common::import("accounts.csv", &file);
    assert_eq!(imported.rows, 2);
    assert_eq!(imported.rejects.kept()[0].code, Code::InvalidEncoding);
    assert_eq!(imported.rejects.kept()[0].line, 2);
}

#[test]
fn text_in_utf16_reads_as_in_utf8() {
    let text = "account_id,name\na,客户\nb,Beta\n";
    let plain = common::import("accounts.csv", text.as_bytes());
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> = [0xfe, 0xff]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
        .collect();
    for bytes in [little, marked] {
        assert_eq!(common::import("accounts.csv", &bytes), plain);
    }
}

proptest! {
    #[test]
    fn chunks_of_any_size_give_the_same(
        cells in prop::collection::vec("[a-c0-9\"\n,\r客 ]{0,6}", 0..120),
        cuts in prop::collection::vec(1_usize..50, 1..20),
        marked in any::<bool>(),
    ) {
        let mut file = String::from(if marked { "\u{feff}" } else { "" });
        file.push_str("account_id,name,seats\na,Alpha,3\n");
        for row in cells.chunks(3) {
            file.push_str(&row.join(","));
            file.push('\n');
        }
        let plan = common::inspect("accounts.csv", file.as_bytes()).plan();
        let whole = common::read(&plan, file.as_bytes(), usize::MAX);
        let mut reader = Reader::new(&plan, &BuiltInDecoders);
        let mut rest = file.as_bytes();
        for cut in cuts.iter().cycle() {
            let (now, later) = rest.split_at((*cut).min(rest.len()));
            reader.feed(now);
            rest = later;
            if rest.is_empty() {
                break;
            }
        }
        prop_assert_eq!(reader.finish(), whole);
    }
}
