//! `perennial explain`: why one account's health is what it is, and why it changed.

mod path;
mod text;

use crate::args::{ExplainArgs, Format};
use crate::console::Console;
use crate::error::CliError;
use crate::load::load;
use crate::model::choose;
use perennial_data::{AccountIdx, Dataset, fold_name};
use perennial_engine::{
    BandPath, Change, Explanation, Obstacle, change, evaluate, explain, path_to_band,
};
use perennial_i18n::Messages;
use serde::Serialize;

/// Reads the files, explains, prints.
pub(crate) fn run(args: &ExplainArgs, console: &mut Console<'_>) -> Result<(), CliError> {
    let wanted = args.inputs.model.as_deref();
    let asked = wanted.map(|model| choose(Some(model), false)).transpose()?;
    let loaded = load(&args.inputs, console)?;
    let compiled = match asked {
        Some(compiled) => compiled,
        None => choose(None, loaded.only_sheets)?,
    };
    let unknown = || CliError::UnknownAccount {
        account: args.account.clone(),
    };
    let account = find(&loaded.data, &args.account)?.ok_or_else(unknown)?;
    let on = |run| explain(&loaded.data, &compiled, run, &[], account).ok_or_else(unknown);
    let run = |date| evaluate(&loaded.data, &compiled, &[], date);
    let now = run(args.to);
    let (before, explanation) = (on(&run(args.from))?, on(&now)?);
    if !explanation.exists {
        return Err(CliError::AccountNotYet {
            account: args.account.clone(),
            to: args.to,
        });
    }
    let change = change(&compiled, &before, &before, &explanation);
    let path = path_to_band(&loaded.data, &compiled, &now, account, None);
    let (path, no_path) = match path {
        Some(Ok(path)) => (Some(path), None),
        Some(Err(obstacle)) => (None, Some(obstacle)),
        None => (None, None),
    };
    let report = Report {
        explanation,
        change,
        path,
        no_path,
    };
    match args.format {
        Format::Json => console.print_json(&report),
        Format::Text | Format::Csv => {
            let words = text::Words {
                m: Messages::new(args.language),
                model: compiled.model(),
            };
            console.print(&words.report(&report.explanation, &report.change))?;
            console.print(&words.path(report.path.as_ref(), report.no_path.as_ref()))
        }
    }
}

/// The result as one object.
#[derive(Serialize)]
struct Report {
    explanation: Explanation,
    change: Change,
    /// The smallest set of changes that leads into the next band.
    path: Option<BandPath>,
    /// Why there is none.
    no_path: Option<Obstacle>,
}

/// The account with that id, else the only one with that name.
fn find(data: &Dataset, account: &str) -> Result<Option<AccountIdx>, CliError> {
    if let Some(found) = data.account(account) {
        return Ok(Some(found));
    }
    let n = AccountIdx::try_from(data.n_accounts()).unwrap_or(AccountIdx::MAX);
    let name = fold_name(account);
    let named: Vec<AccountIdx> = (0..n)
        .filter(|&other| {
            data.account_name(other)
                .is_some_and(|n| fold_name(n) == name)
        })
        .collect();
    if named.len() > 1 {
        let ids = named
            .iter()
            .filter_map(|&other| data.account_id(other))
            .take(5);
        return Err(CliError::AmbiguousAccount {
            account: account.to_owned(),
            count: named.len(),
            ids: ids.collect::<Vec<_>>().join(", "),
        });
    }
    Ok(named.first().copied())
}
