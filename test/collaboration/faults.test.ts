/** When the store fails, or is slow, or somebody comes at the wrong moment. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { closings } from '#server/collaboration/close-codes.ts';
import { createSqlUpdateLog } from '#server/collaboration/sql-update-log.ts';
import type { UpdateLog } from '#server/collaboration/update-log.ts';
import { defaultLimits, type Limits } from '#server/collaboration/limits.ts';
import {
  createDraft,
  saved,
  Scene,
  synced,
  type TestServer,
  textOf,
  until,
} from '#test/support/collaboration.ts';
import { onEachDatabase } from '#test/support/databases.ts';

/** A log that fails or waits when it is told to. */
class FaultyLog implements UpdateLog {
  readonly #log: UpdateLog;
  readonly tried = { read: 0, append: 0, compact: 0 };
  /** What each kind of call meets first; nothing by default. */
  before: Partial<Record<'read' | 'append' | 'compact', () => Promise<void>>> = {};

  constructor(log: UpdateLog) {
    this.#log = log;
  }

  async #meet(kind: 'read' | 'append' | 'compact'): Promise<void> {
    this.tried[kind]++;
    await this.before[kind]?.();
  }

  async read(...given: Parameters<UpdateLog['read']>) {
    await this.#meet('read');
    return this.#log.read(...given);
  }

  async append(...given: Parameters<UpdateLog['append']>) {
    await this.#meet('append');
    return this.#log.append(...given);
  }

  async compact(...given: Parameters<UpdateLog['compact']>) {
    await this.#meet('compact');
    return this.#log.compact(...given);
  }

  lastSeqs(...given: Parameters<UpdateLog['lastSeqs']>) {
    return this.#log.lastSeqs(...given);
  }
}

const diskFull = () => Promise.reject(new Error('disk full'));

/** A gate that is shut until it is opened. */
function gate(): { pass: () => Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { pass: () => promise, open: resolve };
}

