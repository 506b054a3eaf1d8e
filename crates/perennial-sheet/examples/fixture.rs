//! Writes the workbook that the command line's and the browser's tests read: `cargo run -p perennial-sheet --example
//! fixture -- 客户.xlsx`.

use rust_xlsxwriter::{Format, Formula, Workbook, XlsxError};

const CUSTOMERS: [(&str, &str, f64, f64, f64); 6] = [
    ("C-1", "远山科技", 120_000.0, 46_112.0, 9.0),
    ("C-2", "Harbor Foods", 48_000.5, 46_203.0, 4.0),
    ("C-3", "青禾教育", 9_600.0, 46_295.0, 10.0),
    ("C-4", "Lindqvist AB", 30_000.0, 46_387.0, 7.0),
    ("C-5", "北岸物流", 75_000.0, 46_142.0, 2.0),
    ("C-6", "Marlow & Co", 15_000.0, 46_234.0, 8.0),
];

fn main() -> Result<(), XlsxError> {
    let Some(path) = std::env::args().nth(1) else {
        return Ok(());
    };
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("yyyy/m/d");

    let sheet = book.add_worksheet().set_name("客户")?;
    for (column, name) in ["客户编号", "客户名称", "合同金额", "到期日", "NPS"]
        .iter()
        .enumerate()
    {
        sheet.write(0, column as u16, *name)?;
    }
    for (at, (id, name, amount, ends, nps)) in CUSTOMERS.iter().enumerate() {
        let row = at as u32 + 1;
        sheet.write(row, 0, *id)?;
        sheet.write(row, 1, *name)?;
        sheet.write(row, 2, *amount)?;
        sheet.write_with_format(row, 3, *ends, &date)?;
        sheet.write(row, 4, *nps)?;
    }
    sheet.write_formula(3, 4, Formula::new("=NA()").set_result("#N/A"))?;
    sheet.set_row_hidden(5)?;

    let sheet = book.add_worksheet().set_name("使用记录")?;
    for (column, name) in ["客户编号", "日期", "次数"].iter().enumerate() {
        sheet.write(0, column as u16, *name)?;
    }
    for row in 1..=60_u32 {
        let (id, ..) = CUSTOMERS[row as usize % CUSTOMERS.len()];
        sheet.write(row, 0, id)?;
        let day = f64::from(46_000 + row);
        match row {
            17 => sheet.write(row, 1, "随后补")?, // what is set aside is row 18 of the sheet
            _ => sheet.write_with_format(row, 1, day, &date)?,
        };
        sheet.write(row, 2, f64::from(row % 9 + 1))?;
    }
    book.add_worksheet().set_name("备注")?;
    book.save(path)
}
