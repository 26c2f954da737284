// A second language server for the same buffer: it finds every "import" and "save", and says so on
// hover. Editors must show both servers' findings. `node second.mjs`, on stdin and stdout.
const texts = new Map();
let input = Buffer.alloc(0);

function send(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
  process.stdout.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
}

function publish(uri) {
  const diagnostics = (texts.get(uri) ?? '').split('\n').flatMap((text, line) =>
    [...text.matchAll(/\b(import|save)\b/g)].map(({ index, 0: word }) => ({
      range: { start: { line, character: index }, end: { line, character: index + word.length } },
      severity: 3, source: 'second', code: 'a-word', message: `the word ${word}`,
    })));
  send({ method: 'textDocument/publishDiagnostics', params: { uri, diagnostics } });
}

const ANSWERS = {
  initialize: () => ({
    capabilities: { textDocumentSync: 1, hoverProvider: true },
    serverInfo: { name: 'second', version: '1' },
  }),
  'textDocument/hover': () => ({ contents: { kind: 'plaintext', value: 'said by the second' } }),
  shutdown: () => null,
  'textDocument/didOpen': ({ textDocument: { uri, text } }) => texts.set(uri, text) && publish(uri),
  'textDocument/didChange': ({ textDocument: { uri }, contentChanges }) =>
    texts.set(uri, contentChanges.at(-1).text) && publish(uri),
  exit: () => process.exit(0),
};

function receive({ id, method, params }) {
  const result = ANSWERS[method]?.(params);
  if (id !== undefined && method !== undefined) send({ id, result: result ?? null });
}

process.stdin.on('data', (chunk) => {
  input = Buffer.concat([input, chunk]);
  for (;;) {
    const end = input.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/Content-Length: *(\d+)/i.exec(input.subarray(0, end))[1]);
    if (input.length < end + 4 + length) return;
    const message = JSON.parse(input.subarray(end + 4, end + 4 + length));
    input = input.subarray(end + 4 + length);
    receive(message);
  }
});
process.stdin.on('end', () => process.exit(0));
