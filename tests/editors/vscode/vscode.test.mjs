// The extension in a real VS Code, by mouse and keys: the tour of all editors, and what the extension adds.
// Its pictures are in build/test/vscode/; PICTURES=1 takes those of its README anew. Left out where VS Code, its
// driver, Chromium or the extension is missing (tests/editors/install gets them), unless EDITORS_REQUIRED is set. Where
// Node.js is too old for the driver, as Debian 12's is, that of VS Code runs this file.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { after, before, describe } from 'node:test';
import { settings } from '../../../editors/vscode/scripts/settings.mjs';
import { FILES, crlf } from '../files.mjs';
import { CHROMIUM, NODE, VSCODE_ROOT, open, until } from './workbench.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const VSIX = resolve(process.env.VSIX || join(ROOT, 'build/asynclint.vsix'));
const SHOTS = join(ROOT, 'build/pictures/vscode');
const [POLL, SHIP] = FILES;
// What is wrong with it the TypeScript server knows, too: a number is no text.
const BOTH = `async function save(order: string): Promise<void> {
  await fetch('/orders', { method: 'POST', body: order });
}

export async function ship(count: number): Promise<void> {
  save(count);
}
`;
const CHAIN = `import time


def pause():
    time.sleep(1)


def refresh():
    pause()


async def handle():
    refresh()
`;
const needed = [VSIX, CHROMIUM, join(VSCODE_ROOT, 'out/server-main.js'), fileURLToPath(new URL('node_modules/playwright-core', import.meta.url))];
const missing = needed.filter((path) => !existsSync(path));
const young = Number(process.versions.node.split('.')[0]) >= 20; // what the driver asks for
const skip = missing.length > 0 && !process.env.EDITORS_REQUIRED && `missing: ${missing.join(', ')}`;

if (!young)
  test('VS Code, run by its own Node.js', { skip }, () => {
    const { NODE_TEST_CONTEXT, ...env } = process.env; // else it would report to ours
    const { status, stdout, stderr } = spawnSync(NODE, [fileURLToPath(import.meta.url)], { env, encoding: 'utf8', maxBuffer: 1 << 26 });
    assert.equal(status, 0, stdout + stderr);
  });
