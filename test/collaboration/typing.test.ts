import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { personsDocument } from '#document/server-clients.ts';
import { createSqlUpdateLog } from '#server/collaboration/sql-update-log.ts';
import { listWritersSince } from '#server/collaboration/writers.ts';
import {
  createDraft,
  enter,
  saved,
  startServer,
  synced,
  type TestServer,
  textOf,
  until,
  type Writer,
} from '#test/support/collaboration.ts';
import { onEachDatabase } from '#test/support/databases.ts';

onEachDatabase('people who write together', (database) => {
  const servers: TestServer[] = [];
  const writers: Writer[] = [];
  afterEach(async () => {
    for (const writer of writers.splice(0)) writer.leave();
    for (const server of servers.splice(0)) await server.stop();
  });

  async function start(): Promise<TestServer> {
    const server = await startServer({ db: database().db });
    servers.push(server);
    return server;
  }

  function come(server: TestServer, draft: string, person: string, doc?: Y.Doc): Writer {
    const writer = enter(server.address, draft, person, doc);
    writers.push(writer);
    return writer;
  }

  test('[T1] everybody finds the first content once', async () => {
    const server = await start();
    const draft = await createDraft(database().db, server.collaboration, 'Exporters keep records.');
    const [anna, ben] = [come(server, draft, 'anna'), come(server, draft, 'ben')];
    await Promise.all([synced(anna), synced(ben)]);
    expect([String(anna.text), String(ben.text)]).toEqual(Array(2).fill('Exporters keep records.'));
  });

  test('[C3] what one writes the other reads, and it is saved', async () => {
    const server = await start();
    const draft = await createDraft(database().db, server.collaboration, 'Exporters keep records.');
    const [anna, ben] = [come(server, draft, 'anna'), come(server, draft, 'ben')];
    await Promise.all([synced(anna), synced(ben)]);
    anna.text.insert(10, 'and brokers ');
    expect(anna.ledger.saved).toBe(false);
    await until('Ben reads it', () => String(ben.text) === 'Exporters and brokers keep records.');
    await saved(anna);
    const rows = await database()
      .db.selectFrom('draft_update')
      .select('user_id')
      .where('draft_id', '=', draft)
      .execute();
    expect(rows).toEqual([{ user_id: 'anna' }]);
  });

  test('[C3] a deletion is saved like any other change', async () => {
    const server = await start();
    const draft = await createDraft(database().db, server.collaboration, 'Exporters keep records.');
    const anna = come(server, draft, 'anna');
    await synced(anna);
    anna.text.delete(0, 10);
    expect(anna.ledger.saved).toBe(false);
    await saved(anna);
    const kept = new Y.Doc();
    Y.applyUpdate(kept, await server.collaboration.read(draft));
    expect(String(kept.getText('text'))).toBe('keep records.');
  });

  test('[C5] a server that stops keeps all, and the next one has it', async () => {
    const first = await start();
    const draft = await createDraft(database().db, first.collaboration);
    const anna = come(first, draft, 'anna');
    await synced(anna);
    for (const word of ['one ', 'two ', 'three ']) anna.text.insert(anna.text.length, word);
    await until('the server has it', async () => {
      const doc = personsDocument();
      Y.applyUpdate(doc, await first.collaboration.read(draft));
      return String(doc.getText('text')) === 'one two three ';
    });
    await first.collaboration.close();
    await until('Anna is told that the server restarts', () => !anna.provider.wsconnected);
    expect(anna.ledger.saved).toBe(true);
    const second = await start();
    const ben = come(second, draft, 'ben');
    await synced(ben);
    expect(String(ben.text)).toBe('one two three ');
  });

  test('what was written without a connection comes with the next one', async () => {
    const server = await start();
    const draft = await createDraft(database().db, server.collaboration);
    const anna = come(server, draft, 'anna');
    await synced(anna);
    anna.provider.disconnect();
    anna.text.insert(0, 'offline');
    expect(anna.ledger.saved).toBe(false);
    anna.provider.connect();
    await saved(anna);
    const ben = come(server, draft, 'ben');
    await synced(ben);
    expect(String(ben.text)).toBe('offline');
  });

  test('[T9] other code changes a document through its room, and the people see it', async () => {
    const server = await start();
    const draft = await createDraft(database().db, server.collaboration, 'Old text');
    const anna = come(server, draft, 'anna');
    await synced(anna);
    await server.collaboration.change(draft, 'ben', (doc) => doc.getText('text').delete(0, 4));
    await until('Anna sees it', () => String(anna.text) === 'text');
  });

  test('[T9] a change that fails half-way leaves no trace', async () => {
    const server = await start();
    const draft = await createDraft(database().db, server.collaboration, 'Old text');
    const change = server.collaboration.change(draft, null, (doc) => {
      doc.getText('text').delete(0, 4);
      throw new Error('half-way');
    });
    await expect(change).rejects.toThrow('half-way');
    const doc = new Y.Doc();
    Y.applyUpdate(doc, await server.collaboration.read(draft));
    expect(String(doc.getText('text'))).toBe('Old text');
  });

  test('[T6] what is read for a version is stored, and stands where the log says', async () => {
    const server = await start();
    const draft = await createDraft(database().db, server.collaboration);
    const anna = come(server, draft, 'anna');
    await synced(anna);
    anna.text.insert(0, 'kept');
    await until('the server has it', async () => (await textOf(server, draft)) === 'kept');
    const { bytes, seq } = await server.collaboration.readStored(draft);
    const kept = new Y.Doc();
    Y.applyUpdate(kept, bytes);
    expect(String(kept.getText('text'))).toBe('kept');
    const log = await createSqlUpdateLog(database().db, { now: () => new Date() }).read(draft, -1);
    expect(log?.seq).toBe(seq);
    expect(await listWritersSince(database().db, draft, 0)).toEqual(['anna']);
    expect((await server.collaboration.readStored(draft)).seq).toBe(seq);
  });

  test('[C10] cursors are seen with the names of the session, and go when their people go', async () => {
    const server = await start();
    const draft = await createDraft(database().db, server.collaboration);
    const [anna, ben] = [come(server, draft, 'anna'), come(server, draft, 'ben')];
    await Promise.all([synced(anna), synced(ben)]);
    anna.provider.awareness.setLocalState({ user: { name: 'The Commission' }, cursor: 3 });
    const seen = (): unknown => ben.provider.awareness.getStates().get(anna.doc.clientID);
    const user = { id: 'anna', name: 'ANNA', color: '#123456' };
    await until('Ben sees her', () => JSON.stringify(seen())?.includes('ANNA') ?? false);
    await until('Ben sees her cursor', () => JSON.stringify(seen()).includes('"cursor":3'));
    expect(seen()).toEqual({ user, cursor: 3 });
    anna.provider.disconnect();
    await until('she is gone', () => seen() === undefined);
    anna.provider.connect();
    await until('she is back', () => seen() !== undefined);
  });
});
