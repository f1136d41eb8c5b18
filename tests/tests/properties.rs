//! Properties that hold of every rulebook, made at random: it is read as it was meant, scores as the naive evaluator scores
//! it, explains every point, stays within what is attainable, and no text whatsoever upsets the reader.
//!
//! `PROPTEST_CASES` asks for more cases than the few that keep this short.
