//! What was found in the data, put into words.

use perennial_i18n::Messages;
use perennial_protocol::view::FindingView;

/// What a finding is, what it does to scores, and what to do about it.
pub(crate) fn quality_text(m: Messages, finding: &FindingView) -> [String; 3] {
    let table = finding.table.name();
    let field = |at: usize| {
        let name = finding.fields.get(at).map_or("", String::as_str);
        m.field(table, name)
            .or_else(|| m.field("accounts", name))
            .or_else(|| m.field("contracts", name))
            .map_or_else(|| name.to_owned(), str::to_owned)
    };
    let mut args = vec![
        ("table", m.table(table).unwrap_or(table).to_owned()),
        ("field", field(0)),
        ("other", field(1)),
        ("count", finding.count.to_string()),
        ("of", finding.of.to_string()),
    ];
    args.extend(
        finding
            .args
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone())),
    );
    match m.error_text(&format!("quality-{}", finding.code), &args) {
        Some(words) => [words.what, words.safe, words.next],
        None => [finding.code.clone(), String::new(), String::new()],
    }
}
