//! chidu-language-server
