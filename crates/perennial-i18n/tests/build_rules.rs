//! What the build script refuses, and that it names the file and the key.

#[path = "../build/catalogue.rs"]
mod catalogue;
#[path = "../build/compare.rs"]
mod compare;
#[path = "../build/generate.rs"]
mod generate;

fn problems(zh: &str, en: &str) -> Vec<String> {
    let zh = catalogue::parse("zh-CN.ftl", zh, "zh-CN");
    let en = catalogue::parse("en.ftl", en, "en");
    match (zh, en) {
        (Ok(zh), Ok(en)) => compare::compare(&zh, &en),
        (Err(problems), _) | (_, Err(problems)) => problems,
    }
}

#[track_caller]
fn refused(zh: &str, en: &str, saying: &[&str]) {
    let problems = problems(zh, en).join("\n");
    for words in saying {
        assert!(problems.contains(words), "{words:?} not in {problems:?}");
    }
}

#[test]
fn texts_that_agree_pass_and_become_code() {
    let (zh, en) = ("a = 共 { COUNT($n) }\n", "a = { COUNT($n) } in all\n");
    assert_eq!(problems(zh, en), Vec::<String>::new());
    let zh = catalogue::parse("zh-CN.ftl", zh, "zh-CN").unwrap();
    let en = catalogue::parse("en.ftl", en, "en").unwrap();
    let generated = generate::generate(&zh, &en, false);
    let method = "pub fn a(self, n: impl crate::ToCount) -> String";
    assert!(generated.code.contains(method));
    assert_eq!(generated.texts, ["共 \u{1}0c\n", "\u{1}0c in all\n"]);
}

#[test]
fn texts_of_later_parts_are_apart() {
    let (zh, en) = (
        "a = 甲\nroom-b = 乙\nembed-c = 丙\nimport-d = 丁\n",
        "a = A\nroom-b = B\nembed-c = C\nimport-d = D\n",
    );
    let zh = catalogue::parse("zh-CN.ftl", zh, "zh-CN").unwrap();
    let en = catalogue::parse("en.ftl", en, "en").unwrap();
    let generated = generate::generate(&zh, &en, false);
    let has = |texts: &[String], text: &str| texts.iter().any(|all| all.contains(text));
    let lists = [
        &generated.texts,
        &generated.room,
        &generated.share,
        &generated.screens,
    ];
    for (at, text) in ["甲", "乙", "丙", "丁"].into_iter().enumerate() {
        let found = lists.map(|list| has(list, text));
        assert_eq!(found.iter().position(|found| *found), Some(at));
        assert_eq!(found.iter().filter(|found| **found).count(), 1);
    }
}

#[test]
fn a_key_missing_in_a_language_is_refused() {
    refused("a = 甲\n", "a = a\nb = b\n", &["zh-CN.ftl: b: missing"]);
    refused("a = 甲\nb = 乙\n", "a = a\n", &["en.ftl: b: missing"]);
}

#[test]
fn different_arguments_are_refused() {
    refused(
        "a = { $x }\n",
        "a = { $y }\n",
        &["a: $x is in one language"],
    );
    refused("a = { $x }\n", "a = { COUNT($x) }\n", &["a: $x is"]);
    refused(
        "a = { $x }{ COUNT($x) }\n",
        "a = { $x }{ COUNT($x) }\n",
        &["a: $x is"],
    );
}

#[test]
fn syntax_that_is_not_supported_is_refused() {
    refused(
        "a = { FANCY($x) }\n",
        "a = x\n",
        &["zh-CN.ftl: a: no function"],
    );
    refused("a = 甲\nb {\n", "a = a\n", &["zh-CN.ftl:2: b"]);
    refused("a = { b }\n", "a = x\n", &["zh-CN.ftl: a: a placeable is"]);
    let plural = "a = { $n ->\n    [one] 1\n   *[other] { COUNT($n) }\n }\n";
    refused(
        plural,
        plural,
        &["zh-CN.ftl: a: zh-CN has no plural form [one]"],
    );
    refused(
        "a = 甲\na = 乙\n",
        "a = x\n",
        &["zh-CN.ftl: a: is there twice"],
    );
}

#[test]
fn an_error_without_three_sentences_is_refused() {
    refused(
        "error-x = 甲\n    .safe = 乙\n",
        "error-x = a\n    .safe = b\n",
        &["error-x: an error says three things"],
    );
    refused("field-x = { $a }\n", "field-x = { $a }\n", &["field-x"]);
}
