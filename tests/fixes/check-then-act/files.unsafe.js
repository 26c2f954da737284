const fs = require('fs');
const os = require('os');
const path = require('path');

async function replace(root) {
  const file = path.join(root, 'a');
  for (let i = 0; i < 2; i++) {
    if (fs.existsSync(file)) fs.unlinkSync(file);
    console.log(fs.readdirSync(root));
    fs.writeFileSync(file, 'x');
    if (fs.existsSync(file)) await fs.promises.unlink(file);
    console.log(fs.readdirSync(root));
    fs.writeFileSync(file, 'x');
  }
}

(async () => {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'asynclint-'));
  await replace(place);
  fs.rmSync(place, { recursive: true });
})();
