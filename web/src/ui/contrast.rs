//! The promise of AA contrast, computed from `web/styles/tokens.css` for both themes.

use std::collections::BTreeMap;

type Rgb = [u8; 3];

/// Tokens that are colours, as light and dark.
fn colours() -> BTreeMap<&'static str, [Rgb; 2]> {
    let css = include_str!("../../styles/tokens.css");
    css.lines().filter_map(colour).collect()
}

fn colour(line: &'static str) -> Option<(&'static str, [Rgb; 2])> {
    let (name, value) = line
        .trim()
        .strip_prefix("--")?
        .split_once(": light-dark(#")?;
    let (light, dark) = value.strip_suffix(");")?.split_once(", #")?;
    let rgb = |hex: &str| {
        let byte = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        Some([byte(0)?, byte(2)?, byte(4)?])
    };
    Some((name, [rgb(light)?, rgb(dark)?]))
}

/// Relative luminance (WCAG 2.2).
fn luminance(rgb: Rgb) -> f64 {
    let linear = |byte: u8| {
        let value = f64::from(byte) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            libm::pow((value + 0.055) / 1.055, 2.4)
        }
    };
    let [r, g, b] = rgb.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_and_marks_have_aa_contrast_in_both_themes() {
    const GROUNDS: [&str; 5] = ["canvas", "surface", "sunken", "hover", "accent-soft"];
    let mut pairs = Vec::new();
    for ground in GROUNDS {
        pairs.extend(["ink", "ink-2", "ink-3"].map(|ink| (ink, ground, 4.5)));
        pairs.extend([("accent", ground, 4.5), ("focus", ground, 3.0)]);
    }
    pairs.extend([
        ("on-accent", "accent", 4.5),
        ("on-accent", "accent-hover", 4.5),
    ]);
    pairs.push(("line-strong", "surface", 3.0)); // the frames of controls
    let colours = colours();
    for band in ["healthy", "watch", "risk", "no-data"] {
        let of = |suffix: &str| {
            let name = format!("{band}-{suffix}");
            colours.keys().copied().find(|key| **key == name).unwrap()
        };
        for ground in [of("soft"), "surface", "hover", "accent-soft"] {
            pairs.push((of("ink"), ground, 4.5));
        }
        pairs.push((band, "surface", 3.0)); // marks in charts
    }
    for (ink, ground, least) in pairs {
        for (theme, at) in [("light", 0), ("dark", 1)] {
            let found = contrast(colours[ink][at], colours[ground][at]);
            assert!(found >= least, "{theme}: {ink} on {ground} has {found:.2}");
        }
    }
}
