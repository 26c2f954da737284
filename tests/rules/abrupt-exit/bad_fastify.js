import Fastify from 'fastify';

const fastify = Fastify();
await fastify.listen({ port: 3000 });

process.on('SIGTERM', () => process.exit(0)); // expect: this signal ends the process at once
