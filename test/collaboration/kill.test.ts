/** The process is killed in mid-sentence; what was said to be saved is there. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { connect } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { Scene, until } from '#test/support/collaboration.ts';
import { Processes } from '#test/support/collaboration-process.ts';
import { storeDraft, storedDocument } from '#test/support/stored-draft.ts';

const scene = new Scene();
const processes = new Processes();
afterEach(async () => {
  await scene.end();
  processes.killAll();
});

/** Whether the document holds all that was written, and shown, in the other. */
function holdsAll(kept: Y.Doc, shown: Y.Doc): boolean {
  const vector = Y.encodeStateVector(kept);
  return Y.parseUpdateMeta(Y.encodeStateAsUpdate(shown, vector)).to.size === 0;
}

test('[C5] a stop while everybody types stores all that anybody was shown', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trilogue-stop-'));
  const url = `file:${join(folder, 'trilogue.db')}`;
  const connection = connect(url);
  await migrateToLatest(connection.db);
  const draft = await storeDraft(connection.db);
  for (let round = 0; round < 3; round++) {
    const server = await processes.start({ url });
    const rita = await scene.writer(server, draft, 'rita');
    const people = await Promise.all(
      ['anna', 'ben', 'carl', 'anna'].map((person) => scene.writer(server, draft, person)),
    );
    const typing = setInterval(() => {
      for (const { text } of people) text.insert(text.length, '.');
    }, 1);
    await until('Rita reads', () => rita.text.length > 200 * (round + 1));
    await server.stop();
    clearInterval(typing);
    const kept = await storedDocument(connection.db, draft);
    expect(holdsAll(kept, rita.doc)).toBe(true);
    expect(kept.store.pendingStructs).toBeNull();
    for (const person of [rita, ...people]) person.leave();
  }
  await connection.close();
  await rm(folder, { recursive: true });
});

test('[C5] after kill -9 in mid-typing every acknowledged word is there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trilogue-kill-'));
  const url = `file:${join(folder, 'trilogue.db')}`;
  const connection = connect(url);
  await migrateToLatest(connection.db);
  const draft = await storeDraft(connection.db);

  for (let round = 0; round < 4; round++) {
    const server = await processes.start({ url });
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
    const doc = await storedDocument(connection.db, draft);
    const kept = String(doc.getText('text'));
    expect(kept.startsWith(acknowledged)).toBe(true);
    expect(`${written}!`.startsWith(kept)).toBe(true);
    expect(doc.store.pendingStructs).toBeNull();
  }
  await connection.close();
  await rm(folder, { recursive: true });
});
