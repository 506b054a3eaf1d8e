//! The promises of the texts: complete names, errors in three sentences, both languages alike.

use perennial_data::{FieldKind, Language, TableId};
use perennial_i18n::{Messages, Money};

const LANGUAGES: [Language; 2] = [Language::Zh, Language::En];

#[test]
fn every_table_field_and_value_of_the_schema_has_a_name() {
    for m in LANGUAGES.map(Messages::new) {
        for id in TableId::ALL {
            let table = id.name();
            assert!(m.table(table).is_some(), "table-{table}");
            for field in id.spec().fields {
                let name = m.field(table, field.name);
                assert!(name.is_some(), "field-{} of {table}", field.name);
                if let FieldKind::Category(values) = field.kind {
                    for value in values {
                        assert!(m.value(value).is_some(), "value-{value}");
                    }
                }
            }
        }
    }
    let zh = Messages::new(Language::Zh);
    assert_eq!(zh.field("contracts", "amount"), Some("合同金额"));
    assert_eq!(zh.field("invoices", "amount"), Some("金额"));
    assert_eq!(zh.field("accounts", "no_such_field"), None);
}

#[test]
fn an_error_says_what_happened_what_is_safe_and_what_to_do() {
    let codes: Vec<_> = Messages::error_codes().collect();
    assert!(codes.is_sorted() && codes.len() > 30);
    for m in LANGUAGES.map(Messages::new) {
        for code in &codes {
            let words = m.error_text(code, &[]).unwrap();
            for sentence in [words.what, words.safe, words.next] {
                assert!(sentence.ends_with(['.', '。']), "{code}: {sentence}");
            }
        }
        assert_eq!(m.error_text("no-such-code", &[]), None);
    }
}

#[test]
fn arguments_of_errors_are_written_as_the_language_does() {
    let args = [
        ("line", "12000".to_owned()),
        ("value", "32.13.2026".to_owned()),
        ("column", "到期日".to_owned()),
    ];
    let what = |language| {
        let words = Messages::new(language).error_text("bad-date", &args);
        words.unwrap().what
    };
    assert_eq!(
        what(Language::En),
        "“32.13.2026” is not a date we can read (到期日, line 12,000)."
    );
    assert_eq!(
        what(Language::Zh),
        "“32.13.2026”不是可识别的日期（到期日，第 12,000 行）。"
    );
}

#[test]
fn plurals_numbers_and_money_inside_sentences() {
    let (zh, en) = (Messages::new(Language::Zh), Messages::new(Language::En));
    assert_eq!(en.count_customers(1), "1 customer");
    assert_eq!(en.count_customers(1_200_u32), "1,200 customers");
    assert_eq!(zh.count_customers(1), "1 家客户");
    assert_eq!(en.import_questions_count(0), "nothing to confirm");
    assert_eq!(zh.import_questions_count(0), "没有需要确认的问题");
    let money = Money::new(1_230_000.0, "CNY");
    assert_eq!(en.portfolio_renewals_due(1, money), "1 contract · ¥1.23M");
    assert_eq!(zh.portfolio_renewals_due(3, money), "3 份合同 · ¥123万");
    assert_eq!(en.customer_change_part(-9.1, "logins"), "logins −9.1");
}

#[cfg(feature = "pseudo")]
#[test]
fn the_pseudo_language_is_marked_and_longer() {
    let m = Messages::pseudo();
    assert!(m.nav_customers().starts_with('⟦') && m.nav_customers().ends_with('⟧'));
    let (plain, long) = (Messages::new(Language::En).start_lead(), m.start_lead());
    assert!(long.chars().count() * 10 >= plain.chars().count() * 14);
}
