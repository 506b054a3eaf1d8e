//! The browser's storage without the app: a page of the same origin that runs nothing, where what is stored is laid
//! down, looked at and taken away.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use crate::driver::Browser;

/// The mark that a workspace file begins with; behind it come manifest and chunks.
const MARK: usize = 10;

/// Opens the first version of the database with stores like the app's, and hands it on as `db`; `end` answers.
const OPEN: &str = "const [given, end] = [arguments[0], arguments[arguments.length - 1]]; \
    const request = indexedDB.open('perennial', given.version ?? undefined); \
    request.onupgradeneeded = () => { for (const name of ['meta', 'chunks']) \
        if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name); }; \
    request.onerror = () => end({ error: String(request.error) }); \
    request.onsuccess = () => { const db = request.result; \
        const leave = (answer) => { db.close(); end(answer); }; STEPS };";

/// Goes to a page of the origin without the app.
pub(crate) fn go(browser: &Browser) -> Result<()> {
    browser
        .session
        .go(&format!("{}assets/favicon.svg", browser.app))
}

/// Lays a workspace file down as what is stored, in the place of whatever is there.
pub(crate) fn lay_down(browser: &Browser, file: &[u8]) -> Result<()> {
    let (manifest, chunks): (Vec<u8>, Vec<(String, Vec<u8>)>) =
        perennial_protocol::decode(file.get(MARK..).unwrap_or_default())
            .ok()
            .context("a workspace file")?;
    let steps = "const all = db.transaction(['meta', 'chunks'], 'readwrite'); \
        const [meta, chunks] = [all.objectStore('meta'), all.objectStore('chunks')]; \
        chunks.clear(); \
        for (const [name, bytes] of given.chunks) chunks.put(new Uint8Array(bytes), name); \
        meta.put(new Uint8Array(given.manifest), 'manifest'); \
        const before = meta.get('sequence'); \
        before.onsuccess = () => meta.put((before.result ?? 0) + 1, 'sequence'); \
        all.oncomplete = () => leave('done'); all.onabort = () => leave({ error: String(all.error) });";
    let given = json!({ "version": 1, "manifest": manifest, "chunks": chunks });
    let answer = run(browser, steps, given)?;
    ensure!(answer == "done", "{answer}");
    Ok(())
}

/// The stored manifest's bytes and how many chunks there are, whatever version the database is of.
pub(crate) fn kept(browser: &Browser) -> Result<Value> {
    let steps = "const all = db.transaction(['meta', 'chunks']); \
        const manifest = all.objectStore('meta').get('manifest'); \
        const chunks = all.objectStore('chunks').count(); \
        all.oncomplete = () => leave([[...(manifest.result ?? [])], chunks.result]);";
    run(browser, steps, json!({}))
}

/// Raises the database's version, as a later version of the app would.
pub(crate) fn raise(browser: &Browser) -> Result<()> {
    let answer = run(browser, "leave(db.version);", json!({ "version": 2 }))?;
    ensure!(answer == 2, "{answer}");
    Ok(())
}

/// Takes the database away.
pub(crate) fn evict(browser: &Browser) -> Result<()> {
    let script = "const end = arguments[arguments.length - 1]; \
        const request = indexedDB.deleteDatabase('perennial'); \
        request.onsuccess = () => end('done'); request.onerror = () => end(String(request.error));";
    let answer = browser.session.script_async(script, Vec::new())?;
    ensure!(answer == "done", "{answer}");
    Ok(())
}

fn run(browser: &Browser, steps: &str, given: Value) -> Result<Value> {
    let script = OPEN.replace("STEPS", steps);
    browser.session.script_async(&script, vec![given])
}
