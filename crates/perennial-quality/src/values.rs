//! What the values of columns say by themselves: empty and constant columns, missing values, zeros, outliers,
//! flags that exclude each other, parts above their whole.

use crate::finding::{Finding, Kind};
use perennial_data::{Column, FieldKind, Table, TableId};

/// Values that a column has to have before any of them can be called unusual.
const ENOUGH: usize = 20;
/// How far outside the middle half of a column an outlier lies, in widths of that half.
const FAR: f64 = 6.0;
/// The same by ratios, where it reaches further by itself: Tukey's outer fence.
const FAR_BY_RATIO: f64 = 3.0;
/// How much wider the upper half of the middle is than the lower one where a column is skewed.
const SKEWED: f64 = 1.5;

/// Every column that there is, by name: the table's fields, then the file's own.
fn columns(table: &Table) -> impl Iterator<Item = (&str, &Column)> {
    let fields = table.spec().fields.iter();
    let own = fields
        .filter(|field| field.kind != FieldKind::Account)
        .filter_map(|field| Some((field.name, table.column(field.name)?)));
    let custom = table.custom().iter();
    own.chain(custom.map(|custom| (custom.name.as_str(), &custom.column)))
}

/// Findings about one column at a time.
pub(crate) fn of_columns(table: &Table, found: &mut Vec<Finding>) {
    // Each row of snapshots holds either a number or a date.
    if matches!(table.id(), TableId::Snapshots | TableId::Benchmarks) {
        return;
    }
    for (name, column) in columns(table) {
        let missing = Finding::of_rows(Kind::MissingValues, table, &[name], |row| {
            column.is_missing(row)
        });
        let all = table.len();
        match missing {
            Some(finding) if finding.count as usize == all => {
                found.push(Finding {
                    kind: Kind::EmptyColumn,
                    ..finding
                });
                continue;
            }
            Some(finding) => found.push(finding),
            None => {}
        }
        if let Some(value) = constant(column).filter(|_| all > 1) {
            let finding = Finding::of_rows(Kind::ConstantColumn, table, &[name], |row| {
                !column.is_missing(row)
            });
            found.extend(finding.map(|finding| finding.with("value", value)));
            continue;
        }
        zeros(table, name, column, found);
        outliers(table, name, column, found);
    }
    parts(table, found);
}

/// The one value that a column has in all rows that have any.
fn constant(column: &Column) -> Option<String> {
    let mut first: Option<String> = None;
    for row in 0..column.len() {
        match (&first, column.written(row)) {
            (_, None) => return None,
            (None, value) => first = value,
            (Some(first), Some(value)) if *first == value => {}
            _ => return None,
        }
    }
    first
}

fn zeros(table: &Table, name: &str, column: &Column, found: &mut Vec<Finding>) {
    let Column::Number(numbers) = column else {
        return;
    };
    let zero = |row: usize| numbers.mantissa(row) == Some(0);
    let finding = Finding::of_rows(Kind::Zeros, table, &[name], zero);
    // Where every other value is 0, it is one.
    found.extend(finding.filter(|finding| u64::from(finding.count) * 4 < u64::from(finding.of)));
}

fn outliers(table: &Table, name: &str, column: &Column, found: &mut Vec<Finding>) {
    let Column::Number(numbers) = column else {
        return;
    };
    let mut values: Vec<f64> = (0..table.len())
        .filter_map(|row| numbers.get(row))
        .collect();
    if values.len() < ENOUGH {
        return;
    }
    perennial_data::sort_by(&mut values, f64::total_cmp);
    let at = |share: usize| {
        values
            .get(values.len() * share / 100)
            .copied()
            .unwrap_or(0.0)
    };
    let Some((from, to)) = fence([at(0), at(25), at(50), at(75)]) else {
        return;
    };
    let is_far = |row: usize| numbers.get(row).is_some_and(|v| v < from || v > to);
    let finding = Finding::of_rows(Kind::Outlier, table, &[name], is_far);
    found.extend(finding.map(|finding| {
        let text = perennial_data::number_text;
        finding.with("from", text(from)).with("to", text(to))
    }));
}

