//! The Perennial app: mounts the shell, nothing else.

fn main() {}
