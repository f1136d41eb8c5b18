// Scoring with records: the author chooses a file, the server scores, and what each line came to stands behind it until the text changes. The
// results, and the rows that could not be used, are listed as `chidu score` lists them.

const vscode = require("vscode");

const SCORE = "chidu.scoreWithRecords";

class Records {
  constructor(running) {
    this.running = running;
    this.behind = vscode.window.createTextEditorDecorationType({
      after: { margin: "0 1em 0 2em", color: new vscode.ThemeColor("editorCodeLens.foreground"), fontStyle: "italic" },
    });
    this.listed = vscode.window.createOutputChannel(vscode.l10n.t("Chidu scores"));
    this.subscriptions = [
      this.behind,
      this.listed,
      vscode.workspace.onDidChangeTextDocument((event) => {
        const shown = vscode.window.visibleTextEditors.filter((editor) => editor.document === event.document);
        if (event.contentChanges.length > 0) shown.forEach((editor) => editor.setDecorations(this.behind, []));
      }),
    ];
  }

  // From the lens, which names the rulebook and no records, or from the palette, which names nothing.
  async score(wanted) {
    const client = this.running();
    const uri = wanted?.uri ?? vscode.window.activeTextEditor?.document.uri.toString();
    if (!client || !uri) return undefined;
    const records = wanted?.records ?? (await choose());
    if (!records) return undefined;
    const command = { command: SCORE, arguments: [{ ...wanted, uri, records }] };
    const options = { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t("Scoring…"), cancellable: true };
    const run = (_, token) => client.sendRequest("workspace/executeCommand", command, token);
    const result = await vscode.window.withProgress(options, run).then(undefined, told);
    if (result) this.show(uri, result);
    return result;
  }

  show(uri, result) {
    this.listed.replace(result.summary);
    this.listed.show(true);
    const editors = vscode.window.visibleTextEditors.filter((editor) => editor.document.uri.toString() === uri);
    editors.forEach((editor) => {
      const lines = result.lines.filter((each) => each.line < editor.document.lineCount);
      editor.setDecorations(this.behind, lines.map((each) => decoration(editor.document, each)));
    });
  }

  dispose() {
    this.subscriptions.forEach((one) => one.dispose());
  }
}

function decoration(document, { line, text, subjects }) {
  const moved = subjects.map((each) => `${each.subject} ${each.period === "-" ? "" : each.period} ${each.points}`.replace(/ +/g, " "));
  const hoverMessage = new vscode.MarkdownString();
  moved.forEach((each) => hoverMessage.appendText(`${each}\n`));
  return { range: document.lineAt(line).range, hoverMessage, renderOptions: { after: { contentText: text } } };
}

async function choose() {
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: true,
    title: vscode.l10n.t("Records to score"),
    openLabel: vscode.l10n.t("Score"),
    filters: { [vscode.l10n.t("Records")]: ["xlsx", "xls", "ods", "csv", "tsv", "json", "jsonl"] },
  });
  return chosen?.map((file) => file.toString());
}

// A refusal is for the author; a cancellation is the author's own.
function told(problem) {
  if (!(problem instanceof vscode.CancellationError) && problem.code !== -32800) {
    vscode.window.showErrorMessage(problem.message);
  }
}

module.exports = { Records, SCORE };
