//! A set of texts numbered in order of first appearance: one buffer, no allocation per text.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A slot without a text.
const EMPTY: u64 = u64::MAX;
/// No code: there are fewer texts.
const NO_CODE: u32 = u32::MAX;

/// Texts and their codes 0, 1, 2, … in order of first appearance.
#[derive(Clone, Debug, Default)]
pub struct Dict {
    buffer: String,
    /// `ends[code]` is where the text of `code` ends in `buffer`.
    ends: Vec<u32>,
    /// Open addressing over codes, each below the upper half of its text's hash, so that other
    /// texts are told apart without a look at them. The length is a power of two.
    slots: Vec<u64>,
}

impl Dict {
    /// Number of different texts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of `code`; `None` for a code that was never given.
    #[must_use]
    pub fn get(&self, code: u32) -> Option<&str> {
        let code = code as usize;
        let end = *self.ends.get(code)? as usize;
        let start = if code == 0 {
            0
        } else {
            self.ends[code - 1] as usize
        };
        self.buffer.get(start..end)
    }

    /// The code of `text`, if it is in the set.
    #[must_use]
    pub fn code(&self, text: &str) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        self.find(text.as_bytes(), hash(text.as_bytes())).ok()
    }

    /// Adds the codes of many texts given by their bytes to `codes`, [`u32::MAX`] for one that is not in the
    /// set. One step for all texts before the next one: the processor then fetches many entries at a time,
    /// where looking for one text after the other waits for each.
    #[inline(never)]
    pub(crate) fn codes_of(&self, texts: &[&[u8]], codes: &mut Vec<u32>) {
        if self.slots.is_empty() {
            codes.extend(texts.iter().map(|_| NO_CODE));
            return;
        }
        let mask = self.slots.len() - 1;
        let hashes: Vec<u64> = texts.iter().map(|text| hash(text)).collect();
        let slots = hashes.iter().map(|&hash| self.slots[hash as usize & mask]);
        let held: Vec<u64> = slots.collect();
        let found = texts.iter().zip(hashes).zip(held);
        codes.extend(found.map(|((text, hash), held)| {
            if held != EMPTY && held >> 32 == hash >> 32 && same(self.bytes(held as u32), text) {
                held as u32
            } else {
                self.find(text, hash).unwrap_or(NO_CODE)
            }
        }));
    }

    /// The code of `text`, which is added if it is new. Holds up to 4 GB of text; past that,
    /// new texts all read as the last one held, which an import's size limit keeps from happening.
    pub fn intern(&mut self, text: &str) -> u32 {
        self.put(text)
    }

    /// Adds a text; whether it is new. Says less than [`Dict::intern`] and so is a function of its own:
    /// what opens a workspace and what imports can lie in modules apart, and a call for every row need
    /// not go from one to the other.
    pub(crate) fn append(&mut self, text: &str) -> bool {
        let before = self.len();
        self.put(text) as usize == before
    }

    #[inline(always)]
    #[allow(clippy::inline_always)] // once in each of the two above
    fn put(&mut self, text: &str) -> u32 {
        if (self.ends.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let hash = hash(text.as_bytes());
        let slot = match self.find(text.as_bytes(), hash) {
            Ok(code) => return code,
            Err(slot) => slot,
        };
        let Ok(end) = u32::try_from(self.buffer.len() + text.len()) else {
            return u32::try_from(self.ends.len()).map_or(NO_CODE - 1, |n| n.saturating_sub(1));
        };
        let code = u32::try_from(self.ends.len()).unwrap_or(NO_CODE - 1);
        self.buffer.push_str(text);
        self.ends.push(end);
        self.slots[slot] = entry(hash, code);
        code
    }

    /// The code of the text, or the slot where it belongs. There are slots.
    #[inline(always)]
    fn find(&self, text: &[u8], hash: u64) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let held = self.slots[slot];
            if held == EMPTY {
                return Err(slot);
            }
            if held >> 32 == hash >> 32 && same(self.bytes(held as u32), text) {
                return Ok(held as u32);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The bytes of a code that was given: comparing needs no character boundaries.
    #[inline(always)]
    fn bytes(&self, code: u32) -> &[u8] {
        let code = code as usize;
        let start = match code {
            0 => 0,
            code => self.ends[code - 1] as usize,
        };
        &self.buffer.as_bytes()[start..self.ends[code] as usize]
    }

    /// All texts in order of their codes.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.ends.len()).map(|code| {
            let start = if code == 0 {
                0
            } else {
                self.ends[code - 1] as usize
            };
            &self.buffer[start..self.ends[code] as usize]
        })
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(16);
        let mut slots = vec![EMPTY; size];
        for (text, code) in self.iter().zip(0..NO_CODE) {
            let hash = hash(text.as_bytes());
            let mut slot = hash as usize & (size - 1);
            while slots[slot] != EMPTY {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = entry(hash, code);
        }
        self.slots = slots;
    }
}

