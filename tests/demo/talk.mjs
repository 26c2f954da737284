// talk.mjs PROGRAM FILE - plays an editor: opens the file, shows what the server says of it,
// takes the preferred fix of the first finding, and shows what is left. Prints each message.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [program, file] = process.argv.slice(2);
const server = spawn(program, ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
const waiting = []; // {matches, settle}
const early = []; // messages that nobody has asked for yet
let input = Buffer.alloc(0);
let lastId = 0;

server.stdout.on('data', (bytes) => {
  input = Buffer.concat([input, bytes]);
  for (;;) {
    const head = /^Content-Length: (\d+)\r\n(?:[^\r]+\r\n)*\r\n/.exec(input.toString('latin1'));
    if (!head || input.length < head[0].length + Number(head[1])) return;
    const end = head[0].length + Number(head[1]);
    deliver(JSON.parse(input.subarray(head[0].length, end)));
    input = input.subarray(end);
  }
});
server.on('exit', (status) => {
  if (!waiting.length) return;
  console.error(`the server ended early, with status ${status}`);
  process.exit(1);
});

function deliver(message) {
  const at = waiting.findIndex(({ matches }) => matches(message));
  if (at >= 0) waiting.splice(at, 1)[0].settle(message);
  else early.push(message);
}

function next(matches) {
  const at = early.findIndex(matches);
  if (at >= 0) return Promise.resolve(early.splice(at, 1)[0]);
  return new Promise((settle) => waiting.push({ matches, settle }));
}

function send(message) {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function show(from, method, text = '') {
  console.log(`${from === 'client' ? '  client ->' : '  <- server'}  ${method}${text && `  ${text}`}`);
}

function notify(method, params, text) {
  show('client', method, text);
  send({ method, params });
}

async function request(method, params, text) {
  show('client', method, text);
  const id = ++lastId;
  send({ id, method, params });
  const { result, error } = await next((message) => message.id === id && !message.method);
  if (error) throw new Error(`${method}: ${error.message}`);
  return result;
}

async function diagnosticsOf(version) {
  const matches = ({ method, params }) =>
    method === 'textDocument/publishDiagnostics' && params.version === version;
  const { params } = await next(matches);
  show('server', 'textDocument/publishDiagnostics', `version ${version}: ${params.diagnostics.length} found`);
  for (const { range, code, message } of params.diagnostics)
    console.log(`                 line ${range.start.line + 1}: ${message} [${code}]`);
  return params.diagnostics;
}

// Applies TextEdits (UTF-16, the last one first) to the text.
function apply(text, edits) {
  const offset = ({ line, character }) =>
    text.split('\n').slice(0, line).reduce((sum, row) => sum + row.length + 1, 0) + character;
  const sorted = edits.map((edit, i) => ({ ...edit, i, at: offset(edit.range.start) }));
  sorted.sort((a, b) => b.at - a.at || b.i - a.i);
  for (const edit of sorted) text = text.slice(0, edit.at) + edit.newText + text.slice(offset(edit.range.end));
  return text;
}

const CAPABILITIES = {
  textDocument: {
    publishDiagnostics: { versionSupport: true },
    codeAction: { isPreferredSupport: true, codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
};

const uri = pathToFileURL(resolve(file)).href;
const text = readFileSync(file, 'utf8');

console.log(`\n${file}`);
const { serverInfo } = await request('initialize', { processId: process.pid, rootUri: null, capabilities: CAPABILITIES });
show('server', 'initialize', `${serverInfo.name} ${serverInfo.version}`);
notify('initialized', {});
const languageId = file.endsWith('.py') ? 'python' : 'javascript';
notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }, file);
const before = await diagnosticsOf(1);
if (!before.length) throw new Error('no diagnostics');

const first = before[0];
const context = { diagnostics: [first], only: ['quickfix'] };
const actions = await request('textDocument/codeAction', { textDocument: { uri }, range: first.range, context },
  `at line ${first.range.start.line + 1}`);
for (const { title, isPreferred } of actions)
  show('server', 'textDocument/codeAction', `${title}${isPreferred ? '  (preferred)' : ''}`);
const chosen = actions.find((action) => action.isPreferred) ?? actions[0];
const fixed = apply(text, chosen.edit.changes[uri]);
console.log(`             takes "${chosen.title}":`);
const changed = fixed.split('\n').filter((line) => !text.split('\n').includes(line));
for (const line of changed) console.log(`                 + ${line}`);
notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text: fixed }] });
const after = await diagnosticsOf(2);
await request('shutdown');
notify('exit');
if (after.length >= before.length) throw new Error('the fix took no finding away');
