//! What client and server agree on at `initialize`, and what settings and a `chidu.toml` make of it later.

use std::time::Duration;

use chidu_configuration::Configuration;
use chidu_diagnostics::{Lang, Levels};
use serde::Deserialize;
use serde_json::Value;
use tower_lsp::lsp_types::{InitializeParams, PositionEncodingKind, Url};

use crate::position::Encoding;

/// How long the text must rest before it is checked again: an input method sends every step of a composition as an edit.
const DEBOUNCE: Duration = Duration::from_millis(200);

/// The agreement with one client.
#[derive(Clone, Debug)]
pub struct Session {
    pub encoding: Encoding,
    pub lang: Lang,
    pub debounce: Duration,
    /// Names are found by pinyin, too.
    pub pinyin: bool,
    /// The client fills in the gaps of snippets.
    pub snippets: bool,
    /// Whether a rename keeps the old name for records.
    pub old_names: OldNames,
    /// The client can ask about single edits of a change.
    pub annotations: bool,
    /// The client follows the code of a diagnostic to its page.
    pub pages: bool,
    /// The client shows lenses, where what a section adds up to stands.
    pub lenses: bool,
    /// The client has a document formatted before it is saved.
    pub format_on_save: bool,
    /// The folders of the workspace.
    pub roots: Vec<Url>,
    /// The client tells of changed files where it is asked to.
    pub watches: bool,
    /// The process whose end is ours too.
    pub parent: Option<u32>,
    /// How severe single lints are.
    pub levels: Levels,
    wishes: Wishes,
}

/// What becomes of an old name that records may still use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OldNames {
    /// The client asks the author; one that cannot ask keeps none.
    #[default]
    Ask,
    /// 数据 keeps it as 原名.
    Keep,
    Drop,
}

impl OldNames {
    fn of(word: &str) -> Self {
        match word {
            "keep" => OldNames::Keep,
            "drop" => OldNames::Drop,
            _ => OldNames::Ask,
        }
    }
}

/// `initializationOptions`; what is absent or misspelt is as if nothing was said.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Options {
    /// `zh` or `en`.
    lang: Option<String>,
    /// Milliseconds between the last edit and the check.
    debounce: Option<u64>,
    /// `false` where names are not to be found by pinyin.
    pinyin: Option<bool>,
    /// `ask`, `keep` or `drop`: whether a rename keeps the old name for records.
    old_names: Option<String>,
    /// For clients that do not format on save by themselves; said once, at the beginning.
    format_on_save: Option<bool>,
}

/// What was said outright, and by whom.
#[derive(Clone, Debug, Default)]
struct Wishes {
    client: Options,
    /// On our command line.
    argument: Option<Lang>,
    locale: Option<Lang>,
}

impl Session {
    /// Reads the client's wishes. The language is the first that is said: in the client's options, on our command line, in the `chidu.toml` of
    /// the document, by the client's locale.
    pub fn negotiate(params: &InitializeParams, lang: Option<Lang>) -> Self {
        let wishes = Wishes {
            client: params.initialization_options.clone().and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default(),
            argument: lang,
            locale: params.locale.as_deref().and_then(of_locale),
        };
        let session = Self {
            encoding: encoding(params),
            lang: Lang::default(),
            debounce: DEBOUNCE,
            pinyin: true,
            snippets: snippets(params).unwrap_or(false),
            old_names: OldNames::default(),
            annotations: annotations(params).unwrap_or(false),
            pages: pages(params).unwrap_or(false),
            lenses: params.capabilities.text_document.as_ref().is_some_and(|ours| ours.code_lens.is_some()),
            format_on_save: wishes.client.format_on_save.unwrap_or(false),
            roots: roots(params),
            watches: watches(params).unwrap_or(false),
            parent: params.process_id,
            levels: Levels::default(),
            wishes,
        };
        session.decided(&Configuration::default())
    }

    /// The same agreement for a document that a `chidu.toml` speaks of.
    #[must_use]
    pub fn decided(&self, configuration: &Configuration) -> Self {
        let Wishes { client, argument, locale } = &self.wishes;
        let lang = client.lang.as_deref().and_then(named).or(*argument).or(configuration.language).or(*locale);
        Self {
            lang: lang.unwrap_or_default(),
            debounce: client.debounce.map_or(DEBOUNCE, Duration::from_millis),
            pinyin: client.pinyin.or(configuration.pinyin).unwrap_or(true),
            old_names: client.old_names.as_deref().map_or(OldNames::default(), OldNames::of),
            levels: configuration.levels.clone(),
            ..self.clone()
        }
    }

    /// The agreement after the client has changed its settings: those of `chidu`, or all that it sends. What they leave out is as it was.
    #[must_use]
    pub fn changed(&self, settings: &Value) -> Self {
        let ours = settings.get("chidu").unwrap_or(settings);
        let said: Options = Options::deserialize(ours).unwrap_or_default();
        let mut session = self.clone();
        let client = &mut session.wishes.client;
        client.lang = said.lang.or(client.lang.take());
        client.debounce = said.debounce.or(client.debounce);
        client.pinyin = said.pinyin.or(client.pinyin);
        client.old_names = said.old_names.or(client.old_names.take());
        session.decided(&Configuration::default())
    }
}

/// The client tells of changed files where it is asked to.
fn watches(params: &InitializeParams) -> Option<bool> {
    params.capabilities.workspace.as_ref()?.did_change_watched_files?.dynamic_registration
}

/// UTF-8 where the client lists it; a client that lists nothing means UTF-16.
fn encoding(params: &InitializeParams) -> Encoding {
    let listed = params.capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref()).unwrap_or_default();
    if listed.contains(&PositionEncodingKind::UTF8) { Encoding::Utf8 } else { Encoding::Utf16 }
}

/// The workspace's folders; older clients name one root.
fn roots(params: &InitializeParams) -> Vec<Url> {
    let folders = params.workspace_folders.iter().flatten().map(|folder| folder.uri.clone());
    let folders: Vec<Url> = folders.collect();
    if folders.is_empty() { params.root_uri.iter().cloned().collect() } else { folders }
}

fn snippets(params: &InitializeParams) -> Option<bool> {
    params.capabilities.text_document.as_ref()?.completion.as_ref()?.completion_item.as_ref()?.snippet_support
}

fn pages(params: &InitializeParams) -> Option<bool> {
    params.capabilities.text_document.as_ref()?.publish_diagnostics.as_ref()?.code_description_support
}

fn annotations(params: &InitializeParams) -> Option<bool> {
    let edits = params.capabilities.workspace.as_ref()?.workspace_edit.as_ref()?;
    Some(edits.change_annotation_support.is_some() && edits.document_changes == Some(true))
}

fn named(tag: &str) -> Option<Lang> {
    match tag {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// `zh-CN`, `en_US.UTF-8` and the like. Whoever reads another language reads English rather than Chinese; `C` says nothing.
fn of_locale(tag: &str) -> Option<Lang> {
    match tag.split(['-', '_', '.', '@']).next()?.to_ascii_lowercase().as_str() {
        "" | "c" | "posix" => None,
        "zh" => Some(Lang::Zh),
        _ => Some(Lang::En),
    }
}
