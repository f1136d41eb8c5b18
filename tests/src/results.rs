//! Reading the JSON that `chidu score` writes, with the names that the language fixes.
//!
//! Not here: expectations. Values that are absent read as `-`, so that a comparison shows them.

use serde_json::Value;

/// The items of an array; none where it is no array.
pub fn array(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A string, `-` for null.
pub fn word(value: &Value) -> String {
    value.as_str().unwrap_or("-").to_owned()
}

/// A decimal without trailing zeros, `-` for null.
pub fn number(value: &Value) -> String {
    let text = word(value);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Words with commas between, `-` for none.
pub fn list(value: &Value) -> String {
    let words: Vec<String> = array(value).iter().map(word).collect();
    if words.is_empty() { "-".to_owned() } else { words.join(",") }
}

/// The result of a subject and period.
pub fn result<'a>(output: &'a Value, subject: &str, period: &str) -> Option<&'a Value> {
    array(&output["results"]).iter().find(|result| result["subject"] == subject && result["period"] == period)
}

/// The score of a result's entry by its name.
pub fn entry_score(result: &Value, name: &str) -> String {
    let entry = array(&result["entries"]).iter().find(|entry| entry["name"] == name);
    entry.map_or_else(|| format!("(no entry {name})"), |entry| number(&entry["score"]))
}

/// The rows about which a problem was told.
pub fn problem_rows(output: &Value) -> std::collections::BTreeSet<u64> {
    array(&output["problems"]).iter().filter_map(|problem| problem["row"].as_u64()).collect()
}

/// Whether a problem of the row suggests the word.
pub fn suggests(output: &Value, row: u64, suggestion: &str) -> bool {
    let mut problems = array(&output["problems"]).iter().filter(|problem| problem["row"].as_u64() == Some(row));
    problems.any(|problem| problem["suggestion"].as_str().is_some_and(|text| text.contains(suggestion)))
}
