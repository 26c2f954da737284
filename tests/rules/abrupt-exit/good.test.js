import { save } from './save.js';

async function end(state) {
  await save(state);
}

end({});
process.exit(0);
