//! Clauses: an island grammar, a rule and a file for each form.
