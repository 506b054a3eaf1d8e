//! The five tables of a subscription business come in, joined through the subscription, and MRR on a past day is exact.

use std::path::Path;

use anyhow::{Context as _, ensure};

use crate::journey::journey;
use crate::pages::{import, portfolio, shell};

const TABLES: [&str; 5] = [
    "ravenstack_accounts.csv",
    "ravenstack_subscriptions.csv",
    "ravenstack_feature_usage.csv",
    "ravenstack_support_tickets.csv",
    "ravenstack_churn_events.csv",
];

/// Monthly recurring revenue on three days, computed independently from the files.
const MRR: [(&str, &str); 3] = [
    ("2023-12-31", "1,262,113"),
    ("2024-06-30", "3,833,405"),
    ("2024-12-31", "10,159,608"),
];

#[test]
fn five_tables() {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/ravenstack/canonical");
    if !folder.is_dir() {
        println!("SKIPPED: the five tables are not at {}", folder.display());
        return;
    }
    journey("five-tables", |browser, _| {
        let folder = folder.canonicalize()?;
        let files = TABLES.map(|name| folder.join(name));
        import::inspect(browser, &files.each_ref().map(|path| path.as_path()))?;
        import::run(browser)?;
        let customers = import::came_in(browser, "Customers")?;
        ensure!(customers == 500, "{customers} customers came in");
        let usage = import::came_in(browser, "Usage")?;
        ensure!(usage > 20_000, "{usage} rows of usage came in");
        import::go_on(browser)?;
        for (day, mrr) in MRR {
            shell::travel_to(browser, day)?;
            let says = portfolio::explanation(browser, "Monthly recurring revenue")?;
            let figure = says
                .lines()
                .next()
                .context("an explanation begins with the figure")?;
            ensure!(
                figure.contains(mrr),
                "MRR on {day} is {mrr}, the portfolio says {figure}"
            );
        }
        Ok(())
    });
}
