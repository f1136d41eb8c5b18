// Drives Visual Studio Code in a real browser: a rulebook with a wrong total is reported, mended, formatted, renamed and reported no more; the
// score sheet follows the text, and records are scored. Takes the pictures that the READMEs show.
//
// node drive.mjs TOOLS EXTENSION CHROMIUM PICTURES LANG
// TOOLS has code-server and playwright-core among its node_modules. Ends with status 1 and a sentence where anything is otherwise.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [tools, extension, browserPath, pictures, lang] = process.argv.slice(2);
const PATIENCE = 30_000;
const WATCHDOG = 240_000;

const WRONG = readFileSync(new URL("../../tests/wrong-total.chidu", import.meta.url), "utf8");

// What must lie on the disk in the end: the total mended, the spaces in order, the entry under its new name everywhere.
const MENDED = WRONG.replace("礼仪 12分", "礼仪 10分").replace(",   每次", ", 每次").replaceAll("服务态度", "服务礼貌");

const RECORDS = `窗口,日期,评分项,情形,次数
一号窗口,2026-03-02,服务礼貌,不达标,2
二号窗口,2026-03-09,物品摆放,不达标,7
三号窗口,2026-03-09,地面,不达标,1
`;

const WORDS = {
  zh: {
    wrong: "“礼仪”写明12分", fix: "改为10分", hint: "每处扣 0.5 分", sheet: "可得", mismatch: "各项合计", moved: "共 -2 分",
    category: "尺度", showSheet: "显示评分表", score: "用记录计分", walkthrough: "写一份规则书", step: "看评分表", page: "编号像公文那样一层套一层",
  },
  en: {
    wrong: "`礼仪` states 12 points", fix: "change to 10", hint: "deduct 0.5", sheet: "Attainable", mismatch: "Sum", moved: "1 result: -2 points",
    category: "Chidu", showSheet: "Show the score sheet", score: "Score with records", walkthrough: "Write a rulebook", step: "Look at the score sheet",
    page: "Numbers nest as in official documents",
  },
}[lang];

// The language of the editor itself; null is English.
const LOCALE = { zh: "zh-cn", en: null }[lang];

// The language of messages follows the editor's.
const SETTINGS = {
  "chidu.oldNames": "drop",
  "chat.disableAIFeatures": true,
  "editor.fontFamily": "'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace",
  "editor.fontSize": 15,
  "editor.minimap.enabled": false,
  "git.enabled": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "window.commandCenter": false,
  "workbench.colorTheme": "Light Modern",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
};

function fail(sentence) {
  throw new Error(sentence);
}

function seen(what) {
  console.log(`seen: ${what}`);
}

async function until(what, condition) {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    if (await condition()) return seen(what);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return fail(`waited in vain for ${what}`);
}

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

// Everything of this run lies in a folder of its own.
function prepare() {
  const home = path.join(tools, `run-${lang}`);
  rmSync(home, { recursive: true, force: true });
  const at = { home, user: path.join(home, "user"), extensions: path.join(home, "extensions"), work: path.join(home, "work") };
  mkdirSync(path.join(at.user, "User"), { recursive: true });
  mkdirSync(at.work);
  writeFileSync(path.join(at.user, "User", "settings.json"), JSON.stringify(SETTINGS));
  writeFileSync(path.join(home, "config.yaml"), "");
  at.rulebook = path.join(at.work, "window.chidu");
  at.records = path.join(at.work, "records.csv");
  writeFileSync(at.rulebook, WRONG);
  writeFileSync(at.records, RECORDS);
  return at;
}

function codeServer(at, ...more) {
  const own = ["--config", path.join(at.home, "config.yaml"), "--user-data-dir", at.user, "--extensions-dir", at.extensions];
  // No shop is asked for anything.
  const output = { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: "" }) } };
  return spawn(path.join(tools, "node_modules", ".bin", "code-server"), [...own, ...more], output);
}

const ended = (child) => new Promise((resolve) => child.on("exit", resolve));

// An editor that speaks another language has a language pack, which comes from a shop. This one translates nothing of the editor itself: what an
// extension says in that language is shown all the same.
function languagePack(at) {
  const translations = path.join(at.home, "translations.json");
  writeFileSync(translations, JSON.stringify({ version: "1.0.0", contents: {} }));
  const own = { extensionIdentifier: { id: "chidu.language-pack" }, version: "1.0.0" };
  const pack = { hash: "0", label: LOCALE, extensions: [own], translations: { vscode: translations } };
  writeFileSync(path.join(at.user, "languagepacks.json"), JSON.stringify({ [LOCALE]: pack }));
  return ["--locale", LOCALE];
}

