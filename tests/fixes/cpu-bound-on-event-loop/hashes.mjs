import crypto from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';

async function main() {
  console.log(crypto.scryptSync('password', 'salt', 32, { N: 1024 }).toString('hex'));
  console.log(crypto.pbkdf2Sync('password', 'salt', 1000, 32, 'sha256').toString('hex'));
  const { publicKey } = crypto.generateKeyPairSync('ed25519');
  console.log(publicKey.type, gunzipSync(gzipSync('text')).toString());
  try {
    gunzipSync(Buffer.from('no gzip'));
  } catch (error) {
    console.log(error.code);
  }
}

await main();
