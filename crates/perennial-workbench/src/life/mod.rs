//! The customer's life in the workspace: the methods of [`Part::Life`](crate::Part::Life). What is
//! worked out is kept in [`tracking`]; a view per file.
//!
//! Stages, signals and alerts on a date need every day before it. [`Workbench::life_wanted`] says how
//! many days are missing for a request and [`Workbench::life_step`] works them out a few at a time, so
//! that a host can do other things in between; a request that comes without is answered all the same.

mod act;
mod alerts;
mod board;
mod card;
mod cascade;
mod clocks;
mod codes;
mod columns;
mod customer;
mod effort;
mod enter;
mod execution;
mod figures;
mod file;
mod flood;
mod happened;
mod history;
mod inbox;
mod kept;
mod key;
mod message;
mod practice;
mod records;
mod register;
mod sample;
mod settings;
mod snapshot;
mod tasks;
mod today;
mod tracking;
mod user;
mod value;
mod words;

use crate::Workbench;
use crate::packed;
use crate::session::Session;
use perennial_data::Day;
use perennial_protocol::{Failure, Request, Response};
use tracking::Life;

impl Workbench {
    /// Answers a request of [`Part::Life`](crate::Part::Life).
    ///
    /// # Errors
    /// As [`Workbench::handle`].
    pub fn handle_life(&mut self, request: &Request) -> Result<Response, Failure> {
        let session = &mut self.session;
        Ok(match request {
            Request::Inbox(query) => Response::Inbox(packed(&session.inbox(query)?)?),
            Request::Customers(query) => Response::Customers(session.customers_of_life(query)?),
            Request::Groups(query) => Response::Groups(packed(&session.groups_of_life(query)?)?),
            Request::CustomersFile(query) => {
                session.give_columns(query)?;
                session.customers_file(query)
            }
            Request::Lifecycle { as_of } => Response::Lifecycle(Box::new(session.board(*as_of)?)),
            Request::StageHistory { dates } => {
                Response::StageHistory(packed(&session.stage_history(dates)?)?)
            }
            Request::ValueMap { as_of } => Response::ValueMap(packed(&session.value_map(*as_of)?)?),
            Request::CustomerLife { account, as_of } => {
                Response::CustomerLife(packed(&session.customer_life(account, *as_of)?)?)
            }
            Request::Snapshot(query) => session.snapshot(query)?,
            Request::Register(query) => session.register(query)?,
            Request::Cascade { as_of } => Response::Cascade(packed(&session.cascade(*as_of)?)?),
            Request::WorkFile => session.work_file()?,
            Request::Work {
                on,
                author,
                actions,
            } => {
                session.work(*on, author, actions)?;
                self.workspace()
            }
            Request::SetTierCut { cut } => {
                session.set_tier_cut(*cut)?;
                self.workspace()
            }
            Request::UseStages { set } => {
                session.use_stages(set)?;
                self.workspace()
            }
            Request::LoadCalendar { text } => {
                session.load_calendar(text)?;
                self.workspace()
            }
            _ => return Err(crate::not_ours()),
        })
    }

    /// Days worked out and days in all, where a request needs days that are not; `None` where it can be
    /// answered at once.
    pub fn life_wanted(&mut self, request: &Request) -> Option<(u32, u32)> {
        let as_of = self.date_of(request)?;
        // What cannot be worked out is refused when it is asked for.
        let own = self.session.life().ok()?.wanted(as_of);
        if own.is_some() || !matches!(request, Request::Cascade { .. }) {
            return own;
        }
        self.session.life_of_draft().ok()?.wanted(as_of)
    }

    /// Works out at most so many of the days that a request needs.
    pub fn life_step(&mut self, request: &Request, days: u32) {
        let Some(as_of) = self.date_of(request) else {
            return;
        };
        let is_worked_out = self
            .session
            .life()
            .is_ok_and(|life| life.wanted(as_of).is_none());
        let life = match request {
            Request::Cascade { .. } if is_worked_out => self.session.life_of_draft(),
            _ => self.session.life(),
        };
        if let Ok(life) = life {
            life.advance(as_of, days);
        }
    }

    /// The date up to which a request needs every day. Before anything is said of work, what a sample's
    /// team did is made, and that needs all of its days.
    fn date_of(&self, request: &Request) -> Option<Day> {
        let date = match request {
            Request::Inbox(query) => Some(query.as_of),
            Request::Lifecycle { as_of }
            | Request::Cascade { as_of }
            | Request::CustomerLife { as_of, .. } => Some(*as_of),
            Request::Customers(query) | Request::CustomersFile(query) | Request::Groups(query)
                if columns::needs_days(query) =>
            {
                Some(query.as_of)
            }
            Request::StageHistory { dates } => dates.iter().max().copied(),
            Request::Register(query) => query.read().ok().map(|query| register::day_of(&query)),
            Request::Work { .. } | Request::WorkFile | Request::LoadCalendar { .. } => None,
            _ => return None,
        };
        self.session.to_be_made().max(date)
    }
}

impl Session {
    /// What is worked out of the state as it is now.
    ///
    /// # Errors
    /// `stored-damaged` where the user's work cannot be read.
    fn life(&mut self) -> Result<&mut Life, Failure> {
        Life::held(&mut self.life, &self.state)
    }
}