async function serve(at) {
  if ((await ended(codeServer(at, "--install-extension", extension))) !== 0) fail("the extension was not installed");
  const language = LOCALE ? languagePack(at) : [];
  const address = `127.0.0.1:${await freePort()}`;
  const quiet = ["--disable-telemetry", "--disable-update-check", "--disable-workspace-trust", "--disable-getting-started-override"];
  const server = codeServer(at, "--auth", "none", "--bind-addr", address, ...quiet, ...language);
  const answers = () => fetch(`http://${address}/healthz`).then((answer) => answer.ok, () => false);
  await until("code-server", answers);
  return { server, url: `http://${address}/?folder=${encodeURIComponent(at.work)}` };
}

class Editor {
  constructor(page) {
    this.page = page;
  }

  // Through the list of commands, by its title.
  async command(title) {
    await this.page.keyboard.press("F1");
    const input = this.page.locator(".quick-input-widget input").first();
    await input.waitFor();
    await input.fill(`>${title}`);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor({ timeout: PATIENCE });
    await this.page.keyboard.press("Enter");
  }

  async openFile(name) {
    await this.page.keyboard.press("Control+p");
    await this.page.locator(".quick-input-widget input").first().fill(name);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor({ timeout: PATIENCE });
    await this.page.keyboard.press("Enter");
    await this.page.locator(".tab", { hasText: name }).waitFor();
  }

  // Before a character of a line, counted from 0: by the arrow keys, since the editor itself counts a Chinese character twice here.
  async goTo(line, before) {
    await this.page.keyboard.press("Control+1");
    await this.page.keyboard.press("Control+g");
    await this.page.locator(".quick-input-widget input").first().fill(`:${line}`);
    await this.page.keyboard.press("Enter");
    await this.page.waitForTimeout(500);
    for (let passed = 0; passed < before; passed += 1) await this.page.keyboard.press("ArrowRight");
    await this.page.waitForTimeout(300);
  }

  errors() {
    return this.page.locator(".squiggly-error").count();
  }

  // The lines of the text that are in view, with the odd spaces of the page made plain.
  async text() {
    const lines = await this.page.locator(".editor-instance .view-line").allInnerTexts();
    return lines.join("\n").replaceAll("\u00a0", " ");
  }

  picture(name) {
    const file = path.join(pictures, `${name}${lang === "zh" ? ".zh-CN" : ""}.png`);
    return this.page.screenshot({ path: file });
  }

  // The page within the panel: a frame in a frame.
  async sheet() {
    for (const frame of this.page.frames()) {
      if ((await frame.locator("#sheet").count().catch(() => 0)) > 0) return frame.locator("#sheet");
    }
    return undefined;
  }

  async sheetText() {
    return (await this.sheet())?.innerText().catch(() => "") ?? "";
  }
}

async function mend(editor, at) {
  const { page } = editor;
  await until("the wrong total", async () => (await editor.errors()) > 0);
  await page.keyboard.press("Control+Shift+m");
  await until("its words", async () => (await page.locator(".markers-panel").innerText()).includes(WORDS.wrong));
  await editor.goTo(9, 6);
  await until("lenses and hints", async () => (await page.locator(".codelens-decoration").count()) > 2 && (await editor.text()).includes(WORDS.hint));
  await page.keyboard.press("Control+.");
  const fix = page.locator(".action-widget .monaco-list-row", { hasText: WORDS.fix }).first();
  await fix.waitFor({ timeout: PATIENCE });
  seen("the fix");
  await page.waitForTimeout(1000);
  await editor.picture("vscode");
  await fix.click();
  await until("no error", async () => (await editor.errors()) === 0);
  await page.keyboard.press("Control+j");
  await editor.command("Format Document");
  await until("one space where there were three", async () => (await editor.text()).includes("分钟的, 每次扣2分"));
  await rename(editor);
  await page.keyboard.press("Control+s");
  await until("the file mended", () => readFileSync(at.rulebook, "utf8") === MENDED);
}

