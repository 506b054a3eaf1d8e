//! How tasks are named to the screens and back: a text that stays the same while the task does.
//!
//! `p/PLAY/TASK/DAY/ACCOUNT`, `c/CADENCE/DAY/ACCOUNT`, `o/ENTRY/ACCOUNT`, `d/ENTRY/DAY/ACCOUNT`; the account comes last, as
//! its id may hold any letter.

use perennial_life::work::TaskKey;
use perennial_protocol::Failure;

/// The text of a key.
pub(crate) fn text(account: &str, key: &TaskKey) -> String {
    match key {
        TaskKey::Play {
            play,
            task,
            trigger_on,
        } => format!("p/{play}/{task}/{trigger_on}/{account}"),
        TaskKey::Cadence { cadence, on } => format!("c/{cadence}/{on}/{account}"),
        TaskKey::Own(entry) => format!("o/{entry}/{account}"),
        TaskKey::Date { root, on } => format!("d/{root}/{on}/{account}"),
    }
}

/// The account's id and the key of a text.
///
/// # Errors
/// `task-unknown` for a text that is none.
pub(crate) fn read(text: &str) -> Result<(String, TaskKey), Failure> {
    parse(text).ok_or_else(|| Failure::new("task-unknown").with("task", text))
}

fn parse(text: &str) -> Option<(String, TaskKey)> {
    let (kind, rest) = text.split_once('/')?;
    let (account, key) = match kind {
        "p" => {
            let mut parts = rest.splitn(4, '/');
            let play = parts.next()?.to_owned();
            let task = parts.next()?.to_owned();
            let trigger_on = parts.next()?.parse().ok()?;
            let key = TaskKey::Play {
                play,
                task,
                trigger_on,
            };
            (parts.next()?, key)
        }
        "c" => {
            let mut parts = rest.splitn(3, '/');
            let cadence = parts.next()?.to_owned();
            let on = parts.next()?.parse().ok()?;
            (parts.next()?, TaskKey::Cadence { cadence, on })
        }
        "o" => {
            let (entry, account) = rest.split_once('/')?;
            (account, TaskKey::Own(entry.parse().ok()?))
        }
        "d" => {
            let mut parts = rest.splitn(3, '/');
            let root = parts.next()?.parse().ok()?;
            let on = parts.next()?.parse().ok()?;
            (parts.next()?, TaskKey::Date { root, on })
        }
        _ => return None,
    };
    Some((account.to_owned(), key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_whatever_the_account_is_called() {
        let on = "2026-03-02".parse().unwrap();
        let play = TaskKey::Play {
            play: "renewal".to_owned(),
            task: "offer".to_owned(),
            trigger_on: on,
        };
        let cadence = TaskKey::Cadence {
            cadence: "tip_weekly".to_owned(),
            on,
        };
        for key in [
            play,
            cadence,
            TaskKey::Own(7),
            TaskKey::Date { root: 7, on },
        ] {
            for account in ["C001", "a/b c", "客户"] {
                let named = text(account, &key);
                assert_eq!(read(&named).unwrap(), (account.to_owned(), key.clone()));
            }
        }
        for broken in ["", "p/a/b", "p/a/b/no-day/C001", "o/x/C001", "q/1/C001"] {
            assert_eq!(read(broken).unwrap_err().code, "task-unknown");
        }
    }
}
