//! The page: `index.html` of the repository with the names of the built files, and its content security policy.

use anyhow::{Context as _, Result, bail};

/// What the page may do: run its own scripts and wasm, start its own workers, read its own files; nothing else.
///
/// `connect-src 'self'` is there because wasm is fetched; no other origin can be reached. Style attributes are
/// allowed (`style-src-attr`) since widths and offsets of bars and virtual rows are set that way; they can load
/// nothing. A worker from a file has the policy of its own response, so hosts should send this as a header too:
/// `_headers` in the release does that where the host reads it.
pub(crate) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; \
script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; \
style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; manifest-src 'self'; \
base-uri 'none'; form-action 'none'";

/// What keeps the app for when there is no connection: beside the page, as it may keep nothing above itself.
pub(crate) const KEEPER: &str = "sw.js";

/// The names that the page refers to, relative to itself.
#[derive(Debug)]
pub(crate) struct Names<'a> {
    /// The joined styles.
    pub(crate) css: &'a str,
    /// The script that starts the app.
    pub(crate) boot_js: &'a str,
    /// The glue of the main artifact, fetched early.
    pub(crate) app_js: &'a str,
    /// The wasm of the main artifact, fetched early.
    pub(crate) app_wasm: &'a str,
    /// `(artifact name, loader file)` of each worker.
    pub(crate) workers: &'a [(String, String)],
}

/// Fills the template.
///
/// The template stays a page that Trunk understands; what is Trunk's falls away here:
/// `<link data-trunk …>` elements, comments, and the file names that Trunk would give to workers.
pub(crate) fn render(template: &str, names: &Names<'_>) -> Result<String> {
    let html = without_elements(template, "<!--", "-->", |_| true)?;
    let html = without_elements(&html, "<link", ">", |tag| {
        tag.contains("data-trunk") || tag.contains("rel=\"stylesheet\"")
    })?;
    let mut html = without_elements(&html, "<meta", ">", |tag| {
        names
            .workers
            .iter()
            .any(|(name, _)| tag.contains(&format!("name=\"perennial-{name}\"")))
    })?;

    let policy = format!(
        "    <meta http-equiv=\"Content-Security-Policy\" content=\"{CONTENT_SECURITY_POLICY}\" />\n"
    );
    let charset = "<meta charset=\"utf-8\" />\n";
    let after_charset = html
        .find(charset)
        .context("index.html has no `<meta charset=\"utf-8\" />` line")?;
    html.insert_str(after_charset + charset.len(), &policy);

    let mut links = String::new();
    for (name, loader) in names.workers {
        links += &format!("    <meta name=\"perennial-{name}\" content=\"./{loader}\" />\n");
    }
    links += &format!("    <link rel=\"stylesheet\" href=\"./{}\" />\n", names.css);
    links += &format!(
        "    <link rel=\"modulepreload\" href=\"./{}\" />\n",
        names.app_js
    );
    links += &format!(
        "    <link rel=\"preload\" href=\"./{}\" as=\"fetch\" type=\"application/wasm\" crossorigin />\n",
        names.app_wasm
    );
    links += &format!(
        "    <script type=\"module\" src=\"./{}\"></script>\n",
        names.boot_js
    );
    let end_of_head = html
        .find("</head>")
        .context("index.html has no `</head>`")?;
    let its_line = html[..end_of_head]
        .rfind('\n')
        .map_or(end_of_head, |at| at + 1);
    html.insert_str(its_line, &links);

    Ok(html
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty())
        .fold(String::new(), |mut page, line| {
            page.push_str(line);
            page.push('\n');
            page
        }))
}

/// The headers file that several static hosts read; others ignore it.
pub(crate) fn headers_file() -> String {
    format!(
        "/*\n  Content-Security-Policy: {CONTENT_SECURITY_POLICY}; frame-ancestors 'self'\n  \
         X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n"
    )
}

/// Removes each `open … close` whose text satisfies `matches`.
pub(crate) fn without_elements(
    html: &str,
    open: &str,
    close: &str,
    matches: impl Fn(&str) -> bool,
) -> Result<String> {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find(open) {
        let Some(length) = rest[start..].find(close) else {
            bail!("index.html: `{open}` is never closed");
        };
        let end = start + length + close.len();
        out.push_str(&rest[..start]);
        if !matches(&rest[start..end]) {
            out.push_str(&rest[start..end]);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(template: &str) -> Result<String> {
        let workers = [("worker".to_owned(), "worker-1.js".to_owned())];
        let names = Names {
            css: "app-1.css",
            boot_js: "boot-1.js",
            app_js: "app-1.js",
            app_wasm: "app-1.wasm",
            workers: &workers,
        };
        render(template, &names)
    }

    const TEMPLATE: &str = "<!doctype html>\n<html><head>\n<meta charset=\"utf-8\" />\n<!-- note -->\n\
        <link rel=\"icon\" href=\"./assets/favicon.svg\" />\n<link rel=\"stylesheet\" href=\"./styles/app.css\" />\n\
        <link data-trunk\n rel=\"rust\" href=\"web/Cargo.toml\" />\n\
        <meta name=\"perennial-worker\" content=\"./perennial-worker_loader.js\" />\n</head><body></body></html>\n";

    #[test]
    fn names_replace_what_is_only_for_trunk() {
        let page = rendered(TEMPLATE).unwrap();
        for gone in ["data-trunk", "styles/app.css", "_loader", "<!-- note"] {
            assert!(!page.contains(gone), "{gone} is still there:\n{page}");
        }
        for there in [
            "favicon.svg",
            "./app-1.css",
            "./app-1.js",
            "./app-1.wasm",
            "./boot-1.js",
        ] {
            assert!(page.contains(there), "{there} is missing:\n{page}");
        }
        assert!(
            page.contains("<meta name=\"perennial-worker\" content=\"./worker-1.js\" />"),
            "{page}"
        );
    }

    #[test]
    fn the_policy_stands_before_anything_that_loads() {
        let page = rendered(TEMPLATE).unwrap();
        let policy = page.find("Content-Security-Policy").unwrap();
        assert!(policy < page.find("<link").unwrap() && policy < page.find("<script").unwrap());
    }

    #[test]
    fn the_policy_allows_no_inline_script_and_no_other_origin() {
        for directive in CONTENT_SECURITY_POLICY.split(';').map(str::trim) {
            assert!(
                !directive.contains("http") && !directive.contains('*'),
                "{directive}"
            );
            assert!(!directive.starts_with("script-src") || !directive.contains("unsafe-inline"));
        }
    }

    #[test]
    fn a_page_without_a_head_is_an_error() {
        assert!(rendered("<p>").is_err());
        assert!(rendered("<meta charset=\"utf-8\" />\n<!-- open").is_err());
    }
}
