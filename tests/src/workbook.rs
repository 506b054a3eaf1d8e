//! Workbooks around a sheet given as bytes, which need not make sense.

/// An XLSX workbook whose one sheet is this XML.
#[must_use]
pub fn xlsx(sheet: &[u8]) -> Vec<u8> {
    let book = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let package = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let parts = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
    let styles = br#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
    archive(&[
        ("_rels/.rels", package),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", parts),
        ("xl/styles.xml", styles),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// An ODS workbook whose content is this XML.
#[must_use]
pub fn ods(content: &[u8]) -> Vec<u8> {
    let manifest = br#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    archive(&[
        ("mimetype", kind),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", content),
    ])
}

/// A zip of files that are stored as they are (APPNOTE.TXT 4.3).
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut all, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let offset = size(all.len());
        let mut fields = Vec::new();
        fields.extend([10, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]); // version, flags, stored, a date
        fields.extend(crc32(bytes).to_le_bytes());
        fields.extend(size(bytes.len()).to_le_bytes());
        fields.extend(size(bytes.len()).to_le_bytes());
        fields.extend([size(name.len()).to_le_bytes()[0], 0, 0, 0]);
        all.extend(b"PK\x03\x04");
        all.extend(&fields);
        all.extend(name.as_bytes());
        all.extend(*bytes);
        directory.extend(b"PK\x01\x02\x0a\x00");
        directory.extend(&fields);
        directory.extend([0; 10]); // comment, disk, attributes
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let n = size(files.len()).to_le_bytes()[0];
    let at = size(all.len());
    all.extend(&directory);
    all.extend(b"PK\x05\x06");
    all.extend([0, 0, 0, 0, n, 0, n, 0]);
    all.extend(size(directory.len()).to_le_bytes());
    all.extend(at.to_le_bytes());
    all.extend([0, 0]);
    all
}

fn size(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// The checksum of zip files, bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
    let of = |crc: u32, &byte: &u8| (0..8).fold(crc ^ u32::from(byte), |crc, _| step(crc));
    !bytes.iter().fold(u32::MAX, of)
}
