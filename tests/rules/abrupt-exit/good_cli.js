// no server in this file: a signal may end it at once
process.on('SIGINT', () => {
  console.log('interrupted');
  process.exit(130);
});
