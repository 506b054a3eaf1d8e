//! Which of the encodings of two bytes a character a text is in: by how many of its pairs lie where the
//! everyday characters of each encoding lie.

use crate::decode::Encoding;

/// So few characters may all be of one kind by chance.
const FEW: u32 = 12;

/// What the bytes above ASCII look like in one encoding.
struct Fit {
    encoding: Encoding,
    /// Share of the characters that are everyday ones, 0 to 1.
    everyday: f32,
}

/// The encodings that the bytes can be in, likeliest first, with how sure that is; empty where they are no
/// pairs of any.
pub(crate) fn east_asian(head: &[u8]) -> Vec<(Encoding, f32)> {
    let mut fits: Vec<Fit> = [gb18030, big5, shift_jis]
        .into_iter()
        .filter_map(|read| read(head))
        .collect();
    perennial_data::sort_by(&mut fits, |a, b| b.everyday.total_cmp(&a.everyday));
    fits.retain(|fit| fit.everyday >= 0.6);
    let second = fits.get(1).map_or(0.0, |fit| fit.everyday);
    let lead = fits.first().map_or(0.0, |fit| fit.everyday - second);
    let sure = if fits.len() < 2 || lead >= 0.15 {
        0.95
    } else {
        0.6
    };
    let all = fits.into_iter().enumerate();
    all.map(|(at, fit)| (fit.encoding, if at == 0 { sure } else { 0.3 }))
        .collect()
}

/// Characters by their bytes: how many there are, how many of them are everyday ones, and what is none.
#[derive(Default)]
struct Tally {
    all: u32,
    everyday: u32,
    broken: u32,
}

impl Tally {
    /// Reads characters with `length`, which says how many bytes the next one has and whether it is an
    /// everyday one.
    fn of(head: &[u8], length: impl Fn(&[u8]) -> Option<(usize, bool)>) -> Self {
        let mut tally = Self::default();
        let mut rest = head;
        while let Some(&first) = rest.first() {
            if first < 0x80 {
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            if rest.len() < 2 {
                break; // the head may end within a character
            }
            let bytes = match length(rest) {
                Some((bytes, everyday)) => {
                    tally.all += 1;
                    tally.everyday += u32::from(everyday);
                    bytes
                }
                None => {
                    tally.broken += 1;
                    1
                }
            };
            rest = rest.get(bytes..).unwrap_or_default();
        }
        tally
    }

    #[allow(clippy::cast_precision_loss)] // counts of a sample
    fn fit(&self, encoding: Encoding) -> Option<Fit> {
        (self.all > 0 && self.broken * 50 <= self.all).then(|| Fit {
            encoding,
            everyday: self.everyday as f32 / self.all as f32,
        })
    }
}

fn pair(bytes: &[u8]) -> (u8, u8) {
    let at = |at: usize| bytes.get(at).copied().unwrap_or_default();
    (at(0), at(1))
}

/// GB 2312's first level, in order of pronunciation, and its signs.
fn gb18030(head: &[u8]) -> Option<Fit> {
    let tally = Tally::of(head, |bytes| match pair(bytes) {
        (0x81..=0xfe, 0x30..=0x39) => {
            let four = matches!(bytes, [_, _, 0x81..=0xfe, 0x30..=0x39, ..]);
            four.then_some((4, false))
        }
        (first @ 0x81..=0xfe, second @ (0x40..=0x7e | 0x80..=0xfe)) => {
            let everyday = matches!(first, 0xa1..=0xa3 | 0xb0..=0xd7) && second >= 0xa1;
            Some((2, everyday))
        }
        _ => None,
    });
    tally.fit(Encoding::Gb18030)
}

/// Big5's frequently used characters and its signs.
fn big5(head: &[u8]) -> Option<Fit> {
    let tally = Tally::of(head, |bytes| match pair(bytes) {
        (first @ 0x81..=0xfe, 0x40..=0x7e | 0xa1..=0xfe) => {
            Some((2, matches!(first, 0xa1 | 0xa4..=0xc6)))
        }
        _ => None,
    });
    // Two of five frequent characters have a second byte below 0x7f; texts of GB 2312 have none.
    let low = Tally::of(head, |bytes| match pair(bytes) {
        (0x81..=0xfe, second @ (0x40..=0x7e | 0xa1..=0xfe)) => Some((2, second < 0x7f)),
        _ => None,
    });
    tally
        .fit(Encoding::Big5)
        .filter(|_| low.everyday * 8 >= low.all || low.all < FEW)
}

/// Kana, JIS X 0208's first level and its signs.
fn shift_jis(head: &[u8]) -> Option<Fit> {
    let kana = |bytes: &[u8]| matches!(pair(bytes), (0x82, 0x9f..=0xf1) | (0x83, 0x40..=0x96));
    let length = |bytes: &[u8]| match pair(bytes) {
        // Half-width kana stand in old files only, and are what pairs of other encodings look like.
        (0xa1..=0xdf, _) => Some((1, false)),
        (first @ (0x81..=0x9f | 0xe0..=0xfc), 0x40..=0x7e | 0x80..=0xfc) => {
            Some((2, matches!(first, 0x81..=0x83 | 0x88..=0x97)))
        }
        _ => None,
    };
    let tally = Tally::of(head, length);
    let with_kana = Tally::of(head, |bytes| length(bytes).map(|(n, _)| (n, kana(bytes))));
    let mut fit = tally.fit(Encoding::ShiftJis)?;
    // Where there are kana, it is Japanese.
    if with_kana.everyday * 10 >= with_kana.all {
        fit.everyday = fit.everyday.max(0.75) + 0.2;
    }
    Some(fit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(encoding: &'static encoding_rs::Encoding, text: &str) -> Option<(Encoding, bool)> {
        let (bytes, _, unmappable) = encoding.encode(text);
        assert!(!unmappable);
        let found = east_asian(&bytes);
        found
            .first()
            .map(|&(encoding, sure)| (encoding, sure > 0.8))
    }

    #[test]
    fn encodings_are_told_by_their_everyday_characters() {
        use encoding_rs::{BIG5, GB18030, SHIFT_JIS, WINDOWS_1252};
        let simplified =
            "客户名称,合同金额,到期日,负责人\n上海晨光科技有限公司,12万,2026-03-01,王芳\n";
        let traditional =
            "客戶名稱,合約金額,到期日,負責人\n台北晨光科技股份有限公司,12萬,2026-03-01,王芳\n";
        let japanese = "顧客名,契約金額,終了日,担当者\n株式会社アオゾラ,1200,2026-03-01,佐藤さん\n";
        assert_eq!(told(GB18030, simplified), Some((Encoding::Gb18030, true)));
        assert_eq!(told(BIG5, traditional), Some((Encoding::Big5, true)));
        assert_eq!(told(SHIFT_JIS, japanese), Some((Encoding::ShiftJis, true)));
        let latin = "Kunde;Straße;Größe\nMüller & Söhne;Königsallee;groß\nRené;Île;é à è\n";
        assert_eq!(told(WINDOWS_1252, latin), None);
    }
}
