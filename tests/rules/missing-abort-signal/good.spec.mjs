import test from 'node:test';

// A test has a limit of its own.
test('fetch', async () => {
  await fetch('http://localhost:3000/');
});
