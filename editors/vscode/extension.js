// Starts `chidu lsp` for rulebooks: the program named in the settings, the one that came along, or that of the PATH.

const fs = require("fs");
const path = require("path");
const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

function program(context) {
  const named = vscode.workspace.getConfiguration("chidu").get("server");
  const bundled = path.join(context.extensionPath, "server", process.platform === "win32" ? "chidu.exe" : "chidu");
  return named || (fs.existsSync(bundled) ? bundled : "chidu");
}

// What is not set is left to chidu.toml.
function settings() {
  const all = vscode.workspace.getConfiguration("chidu");
  const said = ["lang", "pinyin", "debounce"].map((key) => [key, all.get(key)]);
  return Object.fromEntries(said.filter(([, value]) => value !== null && value !== undefined));
}

async function start(context) {
  const server = { command: program(context), args: ["lsp", "--stdio"], transport: TransportKind.stdio };
  client = new LanguageClient("chidu", "Chidu", server, {
    documentSelector: [{ language: "chidu" }],
    initializationOptions: settings(),
  });
  await client.start();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("chidu.restart", async () => {
      await client?.stop();
      await start(context);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("chidu") && client?.isRunning()) {
        client.sendNotification("workspace/didChangeConfiguration", { settings: { chidu: settings() } });
      }
    }),
  );
  await start(context);
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
