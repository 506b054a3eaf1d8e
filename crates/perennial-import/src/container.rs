//! Files that hold tables without being text: what they are by their first bytes, and how what lies in
//! them is named.

/// Stands between a container's name and that of what lies in it: `工作簿.xlsx › Sheet1`.
pub const IN: &str = " › ";

/// How a file holds tables, where it has to be opened before it can be read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// A zip: XLSX, XLSB, ODS, or an archive of files.
    Zip,
    /// The older container of Office: XLS, or a workbook with a password.
    Compound,
    /// One file, compressed.
    Gzip,
    /// JSON, or a JSON value on each line.
    Json,
    /// HTML or XML.
    Markup,
}

impl Container {
    /// What a file is that starts like this; `None` for text, and for what holds no tables.
    #[must_use]
    pub fn of(head: &[u8]) -> Option<Self> {
        const MAGIC: [(&[u8], Container); 4] = [
            (b"PK\x03\x04", Container::Zip),
            (b"PK\x05\x06", Container::Zip),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Container::Compound),
            (b"\x1f\x8b", Container::Gzip),
        ];
        if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
            return Some(*kind);
        }
        let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        let start = start.trim_ascii_start();
        let (first, rest) = start.split_first()?;
        let next = rest.trim_ascii_start().first();
        match (first, next) {
            (b'{', Some(b'"' | b'}')) | (b'[', Some(b'{' | b'[')) => Some(Self::Json),
            (b'<', _) => is_markup(rest).then_some(Self::Markup),
            _ => None,
        }
    }
}

/// Whether what follows a `<` is how documents with tables begin, and not a header in angle brackets.
fn is_markup(rest: &[u8]) -> bool {
    const BEGINNINGS: [&str; 10] = [
        "?xml", "!doctype", "!--", "html", "head", "body", "meta", "table", "style", "div",
    ];
    BEGINNINGS.iter().any(|beginning| {
        rest.get(..beginning.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(beginning.as_bytes()))
    })
}

/// A name without folders.
fn without_folders(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// A name without an ending such as `.csv`; what follows the point in `2024.03` is none.
fn without_ending(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, ending))
            if ending.chars().all(|c| c.is_ascii_alphanumeric())
                && ending.chars().any(|c| c.is_ascii_alphabetic()) =>
        {
            stem
        }
        _ => name,
    }
}

/// What a name says of the rows: without folders and ending; of a sheet its own name, its workbook's where
/// that is one that programs give.
pub(crate) fn telling(name: &str) -> &str {
    match name.rsplit_once(IN) {
        Some((container, part)) if is_given_by_programs(part) => telling(container),
        Some((_, part)) => without_ending(without_folders(part)),
        None => {
            let file = without_folders(name);
            file.rsplit_once('.').map_or(file, |(stem, _)| stem)
        }
    }
}

/// What made keys begin with: of a sheet with the name of its workbook, as two sheets may hold one kind of rows.
pub(crate) fn source(name: &str) -> &str {
    match name.split_once(IN) {
        Some((container, _)) => {
            let folders = container.len() - without_folders(container).len();
            name.get(folders..).unwrap_or(name)
        }
        None => telling(name),
    }
}

fn is_given_by_programs(sheet: &str) -> bool {
    const GIVEN: [&str; 10] = [
        "sheet",
        "工作表",
        "表",
        "表格",
        "table",
        "tabelle",
        "feuil",
        "hoja",
        "シート",
        "",
    ];
    let name = sheet.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    GIVEN.iter().any(|given| given.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::{Container, source, telling};

    #[test]
    fn the_first_bytes_say_what_has_to_be_opened() {
        for (head, kind) in [
            (&b"PK\x03\x04..."[..], Some(Container::Zip)),
            (b"\x1f\x8b\x08", Some(Container::Gzip)),
            (b"\xef\xbb\xbf [ {\"id\": 1}", Some(Container::Json)),
            (b"{\n \"data\": []}", Some(Container::Json)),
            (b"<HTML><table>", Some(Container::Markup)),
            (b"<?xml version=\"1.0\"?>", Some(Container::Markup)),
            (b"<TICKER>,<DATE>\nA,20240301\n", None),
            (b"{id},name\n", None),
            (b"id,name\n", None),
            (b"", None),
        ] {
            assert_eq!(
                Container::of(head),
                kind,
                "{:?}",
                String::from_utf8_lossy(head)
            );
        }
    }

    #[test]
    fn a_sheet_is_named_by_itself_where_its_name_says_something() {
        for (name, says, makes) in [
            ("exports/usage.csv", "usage", "usage"),
            (
                "客户_2024.xlsx › Sheet1",
                "客户_2024",
                "客户_2024.xlsx › Sheet1",
            ),
            (
                "out/客户.xlsx › 使用记录",
                "使用记录",
                "客户.xlsx › 使用记录",
            ),
            ("a.xlsx › 2024.03", "2024.03", "a.xlsx › 2024.03"),
            (
                "all.zip › crm/accounts.csv",
                "accounts",
                "all.zip › crm/accounts.csv",
            ),
            (
                "all.zip › crm.xlsx › Sheet2",
                "crm",
                "all.zip › crm.xlsx › Sheet2",
            ),
        ] {
            assert_eq!((telling(name), source(name)), (says, makes));
        }
    }
}
