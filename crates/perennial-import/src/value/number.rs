//! Numbers and amounts: thousands, currency signs, 万 亿 k M, percent, brackets for negative.

use super::{DecimalMark, Factor, half_width};
use perennial_data::{Decimal, round_half_even};

const MAX_DIGITS: u32 = 18;
const MAX_SCALE: u8 = 6;

/// A number and what stood beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Read {
    pub(crate) value: Decimal,
    /// It carried a percent sign and has been divided by 100.
    pub(crate) percent: bool,
    /// It carried its own 万, 亿, k, M and has been multiplied.
    pub(crate) unit: bool,
}

/// The value in a column with this mark and factor. A percent sign makes a share; a unit in the
/// cell stands in place of the column's.
#[inline]
pub(crate) fn value(text: &str, mark: DecimalMark, factor: Factor) -> Option<Decimal> {
    if factor.is_of_durations() {
        return scaled(Decimal::whole(duration(text)?), factor);
    }
    if let Some(whole) = plain(text.as_bytes()) {
        return scaled(Decimal::whole(whole), factor);
    }
    written(text, mark, factor)
}

/// The value of a text that is more than digits.
fn written(text: &str, mark: DecimalMark, factor: Factor) -> Option<Decimal> {
    let read = read(text, mark)?;
    if read.percent || read.unit {
        Some(read.value)
    } else {
        scaled(read.value, factor)
    }
}

/// The seconds of `36:05:09`, a part of a second left out; two parts alone could be minutes and seconds or hours and
/// minutes, and are none.
pub(crate) fn duration(text: &str) -> Option<i64> {
    let (hours, rest) = text.split_once(':')?;
    let (minutes, seconds) = rest.split_once(':')?;
    let (seconds, part) = seconds.split_once('.').unwrap_or((seconds, ""));
    let below_sixty = |text: &str| {
        let number = plain(text.as_bytes()).filter(|_| text.len() <= 2);
        number.filter(|number| *number < 60)
    };
    let hours = plain(hours.as_bytes()).filter(|_| hours.len() <= 7)?;
    part.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(())?;
    Some(hours * 3_600 + below_sixty(minutes)? * 60 + below_sixty(seconds)?)
}

/// Digits and nothing else.
#[inline]
pub(crate) fn plain(bytes: &[u8]) -> Option<i64> {
    if bytes.is_empty() || bytes.len() > MAX_DIGITS as usize {
        return None;
    }
    let mut whole = 0_i64;
    for byte in bytes {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        whole = whole * 10 + i64::from(digit);
    }
    Some(whole)
}

/// The number of eight digits that lie in a word, the first one lowest: all at once, since how many lead a
/// number is what processors guess worst.
#[inline]
pub(crate) fn eight_digits(word: u64) -> Option<i32> {
    const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);
    const ABOVE_NINE: u64 = u64::from_le_bytes([0x76; 8]);
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    let digits = word ^ ZEROS;
    if (digits.wrapping_add(ABOVE_NINE) | digits) & HIGH != 0 {
        return None;
    }
    // Neighbours are joined: digits to pairs, pairs to fours, fours to the whole.
    let pairs = (digits.wrapping_mul(1 + (10 << 8)) >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs.wrapping_mul(1 + (100 << 16)) >> 16) & 0x0000_ffff_0000_ffff;
    let whole = fours.wrapping_mul(1 + (10_000 << 32)) >> 32;
    i32::try_from(whole & 0xffff_ffff).ok()
}

/// Reads a trimmed text.
pub(crate) fn read(text: &str, mark: DecimalMark) -> Option<Read> {
    if let Some(whole) = plain(text.as_bytes()) {
        return Some(Read {
            value: Decimal::whole(whole),
            percent: false,
            unit: false,
        });
    }
    // Only a currency starts with a letter, and every distinct text of a file comes here.
    if let Some(first) = text.bytes().next().filter(u8::is_ascii_alphabetic)
        && !b"CEGHJRU".contains(&first)
    {
        return None;
    }
    let narrow = half_width(text);
    let (mut rest, mut negative) = match narrow.strip_prefix('(').and_then(|t| t.strip_suffix(')'))
    {
        Some(inside) => (inside.trim(), true),
        None => (&*narrow, false),
    };
    rest = sign(rest, &mut negative);
    rest = without_currency(rest);
    rest = sign(rest, &mut negative);
    let percent = rest.ends_with('%');
    rest = rest.strip_suffix('%').unwrap_or(rest).trim_end();
    if let Some(before) = rest.strip_suffix('-') {
        rest = before.trim_end();
        negative = true;
    }
    let (body, power) = unit(rest);
    let mut value = digits(body, mark)?;
    if negative {
        value.mantissa = -value.mantissa;
    }
    let factor = Factor {
        times: 10_u32.checked_pow(power)?,
        over: if percent { 100 } else { 1 },
    };
    Some(Read {
        value: scaled(value, factor)?,
        percent,
        unit: power > 0,
    })
}

