//! The name that was probably meant.

/// Of `names` the one that takes the fewest edits to become from `wanted`, if that is at most a third of its letters;
/// of several the first.
pub(super) fn nearest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let limit = (wanted.chars().count() / 3).max(1);
    let near = names.map(|name| (distance(wanted, name), name));
    let near = near.filter(|(distance, _)| *distance <= limit);
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Letters to insert, take away, exchange for another, or swap with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (letters(a), letters(b));
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, &of_a) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, &of_b) in b.iter().enumerate() {
            let mut least = (row[j] + usize::from(of_a != of_b))
                .min(row[j + 1] + 1)
                .min(next[j] + 1);
            if i > 0 && j > 0 && of_a == b[j - 1] && a[i - 1] == of_b {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}

/// Case and the kind of dash do not matter.
fn letters(name: &str) -> Vec<char> {
    let plain = name
        .trim()
        .chars()
        .map(|c| if c == '-' || c == ' ' { '_' } else { c });
    plain.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_pen_finds_its_word_and_another_word_does_not() {
        let names = ["logins_30", "logins_90", "nps_last", "seat_utilisation"];
        let find = |wanted| nearest(wanted, names.into_iter());
        assert_eq!(find("login_30"), Some("logins_30"));
        assert_eq!(find("seat-utilization"), Some("seat_utilisation"));
        assert_eq!(find("npslast"), Some("nps_last"));
        assert_eq!(find("nps_alst"), Some("nps_last"));
        assert_eq!(find("churn_risk"), None);
    }
}
