//! What was set aside of all files, as one CSV file.

use crate::error::CliError;
use perennial_data::Csv;
use perennial_import::Rejects;
use std::path::Path;

/// Writes what is kept of every file: file, line, column, code, detail, original line. Starts with a
/// byte order mark, so that spreadsheet programs read it as UTF-8.
pub(crate) fn write(path: &Path, files: &[(String, Rejects)]) -> Result<(), CliError> {
    let mut csv = Csv::default();
    for header in ["file", "line", "column", "code", "detail", "original"] {
        csv.field(header);
    }
    csv.end_row();
    for (file, rejects) in files {
        for reject in rejects.kept() {
            let header = reject
                .column
                .and_then(|at| rejects.headers().get(at as usize));
            let detail: Vec<String> = reject
                .args
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            csv.text(file);
            csv.field(&reject.line.to_string());
            csv.text(header.map_or("", String::as_str));
            csv.field(reject.code.as_str());
            csv.text(&detail.join("; "));
            csv.text(&reject.raw);
            csv.end_row();
        }
    }
    let text = format!("\u{feff}{}", csv.finish());
    std::fs::write(path, text).map_err(|source| CliError::Unwritable {
        path: path.to_owned(),
        source,
    })
}
