//! chidu-tests
