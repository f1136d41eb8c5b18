//! Which language to speak: `--lang`, then `CHIDU_LANG`, then the locale; Chinese where nothing says otherwise.
//!
//! It must be known before the arguments are parsed, since what is wrong with them is told in it.

use std::ffi::OsString;

use chidu_diagnostics::Lang;

/// The language for these arguments in this environment.
pub fn choose(words: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Lang {
    let locale = || {
        let first = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|key| variable(key)).find(|value| !value.is_empty());
        first.and_then(|value| of_locale(&value))
    };
    named(words, &variable).or_else(locale).unwrap_or_default()
}

/// The language that the user names outright, if any: an editor's own language comes before a mere locale.
pub fn named(words: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Option<Lang> {
    let said = option(words).and_then(|word| exact(&word));
    said.or_else(|| variable("CHIDU_LANG").and_then(|word| exact(&word).or_else(|| of_locale(&word))))
}

fn option(words: &[OsString]) -> Option<String> {
    let words: Vec<&str> = words.iter().filter_map(|word| word.to_str()).take_while(|word| *word != "--").collect();
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    let apart = words.iter().zip(words.iter().skip(1)).find(|(word, _)| **word == "--lang").map(|(_, value)| *value);
    joined.or(apart).map(str::to_owned)
}

fn exact(word: &str) -> Option<Lang> {
    match word {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// The language of a locale such as `zh_CN.UTF-8`; `C` and `POSIX` say nothing.
fn of_locale(value: &str) -> Option<Lang> {
    let language = value.split(['_', '.', '@', '-']).next().unwrap_or("").to_ascii_lowercase();
    match language.as_str() {
        "" | "c" | "posix" => None,
        "zh" => Some(Lang::Zh),
        _ => Some(Lang::En),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(words: &[&str], variables: &[(&str, &str)]) -> Lang {
        let words: Vec<OsString> = words.iter().map(OsString::from).collect();
        choose(&words, |key| variables.iter().find(|(name, _)| *name == key).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_option_wins_then_the_variable_then_the_locale() {
        let variables = [("CHIDU_LANG", "en"), ("LANG", "zh_CN.UTF-8")];
        assert_eq!(chosen(&["chidu", "--lang", "zh"], &variables), Lang::Zh);
        assert_eq!(chosen(&["chidu", "check", "--lang=zh"], &variables), Lang::Zh);
        assert_eq!(chosen(&["chidu"], &variables), Lang::En);
        assert_eq!(chosen(&["chidu"], &[("LC_ALL", "de_DE.UTF-8"), ("LANG", "zh_CN.UTF-8")]), Lang::En);
        assert_eq!(chosen(&["chidu", "--", "--lang", "en"], &[]), Lang::Zh);
    }

    #[test]
    fn chinese_where_nothing_says_otherwise() {
        assert_eq!(chosen(&["chidu"], &[]), Lang::Zh);
        assert_eq!(chosen(&["chidu"], &[("LANG", "C.UTF-8")]), Lang::Zh);
        assert_eq!(chosen(&["chidu"], &[("LC_ALL", ""), ("LANG", "en_GB.UTF-8")]), Lang::En);
    }
}
