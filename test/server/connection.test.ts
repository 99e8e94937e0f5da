import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#server/database.ts';
import { onEachDatabase } from '#test/support/databases.ts';

onEachDatabase('the migrations', (database) => {
  test('make a database in which a workspace can be kept', async () => {
    const { db } = database();
    const kept = { id: 'w', name: 'Coalition', created_at: '2026-11-23T00:00:00.000Z' };
    await db.insertInto('workspace').values(kept).execute();
    expect(await db.selectFrom('workspace').selectAll().execute()).toMatchObject([kept]);
  });
});

describe.skipIf(process.platform === 'win32')('the file of the embedded database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trilogue-connection-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const modeOf = (path: string) => statSync(path).mode & 0o777;

  test('is readable by its owner alone from its creation, with all that lies beside it', async () => {
    const path = join(folder, 'new', 'deep', 'trilogue.db');
    const { connection } = await openDatabase(`file:${path}`);
    for (const one of [path, `${path}-wal`, `${path}-shm`]) expect(modeOf(one)).toBe(0o600);
    await connection.close();
  });

  test('keeps the mode that somebody has given it', async () => {
    const path = join(folder, 'shared.db');
    writeFileSync(path, '');
    chmodSync(path, 0o660);
    await (await openDatabase(`file:${path}`)).connection.close();
    expect(modeOf(path)).toBe(0o660);
  });

  test.each(['/proc/no/such/trilogue.db', '/dev/null/trilogue.db'])(
    'where none can be made, as at %s, that is told in a sentence',
    async (path) => {
      await expect(openDatabase(`file:${path}`)).rejects.toThrow(
        /^DATABASE_URL cannot be used: file:.* did not open \(.*\)\.$/,
      );
    },
  );
});
