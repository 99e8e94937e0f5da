import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Db } from '#db/connection.ts';
import { createSqlUpdateLog, writeFirstContent } from '#server/collaboration/sql-update-log.ts';
import { DocumentGone, type UpdateLog } from '#server/collaboration/update-log.ts';
import { listWritersSince } from '#server/collaboration/writers.ts';
import { newId } from '#server/identity.ts';
import { firstContent, insertDraftRow, unknownDraft } from '#test/support/collaboration.ts';
import { onEachDatabase } from '#test/support/databases.ts';

const clock = { now: () => new Date('2026-11-23T10:00:00Z') };
const bytes = (...values: number[]) => new Uint8Array(values);
const by = (userId: string | null, ...values: number[]) => ({ userId, bytes: bytes(...values) });

async function newDocument(db: Db): Promise<string> {
  const id = newId();
  await insertDraftRow(db, id);
  await writeFirstContent(db, id, firstContent('first'), clock);
  return id;
}

const plain = (updates: readonly { seq: number; bytes: Uint8Array; userId: string | null }[]) =>
  updates.map(({ seq, bytes: b, userId }) => ({ seq, bytes: [...b], userId }));

onEachDatabase('the update log', (database) => {
  const open = (): { db: Db; log: UpdateLog } => {
    const { db } = database();
    return { db, log: createSqlUpdateLog(db, clock) };
  };

  test('[T1] begins with the first content, which belongs to the server', async () => {
    const { db, log } = open();
    const draft = await newDocument(db);
    const stored = await log.read(draft, -1);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, stored?.snapshot?.bytes ?? bytes());
    expect(String(doc.getText('text'))).toBe('first');
    expect(stored?.seq).toBe(0);
    expect(Object.keys(JSON.parse(stored?.snapshot?.owners ?? ''))).toEqual(['']);
  });

  test('[T1] the first content is gone with the transaction that fails', async () => {
    const { db, log } = open();
    const id = newId();
    const creation = db.transaction().execute(async (trx) => {
      await insertDraftRow(trx, id);
      await writeFirstContent(trx, id, firstContent('first'), clock);
      throw new Error('no');
    });
    await expect(creation).rejects.toThrow('no');
    expect(await log.read(id, -1)).toBeUndefined();
  });

  test('numbers what is appended without a gap, and reads it in that order', async () => {
    const { db, log } = open();
    const draft = await newDocument(db);
    await log.append([{ draftId: draft, updates: [by('anna', 1), by(null, 2)] }]);
    const seqs = await log.append([{ draftId: draft, updates: [by('ben', 3)] }]);
    expect(seqs.get(draft)).toBe(3);
    const stored = await log.read(draft, 1);
    expect(stored?.snapshot).toBeNull();
    expect(stored?.seq).toBe(3);
    expect(plain(stored?.updates ?? [])).toEqual([
      { seq: 2, bytes: [2], userId: null },
      { seq: 3, bytes: [3], userId: 'ben' },
    ]);
  });

  test('writes the batch of several documents all or nothing', async () => {
    const { db, log } = open();
    const draft = await newDocument(db);
    const batches = [draft, unknownDraft()].map((draftId) => ({ draftId, updates: [by('a', 1)] }));
    await expect(log.append(batches)).rejects.toBeInstanceOf(DocumentGone);
    expect((await log.read(draft, 0))?.updates).toEqual([]);
  });

  test('numbers several documents each from its own last, also many at once', async () => {
    const { db, log } = open();
    const [long, short] = [await newDocument(db), await newDocument(db)];
    await log.append([{ draftId: short, updates: [by('a', 0)] }]);
    const many = Array.from({ length: 2500 }, (_, i) => by('a', i % 256));
    const seqs = await log.append([
      { draftId: short, updates: [by('b', 1), by('b', 2)] },
      { draftId: long, updates: many },
    ]);
    expect(Object.fromEntries(seqs)).toEqual({ [short]: 3, [long]: 2500 });
    expect(plain((await log.read(short, 1))?.updates ?? [])).toEqual([
      { seq: 2, bytes: [1], userId: 'b' },
      { seq: 3, bytes: [2], userId: 'b' },
    ]);
    const read = plain((await log.read(long, 0))?.updates ?? []);
    expect(read).toEqual(many.map((_, i) => ({ seq: i + 1, bytes: [i % 256], userId: 'a' })));
  });

  test('[C13] a snapshot takes the place of what it holds, and nothing else', async () => {
    const { db, log } = open();
    const draft = await newDocument(db);
    const updates = [by('a', 1), by('a', 2), by('a', 3)];
    await log.append([{ draftId: draft, updates }]);
    await log.compact(draft, { seq: 2, bytes: bytes(12), owners: '{"a":[7]}' });
    const stored = await log.read(draft, -1);
    expect([...(stored?.snapshot?.bytes ?? [])]).toEqual([12]);
    expect(stored?.snapshot).toMatchObject({ seq: 2, owners: '{"a":[7]}' });
    expect(plain(stored?.updates ?? [])).toEqual([{ seq: 3, bytes: [3], userId: 'a' }]);
  });

  test('[C13] an earlier snapshot never replaces a later one', async () => {
    const { db, log } = open();
    const draft = await newDocument(db);
    await log.append([{ draftId: draft, updates: [by('a', 1), by('a', 2), by('a', 3)] }]);
    await log.compact(draft, { seq: 3, bytes: bytes(3), owners: '{}' });
    await log.compact(draft, { seq: 1, bytes: bytes(1), owners: '{}' });
    expect((await log.read(draft, -1))?.snapshot?.seq).toBe(3);
  });

  test('[T6] who wrote after a number is known before and after compactions', async () => {
    const { db, log } = open();
    const draft = await newDocument(db);
    const since = (seq: number) => listWritersSince(db, draft, seq);
    await log.append([{ draftId: draft, updates: [by('anna', 1), by(null, 2), by('ben', 3)] }]);
    expect([await since(0), await since(1)]).toEqual([['anna', 'ben'], ['ben']]);
    await log.compact(draft, { seq: 2, bytes: bytes(2), owners: '{}' });
    expect([await since(0), await since(1)]).toEqual([['anna', 'ben'], ['ben']]);
    await log.append([{ draftId: draft, updates: [by('anna', 4)] }]);
    await log.compact(draft, { seq: 4, bytes: bytes(4), owners: '{}' });
    expect([await since(2), await since(3), await since(4)]).toEqual([
      ['anna', 'ben'],
      ['anna'],
      [],
    ]);
  });

  test('[C13] numbers go on after a compaction, and a reader behind it is given the snapshot', async () => {
    const { db, log } = open();
    const draft = await newDocument(db);
    await log.append([{ draftId: draft, updates: [by('a', 1), by('a', 2)] }]);
    await log.compact(draft, { seq: 2, bytes: bytes(2), owners: '{}' });
    const seqs = await log.append([{ draftId: draft, updates: [by('a', 3)] }]);
    expect(seqs.get(draft)).toBe(3);
    const behind = await log.read(draft, 1);
    expect(behind?.snapshot?.seq).toBe(2);
    expect(behind?.updates.map((update) => update.seq)).toEqual([3]);
    expect((await log.lastSeqs([draft, unknownDraft()])).get(draft)).toBe(3);
  });

  test('[C15] writers at once never share a number or leave one out', async () => {
    const { db, log } = open();
    const draft = await newDocument(db);
    const writes = Array.from({ length: 40 }, (_, i) =>
      log.append([{ draftId: draft, updates: [by('a', i), by('b', i)] }]),
    );
    await Promise.all(writes);
    const stored = await log.read(draft, -1);
    expect(stored?.updates.map((update) => update.seq)).toEqual(
      Array.from({ length: 80 }, (_, i) => i + 1),
    );
  });

  test('goes with its draft', async () => {
    const { db, log } = open();
    const draft = await newDocument(db);
    await log.append([{ draftId: draft, updates: [by('a', 1)] }]);
    await db.deleteFrom('draft').where('id', '=', draft).execute();
    expect(await log.read(draft, -1)).toBeUndefined();
    const late = log.append([{ draftId: draft, updates: [by('a', 2)] }]);
    await expect(late).rejects.toBeInstanceOf(DocumentGone);
  });
});
