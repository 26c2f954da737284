// sessions.test.mjs - sessions recorded from editors (record.mjs), played to the server again.
//
// A message of the editor's is sent when all that the server had said before it has been said again. What is compared
// is in essence.mjs. UPDATE_SESSIONS=1 writes the server's part anew, where rules have changed.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { REFRESH, essence } from './essence.mjs';
import { withWire } from './wire.mjs';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'sessions');
const UPDATE = Boolean(process.env.UPDATE_SESSIONS);
const read = (name) => readFileSync(join(FOLDER, name), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));

// The message as it is sent now: in a folder of its own, from a process that lives. A request of the server's is
// answered by the id that it has now, and an action is resolved with the data that it was offered with now. A pull
// knows of no result of before: whether one is unchanged is a matter of time.
class Play {
  ids = new Map(); // recorded id of a request of the server's: its id now
  offers = new Map(); // title of an action: its data now

  constructor(folder) {
    this.folder = folder;
  }
  sent(message) {
    const now = JSON.parse(JSON.stringify(message).replaceAll('/SESSION', this.folder).replace('"processId":0', `"processId":${process.pid}`));
    if (!now.method) now.id = this.ids.get(now.id);
    const data = this.offers.get(now.params?.title);
    if (now.method === 'codeAction/resolve' && data) now.params.data = data;
    if (now.method === 'textDocument/diagnostic') delete now.params.previousResultId;
    return now;
  }
  // In the words of the record; ids of the server's own are no part of it.
  said(message) {
    for (const action of Array.isArray(message.result) ? message.result : []) this.offers.set(action.title, action.data);
    const what = essence(message);
    return what && JSON.parse(JSON.stringify(what).replaceAll(this.folder, '/SESSION'));
  }
}

// Ids of the server's requests are its own to choose. What is to be updated is known by its place alone.
function same(recorded, said, cancelled) {
  const { id, ...rest } = recorded, { id: other, ...now } = said;
  if (cancelled.has(rest.reply) && rest.reply === now.reply) return true; // in time or not
  if (!UPDATE) return JSON.stringify(rest) === JSON.stringify(now);
  return ['push', 'version', 'reply', 'asks'].every((key) => recorded[key] === said[key]);
}

async function replay(wire, play, session) {
  const left = []; // [what the server said, the message], that is not found in the record yet
  const cancelled = new Set(session.filter(({ client }) => client?.method === '$/cancelRequest').map(({ client }) => client.params.id));
  let read = 0, ended = false;
  const take = () => {
    for (; read < wire.messages.length; read++) {
      const what = play.said(wire.messages[read]);
      if (what) left.push([what, wire.messages[read]]);
      if (wire.messages[read].method === REFRESH) wire.send({ jsonrpc: '2.0', id: wire.messages[read].id, result: null });
    }
  };
  const heard = async (line) => {
    for (;;) {
      take();
      const at = left.findIndex(([what]) => same(line.server, what, cancelled));
      if (at < 0) {
        await wire.next(undefined, JSON.stringify(line.server));
        continue;
      }
      const [[what, message]] = left.splice(at, 1);
      if (what.asks) play.ids.set(line.server.id, message.id);
      if (UPDATE) line.server = { ...what, ...(what.asks ? { id: line.server.id } : {}) };
      return;
    }
  };
  for (const line of session) {
    if (line.server) await heard(line);
    else if (line.client.method || play.ids.has(line.client.id)) await wire.send(play.sent(line.client)); // not for REFRESH
    ended = line.client?.method === 'exit';
  }
  if (!ended) wire.process.stdin.end(); // the editor was killed, or ends servers so
  const status = await wire.status();
  if (ended) assert.equal(status, 0);
  take();
  // A version that the next edit followed quickly may be told of or not; what is told once more, as when another file
  // was looked at in between, is the same.
  const place = ({ push, version }) => `${push} ${version}`, pushes = session.flatMap(({ server }) => (server?.push ? [server] : []));
  for (const [what] of left.filter(([{ push }]) => push)) {
    const told = pushes.filter((push) => place(push) === place(what)).map(({ findings }) => findings);
    if (told.length) assert.ok(told.some((findings) => `${findings}` === `${what.findings}`), JSON.stringify(what));
  }
}

for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.jsonl')))
  test(`${name}: the server says again what it said`, () =>
    withWire({ args: ['--stdio'] }, async (wire) => {
      const session = read(name);
      await replay(wire, new Play(`/nowhere/${process.pid}`), session);
      if (UPDATE) writeFileSync(join(FOLDER, name), session.map((line) => `${JSON.stringify(line)}\n`).join(''));
    }));
