//! The whole workspace as a file, and back; lists as a workbook.

use crate::books;
use crate::files;
use crate::host::Host;
use crate::sealed;
use crate::session::{Outcome, Session};
use perennial_protocol::{Failure, Request, Response};
use web_sys::File;

/// Answers [`Request::Backup`], [`Request::Restore`] and [`Request::Book`].
///
/// # Errors
/// As [`books::write`], [`sealed::seal`], [`sealed::open`] and [`Session::restore`]; `cancelled`. The workspace is unchanged then.
pub(crate) async fn run<S: Session>(host: &Host<S>, request: &Request, files: &[File]) -> Outcome {
    match request {
        Request::Backup { passphrase, .. } => {
            let made = host.session.borrow_mut().handle(request)?;
            match (made, passphrase) {
                (Response::File { name, mime, bytes }, Some(passphrase)) => {
                    let bytes = sealed::seal(&bytes, passphrase).await?;
                    host.go_on()?;
                    Ok(Response::File { name, mime, bytes })
                }
                (made, _) => Ok(made),
            }
        }
        Request::Restore { passphrase } => {
            let file = files.first().ok_or_else(|| Failure::new("no-file"))?;
            let mut bytes = files::whole(file).await?;
            if sealed::is_sealed(&bytes) {
                bytes = sealed::open(&bytes, passphrase.as_deref()).await?;
            }
            host.go_on()?;
            let restored = host.session.borrow_mut().restore(&bytes)?;
            host.store.forget(); // its chunks may have names that are stored with other bytes
            Ok(restored)
        }
        Request::Book { name } => books::write(host, name, files).await,
        _ => host.session.borrow_mut().handle(request),
    }
}
