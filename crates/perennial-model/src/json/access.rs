//! Entries of objects and lists, and the choices of enums.

use super::error::{Error, expected};
use super::{Read, Reader};
use serde::de::{
    DeserializeSeed, Deserializer as _, EnumAccess, Error as _, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};

/// What an open object or list holds.
pub(super) struct Entries<'r, 'a> {
    pub(super) reader: &'r mut Reader<'a>,
    pub(super) first: bool,
}

impl<'de> SeqAccess<'de> for Entries<'_, 'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        if !self.reader.more(b']', &mut self.first)? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = Error;

    fn next_key_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        if !self.reader.more(b'}', &mut self.first)? {
            // Taken here: what is missing shows once the object has ended.
            self.reader.close(b'}')?;
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<T::Value> {
        self.reader.take(b':')?;
        seed.deserialize(&mut *self.reader)
    }
}

/// A variant: its name alone, or an object with the name as its one key.
pub(super) struct Choice<'r, 'a> {
    pub(super) reader: &'r mut Reader<'a>,
    pub(super) bare: bool,
}

impl<'de> EnumAccess<'de> for Choice<'_, 'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Read<(T::Value, Self)> {
        let name = seed.deserialize(&mut *self.reader)?;
        if !self.bare {
            self.reader.take(b':')?;
        }
        Ok((name, self))
    }
}

impl Choice<'_, '_> {
    /// A name alone has no content.
    fn with_content(&self, wanted: &str) -> Read<()> {
        if self.bare {
            return Err(Error::invalid_type(Unexpected::UnitVariant, &wanted));
        }
        Ok(())
    }
}

impl<'de> VariantAccess<'de> for Choice<'_, 'de> {
    type Error = Error;

    fn unit_variant(self) -> Read<()> {
        if self.bare {
            return Ok(());
        }
        match self.reader.peek() {
            Some(b'n') => self.reader.word("null"),
            _ => Err(expected("content", &"the name alone")),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Read<T::Value> {
        self.with_content("an object with the name as its key")?;
        seed.deserialize(self.reader)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Read<V::Value> {
        self.with_content("a list")?;
        self.reader.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.with_content("an object")?;
        self.reader.deserialize_map(visitor)
    }
}
