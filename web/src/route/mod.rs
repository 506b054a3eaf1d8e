//! Where the reader is: a screen, the date it is seen on and the date it is compared with; as an
//! address (`#/customers/ACME?on=2026-03-31&since=2026-03-01`) and back. Pure; own code, as
//! yew-router costs ten times as much of the first screen's budget.

mod codec;
mod inbox;
mod list;
mod model;
mod stages;
mod value;

pub(crate) use inbox::{HORIZONS, InboxChoice, kind_code, kind_of};
pub(crate) use list::{ListView, column_code, column_of};
pub(crate) use model::ModelTab;
pub(crate) use stages::{
    EffortBy, LifeChoice, LifeTab, OUTCOMES_BY, Span, fate_code, fate_of, outcomes_code,
    outcomes_of,
};
pub(crate) use value::ValueChoice;

use codec::Pairs;
use perennial_data::Day;

/// A screen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Route {
    /// Where everything begins.
    Start,
    /// Files on their way in.
    Import,
    /// The first screen of every day.
    Portfolio,
    /// The table of customers.
    Customers(ListView),
    /// One customer, by account id.
    Customer(String),
    /// What there is to do.
    Inbox(InboxChoice),
    /// Stages: who is where, and what is done there.
    Lifecycle(LifeChoice),
    /// Value tiers.
    Value(ValueChoice),
    /// The model room.
    Model(ModelTab),
    /// What is doubtful in the data.
    Quality,
    /// Language, storage, model, about.
    Settings,
    /// An address that names no screen.
    Unknown(String),
}

/// A screen at a date.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    /// The screen.
    pub(crate) route: Route,
    /// The date it is seen on; `None` is today.
    pub(crate) on: Option<Day>,
    /// The date it is compared with; `None` is the screen's usual distance.
    pub(crate) since: Option<Day>,
}

/// Screens by name, for what only cares which one it is: navigation, titles, focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum Screen {
    Start,
    Import,
    Portfolio,
    Customers,
    Customer,
    Inbox,
    Lifecycle,
    Value,
    Model,
    Quality,
    Settings,
    Unknown,
}

impl Route {
    /// Which screen it is.
    pub(crate) fn screen(&self) -> Screen {
        match self {
            Self::Start => Screen::Start,
            Self::Import => Screen::Import,
            Self::Portfolio => Screen::Portfolio,
            Self::Customers(_) => Screen::Customers,
            Self::Customer(_) => Screen::Customer,
            Self::Inbox(_) => Screen::Inbox,
            Self::Lifecycle(_) => Screen::Lifecycle,
            Self::Value(_) => Screen::Value,
            Self::Model(_) => Screen::Model,
            Self::Quality => Screen::Quality,
            Self::Settings => Screen::Settings,
            Self::Unknown(_) => Screen::Unknown,
        }
    }
}

impl Place {
    /// The screen today.
    pub(crate) fn new(route: Route) -> Self {
        Self {
            route,
            on: None,
            since: None,
        }
    }

    /// Another screen at the same date, compared at its own usual distance unless one was chosen.
    pub(crate) fn to(&self, route: Route) -> Self {
        Self {
            route,
            ..self.clone()
        }
    }

    /// The date it is seen on.
    pub(crate) fn as_of(&self, today: Day) -> Day {
        self.on.unwrap_or(today)
    }

    /// The date it is compared with: last week for lists, a month before for a customer. A chosen
    /// date that is not before the date seen is not used.
    pub(crate) fn since(&self, today: Day) -> Day {
        let as_of = self.as_of(today);
        let usual = match self.route {
            Route::Customer(_) => as_of.plus_months(-1),
            Route::Start
            | Route::Import
            | Route::Portfolio
            | Route::Customers(_)
            | Route::Inbox(_)
            | Route::Lifecycle(_)
            | Route::Value(_)
            | Route::Model(_)
            | Route::Quality
            | Route::Settings
            | Route::Unknown(_) => as_of.plus_days(-7),
        };
        self.since.filter(|since| *since < as_of).unwrap_or(usual)
    }

    /// Reads the fragment of an address, with or without its `#`.
    pub(crate) fn parse(hash: &str) -> Self {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let pairs = Pairs::parse(query);
        let parts: Vec<_> = path.split('/').filter(|part| !part.is_empty()).collect();
        let route = match parts.as_slice() {
            [] | ["start"] => Route::Start,
            ["import"] => Route::Import,
            ["portfolio"] => Route::Portfolio,
            ["customers"] => Route::Customers(ListView::read(&pairs)),
            ["customers", account] => Route::Customer(codec::unescape(account)),
            ["inbox"] => Route::Inbox(InboxChoice::read(&pairs)),
            ["lifecycle"] => Route::Lifecycle(LifeChoice::read(&pairs)),
            ["value"] => Route::Value(ValueChoice::read(&pairs)),
            ["model"] => Route::Model(ModelTab::read(&pairs)),
            ["quality"] => Route::Quality,
            ["settings"] => Route::Settings,
            _ => Route::Unknown(codec::unescape(path)),
        };
        let day = |name| pairs.text(name).and_then(|text| text.parse().ok());
        Self {
            route,
            on: day("on"),
            since: day("since"),
        }
    }

    /// The fragment, with its `#`.
    pub(crate) fn hash(&self) -> String {
        let mut pairs = Pairs::default();
        let path = match &self.route {
            Route::Start => "/start".to_owned(),
            Route::Import => "/import".to_owned(),
            Route::Portfolio => "/portfolio".to_owned(),
            Route::Customers(_) => "/customers".to_owned(),
            Route::Customer(account) => format!("/customers/{}", codec::escape(account)),
            Route::Inbox(_) => "/inbox".to_owned(),
            Route::Lifecycle(_) => "/lifecycle".to_owned(),
            Route::Value(_) => "/value".to_owned(),
            Route::Model(_) => "/model".to_owned(),
            Route::Quality => "/quality".to_owned(),
            Route::Settings => "/settings".to_owned(),
            Route::Unknown(path) => codec::escape(path),
        };
        if let Some(on) = self.on {
            pairs.push("on", &on.to_string());
        }
        if let Some(since) = self.since {
            pairs.push("since", &since.to_string());
        }
        match &self.route {
            Route::Customers(list) => list.write(&mut pairs),
            Route::Inbox(choice) => choice.write(&mut pairs),
            Route::Lifecycle(choice) => choice.write(&mut pairs),
            Route::Value(choice) => choice.write(&mut pairs),
            Route::Model(tab) => tab.write(&mut pairs),
            Route::Start
            | Route::Import
            | Route::Portfolio
            | Route::Customer(_)
            | Route::Quality
            | Route::Settings
            | Route::Unknown(_) => {}
        }
        format!("#{path}{}", pairs.write())
    }
}

#[cfg(test)]
mod tests;
