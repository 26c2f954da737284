import { execa } from 'execa';

async function isAllowed(user) {
  return (await fetch(`/users/${user}`)).ok;
}

async function handle(user, cache) {
  if (await isAllowed(user)) return 'welcome';
  const later = isAllowed(user);
  if (later) console.log('started');
  cache.ready ??= isAllowed(user);
  isAllowed(user).then(console.log, console.error);
  const kind = typeof isAllowed(user);
  const promise = isAllowed(user) instanceof Promise;
  const child = execa('ls').stdout;
  if (cache.load?.(user)) return kind;
  return [promise, child, await later, unknown(user).length];
}

function sometimes(user, flag) {
  if (flag) return isAllowed(user);
  return true;
}
if (sometimes('a', false)) console.log('yes');

async function inCalls(user, keep) {
  keep(isAllowed(user), isAllowed(user));
  const made = new Loader().size;
  return made + (await isAllowed(user));
}
