//! The model's words for severities, roles and so on as the screens know them.

use perennial_engine::model::life as model;
use perennial_protocol::view;

pub(crate) fn severity(severity: model::Severity) -> view::Severity {
    match severity {
        model::Severity::Info => view::Severity::Info,
        model::Severity::Warning => view::Severity::Warning,
        model::Severity::Critical => view::Severity::Critical,
    }
}

pub(crate) fn direction(direction: model::Direction) -> view::Direction {
    match direction {
        model::Direction::Risk => view::Direction::Risk,
        model::Direction::Opportunity => view::Direction::Opportunity,
        model::Direction::Nurture => view::Direction::Nurture,
    }
}

pub(crate) fn family(family: model::SignalFamily) -> view::SignalFamily {
    match family {
        model::SignalFamily::Behaviour => view::SignalFamily::Behaviour,
        model::SignalFamily::Money => view::SignalFamily::Money,
        model::SignalFamily::Feedback => view::SignalFamily::Feedback,
        model::SignalFamily::Relationship => view::SignalFamily::Relationship,
        model::SignalFamily::Data => view::SignalFamily::Data,
    }
}

pub(crate) fn role(role: model::Role) -> view::Role {
    match role {
        model::Role::Csm => view::Role::Csm,
        model::Role::Implementation => view::Role::Implementation,
        model::Role::Sales => view::Role::Sales,
        model::Role::Support => view::Role::Support,
        model::Role::Product => view::Role::Product,
        model::Role::Executive => view::Role::Executive,
    }
}

pub(crate) fn pace(progress: Option<perennial_life::stay::Progress>) -> view::Pace {
    use perennial_life::stay::Progress;
    match progress {
        Some(Progress::OnTrack) => view::Pace::OnTrack,
        Some(Progress::Behind) => view::Pace::Behind,
        Some(Progress::Stuck) => view::Pace::Stuck,
        None => view::Pace::Unsaid,
    }
}

/// The name of a kind of touchpoint in the schema.
pub(crate) fn touch(kind: view::TouchKind) -> &'static str {
    match kind {
        view::TouchKind::Visit => "visit",
        view::TouchKind::Call => "call",
        view::TouchKind::Training => "training",
        view::TouchKind::Review => "review",
        view::TouchKind::Webinar => "webinar",
        view::TouchKind::Mail => "mail",
        view::TouchKind::Chat => "chat",
        view::TouchKind::Event => "event",
    }
}
