//! Yes and no.

use super::half_width;

/// Reads a trimmed text.
pub(crate) fn read(text: &str) -> Option<bool> {
    const YES: [&str; 15] = [
        "true", "yes", "y", "1", "t", "on", "是", "有", "对", "√", "✓", "✔", "☑", "1.0", "已",
    ];
    const NO: [&str; 14] = [
        "false", "no", "n", "0", "f", "off", "否", "没有", "错", "×", "✗", "✘", "☐", "0.0",
    ];
    if text.len() > 12 || text.starts_with(|c: char| matches!(c, '2'..='9')) {
        return None;
    }
    let text = half_width(text);
    let is = |word: &str| word.eq_ignore_ascii_case(&text);
    if YES.iter().any(|word| is(word)) {
        Some(true)
    } else if NO.iter().any(|word| is(word)) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn flags_in_zh_and_en() {
        for yes in ["是", "Y", "yes", "TRUE", "True", "✓", "√", "1", "1.0", "Ｙ"] {
            assert_eq!(read(yes), Some(true), "{yes}");
        }
        for no in ["否", "N", "no", "FALSE", "False", "✗", "×", "0", "0.0"] {
            assert_eq!(read(no), Some(false), "{no}");
        }
        for other in ["maybe", "2", "", "10-50"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
