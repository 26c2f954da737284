// The settings of the manifest, from the schema that the program writes of its configuration: so a new rule or key
// is a setting too.
const LEVELS = ['error', 'warning', 'information', 'hint'];
const EMPTY = { array: [], object: {} };
const FIRST = ['enable', 'path', 'rules', 'minSeverity', 'diagnosticMode']; // as they are wanted most

// Those that only an editor has.
const OWN = {
  enable: { type: 'boolean', default: true, description: 'Whether asynclint runs.' },
  path: {
    type: 'string', default: '', scope: 'machine-overridable',
    markdownDescription: 'The program. When empty, the one that came with the extension, else `asynclint` on the `PATH`. `~` and `${workspaceFolder}` may stand in it.',
  },
  configPath: {
    type: 'string', default: '', scope: 'resource',
    markdownDescription: 'A configuration file for all files, in the place of the nearest `asynclint.json`, `pyproject.toml` or `package.json`.',
  },
  minSeverity: { type: 'string', enum: LEVELS, default: 'hint', scope: 'resource', description: 'Findings below this severity are not shown.' },
  diagnosticMode: {
    type: 'string', enum: ['openFiles', 'workspace'], default: 'openFiles',
    description: 'Whether findings are shown for open files or for all files of the workspace.',
  },
  workspace: { type: 'boolean', default: true, scope: 'resource', description: 'Whether calls are followed into other files of the workspace.' },
  cache: {
    type: 'string', default: '', scope: 'resource',
    markdownDescription: 'A folder in which what is known of files is kept for the next start; it may be relative to the workspace folder, and deleted at any time. When empty, nothing is kept.',
  },
  logLevel: {
    type: 'string', enum: ['off', 'error', 'warning', 'info', 'debug'], default: 'warning',
    description: 'How much the server tells in the log.',
  },
  'trace.server': {
    type: 'string', enum: ['off', 'messages', 'verbose'], default: 'off', scope: 'window',
    description: 'Whether the messages between the editor and the server are logged.',
  },
};

// As the settings editor wants it: a table if each value has a type, and Markdown under another name.
function shown({ description, properties, ...value }) {
  const typed = ([key, it]) => [key, { type: 'string', ...it }];
  return {
    ...value,
    ...(description && { [description.includes('`') ? 'markdownDescription' : 'description']: description }),
    ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(typed)) }),
  };
}

// `schema` as `asynclint rules --format schema` prints it.
export function settings(schema) {
  const { $schema, extends: _, ...keys } = schema.properties;
  const all = { ...OWN, ...keys };
  const names = [...new Set([...FIRST, ...Object.keys(keys), ...Object.keys(OWN)])];
  return Object.fromEntries(names.map((name, order) => {
    const value = shown(all[name]), type = value.type ?? 'string';
    return [`asynclint.${name}`, { type, order, ...value, default: value.default ?? EMPTY[type], scope: value.scope ?? 'resource' }];
  }));
}
