/**
 * Another project's server for y-websocket clients, in the place of ours: a script that listens
 * at HOST and PORT when it is loaded.
 */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { answer } from './answer.ts';
import { gauges, type ServerHandlers } from './gauges.ts';

const [script = ''] = process.argv.slice(2);

async function load(): Promise<string> {
  const port = await freePort();
  process.env['HOST'] = '127.0.0.1';
  process.env['PORT'] = String(port);
  await import(pathToFileURL(resolve(script)).href);
  return `ws://127.0.0.1:${port}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const loaded = load();
const handlers: ServerHandlers = {
  ...gauges,
  address: () => loaded,
  stop: () => void setImmediate(() => process.exit()),
};
answer(handlers);
