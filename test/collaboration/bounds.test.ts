/**
 * While attackers are at work in one room, the server's memory stays within bounds and the other
 * rooms do not wait. Server and attackers have processes of their own, and what a room has to wait
 * for the others is measured in the server's processor time, lest a busy machine be taken for one
 * that is attacked.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect, type Connection } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { saved, Scene, until, type Writer } from '#test/support/collaboration.ts';
import { attacks } from '#test/support/attacks.ts';
import { type ChildServer, nodeProgram, Processes } from '#test/support/collaboration-process.ts';
import { storeDraft } from '#test/support/stored-draft.ts';

const attackFile = fileURLToPath(new URL('../support/attack-process.ts', import.meta.url));
const megabyte = 1024 * 1024;
/**
 * In milliseconds of processor time, for which nobody else is served. No frame takes 100; but the
 * frames of many sockets can come in one turn, and the collector's pauses are in it.
 */
const longestTurn = 250;
/** In milliseconds by the clock, for a letter in another room; on a machine that is busy as well. */
const longestWait = 5000;
/** The thread that looks at documents has a heap of its own, which is in it. */
const mostMemory = 180 * megabyte;
/** A document is looked at a second after it changed: the attack's last effect. */
const aftermath = 1500;

const scene = new Scene();
const processes = new Processes();
let folder: string;
let connection: Connection;
let server: ChildServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trilogue-bounds-'));
  const url = `file:${join(folder, 'trilogue.db')}`;
  connection = connect(url);
  await migrateToLatest(connection.db);
  server = await processes.start({ url });
});
afterEach(async () => {
  await scene.end();
  processes.killAll();
  await connection.close();
  await rm(folder, { recursive: true });
});

async function attack(name: string, draft: string): Promise<void> {
  const child = spawn(nodeProgram, [attackFile, server.address, draft, name], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, aftermath));
}

/** Two people go on typing until it is over, and read each other. */
async function typeTogether(anna: Writer, carl: Writer, over: Promise<void>): Promise<void> {
  let isOver = false;
  const end = over.finally(() => (isOver = true));
  while (!isOver) {
    anna.text.insert(0, '.');
    await until('Carl reads it', () => carl.text.length === anna.text.length, longestWait);
  }
  await end;
}

test.each(Object.keys(attacks))(
  '%s neither fill the memory nor make another room wait',
  async (name) => {
    const [quiet, attacked] = [await storeDraft(connection.db), await storeDraft(connection.db)];
    const anna = await scene.writer(server, quiet, 'anna');
    const carl = await scene.writer(server, quiet, 'carl');
    const before = await server.usage();
    const over = attack(name, attacked);
    if (name.startsWith('[C7]')) setTimeout(() => server.signOut('ben'), 2000);
    await typeTogether(anna, carl, over);
    await saved(anna);
    const after = await server.usage();
    expect(after.longestTurn).toBeLessThan(longestTurn);
    expect(after.peakMemory - before.peakMemory).toBeLessThan(mostMemory);
  },
  60_000,
);
