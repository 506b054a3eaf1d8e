//! What the consistency matrix and the execution diagnosis find, in sentences.

use perennial_i18n::Messages;

/// A finding of the consistency matrix, by its code.
pub(crate) fn finding_word(m: Messages, code: &str) -> String {
    match code {
        "play-without-need" => m.finding_play_without_need(),
        "need-without-play" => m.finding_need_without_play(),
        "stage-without-need" => m.finding_stage_without_need(),
        "stage-without-goal" => m.finding_stage_without_goal(),
        "stage-without-business-goal" => m.finding_stage_without_business_goal(),
        "play-without-goal" => m.finding_play_without_goal(),
        "play-without-evidence" => m.finding_play_without_evidence(),
        "review-due" => m.finding_review_due(),
        other => return other.to_owned(),
    }
    .to_owned()
}

/// What follows from effort and result, by the finding's code.
pub(crate) fn diagnosis_word(m: Messages, code: &str) -> String {
    match code {
        "review-what" => m.diagnosis_review_what(),
        "staff" => m.diagnosis_staff(),
        "execute" => m.diagnosis_execute(),
        "staff-and-execute" => m.diagnosis_staff_and_execute(),
        "result-alone" => m.diagnosis_result_alone(),
        "fine" => m.diagnosis_fine(),
        "unknown" => m.diagnosis_unknown(),
        other => return other.to_owned(),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::{diagnosis_word, finding_word};
    use perennial_data::Language;
    use perennial_i18n::Messages;

    #[test]
    fn every_finding_that_the_wire_names_has_a_sentence_in_both_languages() {
        let findings = [
            "play-without-need",
            "need-without-play",
            "stage-without-need",
            "play-without-evidence",
        ];
        let diagnoses = [
            "review-what",
            "staff",
            "execute",
            "staff-and-execute",
            "result-alone",
            "fine",
            "unknown",
        ];
        for m in [Language::Zh, Language::En].map(Messages::new) {
            for code in findings {
                assert_ne!(finding_word(m, code), code);
            }
            for code in diagnoses {
                assert_ne!(diagnosis_word(m, code), code);
            }
        }
    }
}
