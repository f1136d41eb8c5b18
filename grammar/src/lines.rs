//! Lines: what kind of line it is, and its parts.
