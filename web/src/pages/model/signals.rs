//! Signals: when each holds, how much it matters, how that differs for some customers, on or off; and own ones.

use super::conditions::use_names;
use super::life_rules::RuleList;
use super::rules::{free_id, retitled};
use super::{Hand, HandProps};
use crate::store::use_env;
use crate::ui::badge::chip;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::form::{Check, Choice, OneOf};
use crate::ui::icon::Icon;
use perennial_data::Bilingual;
use perennial_i18n::Messages;
use perennial_model::edit::Edit;
use perennial_model::life::{Direction, LifeRule, Severity, Signal, SignalFamily, SignalVariant};
use perennial_model::{Condition, Test, unpack};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The editor.
#[component]
pub(super) fn Signals(props: &HandProps) -> Html {
    let env = use_env();
    let m = env.m;
    let hand = &props.hand;
    let names = use_names(&hand.room, &hand.model);
    let signals = use_memo(hand.room.revision, |_| {
        unpack::<Vec<Signal>>(&hand.room.signals).unwrap_or_default()
    });
    let rules = RuleList {
        names,
        is_writer: hand.is_writer,
        metrics: true,
    };
    let part = Part { m, hand, rules };
    let onadd = {
        let id = free_id("signal", signals.iter().map(|signal| &signal.id));
        let (title, first) = (m.room_signal_new().to_owned(), part.rules.first());
        hand.commit.reform(move |()| {
            vec![Edit::Signal(Signal {
                id: id.clone(),
                title: Bilingual::same(&title),
                definition: Bilingual::same(&title),
                family: SignalFamily::Behaviour,
                direction: Direction::Risk,
                severity: Severity::Warning,
                when: vec![first.clone()],
                silenced_by: Vec::new(),
                causes: Vec::new(),
                variants: Vec::new(),
            })]
        })
    };
    Card {
        note: Some(m.room_signals_note().into()),
        actions: Some(
            Button {
                icon: Some(Icon::Plus),
                disabled: !hand.is_writer,
                ..Button::new(m.room_signal_add(), onadd)
            }
            .view(),
        ),
        ..Card::new(m.room_tab_signals())
    }
    .view(html! {
        <ul class="stack stack--tight" data-testid="signals">
            { for signals.iter().map(|signal| part.signal(signal)) }
        </ul>
    })
}

struct Part<'a> {
    m: Messages,
    hand: &'a Hand,
    rules: RuleList,
}

