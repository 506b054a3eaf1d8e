//! The perennial command: score, explain and list metrics from files.