fn entry(hash: u64, code: u32) -> u64 {
    hash >> 32 << 32 | u64::from(code)
}

/// Eight bytes a step, the last step over the last eight.
#[inline(always)]
fn hash(text: &[u8]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |state: u64, word: u64| {
        let mixed = (state ^ word).wrapping_mul(ODD);
        mixed ^ (mixed >> 32)
    };
    let mut state = text.len() as u64;
    let (words, rest) = text.as_chunks::<8>();
    for &word in words {
        state = mix(state, u64::from_le_bytes(word));
    }
    if !rest.is_empty() {
        state = mix(state, tail(text));
    }
    mix(state, 0)
}

#[inline(always)]
fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let words = a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0);
    words.into_iter().all(|(a, b)| a == b) && tail(a) == tail(b)
}

/// The last eight bytes; of a shorter text all of them.
#[inline(always)]
fn tail(text: &[u8]) -> u64 {
    if let Some(last) = text.last_chunk::<8>() {
        return u64::from_le_bytes(*last);
    }
    match (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
        }
        _ => text
            .iter()
            .fold(0, |word, &byte| word << 8 | u64::from(byte)),
    }
}

impl PartialEq for Dict {
    fn eq(&self, other: &Self) -> bool {
        self.buffer == other.buffer && self.ends == other.ends
    }
}
impl Eq for Dict {}

impl<'a> FromIterator<&'a str> for Dict {
    fn from_iter<I: IntoIterator<Item = &'a str>>(texts: I) -> Self {
        let mut dict = Self::default();
        for text in texts {
            dict.append(text);
        }
        dict
    }
}

impl Serialize for Dict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.buffer, &self.ends).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Dict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (buffer, ends) = <(String, Vec<u32>)>::deserialize(deserializer)?;
        let mut start = 0;
        let mut dict = Self::default();
        for end in ends.iter().map(|&end| end as usize) {
            let text = buffer
                .get(start..end)
                .ok_or_else(|| de::Error::custom("broken dictionary"))?;
            if !dict.append(text) {
                return Err(de::Error::custom("dictionary with a text twice"));
            }
            start = end;
        }
        Ok(dict)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_follow_first_appearance_and_survive_growth() {
        let texts: Vec<String> = (0..1000).map(|i| format!("客户 {i}")).collect();
        let mut dict = Dict::default();
        for (i, text) in texts.iter().enumerate() {
            assert_eq!(dict.intern(text) as usize, i);
            assert_eq!(dict.intern(text) as usize, i);
        }
        assert_eq!(dict.code("客户 777"), Some(777));
        assert_eq!(dict.get(777), Some("客户 777"));
        assert_eq!((dict.code("nobody"), dict.get(1000)), (None, None));
        assert_eq!(dict.iter().count(), 1000);
    }

    #[test]
    fn many_texts_at_once_have_the_codes_of_each() {
        let texts: Vec<String> = (0..3000).map(|i| format!("ACC-{:06}", i * 7)).collect();
        let dict: Dict = texts.iter().step_by(2).map(String::as_str).collect();
        let mut codes = vec![7];
        let bytes: Vec<&[u8]> = texts.iter().map(String::as_bytes).collect();
        dict.codes_of(&bytes, &mut codes);
        let each = texts.iter().map(|text| dict.code(text).unwrap_or(NO_CODE));
        assert!(codes.into_iter().skip(1).eq(each));
    }

    #[test]
    fn the_empty_text_is_a_text() {
        let mut dict = Dict::default();
        assert_eq!(dict.code(""), None);
        assert_eq!(
            (dict.intern(""), dict.intern("a"), dict.intern("")),
            (0, 1, 0)
        );
        assert_eq!(dict.get(0), Some(""));
    }
}
