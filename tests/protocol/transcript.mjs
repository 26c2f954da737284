// transcript.mjs - what was said in a session, for people: build/test/transcripts/TEST-FILE.NUMBER.txt.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const LINES = 300; // of one session; those that play a thousand messages say the same again and again
const SESSIONS = 100; // of one file of tests
const SEVERITIES = [, 'error', 'warning', 'information', 'hint'];
let sessions = 0;

const short = (value, most = 160) => {
  const text = JSON.stringify(value) ?? '';
  return text.length <= most ? text : `${text.slice(0, most)}… (${text.length} characters)`;
};
const place = ({ start, end }) => `${start.line}:${start.character}-${end.line}:${end.character}`;
const finding = (d) => `${place(d.range)} ${SEVERITIES[d.severity]}: ${d.message} [${d.code}]`;
const listed = (head, list) => [head, ...list.map((line) => `        ${line}`)].join('\n');

function body({ method, params, result, error }) {
  if (method === 'textDocument/publishDiagnostics')
    return listed(`${params.uri}${params.version === undefined ? '' : ` version ${params.version}`}: ${params.diagnostics.length} found`, params.diagnostics.map(finding));
  if (method) return short(params);
  if (error) return `error ${error.code}: ${error.message}`;
  if (result?.items?.[0]?.range) return listed(`${result.kind} ${result.resultId}`, result.items.map(finding));
  if (Array.isArray(result) && result[0]?.title) return listed(`${result.length} offered`, result.map((a) => `${a.title}${a.isPreferred ? ' (preferred)' : ''}${a.disabled ? ` (disabled: ${a.disabled.reason})` : ''}`));
  return short(result);
}

export class Transcript {
  #said = []; // [who, message]
  #left = 0;

  say(who, message) {
    if (this.#said.length < LINES) this.#said.push([who, message]);
    else this.#left++;
  }

  // Once; `folder` is that of the project.
  write(folder) {
    if (!this.#said.length || ++sessions > SESSIONS) return;
    const methods = new Map(); // id of a request: its method
    const lines = this.#said.map(([who, message]) => {
      if (Buffer.isBuffer(message)) return `${who}  ${message.length} bytes: ${short(message.toString('latin1'))}`;
      const { id, method } = message, asker = method ? who : who === '-->' ? '<--' : '-->';
      if (method && id !== undefined) methods.set(`${asker}${id}`, method);
      const name = method ?? `reply to ${methods.get(`${asker}${id}`) ?? 'nothing'}`;
      return `${who}  ${name}${id === undefined ? '' : ` #${id}`}  ${body(message)}`.trimEnd();
    });
    if (this.#left) lines.push(`… and ${this.#left} more`);
    const target = join(folder, 'build/test/transcripts');
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, `${basename(process.argv[1] ?? 'session').replace('.test.mjs', '')}.${String(sessions).padStart(3, '0')}.txt`), `${lines.join('\n')}\n`);
    this.#said = [];
  }
}
