/** Two nodes on one PostgreSQL, with Redis between them, and without. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { createDraft, saved, Scene, type TestServer, until } from '#test/support/collaboration.ts';
import { openPostgresForTest, postgresUrl } from '#test/support/databases.ts';
import { Line } from '#test/support/line.ts';
import { redisUrl } from '#test/support/redis.ts';

// Needs TEST_POSTGRES_URL and TEST_REDIS_URL.
describe.skipIf(!postgresUrl || !redisUrl)('two nodes', () => {
  const scene = new Scene();
  let drop: () => Promise<void>;
  let db: Db;
  let line: Line;
  let nodes: TestServer[];
  let draft: string;

  beforeEach(async () => {
    const opened = await openPostgresForTest(postgresUrl ?? '');
    db = opened.connection.db;
    drop = opened.drop;
    await migrateToLatest(db);
    line = new Line(redisUrl ?? '');
    const url = await line.open();
    const limits = { pollEvery: 100 };
    nodes = [
      await scene.server({ db, redisUrl: url, limits }),
      await scene.server({ db, redisUrl: url, limits }),
    ];
    for (const node of nodes)
      await until('Redis is there', () =>
        node.collaboration.ready().then(
          () => true,
          () => false,
        ),
      );
    draft = await createDraft(db, (nodes[0] as TestServer).collaboration);
  });
  afterEach(async () => {
    await scene.end();
    line.close();
    await drop();
  });

  const node = (index: number): TestServer => nodes[index] as TestServer;

  test('[C15] what is written on one node is read on the other, at once', async () => {
    const anna = await scene.writer(node(0), draft, 'anna');
    const ben = await scene.writer(node(1), draft, 'ben');
    anna.text.insert(0, 'from one');
    await until('Ben reads it', () => String(ben.text) === 'from one');
    ben.text.insert(8, ' to the other');
    await until('Anna reads it', () => String(anna.text) === 'from one to the other');
  });

  test('[C15] people see each other across nodes, and that they go', async () => {
    const anna = await scene.writer(node(0), draft, 'anna');
    const ben = await scene.writer(node(1), draft, 'ben');
    const sees = (a: typeof anna, b: typeof anna) =>
      a.provider.awareness.getStates().has(b.doc.clientID);
    await until('they see each other', () => sees(anna, ben) && sees(ben, anna));
    expect(ben.provider.awareness.getStates().get(anna.doc.clientID)?.['user']).toMatchObject({
      name: 'ANNA',
    });
    anna.leave();
    await until('she is gone', () => !sees(ben, anna));
  });

  test('[C15] without Redis it takes longer, and nothing is lost', async () => {
    const anna = await scene.writer(node(0), draft, 'anna');
    const ben = await scene.writer(node(1), draft, 'ben');
    line.cut();
    await expect(node(0).collaboration.ready()).rejects.toThrow();
    for (let i = 0; i < 10; i++) {
      anna.text.insert(0, 'a');
      ben.text.insert(0, 'b');
      await Promise.all([saved(anna), saved(ben)]);
    }
    await until('both read all', () => anna.text.length === 20 && ben.text.length === 20);
    expect(String(anna.text)).toBe(String(ben.text));
    line.mend();
    await until('Redis is heard again', () =>
      node(0)
        .collaboration.ready()
        .then(
          () => true,
          () => false,
        ),
    );
  });

  test('[C15] both write at once, and the numbers have neither gap nor double', async () => {
    const anna = await scene.writer(node(0), draft, 'anna');
    const ben = await scene.writer(node(1), draft, 'ben');
    for (let i = 0; i < 30; i++) {
      anna.text.insert(0, 'a');
      ben.text.insert(ben.text.length, 'b');
      if (i % 5 === 0) await Promise.all([saved(anna), saved(ben)]);
    }
    await Promise.all([saved(anna), saved(ben)]);
    await until('both read all', () => anna.text.length === 60 && ben.text.length === 60);
    expect(String(anna.text)).toBe(String(ben.text));
    const rows = await db.selectFrom('draft_update').select('seq').orderBy('seq').execute();
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, index) => index + 1));
  });

  test('[C13] [C15] a node that is behind a compaction is given the snapshot', async () => {
    const anna = await scene.writer(node(0), draft, 'anna');
    const ben = await scene.writer(node(1), draft, 'ben');
    line.cut();
    anna.text.insert(0, 'kept');
    await saved(anna);
    const doc = (await node(0).collaboration.read(draft)).slice();
    await db.deleteFrom('draft_update').where('draft_id', '=', draft).execute();
    await db.updateTable('draft_snapshot').set({ seq: 1, bytes: doc }).execute();
    ben.text.insert(0, 'and ');
    await saved(ben);
    await until('Ben reads it', () => String(ben.text).includes('kept'));
  });
});
