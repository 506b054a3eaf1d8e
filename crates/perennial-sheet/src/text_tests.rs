//! What a sheet becomes as text.

use super::{Merge, SheetText, column_name};
use crate::cell::Value;
use crate::room::Room;

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

fn number(value: &str) -> Value {
    Value::Number(value.to_owned())
}

fn merge(rows: (u32, u32), columns: (u32, u32)) -> Merge {
    Merge { rows, columns }
}

fn written(cells: Vec<(u32, u32, Value)>, merges: Vec<Merge>) -> super::Written {
    let mut room = Room::of(0);
    let mut sheet = SheetText::new(merges);
    for (row, column, value) in cells {
        sheet.cell((row, column), value, &mut room).unwrap();
    }
    sheet.finish(&mut room).unwrap().unwrap()
}

#[test]
fn rows_keep_their_numbers_and_are_as_wide_as_the_widest() {
    let sheet = written(
        vec![
            (2, 1, text("name")),
            (2, 2, text("arr, €")),
            (4, 1, text("two\r\nlines")),
            (6, 3, number("7")),
        ],
        Vec::new(),
    );
    assert_eq!(
        sheet.text,
        "\n\nname,\"arr, €\",\n\n\"two\rlines\",,\n\n,,7\n"
    );
    assert_eq!(sheet.rows, [2, 4, 6]);
    assert!(sheet.problems.is_empty());
}

#[test]
fn errors_are_counted_and_left_empty() {
    let sheet = written(
        vec![
            (0, 0, text("a")),
            (1, 0, Value::Error("#N/A".to_owned())),
            (1, 1, Value::Error("#REF!".to_owned())),
        ],
        Vec::new(),
    );
    assert_eq!(sheet.text, "a,\n,\n");
    let problem = &sheet.problems[0];
    assert_eq!(problem.code.as_str(), "error-cells");
    assert_eq!(
        (problem.arg("cells"), problem.arg("example")),
        (Some("2"), Some("#N/A A2"))
    );
}

#[test]
fn merged_names_stand_in_every_row_and_merged_amounts_once() {
    let sheet = written(
        vec![
            (0, 0, text("name")),
            (0, 1, text("plan")),
            (0, 2, text("arr")),
            (1, 0, text("甲")),
            (1, 1, text("a")),
            (1, 2, number("90")),
            (2, 1, text("b")),
            (3, 1, text("c")),
        ],
        vec![merge((1, 2), (0, 0)), merge((1, 3), (2, 2))],
    );
    assert_eq!(sheet.text, "name,plan,arr\n甲,a,90\n甲,b,\n,c,\n");
    assert_eq!(sheet.problems[0].code.as_str(), "merged-filled");
    assert_eq!(sheet.problems[0].arg("cells"), Some("1"));
}

#[test]
fn a_merged_header_names_each_of_its_columns_and_a_title_none() {
    let sheet = written(
        vec![
            (0, 0, text("客户清单")),
            (1, 0, text("客户")),
            (1, 1, text("使用")),
            (2, 1, text("次数")),
            (2, 2, text("天数")),
            (3, 0, text("甲")),
            (3, 1, number("3")),
            (3, 2, number("2")),
        ],
        vec![
            merge((0, 0), (0, 2)),
            merge((1, 2), (0, 0)),
            merge((1, 1), (1, 2)),
        ],
    );
    assert_eq!(
        sheet.text,
        "客户清单,,\n客户,使用,使用\n客户,次数,天数\n甲,3,2\n"
    );
}

#[test]
fn a_lone_cell_far_out_does_not_make_every_row_wide() {
    let mut cells: Vec<_> = (0..2000).map(|row| (row, 0, number("1"))).collect();
    cells.push((2000, 16_000, text("x")));
    assert!(written(cells, Vec::new()).text.len() < 100_000);
}

#[test]
fn cells_outside_of_any_sheet_are_refused() {
    let mut room = Room::of(0);
    let mut sheet = SheetText::new(Vec::new());
    assert!(sheet.cell((u32::MAX, 0), text("x"), &mut room).is_err());
    assert!(sheet.cell((0, u32::MAX), text("x"), &mut room).is_err());
}

#[test]
fn columns_have_letters() {
    for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (16_383, "XFD")] {
        assert_eq!(column_name(column), name);
    }
}
