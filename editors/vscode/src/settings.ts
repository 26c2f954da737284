// The editor's section `asynclint` as the server reads it. Knows nothing of the editor.

// Of the extension alone; the server has no use for them.
const OWN = new Set(['enable', 'path', 'trace']);

// Text, lists and tables that the editor made up because nothing was set.
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

export function serverSettings(section: unknown): Record<string, unknown> {
  if (typeof section !== 'object' || section === null) return {};
  return Object.fromEntries(Object.entries(section).filter(([key, value]) => !OWN.has(key) && !isEmpty(value)));
}
