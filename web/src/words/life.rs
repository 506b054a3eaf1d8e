//! The customer's life in words: severities, roles, states of alerts and tasks, what happened.

use super::{NONE, value_word};
use perennial_data::{Day, TableId};
use perennial_i18n::Messages;
use perennial_protocol::view::{
    AlertState, Direction, Pace, Role, Severity, SignalFamily, TaskSource, TaskState,
    TimelineEntry, TimelineKind, TouchKind,
};

/// How much an alert matters.
pub(crate) fn severity_word(m: Messages, severity: Severity) -> &'static str {
    match severity {
        Severity::Info => m.severity_info(),
        Severity::Warning => m.severity_warning(),
        Severity::Critical => m.severity_critical(),
    }
}

/// Good news or bad.
pub(crate) fn direction_word(m: Messages, direction: Direction) -> &'static str {
    match direction {
        Direction::Risk => m.direction_risk(),
        Direction::Opportunity => m.direction_opportunity(),
        Direction::Nurture => m.direction_nurture(),
    }
}

/// What a signal is about.
pub(crate) fn family_word(m: Messages, family: SignalFamily) -> &'static str {
    match family {
        SignalFamily::Behaviour => m.family_behaviour(),
        SignalFamily::Money => m.family_money(),
        SignalFamily::Feedback => m.family_feedback(),
        SignalFamily::Relationship => m.family_relationship(),
        SignalFamily::Data => m.family_data(),
    }
}

/// A role of the team.
pub(crate) fn role_word(m: Messages, role: Role) -> &'static str {
    match role {
        Role::Csm => m.role_csm(),
        Role::Implementation => m.role_implementation(),
        Role::Sales => m.role_sales(),
        Role::Support => m.role_support(),
        Role::Product => m.role_product(),
        Role::Executive => m.role_executive(),
    }
}

/// How long a customer has been in its stage, against earlier ones.
pub(crate) fn pace_word(m: Messages, pace: Pace) -> &'static str {
    match pace {
        Pace::OnTrack => m.pace_on_track(),
        Pace::Behind => m.pace_behind(),
        Pace::Stuck => m.pace_stuck(),
        Pace::Unsaid => m.pace_unsaid(),
    }
}

/// Where an alert stands, in a few words.
pub(crate) fn alert_state_text(m: Messages, state: &AlertState) -> String {
    match state {
        AlertState::New => m.alert_new().to_owned(),
        AlertState::Active => m.alert_active().to_owned(),
        AlertState::Snoozed { until, .. } => m.alert_snoozed(*until),
        AlertState::Closed { on, .. } => m.alert_closed(*on),
        AlertState::Passed => m.alert_passed().to_owned(),
    }
}

/// Where a task stands, in a few words.
pub(crate) fn task_state_text(m: Messages, state: &TaskState) -> String {
    match state {
        TaskState::Open => m.task_open().to_owned(),
        TaskState::Done { on, .. } => m.task_done(*on),
        TaskState::Skipped { on, .. } => m.task_skipped(*on),
    }
}

/// Where a task comes from.
pub(crate) fn source_text(m: Messages, source: &TaskSource) -> String {
    let language = m.language();
    match source {
        TaskSource::Stage(title) => m.source_stage(title.get(language)),
        TaskSource::Track(title) => m.source_track(title.get(language)),
        TaskSource::Signal(title, _) => m.source_signal(title.get(language)),
        TaskSource::Cadence(title) => m.source_cadence(title.get(language)),
        TaskSource::Own => m.source_own().to_owned(),
        TaskSource::Date(day) => m.source_date(*day),
    }
}

/// Kinds of touchpoints, in the order of the choice.
pub(crate) const TOUCHES: [TouchKind; 8] = [
    TouchKind::Call,
    TouchKind::Visit,
    TouchKind::Chat,
    TouchKind::Mail,
    TouchKind::Training,
    TouchKind::Review,
    TouchKind::Webinar,
    TouchKind::Event,
];

/// The name of a kind of touchpoint in the schema.
pub(crate) fn touch_code(kind: TouchKind) -> &'static str {
    match kind {
        TouchKind::Visit => "visit",
        TouchKind::Call => "call",
        TouchKind::Training => "training",
        TouchKind::Review => "review",
        TouchKind::Webinar => "webinar",
        TouchKind::Mail => "mail",
        TouchKind::Chat => "chat",
        TouchKind::Event => "event",
    }
}

