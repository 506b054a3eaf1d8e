//! Bytes of exported sheets in; typed rows, rejects with positions and questions out.
//!
//! Two steps, both fed with chunks: an [`Inspector`] looks at the head of a file and says what it
//! is, how sure that is and what has to be asked; its [`Inspection`], with the answers, is a
//! [`Plan`]; a [`Reader`] reads the file by the plan and gives [`perennial_data::Batch`]es. No I/O,
//! no clock, no words for people: what is found has codes and arguments.

mod charset;
mod container;
mod decode;
mod dialect;
mod evidence;
mod format;
mod han;
mod header;
mod inspect;
mod plan;
mod problem;
mod read;
mod recognise;
mod reject;
mod sniff;
mod split;
mod structure;
mod synonyms;
mod value;

pub use container::{Container, IN};
#[cfg(feature = "host-decoders")]
pub use decode::HostDecoders;
pub use decode::{BuiltInDecoders, Decode, Decoders, Encoding};
pub use dialect::{Dialect, Escape};
pub use evidence::Evidence;
pub use inspect::{ColumnReport, FileFacts, HEAD, Inspection, Inspector, SURE};
pub use plan::{Answer, ColumnPlan, Constant, Plan, Question, QuestionKind, Shape, Target};
pub use problem::{Code, Problem, Severity};
pub use read::{Imported, MAX_FIELD, Piece, Reader};
pub use reject::{Count, KEPT, Reject, Rejects};
pub use structure::Frame;
pub use value::{DateOrder, DecimalMark, Factor, ValueFormat};
