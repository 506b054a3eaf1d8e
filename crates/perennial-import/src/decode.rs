//! Bytes to text. UTF-8 needs no decoder and UTF-16 is built in; legacy encodings come through the
//! [`Decoders`] port: the browser's `TextDecoder` in the app, `encoding_rs` on the host.

use serde::{Deserialize, Serialize};

/// An encoding of text that files come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // each variant is the encoding of that name
pub enum Encoding {
    #[default]
    Utf8,
    Utf16Le,
    Utf16Be,
    /// Also reads GBK and GB2312, which it contains.
    Gb18030,
    /// As used in Taiwan and Hong Kong.
    Big5,
    ShiftJis,
    /// Also reads Latin-1, which it contains but for control characters.
    Windows1252,
}

impl Encoding {
    /// Every encoding.
    pub const ALL: [Self; 7] = [
        Self::Utf8,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Gb18030,
        Self::Big5,
        Self::ShiftJis,
        Self::Windows1252,
    ];

    /// The encoding of that label.
    #[must_use]
    pub fn of_label(label: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|encoding| encoding.label() == label)
    }

    /// The label of the WHATWG encoding standard, as `TextDecoder` takes it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
            Self::Big5 => "big5",
            Self::ShiftJis => "shift_jis",
            Self::Windows1252 => "windows-1252",
        }
    }
}

/// A decoder of one file, fed in chunks that may cut characters.
pub trait Decode {
    /// Appends the text of `bytes` to `text`; with `last`, also what was left of a cut character.
    /// Malformed input becomes U+FFFD.
    fn decode(&mut self, bytes: &[u8], last: bool, text: &mut String);
}

/// Where decoders come from.
pub trait Decoders {
    /// A decoder for `encoding`, if there is one.
    fn decoder(&self, encoding: Encoding) -> Option<Box<dyn Decode>>;
}

/// UTF-8 and UTF-16 only.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuiltInDecoders;

impl Decoders for BuiltInDecoders {
    fn decoder(&self, encoding: Encoding) -> Option<Box<dyn Decode>> {
        match encoding {
            Encoding::Utf8 => Some(Box::new(Utf8::default())),
            Encoding::Utf16Le => Some(Box::new(Utf16::new(u16::from_le_bytes))),
            Encoding::Utf16Be => Some(Box::new(Utf16::new(u16::from_be_bytes))),
            Encoding::Gb18030 | Encoding::Big5 | Encoding::ShiftJis | Encoding::Windows1252 => None,
        }
    }
}

#[derive(Default)]
struct Utf8 {
    cut: Vec<u8>,
}

impl Decode for Utf8 {
    fn decode(&mut self, bytes: &[u8], last: bool, text: &mut String) {
        let mut data = std::mem::take(&mut self.cut);
        data.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&data) {
            Err(error) if error.error_len().is_none() && !last => error.valid_up_to(),
            // An earlier fault may hide a cut character at the end: at most three bytes of it.
            Err(_) if !last => data.len() - cut_at_end(&data),
            _ => data.len(),
        };
        let (now, later) = data.split_at(whole);
        text.push_str(&String::from_utf8_lossy(now));
        self.cut = later.to_vec();
    }
}

/// How many bytes at the end belong to a character that is not whole.
fn cut_at_end(data: &[u8]) -> usize {
    let tail = data.len().saturating_sub(3);
    (tail..data.len())
        .find(|&from| {
            std::str::from_utf8(&data[from..])
                .is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
        })
        .map_or(0, |from| data.len() - from)
}

struct Utf16 {
    unit: fn([u8; 2]) -> u16,
    half: Option<u8>,
    high: Option<u16>,
    started: bool,
}

impl Utf16 {
    fn new(unit: fn([u8; 2]) -> u16) -> Self {
        Self {
            unit,
            half: None,
            high: None,
            started: false,
        }
    }
}

impl Decode for Utf16 {
    fn decode(&mut self, bytes: &[u8], last: bool, text: &mut String) {
        let mut units: Vec<u16> = self.high.take().into_iter().collect();
        for &byte in bytes {
            match self.half.take() {
                Some(first) => units.push((self.unit)([first, byte])),
                None => self.half = Some(byte),
            }
        }
        if !last
            && units
                .last()
                .is_some_and(|unit| (0xd800..0xdc00).contains(unit))
        {
            self.high = units.pop();
        }
        let decoded = char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}'));
        for character in decoded {
            if self.started || character != '\u{feff}' {
                text.push(character);
            }
            self.started = true;
        }
        if last && self.half.is_some() {
            text.push('\u{fffd}');
        }
    }
}

/// Every encoding, for the command line and tests.
#[cfg(feature = "host-decoders")]
#[derive(Clone, Copy, Debug, Default)]
pub struct HostDecoders;

#[cfg(feature = "host-decoders")]
impl Decoders for HostDecoders {
    fn decoder(&self, encoding: Encoding) -> Option<Box<dyn Decode>> {
        let known = match encoding {
            Encoding::Gb18030 => encoding_rs::GB18030,
            Encoding::Big5 => encoding_rs::BIG5,
            Encoding::ShiftJis => encoding_rs::SHIFT_JIS,
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
            Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => {
                return BuiltInDecoders.decoder(encoding);
            }
        };
        Some(Box::new(Legacy(known.new_decoder_without_bom_handling())))
    }
}

#[cfg(feature = "host-decoders")]
struct Legacy(encoding_rs::Decoder);

#[cfg(feature = "host-decoders")]
impl Decode for Legacy {
    fn decode(&mut self, bytes: &[u8], last: bool, text: &mut String) {
        let room = self.0.max_utf8_buffer_length(bytes.len()).unwrap_or(0);
        text.reserve(room);
        // All input fits into the room that was reserved for the worst case.
        let (_, _, _) = self.0.decode_to_string(bytes, text, last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_pieces(decoder: &mut dyn Decode, bytes: &[u8], size: usize) -> String {
        let mut text = String::new();
        for piece in bytes.chunks(size) {
            decoder.decode(piece, false, &mut text);
        }
        decoder.decode(&[], true, &mut text);
        text
    }

    #[test]
    fn characters_cut_by_chunks_are_whole_again() {
        let text = "客户,名称 é 😀\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for size in 1..5 {
            let mut utf8 = BuiltInDecoders.decoder(Encoding::Utf8).unwrap();
            assert_eq!(in_pieces(&mut *utf8, text.as_bytes(), size), text);
            let mut decoder = BuiltInDecoders.decoder(Encoding::Utf16Be).unwrap();
            assert_eq!(in_pieces(&mut *decoder, &utf16, size), text);
        }
    }
}
