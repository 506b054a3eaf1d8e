//! Prints the digest on the host.

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    std::io::stdout().write_all(perennial_parity::digest().as_bytes())
}
