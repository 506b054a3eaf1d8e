//! Workbooks out: lists of CSV become one in a program of its own, which nobody loads who asks for none.

use crate::host::Host;
use crate::js;
use crate::program::{self, Program};
use crate::session::{Outcome, Session};
use js_sys::{Array, Uint8Array};
use perennial_protocol::{Failure, Response};
use wasm_bindgen::JsCast as _;
use web_sys::File;

/// Where the program is, beside this one; the build that names files by their content says so when this is compiled.
const ADDRESS: &str = match option_env!("PERENNIAL_BOOK") {
    Some(address) => address,
    None => "./perennial-book-worker_loader.js",
};
/// What the file is.
const MIME: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The lists as a workbook, a sheet for each.
///
/// # Errors
/// `book-too-large`, `book-long-text`; `book-refused` where it cannot be written for another reason; `cancelled`;
/// `part-not-loaded` where the program cannot be reached.
pub(crate) async fn write<S: Session>(host: &Host<S>, name: &str, lists: &[File]) -> Outcome {
    let program = Program::start(ADDRESS)?;
    let lists: Array = lists.iter().collect();
    let answer = program.ask(host, &lists, |_| {}).await?;
    if let Some(bytes) = answer.dyn_ref::<Uint8Array>() {
        return Ok(Response::File {
            name: name.to_owned(),
            mime: MIME.to_owned(),
            bytes: bytes.to_vec(),
        });
    }
    Err(match js::property(&answer, "code").as_string() {
        Some(code) => Failure::new(&code),
        None => Failure::new("book-refused").with("detail", program::error(&answer)),
    })
}
