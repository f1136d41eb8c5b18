// The panel with the score sheet of the rulebook that is being written, as the server gives it. It follows the text and the active editor.

const vscode = require("vscode");

// Longer than the pauses of an input method.
const REST = 250;

const isRulebook = (document) => document?.languageId === "chidu";

class ScoreSheet {
  constructor(folder, running) {
    this.folder = folder;
    this.running = running;
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === this.document) this.soon();
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (this.panel && isRulebook(editor?.document) && editor.document !== this.document) this.follow(editor.document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document === this.document) this.panel?.dispose();
      }),
    ];
  }

  show() {
    const document = vscode.window.activeTextEditor?.document;
    if (!isRulebook(document)) {
      vscode.window.showInformationMessage(vscode.l10n.t("Open a rulebook (.chidu) first."));
      return;
    }
    if (this.panel) {
      this.panel.reveal(undefined, true);
    } else {
      this.open();
    }
    this.follow(document);
  }

  open() {
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const media = vscode.Uri.joinPath(this.folder, "media");
    this.panel = vscode.window.createWebviewPanel("chidu.scoreSheet", vscode.l10n.t("Score sheet"), place, {
      enableScripts: true,
      localResourceRoots: [media],
    });
    this.panel.onDidDispose(() => {
      clearTimeout(this.timer);
      this.panel = undefined;
      this.document = undefined;
    });
    this.panel.webview.onDidReceiveMessage((message) => (message.line ? this.reveal(message.line) : this.refresh()));
    this.panel.webview.html = page(this.panel.webview, media);
  }

  follow(document) {
    this.document = document;
    this.refresh();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), REST);
  }

  async refresh() {
    const { document, panel } = this;
    const client = this.running();
    if (!panel || !document || !client) return;
    const params = { textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document) };
    const sheet = await client.sendRequest("chidu/scoreSheet", params).catch((problem) => ({ problem: problem.message }));
    // A later text has been asked about meanwhile, or the panel shows another file.
    if (panel !== this.panel || document !== this.document || (sheet.version ?? document.version) < document.version) return;
    panel.title = `${vscode.l10n.t("Score sheet")} · ${sheet.title ?? ""}`;
    panel.webview.postMessage(sheet);
  }

  async reveal(line) {
    if (!this.document) return;
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === this.document);
    const editor = await vscode.window.showTextDocument(this.document, { viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One });
    const at = new vscode.Position(Math.min(line, this.document.lineCount) - 1, 0);
    editor.selection = new vscode.Selection(at, at);
    editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  dispose() {
    clearTimeout(this.timer);
    this.subscriptions.forEach((one) => one.dispose());
    this.panel?.dispose();
  }
}

// An empty page: media/sheet.js fills it, with text nodes alone, so that nothing an author writes becomes markup.
function page(webview, media) {
  const uri = (name) => webview.asWebviewUri(vscode.Uri.joinPath(media, name));
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src ${webview.cspSource}">
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="${uri("sheet.css")}">
<title>${vscode.l10n.t("Score sheet")}</title>
</head>
<body><main id="sheet"></main><script src="${uri("sheet.js")}"></script></body>
</html>`;
}

module.exports = { ScoreSheet };
