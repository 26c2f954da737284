const fs = require('fs');
const os = require('os');
const path = require('path');

function make(root) {
  const folder = path.join(root, 'a');
  for (let i = 0; i < 2; i++) {
    if (!fs.existsSync(folder)) fs.mkdirSync(folder);
    if (!fs.existsSync(folder)) {
      fs.mkdirSync(folder, { mode: 0o755 });
    }
  }
  console.log(fs.statSync(folder).isDirectory());
}

const place = fs.mkdtempSync(path.join(os.tmpdir(), 'asynclint-'));
make(place);
fs.rmSync(place, { recursive: true });