else describe('VS Code', { skip }, () => {
  let it;
  before(async () => {
    it = await open({
      vsix: VSIX, program: resolve(ROOT, process.env.ASYNCLINT ?? 'build/asynclint'), shots: SHOTS,
      files: {
        [POLL.name]: POLL.text, [SHIP.name]: crlf(SHIP.text), 'both.ts': BOTH, 'chain.py': CHAIN, 'asynclint.json': '{}\n',
        'all.py': POLL.text.replace('time.sleep(1)', 'time.sleep(1)\n    time.sleep(2)'),
      },
    });
  });
  after(() => it?.close());

  // A step of the one session; a failure leaves a picture and what the server of VS Code said.
  let failed; // the first step that did: those after it have no ground to stand on
  const step = (name, run) => test(name, { timeout: 300000 }, async () => {
    assert.equal(failed, undefined, 'an earlier step failed');
    try {
      await run();
    } catch (error) {
      failed = name;
      await it.shot(`failed ${name.replaceAll(/\W+/g, '-')}`).catch(() => {});
      throw error;
    }
  });
  const squiggles = (count, what = `${count} squiggles`) => until(what, async () => (await it.squiggles()) === count);
  const textIs = (wanted) => until('the text', async () => (await it.text()).trimEnd() === wanted.trimEnd());
  const problems = async () => {
    if (!await it.page.locator('.markers-panel').isVisible()) await it.page.keyboard.press('Control+Shift+KeyM');
    return it.page.locator('.markers-panel .monaco-list-row').allInnerTexts();
  };

  const seen = async (file) => {
    await it.openFile(file.name);
    await squiggles(1);
    await it.find(file.marked);
  };
  // Pressed again until the list is there: the first may come before VS Code knows the place of the cursor.
  const fixed = async (file, shot) => {
    const list = it.page.locator('.action-widget .monaco-list-row');
    await until('the quick fixes', async () => {
      await it.click(`  ${file.marked}`); // with its indentation: the name stands elsewhere too
      await it.page.keyboard.press('Control+Period');
      return list.first().waitFor({ timeout: 12000 }).then(() => true, () => it.page.keyboard.press('Escape') && false);
    });
    await it.shot(shot);
    await it.page.keyboard.press('Enter');
    if (file.unsafe) { // VS Code shows it first, and wants it ticked
      await it.page.locator('.panel .monaco-list-row :is(input[type="checkbox"], .monaco-checkbox)').first().click();
      await it.shot('preview');
      await it.page.locator('.panel .monaco-button', { hasText: 'Apply' }).click();
    }
    await textIs(file.fixed);
    await squiggles(0);
  };
  const typed = async (file) => {
    await it.page.locator('.editor-instance .view-line').first().click();
    await it.page.keyboard.press('Control+End');
    await it.page.keyboard.type(file.typed.trimEnd());
    await squiggles(1, 'the squiggle of the typed line');
    const line = file.fixed.split('\n').length;
    const column = file.typed.indexOf(file.typedMarked) + 1; // in UTF-16 units, as VS Code counts
    await until('its place', async () => (await problems()).some((row) => row.includes(file.rule) && row.includes(`[Ln ${line}, Col ${column}]`)));
  };

  step('a Python file: the diagnostic', async () => {
    await seen(POLL);
    await until('the Problems view', async () => (await problems()).some((row) => row.includes(POLL.rule)));
    await it.shot('findings');
  });

  step('the hover says why', async () => {
    const { x, y } = await it.find(POLL.marked);
    const hover = it.page.locator('.monaco-hover.workbench-hover, .monaco-hover').filter({ hasText: 'standstill' });
    await until('the hover', async () => {
      await it.page.mouse.move(x - 30, y + 60);
      await it.page.mouse.move(x, y, { steps: 5 });
      return hover.first().waitFor({ timeout: 3000 }).then(() => true, () => false);
    });
    await it.shot('hover');
    await it.page.mouse.move(5, 5);
  });

  step('the quick fix', () => fixed(POLL, 'quickfix'));

  step('a typed line, with characters of all widths', () => typed(POLL));

  step('the language status says what runs', async () => {
    await it.page.locator('.statusbar-item[id="status.languageStatus"]').hover();
    await until('the version', async () => /asynclint \d+\.\d+\.\d+/.test(await it.page.locator('.hover-language-status').first().innerText()));
    await it.shot('status');
    await it.page.mouse.move(5, 5);
  });

  step('a server that was killed is started again', async () => {
    const [old] = await until('the server', () => it.servers().length === 1 && it.servers());
    process.kill(old, 'SIGKILL');
    await until('another server', () => it.servers().length === 1 && it.servers()[0] !== old);
    await squiggles(1);
  });

  step('the command that restarts it', async () => {
    const [old] = it.servers();
    await it.command('asynclint: Restart Server');
    await until('another server', () => it.servers().length === 1 && it.servers()[0] !== old);
    await squiggles(1);
  });

  step('a changed setting', async () => {
    await it.set({ 'asynclint.rules': { [POLL.rule]: 'off' } });
    await squiggles(0, 'no squiggle of a rule that is off');
    await it.set({});
    await squiggles(1);
  });

  step('the file that was saved', async () => {
    await it.save(POLL.name);
    assert.equal(it.onDisk(POLL.name), POLL.fixed + POLL.typed.trimEnd());
  });

  step('a JavaScript file with CRLF', async () => {
    await seen(SHIP);
    await fixed(SHIP, 'javascript');
    await typed(SHIP);
    await it.save(SHIP.name);
    assert.equal(it.onDisk(SHIP.name), crlf(SHIP.fixed + SHIP.typed.trimEnd()));
  });

  step('a second server in the same file, TypeScript', async () => {
    await it.openFile('both.ts');
    const theirs = (row) => row.includes('not assignable'), ours = (row) => row.includes('floating-promise');
    await until('the findings of both', async () => {
      const rows = await problems();
      return rows.some(theirs) && rows.some(ours);
    });
    await it.shot('both');
    await fixed({ ...SHIP, marked: 'save(count)', fixed: BOTH.replace('  save(', '  await save(') }, 'both fixes');
    assert.ok((await problems()).some(theirs));
    await it.save('both.ts');
  });

  step('fix all in a file', async () => {
    await it.openFile('all.py');
    await squiggles(2);
    await it.command('asynclint: Fix All in File');
    await textIs(POLL.fixed.replace('sleep(1)', 'sleep(1)\n    await asyncio.sleep(2)'));
    await squiggles(0);
    await it.save('all.py');
  });

  step('the schema of the configuration', async () => {
    await it.openFile('asynclint.json');
    await it.replaceText('{ "workload": "lazy" } // a comment is allowed');
    await until('the complaint about the value', async () => (await problems()).some((row) => row.includes('io-bound')));
    assert.equal((await problems()).filter((row) => row.includes('Comments are not permitted')).length, 0);
    await it.replaceText('{}');
    await it.save('asynclint.json');
  });

  step("the documentation of a finding's rule", async () => {
    await it.openFile(POLL.name);
    await squiggles(1);
    await it.command('asynclint: Show Documentation of the Rule');
    await it.page.locator(`.tab[aria-label*="${POLL.rule}"]`).waitFor();
    await until('its text', async () => (await it.frames()).some((text) => /One second of it in a\s+handler/.test(text)));
    await it.shot('documentation');
    await it.command('View: Close Editor');
  });

  step('the call chain of a finding', async () => {
    await it.openFile('chain.py');
    await squiggles(1);
    await it.page.mouse.move(5, 5);
    await it.command('asynclint: Show Call Chain');
    const peek = it.page.locator('.peekview-widget');
    await until('its three places', async () => /\(3\)/.test(await peek.locator('.head').innerText()));
    await it.shot('chain');
    await it.page.keyboard.press('Escape');
    await peek.waitFor({ state: 'detached' });
  });

  // What it says needs a native module of VS Code's, which tests/editors/install does not build.
  step('the log', async () => {
    await it.command('asynclint: Show Log');
    await until('its view', () => it.page.locator('.panel select.monaco-select-box').first().evaluate((box) => box.selectedOptions[0]?.text === 'asynclint'));
    if (existsSync(join(VSCODE_ROOT, 'node_modules/@vscode/spdlog/build/Release/spdlog.node')))
      await until('the path', async () => /the program is .*bin\/asynclint, by PATH/.test(await it.output()));
    await it.shot('log');
  });

  step('the settings are those of the program', async () => {
    const all = Object.values(settings(JSON.parse(readFileSync(join(ROOT, 'docs/asynclint.schema.json'), 'utf8'))));
    const users = all.filter(({ scope }) => !scope.startsWith('machine')).length; // the others have a page of their own
    await it.command('View: Hide Panel');
    await it.command('Preferences: Open Settings (UI)');
    const search = async (text) => {
      await it.page.locator('.settings-editor .settings-header .monaco-editor').click();
      await it.page.keyboard.press('Control+KeyA');
      await it.page.keyboard.insertText(`${text} `); // with a space nothing completes it
    };
    const shown = async (text) => (await it.page.locator('.settings-editor').innerText()).includes(text);
    await search('@ext:asynclint.asynclint');
    await until('all of them', () => shown(`${users} Settings Found`));
    assert.ok(await shown('Whether asynclint runs'));
    await it.shot('settings');
    await search('@id:asynclint.rules');
    await until('that of the rules', () => shown('1 Setting Found'));
    await it.page.locator('.settings-editor .setting-list-new-row .monaco-button', { hasText: 'Add Item' }).click();
    await it.shot('setting');
    await it.command('View: Close Editor');
  });

  step('a program that is not there is told', async () => {
    await it.set({ 'asynclint.path': '/nowhere/asynclint' }, 'Remote');
    const told = it.page.locator('.notification-toast', { hasText: '/nowhere/asynclint' });
    await told.waitFor();
    assert.match(await told.innerText(), /Open Settings/);
    await until('the end of the server', () => it.servers().length === 0);
    await it.shot('missing');
    await it.set({}, 'Remote');
    await until('the server', () => it.servers().length === 1);
  });

  step('closed files have no findings, and no other host was asked', async () => {
    await it.command('View: Close All Editors');
    await until('no problems', async () => !(await problems()).some((row) => row.includes(POLL.rule)));
    assert.deepEqual([...new Set(it.away)], []);
    if (process.env.PICTURES)
      for (const name of ['findings', 'hover', 'quickfix', 'chain', 'settings'])
        copyFileSync(join(SHOTS, `${name}.png`), join(ROOT, `editors/vscode/images/${name}.png`));
  });
});