/// A day in words, with how far it is; “—” where there is none.
pub(crate) fn day_and_distance(m: Messages, day: Option<Day>, as_of: Day) -> String {
    day.map_or_else(
        || NONE.to_owned(),
        |day| format!("{} · {}", m.date(day), m.days_from(day, as_of)),
    )
}

/// What the timeline can be narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Happening {
    Stages,
    Alerts,
    Tasks,
    Contact,
    Goals,
    Data,
}

impl Happening {
    /// All, in the order of the choice.
    pub(crate) const ALL: [Self; 6] = [
        Self::Stages,
        Self::Alerts,
        Self::Tasks,
        Self::Contact,
        Self::Goals,
        Self::Data,
    ];

    /// Which of them an entry is.
    pub(crate) fn of(kind: &TimelineKind) -> Self {
        match kind {
            TimelineKind::Stage(_) | TimelineKind::Override(_) => Self::Stages,
            TimelineKind::Alert(..) => Self::Alerts,
            TimelineKind::TaskDone(_) | TimelineKind::TaskSkipped(_) => Self::Tasks,
            TimelineKind::Touch(..) | TimelineKind::Note | TimelineKind::Date(_) => Self::Contact,
            TimelineKind::Row(TableId::Touchpoints, _) => Self::Contact,
            TimelineKind::Goal(_)
            | TimelineKind::Promise
            | TimelineKind::Achieved
            | TimelineKind::HandOff
            | TimelineKind::Row(TableId::Goals, _) => Self::Goals,
            TimelineKind::Row(..) => Self::Data,
        }
    }

    /// What the choice says.
    pub(crate) fn word(self, m: Messages) -> &'static str {
        match self {
            Self::Stages => m.happening_stages(),
            Self::Alerts => m.happening_alerts(),
            Self::Tasks => m.happening_tasks(),
            Self::Contact => m.happening_contact(),
            Self::Goals => m.happening_goals(),
            Self::Data => m.happening_data(),
        }
    }
}

/// What an entry of the timeline says, without its free text.
pub(crate) fn timeline_text(m: Messages, entry: &TimelineEntry) -> String {
    let language = m.language();
    match &entry.kind {
        TimelineKind::Row(table, word) => {
            let name = table.name();
            let name = m.table(name).unwrap_or(name);
            if word.is_empty() {
                name.to_owned()
            } else {
                format!("{name} · {}", value_word(m, word))
            }
        }
        TimelineKind::Alert(title, true) => m.timeline_alert_opened(title.get(language)),
        TimelineKind::Alert(title, false) => m.timeline_alert_closed(title.get(language)),
        TimelineKind::Stage(title) => m.timeline_stage(title.get(language)),
        TimelineKind::TaskDone(title) => m.timeline_task_done(title.get(language)),
        TimelineKind::TaskSkipped(title) => m.timeline_task_skipped(title.get(language)),
        TimelineKind::Touch(kind, _) => value_word(m, kind),
        TimelineKind::Note => m.timeline_note().to_owned(),
        TimelineKind::Override(value) => m.timeline_override(*value),
        TimelineKind::Goal(goal) => m.timeline_goal(goal),
        TimelineKind::HandOff => m.timeline_hand_off().to_owned(),
        TimelineKind::Promise => m.timeline_promise().to_owned(),
        TimelineKind::Achieved => m.timeline_achieved().to_owned(),
        TimelineKind::Date(title) => m.timeline_date(title),
    }
}

#[cfg(test)]
mod tests {
    use super::{Happening, TOUCHES, timeline_text, touch_code};
    use perennial_data::{Language, TableId};
    use perennial_i18n::Messages;
    use perennial_protocol::view::{TimelineEntry, TimelineKind};

    #[test]
    fn every_kind_of_touchpoint_has_a_word_in_both_languages() {
        for m in [Language::Zh, Language::En].map(Messages::new) {
            for kind in TOUCHES {
                assert!(m.value(touch_code(kind)).is_some(), "{kind:?}");
            }
        }
    }

    #[test]
    fn imported_touchpoints_stand_beside_those_logged_here() {
        let imported = TimelineKind::Row(TableId::Touchpoints, "visit".to_owned());
        let logged = TimelineKind::Touch("visit".to_owned(), 0);
        assert_eq!(Happening::of(&imported), Happening::Contact);
        assert_eq!(Happening::of(&logged), Happening::Contact);
        let entry = TimelineEntry {
            on: "2026-03-01".parse().unwrap(),
            kind: imported,
            text: String::new(),
            author: String::new(),
            entry: None,
        };
        let said = timeline_text(Messages::new(Language::En), &entry);
        assert_eq!(said, "Touchpoints · visit");
    }
}
