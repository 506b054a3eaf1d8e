//! The sections on the customer's life in few bytes, as their parent has the rest of the document.

use super::{Packed, tag};
use crate::life::{
    Axis, BandRun, Cadence, Cause, Component, ComponentValue, ContractTest, Criterion, Cut,
    Direction, Every, Faster, Figure, Kpi, LifeRule, Message, Offset, Pace, Part, Play, PlayTask,
    Plays, Reading, RenewalWindow, Role, ServiceLevel, Severity, Signal, SignalFamily, SignalOf,
    SignalVariant, Since, Sla, Stage, StageCard, StageRole, StageSet, Stages, TaskMode, TierId,
    TierSpec, Tiers, Track, Trigger,
};

records! {
    Tiers { current, potential, cut, tiers, service_levels }
    Axis { weight, components }
    Component { title, weight, value, read }
    TierSpec { id, title, definition }
    ServiceLevel { id, title, when, sla }
    Sla {
        first_response_hours, resolution_hours, escalation_days, touch_days, owner_required,
        pace_percent
    }
    Stages { active, sets, tracks, renewal_window }
    RenewalWindow { part, cap_days }
    StageSet { id, title, definition, stages, order }
    Stage { id, title, definition, when, exit, ends_on_exit, clear_days, paced, card }
    Criterion { title, when }
    StageCard { journey, need, goal, business_goal, roles, actions, feedback, kpis }
    StageRole { role, part }
    Kpi { title, metric, figure, target }
    Track { id, title, definition, when, exit, ends_on_exit, card }
    Signal { id, title, definition, family, direction, severity, when, silenced_by, causes, variants }
    Cause { id, title }
    SignalVariant { title, applies_to, when, severity, off }
    BandRun { band, months }
    SignalOf { direction, severity }
    Plays { plays, cadences }
    Play { id, title, trigger, tiers, applies_to, need, goal, tasks }
    PlayTask { id, title, detail, offset, owner, optional, mode, evidence, messages, pace }
    Offset { days, from }
    Message { channel, content, text }
    Cadence { id, title, trigger, tiers, applies_to, every, faster, task }
    Faster { signal, times }
}

choices! {
    ComponentValue { 0 Metric(metric), 1 Account(field) }
    Reading { 0 Percentile, 1 Entered }
    Cut { 0 At(value), 1 Median }
    TierId { 0 Strategic, 1 Growth, 2 Profit, 3 Base }
    Part { 0 Lead, 1 Support }
    Figure {
        0 OnboardingOnTime, 1 OnboardingSatisfaction, 2 OnboardingTickets, 3 OnboardingUsedAfter,
        4 AlertsFollowedUp, 5 RenewalsAtRiskTouched, 6 RenewalsOnTime, 7 RenewalRate,
        8 EscalationsOnTime, 9 EscalationsChange, 10 EscalationsFeedback
    }
    SignalFamily { 0 Behaviour, 1 Money, 2 Feedback, 3 Relationship, 4 Data }
    Direction { 0 Risk, 1 Opportunity, 2 Nurture }
    Severity { 0 Info, 1 Warning, 2 Critical }
    LifeRule {
        0 All(rules), 1 Any(rules), 2 Not(rule), 3 Account(condition), 4 Metric(rule),
        5 Measure(rule), 6 Health(test), 7 Band(bands), 8 BandRun(run), 9 Contract(test),
        10 Tier(tiers), 11 Signal(signals), 12 SignalOf(kind)
    }
    ContractTest {
        0 Signed, 1 NoEnd, 2 Lost, 3 Renewed, 4 RenewedEarly, 5 InWindow,
        6 WindowOpensWithin(days), 7 EndsWithin(days), 8 OptOutWithin(days), 9 Unrenewed(months),
        10 AutoRenew
    }
    Trigger { 0 Signal(signal), 1 Stage(stage), 2 Track(track) }
    Since { 0 Trigger, 1 Previous }
    Role { 0 Csm, 1 Implementation, 2 Sales, 3 Support, 4 Product, 5 Executive }
    TaskMode { 0 Manual, 1 Automated }
    Pace { 0 Fixed, 1 Sla }
    Every { 0 Days(days), 1 Weeks(weeks), 2 Months(months), 3 Touch }
}