onEachDatabase('a room whose log fails', (database) => {
  const scene = new Scene();
  let log: FaultyLog;
  let draft: string;

  beforeEach(async () => {
    log = new FaultyLog(createSqlUpdateLog(database().db, { now: () => new Date() }));
    draft = await createDraft(database().db, await start());
  });
  afterEach(async () => {
    log.before = {};
    await scene.end();
  });

  async function start(limits: Partial<Limits> = {}): Promise<TestServer['collaboration']> {
    server = await scene.server({
      db: database().db,
      updateLog: log,
      limits: { firstRetry: 10, lastRetry: 50, ...limits },
    });
    return server.collaboration;
  }
  let server: TestServer;

  test('[C4] acknowledges nothing until the write is done, and tries until it is', async () => {
    const [anna, ben] = [
      await scene.writer(server, draft, 'anna'),
      await scene.writer(server, draft, 'ben'),
    ];
    log.before.append = diskFull;
    anna.text.insert(0, 'kept');
    await until('Ben reads it', () => String(ben.text) === 'kept');
    await until('it was tried again', () => log.tried.append >= 3);
    expect(anna.ledger.saved).toBe(false);
    log.before = {};
    await saved(anna);
  });

  test('[C15] news that rest on what is not in the log end the room, and stay in the log', async () => {
    const anna = await scene.writer(server, draft, 'anna');
    const closed: number[] = [];
    anna.provider.on('connection-close', (event) => closed.push(event?.code ?? 0));
    const elsewhere = new Y.Doc();
    elsewhere.getText('text').insert(0, 'first ');
    const before = Y.encodeStateVector(elsewhere);
    elsewhere.getText('text').insert(6, 'second');
    const update = { bytes: Y.encodeStateAsUpdate(elsewhere, before), userId: 'ben' };
    await log.append([{ draftId: draft, updates: [update] }]);
    anna.text.insert(0, 'typed');
    await until('she is sent away', () => closed.length > 0);
    expect(closed[0]).toBe(closings.later.code);
    expect(log.tried.compact).toBe(0);
    const kept = await log.read(draft, -1);
    expect(kept?.updates.map(({ userId }) => userId)).toContain('ben');
  });

  test('[C4] does not forget what it could not save when everybody leaves', async () => {
    await start({ idleRoom: 10 });
    const anna = await scene.writer(server, draft, 'anna');
    log.before.append = diskFull;
    anna.text.insert(0, 'kept');
    await until('it was tried', () => log.tried.append >= 1);
    anna.leave();
    const tried = log.tried.append;
    await until('it was tried again', () => log.tried.append >= tried + 3);
    log.before = {};
    const fresh = await scene.server({ db: database().db });
    await until('it is in the log', async () => (await textOf(server, draft)) === 'kept');
    await server.collaboration.close();
    expect(await textOf(fresh, draft)).toBe('kept');
  });

  test('[C4] takes nothing more after a while, says so, and asks for it when it can save again', async () => {
    await start({ saveWithin: 100 });
    const [anna, ben] = [
      await scene.writer(server, draft, 'anna'),
      await scene.writer(server, draft, 'ben'),
    ];
    log.before.append = diskFull;
    anna.text.insert(0, 'early ');
    await until('she is told', () => anna.ledger.state === 'cannot-save');
    anna.text.insert(0, 'late ');
    expect(await textOf(server, draft)).toBe('early ');
    await expect(server.collaboration.change(draft, null, () => {})).rejects.toThrow('saved');
    await expect(server.collaboration.readStored(draft)).rejects.toThrow('saved');
    expect([anna.ledger.saved, anna.provider.wsconnected]).toEqual([false, true]);
    log.before = {};
    await saved(anna);
    await until('Ben reads all', () => String(ben.text) === 'late early ');
    expect(anna.ledger.state).toBe('saving');
  });

  test('[C4] holds up no other document', async () => {
    const other = await createDraft(database().db, server.collaboration);
    const anna = await scene.writer(server, draft, 'anna');
    const ben = await scene.writer(server, other, 'ben');
    const real = log.append.bind(log);
    log.append = (batches) =>
      batches.some((batch) => batch.draftId === draft) ? diskFull() : real(batches);
    anna.text.insert(0, 'stuck');
    ben.text.insert(0, 'free');
    await saved(ben);
    expect(anna.ledger.saved).toBe(false);
    log.append = real;
    await saved(anna);
  });

  test('[C5] a stop while the log fails a few times still stores all', async () => {
    const anna = await scene.writer(server, draft, 'anna');
    let failures = 0;
    log.before.append = () => (++failures <= 1 ? diskFull() : Promise.resolve());
    anna.text.insert(0, 'kept');
    await until('it was tried', () => failures >= 1);
    await server.collaboration.close();
    expect(await textOf(await scene.server({ db: database().db }), draft)).toBe('kept');
  });

  test('[C2] answers nobody before it is loaded, and loads once for all', async () => {
    await start();
    const door = gate();
    log.before.read = door.pass;
    const reads = log.tried.read;
    const sockets = await Promise.all(
      ['anna', 'ben', 'rita'].map((person) => scene.socket(server, draft, person)),
    );
    for (const socket of sockets) socket.send(new Uint8Array([0, 0, 1, 0]));
    await until('it is being loaded', () => log.tried.read > reads);
    expect(sockets.map((socket) => socket.frames.length)).toEqual([0, 0, 0]);
    door.open();
    for (const socket of sockets)
      await until('it is answered', () => socket.frames.some((f) => f[0] === 0 && f[1] === 1));
    expect(log.tried.read).toBe(reads + 1);
  });

  test('[C2] a load that fails sends everybody away, and the next one is a new one', async () => {
    await start();
    log.before.read = diskFull;
    const socket = await scene.socket(server, draft, 'anna');
    expect(await socket.closeCode()).toBe(1013);
    expect(socket.frames).toEqual([]);
    log.before = {};
    await scene.writer(server, draft, 'anna');
  });

  test('[C2] who comes while the room is put away finds it as it was', async () => {
    await start({ idleRoom: 1 });
    const door = gate();
    const anna = await scene.writer(server, draft, 'anna');
    anna.text.insert(0, 'kept');
    await saved(anna);
    log.before.compact = door.pass;
    const reads = log.tried.read;
    anna.leave();
    await until('it is being put away', () => log.tried.compact >= 1);
    const ben = await scene.writer(server, draft, 'ben');
    expect(String(ben.text)).toBe('kept');
    door.open();
    ben.text.insert(0, 'still ');
    await saved(ben);
    expect(log.tried.read).toBe(reads);
  });

  test('[C13] [C14] an unused room leaves a snapshot, and comes back from it', async () => {
    await start({ idleRoom: 1 });
    const anna = await scene.writer(server, draft, 'anna');
    for (let i = 0; i < 20; i++) {
      anna.text.insert(0, `${i} `);
      await saved(anna);
    }
    const reads = log.tried.read;
    const text = String(anna.text);
    anna.leave();
    const left = () =>
      database()
        .db.selectFrom('draft_update')
        .select('seq')
        .where('draft_id', '=', draft)
        .execute();
    await until('the updates are gone', async () => (await left()).length === 0);
    const ben = await scene.writer(server, draft, 'ben');
    expect([String(ben.text), log.tried.read]).toEqual([text, reads + 1]);
  });

  test('[C13] a long log is compacted while people write', async () => {
    await start({ compactAfter: 5 });
    const anna = await scene.writer(server, draft, 'anna');
    for (let i = 0; i < 12; i++) {
      anna.text.insert(0, `${i} `);
      await saved(anna);
    }
    const stored = await log.read(draft, -1);
    expect(stored?.snapshot?.seq).toBeGreaterThanOrEqual(5);
    expect(stored?.updates.length).toBeLessThan(12);
    const fresh = await scene.server({ db: database().db });
    expect(await textOf(fresh, draft)).toBe(String(anna.text));
  });

  test('[C13] a compaction that fails loses nothing', async () => {
    await start({ compactAfter: 2 });
    log.before.compact = diskFull;
    const anna = await scene.writer(server, draft, 'anna');
    for (let i = 0; i < 6; i++) {
      anna.text.insert(0, `${i} `);
      await saved(anna);
    }
    const fresh = await scene.server({ db: database().db });
    expect(await textOf(fresh, draft)).toBe(String(anna.text));
  });

  test('[C11] a document that breaks its bounds is frozen, and readable', async () => {
    server = await scene.server({
      db: database().db,
      limits: { inspectAfter: 1 },
      inspect: {
        file: new URL('../support/further-looks.ts', import.meta.url).href,
        name: 'findBadWords',
      },
    });
    const anna = await scene.writer(server, draft, 'anna');
    anna.text.insert(0, 'bad');
    await until('she is told', () => anna.ledger.state === 'frozen');
    anna.text.insert(0, 'more ');
    const ben = scene.comes(server, draft, 'ben');
    await synced(ben);
    expect(String(ben.text)).toBe('bad');
    expect(anna.ledger.saved).toBe(false);
  });

  test('[C3] writes of many rooms share a transaction', async () => {
    await start({ batchDelay: defaultLimits.batchDelay });
    const drafts = [];
    for (let i = 0; i < 10; i++)
      drafts.push(await createDraft(database().db, server.collaboration));
    const writers = await Promise.all(drafts.map((each) => scene.writer(server, each, 'anna')));
    const tried = log.tried.append;
    for (const writer of writers) writer.text.insert(0, 'x');
    await Promise.all(writers.map(saved));
    expect(log.tried.append - tried).toBeLessThanOrEqual(3);
  });
});