fn sign<'a>(text: &'a str, negative: &mut bool) -> &'a str {
    for (sign, flips) in [("-", true), ("−", true), ("+", false)] {
        if let Some(rest) = text.strip_prefix(sign) {
            *negative |= flips;
            return rest.trim_start();
        }
    }
    text
}

fn without_currency(text: &str) -> &str {
    const SIGNS: [&str; 15] = [
        "US$",
        "HK$",
        "人民币",
        "RMB",
        "CNY",
        "USD",
        "EUR",
        "GBP",
        "HKD",
        "JPY",
        "¥",
        "￥",
        "$",
        "€",
        "£",
    ];
    let mut rest = text;
    for sign in SIGNS {
        if let Some(after) = rest.strip_prefix(sign) {
            rest = after.trim_start();
        }
        if let Some(before) = rest.strip_suffix(sign) {
            rest = before.trim_end();
        }
    }
    rest
}

/// The digits, and the power of ten of the unit behind them.
fn unit(text: &str) -> (&str, u32) {
    const MEASURES: [&str; 12] = [
        "元", "次", "天", "人", "个", "席", "分", "件", "位", "小时", "分钟", "家",
    ];
    const POWERS: [(&str, u32); 16] = [
        ("百万", 6),
        ("千万", 7),
        ("万", 4),
        ("萬", 4),
        ("亿", 8),
        ("億", 8),
        ("千", 3),
        ("k", 3),
        ("K", 3),
        ("w", 4),
        ("W", 4),
        ("mn", 6),
        ("m", 6),
        ("M", 6),
        ("bn", 9),
        ("B", 9),
    ];
    let is_digit_end = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    let mut rest = text.trim_end();
    if is_digit_end(rest) {
        return (rest, 0);
    }
    for measure in MEASURES {
        rest = rest.strip_suffix(measure).unwrap_or(rest).trim_end();
    }
    for (name, power) in POWERS {
        if let Some(before) = rest.strip_suffix(name).map(str::trim_end)
            && is_digit_end(before)
        {
            return (before, power);
        }
    }
    (rest, 0)
}

fn digits(text: &str, mark: DecimalMark) -> Option<Decimal> {
    let (point, group) = match mark {
        DecimalMark::Point => ('.', ','),
        DecimalMark::Comma => (',', '.'),
    };
    let (body, exponent) = match text.split_once(['e', 'E']) {
        Some((body, power)) => (body, power.parse::<i32>().ok().filter(|p| p.abs() <= 18)?),
        None => (text, 0),
    };
    let (whole, fraction) = body.split_once(point).unwrap_or((body, ""));
    let mut mantissa = 0_i64;
    let mut used = 0;
    let mut add = |byte: u8| {
        mantissa = mantissa * 10 + i64::from(byte - b'0');
        used += u32::from(mantissa > 0);
        used <= MAX_DIGITS
    };
    let mut groups = whole
        .split([group, ' ', '\u{a0}', '\u{202f}', '\''])
        .enumerate();
    for (index, part) in groups.by_ref() {
        let fits = part.bytes().all(|byte| byte.is_ascii_digit())
            && (index == 0 || part.len() == 3)
            && !(index == 0 && part.is_empty() && whole.len() > 1);
        if !fits || !part.bytes().all(&mut add) {
            return None;
        }
    }
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut scale = 0_i32;
    for byte in fraction.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        // Decimal places past what can be held are dropped.
        if scale < 12 && add(byte) {
            scale += 1;
        } else {
            break;
        }
    }
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let scale = scale - exponent;
    if scale < 0 {
        let up = 10_i64.checked_pow(scale.unsigned_abs())?;
        return mantissa.checked_mul(up).map(Decimal::whole);
    }
    let value = Decimal {
        mantissa,
        scale: u8::try_from(scale).ok()?,
    };
    Some(rounded(value))
}

/// `value` times the factor, to at most six decimal places.
pub(crate) fn scaled(value: Decimal, factor: Factor) -> Option<Decimal> {
    if factor == Factor::ONE {
        return Some(value);
    }
    let mut mantissa = i128::from(value.mantissa) * i128::from(factor.times);
    let mut scale = value.scale;
    let mut over = i128::from(factor.over.max(1));
    while over % 10 == 0 {
        over /= 10;
        scale += 1;
    }
    if over > 1 {
        while scale < MAX_SCALE + 6 {
            mantissa = mantissa.checked_mul(10)?;
            scale += 1;
        }
        mantissa = round_half_even(mantissa, over);
    }
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    if scale > MAX_SCALE {
        mantissa = round_half_even(mantissa, 10_i128.pow(u32::from(scale - MAX_SCALE)));
        scale = MAX_SCALE;
    }
    let mantissa = i64::try_from(mantissa).ok()?;
    Some(Decimal { mantissa, scale })
}

