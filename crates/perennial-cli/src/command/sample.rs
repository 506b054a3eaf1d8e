//! `perennial sample`: the sample portfolio as CSV files, as any export would be.

use crate::args::SampleArgs;
use crate::console::Console;
use crate::error::CliError;
use perennial_data::{Dataset, TableId, merge};
use perennial_sample::portfolio;
use std::fs::{File, create_dir_all};
use std::io::{self, Write};
use std::path::Path;

/// Writes a file per table and prints their paths. No file that is there is touched.
pub(crate) fn run(args: &SampleArgs, console: &mut Console<'_>) -> Result<(), CliError> {
    let (data, _) = merge(&Dataset::default(), portfolio(args.language, args.as_of));
    write(&args.out, || create_dir_all(&args.out))?;
    for table in TableId::ALL {
        if data.table(table).is_empty() {
            continue;
        }
        let path = args.out.join(format!("{}.csv", table.name()));
        write(&path, || {
            let mut file = File::create_new(&path)?;
            // By the mark spreadsheet programs know UTF-8.
            file.write_all("\u{feff}".as_bytes())?;
            file.write_all(data.to_csv(table).as_bytes())
        })?;
        console.print(&format!("{}\n", path.display()))?;
    }
    Ok(())
}

fn write(path: &Path, work: impl FnOnce() -> io::Result<()>) -> Result<(), CliError> {
    work().map_err(|source| CliError::Unwritable {
        path: path.to_owned(),
        source,
    })
}
