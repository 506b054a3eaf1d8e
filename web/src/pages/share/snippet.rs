//! The texts that put a card elsewhere: the snippet of a page, and the address of one.

use super::base64;
use perennial_data::Language;
use perennial_snapshot::Theme;

/// What a page says to show a snapshot; `folder` is where the package lies. The document stands in an attribute, in
/// which nothing of it can be markup.
pub(super) fn snippet(
    snapshot: &str,
    folder: &str,
    (language, theme): (Language, Option<Theme>),
) -> String {
    let slash = if folder.is_empty() || folder.ends_with('/') {
        ""
    } else {
        "/"
    };
    let theme = theme.map_or_else(String::new, |theme| {
        format!(" theme=\"{}\"", theme.as_str())
    });
    format!(
        "<script type=\"module\" src=\"{}{slash}health.js\"></script>\n\
         <perennial-health lang=\"{}\"{theme} data='{}'></perennial-health>\n",
        attribute(folder),
        language.tag(),
        // JSON has quotes everywhere, and apostrophes only in words.
        snapshot
            .replace('&', "&amp;")
            .replace('\'', "&#39;")
            .replace('<', "&lt;"),
    )
}

/// The address of a page whose card has the attribute `fragment`, with a snapshot behind its `#`.
pub(super) fn link(snapshot: &str, page: &str) -> String {
    let page = page.split('#').next().unwrap_or_default();
    format!(
        "{page}#perennial={}",
        base64::for_address(snapshot.as_bytes())
    )
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_customer_leaves_its_attribute() {
        let hostile = r#"{"name":"'></perennial-health><script>alert(1)</script>"}"#;
        let text = snippet(hostile, "/p\"><b>", (Language::En, Some(Theme::Dark)));
        assert_eq!(text.matches('<').count(), 4, "{text}");
        assert!(
            text.contains(" theme=\"dark\" data='{\"name\":\"&#39;>&lt;/"),
            "{text}"
        );
        assert!(
            text.contains("src=\"/p&quot;&gt;&lt;b&gt;/health.js\""),
            "{text}"
        );
    }

    #[test]
    fn an_address_has_one_fragment() {
        let text = link("{}", "https://crm.example/card.html#old");
        assert_eq!(text, "https://crm.example/card.html#perennial=e30");
    }
}
