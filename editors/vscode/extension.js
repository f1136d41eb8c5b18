// Starts `chidu lsp` for rulebooks, and offers what a language server alone cannot: the score sheet, and the choice of records.

const fs = require("fs");
const path = require("path");
const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");
const { Records, SCORE } = require("./records");
const { ScoreSheet } = require("./sheet");

let client;

// The program named in the settings, the one that came along, or that of the PATH.
function program(context) {
  const named = vscode.workspace.getConfiguration("chidu").get("server");
  const bundled = path.join(context.extensionPath, "server", process.platform === "win32" ? "chidu.exe" : "chidu");
  return named || (fs.existsSync(bundled) ? bundled : "chidu");
}

// What is not set is left to chidu.toml.
function settings() {
  const all = vscode.workspace.getConfiguration("chidu");
  const said = ["lang", "pinyin", "oldNames", "debounce"].map((key) => [key, all.get(key)]);
  return Object.fromEntries(said.filter(([, value]) => value !== null && value !== undefined));
}

async function start(context, records) {
  const server = { command: program(context), args: ["lsp"], transport: TransportKind.stdio };
  client = new LanguageClient("chidu", "Chidu", server, {
    documentSelector: [{ language: "chidu" }],
    initializationOptions: settings(),
    middleware: {
      executeCommand: (command, args, next) => (command === SCORE ? records.score(args[0]) : next(command, args)),
    },
  });
  try {
    await client.start();
  } catch (problem) {
    // The client has told the author already; the program is named here, since the setting may be what is wrong.
    client.outputChannel.appendLine(`${server.command}: ${problem}`);
  }
}

async function newRulebook() {
  const document = await vscode.workspace.openTextDocument({ language: "chidu" });
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand("editor.action.insertSnippet", { langId: "chidu", name: "规则书" });
}

async function activate(context) {
  const running = () => (client?.isRunning() ? client : undefined);
  const records = new Records(running);
  const sheet = new ScoreSheet(context.extensionUri, running);
  context.subscriptions.push(
    records,
    sheet,
    vscode.commands.registerCommand("chidu.showScoreSheet", () => sheet.show()),
    vscode.commands.registerCommand("chidu.newRulebook", newRulebook),
    vscode.commands.registerCommand("chidu.showOutput", () => client?.outputChannel.show()),
    vscode.commands.registerCommand("chidu.restart", async () => {
      await running()?.stop();
      await start(context, records);
      sheet.refresh();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("chidu") && running()) {
        client.sendNotification("workspace/didChangeConfiguration", { settings: { chidu: settings() } });
        sheet.refresh();
      }
    }),
  );
  await start(context, records);
  sheet.refresh();
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