fn rounded(value: Decimal) -> Decimal {
    if value.scale <= MAX_SCALE {
        return value;
    }
    let down = 10_i128.pow(u32::from(value.scale - MAX_SCALE));
    Decimal {
        mantissa: i64::try_from(round_half_even(i128::from(value.mantissa), down)).unwrap_or(0),
        scale: MAX_SCALE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_digits_at_once_are_the_number_they_write() {
        let read = |text: &str| {
            let mut padded = [b'0'; 8];
            padded[8 - text.len()..].copy_from_slice(text.as_bytes());
            eight_digits(u64::from_le_bytes(padded))
        };
        for number in [0, 7, 10, 42, 12_345, 99_999_999, 10_203_040] {
            assert_eq!(read(&number.to_string()), Some(number));
        }
        for other in ["1.5", "-3", "1a", "/1", ":1", " 1", "1\u{b2}", "\u{ff11}"] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn numbers_in_zh_and_en() {
        use DecimalMark::{Comma, Point};
        for (text, mark, expect) in [
            ("42", Point, Some(42.0)),
            ("-3.25", Point, Some(-3.25)),
            ("1,234.5", Point, Some(1234.5)),
            ("1.234,5", Comma, Some(1234.5)),
            ("12,5", Comma, Some(12.5)),
            ("12,5", Point, None),
            ("1,2345", Point, None),
            ("1 234 567", Point, Some(1_234_567.0)),
            ("¥1,200", Point, Some(1200.0)),
            ("￥ 1,200.00元", Point, Some(1200.0)),
            ("$1,234,567", Point, Some(1_234_567.0)),
            ("€ 12", Point, Some(12.0)),
            ("CNY 3.5", Point, Some(3.5)),
            ("-$5", Point, Some(-5.0)),
            ("(1,200)", Point, Some(-1200.0)),
            ("1200-", Point, Some(-1200.0)),
            ("12.5万", Point, Some(125_000.0)),
            ("12.5万元", Point, Some(125_000.0)),
            ("1.2亿", Point, Some(120_000_000.0)),
            ("15k", Point, Some(15_000.0)),
            ("1.5M", Point, Some(1_500_000.0)),
            ("$1.5B", Point, Some(1_500_000_000.0)),
            ("3 万", Point, Some(30_000.0)),
            ("¥12万", Point, Some(120_000.0)),
            ("2千万", Point, Some(20_000_000.0)),
            ("１，２３４", Point, Some(1234.0)),
            ("（1,200）", Point, Some(-1200.0)),
            ("1 234,5", Comma, Some(1234.5)),
            ("1'234.50", Point, Some(1234.5)),
            ("12.5%", Point, Some(0.125)),
            ("１２．５％", Point, Some(0.125)),
            ("１２３", Point, Some(123.0)),
            ("35次", Point, Some(35.0)),
            ("1.2E+05", Point, Some(120_000.0)),
            ("1e-3", Point, Some(0.001)),
            ("0.333333333333333333", Point, Some(0.333_333)),
            (".5", Point, Some(0.5)),
            ("123456789012345678", Point, Some(123_456_789_012_345_678.0)),
            ("1234567890123456789", Point, None),
            ("10-50", Point, None),
            ("1.2.3", Point, None),
            ("abc", Point, None),
            ("RMB 5", Point, Some(5.0)),
            ("US$5", Point, Some(5.0)),
            ("EUR5", Point, Some(5.0)),
            ("GBP5", Point, Some(5.0)),
            ("HKD5", Point, Some(5.0)),
            ("JPY5", Point, Some(5.0)),
            ("M", Point, None),
            ("-", Point, None),
            ("", Point, None),
        ] {
            let read = value(text, mark, Factor::ONE).map(Decimal::to_f64);
            assert_eq!(read, expect, "{text:?}");
        }
    }

    #[test]
    fn a_factor_of_the_column_yields_to_a_unit_in_the_cell() {
        let wan = Factor {
            times: 10_000,
            over: 1,
        };
        let minutes = Factor { times: 1, over: 60 };
        for (text, factor, expect) in [
            ("12.5", wan, 125_000.0),
            ("12.5万", wan, 125_000.0),
            ("74", minutes, 1.233_333),
            ("90", minutes, 1.5),
            ("85", Factor::PERCENT, 0.85),
            ("85%", Factor::PERCENT, 0.85),
        ] {
            let read = value(text, DecimalMark::Point, factor).unwrap();
            assert_eq!(read.to_f64(), expect, "{text}");
        }
    }

    #[test]
    fn durations_are_seconds_in_the_unit_of_their_field() {
        let hours = Factor::of_durations("response_hours").unwrap();
        let minutes = Factor::of_durations("minutes").unwrap();
        assert_eq!(Factor::of_durations("amount"), None);
        let read =
            |text: &str, factor| value(text, DecimalMark::Point, factor).map(Decimal::to_f64);
        assert_eq!(read("36:30:00", hours), Some(36.5));
        assert_eq!(read("0:45:30", minutes), Some(45.5));
        assert_eq!(read("0:00:00.75", hours), Some(0.0));
        for text in [
            "12:30",
            "1:60:00",
            "1:00:60",
            "-1:00:00",
            "90",
            "1:2:3:4",
            "1:00:00pm",
            "",
            "::",
        ] {
            assert_eq!(read(text, hours), None, "{text}");
        }
        assert_eq!(
            read("36:30:00", Factor::ONE),
            None,
            "a column of numbers holds none"
        );
    }
}
