// plot.mjs - a plot as SVG, both axes logarithmic: what grows as its cause does is a line of the dashed one's slope.
const WIDTH = 640, HEIGHT = 400, LEFT = 70, RIGHT = 150, TOP = 40, BOTTOM = 50;
const COLOURS = ['#0969da', '#bc4c00', '#1a7f37', '#8250df', '#6e7781'];

const label = (value) => (value >= 1e6 ? `${value / 1e6} M` : value >= 1000 ? `${value / 1000},000` : String(value));
const text = (x, y, words, more = '') => `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${words}</text>`;

function scale(values, from, to) {
  const low = Math.floor(Math.log10(Math.min(...values))), high = Math.ceil(Math.log10(Math.max(...values)));
  const at = (value) => from + ((Math.log10(value) - low) / Math.max(1, high - low)) * (to - from);
  return { at, ticks: Array.from({ length: high - low + 1 }, (_, i) => Number((10 ** (low + i)).toPrecision(1))), low: 10 ** low, high: 10 ** high };
}

// series: [{ name, points: [[x, y]…] }]
export function plot({ title, across, up, series }) {
  const points = series.flatMap((each) => each.points);
  const x = scale(points.map((point) => point[0]), LEFT, WIDTH - RIGHT), y = scale(points.map((point) => point[1]), HEIGHT - BOTTOM, TOP);
  const parts = [];
  for (const tick of x.ticks)
    parts.push(`<path d="M${x.at(tick).toFixed(1)} ${TOP}V${HEIGHT - BOTTOM}" class="grid"/>`, text(x.at(tick), HEIGHT - BOTTOM + 16, label(tick), 'text-anchor="middle"'));
  for (const tick of y.ticks)
    parts.push(`<path d="M${LEFT} ${y.at(tick).toFixed(1)}H${WIDTH - RIGHT}" class="grid"/>`, text(LEFT - 6, y.at(tick) + 4, label(tick), 'text-anchor="end"'));
  const start = series[0].points[0], end = Math.min(x.high, (start[0] * y.high) / start[1]);
  parts.push(`<path d="M${x.at(start[0]).toFixed(1)} ${y.at(start[1]).toFixed(1)}L${x.at(end).toFixed(1)} ${y.at((start[1] * end) / start[0]).toFixed(1)}" class="grid" stroke-dasharray="4 4"/>`);
  for (const [i, { name, points: own }] of series.entries()) {
    const colour = COLOURS[i % COLOURS.length], places = own.map(([a, b]) => `${x.at(a).toFixed(1)} ${y.at(b).toFixed(1)}`);
    parts.push(`<path d="M${places.join('L')}" fill="none" stroke="${colour}" stroke-width="2"/>`);
    for (const place of places) parts.push(`<circle cx="${place.split(' ')[0]}" cy="${place.split(' ')[1]}" r="3" fill="${colour}"/>`);
    parts.push(text(WIDTH - RIGHT + 10, TOP + 14 + i * 18, name, `style="fill: ${colour}"`));
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12">
<style>.grid { stroke: #8c959f; stroke-opacity: 0.5; fill: none } text { fill: #57606a }</style>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
${text(LEFT, 22, title, 'font-size="14"')}
${text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, across, 'text-anchor="middle"')}
${text(0, 0, up, `text-anchor="middle" transform="translate(16 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)"`)}
${parts.join('\n')}
</svg>
`;
}
