//! The two streams: results on one, messages on the other, one message a line.

use crate::error::CliError;
use crate::words::Words;
use std::io::Write;

/// Where results and messages go.
pub(crate) struct Console<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    /// What messages say.
    pub(crate) words: Words,
}

impl<'a> Console<'a> {
    pub(crate) fn new(out: &'a mut dyn Write, err: &'a mut dyn Write, words: Words) -> Self {
        Self { out, err, words }
    }

    /// Writes a part of the result.
    pub(crate) fn print(&mut self, text: &str) -> Result<(), CliError> {
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// Writes a result as JSON, indented, with a line end.
    pub(crate) fn print_json(&mut self, value: &impl serde::Serialize) -> Result<(), CliError> {
        serde_json::to_writer_pretty(&mut *self.out, value).map_err(std::io::Error::from)?;
        self.print("\n")
    }

    /// Hands on what is buffered.
    pub(crate) fn flush(&mut self) -> Result<(), CliError> {
        Ok(self.out.flush()?)
    }

    /// Something was assumed or done.
    pub(crate) fn note(&mut self, code: &str, text: &str) {
        self.message("note", code, text);
    }

    /// Something may be other than the reader thinks.
    pub(crate) fn warn(&mut self, code: &str, text: &str) {
        self.message("warning", code, text);
    }

    /// It did not work.
    pub(crate) fn error(&mut self, error: &CliError) {
        let text = error.text(self.words);
        self.message("error", error.code(), &text);
    }

    fn message(&mut self, level: &str, code: &str, text: &str) {
        // Names of files and values may hold line ends; a message is one line for `grep`.
        let text = text.replace(['\n', '\r'], " ");
        // Without anyone to read messages there is nobody to tell of it.
        writeln!(self.err, "{level}[{code}] {text}").unwrap_or_default();
    }
}
