//! Readings in one line, as the tables of the language reference and the expectations of whole documents write them.
//!
//! Not here: where the readings come from. Start at [`reading`].

use serde_json::Value;

use crate::results::{array, word};

/// A reading in one line: `deduct 1 /1处 「不达标」 ≤5`; statuses other than `understood` stand in front.
pub fn reading(reading: &Value) -> String {
    let effects: Vec<String> = array(&reading["effects"]).iter().map(effect).collect();
    let effects = effects.join("; ");
    match word(&reading["status"]).as_str() {
        "understood" => effects,
        status => format!("{status}: {effects}").trim_end().to_owned(),
    }
}

/// One effect: kind, amount, `/step unit`, condition, cap, floor, target, outcome.
pub fn effect(effect: &Value) -> String {
    let mut parts = vec![word(&effect["kind"])];
    match array(&effect["range"]) {
        [low, high] => parts.push(format!("{}..{}", word(low), word(high))),
        _ => parts.extend(effect["amount"].as_str().filter(|_| effect["kind"] != "full").map(str::to_owned)),
    }
    if effect["per"].is_object() {
        parts.push(format!("/{}{}", word(&effect["per"]["step"]), word(&effect["per"]["unit"])));
    }
    if effect["when"].is_object() {
        let further = array(&effect["when"]["and"]).iter();
        parts.push(std::iter::once(&effect["when"]).chain(further).map(condition).collect::<Vec<_>>().join(" & "));
    }
    parts.extend(effect["partial"].as_str().filter(|part| *part != "down").map(|part| format!("({part})")));
    // A limit repeats its amount as its cap.
    parts.extend(effect["cap"].as_str().filter(|_| effect["kind"] != "limit").map(|cap| format!("≤{cap}")));
    parts.extend(effect["each"].as_str().map(|each| format!("每{each}")));
    // What is taken of several values, and how many objects are scored alone.
    parts.extend(effect["of"].as_str().filter(|_| effect["kind"] == "average").map(str::to_owned));
    if effect["sample"].is_object() {
        parts.push(format!(
            "各{}{}",
            effect["sample"]["count"].as_u64().map(|count| count.to_string()).unwrap_or_default(),
            word(&effect["sample"]["unit"])
        ));
    }
    parts.extend(effect["window"].as_str().map(|window| format!("每{window}")));
    parts.extend(effect["floor"].as_str().map(|floor| format!("≥{floor}")));
    parts.extend(effect["target"].as_str().map(|target| format!("→{target}")));
    parts.extend(effect["outcome"].as_str().map(|outcome| format!("⇒{outcome}")));
    parts.join(" ")
}

fn condition(when: &Value) -> String {
    if let Some(label) = when["label"].as_str() {
        return format!("「{label}」");
    }
    let (measure, unit) = (word(&when["measure"]), word(&when["unit"]));
    if when["op"] != "in" {
        return format!("{measure} {} {}{unit}", word(&when["op"]), word(&when["value"])).trim_start().to_owned();
    }
    let open = if when["low_in"] == true { "[" } else { "(" };
    let close = if when["high_in"] == true { "]" } else { ")" };
    // A rung after the first measures what the first does, and says so no more.
    format!("{measure} {open}{}{unit}, {}{unit}{close}", word(&when["low"]), word(&when["high"])).trim_start().to_owned()
}
