/** Two server processes on one PostgreSQL, which lose their Redis, and then one of the two. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { saved, Scene, until } from '#test/support/collaboration.ts';
import { type ChildServer, Processes } from '#test/support/collaboration-process.ts';
import { openPostgresForTest, postgresUrl } from '#test/support/databases.ts';
import { Line } from '#test/support/line.ts';
import { type MortalRedis, redisUrl, startRedis } from '#test/support/redis.ts';
import { storedDocument, storeDraft } from '#test/support/stored-draft.ts';
import { Typist } from '#test/support/typist.ts';

// Needs TEST_POSTGRES_URL and TEST_REDIS_URL.
describe.skipIf(!postgresUrl || !redisUrl)('two server processes', () => {
  const scene = new Scene();
  const processes = new Processes();
  let db: Db;
  let drop: () => Promise<void>;
  let redis: MortalRedis;
  let nodes: readonly [ChildServer, ChildServer];
  /** The way by which people come to the first node. */
  let line: Line;
  let front: { readonly address: string };

  beforeEach(async () => {
    const { connection, schema, drop: dropSchema } = await openPostgresForTest(postgresUrl ?? '');
    db = connection.db;
    drop = dropSchema;
    await migrateToLatest(db);
    redis = await startRedis();
    const start = () => processes.start({ url: postgresUrl ?? '', schema, redisUrl: redis.url });
    nodes = await Promise.all([start(), start()]);
    line = new Line(nodes[0].address);
    front = { address: await line.open() };
  });
  afterEach(async () => {
    await scene.end();
    line.close();
    processes.killAll();
    await redis.kill();
    await drop();
  });

  async function typist(server: { address: string }, name: string, draft: string) {
    const person = name.startsWith('anna') ? 'anna' : 'ben';
    return new Typist(name, await scene.writer(server, draft, person));
  }

  /** Everybody is told of so many more words that they are stored. */
  async function typeOn(typists: readonly Typist[], words: number): Promise<void> {
    const goals = typists.map((each) => each.acknowledged + words);
    const isReached = () => typists.every((each, i) => each.acknowledged >= (goals[i] ?? 0));
    await until('everybody has typed on, and was saved', isReached, 15_000);
  }

  async function expectOneText(typists: readonly Typist[], draft: string): Promise<string[]> {
    await Promise.all(typists.map((each) => each.stop()));
    await Promise.all(typists.map(({ writer }) => saved(writer)));
    const kept = String((await storedDocument(db, draft)).getText('text'));
    await until('all read what is stored', () =>
      typists.every(({ writer }) => String(writer.text) === kept),
    );
    const words = kept.split(/(?<=;)/);
    expect(new Set(words).size).toBe(words.length);
    expect(words).toEqual(expect.arrayContaining(typists.flatMap(({ typed }) => typed)));
    return words;
  }

  test('[C15] [C5] who types while Redis and then a node is killed loses nothing acknowledged, and all have one text', async () => {
    const [here, there] = [await storeDraft(db), await storeDraft(db)];
    const anna = await typist(front, 'anna', here);
    const ben = await typist(nodes[1], 'ben', here);
    // In another draft, so that nobody else could bring what the killed node had not stored.
    const annaToo = await typist(front, 'annaToo', there);
    const benToo = await typist(nodes[1], 'benToo', there);
    const all = [anna, ben, annaToo, benToo];
    await typeOn(all, 20);
    await redis.kill();
    await typeOn(all, 20);
    const word = `anna${anna.acknowledged - 1};`;
    await until('the other node reads on', () => String(ben.writer.text).includes(word));

    await until('she is in the middle of a word', () => !anna.isSaved);
    await nodes[0].kill();
    const promised = await annaToo.vanish();
    line.leadTo(nodes[1].address);
    await typeOn([anna, ben, benToo], 20);
    await expectOneText([anna, ben], here);
    const words = await expectOneText([benToo], there);
    expect(words).toEqual(expect.arrayContaining([...promised]));
  }, 60_000);
});