/// Below and above what a value of a column lies far outside, by its smallest value and its quartiles; `None` where
/// half of the column is one value.
///
/// A column that grows by steps of a share of itself (amounts, counts of use) has a long end that is no fault: where
/// the upper half of its middle is much wider than the lower, it is measured by ratios instead of differences.
fn fence([least, low, middle, high]: [f64; 4]) -> Option<(f64, f64)> {
    let is_skewed = least >= 0.0 && high - middle > SKEWED * (middle - low);
    if !is_skewed {
        let reach = (high - low) * FAR;
        return (reach > 0.0).then_some((low - reach, high + reach));
    }
    let (low, high) = (libm::log1p(low), libm::log1p(high));
    let reach = (high - low) * FAR_BY_RATIO;
    let fence = (libm::expm1(low - reach), libm::expm1(high + reach));
    (reach > 0.0).then_some(fence)
}

/// Counts of errors above the count of all.
fn parts(table: &Table, found: &mut Vec<Finding>) {
    const PARTS: [&str; 5] = ["error", "failed", "failure", "错误", "失败"];
    let Some(Column::Number(whole)) = table.column("events") else {
        return;
    };
    for custom in table.custom() {
        let Column::Number(part) = &custom.column else {
            continue;
        };
        let name = perennial_data::lower(&custom.name);
        if !PARTS.iter().any(|word| name.contains(word)) {
            continue;
        }
        let above = |row: usize| {
            part.get(row)
                .zip(whole.get(row))
                .is_some_and(|(part, whole)| part > whole)
        };
        let fields = [custom.name.as_str(), "events"];
        found.extend(Finding::of_rows(
            Kind::PartAboveWhole,
            table,
            &fields,
            above,
        ));
    }
}

/// Flags: which rows they mark, and rows that two of them mark that exclude each other.
pub(crate) fn of_flags(table: &Table, found: &mut Vec<Finding>) {
    const OPPOSITES: [(&str, &str); 5] = [
        ("upgrade", "downgrade"),
        ("won", "lost"),
        ("renewed", "churn"),
        ("升级", "降级"),
        ("续约", "流失"),
    ];
    let flags: Vec<(&str, &Column)> = columns(table)
        .filter(|(_, column)| matches!(column, Column::Flag(_)))
        .collect();
    let yes = |column: &Column, row: usize| column.flag(row) == Some(true);
    for (name, column) in &flags {
        found.extend(Finding::of_rows(Kind::Marked, table, &[name], |row| {
            yes(column, row)
        }));
    }
    for (one, other) in OPPOSITES {
        let has = |wanted: &str, but: &str| {
            flags.iter().find(|(name, _)| {
                let name = perennial_data::lower(name);
                name.contains(wanted) && !name.contains(but)
            })
        };
        let second = flags
            .iter()
            .find(|(name, _)| perennial_data::lower(name).contains(other));
        if let (Some((a, first)), Some((b, second))) = (has(one, other), second) {
            let both = |row: usize| yes(first, row) && yes(second, row);
            found.extend(Finding::of_rows(Kind::OppositeFlags, table, &[a, b], both));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fence;

    #[test]
    fn a_skewed_column_is_measured_by_ratios() {
        // Even: differences.
        assert_eq!(fence([0.0, 10.0, 20.0, 30.0]), Some((-110.0, 150.0)));
        // Each quarter doubles: what lies at the end of such a column is none of it.
        let (from, to) = fence([0.0, 1.0, 3.0, 9.0]).unwrap();
        assert!(from < 0.0 && to > 1_000.0 && to < 2_000.0, "{from} {to}");
        // Below zero there are no ratios.
        assert_eq!(fence([-1.0, 1.0, 3.0, 9.0]), Some((-47.0, 57.0)));
        assert_eq!(fence([0.0, 5.0, 5.0, 5.0]), None);
    }
}
