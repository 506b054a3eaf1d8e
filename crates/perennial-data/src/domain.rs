//! The domain of a web or mail address, made comparable.

/// Hosts that give mailboxes to everybody: who writes from one does not belong to it.
const MAILBOXES: [&str; 24] = [
    "126.com",
    "139.com",
    "163.com",
    "189.cn",
    "aliyun.com",
    "aol.com",
    "foxmail.com",
    "gmail.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "outlook.com",
    "proton.me",
    "qq.com",
    "sina.com",
    "sohu.com",
    "web.de",
    "yahoo.com",
];

/// The domain that `text` names, in lower case and without `www.`: of `https://www.Acme.com/en`,
/// `acme.com` and `ann@acme.com` it is `acme.com`. `None` where it names none, and for a mailbox with a
/// provider for everybody.
#[must_use]
pub fn fold_domain(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, is_mailbox) = match host.rsplit_once('@') {
        Some((_, host)) => (host, true),
        None => (host, false),
    };
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    let host = host.trim_end_matches('.');
    let mut folded = String::with_capacity(host.len());
    host.chars().for_each(|c| crate::push_lower(&mut folded, c));
    let domain = folded.strip_prefix("www.").unwrap_or(&folded);
    let labels = domain.split('.').collect::<Vec<_>>();
    let is_label =
        |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let ends_in_letters = labels
        .last()
        .is_some_and(|last| last.chars().all(char::is_alphabetic));
    let is_domain = labels.len() > 1 && labels.iter().all(is_label) && ends_in_letters;
    (is_domain && !(is_mailbox && MAILBOXES.contains(&domain))).then(|| domain.to_owned())
}

#[cfg(test)]
mod tests {
    use super::fold_domain;

    #[test]
    fn addresses_of_one_company_have_one_domain() {
        for text in [
            "acme.com",
            "https://www.Acme.com/en?x=1",
            "ann@ACME.com",
            "www.acme.com:8080",
            " acme.com. ",
        ] {
            assert_eq!(fold_domain(text).as_deref(), Some("acme.com"), "{text}");
        }
        assert_eq!(fold_domain("官网.中国").as_deref(), Some("官网.中国"));
        for text in [
            "Acme, Inc.",
            "Acme Inc.",
            "S-1001",
            "1.234",
            "ann@qq.com",
            "",
            "v1.2",
            "10.0.0.1",
        ] {
            assert_eq!(fold_domain(text), None, "{text}");
        }
        // Who owns the provider is known by its domain still.
        assert_eq!(fold_domain("https://qq.com").as_deref(), Some("qq.com"));
    }
}