impl Part<'_> {
    fn set(&self) -> Callback<Signal> {
        let commit = self.hand.commit.clone();
        Callback::from(move |signal: Signal| commit.emit(vec![Edit::Signal(signal)]))
    }

    fn signal(&self, signal: &Signal) -> Html {
        let m = self.m;
        let is_on = !signal.variants.iter().any(is_off_for_all);
        let name = signal.title.get(m.language()).to_owned();
        let set = self.set();
        let change = |change: fn(&mut Signal, AttrValue)| {
            let signal = signal.clone();
            set.reform(move |code: AttrValue| {
                let mut next = signal.clone();
                change(&mut next, code);
                next
            })
        };
        let onname = {
            let signal = signal.clone();
            set.reform(move |event: Event| {
                let input = event.target_dyn_into::<HtmlInputElement>();
                let to = input.map(|input| input.value()).unwrap_or_default();
                Signal {
                    title: retitled(&signal.title, to),
                    ..signal.clone()
                }
            })
        };
        let onwhen = {
            let signal = signal.clone();
            set.reform(move |when: Vec<LifeRule>| Signal {
                when,
                ..signal.clone()
            })
        };
        let onswitch = {
            let signal = signal.clone();
            let title = m.room_signal_off().to_owned();
            set.reform(move |is_on: bool| {
                let mut next = signal.clone();
                next.variants.retain(|variant| !is_off_for_all(variant));
                if !is_on {
                    next.variants.insert(0, off_for_all(&title));
                }
                next
            })
        };
        let id = signal.id.clone();
        let onremove = self
            .hand
            .commit
            .reform(move |()| vec![Edit::RemoveSignal(id.clone())]);
        let own = signal.variants.iter().enumerate();
        let own = own.filter(|(_, variant)| !is_off_for_all(variant));
        html! {
            <li key={signal.id.clone()} data-testid={format!("signal-{}", signal.id)}>
                <details class="chart__data">
                    <summary>
                        <span>{ name.clone() }</span>{ " " }
                        { chip(severity_name(m, signal.severity)) }
                        if !is_on { { " " }{ chip(m.room_signal_off()) } }
                    </summary>
                    <div class="stack stack--tight">
                        <p class="muted small">{ signal.definition.get(m.language()) }</p>
                        <div class="cluster cluster--low">
                            <label class="field"><span class="field__label small">{ m.room_rule_name() }</span>
                                <input class="input" type="text" value={name.clone()} disabled={!self.hand.is_writer}
                                    autocomplete="off" onchange={onname} /></label>
                            { OneOf {
                                value: severity_code(signal.severity).into(),
                                ..OneOf::new(m.room_signal_severity(), severities(m), change(|signal, code| {
                                    signal.severity = severity_of(&code);
                                }))
                            }.view_list() }
                            { OneOf {
                                value: direction_code(signal.direction).into(),
                                ..OneOf::new(m.room_signal_direction(), directions(m), change(|signal, code| {
                                    signal.direction = direction_of(&code);
                                }))
                            }.view_list() }
                            { Check {
                                key: "on".to_owned(),
                                label: m.room_signal_on().into(),
                                on: is_on,
                                onchange: onswitch,
                            }.view() }
                        </div>
                        <h3>{ m.room_signal_when() }</h3>
                        { self.rules.view(m, &signal.when, &onwhen) }
                        <h3>{ m.room_signal_variants() }</h3>
                        { for own.map(|(at, variant)| self.variant(signal, at, variant)) }
                        <div class="cluster">
                            { self.add_variant(signal) }
                            <span class="push">{ Button {
                                kind: ButtonKind::Quiet,
                                disabled: !self.hand.is_writer,
                                ..Button::new(m.room_signal_remove(), onremove)
                            }.view() }</span>
                        </div>
                    </div>
                </details>
            </li>
        }
    }

    /// How the signal differs for some customers.
    fn variant(&self, signal: &Signal, at: usize, variant: &SignalVariant) -> Html {
        let m = self.m;
        let set = {
            let signal = signal.clone();
            self.set().reform(move |variant: SignalVariant| {
                let mut next = signal.clone();
                if let Some(held) = next.variants.get_mut(at) {
                    *held = variant;
                }
                next
            })
        };
        let onfor = {
            let variant = variant.clone();
            set.reform(move |applies_to: Vec<LifeRule>| SignalVariant {
                applies_to,
                ..variant.clone()
            })
        };
        let onwhen = {
            let variant = variant.clone();
            set.reform(move |when: Vec<LifeRule>| SignalVariant {
                when: Some(when),
                ..variant.clone()
            })
        };
        let onhow = {
            let (variant, when) = (variant.clone(), signal.when.clone());
            set.reform(move |code: AttrValue| SignalVariant {
                off: code.as_str() == "off",
                severity: match code.as_str() {
                    "off" | "same" | "own" => None,
                    code => Some(severity_of(code)),
                },
                when: (code.as_str() == "own")
                    .then(|| variant.when.clone().unwrap_or(when.clone())),
                ..variant.clone()
            })
        };
        let how = match (variant.off, variant.severity, &variant.when) {
            (true, ..) => "off",
            (_, _, Some(_)) => "own",
            (_, Some(severity), _) => severity_code(severity),
            _ => "same",
        };
        let mut hows = vec![
            Choice::new("same", m.room_signal_same()),
            Choice::new("own", m.room_signal_own()),
            Choice::new("off", m.room_signal_off()),
        ];
        hows.extend(severities(m));
        let audience = RuleList {
            metrics: false,
            ..self.rules.clone()
        };
        let mut without = signal.clone();
        without.variants.remove(at);
        let onremove = self.set().reform(move |()| without.clone());
        html! {
            <div key={at} class="stack stack--tight nested" role="group"
                aria-label={variant.title.get(m.language()).to_owned()}>
                <span class="muted small">{ m.room_signal_for() }</span>
                { audience.view(m, &variant.applies_to, &onfor) }
                <div class="cluster cluster--low">
                    { OneOf { value: how.into(), ..OneOf::new(m.room_signal_how(), hows, onhow) }.view_list() }
                    { Button {
                        kind: ButtonKind::Quiet,
                        disabled: !self.hand.is_writer,
                        ..Button::new(m.room_rule_remove(), onremove)
                    }.view() }
                </div>
                if let Some(when) = &variant.when {
                    { self.rules.view(m, when, &onwhen) }
                }
            </div>
        }
    }

    fn add_variant(&self, signal: &Signal) -> Html {
        let m = self.m;
        let mut next = signal.clone();
        let audience = RuleList {
            metrics: false,
            ..self.rules.clone()
        };
        next.variants.push(SignalVariant {
            title: Bilingual::same(m.room_signal_some()),
            applies_to: vec![audience.first()],
            when: Some(signal.when.clone()),
            severity: None,
            off: false,
        });
        let onadd = self.set().reform(move |()| next.clone());
        Button {
            kind: ButtonKind::Quiet,
            icon: Some(Icon::Plus),
            disabled: !self.hand.is_writer,
            ..Button::new(m.room_signal_variant_add(), onadd)
        }
        .view()
    }
}

/// Every account has an id, so this is for all of them.
fn everybody() -> Vec<LifeRule> {
    vec![LifeRule::Account(Condition {
        field: "account_id".to_owned(),
        test: Test::Present,
    })]
}

fn is_off_for_all(variant: &SignalVariant) -> bool {
    variant.off && variant.applies_to == everybody()
}

fn off_for_all(title: &str) -> SignalVariant {
    SignalVariant {
        title: Bilingual::same(title),
        applies_to: everybody(),
        when: None,
        severity: None,
        off: true,
    }
}

fn severities(m: Messages) -> Vec<Choice> {
    let all = [Severity::Info, Severity::Warning, Severity::Critical];
    all.map(|severity| Choice::new(severity_code(severity), severity_name(m, severity)))
        .to_vec()
}

fn severity_code(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Critical => "critical",
    }
}

fn severity_of(code: &str) -> Severity {
    match code {
        "info" => Severity::Info,
        "critical" => Severity::Critical,
        _ => Severity::Warning,
    }
}

fn severity_name(m: Messages, severity: Severity) -> &'static str {
    match severity {
        Severity::Info => m.severity_info(),
        Severity::Warning => m.severity_warning(),
        Severity::Critical => m.severity_critical(),
    }
}

fn directions(m: Messages) -> Vec<Choice> {
    vec![
        Choice::new("risk", m.direction_risk()),
        Choice::new("opportunity", m.direction_opportunity()),
        Choice::new("nurture", m.direction_nurture()),
    ]
}

fn direction_code(direction: Direction) -> &'static str {
    match direction {
        Direction::Risk => "risk",
        Direction::Opportunity => "opportunity",
        Direction::Nurture => "nurture",
    }
}

fn direction_of(code: &str) -> Direction {
    match code {
        "opportunity" => Direction::Opportunity,
        "nurture" => Direction::Nurture,
        _ => Direction::Risk,
    }
}
