//! Builds, serves, tests, measures and packs the project.

fn main() {}
