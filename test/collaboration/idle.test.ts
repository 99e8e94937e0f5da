/** Rooms that nobody uses, seen in the memory of a server process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect, type Connection } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { syncStep1 } from '#server/collaboration/wire.ts';
import { RawSocket, Scene, until } from '#test/support/collaboration.ts';
import { Processes } from '#test/support/collaboration-process.ts';
import { storeDraft } from '#test/support/stored-draft.ts';

const megabyte = 1024 * 1024;
const scene = new Scene();
const processes = new Processes();
let folder: string;
let url: string;
let connection: Connection;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trilogue-idle-'));
  url = `file:${join(folder, 'trilogue.db')}`;
  connection = connect(url);
  await migrateToLatest(connection.db);
});
afterEach(async () => {
  await scene.end();
  processes.killAll();
  await connection.close();
  await rm(folder, { recursive: true });
});

/** They read the draft, and stay. */
async function read(address: string, draft: string): Promise<RawSocket> {
  const socket = await RawSocket.open(address, draft, 'rita');
  socket.send(syncStep1(new Uint8Array([0])));
  await until('it is read', () => socket.frames.some((frame) => frame[0] === 0 && frame[1] === 1));
  return socket;
}

test('[C14] rooms leave the memory when nobody uses them, and not before', async () => {
  const server = await processes.start({ url, limits: { idleRoom: 500 } });
  const text = 'Exporters keep records. '.repeat(30_000);
  const drafts: string[] = [];
  for (let i = 0; i < 40; i++) drafts.push(await storeDraft(connection.db, text));
  const memory = async () => (await server.usage()).memory;
  (await read(server.address, drafts[0] ?? '')).socket.terminate();
  const empty = await memory();

  const readers: RawSocket[] = [];
  for (const draft of drafts) readers.push(await read(server.address, draft));
  const full = await memory();
  expect(full - empty).toBeGreaterThan(20 * megabyte);
  for (const reader of readers.slice(1)) reader.socket.terminate();
  await until('the others are gone', async () => (await memory()) - empty < 5 * megabyte);

  // Whoever stayed is still in the room that they came to.
  expect(readers[0]?.closed).toBeUndefined();
  const ben = await scene.writer(server, drafts[0] ?? '', 'ben');
  readers[0]?.frames.splice(0);
  ben.text.insert(0, '!');
  await until(
    'it is read',
    () => readers[0]?.frames.some((f) => f[0] === 0 && f[1] === 2) ?? false,
  );
  readers[0]?.socket.terminate();
});
