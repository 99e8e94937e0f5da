/** One contract for both ways in which SQLite is opened: a file in a thread of its own, and memory. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Worker } from 'node:worker_threads';
import { type Kysely, sql } from 'kysely';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect, type Connection } from '#db/connection.ts';
import { nodeProgram } from '#test/support/collaboration-process.ts';

interface Lighthouses {
  lighthouse: { name: string; lit: unknown; chart: Uint8Array | null };
}

const folder = mkdtempSync(join(tmpdir(), 'trilogue-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true }));

let connection: Connection;
let db: Kysely<Lighthouses>;
let files = 0;

function newFile(): string {
  return `file:${join(folder, `${++files}.db`)}`;
}

async function open(url: string): Promise<void> {
  connection = connect(url);
  db = connection.db as unknown as Kysely<Lighthouses>;
  await sql`create table lighthouse (name text primary key, lit, chart blob)`.execute(db);
}

function light(name: string, lit: unknown = 1): Promise<unknown> {
  return db.insertInto('lighthouse').values({ name, lit, chart: null }).execute();
}

async function names(): Promise<readonly string[]> {
  const rows = await db.selectFrom('lighthouse').select('name').orderBy('name').execute();
  return rows.map(({ name }) => name);
}

/** Takes long. */
const counting = sql`with recursive one(n) as (select 1 union all select n + 1 from one limit 1000000)
  select count(*) from one`;

describe.each([
  ['a file', newFile],
  ['memory', () => 'file::memory:'],
])('SQLite in %s', (_where, url) => {
  beforeEach(() => open(url()));
  afterEach(() => connection.close());

  test.each([
    [true, 1],
    [false, 0],
    [new Date('2031-05-20T10:00:00.000Z'), '2031-05-20T10:00:00.000Z'],
    [undefined, null],
    [null, null],
    [2.5, 2.5],
    ['“Lit”', '“Lit”'],
    [2n ** 40n, 2 ** 40],
  ])('keeps %o as %o', async (given, kept) => {
    await sql`insert into lighthouse (name, lit) values ('Fastnet', ${given})`.execute(db);
    expect(await db.selectFrom('lighthouse').select('lit').execute()).toEqual([{ lit: kept }]);
  });

  test.each([10, 100_000])(
    'keeps %i bytes, also of a larger buffer, and leaves them',
    async (n) => {
      const chart = Buffer.alloc(n + 7, 'chart').subarray(3, n + 3);
      await db.insertInto('lighthouse').values({ name: 'Fastnet', lit: 1, chart }).execute();
      const [row, again] = [
        await db.selectFrom('lighthouse').select('chart').executeTakeFirstOrThrow(),
        await db.selectFrom('lighthouse').select('chart').executeTakeFirstOrThrow(),
      ];
      expect(row.chart).toEqual(new Uint8Array(chart));
      expect(again).toEqual(row);
      expect(chart.toString()).toBe(
        Buffer.alloc(n + 7, 'chart')
          .subarray(3, n + 3)
          .toString(),
      );
    },
  );

  test('tells how many rows a change reached, or gives them back', async () => {
    await light('Fastnet');
    await light('Ushant');
    const changed = await db.updateTable('lighthouse').set({ lit: 0 }).executeTakeFirstOrThrow();
    expect(changed.numUpdatedRows).toBe(2n);
    const gone = await db.deleteFrom('lighthouse').returning('name').execute();
    expect(gone.map(({ name }) => name).sort()).toEqual(['Fastnet', 'Ushant']);
  });

  test('says what was wrong, with SQLite’s own codes, and goes on', async () => {
    await light('Fastnet');
    await expect(light('Fastnet')).rejects.toMatchObject({
      message: 'UNIQUE constraint failed: lighthouse.name',
      code: 'ERR_SQLITE_ERROR',
      errcode: 1555,
      errstr: 'constraint failed',
    });
    await expect(light('Ushant', Symbol('lit'))).rejects.toThrow();
    expect(await names()).toEqual(['Fastnet']);
  });

  test('answers what is asked in one go, but for what it cannot be asked', async () => {
    const row = (name: string, lit: unknown = 1) => ({ name, lit, chart: null });
    const told = await db.transaction().execute((trx) => {
      const rows = [row('Fastnet'), row('Rockall', Symbol('lit')), row('Ushant')];
      return Promise.allSettled(
        rows.map((one) => trx.insertInto('lighthouse').values(one).execute()),
      );
    });
    expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await names()).toEqual(['Fastnet', 'Ushant']);
  });

  test('takes back a transaction that throws, and a part of one to its savepoint', async () => {
    const failing = db.transaction().execute(async (trx) => {
      await trx.insertInto('lighthouse').values({ name: 'Rockall', lit: 1, chart: null }).execute();
      throw new Error('Nobody is there.');
    });
    await expect(failing).rejects.toThrow('Nobody is there.');
    const trx = await db.startTransaction().execute();
    const row = (name: string) => ({ name, lit: 1, chart: null });
    await trx.insertInto('lighthouse').values(row('Fastnet')).execute();
    const later = await trx.savepoint('before').execute();
    await later.insertInto('lighthouse').values(row('Ushant')).execute();
    await later.rollbackToSavepoint('before').execute();
    await later.releaseSavepoint('before').execute();
    await trx.commit().execute();
    expect(await names()).toEqual(['Fastnet']);
  });

  test('lets no other query into a transaction', async () => {
    await light('Fastnet', 0);
    const addOne = () =>
      db.transaction().execute(async (trx) => {
        const row = await trx.selectFrom('lighthouse').select('lit').executeTakeFirstOrThrow();
        await new Promise((resolve) => setTimeout(resolve, 2));
        await trx
          .updateTable('lighthouse')
          .set({ lit: Number(row.lit) + 1 })
          .execute();
      });
    await Promise.all(Array.from({ length: 10 }, addOne));
    expect(await db.selectFrom('lighthouse').select('lit').execute()).toEqual([{ lit: 10 }]);
  });

  test('gives rows bit by bit, and may be left in the middle', async () => {
    for (const name of ['Fastnet', 'Longstone', 'Ushant']) await light(name);
    const read: string[] = [];
    const rows = db.selectFrom('lighthouse').select('name').orderBy('name');
    for await (const { name } of rows.stream(2)) read.push(name);
    expect(read).toEqual(['Fastnet', 'Longstone', 'Ushant']);
    for await (const { name } of rows.stream(1)) if (name === 'Longstone') break;
    await light('Wolf Rock');
    expect(await names()).toHaveLength(4);
  });

  test('once closed it answers nothing', async () => {
    await connection.close();
    await expect(names()).rejects.toThrow('driver has already been destroyed');
  });
});

