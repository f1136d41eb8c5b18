//! chidu-reports
