//! Messages as bytes: `postcard`'s form, written by it and read by an own, smaller reader.

mod reader;

use reader::Reader;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Bytes that are not the message that was expected: app and worker are of different builds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("message not understood: {0}")]
pub struct CodecError(String);

/// The message as bytes.
///
/// # Errors
/// Only for values that cannot be written at all, such as a sequence of unknown length; the types
/// of this crate have none.
pub fn encode<T: Serialize>(message: &T) -> Result<Vec<u8>, CodecError> {
    postcard::to_allocvec(message).map_err(|error| CodecError(error.to_string()))
}

/// The message that the bytes hold.
///
/// # Errors
/// When the bytes are not such a message, or go on behind it.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, CodecError> {
    let mut reader = Reader::new(bytes);
    let message = match T::deserialize(&mut reader) {
        Ok(message) => message,
        Err(never) => match never {},
    };
    match reader.rest() {
        Some([]) => Ok(message),
        Some(rest) => Err(CodecError(format!("{} bytes too many", rest.len()))),
        None => Err(CodecError("bytes that make no sense".to_owned())),
    }
}
