//! Files handed to the user.

use perennial_data::Csv;
use perennial_protocol::Response;
use perennial_protocol::view::CellView;

/// A CSV file for spreadsheets: UTF-8 with a byte order mark, numbers in full.
pub(crate) fn csv(
    name: &str,
    header: &[String],
    rows: impl IntoIterator<Item = Vec<CellView>>,
) -> Response {
    let mut csv = Csv::default();
    header.iter().for_each(|name| csv.text(name));
    csv.end_row();
    for row in rows {
        for cell in row {
            cell.write(&mut csv);
        }
        csv.end_row();
    }
    text(name, "text/csv", &format!("\u{feff}{}", csv.finish()))
}

/// A file of text.
pub(crate) fn text(name: &str, mime: &str, text: &str) -> Response {
    Response::File {
        name: name.to_owned(),
        mime: mime.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}
