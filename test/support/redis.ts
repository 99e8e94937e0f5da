/** A Redis that a test may kill: a process of its own, or else a line to one that others use. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Line } from './line.ts';

export const redisUrl = process.env['TEST_REDIS_URL'];

export interface MortalRedis {
  readonly url: string;
  kill(): Promise<void>;
}

/** `redis-server` where the machine has one; otherwise a line to TEST_REDIS_URL, to be cut. */
export async function startRedis(): Promise<MortalRedis> {
  return (await spawnRedis()) ?? lineToRedis();
}

async function spawnRedis(): Promise<MortalRedis | undefined> {
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', args, { stdio: 'ignore' });
  const isThere = await Promise.race([
    once(child, 'spawn').then(() => true),
    once(child, 'error').then(() => false),
  ]);
  if (!isThere) return undefined;
  const ended = once(child, 'exit');
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function lineToRedis(): Promise<MortalRedis> {
  if (!redisUrl) throw new Error('There is neither a redis-server here nor a TEST_REDIS_URL.');
  const line = new Line(redisUrl);
  return { url: await line.open(), kill: async () => line.close() };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
