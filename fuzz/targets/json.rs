#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| chidu_fuzz::records("json", bytes));
