//! Names made comparable: case, width, spaces and legal forms do not tell two customers apart.

/// Legal forms that end a company's name, longest first, as they stand after folding.
const LEGAL_FORMS: [&str; 16] = [
    "有限责任公司",
    "股份有限公司",
    "集团有限公司",
    "有限公司",
    "股份公司",
    "incorporated",
    "corporation",
    "limited",
    "gmbh",
    "llc",
    "ltd",
    "inc",
    "corp",
    "plc",
    "ag",
    "co",
];

/// The name in lower case, full-width forms made half-width, without spaces, punctuation and
/// legal forms (有限公司, Inc., GmbH). Two accounts with the same folded name are taken for one.
#[must_use]
pub fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut words: Vec<String> = Vec::new();
    for c in name.chars().map(half_width) {
        if c.is_alphanumeric() {
            crate::push_lower(&mut folded, c);
        } else if !folded.is_empty() && (c.is_whitespace() || c == ',' || c == '.') {
            words.push(std::mem::take(&mut folded));
        }
    }
    if !folded.is_empty() {
        words.push(folded);
    }
    while words.len() > 1
        && words
            .last()
            .is_some_and(|w| LEGAL_FORMS.contains(&w.as_str()))
    {
        words.pop();
    }
    let mut joined = words.concat();
    for form in LEGAL_FORMS.iter().filter(|form| !form.is_ascii()) {
        if joined.len() > form.len() && joined.ends_with(form) {
            joined.truncate(joined.len() - form.len());
            break;
        }
    }
    joined
}

/// The half-width form of a full-width character; the ideographic space becomes a space.
fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::fold_name;

    #[test]
    fn the_same_customer_written_differently() {
        for (a, b) in [
            ("Acme, Inc.", "ACME"),
            ("Harbor Foods GmbH", "harbor  foods"),
            ("上海星河科技有限公司", "上海星河科技"),
            ("ＡＣＭＥ　有限公司", "acme"),
            ("Acme Co., Ltd.", "Acme"),
        ] {
            assert_eq!(fold_name(a), fold_name(b), "{a} / {b}");
        }
        assert_ne!(fold_name("Acme North"), fold_name("Acme South"));
        assert_eq!(fold_name("有限公司"), "有限公司");
        assert_eq!(fold_name("Inc"), "inc");
    }
}
