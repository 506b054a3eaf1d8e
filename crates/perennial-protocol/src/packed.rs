//! A part of a message that stays bytes until somebody reads it, so that only the part of a program that
//! reads or writes it carries the code for it: what loads first stays small.

use crate::codec::{CodecError, decode, encode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::marker::PhantomData;

/// A value as bytes.
#[derive(Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Packed<T> {
    bytes: Vec<u8>,
    of: PhantomData<T>,
}

impl<T: Serialize> Packed<T> {
    /// The value as bytes.
    ///
    /// # Errors
    /// As [`encode`].
    pub fn of(value: &T) -> Result<Self, CodecError> {
        let of = PhantomData;
        encode(value).map(|bytes| Self { bytes, of })
    }
}

impl<T: DeserializeOwned> Packed<T> {
    /// The value.
    ///
    /// # Errors
    /// As [`decode`].
    pub fn read(&self) -> Result<T, CodecError> {
        decode(&self.bytes)
    }
}

impl<T> Clone for Packed<T> {
    fn clone(&self) -> Self {
        Self {
            bytes: self.bytes.clone(),
            of: PhantomData,
        }
    }
}

impl<T> PartialEq for Packed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<T> fmt::Debug for Packed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Packed({} bytes)", self.bytes.len())
    }
}
