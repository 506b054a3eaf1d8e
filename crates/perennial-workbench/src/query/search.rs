//! Finding customers by words, in any case and width.

use perennial_data::{Dataset, TableId, fold_name};

/// What can be searched of every account, folded once per dataset.
#[derive(Default)]
pub(crate) struct SearchIndex {
    haystacks: Vec<String>,
}

const FIELDS: [&str; 6] = [
    "account_id",
    "name",
    "owner",
    "industry",
    "segment",
    "region",
];

impl SearchIndex {
    pub(crate) fn new(data: &Dataset) -> Self {
        let accounts = data.table(TableId::Accounts);
        let columns: Vec<_> = FIELDS
            .iter()
            .filter_map(|field| accounts.column(field))
            .collect();
        let haystack = |row: usize| {
            let texts: Vec<&str> = columns
                .iter()
                .filter_map(|column| column.text(row))
                .collect();
            texts
                .iter()
                .map(|text| folded(text))
                .collect::<Vec<_>>()
                .join("\n")
        };
        Self {
            haystacks: (0..accounts.len()).map(haystack).collect(),
        }
    }

    /// Whether the account's texts hold every word of the search.
    pub(crate) fn matches(&self, account: usize, words: &[String]) -> bool {
        self.haystacks
            .get(account)
            .is_some_and(|text| words.iter().all(|word| text.contains(word.as_str())))
    }
}

/// The words of a search, ready to compare.
pub(crate) fn words(search: &str) -> Vec<String> {
    search
        .split_whitespace()
        .map(folded)
        .filter(|word| !word.is_empty())
        .collect()
}

/// Folded for comparing parts of names: legal forms stay, as a search may end within one.
fn folded(text: &str) -> String {
    // A last word that is no legal form keeps `fold_name` from cutting one off.
    let mut folded = fold_name(&format!("{text} \u{4e00}"));
    folded.pop();
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_match_in_any_case_and_width_and_within_legal_forms() {
        assert_eq!(words("ＡＣＭＥ 有限"), ["acme", "有限"]);
        assert_eq!(folded("Acme, Inc."), "acmeinc");
        assert_eq!(folded("星河科技有限公司"), "星河科技有限公司");
        assert!(words("  ").is_empty());
    }
}
