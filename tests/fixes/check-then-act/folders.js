const fs = require('fs');
const os = require('os');
const path = require('path');

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'asynclint-'));
const folder = path.join(root, 'a');
for (let i = 0; i < 2; i++) {
  if (!fs.existsSync(folder)) fs.mkdirSync(folder);
  if (!fs.existsSync(folder)) {
    fs.mkdirSync(folder, { mode: 0o755 });
  }
}
console.log(fs.statSync(folder).isDirectory());
fs.rmSync(root, { recursive: true });