describe('the thread of a SQLite file', () => {
  let thread: Worker;

  beforeEach(async () => {
    process.once('worker', (worker) => (thread = worker));
    await open(newFile());
  });
  afterEach(() => connection.close());

  test('works while the server goes on', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await counting.execute(db);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });

  test('that dies fails what waits for it, and the next query has a new one', async () => {
    await light('Fastnet');
    const died = thread.terminate();
    const asked = expect(light('Ushant')).rejects.toThrow(
      'The thread of the SQLite database ended (exit code 1). What it was asked may not be stored; ask again.',
    );
    const queued = names();
    await Promise.all([died, asked]);
    expect(await queued).toEqual(['Fastnet']);
  });

  test('that cannot begin again says why, each time until it can', async () => {
    const path = join(folder, `${files}.db`);
    await thread.terminate();
    for (const beside of ['', '-wal', '-shm']) rmSync(`${path}${beside}`, { force: true });
    mkdirSync(path);
    await expect(names()).rejects.toThrow('unable to open database file');
    await expect(names()).rejects.toThrow('unable to open database file');
    rmdirSync(path);
    await expect(names()).rejects.toThrow('no such table: lighthouse');
  });

  test('that dies in a transaction leaves nothing of it', async () => {
    const broken = db.transaction().execute(async (trx) => {
      const row = (name: string) => ({ name, lit: 1, chart: null });
      await trx.insertInto('lighthouse').values(row('Fastnet')).execute();
      await thread.terminate();
      await trx.insertInto('lighthouse').values(row('Ushant')).execute();
    });
    await expect(broken).rejects.toThrow('The thread of the SQLite database ended');
    expect(await names()).toEqual([]);
  });

  test('closes the file after what was asked before', async () => {
    const written = light('Fastnet');
    await setImmediate();
    await connection.close();
    await written;
    connection = connect(`file:${join(folder, `${files}.db`)}`);
    db = connection.db as unknown as Kysely<Lighthouses>;
    expect(await names()).toEqual(['Fastnet']);
  });

  test('holds a program until it is answered, and no longer', async () => {
    const program = `
      import { sql } from 'kysely';
      import { connect } from '#db/connection.ts';
      const { rows } = await sql\`select 'answered' as said\`.execute(connect('${newFile()}').db);
      console.log(rows[0].said);`;
    const run = promisify(execFile)(nodeProgram, ['--input-type=module', '--eval', program]);
    expect(await run).toEqual({ stdout: 'answered\n', stderr: '' });
  });
});
