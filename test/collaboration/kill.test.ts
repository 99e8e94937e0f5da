/** The process is killed in mid-sentence; what was said to be saved is there. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { connect } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { createSqlUpdateLog, writeFirstContent } from '#server/collaboration/sql-update-log.ts';
import { newId } from '#server/identity.ts';
import { firstContent, insertDraftRow, Scene, until } from '#test/support/collaboration.ts';

const clock = { now: () => new Date() };
const childFile = fileURLToPath(new URL('../support/collaboration-child.ts', import.meta.url));
const node = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));

const scene = new Scene();
const children: ChildProcess[] = [];
afterEach(async () => {
  await scene.end();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function startChild(url: string): Promise<{ address: string; kill: () => Promise<void> }> {
  const child = spawn(node, [childFile, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const address = await new Promise<string>((resolve) =>
    child.stdout.once('data', (line: Buffer) => resolve(String(line).trim())),
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    address,
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

test('[C5] after kill -9 in mid-typing every acknowledged word is there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trilogue-kill-'));
  const url = `file:${join(folder, 'trilogue.db')}`;
  const connection = connect(url);
  await migrateToLatest(connection.db);
  const draft = newId();
  await insertDraftRow(connection.db, draft);
  await writeFirstContent(connection.db, draft, firstContent(''), clock);
  const log = createSqlUpdateLog(connection.db, clock);

  for (let round = 0; round < 4; round++) {
    const server = await startChild(url);
    const anna = await scene.writer(server, draft, 'anna');
    let acknowledged = '';
    let written = String(anna.text);
    const typing = setInterval(() => {
      anna.text.insert(anna.text.length, `${round}.`);
      written = String(anna.text);
    }, 1);
    const length = anna.text.length;
    const watching = setInterval(() => {
      if (anna.ledger.saved) acknowledged = String(anna.text);
    }, 0);
    await until('she has typed enough', () => anna.text.length > length + 100);
    clearInterval(typing);
    await until('something was acknowledged', () => acknowledged.length > 0);
    anna.text.insert(anna.text.length, '!');
    await server.kill();
    clearInterval(watching);
    anna.leave();
    const stored = await log.read(draft, -1);
    const doc = new Y.Doc();
    if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot.bytes);
    for (const update of stored?.updates ?? []) Y.applyUpdate(doc, update.bytes);
    const kept = String(doc.getText('text'));
    expect(kept.startsWith(acknowledged)).toBe(true);
    expect(`${written}!`.startsWith(kept)).toBe(true);
    expect(doc.store.pendingStructs).toBeNull();
  }
  await connection.close();
  await rm(folder, { recursive: true });
});
