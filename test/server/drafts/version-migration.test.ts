import { expect, test } from 'vitest';
import type { Kysely } from 'kysely';
import { down, up } from '#db/migrations/2026-11-27_create_draft_versions.ts';
import { writeFirstContent } from '#server/collaboration/sql-update-log.ts';
import { listWritersSince } from '#server/collaboration/writers.ts';
import { newId } from '#server/identity.ts';
import { firstContent, insertDraftRow } from '#test/support/collaboration.ts';
import { onEachDatabase } from '#test/support/databases.ts';

onEachDatabase('a database from before there were versions', (database) => {
  test('[T6] still knows from its snapshots who wrote', async () => {
    const { db } = database();
    const untyped = db as Kysely<unknown>;
    const id = newId();
    await insertDraftRow(db, id);
    await writeFirstContent(db, id, firstContent('first'), { now: () => new Date() });
    await down(untyped);
    const owners = JSON.stringify({ '': [1], anna: [2, 3], ben: [4] });
    await db.updateTable('draft_snapshot').set({ owners, seq: 7 }).execute();
    await up(untyped);
    expect(await listWritersSince(db, id, 0)).toEqual(['anna', 'ben']);
    expect(await listWritersSince(db, id, 7)).toEqual([]);
  });
});
