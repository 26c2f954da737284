// framing.test.mjs - frames in any pieces, and what is no frame or no message.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { frame, withWire } from './wire.mjs';

const probe = (id) => ({ jsonrpc: '2.0', id, method: 'probe/nothing' });
const isAnswer = (id) => (m) => m.id === id && m.error?.code === -32601;

// Sends the bytes, then a request; returns what was answered before that request's reply.
async function answersTo(wire, bytes, id) {
  const before = wire.messages.length;
  await wire.write(Buffer.from(bytes));
  await wire.send(probe(id));
  await wire.next(isAnswer(id), 'the reply to the request behind it');
  return wire.messages.slice(before, -1).map((m) => [m.id, m.error?.code]);
}

test('a message split at every byte', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    const bytes = frame(probe('x'));
    for (let at = 1; at < bytes.length; at++) {
      await wire.write(bytes.subarray(0, at));
      await new Promise((done) => setImmediate(done));
      await wire.write(bytes.subarray(at));
    }
    for (let at = 1; at < bytes.length; at++) await wire.next(isAnswer('x'));
    for (const byte of frame(probe('y'))) await wire.write(Buffer.from([byte]));
    await wire.next(isAnswer('y'));
    await wire.stop();
  }));

test('headers as clients write them', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    const body = JSON.stringify(probe('h'));
    const n = Buffer.byteLength(body);
    for (const header of [
      `Content-Length: ${n}\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n`,
      `Content-Type: application/vscode-jsonrpc; charset=utf8\r\nContent-Length: ${n}\r\n\r\n`,
      `content-length:${n}\r\n\r\n`,
      `CONTENT-LENGTH:   ${n}  \r\n\r\n`,
      `Content-Length: ${n}\n\n`,
      `\r\n\r\nContent-Length: ${n}\r\n\r\n`,
      `Content-Length: 7\r\nContent-Length: ${n}\r\n\r\n`,
      `X-Whatever: 1\r\nContent-Length: ${n}\r\n\r\n`,
    ]) {
      await wire.write(Buffer.from(header + body));
      await wire.next(isAnswer('h'), JSON.stringify(header));
    }
    assert.equal(wire.messages.filter((m) => m.id === null).length, 0);
    await wire.stop();
  }));

test('what is no frame is answered once and survived', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    const garbage = [
      'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
      'hello',
      'hello\n',
      'Content-Length: abc\r\n\r\n{}',
      'Content-Length: -5\r\n\r\n{}',
      'Content-Length: 1e3\r\n\r\n{}',
      'Content-Length:\r\n\r\n{}',
      'Content-Length: 99999999999999999999999999\r\n\r\n{}',
      'Content-Length: 4294967297\r\n\r\n{}',
      'Content-Type: application/vscode-jsonrpc\r\n\r\n{}',
      `${'x'.repeat(40_000)}\r\n`,
      '\0\0\0\0',
    ];
    for (const [i, bytes] of garbage.entries())
      assert.deepEqual(await answersTo(wire, bytes, i), [[null, -32700]], JSON.stringify(bytes.slice(0, 60)));
    await wire.stop();
  }));

test('a wrong length loses no later message', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    const body = JSON.stringify(probe('w'));
    for (const length of [0, 1, body.length - 1, body.length + 1, body.length + 20]) {
      const answers = await answersTo(wire, `Content-Length: ${length}\r\n\r\n${body}`, `after ${length}`);
      assert.deepEqual(answers[0], [null, -32700], `length ${length}`);
      assert.ok(answers.length <= 2);
    }
    await wire.stop();
  }));

test('JSON that is no message', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    const cases = [
      ['{"jsonrpc":"2.0","id":1,', null, -32700],
      ['{not json}', null, -32700],
      ['', null, -32700],
      ['[]', null, -32600],
      [JSON.stringify([probe(1), probe(2)]), null, -32600],
      ['1', null, -32600],
      ['"x"', null, -32600],
      ['null', null, -32600],
      ['{}', null, -32600],
      ['{"jsonrpc":"2.0"}', null, -32600],
      ['{"jsonrpc":"1.0","id":7,"method":"shutdown"}', 7, -32600],
      ['{"id":7,"method":"shutdown"}', 7, -32600],
      ['{"jsonrpc":"2.0","id":8,"method":5}', 8, -32600],
      ['{"jsonrpc":"2.0","id":{},"method":"shutdown"}', null, -32600],
      ['{"jsonrpc":"2.0","id":null,"method":"shutdown"}', null, -32600],
      ['{"jsonrpc":"2.0","id":9,"method":"shutdown","params":5}', 9, -32600],
      [`${'['.repeat(100_000)}`, null, -32700],
    ];
    for (const [i, [body, id, code]] of cases.entries())
      assert.deepEqual(await answersTo(wire, frame(body), `after ${i}`), [[id, code]], body.slice(0, 60));
    await wire.stop();
  }));

test('ids come back verbatim', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    for (const id of [0, 1, -1, 9007199254740991, '', '1', 'é😀', 'a'.repeat(1000)]) {
      await wire.send(probe(id));
      await wire.next(isAnswer(id), JSON.stringify(id));
    }
    await wire.stop();
  }));

test('text that is not well-formed Unicode is mended, not refused', () =>
  withWire({}, async (wire) => {
    await wire.initialize();
    const open = (escaped) =>
      '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.py",' +
      `"languageId":"python","version":1,"text":"${escaped}"}}}`;
    const text = async () => {
      await wire.request('t', 'asynclint/text', { textDocument: { uri: 'file:///a.py' } });
      return (await wire.reply('t')).result.text;
    };
    await wire.send(open('a\\ud83d b \\ude00 \\\\ud83d \\ud83d\\ude00'));
    assert.equal(await text(), 'a\ufffd b \ufffd \\ud83d 😀');
    const latin = Buffer.from(open('x\xe9y'), 'latin1');
    await wire.write(Buffer.concat([Buffer.from(`Content-Length: ${latin.length}\r\n\r\n`), latin]));
    assert.equal(await text(), 'x?y');
    await wire.send(open('a\\u0000b'));
    assert.equal(await text(), 'a\0b');
    await wire.stop();
  }));
