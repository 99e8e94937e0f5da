/** The process is killed in mid-sentence; what was said to be saved is there. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
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
