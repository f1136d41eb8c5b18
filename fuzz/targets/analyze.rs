#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| chidu_fuzz::analyze(text));
