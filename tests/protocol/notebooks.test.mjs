// notebooks.test.mjs - Python cells are one program; findings are in their cell.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, PROFILES, withClient } from './client.mjs';
import { applyEdits } from './model.mjs';

const uri = 'file:///tmp/n.ipynb';
const cellUri = (name) => `vscode-notebook-cell:/tmp/n.ipynb#${name}`;

class Notebook {
  version = 1;
  constructor(client, cells) {
    this.client = client;
    this.cells = cells; // [name, text, languageId]
  }
  #items(cells) {
    return cells.map(([name, text, languageId = 'python']) => {
      this.client.texts.set(cellUri(name), { text, version: 1 });
      return { uri: cellUri(name), languageId, version: 1, text };
    });
  }
  #cells(cells) {
    return cells.map(([name, , languageId = 'python']) => ({ kind: languageId === 'markdown' ? 1 : 2, document: cellUri(name) }));
  }
  open() {
    return this.client.notify('notebookDocument/didOpen', {
      notebookDocument: { uri, notebookType: 'jupyter-notebook', version: 1, cells: this.#cells(this.cells) },
      cellTextDocuments: this.#items(this.cells),
    });
  }
  splice(start, deleteCount, cells, closed = []) {
    return this.client.notify('notebookDocument/didChange', {
      notebookDocument: { uri, version: ++this.version },
      change: { cells: { structure: {
        array: { start, deleteCount, cells: this.#cells(cells) }, didOpen: this.#items(cells),
        didClose: closed.map((name) => ({ uri: cellUri(name) })),
      } } },
    });
  }
  edit(name, changes, text) {
    const version = this.client.texts.get(cellUri(name)).version + 1;
    this.client.texts.set(cellUri(name), { text, version });
    return this.client.notify('notebookDocument/didChange', {
      notebookDocument: { uri, version: ++this.version },
      change: { cells: { textContent: [{ document: { uri: cellUri(name), version }, changes }] } },
    });
  }
  close() {
    return this.client.notify('notebookDocument/didClose', {
      notebookDocument: { uri }, cellTextDocuments: this.cells.map(([name]) => ({ uri: cellUri(name) })),
    });
  }
}

const CELLS = [
  ['md', '# time.sleep(1)', 'markdown'],
  ['one', 'import time'],
  ['js', 'f()', 'javascript'],
  ['two', '%matplotlib inline\n!pip install x\nx = 1 \\\n  % 2\nasync def f():\n    "😀"; time.sleep(1)'],
  ['bash', '%%bash\nasync def broken('],
  ['timed', '%%time\nasync def g():\n    time.sleep(2)'],
];

test('announced where the client has notebooks', async () => {
  await withClient({}, async (client) => {
    const { notebookSelector } = client.initialized.capabilities.notebookDocumentSync;
    assert.deepEqual(notebookSelector[0].cells, [{ language: 'python' }]);
  });
  await withClient({ profile: PROFILES.bare }, async (client) => {
    assert.equal(client.initialized.capabilities.notebookDocumentSync, undefined);
  });
});

test('an import in one cell counts in the others; magics do not disturb', () =>
  withClient({}, async (client) => {
    const notebook = new Notebook(client, CELLS);
    await notebook.open();
    const [two] = await client.diagnostics(cellUri('two'));
    assert.equal(two?.code, 'blocking-sleep');
    assert.deepEqual(two.range, at(5, 10, 5, 20));
    assert.deepEqual((await client.diagnostics(cellUri('timed'))).map((d) => d.range), [at(2, 4, 2, 14)]);
    for (const name of ['one', 'bash']) assert.deepEqual(await client.diagnostics(cellUri(name)), []);
    assert.deepEqual(client.published.filter((m) => m.uri === cellUri('md') || m.uri === cellUri('js')), []);
    await notebook.close();
    await client.lint('file:///tmp/x.py', '');
    const last = new Map(client.published.map((m) => [m.uri, m.diagnostics]));
    assert.deepEqual(last.get(cellUri('two')), []);
  }));

test('cells are edited, added, moved and removed', () =>
  withClient({}, async (client) => {
    const notebook = new Notebook(client, [['one', 'import time'], ['two', 'async def f():\n    time.sleep(1)']]);
    await notebook.open();
    assert.equal((await client.diagnostics(cellUri('two'))).length, 1);
    await notebook.edit('one', [{ range: at(0, 0, 0, 11), text: 'time = f()' }], 'time = f()');
    await client.diagnostics(cellUri('two'), (list) => list.length === 0);
    let count = client.published.length;
    await notebook.splice(0, 1, [['zero', 'x = 1'], ['import', 'import time']], ['one']);
    await client.diagnostics(cellUri('two'), (list) => list.length === 1, count);
    count = client.published.length;
    await notebook.splice(0, 3, [], ['zero', 'import', 'two']);
    await client.seen(client.published, (m) => m.uri === cellUri('two') && !m.diagnostics.length, 'the clearing', count);
    await notebook.splice(0, 0, [['new', 'import time\nasync def f():\n    time.sleep(1)']]);
    assert.equal((await client.diagnostics(cellUri('new'))).length, 1);
  }));

test('top-level await is allowed', () =>
  withClient({}, async (client) => {
    const notebook = new Notebook(client, [['one', 'import asyncio\nawait asyncio.sleep(1)\n']]);
    await notebook.open();
    assert.deepEqual(await client.diagnostics(cellUri('one')), []);
  }));

test('a fix edits the cells that it must, each with its version', () =>
  withClient({}, async (client) => {
    const notebook = new Notebook(client, [['one', 'import time'], ['two', 'async def f():\n    time.sleep(1)']]);
    await notebook.open();
    const [found] = await client.diagnostics(cellUri('two'));
    const [action] = await client.actions(cellUri('two'), found.range, { only: ['quickfix'] });
    const { edit } = await client.request('codeAction/resolve', action);
    const fixed = Object.fromEntries(edit.documentChanges.map(({ textDocument, edits }) =>
      [textDocument.uri, applyEdits(client.texts.get(textDocument.uri).text, edits, client.encoding)]));
    assert.match(fixed[cellUri('two')], /await asyncio\.sleep\(1\)$/);
    assert.match(Object.values(fixed).join('\n'), /import asyncio/);
    const hover = await client.request('textDocument/hover', { textDocument: { uri: cellUri('two') }, position: at(1, 6).start });
    assert.deepEqual(hover.range, found.range);
    assert.equal(await client.request('textDocument/hover', { textDocument: { uri: cellUri('one') }, position: at(0, 2).start }), null);
  }));
