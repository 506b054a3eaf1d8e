//! Styles: the files that `web/styles/app.css` imports, joined in its order into one.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// Joins `app.css` of the folder with everything it imports, without comments and indentation.
///
/// Nested imports are followed; an import with a media query or layer is refused, because joining would drop it.
pub(crate) fn bundle(styles: &Path) -> Result<String> {
    let mut joined = String::new();
    append(&styles.join("app.css"), &mut Vec::new(), &mut joined)?;
    Ok(compact(&joined))
}

fn append(path: &Path, open: &mut Vec<std::path::PathBuf>, joined: &mut String) -> Result<()> {
    if open.iter().any(|other| other == path) {
        bail!("{} imports itself", path.display());
    }
    open.push(path.to_path_buf());
    let source =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let (imports, rest) =
        split_imports(&source).with_context(|| format!("in {}", path.display()))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    for import in imports {
        append(&folder.join(import), open, joined)?;
    }
    joined.push_str(&rest);
    joined.push('\n');
    open.pop();
    Ok(())
}

/// The relative paths of the leading `@import`s, and the source without them.
fn split_imports(source: &str) -> Result<(Vec<String>, String)> {
    let source = without_comments(source);
    let mut imports = Vec::new();
    let mut rest = String::new();
    for line in source.lines() {
        let Some(import) = line.trim().strip_prefix("@import") else {
            rest.push_str(line);
            rest.push('\n');
            continue;
        };
        let import = import.trim().trim_end_matches(';').trim();
        let path = import
            .strip_prefix("url(")
            .map_or(Some(import), |inner| inner.strip_suffix(')'))
            .and_then(unquoted);
        match path {
            Some(path) if !path.contains("://") => {
                imports.push(path.trim_start_matches("./").to_owned());
            }
            _ => bail!(
                "cannot join `@import {import}`: only a quoted relative path, alone on its line, can be"
            ),
        }
    }
    Ok((imports, rest))
}

fn unquoted(text: &str) -> Option<&str> {
    let text = text.trim();
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    inner('"')
        .or_else(|| inner('\''))
        .filter(|path| !path.contains(['"', '\'']))
}

/// Removes `/* … */` outside strings.
fn without_comments(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut quote = None;
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (None, '/') if chars.peek() == Some(&'*') => {
                chars.next();
                let mut previous = ' ';
                for c in chars.by_ref() {
                    if previous == '*' && c == '/' {
                        break;
                    }
                    previous = c;
                }
                continue;
            }
            (None, '"' | '\'') => quote = Some(c),
            (Some(_), '\\') => {
                out.push(c);
                out.extend(chars.next());
                continue;
            }
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
        out.push(c);
    }
    out
}

/// Drops indentation and empty lines; what is left compresses well and stays readable.
fn compact(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    for line in source
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_taken_in_order_and_comments_fall_away() {
        let source = "/* order\n matters */\n@import \"./tokens.css\";\n@import url('base.css');\nbody { color: red }\n";
        let (imports, rest) = split_imports(source).unwrap();
        assert_eq!(imports, ["tokens.css", "base.css"]);
        assert_eq!(compact(&rest), "body { color: red }\n");
    }

    #[test]
    fn comment_marks_inside_strings_stay() {
        let source = "a::before { content: \"/* \\\" kept */\" } /* gone */";
        assert_eq!(
            without_comments(source).trim(),
            "a::before { content: \"/* \\\" kept */\" }"
        );
    }

    #[test]
    fn an_import_that_joining_would_change_is_refused() {
        for import in [
            "@import \"a.css\" print;",
            "@import url(https://example.org/a.css);",
            "@import \"https://a/b.css\";",
        ] {
            assert!(split_imports(import).is_err(), "{import}");
        }
    }
}
