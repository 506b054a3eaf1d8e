//! Messages as bytes.

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
    match postcard::take_from_bytes(bytes) {
        Ok((message, [])) => Ok(message),
        Ok((_, rest)) => Err(CodecError(format!("{} bytes too many", rest.len()))),
        Err(error) => Err(CodecError(error.to_string())),
    }
}
