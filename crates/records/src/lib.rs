//! chidu-records
