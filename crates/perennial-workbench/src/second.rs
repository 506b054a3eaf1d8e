//! What is behind a number, what it would be under other weights, and what a user decides: the
//! requests of [`Part::Second`](crate::Part::Second).

use crate::Workbench;
use crate::model::ModelState;
use crate::query::rows;
use crate::session::Session;
use crate::state::State;
use perennial_data::number_text;
use perennial_engine::Override;
use perennial_protocol::{Failure, Request, Response};
use std::rc::Rc;

impl Workbench {
    /// Answers a request of [`Part::Second`](crate::Part::Second).
    ///
    /// # Errors
    /// As [`Workbench::handle`].
    pub fn handle_second(&mut self, request: &Request) -> Result<Response, Failure> {
        let session = &mut self.session;
        match request {
            Request::UseModel { model } => {
                let model = Rc::new(ModelState::shipped(model)?);
                session.change(
                    "model",
                    State {
                        model,
                        ..session.state.clone()
                    },
                );
            }
            Request::SetOverride {
                account,
                value,
                author,
                reason,
                set_on,
                expires_on,
            } => {
                let made = Override {
                    account_id: account.clone(),
                    value: *value,
                    author: author.clone(),
                    reason: reason.clone(),
                    set_on: *set_on,
                    expires_on: *expires_on,
                };
                set_override(session, made)?;
            }
            Request::ClearOverride { account } => {
                let mut overrides = session.state.overrides.to_vec();
                overrides.retain(|held| held.account_id != *account);
                let next = State {
                    overrides: overrides.into(),
                    ..session.state.clone()
                };
                session.change("override", next);
            }
            Request::Undo => session.undo()?,
            Request::Redo => session.redo()?,
            other => return self.look_behind(other),
        }
        Ok(self.workspace())
    }

    /// Requests that change nothing.
    fn look_behind(&mut self, request: &Request) -> Result<Response, Failure> {
        let session = &mut self.session;
        Ok(match request {
            Request::WhatIf { dates, weights } => {
                Response::Totals(session.what_if(dates, weights)?)
            }
            Request::Groups(query) => Response::Groups(crate::packed(&session.groups(query))?),
            Request::Customer {
                account,
                as_of,
                since,
            } => Response::Customer(Box::new(session.customer(account, *as_of, *since)?)),
            Request::Change { account, from, to } => {
                Response::Change(session.change_of(account, *from, *to)?)
            }
            Request::Metric {
                metric,
                account,
                as_of,
                window,
            } => Response::Metric(Box::new(session.metric(metric, account, *as_of, *window)?)),
            Request::Catalogue => Response::Catalogue(crate::packed(&session.catalogue())?),
            Request::Rows {
                account,
                table,
                as_of,
                window,
            } => {
                let account = session.account(account)?;
                let table = session.state.data.table(*table);
                let found = rows::of_account(table, account, *as_of);
                Response::Rows(rows::window(table, &found, *as_of, *window))
            }
            _ => return Err(crate::not_ours()),
        })
    }
}

fn set_override(session: &mut Session, made: Override) -> Result<(), Failure> {
    session.account(&made.account_id)?;
    if !(0.0..=100.0).contains(&made.value) {
        return Err(Failure::new("override-range").with("value", number_text(made.value)));
    }
    if made.reason.trim().is_empty() || made.author.trim().is_empty() {
        return Err(Failure::new("override-reason"));
    }
    if made.expires_on < made.set_on {
        return Err(Failure::new("override-dates"));
    }
    let mut overrides = session.state.overrides.to_vec();
    overrides.retain(|held| held.account_id != made.account_id);
    overrides.push(made);
    let next = State {
        overrides: overrides.into(),
        ..session.state.clone()
    };
    session.change("override", next);
    Ok(())
}
