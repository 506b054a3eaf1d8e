//! Failures: what happened, what is safe, what to do next, and the code to quote.

use perennial_i18n::{ErrorWords, Messages};
use perennial_protocol::Failure;

/// A failure in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Explained {
    /// What happened.
    pub(crate) what: String,
    /// What is safe.
    pub(crate) safe: String,
    /// What to do next.
    pub(crate) next: String,
    /// The code to quote.
    pub(crate) code: String,
}

/// The failure in the reader's language. A code without sentences is named as it is.
pub(crate) fn explain(m: Messages, failure: &Failure) -> Explained {
    let args: Vec<_> = failure
        .args
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    let code = failure.code.clone();
    match m
        .error_text(&code, &args)
        .or_else(|| of_a_model(m, failure))
    {
        Some(words) => Explained {
            what: words.what,
            safe: words.safe,
            next: words.next,
            code,
        },
        None => Explained {
            what: m.notice_unknown(&code),
            safe: m.notice_unknown_safe().to_owned(),
            next: m.notice_unknown_next().to_owned(),
            code,
        },
    }
}

/// What is wrong with a model names the place; the codes themselves are for those who write models.
fn of_a_model(m: Messages, failure: &Failure) -> Option<ErrorWords> {
    let (_, path) = failure.args.iter().find(|(name, _)| name == "path")?;
    let args = [("path", path.clone()), ("detail", failure.code.clone())];
    m.error_text("model-invalid", &args)
}

#[cfg(test)]
mod tests {
    use super::explain;
    use crate::client::LOST_CODES;
    use perennial_data::Language;
    use perennial_i18n::Messages;
    use perennial_protocol::Failure;

    #[test]
    fn every_failure_of_the_app_itself_has_its_sentences() {
        let own = ["download-failed", "file-unreadable", "part-not-loaded"];
        for code in LOST_CODES.into_iter().chain(own) {
            let m = Messages::new(Language::Zh);
            assert!(m.error_text(code, &[]).is_some(), "{code}");
        }
    }

    #[test]
    fn an_unknown_code_is_still_a_message_to_act_on() {
        let words = explain(Messages::new(Language::En), &Failure::new("zzz"));
        assert!(words.what.contains("zzz") && !words.next.is_empty());
    }
}
