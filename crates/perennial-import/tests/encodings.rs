//! Files in the encodings of the world's spreadsheets: told from their bytes, asked where the bytes cannot
//! tell, and read as the same rows.
#![allow(clippy::unwrap_used)] // a test fails by it

mod common;

use perennial_data::{Dataset, TableId, merge};
use perennial_import::{Answer, Encoding, FileFacts, HostDecoders, Inspector, QuestionKind};

fn names(bytes: &[u8]) -> Vec<String> {
    let imported = common::import("list.csv", bytes);
    let (data, _) = merge(&Dataset::default(), imported.batches);
    let accounts = u32::try_from(data.table(TableId::Accounts).len()).unwrap();
    (0..accounts)
        .map(|at| data.account_name(at).unwrap().to_owned())
        .collect()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn the_same_list_comes_in_whatever_its_encoding() {
    let simplified =
        "客户编号,客户名称,负责人\nC1,上海晨光科技有限公司,王芳\nC2,北京远望软件,李雷\n";
    let traditional =
        "客戶編號,客戶名稱,負責人\nC1,台北晨光科技股份有限公司,王芳\nC2,高雄遠望軟體,李雷\n";
    let japanese = "顧客番号,会社名,担当者\nC1,株式会社アオゾラ,佐藤\nC2,ひかり商事,鈴木\n";
    let western = "customer id,customer name,owner\nC1,Müller & Söhne,Zoé\nC2,Café Île,René\n";
    for (text, encoding, bytes) in [
        (
            simplified,
            Encoding::Gb18030,
            encoding_rs::GBK.encode(simplified).0.into_owned(),
        ),
        (
            traditional,
            Encoding::Big5,
            encoding_rs::BIG5.encode(traditional).0.into_owned(),
        ),
        (
            japanese,
            Encoding::ShiftJis,
            encoding_rs::SHIFT_JIS.encode(japanese).0.into_owned(),
        ),
        (
            western,
            Encoding::Windows1252,
            encoding_rs::WINDOWS_1252.encode(western).0.into_owned(),
        ),
        (
            simplified,
            Encoding::Utf16Le,
            utf16(simplified, u16::to_le_bytes),
        ),
        (
            traditional,
            Encoding::Utf16Be,
            utf16(traditional, u16::to_be_bytes),
        ),
        (western, Encoding::Utf16Le, utf16(western, u16::to_le_bytes)),
        (japanese, Encoding::Utf8, japanese.as_bytes().to_vec()),
    ] {
        let inspection = common::inspect("list.csv", &bytes);
        assert_eq!(inspection.encoding, encoding, "{text}");
        let asked = inspection
            .questions
            .iter()
            .any(|q| q.kind == QuestionKind::Encoding);
        assert!(!asked, "{text}");
        if encoding != Encoding::ShiftJis && text != japanese {
            let rows = text.lines().skip(1);
            let expected: Vec<&str> = rows.map(|row| row.split(',').nth(1).unwrap()).collect();
            assert_eq!(names(&bytes), expected, "{encoding:?}");
        }
    }
}

#[test]
fn bytes_that_two_encodings_can_be_are_asked_and_the_answer_holds() {
    // Both bytes of these lie among the everyday characters of Big5 and of GB 2312.
    let (bytes, _, _) = encoding_rs::BIG5.encode("id,name\n1,關鼎\n");
    let inspector = || {
        let facts = FileFacts::named("list.csv", bytes.len() as u64);
        let mut inspector = Inspector::new(facts);
        inspector.head(&bytes);
        inspector
    };
    let inspection = inspector().finish(&HostDecoders);
    let question = inspection.questions.first().unwrap();
    assert_eq!(question.kind, QuestionKind::Encoding);
    assert!(question.choices.contains(&Answer::Encoding(Encoding::Big5)));
    let told = inspector().by(Encoding::Big5).finish(&HostDecoders);
    assert!(
        told.questions
            .iter()
            .all(|question| question.kind != QuestionKind::Encoding)
    );
    assert_eq!(told.columns[1].samples, ["關鼎"]);
}