async function rename(editor) {
  const { page } = editor;
  await editor.goTo(10, 6);
  await page.keyboard.press("F2");
  const input = page.locator(".rename-box input");
  await input.waitFor({ timeout: PATIENCE });
  if ((await input.inputValue()) !== "服务态度") fail(`the rename offers ${await input.inputValue()}`);
  await input.fill("服务礼貌");
  await page.keyboard.press("Enter");
  await until("the new name in the example", async () => (await editor.text()).includes("应得: 服务礼貌"));
  if ((await editor.errors()) !== 0) fail("the rename made an error");
}

// The panel follows the text while it is typed.
async function sheet(editor) {
  const { page } = editor;
  await editor.command(WORDS.showSheet);
  await until("the score sheet", async () => (await editor.sheetText()).includes(WORDS.sheet));
  if ((await editor.sheetText()).includes(WORDS.mismatch)) fail("the sheet shows a sum that is right");
  await editor.goTo(10, 10);
  await page.keyboard.press("Delete");
  await page.keyboard.type("5");
  await page.keyboard.press("Escape");
  await until("the sum in the sheet", async () => (await editor.sheetText()).includes(`${WORDS.mismatch} 9`));
  await page.waitForTimeout(500);
  await editor.picture("vscode-sheet");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await until("the sum gone", async () => !(await editor.sheetText()).includes(WORDS.mismatch));
}

async function score(editor, at) {
  const { page } = editor;
  await editor.goTo(1, 0);
  await editor.command(WORDS.score);
  const input = page.locator(".quick-input-widget input").first();
  await input.waitFor();
  await input.fill(at.records);
  // Until the dialog has looked the path up, it takes Enter for nothing.
  await until("the records chosen", async () => {
    await page.waitForTimeout(500);
    if (await input.isVisible()) await input.press("Enter").catch(() => {});
    return !(await input.isVisible());
  });
  const behind = () =>
    page.evaluate(() => [...document.querySelectorAll(".view-line span")].map((each) => getComputedStyle(each, "::after").content));
  await until("what a line came to", async () => (await behind()).some((words) => words.replaceAll("\u00a0", " ").includes(WORDS.moved)));
  await page.screenshot({ path: path.join(at.home, "scored.png") });
  await until("the row that could not be used", async () => (await page.locator(".output-view, .panel").first().innerText()).includes("地面"));
}

async function walk(editor, at) {
  const { page } = editor;
  await editor.command("Open Walkthrough");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: WORDS.walkthrough }).first().click();
  await until("the walkthrough", async () => (await page.locator(".gettingStartedContainer").innerText()).includes(WORDS.step));
  const inFrames = async (words) => {
    const texts = await Promise.all(page.frames().map((frame) => frame.locator("body").innerText().catch(() => "")));
    return texts.some((text) => text.includes(words));
  };
  await until("its first page", () => inFrames(WORDS.page));
  await page.screenshot({ path: path.join(at.home, "walkthrough.png") });
}

async function main() {
  const { chromium } = await import(pathToFileURL(path.join(tools, "node_modules", "playwright-core", "index.mjs")));
  const at = prepare();
  const { server, url } = await serve(at);
  let browser;
  try {
    const still = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"];
    browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-sync", ...still] });
    const page = await browser.newPage({ viewport: { width: 1240, height: 720 }, locale: lang === "zh" ? "zh-CN" : "en-US" });
    await page.goto(url);
    await page.locator(".monaco-workbench").waitFor({ timeout: PATIENCE });
    const editor = new Editor(page);
    try {
      await page.locator(".explorer-folders-view", { hasText: "window.chidu" }).waitFor({ timeout: PATIENCE });
      await page.keyboard.press("Control+b");
      await editor.openFile("window.chidu");
      await mend(editor, at);
      await sheet(editor);
      await score(editor, at);
      await walk(editor, at);
    } catch (problem) {
      await page.screenshot({ path: path.join(at.home, "failed.png") });
      throw problem;
    }
  } finally {
    await browser?.close();
    server.kill();
  }
}

setTimeout(() => {
  console.error("FAILED: the editor took too long");
  process.exit(1);
}, WATCHDOG).unref();

if (!existsSync(extension)) fail(`${extension} is not there`);
main().then(
  () => process.exit(0),
  (problem) => {
    console.error(`FAILED: ${problem.message}`);
    process.exit(1);
  },
);
