// Drives VS Code's workbench (the server build of the npm package code-server) in headless Chromium, with
// mouse and keys. What it starts lives in a folder of its own and goes with it; no other host is asked.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
export const VSCODE_ROOT = process.env.VSCODE_ROOT || here('node_modules/code-server/lib/vscode');
export const NODE = process.env.VSCODE_NODE ?? [`node_modules/node-linux-${process.arch}/bin/node`].map(here).find((path) => existsSync(path)) ?? process.execPath;
export const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];
// The last is VS Code's name for what is in its web views; its service worker answers, no network does.
const LOCAL = /^(127\.0\.0\.1|localhost|.*\.vscode-resource\.vscode-cdn\.net)$/;

export const SETTINGS = {
  'security.workspace.trust.enabled': false, 'telemetry.telemetryLevel': 'off', 'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false, 'update.mode': 'none', 'extensions.autoUpdate': false, 'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true, 'editor.minimap.enabled': false, 'editor.accessibilitySupport': 'off',
  'editor.occurrencesHighlight': 'off', 'files.autoSave': 'off', 'git.enabled': false, 'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden', 'window.dialogStyle': 'custom', 'http.systemCertificates': false,
  'editor.autoClosingBrackets': 'never', 'editor.autoClosingQuotes': 'never', 'editor.autoIndent': 'none',
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' }, 'editor.suggestOnTriggerCharacters': false,
  'editor.parameterHints.enabled': false, 'workbench.editor.useModal': 'off', 'editor.lightbulb.enabled': 'off', 'editor.fontSize': 14,
};

export const sleep = (ms) => new Promise((settle) => setTimeout(settle, ms));

export async function until(what, condition, ms = 60000) {
  const end = Date.now() + ms;
  let last;
  while (Date.now() < end) {
    try {
      if ((last = await condition())) return last;
    } catch (error) {
      last = error;
    }
    await sleep(100);
  }
  throw new Error(`timeout waiting for ${what}; last: ${last}`);
}

function freePort() {
  return new Promise((settle) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => settle(port));
    });
  });
}

