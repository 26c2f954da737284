#!/usr/bin/env node
// picture.mjs OUTPUT - draws docs/demo.svg: a terminal with what asynclint really prints for the
// examples. The same program gives the same bytes (`make check` compares).
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const EXAMPLES = fileURLToPath(new URL('../../docs/examples', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../build/asynclint', import.meta.url));
const COMMANDS = [
  ['check', 'forecast.py'],
  ['check', '--unsafe-fixes', '--diff', 'forecast.py'],
];

const CELL = { width: 8.4, height: 19 };
const MARGIN = { left: 16, top: 44, bottom: 16 };
const COLOURS = {
  31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 34: '#79c0ff', 35: '#d2a8ff', 36: '#76e3ea', 90: '#8b949e',
};
const BRIGHT = (code) => (code > 90 ? code - 60 : code);

function run(args) {
  const { stdout, stderr, error } = spawnSync(PROGRAM, [args[0], '--color', 'always', ...args.slice(1)],
    { cwd: EXAMPLES, encoding: 'utf8' });
  if (error) throw error;
  return `\x1b[1m$ asynclint ${args.join(' ')}\x1b[0m\n${stdout}${stderr}`.trimEnd();
}

// A style as the set of SGR codes in force, changed by one escape sequence.
function restyle(style, codes) {
  const next = { ...style };
  for (const code of codes.split(';').map(Number)) {
    if (code === 0) for (const key of Object.keys(next)) delete next[key];
    else if (code === 1) next.bold = true;
    else if (code === 2) next.dim = true;
    else if (code === 22) delete next.bold, delete next.dim;
    else if (code === 39) delete next.colour;
    else if (COLOURS[BRIGHT(code)]) next.colour = COLOURS[BRIGHT(code)];
  }
  return next;
}

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function span(text, { bold, dim, colour }) {
  const attributes = [
    colour && ` fill="${colour}"`, dim && !colour && ' fill="#8b949e"', bold && ' font-weight="bold"',
  ].filter(Boolean).join('');
  return attributes ? `<tspan${attributes}>${escape(text)}</tspan>` : escape(text);
}

// [{svg, width}] of the lines; styles last over line ends, as in a terminal.
function draw(text) {
  let style = {};
  return text.split('\n').map((line) => {
    let svg = '';
    let width = 0;
    for (const part of line.split(/(\x1b\[[0-9;]*m)/)) {
      const sequence = /^\x1b\[([0-9;]*)m$/.exec(part);
      if (sequence) style = restyle(style, sequence[1]);
      else if (part) {
        svg += span(part, style);
        width += part.length;
      }
    }
    return { svg, width };
  });
}

const lines = draw(COMMANDS.map(run).join('\n\n'));
const columns = Math.max(80, ...lines.map(({ width }) => width));
const width = Math.ceil(columns * CELL.width) + 2 * MARGIN.left;
const height = MARGIN.top + lines.length * CELL.height + MARGIN.bottom;
const rows = lines.map(({ svg }, i) =>
  `<text x="${MARGIN.left}" y="${MARGIN.top + (i + 1) * CELL.height - 5}" xml:space="preserve">${svg}</text>`);
const dots = ['#ff5f57', '#febc2e', '#28c840'].map((fill, i) =>
  `<circle cx="${20 + i * 20}" cy="20" r="6" fill="${fill}"/>`);

writeFileSync(process.argv[2], `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>asynclint in a terminal: findings in forecast.py, and their fixes as a patch</title>
<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>
${dots.join('\n')}
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#e6edf3">
${rows.join('\n')}
</g>
</svg>
`);
