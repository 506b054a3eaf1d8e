//! See `perennial_tests::hostile::text`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| perennial_tests::hostile::text(bytes));
