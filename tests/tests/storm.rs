//! Ten thousand edits in a row, as people and input methods make them, with requests, cancellations, settings and reopenings in between: at
//! every step the server has the text of the editor, no answer is for another text, nothing panics, and memory does not grow.
//!
//! The model of the text counts columns its own way and shares nothing with the server.

use std::collections::BTreeMap;
use std::time::Instant;

use chidu_tests::editor::Editor;
use serde_json::{Value, json};

const EDITS: usize = 10_000;
const URI: &str = "file:///storm/rulebook.chidu";

/// What is typed: words, halves of pinyin, astral characters, both ends of line, and beginnings of everything that the language knows.
const PIECES: [&str; 34] = [
    "h",
    "hj",
    "huan",
    "环境",
    "服务态度",
    "每发现一处不达标",
    "扣",
    "1",
    "分",
    "5分",
    ",",
    "，",
    ": ",
    ";",
    "。",
    "\n",
    "\r\n",
    "\n  ",
    " ",
    "\t",
    "😀",
    "𠮷",
    "一、",
    "1. ",
    "（2）",
    "《",
    "》",
    "示例 \"一\":\n",
    "等级:\n",
    "应得: ",
    "90%以上",
    "// 允许 ",
    "加分项 最多5分:\n",
    "\u{200b}",
];

const REQUESTS: [&str; 9] =
    ["hover", "completion", "documentSymbol", "foldingRange", "inlayHint", "codeAction", "semanticTokens/full", "formatting", "definition"];

const START: &str = "《窗口检查细则》 满分20分\r\n对象: 窗口\r\n\r\n一、环境 10分\r\n  1. 物品 5分: 每发现一处不达标扣1分, 最多扣5分\r\n  2. 门窗 5分: 每发现一处不达标扣1分\r\n\r\n二、礼仪 10分\n  1. 态度 6分: 与群众争吵的, 扣2分😀\n  2. 用语 4分: 未使用普通话的, 每次扣1分\n";

#[test]
fn the_server_keeps_the_text_and_its_wits_in_utf8() {
    Storm::new("utf-8", 1, str::len).run();
}

#[test]
fn the_server_keeps_the_text_and_its_wits_in_utf16() {
    Storm::new("utf-16", 2, |text| text.encode_utf16().count()).run();
}

struct Storm {
    editor: Editor,
    columns: fn(&str) -> usize,
    dice: u64,
    text: String,
    version: i64,
    /// Asked for the text, with what it must be.
    asked: BTreeMap<i64, (i64, String)>,
    /// Other requests under way.
    pending: BTreeMap<i64, &'static str>,
    /// Texts whose diagnostics may still come.
    texts: BTreeMap<i64, String>,
    published: i64,
    /// Publications compared with what `check` says.
    compared: usize,
    answered: usize,
}

impl Storm {
    fn new(encoding: &str, seed: u64, columns: fn(&str) -> usize) -> Self {
        let editor = Editor::start(&mut chidu_tests::chidu(), encoding, &json!({"debounce": 5}));
        Self {
            editor,
            columns,
            dice: seed,
            text: START.to_owned(),
            version: 1,
            asked: BTreeMap::new(),
            pending: BTreeMap::new(),
            texts: BTreeMap::new(),
            published: 0,
            compared: 0,
            answered: 0,
        }
    }

    fn run(mut self) {
        let begin = Instant::now();
        self.open();
        let mut early = None;
        for edit in 1..=EDITS {
            self.edit();
            self.around(edit);
            self.listen(64);
            // However busy the machine is, some texts come to rest.
            if edit.is_multiple_of(100) {
                self.rest();
            }
            if edit == EDITS / 10 {
                early = self.memory();
            }
        }
        let late = self.memory();
        self.listen(0);
        assert!(self.editor.lives());
        assert!(self.compared >= EDITS / 100 && self.answered > 500, "{} publications compared, {} answers", self.compared, self.answered);
        println!(
            "{EDITS} edits in {:.1} s, {} publications compared, {} answers, {early:?} to {late:?} KiB",
            begin.elapsed().as_secs_f32(),
            self.compared,
            self.answered
        );
        if let (Some(early), Some(late)) = (early, late) {
            assert!(late * 10 <= early * 11, "memory grew from {early} to {late} KiB");
        }
    }

    fn open(&mut self) {
        let document = json!({"uri": URI, "languageId": "chidu", "version": self.version, "text": self.text});
        self.editor.notify("textDocument/didOpen", json!({"textDocument": document}));
        self.texts.insert(self.version, self.text.clone());
    }

    /// What is done between edits.
    fn around(&mut self, edit: usize) {
        let document = json!({"uri": URI});
        let asked = self.editor.send("chidu/text", json!({"textDocument": document}));
        self.asked.insert(asked, (self.version, self.text.clone()));
        if edit.is_multiple_of(8) {
            self.request();
        }
        if edit.is_multiple_of(250) {
            let lang = if self.roll(2) == 0 { "zh" } else { "en" };
            self.editor
                .notify("workspace/didChangeConfiguration", json!({"settings": {"chidu": {"lang": lang, "debounce": self.dice % 12}}}));
        }
        if edit.is_multiple_of(400) {
            self.editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": "file:///storm/chidu.toml", "type": 2}]}));
        }
        if edit.is_multiple_of(700) {
            self.editor.notify("textDocument/didClose", json!({"textDocument": document}));
            self.version += 1;
            self.open();
        }
    }

