import { expect, test } from 'vitest';
import { onEachDatabase } from '#test/support/databases.ts';

onEachDatabase('the migrations', (database) => {
  test('make a database in which a workspace can be kept', async () => {
    const { db } = database();
    const kept = { id: 'w', name: 'Coalition', created_at: '2026-11-23T00:00:00.000Z' };
    await db.insertInto('workspace').values(kept).execute();
    expect(await db.selectFrom('workspace').selectAll().execute()).toEqual([kept]);
  });
});
