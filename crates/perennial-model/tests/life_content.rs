//! Promises about the signals, stages, plays and cadences that ship: nothing without a play, nothing
//! half said, nothing said in one language only.

use perennial_data::Bilingual;
use perennial_model::life::{Part, Play, Stage, StageCard, Trigger};
use perennial_model::{Model, shipped};
use std::collections::BTreeMap;

/// The plays of a trigger that are for all customers and state the need they serve.
fn plays_of(model: &Model, trigger: &Trigger) -> Vec<Play> {
    let plays = model.plays().iter();
    let of = plays.filter(|play| play.trigger == *trigger && play.need.is_some());
    of.filter(|play| play.tiers.is_empty() && play.applies_to.is_empty())
        .cloned()
        .collect()
}

#[test]
fn every_signal_has_a_play_for_all_with_a_task_this_week_and_causes_to_close_with() {
    let model = shipped()[0].model().unwrap();
    for signal in model.signals() {
        let plays = plays_of(&model, &Trigger::Signal(signal.id.clone()));
        let soon = |play: &Play| {
            let first = play.tasks.first();
            first.is_some_and(|task| !task.optional && task.offset.days <= 7)
        };
        assert!(plays.iter().any(soon), "{}", signal.id);
        assert!(signal.causes.len() >= 3, "{}", signal.id);
    }
}

#[test]
fn every_stage_and_track_has_a_play_and_a_full_card_with_one_lead() {
    let model = shipped()[0].model().unwrap();
    let stages = model.stages();
    assert_eq!(stages.sets.len(), 3);
    let all: Vec<&Stage> = stages.sets.iter().flat_map(|set| &set.stages).collect();
    for stage in &all {
        let trigger = Trigger::Stage(stage.id.clone());
        assert!(!plays_of(&model, &trigger).is_empty(), "{}", stage.id);
        assert!(!stage.exit.is_empty(), "{}", stage.id);
    }
    for track in &stages.tracks {
        let trigger = Trigger::Track(track.id.clone());
        assert!(!plays_of(&model, &trigger).is_empty(), "{}", track.id);
    }
    let cards = all.iter().map(|stage| (&stage.id, &stage.card));
    let tracks = stages.tracks.iter().map(|track| (&track.id, &track.card));
    for (id, card) in cards.chain(tracks) {
        full(id, card);
    }
}

fn full(id: &str, card: &StageCard) {
    let texts = [
        &card.journey,
        &card.need,
        &card.goal,
        &card.business_goal,
        &card.feedback,
    ];
    for text in texts {
        assert!(text.is_some(), "{id}");
        text.iter().for_each(|text| both(id, text));
    }
    let leads = card.roles.iter().filter(|role| role.part == Part::Lead);
    assert_eq!(leads.count(), 1, "{id}");
    assert!(card.roles.len() > 1 && !card.actions.is_empty(), "{id}");
    assert!(!card.kpis.is_empty(), "{id}");
}

#[test]
fn a_cause_is_called_the_same_wherever_it_can_be_chosen() {
    let model = shipped()[0].model().unwrap();
    let mut names: BTreeMap<&str, &Bilingual> = BTreeMap::new();
    for cause in model.signals().iter().flat_map(|signal| &signal.causes) {
        let name = names.entry(&cause.id).or_insert(&cause.title);
        assert_eq!(*name, &cause.title, "{}", cause.id);
    }
    // What practice asks to tell apart [0.12, 2.14].
    for id in [
        "personnel_change",
        "version_update",
        "rarely_used",
        "unreachable",
    ] {
        assert!(names.contains_key(id), "{id}");
    }
}

#[test]
fn tasks_say_what_shows_that_they_are_done_and_messages_fill_the_same_gaps_in_both_languages() {
    let model = shipped()[0].model().unwrap();
    let plays = model.plays().iter().flat_map(|play| &play.tasks);
    let cadences = model.cadences().iter().map(|cadence| &cadence.task);
    for task in plays.chain(cadences) {
        both(&task.id, &task.title);
        both(&task.id, task.evidence.as_ref().unwrap());
        for message in &task.messages {
            let text = &message.text;
            both(&task.id, text);
            assert_eq!(gaps(&text.zh), gaps(&text.en), "{}: {}", task.id, text.en);
        }
    }
}

fn both(id: &str, text: &Bilingual) {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    assert!(!text.en.trim().is_empty(), "{id}");
    assert!(!text.en.contains(han), "{id}: {}", text.en);
    assert!(text.zh.contains(han), "{id}: {}", text.zh);
}

/// The gaps of a template, sorted.
fn gaps(text: &str) -> Vec<&str> {
    let opened = text.split('{').skip(1);
    let mut gaps: Vec<&str> = opened
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect();
    gaps.sort_unstable();
    gaps
}
