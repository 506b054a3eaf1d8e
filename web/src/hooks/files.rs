//! Files dropped and tables pasted anywhere on the page.

use super::shortcuts::is_typing;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Event, File};
use yew::Callback;
use yew::functional::{hook, use_effect_with, use_mut_ref, use_state_eq};

/// Calls `on` with what is dropped anywhere, files or folders; gives whether files are held over the page.
#[hook]
pub(crate) fn use_drop_anywhere(on: Callback<DataTransfer>) -> bool {
    let is_over = use_state_eq(|| false);
    let current = use_mut_ref(|| on.clone());
    current.replace(on);
    {
        let is_over = is_over.setter();
        use_effect_with((), move |()| {
            let window = gloo::utils::window();
            let listen = |name: &'static str, then: Box<dyn Fn(&DragEvent)>| {
                let options = EventListenerOptions::enable_prevent_default();
                EventListener::new_with_options(&window, name, options, move |event| {
                    let drag = event.dyn_ref::<DragEvent>().filter(|drag| {
                        drag.data_transfer()
                            .is_some_and(|data| data.types().includes(&"Files".into(), 0))
                    });
                    if let Some(drag) = drag {
                        // Otherwise the browser would leave the page for the file.
                        drag.prevent_default();
                        then(drag);
                    }
                })
            };
            let over = is_over.clone();
            let enter = listen("dragover", Box::new(move |_| over.set(true)));
            let over = is_over.clone();
            let leave = listen(
                "dragleave",
                // Leaving the page, not one element for another.
                Box::new(move |drag| {
                    if drag.related_target().is_none() {
                        over.set(false);
                    }
                }),
            );
            let drop_ = listen(
                "drop",
                Box::new(move |drag| {
                    is_over.set(false);
                    let call = current.borrow().clone();
                    if let Some(data) = drag.data_transfer() {
                        call.emit(data);
                    }
                }),
            );
            move || drop((enter, leave, drop_))
        });
    }
    *is_over
}

/// What was pasted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Pasted {
    /// Files.
    Files(Vec<File>),
    /// The text of a table.
    Table(String),
}

/// Calls `on` with files or tables that are pasted anywhere but in a field.
#[hook]
pub(crate) fn use_paste_anywhere(on: Callback<Pasted>) {
    let current = use_mut_ref(|| on.clone());
    current.replace(on);
    use_effect_with((), move |()| {
        let options = EventListenerOptions::enable_prevent_default();
        let window = gloo::utils::window();
        let listener = EventListener::new_with_options(&window, "paste", options, move |event| {
            let pasted = (!is_typing(event.target()))
                .then(|| pasted_of(event))
                .flatten();
            if let Some(pasted) = pasted {
                event.prevent_default();
                let call = current.borrow().clone();
                call.emit(pasted);
            }
        });
        move || drop(listener)
    });
}

fn pasted_of(event: &Event) -> Option<Pasted> {
    let data = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    let text = data.get_data("text/plain").unwrap_or_default();
    // A spreadsheet's clipboard holds a picture of the cells as well: the text goes first.
    if is_table(&text) {
        return Some(Pasted::Table(text));
    }
    // Some put nothing but a document on the clipboard; its table is read as such a file's is.
    let html = data.get_data("text/html").unwrap_or_default();
    if text.is_empty() && html.contains("<table") {
        return Some(Pasted::Table(html));
    }
    let files = files_of(&data);
    (!files.is_empty()).then_some(Pasted::Files(files))
}

/// At least two lines with at least two cells each.
fn is_table(text: &str) -> bool {
    let rows = text.lines().filter(|line| !line.trim().is_empty());
    rows.clone().count() >= 2
        && ['\t', ',', ';']
            .into_iter()
            .any(|separator| rows.clone().take(5).all(|row| row.contains(separator)))
}

/// The files of a drop, a paste or a choice.
pub(crate) fn files_of(data: &DataTransfer) -> Vec<File> {
    let list = data.files();
    list.map_or_else(Vec::new, |list| {
        (0..list.length()).filter_map(|at| list.get(at)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::is_table;

    #[test]
    fn a_sentence_is_no_table() {
        assert!(is_table("客户名称\tNPS\n甲公司\t9\n"));
        assert!(is_table("name,arr\r\nAcme,\"1,000\"\r\n"));
        assert!(!is_table("just, a sentence"));
        assert!(!is_table("two\nlines"));
        assert!(!is_table(""));
    }
}
