//! A change of health in words: “−12.4 since 1 Mar 2026: logins −9.1, NPS −3.3”.

use perennial_i18n::Messages;
use perennial_protocol::view::{ChangeView, PartKind, PartView};

/// How many parts a sentence names; the others are one.
const NAMED: usize = 3;

/// What a part of a change is called.
pub(crate) fn part_label(m: Messages, part: &PartView) -> String {
    let kind = match part.kind {
        PartKind::Model => m.customer_change_model(),
        PartKind::Variant => m.customer_change_variant(),
        PartKind::DataArrived => m.customer_change_data_in(),
        PartKind::DataMissing => m.customer_change_data_out(),
        PartKind::Behaviour => m.customer_change_behaviour(),
        PartKind::Cap => m.customer_change_caps(),
        PartKind::Override => m.customer_change_override(),
    };
    match (&part.measure, part.kind) {
        (Some((_, title)), PartKind::Behaviour) => title.get(m.language()).to_owned(),
        (Some((_, title)), _) => m.customer_change_named(kind, title.get(m.language())),
        (None, _) => kind.to_owned(),
    }
}

/// The change as one sentence, its largest parts first; `None` where there was no health to compare.
pub(crate) fn summary(m: Messages, change: &ChangeView) -> Option<String> {
    let (from, to) = (change.from_health?, change.to_health?);
    let mut parts: Vec<_> = change
        .parts
        .iter()
        .filter(|part| part.points.abs() >= 0.05)
        .collect();
    if parts.is_empty() {
        return Some(m.customer_change_none(change.from));
    }
    parts.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
    let rest: f64 = parts.iter().skip(NAMED).map(|part| part.points).sum();
    let mut said: Vec<_> = parts
        .iter()
        .take(NAMED)
        .map(|part| m.customer_change_part(part.points, &part_label(m, part)))
        .collect();
    if parts.len() > NAMED {
        said.push(m.customer_change_rest(rest));
    }
    let said: Vec<_> = said.iter().map(String::as_str).collect();
    Some(m.customer_change_summary(to - from, change.from, &m.list(&said)))
}

#[cfg(test)]
mod tests {
    use super::summary;
    use perennial_data::{Bilingual, Language};
    use perennial_i18n::Messages;
    use perennial_protocol::view::{Band, ChangeView, PartKind, PartView};

    fn part(name: &str, points: f64) -> PartView {
        PartView {
            kind: PartKind::Behaviour,
            measure: Some((name.to_owned(), Bilingual::same(name))),
            points,
            from: None,
            to: None,
            unit: String::new(),
        }
    }

    fn change(parts: Vec<PartView>) -> ChangeView {
        ChangeView {
            from: "2026-03-01".parse().unwrap(),
            to: "2026-03-31".parse().unwrap(),
            from_health: Some(80.0),
            to_health: Some(67.6),
            bands: (Band::Green, Band::Yellow),
            parts,
        }
    }

    #[test]
    fn the_sentence_reads_as_in_the_specification() {
        let change = change(vec![part("NPS", -3.3), part("logins", -9.1)]);
        let m = Messages::new(Language::En);
        let said = summary(m, &change).unwrap();
        assert!(
            said.starts_with("−12.4 since 1 Mar 2026: logins −9.1"),
            "{said}"
        );
        assert!(said.contains("NPS −3.3"), "{said}");
    }

    #[test]
    fn small_parts_are_summed_and_nothing_is_invented() {
        let parts = (1..=5).map(|n| part("m", -f64::from(n))).collect();
        let m = Messages::new(Language::En);
        assert!(summary(m, &change(parts)).unwrap().contains("other −3.0"));
        assert_eq!(
            summary(m, &change(Vec::new())).unwrap(),
            "No change since 1 Mar 2026"
        );
    }
}
