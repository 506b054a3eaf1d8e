//! Reads what `postcard` writes, with no way back from the middle of a message.
//!
//! A reader that can fail at every field needs code at every field to drop those before it, which
//! was most of the code that reads the views. This one cannot: where the bytes make no sense it
//! notes so, gives nothing but zeros from there on, and the message is refused as a whole.

use serde::de::value::U32Deserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer as _, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use std::fmt;

/// The bytes still to be read.
pub(super) struct Reader<'de> {
    rest: &'de [u8],
    is_broken: bool,
}

impl<'de> Reader<'de> {
    /// From the first byte.
    pub(super) fn new(bytes: &'de [u8]) -> Self {
        Self {
            rest: bytes,
            is_broken: false,
        }
    }

    /// What was not read; `None` if something made no sense.
    pub(super) fn rest(&self) -> Option<&'de [u8]> {
        (!self.is_broken).then_some(self.rest)
    }

    #[inline(never)]
    fn fail(&mut self) {
        self.is_broken = true;
        self.rest = &[];
    }

    #[inline(never)]
    fn byte(&mut self) -> u8 {
        let Some((byte, rest)) = self.rest.split_first() else {
            self.fail();
            return 0;
        };
        self.rest = rest;
        *byte
    }

    /// A byte that is 0 or 1.
    #[inline(never)]
    fn flag(&mut self) -> bool {
        match self.byte() {
            0 => false,
            1 => true,
            _ => {
                self.fail();
                false
            }
        }
    }

    /// Seven bits a byte, the lowest first; the highest bit says that there are more.
    #[inline(never)]
    fn varint(&mut self) -> u64 {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return value;
            }
        }
        self.fail();
        0
    }

    /// Positive numbers are even, negative ones odd.
    #[inline(never)]
    fn signed(&mut self) -> i64 {
        let value = self.varint();
        (value >> 1).cast_signed() ^ -(value & 1).cast_signed()
    }

    /// How many follow; never more than there are bytes.
    #[inline(never)]
    fn len(&mut self) -> usize {
        match usize::try_from(self.varint()) {
            Ok(len) if len <= self.rest.len() => len,
            _ => {
                self.fail();
                0
            }
        }
    }

    #[inline(never)]
    fn take(&mut self, len: usize) -> &'de [u8] {
        let Some((taken, rest)) = self.rest.split_at_checked(len) else {
            self.fail();
            return &[];
        };
        self.rest = rest;
        taken
    }

    #[inline(never)]
    fn array<const N: usize>(&mut self) -> [u8; N] {
        self.take(N).try_into().unwrap_or([0; N])
    }

    #[inline(never)]
    fn text(&mut self) -> &'de str {
        let len = self.len();
        let text = std::str::from_utf8(self.take(len));
        text.unwrap_or_else(|_| {
            self.fail();
            ""
        })
    }
}

/// An error that there is none of, so that no code is made for it.
#[derive(Debug)]
pub(super) enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl serde::de::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        // Only a type with bounds of its own comes here (`Day`), for a value past them, which the
        // other side, of the same build, could not have held.
        unreachable!("a value of the wire is past the bounds of its type")
    }
}

/// Methods that read a value and show it to the visitor.
macro_rules! read {
    ($($method:ident: |$reader:ident| $visit:ident($value:expr);)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
            let $reader = self;
            visitor.$visit($value)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Never;

    read! {
        deserialize_bool: |reader| visit_bool(reader.flag());
        deserialize_i8: |reader| visit_i8(reader.byte().cast_signed());
        deserialize_i16: |reader| visit_i16(reader.signed() as i16);
        deserialize_i32: |reader| visit_i32(reader.signed() as i32);
        deserialize_i64: |reader| visit_i64(reader.signed());
        deserialize_u8: |reader| visit_u8(reader.byte());
        deserialize_u16: |reader| visit_u16(reader.varint() as u16);
        deserialize_u32: |reader| visit_u32(reader.varint() as u32);
        deserialize_u64: |reader| visit_u64(reader.varint());
        deserialize_f32: |reader| visit_f32(f32::from_le_bytes(reader.array()));
        deserialize_f64: |reader| visit_f64(f64::from_le_bytes(reader.array()));
        deserialize_char: |reader| visit_char(reader.text().chars().next().unwrap_or_default());
        deserialize_str: |reader| visit_borrowed_str(reader.text());
        deserialize_string: |reader| visit_borrowed_str(reader.text());
        deserialize_seq: |reader| visit_seq(Items { left: reader.len(), reader });
        deserialize_map: |reader| visit_map(Items { left: reader.len(), reader });
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let len = self.len();
        visitor.visit_borrowed_bytes(self.take(len))
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        if self.flag() {
            visitor.visit_some(self)
        } else {
            visitor.visit_none()
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        let chosen = self.varint() as u32;
        let chosen = if (chosen as usize) < variants.len() {
            chosen
        } else {
            self.fail();
            0
        };
        visitor.visit_enum(Chosen(self, chosen))
    }

    // A form that does not describe itself has nothing for these; no type of the wire asks.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        self.fail();
        visitor.visit_unit()
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        self.deserialize_any(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        self.deserialize_any(visitor)
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

/// The fields of a struct or tuple: as many as its type asks for.
struct Fields<'a, 'de>(&'a mut Reader<'de>);

impl<'de> SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Never> {
        seed.deserialize(&mut *self.0).map(Some)
    }
}

/// The items of a list or a map.
struct Items<'a, 'de> {
    left: usize,
    reader: &'a mut Reader<'de>,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Never> {
        let Some(left) = self.left.checked_sub(1) else {
            return Ok(None);
        };
        self.left = left;
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Never;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Never> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Never> {
        seed.deserialize(&mut *self.reader)
    }
}

/// A variant of an enum, by its position.
struct Chosen<'a, 'de>(&'a mut Reader<'de>, u32);

impl<'a, 'de> EnumAccess<'de> for Chosen<'a, 'de> {
    type Error = Never;
    type Variant = Fields<'a, 'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self::Variant), Never> {
        let position: U32Deserializer<Never> = self.1.into_deserializer();
        Ok((seed.deserialize(position)?, Fields(self.0)))
    }
}

impl<'de> VariantAccess<'de> for Fields<'_, 'de> {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Never> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(self)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(self)
    }
}
