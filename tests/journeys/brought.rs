//! What is brought in without a choice of files: a folder that is dropped, a table that is copied from a document.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use serde_json::json;

use crate::driver::keys::CONTROL;
use crate::driver::{Browser, button};
use crate::journey::journey;
use crate::pages::import;

#[test]
fn a_folder_is_dropped() {
    journey("folder-drop", |browser, folder| {
        let crm = folder.path().join("crm");
        let below = crm.join("2026").join("march");
        fs::create_dir_all(&below)?;
        fs::write(
            crm.join("accounts.csv"),
            "account_id,name\nF1,Fir\nF2,Fig\n",
        )?;
        fs::write(crm.join(".DS_Store"), [0, 1, 2])?;
        fs::write(
            below.join("usage.csv"),
            "date,account_id,feature,events\n2026-03-01,F1,core,5\n",
        )?;
        // What goes through folders loads behind the first screen.
        browser.go("#/import")?;
        browser.find(&button("Choose a folder"))?;
        browser.settled()?;
        let path = crm.to_str().context("a path in UTF-8")?;
        // As the browser's own dragging does it: with entries of the file system behind the files.
        for kind in ["dragEnter", "dragOver", "drop"] {
            let data = json!({ "items": [], "files": [path], "dragOperationsMask": 1 });
            let event = json!({ "type": kind, "x": 300, "y": 300, "data": data });
            browser.session.devtools("Input.dispatchDragEvent", event)?;
        }
        browser.reads("accounts.csv")?;
        browser.reads("usage.csv")?;
        ensure!(
            !browser.page_text()?.contains("DS_Store"),
            "what systems put into folders is passed over"
        );
        came_in(browser, (2, 1))
    });
}

#[test]
fn a_table_is_pasted_from_a_document() {
    journey("pasted-html", |browser, _| {
        browser.go("#/start")?;
        browser.settled()?;
        let permissions = json!({
            "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"],
            "origin": browser.app.trim_end_matches('/'),
        });
        browser
            .session
            .devtools("Browser.grantPermissions", permissions)?;
        let script = "const end = arguments[0]; \
            const html = '<meta charset=\"utf-8\"><table><tr><th>account_id<th>name<th>arr</tr>' + \
                '<tr><td>P1<td>松柏有限公司<td>1,200</tr><tr><td>P2<td>Pine &amp; Co<td>900</tr></table>'; \
            const item = new ClipboardItem({ 'text/html': new Blob([html], { type: 'text/html' }) }); \
            navigator.clipboard.write([item]).then(() => end('done'), (why) => end(String(why)));";
        let written = browser.session.script_async(script, Vec::new())?;
        ensure!(written == "done", "{written}");
        browser.session.press(&[CONTROL, 'v'])?;
        browser.reads("松柏有限公司")?;
        browser.reads("Pine & Co")?;
        import::run(browser)?;
        let customers = import::came_in(browser, "Customers")?;
        ensure!(customers == 2, "{customers} came in");
        Ok(())
    });
}

fn came_in(browser: &Browser, wanted: (u64, u64)) -> Result<()> {
    import::run(browser)?;
    let found = (
        import::came_in(browser, "Customers")?,
        import::came_in(browser, "Usage")?,
    );
    ensure!(found == wanted, "{found:?} came in");
    Ok(())
}
