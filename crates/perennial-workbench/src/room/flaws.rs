//! What the linter finds in the document in hand and on the data, and taking its fixes.

use crate::evaluations::band;
use crate::model::refused;
use crate::room::draft::InHand;
use crate::room::live::Scored;
use crate::session::Session;
use perennial_data::Day;
use perennial_lint::{Arg, Finding, Hand, Severity, document, in_hand};
use perennial_protocol::Failure;
use perennial_protocol::view::{FlawArg, FlawView, Weight};

impl Session {
    /// Everything that is found; of what cannot be scored, what the document alone shows.
    pub(super) fn flaws(&self, held: &InHand, scored: Option<&Scored>) -> Vec<FlawView> {
        self.found(held, scored).iter().map(view).collect()
    }

    fn found(&self, held: &InHand, scored: Option<&Scored>) -> Vec<Finding> {
        let mut found = document(held.model());
        if let Some(scored) = scored {
            found.extend(in_hand(&Hand {
                data: &self.state.data,
                compiled: &scored.compiled,
                metrics: scored.metrics(),
                measures: scored.measures(),
                evaluation: scored.evaluation(),
            }));
        }
        found
    }

    /// Takes a fix of something that was found on a date, one step of undo.
    ///
    /// # Errors
    /// `unknown-flaw` where that is not found any more, as the document is another by now.
    pub(super) fn mend(
        &mut self,
        as_of: Day,
        (code, path): (&str, &str),
        fix: u32,
    ) -> Result<(), Failure> {
        let held = self.in_hand()?;
        let scored = match held.sound() {
            Ok(_) => Some(self.scored_in_hand(as_of)?),
            Err(_) => None,
        };
        let mut found = self.found(&held, scored.as_ref()).into_iter();
        let finding =
            found.find(|finding| finding.rule.code() == code && finding.path.to_string() == path);
        let fix = finding.and_then(|finding| {
            let fix = usize::try_from(fix).ok()?;
            finding.fixes.into_iter().nth(fix)
        });
        let fix = fix.ok_or_else(|| Failure::new("unknown-flaw"))?;
        let next = held.model().patched(&fix.patches).map_err(refused)?;
        self.take_draft(next, "model-mend")
    }
}

fn view(finding: &Finding) -> FlawView {
    let arg = |arg: &Arg| match arg {
        Arg::Text(text) => FlawArg::Text(text.clone()),
        Arg::Named(name) => FlawArg::Named(name.clone()),
        Arg::Number(number) => FlawArg::Number(*number),
        Arg::Count(count) => FlawArg::Count(*count),
        Arg::Share(share) => FlawArg::Share(*share),
        Arg::Band(id) => FlawArg::Band(band(Some(*id))),
        Arg::Fault(code) => FlawArg::Fault((*code).to_owned()),
    };
    FlawView {
        code: finding.rule.code().to_owned(),
        weight: match finding.rule.severity() {
            Severity::Error => Weight::Impossible,
            Severity::Warning => Weight::Doubtful,
            Severity::Note => Weight::Note,
        },
        path: finding.path.to_string(),
        args: finding
            .args
            .iter()
            .map(|(name, value)| ((*name).to_owned(), arg(value)))
            .collect(),
        fixes: finding
            .fixes
            .iter()
            .map(|fix| fix.kind.code().to_owned())
            .collect(),
    }
}
