//! Prints what a file holds: `cargo run -p perennial-sheet --example open -- 工作簿.xlsx`.
#![allow(clippy::print_stdout, clippy::print_stderr)] // a program for the terminal

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        for found in perennial_sheet::open(&path, &std::fs::read(&path)?) {
            println!("== {}", found.name);
            for problem in &found.problems {
                println!("   {} {:?}", problem.code.as_str(), problem.args);
            }
            println!("{}", String::from_utf8_lossy(&found.bytes));
        }
    }
    Ok(())
}
