//! The setups of editors that no test drives: their files can be read, say only what those editors' documentation knows, and start
//! `chidu lsp` for `.chidu` files.
//!
//! Neovim, Emacs and Visual Studio Code are driven (`neovim.rs`, `emacs.rs`, `cargo xtask editor`); grammars are compared in `editors.rs`.

use std::fs;

use chidu_tests::workspace;
use serde_json::Value;

/// Keys of `[[language]]` and `[language-server.NAME]` in Helix, as its book lists them.
const HELIX: (&[&str], &[&str]) = (
    &[
        "name",
        "language-id",
        "scope",
        "injection-regex",
        "file-types",
        "shebangs",
        "roots",
        "auto-format",
        "diagnostic-severity",
        "comment-tokens",
        "block-comment-tokens",
        "indent",
        "language-servers",
        "grammar",
        "formatter",
        "soft-wrap",
        "text-width",
        "rulers",
    ],
    &["command", "args", "config", "timeout", "environment", "required-root-patterns"],
);

/// Keys of a server in Kate's LSP client, as its handbook lists them.
const KATE: &[&str] = &[
    "command",
    "commandDebug",
    "root",
    "rootIndicationFileNames",
    "rootIndicationFilePatterns",
    "highlightingModeRegex",
    "documentLanguageId",
    "initializationOptions",
    "settings",
    "path",
    "url",
    "use",
];

/// Keys of an extension of Zed, of its languages and of its servers.
const ZED: (&[&str], &[&str], &[&str]) = (
    &["id", "name", "description", "version", "schema_version", "authors", "repository", "language_servers"],
    &["name", "grammar", "path_suffixes", "line_comments", "tab_size", "hard_tabs", "brackets"],
    &["name", "languages", "language_ids"],
);

fn text(path: &str) -> String {
    let path = workspace().join("editors").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A TOML file as JSON, which is easier to look into.
fn toml(path: &str) -> Value {
    toml::from_str(&text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn knows(known: &[&str], table: &Value) {
    let keys: Vec<&String> = table.as_object().expect("a table").keys().collect();
    assert!(!keys.is_empty() && keys.iter().all(|key| known.contains(&key.as_str())), "{keys:?}");
}

#[test]
fn helix_starts_the_server() {
    let setup = toml("helix/languages.toml");
    let (language, server) = (&setup["language"][0], &setup["language-server"]["chidu"]);
    knows(HELIX.0, language);
    knows(HELIX.1, server);
    assert_eq!(language["file-types"], serde_json::json!(["chidu"]));
    assert_eq!(language["language-servers"], serde_json::json!(["chidu"]));
    assert_eq!((&server["command"], &server["args"]), (&"chidu".into(), &serde_json::json!(["lsp", "--stdio"])));
}

#[test]
fn kate_starts_the_server() {
    let setup: Value = serde_json::from_str(&text("kate/settings.json")).expect("JSON");
    let server = &setup["servers"]["chidu"];
    knows(KATE, server);
    assert_eq!(server["command"], serde_json::json!(["chidu", "lsp", "--stdio"]));
    let mode = server["highlightingModeRegex"].as_str().expect("a pattern").trim_matches(['^', '$']);
    let grammar = text("kate/chidu.xml");
    assert!(grammar.contains(&format!("<language name=\"{mode}\"")) && grammar.contains("extensions=\"*.chidu\""), "{mode}");
}

#[test]
fn zed_starts_the_server() {
    let (extension, language) = (toml("zed/extension.toml"), toml("zed/languages/chidu/config.toml"));
    knows(ZED.0, &extension);
    knows(ZED.1, &language);
    knows(ZED.2, &extension["language_servers"]["chidu"]);
    assert_eq!(language["path_suffixes"], serde_json::json!(["chidu"]));
    assert_eq!(extension["language_servers"]["chidu"]["languages"][0], language["name"]);
    assert_eq!(extension["language_servers"]["chidu"]["language_ids"]["Chidu"], "chidu");
    assert_eq!(toml("zed/Cargo.toml")["package"]["version"], extension["version"]);
    let code = text("zed/src/lib.rs");
    assert!(code.contains("which(\"chidu\")") && code.contains("\"lsp\""), "{code}");
}

/// What to do, in five steps, in both languages.
#[test]
fn every_setup_has_five_lines_in_both_languages() {
    for editor in ["emacs", "helix", "kate", "neovim", "vscode", "zed"] {
        let readme = text(&format!("{editor}/README.md"));
        let steps: Vec<&str> = readme.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let numbers: Vec<&str> = steps.iter().filter_map(|line| line.split('.').next()).collect();
        assert_eq!(numbers, ["1", "2", "3", "4", "5", "1", "2", "3", "4", "5"], "{editor}");
        let chinese = |line: &&&str| line.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(steps.iter().take(5).filter(chinese).count() == 5, "{editor}");
    }
}
