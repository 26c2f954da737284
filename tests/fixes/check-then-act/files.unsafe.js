const fs = require('fs');
const os = require('os');
const path = require('path');

(async () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'asynclint-'));
  const file = path.join(root, 'a');
  for (let i = 0; i < 2; i++) {
    if (fs.existsSync(file)) fs.unlinkSync(file);
    console.log(fs.readdirSync(root));
    fs.writeFileSync(file, 'x');
    if (fs.existsSync(file)) await fs.promises.unlink(file);
    console.log(fs.readdirSync(root));
    fs.writeFileSync(file, 'x');
  }
  fs.rmSync(root, { recursive: true });
})();
