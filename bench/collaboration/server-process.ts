/** Our server as server/main.ts starts it, on a database that place.ts has prepared; without pages. */
import { BlockList } from 'node:net';
import { start } from '#server/main.ts';
import { answer } from './answer.ts';
import { gauges, type ServerHandlers } from './gauges.ts';
import { authSecret, origin } from './place.ts';

const [databaseUrl = ''] = process.argv.slice(2);

const running = start(
  {
    databaseUrl,
    redisUrl: null,
    host: '127.0.0.1',
    port: 0,
    origin,
    trustedProxies: new BlockList(),
    dataDir: '',
    authSecret,
    logLevel: 'warn',
    demo: false,
    mail: null,
    provider: null,
  },
  (_request, response) => response.writeHead(404).end(),
);

const handlers: ServerHandlers = {
  ...gauges,
  address: async () => (await running).address.replace('http:', 'ws:'),
  stop: async () => {
    await (await running).stop();
    setImmediate(() => process.exit());
  },
};
answer(handlers);
