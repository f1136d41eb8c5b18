//! chidu-grammar
