//! Reads JSON into the types of the model document. Small on purpose: this is part of what every
//! visitor downloads, and serde_json's reader brings tables for writing numbers in its messages.
//!
//! Accepts what RFC 8259 does, nothing more. Numbers of up to 15 digits with an exponent within ±22
//! are read exactly; beyond that the last bits may differ from the nearest number.

mod access;
mod error;
mod number;
mod text;

use access::{Choice, Entries};
use error::{Error, expected};
use number::Number;
use serde::de::{Deserialize, Deserializer, Expected, Visitor};

/// How deep objects and lists may lie in each other.
const DEPTH_MAX: u32 = 128;

/// Why a document does not read, and after how many of its bytes that showed.
#[derive(Debug)]
pub(crate) struct Fault {
    /// In English.
    pub(crate) message: String,
    /// Bytes read by then.
    pub(crate) offset: usize,
}

/// Reads a document that has nothing after it.
pub(crate) fn read<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, Fault> {
    let mut reader = Reader {
        json,
        at: 0,
        depth: 0,
    };
    let value = T::deserialize(&mut reader).and_then(|value| match reader.peek() {
        None => Ok(value),
        Some(_) => Err(Error::new("trailing characters")),
    });
    value.map_err(|error| Fault {
        message: error.at(json, reader.at),
        offset: reader.at,
    })
}

/// The document and how far it is read.
struct Reader<'a> {
    json: &'a str,
    at: usize,
    depth: u32,
}

type Read<T> = Result<T, Error>;

impl<'a> Reader<'a> {
    /// The next byte that is not space, not taken yet.
    fn peek(&mut self) -> Option<u8> {
        let spaces = self.rest().iter();
        self.at += spaces.take_while(|byte| b" \n\r\t".contains(byte)).count();
        self.rest().first().copied()
    }

    fn rest(&self) -> &'a [u8] {
        self.json.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, wanted: u8) -> Read<()> {
        if self.peek() == Some(wanted) {
            self.at += 1;
            return Ok(());
        }
        Err(self.unexpected(&format!("`{}`", char::from(wanted))))
    }

    /// The fault of something else standing where `wanted` should.
    fn unexpected(&mut self, wanted: &str) -> Error {
        match self.peek() {
            None => Error::new("the document ends too early"),
            Some(_) => Error::new(&format!("expected {wanted}")),
        }
    }

    /// The fault of a value of another type, whose first byte is next.
    fn mistyped(&mut self, wanted: &dyn Expected) -> Error {
        let found = match self.peek() {
            None => return self.unexpected(""),
            Some(b'{') => "an object",
            Some(b'[') => "a list",
            Some(b'"') => "a text",
            Some(b't' | b'f') => "a flag",
            Some(b'n') => "null",
            Some(b'-' | b'0'..=b'9') => "a number",
            Some(_) => return Error::new("expected a value"),
        };
        expected(found, wanted)
    }

    fn word(&mut self, word: &str) -> Read<()> {
        if self.rest().starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(());
        }
        Err(Error::new("expected a value"))
    }

    fn number(&mut self, wanted: &dyn Expected) -> Read<Number> {
        match self.peek() {
            Some(b'-' | b'0'..=b'9') => {
                let (number, length) = number::read(self.rest())?;
                self.at += length;
                Ok(number)
            }
            _ => Err(self.mistyped(wanted)),
        }
    }

    fn text(&mut self, wanted: &dyn Expected) -> Read<String> {
        if self.peek() != Some(b'"') {
            return Err(self.mistyped(wanted));
        }
        self.at += 1;
        let (text, length) = text::read(self.json.get(self.at..).unwrap_or_default())?;
        self.at += length;
        Ok(text)
    }

    fn open(&mut self, bracket: u8, wanted: &dyn Expected) -> Read<()> {
        if self.peek() != Some(bracket) {
            return Err(self.mistyped(wanted));
        }
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(Error::new("too many levels"));
        }
        self.at += 1;
        Ok(())
    }

    fn close(&mut self, bracket: u8) -> Read<()> {
        self.take(bracket)?;
        self.depth -= 1;
        Ok(())
    }

    /// Whether another entry follows; `first` says that none has come yet.
    fn more(&mut self, end: u8, first: &mut bool) -> Read<bool> {
        if self.peek() == Some(end) {
            return Ok(false);
        }
        if !std::mem::take(first) {
            self.take(b',')?;
            if self.peek() == Some(end) {
                return Err(Error::new("trailing comma"));
            }
        }
        Ok(true)
    }
}

macro_rules! integers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
            match self.number(&visitor)? {
                Number::Whole(whole) => visitor.visit_u64(whole),
                Number::Negative(whole) => visitor.visit_i64(whole),
                Number::Float(_) => Err(expected("a number with decimals", &visitor)),
            }
        }
    )*};
}

macro_rules! texts {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
            let text = self.text(&visitor)?;
            visitor.visit_string(text)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.peek() {
            Some(b'{') => self.deserialize_map(visitor),
            Some(b'[') => self.deserialize_seq(visitor),
            Some(b'"') => self.deserialize_string(visitor),
            Some(b't' | b'f') => self.deserialize_bool(visitor),
            Some(b'n') => self.deserialize_unit(visitor),
            _ => self.deserialize_f64(visitor),
        }
    }

    integers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    texts! {
        deserialize_char deserialize_str deserialize_string deserialize_bytes
        deserialize_byte_buf deserialize_identifier
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        let value = match self.peek() {
            Some(b't') => true,
            Some(b'f') => false,
            _ => return Err(self.mistyped(&visitor)),
        };
        self.word(if value { "true" } else { "false" })?;
        visitor.visit_bool(value)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        let number = self.number(&visitor)?;
        visitor.visit_f64(number.as_f64())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.peek() == Some(b'n') {
            self.word("null")?;
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.peek() != Some(b'n') {
            return Err(self.mistyped(&visitor));
        }
        self.word("null")?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Read<V::Value> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Read<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.open(b'[', &visitor)?;
        let value = visitor.visit_seq(Entries {
            reader: self,
            first: true,
        })?;
        self.close(b']')?;
        Ok(value)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Read<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Read<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.open(b'{', &visitor)?;
        // The entries take the bracket that ends them.
        visitor.visit_map(Entries {
            reader: self,
            first: true,
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        let bare = self.peek() == Some(b'"');
        if bare {
            return visitor.visit_enum(Choice { reader: self, bare });
        }
        self.open(b'{', &visitor)?;
        let value = visitor.visit_enum(Choice {
            reader: &mut *self,
            bare,
        })?;
        self.close(b'}')?;
        Ok(value)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_any(visitor)
    }
}