// The driver is loaded here, as it may be missing where this file is only read.
export async function open({ vsix, program, files, shots }) {
  const { chromium } = await import('playwright-core');
  const home = mkdtempSync(join(tmpdir(), 'vscode-'));
  const at = (...parts) => join(home, ...parts);
  for (const folder of ['ws', 'tmp', 'bin', 'data/data/Machine', 'data/data/User']) mkdirSync(at(folder), { recursive: true });
  mkdirSync(shots, { recursive: true });
  symlinkSync(program, at('bin/asynclint')); // by this path its processes are told from others'
  for (const [name, text] of Object.entries(files)) writeFileSync(at('ws', name), text);
  for (const kind of ['Machine', 'User']) writeFileSync(at(`data/data/${kind}/settings.json`), JSON.stringify(kind === 'User' ? SETTINGS : {}));
  // VS Code takes its PATH from the user's login shell.
  for (const name of ['.profile', '.bash_profile']) writeFileSync(at(name), `PATH=${at('bin')}:$PATH\n`);

  const env = { ...process.env, HOME: home, TMPDIR: at('tmp'), PATH: `${at('bin')}:${process.env.PATH}`, EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
  const common = [join(VSCODE_ROOT, 'out/server-main.js'), '--server-data-dir', at('data'), '--extensions-dir', at('ext'), '--accept-server-license-terms'];
  const installed = spawnSync(NODE, [...common, '--install-extension', vsix, '--force'], { env, encoding: 'utf8' });
  if (installed.status !== 0) throw new Error(`the extension cannot be installed: ${installed.stdout}${installed.stderr}`);

  const port = await freePort();
  const server = spawn(NODE, [...common, '--without-connection-token', '--host', '127.0.0.1', '--port', String(port),
    '--telemetry-level', 'off', '--disable-telemetry', '--disable-workspace-trust'], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (data) => (log += data));
  const ended = new Promise((settle) => server.on('exit', settle));
  let browser;
  const close = async () => {
    await browser?.close();
    try { process.kill(-server.pid, 'SIGTERM'); } catch { /* it has ended */ }
    await Promise.race([ended, sleep(5000)]);
    try { process.kill(-server.pid, 'SIGKILL'); } catch { /* so it has */ }
    await sleep(200);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await until('the server of VS Code', () => /listening on/.test(log));
    browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
    const page = await browser.newPage({ viewport: { width: 1100, height: 640 } });
    page.setDefaultTimeout(60000);
    const away = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (/^(https?|wss?):/.test(url.protocol) && !LOCAL.test(url.hostname)) away.push(url.hostname);
    });
    await page.context().route((url) => /^http/.test(url.protocol) && !/^(127\.0\.0\.1|localhost)$/.test(url.hostname), (route) => route.abort());
    await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(at('ws'))}`);
    await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 90000 });
    return new Workbench({ page, home, shots, away, close, log: () => log });
  } catch (error) {
    await close();
    throw new Error(`${error.message}\n${log.slice(-3000)}`);
  }
}

class Workbench {
  constructor(parts) {
    Object.assign(this, parts);
  }

  // When what fades in or out has done so.
  async shot(name) {
    await sleep(500);
    return this.page.screenshot({ path: join(this.shots, `${name}.png`) });
  }

  onDisk(name) {
    return readFileSync(join(this.home, 'ws', name), 'utf8');
  }

  async openFile(name) {
    await this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).dblclick();
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator('.editor-instance .view-line').first().waitFor();
  }

  // The text of the visible editor, line by line; it shows spaces as no-break spaces.
  async lines() {
    const lines = await this.page.locator('.editor-instance .view-line').evaluateAll((all) =>
      all.map((line) => [Number(line.style.top.replace('px', '')), line.textContent]));
    return lines.sort(([a], [b]) => a - b).map(([, text]) => text.replaceAll('\u00a0', ' '));
  }

  // The texts of all web views; they are frames in frames.
  frames() {
    return Promise.all(this.page.frames().slice(1).map((frame) => frame.evaluate(() => document.body?.innerText ?? '').catch(() => '')));
  }

  // What of the output view is shown.
  async output() {
    const lines = await this.page.locator('.output-view .view-line').allInnerTexts();
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  text = async () => (await this.lines()).join('\n');
  squiggles = (kind = 'warning') => this.page.locator(`.editor-instance .squiggly-${kind}`).count();

  async command(name) {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget input').fill(`>${name}`);
    await this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${name}"]`).first().click();
  }

  // The setting as the user writes it: in the file of settings, which is saved and closed again.
  // Those of the machine, such as a path, are the remote's.
  async set(values, whose = 'User') {
    await this.command(`Preferences: Open ${whose} Settings (JSON)`);
    await this.page.locator('.tab.active[data-resource-name="settings.json"]').waitFor();
    await this.replaceText(JSON.stringify(whose === 'User' ? { ...SETTINGS, ...values } : values));
    await this.save('settings.json');
    await this.command('View: Close Editor');
    await this.page.locator('.tab[data-resource-name="settings.json"]').waitFor({ state: 'detached' });
  }

  // All of the visible editor's text; what VS Code closed by itself, as brackets, is taken away.
  async replaceText(text) {
    await this.page.locator('.editor-instance .view-line').first().click();
    await this.page.keyboard.press('Control+KeyA');
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Control+Shift+End');
    await this.page.keyboard.press('Delete');
  }

  async save(name) {
    await this.page.keyboard.press('Control+KeyS');
    await this.page.locator(`.tab.dirty[data-resource-name="${name}"]`).waitFor({ state: 'detached' });
  }

  // The middle of a text of the visible editor.
  async find(text) {
    const place = await this.page.locator('.editor-instance .view-line').evaluateAll((lines, wanted) => {
      for (const line of lines) {
        const begin = line.textContent.replaceAll('\u00a0', ' ').indexOf(wanted);
        if (begin < 0) continue;
        const range = document.createRange();
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        let before = 0; // of the characters in the nodes that were passed
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const end = before + node.data.length;
          if (before <= begin && begin < end) range.setStart(node, begin - before);
          if (before < begin + wanted.length && begin + wanted.length <= end) range.setEnd(node, begin + wanted.length - before);
          before = end;
        }
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      return null;
    }, text);
    if (!place) throw new Error(`"${text}" is not shown`);
    return place;
  }

  async click(text) {
    const { x, y } = await this.find(text);
    await this.page.mouse.click(x, y);
  }

  // The processes of the language server that this workbench started.
  servers() {
    const program = join(this.home, 'bin/asynclint');
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] === program && readlinkSync(`/proc/${pid}/cwd`);
      } catch {
        return false; // it has ended
      }
    }).map(Number);
  }
}
