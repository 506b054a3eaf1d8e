//! The examples of docs/cli.md are run: what the page shows is what the command says.
//!
//! A block `csv NAME` or `json NAME` is a file; in a block `console` a line `$ perennial …` is run
//! and the lines below it are what it prints, messages before results. A line `…` stands for any
//! number of lines; `2>/dev/null` leaves the messages out.

use perennial_tests::{Scratch, perennial_in, repository};

#[test]
fn the_examples_of_the_page_print_what_it_shows() {
    let page = std::fs::read_to_string(repository().join("docs/cli.md")).unwrap();
    let scratch = Scratch::new("docs");
    let mut n_commands = 0;
    // Every second part lies between fences.
    for block in page.split("```").skip(1).step_by(2) {
        let (head, body) = block.split_once('\n').unwrap();
        if let Some((_, name)) = head.split_once(' ') {
            scratch.write(name, body);
        }
        if head != "console" {
            continue;
        }
        for example in body.split("$ perennial ").skip(1) {
            let (command, shown) = example.split_once('\n').unwrap();
            let (command, is_quiet) = match command.strip_suffix("2>/dev/null") {
                Some(command) => (command, true),
                None => (command, false),
            };
            let words: Vec<&str> = command.split_whitespace().collect();
            let outcome = perennial_in(scratch.path(), &words);
            let messages = if is_quiet { "" } else { outcome.err.as_str() };
            let printed = format!("{messages}{}", outcome.out).replace('\r', "");
            assert!(
                matches(&lines(shown), &lines(&printed)),
                "$ perennial {command}\nshown:\n{shown}\nprinted:\n{printed}"
            );
            n_commands += 1;
        }
    }
    assert!(n_commands >= 5, "the page has examples");
}

fn lines(text: &str) -> Vec<&str> {
    text.trim_end().lines().map(str::trim_end).collect()
}

/// Whether what was printed is what is shown, `…` standing for anything.
fn matches(shown: &[&str], printed: &[&str]) -> bool {
    match shown {
        [] => printed.is_empty(),
        ["…", rest @ ..] => (0..=printed.len()).any(|skip| matches(rest, &printed[skip..])),
        [line, rest @ ..] => printed.first() == Some(line) && matches(rest, &printed[1..]),
    }
}
