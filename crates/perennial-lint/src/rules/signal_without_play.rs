//! A signal that no play follows: an alert that asks nobody to do anything.

use crate::finding::{Arg, Finding, FixKind, Rule};
use perennial_data::Bilingual;
use perennial_model::life::{
    Direction, Offset, Pace, Play, PlayTask, Role, Signal, TaskMode, Trigger,
};
use perennial_model::{DocPath, Model, Patch};

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    for (i, signal) in model.signals().iter().enumerate() {
        let follows = |play: &Play| play.trigger == Trigger::Signal(signal.id.clone());
        if model.plays().iter().any(follows) {
            continue;
        }
        let finding = Finding::new(Rule::SignalWithoutPlay, DocPath::of("signals").at(i))
            .with("name", Arg::Named(signal.title.clone()));
        let mut plays = model.plays().to_vec();
        plays.push(first_play(signal, &plays));
        found.push(match serde_json::to_value(&plays) {
            Ok(plays) => {
                let patch = Patch::set(DocPath::of("plays"), plays);
                finding.fix(FixKind::AddPlay, vec![patch])
            }
            Err(_) => finding,
        });
    }
}

/// One task within three days, for the author to fill in.
fn first_play(signal: &Signal, plays: &[Play]) -> Play {
    let taken = |id: &String| plays.iter().any(|play| play.id == *id);
    let further = (2..).map(|number| format!("{}-{number}", signal.id));
    let mut ids = std::iter::once(signal.id.clone()).chain(further);
    let (zh, en) = match signal.direction {
        Direction::Risk => (
            "联系客户，了解原因",
            "Talk to the customer and find the cause",
        ),
        Direction::Opportunity => ("与客户商谈", "Talk it over with the customer"),
        Direction::Nurture => ("发送有用的内容", "Send something useful"),
    };
    Play {
        id: ids.find(|id| !taken(id)).unwrap_or_default(),
        title: signal.title.clone(),
        trigger: Trigger::Signal(signal.id.clone()),
        tiers: Vec::new(),
        applies_to: Vec::new(),
        need: None,
        goal: None,
        tasks: vec![PlayTask {
            id: "first".to_owned(),
            title: Bilingual::new(zh, en),
            detail: None,
            offset: Offset {
                days: 3,
                ..Offset::default()
            },
            owner: Role::Csm,
            optional: false,
            mode: TaskMode::Manual,
            evidence: None,
            messages: Vec::new(),
            pace: Pace::Fixed,
        }],
    }
}
