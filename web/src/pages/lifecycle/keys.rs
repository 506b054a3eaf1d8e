//! Moving by keys among the columns of the board. Pure.

/// Column and row of a customer on the board.
pub(super) type Spot = (usize, usize);

/// Where a key leads from a spot, in columns of these lengths; `None`: the key means nothing here.
pub(super) fn step(lengths: &[usize], (column, row): Spot, key: &str) -> Option<Spot> {
    let last = lengths.get(column)?.checked_sub(1)?;
    let beside = |to: Option<usize>| {
        let to = to?;
        let length = lengths.get(to)?;
        Some((to, row.min(length.saturating_sub(1))))
    };
    let has_any = |at: &usize| lengths.get(*at).is_some_and(|length| *length > 0);
    match key {
        "ArrowDown" | "j" => Some((column, (row + 1).min(last))),
        "ArrowUp" | "k" => Some((column, row.saturating_sub(1))),
        "Home" => Some((column, 0)),
        "End" => Some((column, last)),
        // Columns without anybody are passed over; at the edge the focus stays.
        "ArrowRight" | "l" => beside((column + 1..lengths.len()).find(has_any)),
        "ArrowLeft" | "h" => beside((0..column).rev().find(has_any)),
        _ => None,
    }
}

/// The first spot with a customer.
pub(super) fn first(lengths: &[usize]) -> Option<Spot> {
    let column = lengths.iter().position(|length| *length > 0)?;
    Some((column, 0))
}

#[cfg(test)]
mod tests {
    use super::{first, step};

    #[test]
    fn keys_stay_in_the_column_and_pass_over_empty_ones() {
        let lengths = [3, 0, 1];
        assert_eq!(step(&lengths, (0, 2), "j"), Some((0, 2)));
        assert_eq!(step(&lengths, (0, 0), "ArrowUp"), Some((0, 0)));
        assert_eq!(step(&lengths, (0, 0), "End"), Some((0, 2)));
        assert_eq!(step(&lengths, (0, 2), "ArrowRight"), Some((2, 0)));
        assert_eq!(step(&lengths, (2, 0), "h"), Some((0, 0)));
        assert_eq!(step(&lengths, (2, 0), "l"), None);
        assert_eq!(step(&lengths, (0, 0), "Enter"), None);
    }

    #[test]
    fn the_first_customer_may_be_in_any_column() {
        assert_eq!(first(&[0, 0, 4]), Some((2, 0)));
        assert_eq!(first(&[0]), None);
        assert_eq!(step(&[0], (0, 0), "j"), None);
    }
}