    /// One request somewhere; every third is cancelled at once.
    fn request(&mut self) {
        let name = REQUESTS[self.roll(REQUESTS.len())];
        let at = self.boundary();
        let position = self.place(at);
        let params = json!({
            "textDocument": {"uri": URI}, "position": position, "range": {"start": {"line": 0, "character": 0}, "end": position},
            "context": {"diagnostics": [], "triggerKind": 1}, "options": {"tabSize": 2, "insertSpaces": true},
        });
        let id = self.editor.send(&format!("textDocument/{name}"), params);
        self.pending.insert(id, name);
        if self.roll(3) == 0 {
            self.editor.notify("$/cancelRequest", json!({"id": id}));
        }
    }

    /// One to three changes in one notification.
    fn edit(&mut self) {
        let changes: Vec<Value> = (0..=self.roll(3)).map(|_| self.change()).collect();
        self.version += 1;
        self.texts.insert(self.version, self.text.clone());
        self.editor
            .notify("textDocument/didChange", json!({"textDocument": {"uri": URI, "version": self.version}, "contentChanges": changes}));
    }

    fn change(&mut self) -> Value {
        if self.text.len() > 6000 || self.roll(300) == 0 {
            self.text = START.to_owned();
            return json!({"text": self.text});
        }
        let start = self.boundary();
        let length = if self.roll(3) == 0 { self.roll(24) } else { 0 };
        let end = self.fit(start + length).max(start);
        let piece = if self.roll(6) == 0 { "" } else { PIECES[self.roll(PIECES.len())] };
        let range = json!({"start": self.place(start), "end": self.place(end)});
        self.text.replace_range(start..end, piece);
        json!({"range": range, "text": piece})
    }

    /// Takes what has come, and waits while more than so many answers are due.
    fn listen(&mut self, most: usize) {
        self.editor.received().iter().for_each(|message| self.take(message));
        while self.asked.len() > most || most == 0 && !self.pending.is_empty() {
            let message = self.editor.next();
            self.take(&message);
        }
    }

    fn take(&mut self, message: &Value) {
        if message["method"] == "textDocument/publishDiagnostics" {
            return self.publication(&message["params"]);
        }
        let Some(id) = message["id"].as_i64() else { return };
        if let Some(name) = self.pending.remove(&id) {
            let code = message["error"]["code"].as_i64();
            assert!(matches!(code, None | Some(-32800)), "{name}: {message}");
            self.answered += usize::from(code.is_none());
            return;
        }
        let Some((version, text)) = self.asked.remove(&id) else { return };
        assert_eq!(message["result"], json!({"version": version, "text": text}), "at version {version}");
    }

    /// Never older than one before, never of a text that was not sent, and what `check` says of that text.
    fn publication(&mut self, params: &Value) {
        let Some(version) = params["version"].as_i64() else { return };
        assert!(version >= self.published && version <= self.version, "{version} after {}", self.published);
        self.published = version;
        self.texts = self.texts.split_off(&version);
        let told: Vec<&str> = params["diagnostics"].as_array().expect("a list").iter().filter_map(|one| one["code"].as_str()).collect();
        let text = self.texts.get(&version).expect("a text that was sent");
        let wanted: Vec<&str> = chidu_evaluation::check(text).iter().map(|one| one.code).collect();
        assert_eq!(told, wanted, "of version {version}");
        self.compared += 1;
    }

    /// With the text that it began with, after everything asked was answered.
    fn memory(&mut self) -> Option<u64> {
        self.text = START.to_owned();
        self.version += 1;
        self.texts.insert(self.version, self.text.clone());
        let change = json!({"textDocument": {"uri": URI, "version": self.version}, "contentChanges": [{"text": self.text}]});
        self.editor.notify("textDocument/didChange", change);
        self.listen(0);
        self.rest();
        self.editor.resident()
    }

    /// Waits until the text as it is has been checked.
    fn rest(&mut self) {
        while self.published < self.version {
            let message = self.editor.next();
            self.take(&message);
        }
    }

    fn roll(&mut self, sides: usize) -> usize {
        // xorshift*, with the seed kept from zero.
        self.dice = self.dice.max(1);
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        (self.dice >> 16) as usize % sides
    }

    fn boundary(&mut self) -> usize {
        let at = self.roll(self.text.len() + 1);
        self.fit(at)
    }

    /// The beginning of the character, or of the CR LF, that holds an offset.
    fn fit(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) || (at > 0 && self.text[..at].ends_with('\r') && self.text[at..].starts_with('\n')) {
            at -= 1;
        }
        at
    }

    fn place(&self, at: usize) -> Value {
        let before = &self.text[..at];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        json!({"line": before.matches('\n').count(), "character": (self.columns)(&before[start..])})
    }
}
