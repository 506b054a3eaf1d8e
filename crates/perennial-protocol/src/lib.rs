//! What the app and its engine worker say to each other: a closed list of requests, their
//! responses, events, and the plain views they carry. No logic.
//!
//! The wire is never stored, so it may change with every build; both sides compare
//! [`PROTOCOL_VERSION`] and the build before the first request.

mod codec;
mod event;
mod failure;
mod packed;
mod query;
mod request;
mod response;
pub mod view;

pub use codec::{CodecError, decode, encode};
pub use event::{Event, FromWorker};
pub use failure::Failure;
pub use packed::Packed;
pub use query::{ColumnRef, CustomersQuery, Filter, LifeColumn, Sort, Window};
pub use request::{ImportEdit, MaskWords, Request, SnapshotQuery, ToWorker};
pub use response::Response;

/// Raised with every change of a type in this crate.
pub const PROTOCOL_VERSION: u32 = 4;

/// What the name of an engine worker begins with; the id of its workspace follows, nothing for the first one.
pub const WORKSPACE_PREFIX: &str = "workspace-";

#[cfg(test)]
mod tests {
    use super::{Request, ToWorker, decode, encode};

    #[test]
    fn a_message_survives_the_wire_and_a_cut_one_is_refused() {
        let message = ToWorker {
            id: 7,
            body: Request::Search {
                text: "上海".to_owned(),
                limit: 5,
            },
        };
        let bytes = encode(&message).unwrap();
        assert_eq!(decode::<ToWorker>(&bytes).unwrap(), message);
        assert!(decode::<ToWorker>(&bytes[..bytes.len() - 1]).is_err());
        assert!(decode::<ToWorker>(&[bytes, vec![0]].concat()).is_err());
        // A position that no request has, a length beyond the end, a number without end.
        for nonsense in [vec![7, 250], vec![7, 0, 100], vec![255; 16]] {
            assert!(decode::<ToWorker>(&nonsense).is_err(), "{nonsense:?}");
        }
    }
}
