//! chidu-evaluation
