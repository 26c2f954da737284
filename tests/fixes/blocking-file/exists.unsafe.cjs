const { existsSync, readFileSync: read } = require('fs');

async function work() {
  if (!existsSync(__filename) || existsSync('/no/such/file')) return 'wrong';
  return [existsSync(__filename), read(__filename).length > 100];
}

work().then((result) => console.log(result));
