// essence.mjs - what a recorded session is compared by: not words, which are the rules' to choose.

const finding = ({ code, range: { start, end } }) => `${code} ${start.line}:${start.character}-${end.line}:${end.character}`;
const of = (result) => {
  if (Array.isArray(result)) return result.map((item) => item.kind ?? item.command ?? typeof item);
  if (result?.kind === 'unchanged') return { kind: 'unchanged' };
  if (result?.items) return { kind: result.kind, items: result.items.map((item) => (item.range ? finding(item) : item.uri)) };
  if (result?.contents) return { hover: true };
  if (result?.edit) return { edits: (result.edit.documentChanges ?? Object.values(result.edit.changes)).length };
  return result === null ? null : typeof result;
};

export const REFRESH = 'workspace/diagnostic/refresh'; // when, and how often, is a matter of time

// Of a message of the server's: a reply, a request, a push. Nothing of what only tells: logs, progress.
export function essence({ id, method, params, result, error }) {
  if (method === 'textDocument/publishDiagnostics')
    return { push: params.uri, version: params.version, findings: params.diagnostics.map(finding) };
  if (method) return id === undefined || method === REFRESH ? undefined : { asks: method, id };
  return error ? { reply: id, error: error.code } : { reply: id, result: of(result) };
}
